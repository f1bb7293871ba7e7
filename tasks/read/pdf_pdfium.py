"""The pdfium reader: the same pages as pdfplumber's, at twenty times its speed.

One bulk call gives a page's text, a regular expression cuts it into words, and only the first and the
last character of each word are asked for their place (see `docs/performance.md`).
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from schemas.page import Page, ReadFinding
from tasks.read import pdfium_raw as raw
from tasks.read.lines import WORD_GAP, Run, Shape, lines_of, to_turned
from tasks.read.pdfium_raw import Pdfium, pdfium
from tasks.read.rulings import MOST_EDGES, edges_of, grids_of
from tasks.read.tables import take_tables
from tasks.read.visibility import Color, Ink, Paint, Sheet, hidden_text, split_hidden

EXTRACTOR = "pdfium"

# pdfium writes U+FFFE for a hyphen at the end of a line and leaves the line break out.
_WORD = re.compile("[^\\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_LINE_END_HYPHEN = str.maketrans({"\ufffe": "-", "\x02": "-"})
# Characters that no font said the meaning of.
_UNMAPPED = re.compile("[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_MOST_UNMAPPED = 0.05
# Four letters in a row that stand alone: letter-spaced text that pdfium took for words.
_SPACED_LETTERS = re.compile(r"(?:^|\s)(?:\w ){4,}")
_DEEPEST_FORM = 12

Numbers = tuple[float, float, float, float, float, float]
_IDENTITY: Numbers = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class PageUnreadable(Exception):
    """pdfium reads this page badly; the message says what was seen."""


class _Pen(NamedTuple):
    """What the words of one text object share."""

    font: str
    size: float
    angle: int
    ink: Ink


class _Drawn(NamedTuple):
    """What stands on a page besides text."""

    paints: list[Paint]
    edges: list[dict[str, Any]]
    shapes: list[Shape]
    text_objects: int
    order: dict[int, int]


def handle_of(pdf: Any) -> int:  # noqa: ANN401
    """Give the handle of an open pypdfium2 document."""
    return ctypes.cast(pdf.raw, ctypes.c_void_p).value or 0


def read_page(document: int, number: int) -> tuple[Page, list[ReadFinding]]:
    """Read one page of an open document; `number` counts from 1.

    Raises `PageUnreadable` where another reader should be asked.
    """
    lib = pdfium()
    page = lib.FPDF_LoadPage(document, number - 1)
    if not page:
        raise PageUnreadable("it could not be loaded")
    try:
        text_page = lib.FPDFText_LoadPage(page)
        if not text_page:
            raise PageUnreadable("its text could not be loaded")
        try:
            return _read(lib, page, text_page, number)
        finally:
            lib.FPDFText_ClosePage(text_page)
    finally:
        lib.FPDF_ClosePage(page)


def _read(lib: Pdfium, page: int, text_page: int, number: int) -> tuple[Page, list[ReadFinding]]:
    frame, width, height = _frame(lib, page)
    drawn = _drawn(lib, page, frame)
    count = lib.FPDFText_CountChars(text_page)
    text = lib.text(text_page, count) if count > 0 else ""
    _check(text, count, drawn.text_objects)
    inked = list(_runs(lib, text_page, text, count, frame, drawn.order))
    runs, hidden = split_hidden(inked, Sheet(width, height, drawn.paints))
    findings = [hidden_text(hidden, number)] if hidden else []
    if len(drawn.edges) > MOST_EDGES:
        message = "The page is a drawing of too many lines to look for tables in."
        findings.append(ReadFinding(rule="too-many-rulings", message=message, page=number))
        grids = []
    else:
        grids = grids_of(drawn.edges, width, height)
    tables, rest = take_tables(grids, runs)
    lines = lines_of(rest, drawn.shapes)
    return Page(number, width, height, lines, tables, EXTRACTOR), findings


def _frame(lib: Pdfium, page: int) -> tuple[Numbers, float, float]:
    """Give the matrix from PDF space to `schemas.page`'s, and the page's width and height."""
    if not lib.FPDF_GetPageBoundingBox(page, lib.rect_ref):
        raise PageUnreadable("it has no size")
    left, bottom, right, top = lib.rect.left, lib.rect.bottom, lib.rect.right, lib.rect.top
    width, height = right - left, top - bottom
    turns = lib.FPDFPage_GetRotation(page)
    if turns == 1:
        return (0.0, 1.0, 1.0, 0.0, -bottom, -left), height, width
    if turns == 2:
        return (-1.0, 0.0, 0.0, 1.0, right, -bottom), width, height
    if turns == 3:
        return (0.0, -1.0, -1.0, 0.0, top, right), height, width
    return (1.0, 0.0, 0.0, -1.0, -left, top), width, height


def _check(text: str, count: int, text_objects: int) -> None:
    """Raise `PageUnreadable` where the text looks like one that pdfium could not read."""
    printed = len(text) - text.count(" ")
    if text_objects and printed <= 0 < count:
        raise PageUnreadable("it has text, but hardly any character of it could be read")
    unmapped = len(_UNMAPPED.findall(text)) + max(count - len(text), 0)
    if unmapped > _MOST_UNMAPPED * max(count, 1):
        raise PageUnreadable("many of its characters have no meaning in their font")
    if _SPACED_LETTERS.search(text):
        raise PageUnreadable("its letters are set apart like words")


def _runs(
    lib: Pdfium, text_page: int, text: str, count: int, frame: Numbers, order: dict[int, int]
) -> Iterator[tuple[Run, Ink]]:
    """Cut a page's text into words; parts that only pdfium's own spaces keep apart are one word."""
    held: tuple[Run, Ink] | None = None
    held_end = -1
    for run, ink, first, last in _pieces(lib, text_page, text, count, frame, order):
        if held is not None:
            before = held[0]
            if (
                first == held_end + 2
                and before.angle == run.angle
                and abs(before.baseline - run.baseline) < 1
                and abs(run.start - before.end) <= WORD_GAP * max(run.size, before.size)
                and lib.FPDFText_IsGenerated(text_page, first - 1)
            ):
                held = before._replace(text=before.text + run.text, end=run.end), held[1]
                held_end = last
                continue
            yield held
        held, held_end = (run, ink), last
    if held is not None:
        yield held


def _pieces(
    lib: Pdfium, text_page: int, text: str, count: int, frame: Numbers, order: dict[int, int]
) -> Iterator[tuple[Run, Ink, int, int]]:
    """Ask where each word starts and ends; its first and last character's index come with it."""
    a, b, c, d, e, f = frame
    x, y, doubles, rect, rect_ref = lib.x, lib.y, lib.doubles, lib.rect, lib.rect_ref
    get_object, get_origin = lib.FPDFText_GetTextObject, lib.FPDFText_GetCharOrigin
    get_box, index_of = lib.FPDFText_GetLooseCharBox, lib.FPDFText_GetCharIndexFromTextIndex
    is_direct = count == len(text)
    pens: dict[int, _Pen] = {}
    fonts: dict[int, str] = {}
    for match in _WORD.finditer(text):
        first, last = match.start(), match.end() - 1
        if not is_direct:
            first, last = index_of(text_page, first), index_of(text_page, last)
        text_object = get_object(text_page, first)
        if not text_object or not get_origin(text_page, first, *doubles):
            continue
        pen = pens.get(text_object)
        if pen is None:
            pen = pens[text_object] = _pen(lib, text_page, first, text_object, frame, order, fonts)
        start_x, start_y = a * x.value + c * y.value + e, b * x.value + d * y.value + f
        get_box(text_page, last, rect_ref)
        corners = (
            (a * rect.left + c * rect.bottom + e, b * rect.left + d * rect.bottom + f),
            (a * rect.right + c * rect.top + e, b * rect.right + d * rect.top + f),
        )
        word = match.group().translate(_LINE_END_HYPHEN)
        if pen.angle == 0:
            end = max(corners[0][0], corners[1][0])
            yield Run(word, pen.font, pen.size, start_x, end, start_y), pen.ink, first, last
        else:
            start, baseline = to_turned(start_x, start_y, pen.angle)
            end = max(start, *(to_turned(*corner, pen.angle)[0] for corner in corners))
            run = Run(word, pen.font, pen.size, start, end, baseline, pen.angle)
            yield run, pen.ink, first, last


