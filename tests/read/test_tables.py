from pathlib import Path

import pytest
from reportlab.lib.colors import black, white
from reportlab.pdfgen.canvas import Canvas

from schemas.page import Page
from tasks.read import pdf_plumber, read_document


def read_fast(path: Path) -> Page:
    return read_document(path).pages[0]


def read_plainly(path: Path) -> Page:
    with pdf_plumber.open_plumber(path) as pdf:
        page, _ = pdf_plumber.read_page(pdf.pages[0], 1)
    return page


@pytest.mark.parametrize("read", [read_fast, read_plainly])
def test_a_white_sheet_under_the_text_rules_no_table(tmp_path: Path, read) -> None:
    path = tmp_path / "sheet.pdf"
    canvas = Canvas(str(path), pagesize=(600, 800))
    canvas.setFillColor(white)
    canvas.rect(50, 100, 500, 600, stroke=0, fill=1)
    canvas.setFillColor(black)
    canvas.drawString(60, 650, "Udvalget drøftede planen.")
    # The table reaches from one side of the sheet to the other, as browsers set tables.
    canvas.grid([50, 300, 550], [400, 430, 460])
    for x, y, text in ((60, 440, "Emne"), (310, 440, "Beløb"), (60, 410, "Skole"), (310, 410, "12,5")):
        canvas.drawString(x, y, text)
    canvas.save()
    page = read(path)
    assert [table.rows for table in page.tables] == [(("Emne", "Beløb"), ("Skole", "12,5"))]
    assert [line.text for line in page.lines] == ["Udvalget drøftede planen."]


@pytest.mark.parametrize("read", [read_fast, read_plainly])
@pytest.mark.parametrize(
    ("head", "tail", "width", "cell"),
    [
        ("forbrugspro", "cent", 63, "Afvigelse\nforbrugsprocent"),
        ("30.04.202", "1", 55, "Afvigelse\n30.04.2021"),
        ("korrigeret", "budget", 90, "Afvigelse\nkorrigeret\nbudget"),
        ("korrigeret", "og", 51, "Afvigelse\nkorrigeret\nog"),
    ],
)
def test_a_word_that_is_wider_than_its_column_is_one_word(
    tmp_path: Path, read, head: str, tail: str, width: int, cell: str
) -> None:
    path = tmp_path / "cut.pdf"
    canvas = Canvas(str(path), pagesize=(600, 800))
    canvas.drawString(50, 700, "Udvalget drøftede og godkendte planen.")
    canvas.grid([50, 200, 200 + width + 10], [400, 430, 500])
    for x, y, text in (
        (55, 480, "Emne"),
        (205, 480, "Afvigelse"),
        (205, 466, head),
        (205, 452, tail),
        (55, 410, "Skole"),
        (205, 410, "12,5"),
    ):
        canvas.drawString(x, y, text)
    canvas.save()
    assert read(path).tables[0].rows[0][1] == cell
