"""Standing items that no catalogue knows, a user's own catalogue, and people's corrections."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from schemas.document import Outcome
from schemas.errors import UsageError
from schemas.minutes import Item
from schemas.settings import Settings
from tests.factory import item, minutes, parsed
from tests.warehouse.helpers import load, query
from warehouse.reader import open_published
from warehouse.standing import corrections, deny, merge, split, timeline, titles_of
from warehouse.store import Warehouse

FIRST = date(2021, 1, 4)
PLACES = ("Buerup Skole", "Gørlev Bibliotek", "Rådhuset", "Havnsø", "Svebølle Plejecenter", "Jobcentret")


def weekly(*agendas: list[str | Item], days: int = 7, body: str = "Direktionen") -> list[Outcome]:
    """Meetings of a body, a week apart from 4 January 2021."""
    outcomes: list[Outcome] = []
    for number, agenda in enumerate(agendas):
        items = [one if isinstance(one, Item) else item(one) for one in agenda]
        meeting = minutes(*items, meeting_date=FIRST + timedelta(days=days * number), body=body)
        outcomes.append(parsed(meeting, f"{body} {number}.pdf"))
    return outcomes


def standing(settings: Settings) -> list[tuple[str, str, str, int]]:
    found = query(
        settings, "SELECT standing_item_id, title, origin, occurrences FROM standing_items ORDER BY 1"
    )
    return [tuple(row) for row in found]


def publish(settings: Settings) -> None:
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.publish()


def test_a_title_that_comes_back_with_other_places_is_detected(settings: Settings) -> None:
    load(settings, weekly(*[[f"Decentrale direktionsmøder - {place}", "Budget"] for place in PLACES]))
    assert standing(settings) == [
        ("decentrale-direktionsmoeder", "Decentrale direktionsmøder", "detected", 6)
    ]


@pytest.mark.parametrize(
    ("titles", "key"),
    [
        ([f"Besøg hos {place}" for place in PLACES], "besoeg"),
        ([f"Nøgletal for ældreområdet, uge {week}" for week in range(1, 7)], "noegletal-for-aeldreomraadet"),
        ([f"Strategisk indkøb: {place}" for place in PLACES], "strategisk-indkoeb"),
        (["Halvvejsmøde", "Halvvejsmøde (lukket)"] * 3, "halvvejsmoede"),
    ],
)
def test_dates_numbers_places_and_names_make_no_other_standing_item(
    settings: Settings, titles: list[str], key: str
) -> None:
    load(settings, weekly(*[[title, f"Sag {chr(65 + n)}"] for n, title in enumerate(titles)]))
    assert [row[0] for row in standing(settings)] == [key]


def test_five_times_are_not_enough(settings: Settings) -> None:
    load(settings, weekly(*[["Halvvejsmøde"]] * 5))
    assert standing(settings) == []


def test_what_comes_in_no_more_than_half_of_the_meetings_is_none(settings: Settings) -> None:
    load(settings, weekly(*[["Halvvejsmøde"]] * 6, *[["Budget"]] * 6))
    assert standing(settings) == []


def test_what_stood_for_a_year_of_many_is_detected(settings: Settings) -> None:
    load(settings, weekly(*[["Halvvejsmøde"]] * 12, *[["Budget"]] * 13, days=40))
    assert [row[0] for row in standing(settings)] == ["halvvejsmoede"]


def test_a_quarterly_report_is_one_series_though_most_meetings_lack_it(settings: Settings) -> None:
    agendas: list[list[str | Item]] = [
        [f"Økonomirapport, {n // 3 % 4 + 1}. kvartal {2021 + n // 12}"] if n % 3 == 0 else ["Budget"]
        for n in range(18)
    ]
    load(settings, weekly(*agendas, days=30))
    assert standing(settings) == [("oekonomirapport", "Økonomirapport", "detected", 6)]


@pytest.mark.parametrize(
    "titles",
    [
        ["Ejendomssag"] * 8,
        ["Personalesag"] * 8,
        ["Lukket sag"] * 8,
        ["Orientering"] * 8,
        [f"Byggesag - {place}" for place in PLACES],
        [f"Køb af areal ved {place}" for place in PLACES],
        [f"Renovering af faglokaler på {place}" for place in PLACES],
        [f"Lokalplan {number} for {PLACES[number]}" for number in range(6)],
        [f"Orientering fra {place}" for place in PLACES],
        [f"Punkt {number}" for number in range(8)],
    ],
)
def test_a_title_that_names_only_a_kind_of_case_is_none_however_often(
    settings: Settings, titles: list[str]
) -> None:
    load(settings, weekly(*[[title] for title in titles]))
    assert standing(settings) == []


def test_a_title_that_stands_twice_in_one_meeting_names_a_kind_of_case(settings: Settings) -> None:
    load(settings, weekly(*[["Skimmelsvamp", "Skimmelsvamp"]] * 6))
    assert standing(settings) == []


def test_detection_never_takes_what_the_catalogue_knows(settings: Settings) -> None:
    load(settings, weekly(*[["Eventuelt", f"Eventuelt - {place}"] for place in PLACES]))
    assert [row[0] for row in standing(settings)] == ["eventuelt"]


def test_each_body_has_its_own_detection(settings: Settings) -> None:
    load(settings, weekly(*[["Halvvejsmøde"]] * 6) + weekly(*[["Halvvejsmøde"]] * 2, body="Byrådet"))
    bodies = query(settings, "SELECT body, count(standing_item_id) FROM v_agenda GROUP BY body ORDER BY 1")
    assert bodies == [("Byrådet", 0), ("Direktionen", 6)]


def test_a_sixth_meeting_makes_the_earlier_five_occurrences_and_its_end_undoes_it(settings: Settings) -> None:
    meetings = weekly(*[[item("Halvvejsmøde", "Der er gang i den.")]] * 6)
    load(settings, meetings[:5])
    assert query(settings, "SELECT count(*) FROM content_sentences") == [(0,)]
    load(settings, meetings[5:])
    assert query(settings, "SELECT count(*) FILTER (is_repeat) FROM v_agenda") == [(5,)]
    newer = minutes(item("Budget"), meeting_date=FIRST, version="2")
    load(settings, [parsed(newer, "rettet.pdf")])
    assert standing(settings) == []
    assert query(settings, "SELECT count(*) FROM agenda_items WHERE is_repeat OR novelty IS NOT NULL") == [
        (0,)
    ]
    assert query(settings, "SELECT count(*) FROM content_sentences") == [(0,)]


def own(settings: Settings, text: str) -> None:
    settings.home.mkdir(parents=True, exist_ok=True)
    (settings.home / "standing.toml").write_text(text, encoding="utf-8")


def test_a_users_catalogue_adds_entries_and_adds_to_those_that_are_known(settings: Settings) -> None:
    load(settings, weekly(["Bordet rundt", "Havnens time marts 2021", "Status på noget i hallen"]))
    own(
        settings,
        '[[item]]\nkey = "havnen"\ntitle = "Havnens time"\ntitles = ["Havnens time"]\n'
        '[[item]]\nkey = "eventuelt"\npatterns = ["bordet rundt"]\n',
    )
    load(settings)
    assert standing(settings) == [
        ("eventuelt", "Eventuelt", "catalogue", 1), ("havnen", "Havnens time", "catalogue", 1),
    ]  # fmt: skip


def test_a_users_kinds_are_no_standing_items(settings: Settings) -> None:
    load(settings, weekly(*[["Halvvejsmøde"]] * 6))
    own(settings, 'kinds = ["Halvvejsmøde"]\n')
    load(settings)
    assert standing(settings) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[item]\n", r"standing\.toml cannot be read"),
        ('[[item]]\nkey = "Æ"\n', "item 1, key"),
        (
            '[[item]]\nkey = "a"\n[[item]]\nkey = "b"\npatterns = ["("]\n',
            "item 2, patterns.*regular expression",
        ),
        ('[[items]]\nkey = "a"\n', "items"),
    ],
)
def test_a_wrong_catalogue_is_told_in_a_line_that_names_the_place(
    settings: Settings, text: str, says: str
) -> None:
    own(settings, text)
    with pytest.raises(UsageError, match=says):
        load(settings)


@pytest.fixture
def published(settings: Settings) -> Settings:
    agendas: list[list[str | Item]] = [
        [f"Decentrale møder - {place}", "Eventuelt", "Meddelelser"] for place in PLACES
    ]
    load(settings, weekly(*agendas))
    publish(settings)
    return settings


def item_of(settings: Settings, title: str) -> str:
    found = query(settings, f"SELECT item_id FROM v_agenda WHERE title = '{title}' ORDER BY meeting_date")
    return str(found[0][0])


def test_a_merge_moves_all_of_a_key_and_is_published(published: Settings) -> None:
    assert merge(published, "decentrale-moeder", "meddelelser") == 6
    with open_published(published) as connection:
        line, rows = timeline(connection, "meddelelser")
        assert line.occurrences == 12
        assert len(rows) == 12
        assert titles_of(connection, "meddelelser")[0] == ("Meddelelser", 6)


def test_a_split_makes_a_standing_item_of_some_titles(published: Settings) -> None:
    assert split(published, "decentrale-moeder", "paa-skolen", ("Decentrale møder - Buerup Skole",)) == 1
    assert ("paa-skolen", "Decentrale møder - Buerup Skole", "manual", 1) in standing(published)


def test_what_was_merged_can_be_split_off_again(published: Settings) -> None:
    merge(published, "decentrale-moeder", "meddelelser")
    split(published, "meddelelser", "paa-skolen", ("Decentrale møder - Buerup Skole",))
    assert [(key, count) for key, _, _, count in standing(published)] == [
        ("eventuelt", 6), ("meddelelser", 11), ("paa-skolen", 1),
    ]  # fmt: skip


def test_an_item_that_is_no_occurrence_stays_out_through_a_rebuild(published: Settings) -> None:
    denied = item_of(published, "Eventuelt")
    entry = deny(published, "eventuelt", denied)
    assert (entry.body, entry.meeting_date, entry.title) == ("Direktionen", FIRST, "Eventuelt")
    with Warehouse.writer(published, flow="test") as warehouse:
        warehouse.rebuild()
    found = query(published, f"SELECT standing_item_id FROM agenda_items WHERE item_id = '{denied}'")
    assert found == [(None,)]
    assert ("eventuelt", "Eventuelt", "catalogue", 5) in standing(published)


def test_corrections_travel_as_a_readable_file(published: Settings, tmp_path: Path) -> None:
    deny(published, "eventuelt", item_of(published, "Eventuelt"))
    merge(published, "decentrale-moeder", "meddelelser")
    text = (published.home / "standing-corrections.toml").read_text(encoding="utf-8")
    assert (
        'body = "Direktionen"\nmeeting_date = 2021-01-04\nstart_time = 10:00:00\ntitle = "Eventuelt"' in text
    )
    elsewhere = Settings(home=tmp_path / "elsewhere", municipality=None)
    elsewhere.home.mkdir()
    (elsewhere.home / "standing-corrections.toml").write_text(text, encoding="utf-8")
    agendas: list[list[str | Item]] = [
        [f"Decentrale møder - {place}", "Eventuelt", "Meddelelser"] for place in PLACES
    ]
    load(elsewhere, list(reversed(weekly(*agendas))))
    assert standing(elsewhere) == standing(published)


def test_a_correction_whose_item_is_gone_is_reported_and_applied_to_no_other(published: Settings) -> None:
    deny(published, "eventuelt", item_of(published, "Eventuelt"))
    newer = minutes(item("Budget"), item("Eventuelt i dag"), meeting_date=FIRST, version="2")
    load(published, [parsed(newer, "rettet.pdf")])
    publish(published)
    with open_published(published) as connection:
        assert [line.problem for line in corrections(connection)] == ["the item is gone"]
    assert ("eventuelt", "Eventuelt", "catalogue", 5) in standing(published)


def test_a_merge_whose_key_nothing_belongs_to_any_more_is_reported(published: Settings) -> None:
    merge(published, "decentrale-moeder", "meddelelser")
    newer = minutes(item("Budget"), meeting_date=FIRST, version="2")
    load(published, [parsed(newer, "rettet.pdf")])
    publish(published)
    with open_published(published) as connection:
        (line,) = corrections(connection)
    assert line.problem == "no item belongs to decentrale-moeder"


def test_wrong_corrections_are_refused_and_nothing_is_written(published: Settings) -> None:
    eventuelt = item_of(published, "Eventuelt")
    for call in (
        lambda: merge(published, "nowhere", "eventuelt"),
        lambda: merge(published, "eventuelt", "nowhere"),
        lambda: merge(published, "eventuelt", "eventuelt"),
        lambda: split(published, "eventuelt", "Stort", ("Eventuelt",)),
        lambda: split(published, "eventuelt", "andet", ("Budget",)),
        lambda: deny(published, "meddelelser", eventuelt),
        lambda: deny(published, "eventuelt", "0" * 16),
    ):
        with pytest.raises(UsageError):
            call()
    assert not (published.home / "standing-corrections.toml").exists()


def test_a_merge_made_twice_or_split_back_says_what_to_do_instead(published: Settings) -> None:
    merge(published, "decentrale-moeder", "meddelelser")
    with pytest.raises(UsageError, match="belongs to `meddelelser` already"):
        merge(published, "decentrale-moeder", "meddelelser")
    with pytest.raises(UsageError, match="belongs to `meddelelser` already"):
        merge(published, "eventuelt", "decentrale-moeder")
    with pytest.raises(UsageError, match="delete its lines"):
        split(published, "meddelelser", "decentrale-moeder", (f"Decentrale møder - {PLACES[0]}",))


def test_a_key_that_is_not_there_is_answered_with_those_that_are_like_it(published: Settings) -> None:
    with open_published(published) as connection:
        with pytest.raises(UsageError, match=r"near it: `eventuelt`"):
            timeline(connection, "Eventuel")
        with pytest.raises(UsageError, match=r"no standing item `xyz`: "):
            timeline(connection, "xyz")


def test_nothing_is_added_to_a_file_that_is_wrong(published: Settings) -> None:
    file = published.home / "standing-corrections.toml"
    file.write_text("[[merge]\n", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be read"):
        merge(published, "decentrale-moeder", "meddelelser")
    assert file.read_text(encoding="utf-8") == "[[merge]\n"


def test_a_conflict_that_git_left_in_the_file_is_told_and_an_editors_byte_order_mark_is_nothing(
    published: Settings,
) -> None:
    file = published.home / "standing-corrections.toml"
    made = '[[merge]]\nkey = "decentrale-moeder"\ninto = "meddelelser"\n'
    file.write_text(f"<<<<<<< HEAD\n{made}=======\n>>>>>>> theirs\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"standing-corrections\.toml .* unsolved conflict"):
        merge(published, "eventuelt", "meddelelser")
    file.write_text(made, encoding="utf-8-sig")
    load(published)
    assert ("meddelelser", "Meddelelser", "catalogue", 12) in standing(published)


def test_a_circle_of_merges_is_refused_in_the_file_too(published: Settings) -> None:
    merge(published, "decentrale-moeder", "meddelelser")
    file = published.home / "standing-corrections.toml"
    text = file.read_text(encoding="utf-8")
    assert text.count("[[merge]]") == 1
    file.write_text(text + '[[merge]]\nkey = "meddelelser"\ninto = "decentrale-moeder"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="circle"):
        load(published)


def test_what_a_person_wrote_into_the_file_stays(published: Settings) -> None:
    file = published.home / "standing-corrections.toml"
    file.write_text("# Aftalt med sekretariatet 3. maj.\n", encoding="utf-8")
    merge(published, "decentrale-moeder", "meddelelser")
    assert file.read_text(encoding="utf-8").startswith("# Aftalt med sekretariatet 3. maj.\n\n[[merge]]")