def _pen(
    lib: Pdfium,
    text_page: int,
    index: int,
    text_object: int,
    frame: Numbers,
    order: dict[int, int],
    fonts: dict[int, str],
) -> _Pen:
    """Give what the words of one text object share."""
    font_handle = lib.FPDFTextObj_GetFont(text_object)
    font = fonts.get(font_handle)
    if font is None:
        font = fonts[font_handle] = lib.font_name(font_handle)
    lib.FPDFTextObj_GetFontSize(text_object, lib.floats[0])
    lib.FPDFText_GetMatrix(text_page, index, lib.matrix_ref)
    a, b, c, d, _, _ = lib.matrix.values()
    along = math.hypot(a, b) or 1.0
    size = abs(lib.fx.value) * abs(a * d - b * c) / along
    dx, dy = frame[0] * a + frame[2] * b, frame[1] * a + frame[3] * b
    angle = 0 if dy == 0 and dx > 0 else round(math.degrees(math.atan2(-dy, dx))) % 360
    mode = lib.FPDFTextObj_GetTextRenderMode(text_object)
    color = lib.color(text_object, is_stroke=mode == 1)
    is_painted = mode not in raw.INVISIBLE_MODES and (color is None or color[3] > 0)
    ink = Ink(order.get(text_object, 0), None if color is None else color[:3], is_painted)
    return _Pen(font, size, angle, ink)


