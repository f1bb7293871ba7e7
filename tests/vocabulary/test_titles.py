from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocabulary.titles import head, is_a_case, nameless, names_a_kind, plain, tidy


@pytest.mark.parametrize(
    ("title", "text", "period", "year"),
    [
        ("Udviklingen på arbejdsmarkedet marts 2021", "Udviklingen på arbejdsmarkedet", "m03", 2021),
        ("Budgetopfølgning pr. 31. marts 2021", "Budgetopfølgning", "m03", 2021),
        (
            "Godkendelse af dagsorden til mødet den 31. maj 2021",
            "Godkendelse af dagsorden til mødet",
            None,
            None,
        ),
        ("Kvartalsrapport for ældreområdet, 3. kvartal 2021", "Kvartalsrapport for ældreområdet", "k3", 2021),
        ("Økonomirapport II. kvartal", "Økonomirapport", "k2", None),
        ("Sygefravær januar - marts 2021", "Sygefravær", "m03", 2021),
        ("Likviditet, ultimo juni 2021", "Likviditet", "m06", 2021),
        ("Likviditet pr. ultimo juni 2021", "Likviditet", "m06", 2021),
        ("Likviditet pr. ultimo den 30. juni 2021 i havnen", "Likviditet i havnen", "m06", 2021),
        ("Nøgletal (marts)", "Nøgletal", "m03", None),
        ("Mødeplan 2021-2022", "Mødeplan", None, None),
        ("Status uge 12", "Status", None, None),
        ("Status på COVID-19", "Status på COVID-19", None, None),
        ("Sag om 5G-master", "Sag om 5G-master", None, None),
        ("Tilbud til de 15-17-årige", "Tilbud til de 15-17-årige", None, None),
        ("Lokalplan nr. 5.12 for Skolegade", "Lokalplan for Skolegade", None, None),
        ("Maj", "Maj", "m05", None),
        ("2021", "2021", None, None),
    ],
)
def test_dates_and_numbers_are_taken_out(title: str, text: str, period: str | None, year: int | None) -> None:
    found = plain(title)
    assert (found.text, found.period, found.year) == (text, period, year)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Lukket: Eventuelt", "Eventuelt"),
        ("Eventuelt (lukket)", "Eventuelt"),
        ("Eventuelt - Lukket punkt", "Eventuelt"),
        ("Lukket punkt: Eventuelt", "Eventuelt"),
        ("Orientering (O)", "Orientering"),
        ("Status – havnen", "Status - havnen"),
        ("Lukket", "Lukket"),
        ("Lukket sag", "Lukket sag"),
    ],
)
def test_what_says_that_an_item_is_open_or_closed_is_taken_out(title: str, text: str) -> None:
    assert tidy(title) == text


def test_the_head_stands_before_a_dash_a_colon_or_a_name() -> None:
    assert head("Decentrale direktionsmøder - Buerup Skole") == "Decentrale direktionsmøder"
    assert head("Tema: rekruttering") == "Tema"
    assert head("Besøg, Gørlev") == "Besøg"
    assert head("Skoler, dagtilbud og kultur") is None


def test_names_and_places_are_taken_out_with_what_leads_to_them() -> None:
    assert nameless("Dialogmøde med Ungerådet") == "Dialogmøde"
    assert nameless("Besøg på Gørlev Skole i Høng") == "Besøg"
    assert nameless("Besøg på skoler") is None


@pytest.mark.parametrize(
    "title",
    ["Ejendomssag", "Personalesag", "Lukket sag", "Orientering", "Punkt", "Nye sager", "Tillægsbevilling"],
)
def test_a_kind_of_case_is_told(title: str) -> None:
    assert names_a_kind(title)


@pytest.mark.parametrize(
    "title", ["Eventuelt", "Decentrale direktionsmøder", "Økonomirapport", "Status på havnen"]
)
def test_a_subject_is_no_kind(title: str) -> None:
    assert not names_a_kind(title)


def test_a_case_in_a_place_is_told() -> None:
    assert is_a_case("Køb af areal")
    assert is_a_case("Renovering af faglokaler")
    assert not is_a_case("Decentrale direktionsmøder")


@given(st.text(alphabet="aÆ 1.-–(),:majkvrtl\u00ad\n", max_size=40))
def test_a_plain_title_is_plain(title: str) -> None:
    once = tidy(title)
    assert tidy(once) == once
    assert plain(once).text or not once
