"""What a reader of the page can see: text that cannot be seen is not printed, and is left out.

Both PDF readers give the same two things in the order of painting: the ink of each run of text, and the
boxes painted around it. Where it is uncertain what lies behind a text, the text counts as visible:
losing words that a reader sees is worse than keeping one that is hidden.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from schemas.page import ReadFinding
from tasks.read.lines import Columns, Run, box_of

Color = tuple[int, int, int]
Box = tuple[float, float, float, float]

WHITE: Color = (255, 255, 255)
# Colours that differ by less than this in every channel (0 to 255) cannot be told apart on a page.
_SAME = 12
# A box hides a run when it covers its middle and this share of its width.
_COVERED = 0.8
# A path of more parts is a drawing, whose parts are not held against each other.
_MOST_PARTS = 100
# Images that cover this share of the page are a scan; the text with them is what was recognised.
_SCAN = 0.7


class Ink(NamedTuple):
    """How a run is painted: its place in the order of painting, its colour, None for a pattern."""

    order: int
    color: Color | None
    is_painted: bool = True


class Paint(NamedTuple):
    """Something painted that may hide text or lie behind it.

    `color` is None for an image, a pattern or anything one can see through; `is_box` says that it
    fills its box from edge to edge.
    """

    order: int
    x0: float
    top: float
    x1: float
    bottom: float
    color: Color | None
    is_box: bool
    is_image: bool = False


class Sheet(NamedTuple):
    """A page as a piece of paper: its size in points and what is painted on it besides text."""

    width: float
    height: float
    paints: Sequence[Paint]

    @property
    def is_scan(self) -> bool:
        """Say whether images cover most of the page."""
        area = 0.0
        for paint in self.paints:
            if paint.is_image:
                width = min(paint.x1, self.width) - max(paint.x0, 0)
                height = min(paint.bottom, self.height) - max(paint.top, 0)
                area += max(width, 0) * max(height, 0)
        return area >= _SCAN * self.width * self.height


def has_hole(parts: Sequence[Box]) -> bool:
    """Say whether one part of a path lies inside another: filled even-odd, it is a frame and no box."""
    if len(parts) > _MOST_PARTS:
        return True
    return any(_is_inside(part, other) for part in parts for other in parts if part is not other)


def _is_inside(part: Box, other: Box) -> bool:
    return part[0] >= other[0] and part[1] >= other[1] and part[2] <= other[2] and part[3] <= other[3]


def hidden_text(hidden: Sequence[Run], number: int) -> ReadFinding:
    """Say that a page holds text that cannot be seen, without repeating it."""
    message = f"{len(hidden)} words that cannot be seen on the page were left out."
    return ReadFinding(rule="hidden-text", message=message, page=number)


def split_hidden(runs: list[Run], inks: Sequence[Ink], sheet: Sheet) -> tuple[list[Run], list[Run]]:
    """Give the runs that can be seen, and those that cannot; `inks` are the runs', in their order."""
    if is_all_seen(Columns.of(runs), set(inks), sheet):
        return runs, []
    boxes = _boxes(sheet)
    last_box = max((paint.order for paint in boxes), default=-1)
    faint = _faint_colors(inks, sheet.paints)
    seen: list[Run] = []
    hidden: list[Run] = []
    is_scan = sheet.is_scan
    for run, ink in zip(runs, inks, strict=True):
        is_hidden = _is_outside(run, sheet) or (
            not is_scan
            and (
                not ink.is_painted
                or (last_box > ink.order and _is_covered(run, ink, boxes))
                or (ink.color in faint and _is_like_ground(run, ink, ink.color, sheet.paints))
            )
        )
        (hidden if is_hidden else seen).append(run)
    return seen, hidden


def is_all_seen(runs: Columns, inks: Collection[Ink], sheet: Sheet) -> bool:
    """Say whether nothing could hide any of the runs; `inks` are all that occur among them."""
    last_box = max([paint.order for paint in _boxes(sheet)], default=-1)
    return (
        all(ink.is_painted and ink.order >= last_box for ink in inks)
        and not _faint_colors(inks, sheet.paints)
        and _is_all_on(runs, sheet)
    )


def _boxes(sheet: Sheet) -> list[Paint]:
    """Give what hides all that was painted under it."""
    return [paint for paint in sheet.paints if paint.is_box and paint.color is not None]


def _faint_colors(inks: Iterable[Ink], paints: Sequence[Paint]) -> set[Color | None]:
    """Give the colours of text that cannot be told from the paper or from something painted."""
    grounds = {WHITE} | {paint.color for paint in paints if paint.color is not None}
    colors = {ink.color for ink in inks if ink.color is not None}
    return {color for color in colors if any(_is_same(color, ground) for ground in grounds)}


def _is_all_on(runs: Columns, sheet: Sheet) -> bool:
    """Say whether every run is upright and wholly on the page: the common case, by columns."""
    if not runs.texts:
        return True
    return (
        not any(runs.angles)
        and min(runs.starts) >= 0
        and max(runs.ends) <= sheet.width
        and min(runs.baselines) >= max(runs.sizes)
        and max(runs.baselines) <= sheet.height
    )


def _is_outside(run: Run, sheet: Sheet) -> bool:
    """Say whether the middle of a run lies off the page."""
    if run.angle == 0:
        x, y = (run.start + run.end) / 2, run.baseline - run.size * 0.3
    else:
        x0, top, x1, bottom = box_of(run)
        x, y = (x0 + x1) / 2, (top + bottom) / 2
    return not (0 <= x <= sheet.width and 0 <= y <= sheet.height)


def _is_covered(run: Run, ink: Ink, boxes: Sequence[Paint]) -> bool:
    """Say whether an opaque box was painted over a run."""
    return any(paint.order > ink.order and _covers(paint, run) for paint in boxes)


def _is_like_ground(run: Run, ink: Ink, color: Color | None, paints: Sequence[Paint]) -> bool:
    """Say whether a run has the colour of what it stands on."""
    for paint in reversed(paints):
        if paint.order < ink.order and _touches(paint, run):
            return paint.is_box and _covers(paint, run) and _is_same(paint.color, color)
    return _is_same(color, WHITE)


def _is_same(color: Color | None, other: Color | None) -> bool:
    """Say whether an eye cannot tell two colours apart; a pattern is like nothing."""
    if color is None or other is None:
        return False
    return all(abs(a - b) < _SAME for a, b in zip(color, other, strict=True))


def _covers(paint: Paint, run: Run) -> bool:
    if run.angle == 0:
        x0, x1, middle = run.start, run.end, run.baseline - run.size * 0.3
    else:
        x0, top, x1, bottom = box_of(run)
        middle = (top + bottom) / 2
    width = min(paint.x1, x1) - max(paint.x0, x0)
    return paint.top <= middle <= paint.bottom and width >= _COVERED * (x1 - x0)


def _touches(paint: Paint, run: Run) -> bool:
    x0, top, x1, bottom = box_of(run)
    return paint.x0 < x1 and x0 < paint.x1 and paint.top < bottom and top < paint.bottom
