from pathlib import Path

import pytest
from reportlab.lib.colors import black, lightgrey, white
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


ROWS = (
    ("Emne", "Budget", "Forbrug"),
    ("Vej og park", "541.240", "179.543"),
    ("Cykelstier", "12.500", "9.875"),
)


def draw_levels(
    path: Path, rows, *, right: bool, shaded: bool = False, segments: bool = False, above: str = ""
) -> None:
    canvas = Canvas(str(path), pagesize=(600, 800))
    canvas.drawString(50, 750, "Udvalget drøftede og godkendte planen for området.")
    for x, text in zip((54, 174, 294), above.split(), strict=False):
        canvas.drawString(x, 706, text)
    for row in range(len(rows) + 1):
        y = 700 - 20 * row
        if shaded and row % 2 == 0 and row < len(rows):
            canvas.setFillColor(lightgrey)
            canvas.rect(50, y - 20, 360, 20, stroke=0, fill=1)
            canvas.setFillColor(black)
        elif not shaded:
            for x in (50, 170, 290) if segments else (50,):
                canvas.line(x, y, x + (120 if segments else 360), y)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            x, y = 54 + 120 * column, 686 - 20 * number
            if right and column:
                canvas.drawRightString(x + 110, y, text)
            else:
                canvas.drawString(x, y, text)
    canvas.save()


@pytest.mark.parametrize("read", [read_fast, read_plainly])
@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("look", [{}, {"shaded": True}, {"segments": True}])
def test_rows_between_level_rulings_are_a_table_where_their_columns_are_certain(
    tmp_path: Path, read, look: dict[str, bool], *, right: bool
) -> None:
    draw_levels(tmp_path / "levels.pdf", ROWS, right=right, **look)
    page = read(tmp_path / "levels.pdf")
    assert [table.rows for table in page.tables] == [ROWS]
    assert [line.text for line in page.lines] == ["Udvalget drøftede og godkendte planen for området."]


@pytest.mark.parametrize("read", [read_fast, read_plainly])
@pytest.mark.parametrize(
    "rows",
    [
        (*ROWS, ("I alt", "", "189.418")),
        (*ROWS, ("Det, som udvalget har", "553.740", "189.418")),
        (*ROWS, ("Forvaltningen bemærker, at planen holder",)),
        (("Emne",), ("Vej og park",), ("Cykelstier",)),
        ROWS[:2],
        (*ROWS, ()),
    ],
)
def test_rows_between_level_rulings_stay_text_where_a_column_is_not_certain(
    tmp_path: Path, read, rows: tuple[tuple[str, ...], ...]
) -> None:
    draw_levels(tmp_path / "levels.pdf", rows, right=False)
    page = read(tmp_path / "levels.pdf")
    assert page.tables == ()
    assert [line.text for line in page.lines[1:]] == [
        text for row in rows if (text := " ".join(filter(None, row)))
    ]


@pytest.mark.parametrize("read", [read_fast, read_plainly])
def test_rows_stay_text_where_one_more_stands_outside_the_rulings(tmp_path: Path, read) -> None:
    draw_levels(tmp_path / "levels.pdf", ROWS, right=False, above="Område Brugere Timer")
    page = read(tmp_path / "levels.pdf")
    assert page.tables == ()
    assert [line.text for line in page.lines[1:]] == [
        "Område Brugere Timer",
        *(" ".join(row) for row in ROWS),
    ]
