"""Labels in a column beside their text read as headings above it."""

from itertools import groupby
from operator import itemgetter
from pathlib import Path

from schemas.minutes import Item
from schemas.page import DocumentPages, Line, Page, Word
from schemas.terms import SectionKind
from tasks.parse.beside import labels_above
from tasks.parse.rows import rows_of
from tests.parse.documents import read_items

LABEL = 22
"""How wide the column of labels is in a typed document, in characters."""


def beside(*cells: tuple[str, str]) -> str:
    """Type labels and texts beside each other, lines of either parted by a stroke."""
    lines = []
    for label, text in cells:
        left, right = label.split("|"), text.split("|")
        for index in range(max(len(left), len(right))):
            name = left[index] if index < len(left) else ""
            lines.append(f"{name:{LABEL}}{right[index] if index < len(right) else ''}".rstrip())
        lines.append("")
    return "\n".join(lines)


def sections(item: Item) -> list[tuple[SectionKind, str, str]]:
    return [(section.kind, section.heading, section.text) for section in item.sections]


def page(*words: tuple[float, float, str]) -> DocumentPages:
    """Set words at (x, baseline); those on one baseline are a line."""
    drawn = tuple(
        Line(tuple(Word(w, "Body", 10, False, x, y - 8, x + 5 * len(w), y + 2) for x, _, w in line), y)
        for y, line in groupby(words, key=itemgetter(1))
    )
    return DocumentPages("application/pdf", "pdfium", (Page(1, 595, 842, drawn),), 1)


def test_labels_beside_their_text_head_it(tmp_path: Path) -> None:
    text = beside(
        ("Sagsfremstilling:", "Der er solgt 14 af 16 grunde i etape 1, og derfor skal|etape 2 byggemodnes."),
        ("Økonomiske|konsekvenser:", "Udgiften finansieres af puljen."),
        ("Beslutning:", "Godkendt."),
    )
    [item] = read_items(tmp_path, "Punkt 1: Engparken\n\nSagsnr. 2013-4567\n\n" + text)
    assert sections(item) == [
        (
            SectionKind.SAGSFREMSTILLING,
            "Sagsfremstilling:",
            "Der er solgt 14 af 16 grunde i etape 1, og derfor skal etape 2 byggemodnes.",
        ),
        (SectionKind.OEKONOMI, "Økonomiske konsekvenser:", "Udgiften finansieres af puljen."),
        (SectionKind.BESLUTNING, "Beslutning:", "Godkendt."),
    ]
    assert item.case_number == "2013-4567"


def test_a_label_that_no_table_knows_is_a_heading_in_such_a_column(tmp_path: Path) -> None:
    text = beside(
        ("Indstilling", "Det indstilles, at planen godkendes."),
        ("Naboernes forhold", "De er hørt."),
        ("Beslutning", "Godkendt."),
    )
    [item] = read_items(tmp_path, "Punkt 1: Engparken\n\n" + text)
    assert [heading for _, heading, _ in sections(item)] == ["Indstilling", "Naboernes forhold", "Beslutning"]


def test_a_decision_named_over_three_lines_keeps_its_body_and_day(tmp_path: Path) -> None:
    text = beside(
        ("Indstilling:", "Det indstilles, at planen godkendes."),
        ("Beslutning i|Økonomiudvalget den|12. maj 2021:", "Indstilles godkendt."),
        ("Beslutning:", "Godkendt."),
    )
    [item] = read_items(tmp_path, "Punkt 1: Engparken\n\n" + text)
    assert [(d.body, str(d.decided_on)) for d in item.decisions] == [
        ("Økonomiudvalget", "2021-05-12"),
        ("Direktionen", "2021-05-31"),
    ]


def test_one_label_beside_a_text_is_no_column(tmp_path: Path) -> None:
    text = "Punkt 1: Engparken\n\nSagsfremstilling\n\nTekst.\n\nBeslutning:            Godkendt."
    [item] = read_items(tmp_path, text)
    assert [heading for _, heading, _ in sections(item)] == ["Sagsfremstilling", "Beslutning:"]


def test_labels_at_half_the_height_of_their_text_head_all_of_it() -> None:
    lines = [
        (50.0, 100.0, "12. Engparken"),
        (170.0, 120.0, "Der er solgt 14 af 16 grunde."),
        (50.0, 132.0, "Sagsfremstilling:"),
        (170.0, 132.0, "Derfor skal etape 2 byggemodnes."),
        (170.0, 144.0, "Den er på 22 grunde."),
        (50.0, 164.0, "Indstilling:"),
        (170.0, 164.0, "At planen godkendes."),
        (170.0, 184.0, "Den 3. maj:"),
        (50.0, 190.0, "Beslutning:"),
        (170.0, 196.0, "Godkendt."),
    ]
    rows = [row.text for row in labels_above(rows_of(page(*lines)))]
    assert rows == [
        "12. Engparken",
        "Sagsfremstilling:",
        "Der er solgt 14 af 16 grunde.",
        "Derfor skal etape 2 byggemodnes.",
        "Den er på 22 grunde.",
        "Indstilling:",
        "At planen godkendes.",
        "Beslutning:",
        "Den 3. maj:",
        "Godkendt.",
    ]