def _drawn(lib: Pdfium, page: int, frame: Numbers) -> _Drawn:
    """Collect what is painted on a page besides text, in the order of painting."""
    get, kind_of = lib.FPDFPage_GetObject, lib.FPDFPageObj_GetType
    handles = [get(page, index) for index in range(lib.FPDFPage_CountObjects(page))]
    kinds = [kind_of(handle) for handle in handles]
    drawn = _Drawn([], [], [], kinds.count(raw.TEXT), {})
    if drawn.text_objects == len(kinds):
        return drawn  # nothing can hide a text, so their order does not matter
    for place, (kind, handle, matrix) in enumerate(_objects(lib, handles, kinds, frame)):
        if kind == raw.TEXT:
            drawn.order[handle] = place
        elif kind == raw.PATH:
            _take_path(lib, handle, matrix, place, drawn)
        elif kind in (raw.IMAGE, raw.SHADING):
            bounds = lib.bounds(handle)
            if bounds is not None:
                box = _box(bounds, matrix)
                drawn.paints.append(Paint(place, *box, None, is_box=True, is_image=kind == raw.IMAGE))
    return drawn._replace(text_objects=len(drawn.order))


def _objects(
    lib: Pdfium, handles: list[int], kinds: list[int], frame: Numbers
) -> Iterator[tuple[int, int, Numbers]]:
    """Give kind, handle and matrix of each object, those inside forms in their place."""
    for handle, kind in zip(handles, kinds, strict=True):
        if kind == raw.FORM:
            yield from _form_objects(lib, handle, frame, 1)
        else:
            yield kind, handle, frame


def _form_objects(lib: Pdfium, form: int, matrix: Numbers, depth: int) -> Iterator[tuple[int, int, Numbers]]:
    lib.FPDFPageObj_GetMatrix(form, lib.matrix_ref)
    inner = _multiply(lib.matrix.values(), matrix)
    for index in range(max(lib.FPDFFormObj_CountObjects(form), 0)):
        handle = lib.FPDFFormObj_GetObject(form, index)
        kind = lib.FPDFPageObj_GetType(handle)
        if kind != raw.FORM:
            yield kind, handle, inner
        elif depth < _DEEPEST_FORM:
            yield from _form_objects(lib, handle, inner, depth + 1)


def _multiply(first: Numbers, then: Numbers) -> Numbers:
    """Give the matrix that does one after the other."""
    a, b, c, d, e, f = first
    a2, b2, c2, d2, e2, f2 = then
    return (
        a * a2 + b * c2,
        a * b2 + b * d2,
        c * a2 + d * c2,
        c * b2 + d * d2,
        e * a2 + f * c2 + e2,
        e * b2 + f * d2 + f2,
    )


