"""What stands on a page besides text, as pdfium tells it: rulings, bullets, and what may hide text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress, count, repeat
from typing import Any, NamedTuple

from tasks.read import pdfium_raw as raw
from tasks.read.lines import Shape
from tasks.read.pdfium_raw import Box, Matrix, Pdfium
from tasks.read.rulings import MOST_EDGES, edges_of
from tasks.read.visibility import Color, Paint, has_hole

_DEEPEST_FORM = 12
# A white sheet that some printers lay under the text rules no table.
_WHITE = (255, 255, 255, 255)


class Drawn(NamedTuple):
    """Everything but text; `order` gives each object's place in the order of painting.

    `order` is empty where nothing is painted that could hide text or lie behind it. `objects` are the page's
    own, a form as one.
    """

    paints: list[Paint]
    edges: list[dict[str, Any]]
    shapes: list[Shape]
    order: dict[int, int]
    text_objects: int
    objects: list[int]


def drawn_on(lib: Pdfium, page: int, frame: Matrix) -> Drawn:
    """Collect what is drawn on an open page; `frame` takes PDF space to the page as it is seen."""
    number = lib.call.FPDFPage_CountObjects(page)
    handles = own = list(map(lib.call.FPDFPage_GetObject, repeat(page, number), range(number)))
    kinds = list(map(lib.call.FPDFPageObj_GetType, handles))
    matrices: Sequence[Matrix] = ()
    if raw.FORM in kinds:
        objects = list(_objects(lib, handles, kinds, frame))
        kinds, handles = [kind for kind, _, _ in objects], [handle for _, handle, _ in objects]
        matrices = [matrix for _, _, matrix in objects]
    drawn = Drawn([], [], [], {}, kinds.count(raw.TEXT), own)
    # Browsers write thousands of text objects a page, and few of anything else.
    for place in compress(count(), map(raw.TEXT.__ne__, kinds)):
        kind, handle, matrix = kinds[place], handles[place], matrices[place] if matrices else frame
        if kind == raw.PATH:
            _take_path(lib, handle, matrix, place, drawn)
        elif kind in (raw.IMAGE, raw.SHADING):
            bounds = lib.bounds(handle)
            if bounds is not None:
                box = _box(bounds, matrix)
                drawn.paints.append(Paint(place, *box, None, is_box=True, is_image=kind == raw.IMAGE))
    if drawn.paints:
        drawn.order.update(zip(handles, range(len(handles)), strict=True))
    return drawn


def _objects(
    lib: Pdfium, handles: list[int], kinds: list[int], frame: Matrix
) -> Iterator[tuple[int, int, Matrix]]:
    """Give kind, handle and matrix of each object, those inside forms in their place."""
    for handle, kind in zip(handles, kinds, strict=True):
        if kind == raw.FORM:
            yield from _form_objects(lib, handle, frame, 1)
        else:
            yield kind, handle, frame


def _form_objects(lib: Pdfium, form: int, matrix: Matrix, depth: int) -> Iterator[tuple[int, int, Matrix]]:
    inner = _multiply(lib.object_matrix(form), matrix)
    for index in range(max(lib.call.FPDFFormObj_CountObjects(form), 0)):
        handle = lib.call.FPDFFormObj_GetObject(form, index)
        kind = lib.call.FPDFPageObj_GetType(handle)
        if kind != raw.FORM:
            yield kind, handle, inner
        elif depth < _DEEPEST_FORM:
            yield from _form_objects(lib, handle, inner, depth + 1)


def _take_path(lib: Pdfium, path: int, matrix: Matrix, place: int, drawn: Drawn) -> None:
    """Sort one path into what may hide text, what may rule a table and what may be a bullet."""
    fill, is_stroked = lib.draw_mode(path)
    if not fill and not is_stroked:
        return
    is_ruling = is_stroked or lib.color(path) != _WHITE
    parts = list(_subpaths(lib, path, _multiply(lib.object_matrix(path), matrix)))
    is_frame = fill == raw.EVEN_ODD and len(parts) > 1 and has_hole(list(map(_around, parts)))
    for points in parts:
        box = _around(points)
        width, height = box[2] - box[0], box[3] - box[1]
        if is_ruling and len(drawn.edges) <= MOST_EDGES:
            drawn.edges.extend(edges_of(points))
        if 1 <= width <= 12 and 1 <= height <= 12:
            drawn.shapes.append(Shape(*box))
        if fill and width > 3 and height > 3:
            is_box = _is_box(points) and not is_frame
            clip = _clip(lib, path, matrix) if is_box else None
            box = box if clip is None else _common(box, clip)
            drawn.paints.append(Paint(place, *box, _fill(lib, path), is_box))


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _fill(lib: Pdfium, path: int) -> Color | None:
    """Give the colour that a path is filled with, None where one can see through it."""
    color = lib.color(path)
    if color is None or color[3] < raw.OPAQUE or lib.call.FPDFPageObj_HasTransparency(path):
        return None
    return color[:3]


def _subpaths(lib: Pdfium, path: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Give the end points of each part of a path on the page; a closed part ends where it began."""
    a, b, c, d, e, f = matrix
    call, xy = lib.call, lib.floats
    get, point_of = call.FPDFPath_GetPathSegment, call.FPDFPathSegment_GetPoint
    kind_of, is_closing = call.FPDFPathSegment_GetType, call.FPDFPathSegment_GetClose
    points: list[tuple[float, float]] = []
    curve = 0
    segments = call.FPDFPath_CountSegments(path)
    if segments in (4, 5):
        # Most paths are rectangles, whose four corners tell enough: no question about each segment.
        for index in range(4):
            point_of(get(path, index), xy, xy + 1)
            x, y = xy[0], xy[1]
            points.append((a * x + c * y + e, b * x + d * y + f))
        points.append(points[0])
        if _is_box(points):
            yield points
            return
        points = []
    for index in range(segments):
        segment = get(path, index)
        kind = kind_of(segment)
        point_of(segment, xy, xy + 1)
        x, y = xy[0], xy[1]
        point = (a * x + c * y + e, b * x + d * y + f)
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


def _clip(lib: Pdfium, page_object: int, matrix: Matrix) -> Box | None:
    """Give the box that an object is clipped to; None where it is not clipped."""
    call, xy = lib.call, lib.floats
    clip = call.FPDFPageObj_GetClipPath(page_object)
    result: Box | None = None
    for path in range(max(call.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        xs, ys = [], []
        for index in range(call.FPDFClipPath_CountPathSegments(clip, path)):
            segment = call.FPDFClipPath_GetPathSegment(clip, path, index)
            if segment and call.FPDFPathSegment_GetPoint(segment, xy, xy + 1):
                xs.append(xy[0])
                ys.append(xy[1])
        if xs:
            box = _box((min(xs), min(ys), max(xs), max(ys)), matrix)
            result = box if result is None else _common(result, box)
    return result


def _common(box: Box, other: Box) -> Box:
    return max(box[0], other[0]), max(box[1], other[1]), min(box[2], other[2]), min(box[3], other[3])


def _box(bounds: Box, matrix: Matrix) -> Box:
    """Turn left, bottom, right, top into x0, top, x1, bottom on the page."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in bounds[::2] for y in bounds[1::2]]
    ys = [b * x + d * y + f for x in bounds[::2] for y in bounds[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def _multiply(first: Matrix, then: Matrix) -> Matrix:
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
