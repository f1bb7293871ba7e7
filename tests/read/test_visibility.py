"""What a reader of the page cannot see is left out, and what can be seen stays, by either engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.colors import CMYKColor, Color, black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, FILL_NON_ZERO, Canvas

from schemas.page import Page, ReadFinding
from tasks.read import pdf_pdfium, pdf_plumber
from tasks.read.pdf_outline import open_pdf

Read = Callable[[Path], tuple[Page, list[ReadFinding]]]


def read_fast(path: Path) -> tuple[Page, list[ReadFinding]]:
    pdf = open_pdf(path)
    try:
        return pdf_pdfium.read_page(pdf_pdfium.handle_of(pdf), 1)
    finally:
        pdf.close()


def read_plain(path: Path) -> tuple[Page, list[ReadFinding]]:
    with pdf_plumber.open_plumber(path) as plumber:
        return pdf_plumber.read_page(plumber.pages[0], 1)


@pytest.fixture(params=[read_fast, read_plain], ids=["pdfium", "pdfplumber"])
def read(request: pytest.FixtureRequest) -> Read:
    return request.param


def printed(path: Path, draw: Callable[[Canvas], None]) -> Path:
    canvas = Canvas(str(path), pagesize=(400, 400))
    draw(canvas)
    canvas.setFillColor(black)
    canvas.drawString(20, 20, "synlig")
    canvas.save()
    return path


def box(canvas: Canvas, color: object) -> None:
    canvas.setFillColor(color)
    canvas.rect(10, 90, 200, 30, fill=1, stroke=0)


def boxes_in_one_path(canvas: Canvas, mode: int) -> None:
    canvas.setFillColor(black)
    path = canvas.beginPath()
    path.rect(11, 91, 198, 28)
    path.rect(10, 90, 200, 30)
    canvas.drawPath(path, fill=1, stroke=0, fillMode=mode)


def word(canvas: Canvas, color: object = black, *, mode: int = 0) -> None:
    canvas.setFillColor(color)
    text = canvas.beginText(20, 100)
    text.setTextRenderMode(mode)
    text.textOut("ordet")
    text.setTextRenderMode(0)
    canvas.drawText(text)


def image(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("RGB", (8, 8), (250, 250, 245))), x, y, width, height)


HIDDEN: dict[str, Callable[[Canvas], None]] = {
    "render mode 3": lambda c: word(c, mode=3),
    "white on white": lambda c: word(c, white),
    "nearly white on white": lambda c: word(c, Color(0.99, 0.99, 0.98)),
    "white in CMYK": lambda c: word(c, CMYKColor(0, 0, 0, 0)),
    "all transparent": lambda c: word(c, Color(0, 0, 0, alpha=0)),
    "the colour of its box": lambda c: (box(c, Color(0.2, 0.2, 0.6)), word(c, Color(0.2, 0.2, 0.6))),
    "under a black box": lambda c: (word(c), box(c, black)),
    "under a white box": lambda c: (word(c), box(c, white)),
    "under two boxes in one path": lambda c: (word(c), boxes_in_one_path(c, FILL_NON_ZERO)),
    "left of the page": lambda c: c.drawString(-200, 100, "ordet"),
    "above the page": lambda c: c.drawString(20, 420, "ordet"),
}

SEEN: dict[str, Callable[[Canvas], None]] = {
    "black on white": word,
    "outlined": lambda c: word(c, white, mode=1),
    "light grey": lambda c: word(c, Color(0.8, 0.8, 0.8)),
    "white on a dark box": lambda c: (box(c, black), word(c, white)),
    "black on a white box": lambda c: (box(c, white), word(c)),
    "under a transparent box": lambda c: (word(c), box(c, Color(1, 1, 0, alpha=0.5))),
    "white on an image": lambda c: (image(c, 10, 90, 200, 30), word(c, white)),
    "under an image": lambda c: (word(c), image(c, 10, 90, 200, 30)),
    "under a scan": lambda c: (word(c, mode=3), image(c, 0, 0, 400, 400)),
    "invisible over a scan": lambda c: (image(c, 0, 0, 400, 400), word(c, mode=3)),
    "in a border, two boxes in one path": lambda c: (word(c), boxes_in_one_path(c, FILL_EVEN_ODD)),
    "beside a box": lambda c: (word(c), c.rect(60, 90, 100, 30, fill=1)),
    "above a thin rule": lambda c: (word(c), c.rect(10, 99, 200, 0.7, fill=1)),
}


@pytest.mark.parametrize("case", HIDDEN)
def test_what_cannot_be_seen_is_left_out_and_found(case: str, read: Read, tmp_path: Path) -> None:
    page, findings = read(printed(tmp_path / "a.pdf", HIDDEN[case]))
    assert [line.text for line in page.lines] == ["synlig"]
    assert [(finding.rule, finding.page) for finding in findings] == [("hidden-text", 1)]
    assert "ordet" not in findings[0].message


@pytest.mark.parametrize("case", SEEN)
def test_what_can_be_seen_stays(case: str, read: Read, tmp_path: Path) -> None:
    page, findings = read(printed(tmp_path / "a.pdf", SEEN[case]))
    assert [line.text for line in page.lines] == ["ordet", "synlig"]
    assert findings == []


def test_a_box_that_is_clipped_away_hides_nothing(read: Read, tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        word(canvas)
        path = canvas.beginPath()
        path.rect(300, 300, 20, 20)
        canvas.saveState()
        canvas.clipPath(path, stroke=0)
        box(canvas, black)
        canvas.restoreState()

    page, findings = read(printed(tmp_path / "a.pdf", draw))
    assert [line.text for line in page.lines] == ["ordet", "synlig"]
    assert findings == []
