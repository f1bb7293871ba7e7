"""Decisions in a column right of the text."""

from schemas.page import DocumentPages, Line, Page, Word
from schemas.terms import Outcome, SectionKind
from tasks.parse import parse

EDGE = 400.0
"""Where the column begins, in points."""

At = tuple[float, float, str]


def page(number: int, *words: At) -> Page:
    """Set texts at (x, baseline)."""
    lines: dict[float, list[Word]] = {}
    for x, y, text in words:
        for word in text.split():
            lines.setdefault(y, []).append(Word(word, "Body", 10, False, x, y - 8, x + 5 * len(word), y + 2))
            x += 5 * len(word) + 3
    drawn = [Line(tuple(sorted(line, key=lambda word: word.x0)), y) for y, line in lines.items()]
    return Page(number, 595, 842, tuple(drawn))


def read(*pages: Page) -> list[list[tuple[SectionKind, str]]]:
    minutes = parse(DocumentPages("application/pdf", "pdfium", pages, len(pages)))
    return [[(section.kind, section.text) for section in item.sections] for item in minutes.items]


HEAD: list[At] = [(60, 60, "Protokol for Socialudvalgets møde den 8. marts 2006, kl. 16.00")]
FIRST: list[At] = [
    (60, 100, "Sag 31"),
    (120, 100, "Værested"),
    (120, 124, "Sagsfremstilling"),
    (120, 136, "Foreningen har tilbudt at drive et værested, såfremt"),
    (120, 148, "kommunen betaler for lokalerne."),
]


def test_a_decision_right_of_the_text_follows_it() -> None:
    found = read(
        page(
            1,
            *HEAD,
            *FIRST,
            (EDGE, 106, "Udvalgets beslutning"),
            (EDGE, 118, "Godkendt, idet lejemålet"),
            (EDGE, 130, "indgås for et år."),
            (60, 190, "Sag 32"),
            (120, 190, "Tilsyn med plejehjemmet Egely og Søbo. Rapporten for"),
            (120, 202, "2005"),
            (120, 220, "J.nr. 16.06.12K09"),
            (EDGE, 196, "Udvalgets beslutning"),
            (EDGE, 208, "Udsat."),
            (60, 260, "Mødet hævet kl. 18.00."),
        )
    )
    assert found == [
        [
            (
                SectionKind.SAGSFREMSTILLING,
                "Foreningen har tilbudt at drive et værested, såfremt kommunen betaler for lokalerne.",
            ),
            (SectionKind.BESLUTNING, "Godkendt, idet lejemålet indgås for et år."),
        ],
        [(SectionKind.BESLUTNING, "Udsat.")],
    ]


def test_a_decision_may_begin_on_the_line_of_the_title_and_the_text_go_on_on_the_next_page() -> None:
    pages = (
        page(1, *HEAD, *FIRST, (EDGE, 100, "Beslutning"), (EDGE, 112, "Drøftet.")),
        page(
            2,
            (120, 60, "Bilag"),
            (120, 72, "Ansøgning"),
            (60, 120, "Sag 32"),
            (120, 120, "Eventuelt"),
            (EDGE, 120, "Beslutning"),
            (EDGE, 132, "Intet."),
        ),
    )
    minutes = parse(DocumentPages("application/pdf", "pdfium", pages, 2))
    assert [[section.kind for section in item.sections] for item in minutes.items] == [
        [SectionKind.SAGSFREMSTILLING, SectionKind.BILAG, SectionKind.BESLUTNING],
        [SectionKind.BESLUTNING],
    ]
    assert [item.decisions[0].outcome for item in minutes.items] == [Outcome.DROEFTET, Outcome.ANDET]
    assert [item.title for item in minutes.items] == ["Værested", "Eventuelt"]


def test_decisions_set_further_in_below_their_text_stay_where_they_are() -> None:
    found = read(
        page(
            1,
            *HEAD,
            *FIRST,
            (EDGE, 166, "Beslutning"),
            (EDGE, 178, "Godkendt."),
            (60, 210, "Sag 32"),
            (120, 210, "Eventuelt"),
            (EDGE, 228, "Beslutning"),
            (EDGE, 240, "Intet."),
        )
    )
    assert [[kind for kind, _ in sections] for sections in found] == [
        [SectionKind.SAGSFREMSTILLING, SectionKind.BESLUTNING],
        [SectionKind.BESLUTNING],
    ]
