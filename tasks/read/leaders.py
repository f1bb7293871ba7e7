"""Dotted leaders in a picture of a page: found, and rubbed out before anything is recognised.

tesseract takes a row of dots for letters, and where a title touches it, loses the title as well. So the
dots go before it looks again, and a leader is put back where they were. The page number moves up to the title
meanwhile: alone at the edge of the page tesseract overlooks it, or takes several for a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.read.picture import Picture
from tasks.read.tesseract import SeenLine

# Shares of the x-height: a leader's dots stand within these of the baseline, and nothing above them
# does, up to the height of the small letters.
_DOTS_FROM, _DOTS_TO = -0.38, 0.22
_CLEAR_FROM = -1.0
# A leader has so many dots at least, is so long and has no wider gap (x-heights).
_FEWEST_DOTS = 6
_SHORTEST = 5.0
_WIDEST_GAP = 1.4
_WIDEST_DOT = 0.6
# A page number has room in this many x-heights, and comes to stand so many after the title: a blank wide.
_PAGE_NUMBER, _BLANK = 8.0, 0.75
_DOT = re.compile(b"\x01+")


class Leader(NamedTuple):
    """A row of dots, in pixels: where it begins and ends, and its baseline there.

    `moved` is how far to the left what follows it was moved.
    """

    x0: int
    x1: int
    y: float
    moved: int = 0


def take_leaders(picture: Picture, lines: Sequence[SeenLine]) -> list[Leader]:
    """Find the leaders on or after these lines and rub them out of the picture."""
    found: list[Leader] = []
    for line in lines:
        dots = picture.profile(line, _DOTS_FROM, _DOTS_TO)
        above = picture.profile(line, _CLEAR_FROM, _DOTS_FROM)
        for start, end in _stretches(dots, above, line.x_height):
            picture.rub_out(line, start, end, 1.1 * _DOTS_FROM, 2 * _DOTS_TO)
            limit = round(end + _PAGE_NUMBER * line.x_height)
            after = above.find(1, end, limit)
            moved = max(after - start - round(_BLANK * line.x_height), 0)
            if moved:
                picture.move_left(line, after, limit, moved)
            found.append(Leader(start, end, line.y + line.slope * (start - line.x0), moved))
    return found


def _stretches(dots: bytes, above: bytes, x_height: float) -> Iterator[tuple[int, int]]:
    """Give where rows of dots begin and end: narrow, close together, and nothing above them."""
    row: list[tuple[int, int]] = []
    for match in _DOT.finditer(dots):
        start, end = match.span()
        is_dot = end - start <= _WIDEST_DOT * x_height and not any(above[start:end])
        if row and (not is_dot or start - row[-1][1] > _WIDEST_GAP * x_height):
            yield from _leader(row, x_height)
            row = []
        if is_dot:
            row.append((start, end))
    yield from _leader(row, x_height)


def _leader(row: Sequence[tuple[int, int]], x_height: float) -> Iterator[tuple[int, int]]:
    if len(row) >= _FEWEST_DOTS and row[-1][1] - row[0][0] >= _SHORTEST * x_height:
        yield row[0][0], row[-1][1]
