"""Headings that no table knows."""

from dataclasses import replace

import pytest

from schemas.page import DocumentPages
from schemas.terms import SectionKind
from tasks.parse import parse
from tests.parse.test_print import BODY, BOLD, SUB, Style, document

TEXT = "Budgettet gennemgås af forvaltningen hvert eneste år i maj måned."


def items_with(words: str, first: int = 1, last: int = 4, *, distance: float = 24) -> DocumentPages:
    """Print four items of a municipality whose headings are as large as its text, bold."""
    lines: list[tuple[str, float, Style]] = []
    for number in range(1, 5):
        lines += [(f"Punkt {number}: Sag {number}", 40, BOLD)] if number > 1 else []
        lines += [("Resume", 24, SUB), (TEXT, 14, BODY), ("og af udvalget.", 12, BODY)]
        lines += [(words, distance, SUB), ("Ingen.", 14, BODY)] if first <= number <= last else []
        lines += [("Beslutning", 24, SUB), ("Godkendt.", 14, BODY)]
    return document(lines)


def headings(pages: DocumentPages) -> list[list[tuple[SectionKind, str]]]:
    return [[(s.kind, s.heading) for s in item.sections] for item in parse(pages).items]


@pytest.mark.parametrize(
    "words",
    ["Påtegning fra borgmesteren", "Handicappolitik:", "Grøn omstilling", "FN’s verdensmål", "Indledning"],
)
def test_bold_words_that_head_a_part_of_several_items_are_a_heading(words: str) -> None:
    whole = [
        (SectionKind.RESUME, "Resume"),
        (SectionKind.ANDET, words),
        (SectionKind.BESLUTNING, "Beslutning"),
    ]
    assert headings(items_with(words)) == [whole] * 4


def test_a_heading_of_several_items_is_none_of_the_text_above_where_one_leaves_it_empty() -> None:
    pages = items_with("Handicappolitik:")
    page = pages.pages[0]
    at = next(index for index, each in enumerate(page.lines) if each.text == "Handicappolitik:")
    lines = (*page.lines[: at + 1], *page.lines[at + 2 :])
    first, *_ = parse(replace(pages, pages=(replace(page, lines=lines),))).items
    assert [(s.heading, "Handicap" in s.text) for s in first.sections] == [
        ("Resume", False),
        ("Beslutning", False),
    ]


def test_bold_words_of_one_item_are_text() -> None:
    assert all(len(found) == 2 for found in headings(items_with("Grøn omstilling", last=1)))


def test_bold_words_in_the_lines_of_a_paragraph_are_text() -> None:
    assert all(len(found) == 2 for found in headings(items_with("Grøn omstilling", distance=12)))


def test_a_bold_decision_of_several_items_is_no_heading() -> None:
    lines: list[tuple[str, float, Style]] = []
    for number in range(1, 5):
        lines += [(f"Punkt {number}: Sag {number}", 40, BOLD)] if number > 1 else []
        lines += [("Resume", 24, SUB), (TEXT, 14, BODY), ("og af udvalget.", 12, BODY)]
        lines += [
            ("Beslutning", 24, SUB),
            ("Enstemmigt godkendt", 20, SUB),
            ("Udvalget ønsker en status.", 20, BODY),
        ]
    minutes = parse(document(lines))
    assert [item.decisions[0].text for item in minutes.items] == [
        "Enstemmigt godkendt\nUdvalget ønsker en status."
    ] * 4


def test_a_heading_half_a_point_larger_than_the_text_is_one() -> None:
    half = ("Body-Bold", 10.5, True)
    lines: list[tuple[str, float, Style]] = [
        ("Resume", 24, half),
        (TEXT, 14, BODY),
        ("Vejen hertil", 24, half),
        ("Sagen var på udvalgets møde i maj.", 14, BODY),
        ("Beslutning", 24, half),
        ("Godkendt.", 14, BODY),
    ]
    assert [heading for _, heading in headings(document(lines))[0]] == [
        "Resume",
        "Vejen hertil",
        "Beslutning",
    ]


def test_one_heading_larger_than_the_others_does_not_hide_a_word_that_prose_has_too() -> None:
    lines: list[tuple[str, float, Style]] = [
        ("Indledning", 24, SUB),
        (TEXT, 14, BODY),
        ("Økonomi", 24, SUB),
        ("Ingen udgift.", 14, BODY),
        ("Beslutning", 24, SUB),
        ("Godkendt.", 14, BODY),
        ("Bilagsliste", 40, BOLD),
        ("Budget 2021", 14, BODY),
    ]
    assert headings(document(lines))[0][0] == (SectionKind.ANDET, "Indledning")
