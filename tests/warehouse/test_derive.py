"""Contents, standing items, repeats and what is new: derived from the rows that are there."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from schemas.document import Outcome
from schemas.minutes import Item, ItemTable, Minutes, Section
from schemas.settings import Settings
from schemas.terms import SectionKind
from tests.factory import item, minutes, parsed
from tests.warehouse.helpers import load, query

COVID = "Status på COVID-19"
FIRST = date(2021, 1, 4)


def weekly(*agendas: list[Item], **fields: Any) -> list[Outcome]:
    """Meetings a week apart, the first on 4 January 2021."""
    return [on(FIRST + timedelta(weeks=week), *agenda, **fields) for week, agenda in enumerate(agendas)]


def on(day: date, *agenda: Item, **fields: Any) -> Outcome:
    content: Minutes = minutes(*agenda, meeting_date=day, **fields)
    return parsed(content, f"{content.body} {day}.pdf")


def timeline(settings: Settings, columns: str = "occurrence, new_text") -> list[Any]:
    return query(
        settings,
        f"SELECT {columns} FROM v_standing_item_timeline "
        "ORDER BY standing_item_id, body, meeting_date, meeting_id, item_id",
    )


def test_a_year_of_status_reads_as_the_sentences_that_changed(settings: Settings) -> None:
    load(
        settings,
        weekly(
            [item(COVID, "Smitten falder. Intet nyt.")],
            [item("Orientering om COVID-19", "Smitten  falder.\nIntet nyt.")],
            [item(COVID, "Smitten falder. Skolen åbner d. 1. februar.")],
        ),
    )
    assert timeline(settings, "occurrence, round(novelty, 2), new_text") == [
        ("new", 1.0, "Smitten falder.\nIntet nyt."),
        ("repeat", 0.0, None),
        ("new", 0.71, "Skolen åbner d. 1. februar."),
    ]


def test_nothing_and_a_phrase_for_nothing_are_empty_however_often_they_come(settings: Settings) -> None:
    load(
        settings,
        weekly(
            [item("Eventuelt")],
            [item("Evt.", "Intet.")],
            [item("Eventuelt", "INTET")],
            [item("Eventuelt", is_closed=True)],
            [item("Eventuelt", "Julefrokosten er den 3. december.")],
        ),
    )
    found = timeline(settings, "occurrence, novelty, new_text")
    assert [row[0] for row in found] == ["empty", "empty", "empty", "closed", "new"]
    assert [row[2] for row in found[:4]] == [None] * 4
    repeats = query(settings, "SELECT is_repeat, novelty FROM v_agenda ORDER BY meeting_date")
    assert repeats == [(False, None), (False, 1.0), (True, 0.0), (False, None), (False, 1.0)]


def test_who_was_away_does_not_make_an_empty_occurrence_say_something(settings: Settings) -> None:
    texts = [
        "Intet.\nFraværende: Peter Holm (A).",
        "Der var ingen bemærkninger til dagsordenen.",
        "Peter Holm talte.",
    ]
    load(settings, weekly(*[[item("Eventuelt", text)] for text in texts]))
    assert timeline(settings, "occurrence") == [("empty",), ("empty",), ("new",)]


def test_the_same_words_in_another_body_are_news_there(settings: Settings) -> None:
    load(settings, weekly([item(COVID, "Smitten falder.")]))
    load(settings, weekly([], [item(COVID, "Smitten falder.")], body="Økonomiudvalget"))
    assert timeline(settings, "body, occurrence") == [("Direktionen", "new"), ("Økonomiudvalget", "new")]
    assert query(settings, "SELECT count(*) FROM contents") == [(1,)]
    assert query(settings, "SELECT occurrences, distinct_contents FROM standing_items") == [(2, 1)]


def test_a_meeting_that_arrives_late_takes_the_news_from_the_later_one(settings: Settings) -> None:
    early, late = weekly([item(COVID, "Smitten falder.")], [item(COVID, "smitten falder.")])
    load(settings, [late])
    assert timeline(settings, "meeting_date, occurrence") == [(date(2021, 1, 11), "new")]
    load(settings, [early])
    assert timeline(settings, "occurrence") == [("new",), ("repeat",)]
    assert query(settings, "SELECT text FROM contents") == [("Smitten falder.",)]


def test_an_earlier_wording_of_another_body_is_cut_into_sentences_for_all(settings: Settings) -> None:
    theirs = weekly(
        [],
        [item(COVID, "Smitten falder.")],
        [item(COVID, "smitten falder. skolen åbner.")],
        body="Økonomiudvalget",
    )
    load(settings, theirs)
    assert timeline(settings, "novelty") == [(1.0,), (1.0,)]
    load(settings, weekly([item(COVID, "Smitten falder. Skolen åbner.")]))
    assert timeline(settings, "body, novelty")[1:] == [("Økonomiudvalget", 1.0), ("Økonomiudvalget", 0.5)]


def test_a_meeting_that_goes_to_another_municipality_takes_its_news_along(settings: Settings) -> None:
    early, late = weekly([item(COVID, "Smitten falder.")], [item(COVID, "Smitten falder.")])
    load(settings, [early, late])
    load(settings, [early.model_copy(update={"municipality": "Anden Kommune"})])
    assert timeline(settings, "occurrence") == [("new",), ("new",)]


def test_of_two_sittings_on_a_day_the_one_that_begins_first_is_the_earlier(settings: Settings) -> None:
    afternoon = on(FIRST, item("Budget"), item(COVID, "Smitten falder."), start_time=time(15))
    morning = on(FIRST, item("Regnskab"), item(COVID, "Smitten falder."), start_time=time(8))
    load(settings, [afternoon, morning])
    assert timeline(settings, "meeting_id, occurrence") == [
        ("proeveby-kommune-direktionen-2021-01-04", "new"),
        ("proeveby-kommune-direktionen-2021-01-04-2", "repeat"),
    ]


def test_an_item_outside_the_standing_ones_is_never_a_repeat(settings: Settings) -> None:
    load(settings, weekly([item("Budget", "Tal.")], [item("Budget", "Tal.")]))
    assert (
        query(settings, "SELECT is_repeat, novelty, standing_item_id FROM agenda_items")
        == [(False, None, None)] * 2
    )
    assert query(settings, "SELECT count(*) FROM v_unique_items") == [(2,)]


def test_reports_count_what_says_something_new(settings: Settings) -> None:
    load(
        settings,
        weekly(
            [item(COVID, "Smitten falder."), item("Budget"), item("Eventuelt")],
            [item(COVID, "Smitten falder."), item("Budget")],
        ),
    )
    assert query(settings, "SELECT title FROM v_unique_items ORDER BY meeting_date, number") == [
        (COVID,), ("Budget",), ("Budget",),
    ]  # fmt: skip


def test_a_standing_item_that_had_its_rhythm_is_missed_three_times_at_most(settings: Settings) -> None:
    agenda = [item(COVID, "Smitten falder."), item("Budget")]
    without = [item("Budget")]
    load(settings, weekly(*[agenda] * 6, *[without] * 5, agenda, without))
    assert [row[0] for row in timeline(settings, "occurrence")] == [
        "new", *["repeat"] * 5, *["absent"] * 3, "repeat", "absent",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "agendas",
    [
        [[item(COVID)], [item("Budget")]] * 5,  # came five times only
        [[item(COVID)], [item("Budget")]] * 8,  # every second meeting: the others do not miss it
        [[item(COVID)], [item("Budget")], [item("Budget")]] * 7,  # every third meeting is no rhythm
        [*[[item(COVID)]] * 6, []],  # a meeting without any items, cancelled
    ],
)
def test_what_had_no_rhythm_is_not_missed(settings: Settings, agendas: list[list[Item]]) -> None:
    load(settings, weekly(*agendas))
    assert "absent" not in {row[0] for row in timeline(settings, "occurrence")}


def test_the_text_of_a_content_is_its_sections_each_with_its_tables(settings: Settings) -> None:
    def section(kind: SectionKind, text: str) -> Section:
        return Section(kind=kind, heading=kind.value, text=text)

    budget = item(
        "Budget",
        sections=(
            section(SectionKind.RESUME, "Kort."),
            section(SectionKind.BESLUTNING, "-"),
            section(SectionKind.OEKONOMI, "Se tabellen."),
        ),
        tables=(
            ItemTable(header=("År", "Kr."), rows=(("2020", "1"), ("2021", "2")), section=1),
            ItemTable(header=(), rows=(("Sum", "3"), ("Rest", "")), section=3),
        ),
        content_id="budget",
    )
    load(settings, weekly([budget]))
    assert query(settings, "SELECT text FROM contents") == [
        ("Kort.\nÅr\tKr.\n2020\t1\n2021\t2\nSe tabellen.\nSum\t3\nRest",)
    ]


def test_contents_and_standing_items_that_nobody_says_any_more_are_gone(settings: Settings) -> None:
    load(settings, weekly([item(COVID, "Smitten falder.")]))
    (newer,) = weekly([item("Budget", "Tal.")], version="2")
    load(settings, [newer])
    assert query(settings, "SELECT text FROM contents") == [("Tal.",)]
    for table in ("standing_items", "standing_occurrences"):
        assert query(settings, f"SELECT count(*) FROM {table}") == [(0,)]
