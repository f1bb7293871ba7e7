"""The pdfplumber reader: the oracle of the fast one, and what reads a page that it reads badly."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from schemas.page import Page, ReadFinding
from tasks.read.levels import level_grids
from tasks.read.lines import (
    BASELINE_TOLERANCE,
    TOUCHING,
    WORD_GAP,
    Run,
    Shape,
    font_name,
    lines_of,
    to_turned,
)
from tasks.read.refusals import broken
from tasks.read.tables import Grid, take_tables
from tasks.read.visibility import Ink, Paint, Sheet, hidden_text, split_hidden

if TYPE_CHECKING:
    from tasks.read.plumber_device import Device, PaintedChar, PaintedShape

EXTRACTOR = "pdfplumber"

# In letter-spaced text every gap is wide: what a quarter of the gaps stay below is the spacing.
_SPACED_GAPS = 4
_WIDEST_SPACING = 0.4
# The same character twice this close (share of the size) is one, printed twice to look bold.
_OVERPRINT = 0.1
# White in DeviceGray, DeviceRGB and DeviceCMYK, as pdfplumber gives it.
_WHITES = ((1,), (1, 1, 1), (0, 0, 0, 0))


class _Glyph(NamedTuple):
    text: str
    font: str
    size: float
    start: float
    end: float
    baseline: float
    ink: Ink
    place: int


class _Frame(NamedTuple):
    """How a page's own coordinates become those of `schemas.page`."""

    width: float
    height: float
    dx: float
    dy: float
    plumber_dx: float
    plumber_dy: float


@contextmanager
def open_plumber(path: Path) -> Iterator[Any]:
    """Open a PDF with pdfplumber, its pages at hand; raises `DocumentRefused` where it cannot."""
    import pdfplumber

    # pdfminer logs what it trips over, and that can be the document's own words.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    with path.open("rb") as file:
        try:
            pdf = pdfplumber.open(file)
            _ = pdf.pages
        except MemoryError:
            raise
        except Exception as error:
            raise broken() from error
        try:
            yield pdf
        finally:
            pdf.close()


def read_page(page: Any, number: int) -> tuple[Page, list[ReadFinding]]:  # noqa: ANN401
    """Read one `pdfplumber.page.Page`; `number` counts from 1.

    Raises `DocumentRefused` with `broken` where pdfminer cannot.
    """
    try:
        frame = _frame(page)
        painted = _paint(page, number)
        ruled = page.filter(_may_rule)
        found, edges, drawn = ruled.find_tables(), list(ruled.edges), (*page.curves, *page.rects)
    except MemoryError:
        raise
    except Exception as error:
        # pdfminer raises whatever a damaged page trips it into: KeyError, TypeError, RecursionError.
        raise broken(f"Page {number} is damaged and cannot be read.", number) from error
    finally:
        page.close()
    sheet = Sheet(frame.width, frame.height, tuple(_paints(painted.shapes, frame)))
    inked = list(_runs(painted.chars, frame))
    runs, hidden = split_hidden([run for run, _ in inked], [ink for _, ink in inked], sheet)
    grids = [Grid.from_plumber(table, frame.plumber_dx, frame.plumber_dy) for table in found]
    tables, rest = take_tables(grids, runs)
    more, rest = take_tables(level_grids(_moved(edges, frame), rest), rest)
    tables = tuple(sorted((*tables, *more), key=lambda table: table.top))
    lines = lines_of(rest, list(_shapes(drawn, frame)))
    findings = [hidden_text(hidden, number)] if hidden else []
    return Page(number, frame.width, frame.height, lines, tables, EXTRACTOR), findings


def _moved(edges: list[dict[str, Any]], frame: _Frame) -> Iterator[dict[str, Any]]:
    for edge in edges:
        x0, x1 = edge["x0"] + frame.plumber_dx, edge["x1"] + frame.plumber_dx
        yield {**edge, "x0": x0, "x1": x1, "top": edge["top"] + frame.plumber_dy}


def _may_rule(drawn: dict[str, Any]) -> bool:
    """Say whether an object is anything but a white sheet: some printers lay one under the text."""
    if not drawn.get("fill") or drawn.get("stroke"):
        return True
    color = drawn.get("non_stroking_color")
    return color not in _WHITES


def _paint(page: Any, number: int) -> Device:  # noqa: ANN401
    """Run a page through pdfminer, noting what is painted; pdfplumber goes on with the same layout."""
    from tasks.read.plumber_device import Device, Interpreter

    device = Device(page.pdf.rsrcmgr, number)
    Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()
    return device


