"""search() finds what minutes say, in the words that people ask with."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from schemas.document import Outcome
from schemas.minutes import Item
from schemas.settings import Settings
from tests.factory import item, minutes, parsed
from warehouse.reader import open_published
from warehouse.store import Warehouse

FILLER = [item(f"Sag {n}", f"Forvaltningen har arbejdet med sag {n} om veje og stier.") for n in range(30)]


def on(day: date, *agenda: Item, **fields: Any) -> Outcome:
    content = minutes(*agenda, meeting_date=day, **fields)
    return parsed(content, f"{content.body} {day}.pdf")


def publish(settings: Settings, *outcomes: Outcome) -> None:
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.begin_run()
        for outcome in outcomes:
            warehouse.load([outcome], stored_paths={})
        warehouse.publish()


def titles(settings: Settings, question: str) -> list[str]:
    with open_published(settings) as connection:
        found = connection.execute("SELECT title FROM search(?)", [question]).fetchall()
    return [title for (title,) in found]


def index(settings: Settings) -> list[tuple[Any, ...]]:
    """Give the index without the numbers, which count as texts arrive."""
    with open_published(settings) as connection:
        words = connection.execute(
            "SELECT t.content_id, t.title, f.form, f.stem, w.times FROM search_words w "
            "JOIN search_texts t USING (text_number) JOIN search_forms f USING (form_number) ORDER BY ALL"
        ).fetchall()
        items = connection.execute(
            "SELECT i.item_id, c.content_id, t.title, i.words, i.mark FROM search_items i "
            "LEFT JOIN search_texts c ON c.text_number = content_number "
            "LEFT JOIN search_texts t ON t.text_number = title_number ORDER BY ALL"
        ).fetchall()
        return [*words, *items]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(home=tmp_path_factory.mktemp("home"), municipality=None)
    publish(
        settings,
        on(
            date(2021, 5, 3),
            item("Kapacitet på plejehjem", "Der mangler pladser på plejehjemmene i kommunen."),
            item("Plejehjemspladser", "Behovet stiger."),
            item("Skolernes budgetter", "Budgettet for 2022 falder. Åbningstiden på Ærø står ved magt."),
            item("Personalesag", is_closed=True),
            item("Anlæg", "Kapaciteten i hallen er for lille."),
            *FILLER,
        ),
    )
    return settings


def test_the_item_with_all_the_words_comes_first(asked: Settings) -> None:
    found = titles(asked, "plejehjem kapacitet")
    assert found[0] == "Kapacitet på plejehjem"
    assert {"Plejehjemspladser", "Anlæg"} <= set(found[1:])


@pytest.mark.parametrize(
    "question",
    ["budget", "budgettet", "BUDGETTERNE", "åbningstid", "åbningstiderne", "ærø", "skole", "budgetternes"],
)
def test_danish_forms_of_a_word_find_each_other(asked: Settings, question: str) -> None:
    assert "Skolernes budgetter" in titles(asked, question)


def test_a_word_finds_the_compounds_that_it_begins_and_ends(asked: Settings) -> None:
    assert "Plejehjemspladser" in titles(asked, "plejehjem")
    assert "Plejehjemspladser" in titles(asked, "pladser")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("barn", "Børnene trives."),
        ("barnets", "Børnene trives."),
        ("børn", "Barnet trives."),
        ("by", "Byens torv."),
        ("bus", "Busserne kører."),
        ("bro", "Cykelbroen lukkes."),
        ("institution", "Daginstitutionerne og andre institutionerne."),
        ("coronavirus", "Corona er her."),
        ("nedlagt", "At nedlægge linjen."),
        ("åbenrå", "Fra Aabenraa."),
        ("Aabenraa", "Fra Åbenrå."),
        ("aeldre koebing", "Ældre i Købing."),
    ],
)
def test_a_word_is_found_whatever_its_forms_and_its_spelling(
    settings: Settings, question: str, text: str
) -> None:
    publish(settings, on(date(2021, 5, 3), item("Punkt", text), *FILLER))
    assert titles(settings, question) == ["Punkt"]


def test_a_word_in_the_title_weighs_more_than_any_number_in_the_text(settings: Settings) -> None:
    often = item("Budget", "Plejehjem. " * 50)
    publish(settings, on(date(2021, 5, 3), often, item("Kapacitet på plejehjem", "Pladser."), *FILLER))
    assert titles(settings, "plejehjem") == ["Kapacitet på plejehjem", "Budget"]


def test_a_snippet_shows_the_word_itself_before_one_that_holds_it(settings: Settings) -> None:
    text = "Svejserne melder sig. " + "Indledning. " * 40 + "Den nye vej til Østerdam. " + "Slut. " * 80
    publish(settings, on(date(2021, 5, 3), item("Sag", text), item("Vejvisning", "Nyt.")))
    with open_published(settings) as connection:
        found = connection.execute("SELECT snippet FROM search('vejen') WHERE title = 'Sag'").fetchall()
    assert "Den nye vej til" in found[0][0]


def test_forms_that_the_vocabulary_names_outlive_what_said_them(settings: Settings) -> None:
    day = date(2021, 5, 3)
    publish(settings, on(day, item("Sag", "Børnene."), *FILLER, version="1"))
    publish(settings, on(day, item("Sag", "Barnet."), *FILLER, version="2"))
    assert titles(settings, "børn") == ["Sag"]


def test_a_closed_item_is_found_by_its_title(asked: Settings) -> None:
    with open_published(asked) as connection:
        found = connection.execute(
            "SELECT title, is_closed, snippet FROM search('personalesager')"
        ).fetchall()
    assert found == [("Personalesag", True, None)]


def test_a_case_number_finds_the_items_of_its_case_before_what_says_its_digits(settings: Settings) -> None:
    agenda = [item("Vej", "Om 21 og 22.", case_number="21-022K"), item("Sti", "I 21 dage og 22.")]
    later = [item("Vejen", "Mere.", case_number="21-022K"), item("Tal", "22", case_number="22")]
    publish(settings, on(date(2021, 1, 4), *agenda), on(date(2021, 2, 1), *later))
    assert titles(settings, "21-022K")[:2] == ["Vejen", "Vej"]
    assert titles(settings, "sag 21-022k, vej")[:2] == ["Vejen", "Vej"]
    assert titles(settings, "21-022K").count("Vej") == 1


def test_a_question_of_words_that_say_nothing_finds_nothing(asked: Settings) -> None:
    assert titles(asked, "og det er i den") == []
    assert titles(asked, "") == []
    assert titles(asked, "?!") == []


def test_a_question_is_never_taken_for_a_pattern(asked: Settings) -> None:
    assert titles(asked, "(plejehjem") != []
    assert titles(asked, "'; DROP TABLE x; -- %_[") == []


def test_a_snippet_shows_the_word_where_it_stands(settings: Settings) -> None:
    text = "Indledning. " * 40 + "Her mangler pladser på plejehjemmet i Østerdam. " + "Afslutning. " * 40
    publish(settings, on(date(2021, 5, 3), item("Sag", text), *FILLER))
    with open_published(settings) as connection:
        (snippet,) = connection.execute("SELECT snippet FROM search('plejehjem')").fetchall()[0]
    assert "plejehjemmet i Østerdam" in snippet
    assert len(snippet) < 260
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")


def test_most_bounds_how_many_are_given(asked: Settings) -> None:
    with open_published(asked) as connection:
        assert len(connection.execute("SELECT * FROM search('veje', most := 7)").fetchall()) == 7
        assert len(connection.execute("SELECT * FROM search('veje', most := 99)").fetchall()) == 30
        assert len(connection.execute("SELECT * FROM search('veje')").fetchall()) == 25


def test_a_repeat_of_a_standing_item_is_not_found_again(settings: Settings) -> None:
    covid = item("Status på COVID-19", "Smitten falder.")
    publish(settings, on(date(2021, 1, 4), covid), on(date(2021, 1, 11), covid))
    with open_published(settings) as connection:
        found = connection.execute("SELECT meeting_date FROM search('smitte')").fetchall()
    assert found == [(date(2021, 1, 4),)]


def test_the_order_of_arrival_changes_nothing_in_the_index(tmp_path: Path) -> None:
    outcomes = [
        on(date(2021, 1, 4), item("Status på COVID-19", "Smitten falder."), *FILLER[:3]),
        on(date(2021, 1, 11), item("Status på COVID-19", "SMITTEN falder"), item("Skolen", "Budgettet.")),
        on(date(2021, 1, 18), item("Skolen", "Budgettet ungdoms-\nuddannelsen.")),
    ]
    homes = [Settings(home=tmp_path / name, municipality=None) for name in ("one", "other", "at once")]
    publish(homes[0], *outcomes)
    for outcome in reversed(outcomes):
        publish(homes[1], outcome)
    with Warehouse.writer(homes[2], flow="test") as warehouse:
        warehouse.begin_run()
        warehouse.load(outcomes, stored_paths={})
        warehouse.publish()
        warehouse.rebuild()
        warehouse.publish()
    assert index(homes[0]) == index(homes[1]) == index(homes[2])


def test_a_run_cuts_only_what_changed(settings: Settings) -> None:
    publish(settings, on(date(2021, 1, 4), *FILLER))
    before = numbers(settings)
    publish(settings, on(date(2021, 1, 11), item("Nyt", "Noget nyt om kloakker.")))
    after = numbers(settings)
    assert before.items() < after.items()
    assert len(after) == len(before) + 2  # a title and a content


def numbers(settings: Settings) -> dict[int, tuple[str | None, str | None]]:
    with open_published(settings) as connection:
        found = connection.execute("SELECT text_number, content_id, title FROM search_texts").fetchall()
    return {number: (content, title) for number, content, title in found}


def test_what_a_later_version_no_longer_says_is_forgotten_to_the_last_form(settings: Settings) -> None:
    day = date(2021, 1, 4)
    old = on(day, item("Kloakering", "Hemmelighedskræmmeri i Hammerup."), version="1")
    new = on(day, item("Kloakering", "Intet nyt fra Hammerup."), version="2")
    publish(settings, old)
    assert titles(settings, "hemmelighedskræmmeri") == ["Kloakering"]
    publish(settings, new)
    assert titles(settings, "hemmelighedskræmmeri") == []
    assert titles(settings, "hammerup") == ["Kloakering"]
    with open_published(settings) as connection:
        assert connection.execute("FROM search_forms WHERE starts_with(form, 'hemmelig')").fetchall() == []


def test_an_item_that_comes_to_repeat_an_earlier_one_is_no_longer_found(settings: Settings) -> None:
    covid = item("Status på COVID-19", "Smitten falder.")
    publish(settings, on(date(2021, 1, 11), covid))
    before = index(settings)
    publish(settings, on(date(2021, 1, 4), covid))
    assert [row for row in index(settings) if row in before] == before[:-1]
    with open_published(settings) as connection:
        found = connection.execute("SELECT meeting_date FROM search('smitte')").fetchall()
    assert found == [(date(2021, 1, 4),)]


def test_no_cpr_number_and_no_part_of_one_is_in_the_index(settings: Settings) -> None:
    publish(settings, on(date(2021, 1, 4), item("Sag", "Borgeren 0101701234 og sag 21-046857K, 2021.")))
    with open_published(settings) as connection:
        forms = {form for (form,) in connection.execute("SELECT form FROM search_forms").fetchall()}
    assert "2021" in forms
    assert not [form for form in forms if re.search(r"\d{6}", form)]


@hypothesis_settings(max_examples=50)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=60))
def test_any_question_gets_an_answer(asked: Settings, question: str) -> None:
    with open_published(asked) as connection:
        connection.execute("SELECT * FROM search(?)", [question]).fetchall()


def test_a_client_that_asks_each_part_anew_where_it_is_named_asks_few() -> None:
    """DuckDB 1.2 finds no MATERIALIZED in the published file: with 232 parts a search took four seconds."""
    sql = files("warehouse").joinpath("macros/search.sql").read_text(encoding="utf-8")
    heads = list(re.finditer(r"(?:WITH|\),) (\w+) AS (?:MATERIALIZED )?\(\n", sql))
    ends = [*(head.start() for head in heads[1:]), sql.index("\n)\nSELECT", heads[-1].end())]
    parts = {head[1]: sql[head.end() : end] for head, end in zip(heads, ends, strict=True)}

    def asked(part: str) -> int:
        named = re.findall(r"(?:FROM|JOIN) \(?(?:FROM )?(\w+)", part)
        return 1 + sum(asked(parts[name]) for name in named if name in parts)

    assert asked(sql[ends[-1] :]) < 70
