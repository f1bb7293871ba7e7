"""Decisions that the number of their item heads."""

from pathlib import Path

import pytest

from schemas.terms import Outcome, SectionKind
from tests.parse.documents import read_items, read_text

ITEMS = """
    Punkt 1: Godkendelse af dagsorden

    {0} 1{1}Godkendt.

    Punkt 2: Årsberetning

    Indstilling:
    Beredskabschefen indstiller, at beretningen tages til efterretning.

    {0} 2{1}Taget til efterretning.

    Punkt 3: Eventuelt
    """


@pytest.mark.parametrize(
    ("word", "between"),
    [
        ("Ad pkt.", ":\n    "),
        ("Ad punkt", ": "),
        ("Ad", ". "),
        ("Vedr. pkt.", "\n    "),
        ("Til punkt nr.", ":\n\n    "),
    ],
)
def test_the_number_of_an_item_heads_what_was_decided(tmp_path: Path, word: str, between: str) -> None:
    first, second, _ = read_items(tmp_path, ITEMS.format(word, between))
    colon = between.strip()
    assert [(section.kind, section.heading, section.text) for section in first.sections] == [
        (SectionKind.BESLUTNING, f"{word} 1{colon}", "Godkendt.")
    ]
    assert [(section.kind, section.text) for section in second.sections[1:]] == [
        (SectionKind.BESLUTNING, "Taget til efterretning.")
    ]


def test_points_of_a_decision_are_no_headings(tmp_path: Path) -> None:
    items = read_items(
        tmp_path,
        """
        Punkt 1: Takster

        Beslutning:
        Ad pkt. 1: Godkendt.
        Ad pkt. 2: Udsat.

        Punkt 2: Veje

        Beslutning:
        Ad pkt. 1: Godkendt.
        Ad pkt. 2: Godkendt.
        """,
    )
    assert [[decision.outcome for decision in item.decisions] for item in items] == [
        [Outcome.DELVIST_GODKENDT],
        [Outcome.GODKENDT],
    ]


def test_a_point_without_a_decisions_heading_is_text(tmp_path: Path) -> None:
    notes = "Ad 1: Taksten stiger.\n\nAd 2: Gebyret falder."
    text = f"Punkt 1: Takster\n\nNotat\n\n{notes}\n\nPunkt 2: Veje\n\nAd 1: Vejen lukkes."
    assert all(not item.decisions for item in read_items(tmp_path, text))


def test_the_name_of_the_body_that_met_stands_before_what_it_decided(tmp_path: Path) -> None:
    minutes = read_text(
        tmp_path,
        """
        Møde i Byrådet den 14. november 2002 kl. 17.00

        Nr. 201   LEJE AF LOKALER

        Økonomiudvalget: Ole Bro og Ida Krogh skal se på dem.

        BYRÅDET: Godkendt.

        Nr. 202   TAXITAKSTER

        Taxinævnet har fremsendt forslag.

        BYRÅDET: Udsat.
        """,
    )
    assert [[decision.text for decision in item.decisions] for item in minutes.items] == [
        ["Godkendt."],
        ["Udsat."],
    ]
    assert [section.heading for section in minutes.items[0].sections] == ["", "BYRÅDET:"]