def _frame(page: Any) -> _Frame:  # noqa: ANN401
    """Find the visible part of a page, upright.

    pdfminer moves everything so that the MediaBox starts at (0, 0) and turns it by /Rotate;
    pdfplumber adds the MediaBox's corner again and knows the CropBox, but not turned.
    """
    x0, y0, x1, y1 = page.page_obj.mediabox
    crop = page.page_obj.cropbox or page.page_obj.mediabox
    left, right = max(min(crop[0], crop[2]), x0), min(max(crop[0], crop[2]), x1)
    low, high = max(min(crop[1], crop[3]), y0), min(max(crop[1], crop[3]), y1)
    if left >= right or low >= high:
        left, low, right, high = x0, y0, x1, y1
    turned = {
        90: (low - y0, x1 - right, high - y0, x1 - left),
        180: (x1 - right, y1 - high, x1 - left, y1 - low),
        270: (y1 - high, left - x0, y1 - low, right - x0),
    }
    box = turned.get(page.rotation, (left - x0, low - y0, right - x0, high - y0))
    return _Frame(
        width=float(box[2] - box[0]),
        height=float(box[3] - box[1]),
        dx=float(-box[0]),
        dy=float(box[3]),
        plumber_dx=float(-page.mediabox[0] - box[0]),
        plumber_dy=float(-page.mediabox[1] - (page.height - box[3])),
    )


def _runs(chars: Iterable[PaintedChar], frame: _Frame) -> Iterator[tuple[Run, Ink]]:
    """Give the words of a page as runs, each line's from left to right.

    What is not painted is kept apart: recognised text often lies under the same words drawn.
    """
    by_angle: dict[tuple[int, bool], list[_Glyph]] = {}
    for place, painted in enumerate(chars):
        char = painted.char
        a, b, c, d, e, f = char.matrix
        x, y = e + c * painted.rise + frame.dx, frame.dy - f - d * painted.rise
        along = math.hypot(a, b) or 1.0
        angle = round(math.degrees(math.atan2(b, a))) % 360
        start, baseline = (x, y) if angle == 0 else to_turned(x, y, angle)
        glyph = _Glyph(
            char.get_text(),
            char.fontname if isinstance(char.fontname, str) else repr(char.fontname),
            abs(painted.fontsize) * abs(a * d - b * c) / along,
            start,
            start + char.adv * along,
            baseline,
            Ink(painted.order, painted.color, painted.is_painted),
            place,
        )
        by_angle.setdefault((angle, painted.is_painted), []).append(glyph)
    for (angle, _), glyphs in by_angle.items():
        for row in _rows(glyphs):
            yield from _split(row, angle)


def _rows(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    """Cluster glyphs by baseline."""
    glyphs.sort(key=lambda glyph: glyph.baseline)
    row: list[_Glyph] = []
    for glyph in glyphs:
        if row and glyph.baseline - row[-1].baseline > BASELINE_TOLERANCE / 2:
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _split(row: list[_Glyph], angle: int) -> Iterator[tuple[Run, Ink]]:
    """Split one row of glyphs into words, at white space and at gaps."""
    row.sort(key=lambda glyph: glyph.start)
    spacing = _letter_spacing(row)
    word: list[_Glyph] = []
    for glyph in row:
        if glyph.text.isspace():
            if word:
                yield _run(word, angle)
            word = []
            continue
        if word:
            last = word[-1]
            if glyph.text == last.text and glyph.start - last.start < _OVERPRINT * glyph.size:
                continue
            gap = (glyph.start - last.end) / max(glyph.size, last.size, 1)
            # Columns can all but touch; what was not written on from one into the other is two words.
            is_written_on = glyph.place == last.place + 1
            if gap > (WORD_GAP + spacing if is_written_on else TOUCHING):
                yield _run(word, angle)
                word = []
        word.append(glyph)
    if word:
        yield _run(word, angle)


def _letter_spacing(row: list[_Glyph]) -> float:
    """Estimate by how much a row's letters are set apart, as a share of their size."""
    gaps = sorted(
        after.start - before.end
        for before, after in pairwise(row)
        if not before.text.isspace() and not after.text.isspace()
    )
    if len(gaps) < _SPACED_GAPS:
        return 0.0
    return min(max(gaps[len(gaps) // 4] / (row[0].size or 1), 0.0), _WIDEST_SPACING)


def _run(word: list[_Glyph], angle: int) -> tuple[Run, Ink]:
    first = word[0]
    text = "".join(glyph.text for glyph in word)
    end = max(glyph.end for glyph in word)
    font, bold = font_name(first.font)
    return Run(text, font, round(first.size, 2), bold, first.start, end, first.baseline, angle), first.ink


def _paints(shapes: Iterable[PaintedShape], frame: _Frame) -> Iterator[Paint]:
    """Give what is painted besides text, in page coordinates."""
    for shape in shapes:
        x0, y0, x1, y1 = shape.box
        if shape.is_image or (x1 - x0 > 3 and y1 - y0 > 3):
            yield Paint(
                shape.order,
                x0 + frame.dx,
                frame.dy - y1,
                x1 + frame.dx,
                frame.dy - y0,
                shape.color,
                shape.is_box,
                shape.is_image,
            )


def _shapes(drawn: Iterable[dict[str, Any]], frame: _Frame) -> Iterator[Shape]:
    """Give the small drawn shapes that may be list bullets."""
    for shape in drawn:
        box = Shape(
            shape["x0"] + frame.plumber_dx,
            shape["top"] + frame.plumber_dy,
            shape["x1"] + frame.plumber_dx,
            shape["bottom"] + frame.plumber_dy,
        )
        if 1 <= box.x1 - box.x0 <= 12 and 1 <= box.bottom - box.top <= 12:
            yield box