def _take_path(lib: Pdfium, path: int, matrix: Numbers, place: int, drawn: _Drawn) -> None:
    """Sort one path into what may hide text, what may rule a table and what may be a bullet."""
    is_filled, is_stroked = lib.draw_mode(path)
    if not is_filled and not is_stroked:
        return
    lib.FPDFPageObj_GetMatrix(path, lib.matrix_ref)
    full = _multiply(lib.matrix.values(), matrix)
    for points in _subpaths(lib, path, full):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        width, height = box[2] - box[0], box[3] - box[1]
        if len(drawn.edges) <= MOST_EDGES:
            drawn.edges.extend(edges_of(points))
        if 1 <= width <= 12 and 1 <= height <= 12:
            drawn.shapes.append(Shape(*box))
        if is_filled and width > 3 and height > 3:
            is_box = _is_box(points)
            clip = _clip(lib, path, matrix) if is_box else None
            if clip is not None:
                box = (max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3]))
            drawn.paints.append(Paint(place, *box, _fill(lib, path), is_box))


def _fill(lib: Pdfium, path: int) -> Color | None:
    """Give the colour that a path is filled with, None where one can see through it."""
    color = lib.color(path)
    if color is None or color[3] < raw.OPAQUE or lib.FPDFPageObj_HasTransparency(path):
        return None
    return color[:3]


def _subpaths(lib: Pdfium, path: int, matrix: Numbers) -> Iterator[list[tuple[float, float]]]:
    """Give the end points of each part of a path, in page coordinates; a closed one ends where it began."""
    a, b, c, d, e, f = matrix
    get, point_of, kind_of = (
        lib.FPDFPath_GetPathSegment,
        lib.FPDFPathSegment_GetPoint,
        lib.FPDFPathSegment_GetType,
    )
    is_closing = lib.FPDFPathSegment_GetClose
    fx, fy, floats = lib.fx, lib.fy, lib.floats
    points: list[tuple[float, float]] = []
    curve = 0
    for index in range(lib.FPDFPath_CountSegments(path)):
        segment = get(path, index)
        kind = kind_of(segment)
        point_of(segment, *floats)
        point = (a * fx.value + c * fy.value + e, b * fx.value + d * fy.value + f)
        if kind == raw.MOVE_TO:
            if len(points) > 1:
                yield points
            points, curve = [point], 0
        elif kind == raw.BEZIER_TO:
            # Two control points come before each end point.
            curve = (curve + 1) % 3
            if curve == 0:
                points.append(point)
        else:
            points.append(point)
        if is_closing(segment) and points and points[0] != points[-1]:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _is_box(points: list[tuple[float, float]]) -> bool:
    """Say whether a path is an upright rectangle."""
    return (
        len(points) == 5
        and points[0] == points[4]
        and len({x for x, _ in points}) == 2
        and len({y for _, y in points}) == 2
    )


def _clip(lib: Pdfium, page_object: int, matrix: Numbers) -> tuple[float, float, float, float] | None:
    """Give the box that an object is clipped to; None where it is not clipped."""
    clip = lib.FPDFPageObj_GetClipPath(page_object)
    count = lib.FPDFClipPath_CountPaths(clip) if clip else -1
    result: tuple[float, float, float, float] | None = None
    for path in range(max(count, 0)):
        xs, ys = [], []
        for index in range(lib.FPDFClipPath_CountPathSegments(clip, path)):
            segment = lib.FPDFClipPath_GetPathSegment(clip, path, index)
            if segment and lib.FPDFPathSegment_GetPoint(segment, *lib.floats):
                xs.append(lib.fx.value)
                ys.append(lib.fy.value)
        if not xs:
            continue
        box = _box((min(xs), min(ys), max(xs), max(ys)), matrix)
        if result is None:
            result = box
        else:
            result = (
                max(result[0], box[0]),
                max(result[1], box[1]),
                min(result[2], box[2]),
                min(result[3], box[3]),
            )
    return result


def _box(bounds: tuple[float, float, float, float], matrix: Numbers) -> tuple[float, float, float, float]:
    """Turn left, bottom, right, top into x0, top, x1, bottom on the page."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in bounds[::2] for y in bounds[1::2]]
    ys = [b * x + d * y + f for x in bounds[::2] for y in bounds[1::2]]
    return min(xs), min(ys), max(xs), max(ys)
