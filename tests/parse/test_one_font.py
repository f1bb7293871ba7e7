"""Typescripts: one font, one size, nothing bold, a running header and footer."""

from itertools import product
from pathlib import Path
from textwrap import wrap

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tasks.parse import parse
from tasks.read import read_document
from tests.parse.documents import read_text

PROSE = (
    "Forvaltningen har gennemgået ordningen og foreslår, at den fortsætter uændret i det kommende år, "
    "idet udgiften holdes inden for rammen. Udvalget har tidligere drøftet spørgsmålet og bedt om en "
    "redegørelse, som nu foreligger og vedlægges sagen."
)
TITLES = (
    "Godkendelse af dagsorden",
    "Budgetopfølgning for skolerne",
    "Lukket: Salg af grund ved Havnekajen",
    "Cykelsti langs Åvej og renovering af broen over åen",
    "Eventuelt",
)
SECTIONS = [
    *(
        "Sagsfremstilling",
        PROSE,
        "Vi har tre mål:",
        "1. Flere i job",
        "2. Flere i uddannelse",
        "3. Færre klager",
    ),
    *(PROSE, "Indstilling", "Direktøren indstiller, at sagen godkendes."),
]


def print_typescript(path: Path, numbering: str, *, has_contents: bool, breaks: bool, spacing: int) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    headings = [numbering.format(number, title) for number, title in enumerate(TITLES, start=1)]
    blocks = [
        "Referat Socialudvalget d. 31-05-2021 kl. 13:00",
        "Mødested: Rådhuset, lokale 2",
        "Mødedeltagere: Ole Bro (A), Ida Krogh (V)",
    ]
    if has_contents:
        blocks += ["Indholdsfortegnelse", *(f"{heading} .......... 2" for heading in headings)]
    for number, heading in enumerate(headings, start=1):
        blocks += ["\f"] * breaks + [heading, f"Sagsnr.: 21-00{number}857"]
        if "Lukket" not in heading:
            blocks += SECTIONS if "Eventuelt" not in heading else []
            blocks += ["Beslutning", "Godkendt."]
    _draw(canvas, blocks, spacing)
    canvas.save()
    return path


def _draw(canvas: Canvas, blocks: list[str], spacing: int) -> None:
    y, page = 0.0, 0
    for block in ["\f", *blocks]:
        for line in wrap(block, 80) or ["\f"]:
            if line == "\f" or y < 60:
                if page:
                    canvas.showPage()
                y, page = 780.0, page + 1
                canvas.setFont("Courier", 10)
                canvas.drawString(60, 815, "Nørrestrand Kommune          Socialudvalget 31-05-2021")
                canvas.drawString(60, 30, f"Side {page}")
            if line != "\f":
                canvas.drawString(60, y, line)
                y -= 13
        y -= spacing * (block != "\f")


@pytest.mark.parametrize(
    ("numbering", "has_contents", "breaks", "spacing"),
    list(product(["{}. {}", "{} {}", "Punkt {}: {}", "{1}"], [True, False], [True, False], [9, 0])),
)
def test_one_font_is_enough_to_tell_items_from_lists(
    tmp_path: Path, numbering: str, has_contents: bool, breaks: bool, spacing: int
) -> None:
    path = print_typescript(
        tmp_path / "x.pdf", numbering, has_contents=has_contents, breaks=breaks, spacing=spacing
    )
    found = parse(read_document(path))
    assert (found.body, found.municipality, found.place, len(found.attendance)) == (
        "Socialudvalget",
        "Nørrestrand Kommune",
        "Rådhuset, lokale 2",
        2,
    )
    assert [item.title for item in found.items] == [title.removeprefix("Lukket: ") for title in TITLES]
    assert [item.case_number for item in found.items] == [f"21-00{number}857" for number in range(1, 6)]
    assert [item.is_closed for item in found.items] == [False, False, True, False, False]
    headings = ["Sagsfremstilling", "Indstilling", "Beslutning"]
    assert [[section.heading for section in item.sections] for item in found.items] == [
        headings,
        headings,
        [],
        headings,
        ["Beslutning"],
    ]
    assert found.text_accounted == 1


def test_a_word_that_prose_has_too_is_a_heading_right_on_its_text(tmp_path: Path) -> None:
    head = "Referat Socialudvalget d. 31-05-2021\n\nMødested: Rådhuset\n\n"
    first = "1. Budget\n\nSagsfremstilling\nForvaltningen har gennemgået ordningen.\n\nPersonale\nIngen.\n\n"
    second = "2. Klima\n\nSagsfremstilling\nUdvalget har valgt\n\nKlima\nMiljø\n\nsom emner.\n\n"
    second += "Personale\n\nIngen."
    (tmp_path / "referat.txt").write_text(head + first + second + "\n", encoding="utf-8")
    minutes = parse(read_document(tmp_path / "referat.txt"))
    headings = [[section.heading for section in item.sections] for item in minutes.items]
    assert headings == [["Sagsfremstilling", "Personale"], ["Sagsfremstilling"]]


def test_any_heading_right_below_a_sentence_is_one(tmp_path: Path) -> None:
    head = "Referat Socialudvalget d. 31-05-2021\n\nMødested: Rådhuset\n\n"
    long = "Forvaltningen har gennemgået ordningen og foreslår, at den fortsætter i det nye år."
    item = f"1. Budget\n\nSagsfremstilling\n{long}\nIndstilling\nDirektøren indstiller, at den fortsætter.\n"
    below = "Økonomi\nIngen.\nBeslutning\nGodkendt.\nBilag\nNotat om ordningen 2020.\nHøringssvar\n\n"
    second = "2. Emner\n\nSagsfremstilling\nUdvalget har valgt\nØkonomi\nLovgrundlag\nsom emner.\n"
    first, last = read_text(tmp_path, head + item + below + second).items
    assert [section.heading for section in first.sections] == [
        "Sagsfremstilling",
        "Indstilling",
        "Økonomi",
        "Beslutning",
        "Bilag",
    ]
    assert [bilag.title for bilag in first.attachments] == ["Notat om ordningen 2020.", "Høringssvar"]
    assert [section.heading for section in last.sections] == ["Sagsfremstilling"]
