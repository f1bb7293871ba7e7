"""Dotted leaders in a picture of a page: found, and rubbed out before anything is recognised.

tesseract takes a row of dots for letters, and where a title touches it, loses the title as well. So the
dots go before it looks again, and a leader is put back where they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tasks.read.tesseract import SeenLine

# Shares of the x-height: a leader's dots stand within these of the baseline, and nothing above them
# does, up to the height of the small letters.
_DOTS_FROM, _DOTS_TO = -0.38, 0.22
_CLEAR_FROM = -1.0
# A baseline is followed in pieces this wide, for a page may lie askew.
_PIECE_PIXELS = 48
# A leader has so many dots at least, is so long and has no wider gap (x-heights).
_FEWEST_DOTS = 6
_SHORTEST = 5.0
_WIDEST_GAP = 1.4
_WIDEST_DOT = 0.6
_SAMPLE_STEP = 1009
_DOT = re.compile(b"\x01+")


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey levels, row by row without padding: 0 is black, 255 white."""

    pixels: bytearray
    width: int
    height: int

    @property
    def as_pgm(self) -> bytes:
        """Give the picture as a PGM file."""
        return b"P5\n%d %d\n255\n" % (self.width, self.height) + bytes(self.pixels)


class Leader(NamedTuple):
    """A row of dots, in pixels: where it begins and ends, and its baseline there."""

    x0: int
    x1: int
    y: float


def take_leaders(picture: Picture, lines: Sequence[SeenLine]) -> list[Leader]:
    """Find the leaders on or after these lines and rub them out of the picture."""
    levels = sorted(picture.pixels[::_SAMPLE_STEP])
    if not levels:
        return []
    paper, ink = levels[len(levels) // 2], min(levels)
    is_ink = bytes(int(level < (paper + ink) / 2) for level in range(256))
    found: list[Leader] = []
    for line in lines:
        dots = _profile(picture, is_ink, line, _DOTS_FROM, _DOTS_TO)
        above = _profile(picture, is_ink, line, _CLEAR_FROM, _DOTS_FROM)
        for start, end in _stretches(dots, above, line.x_height):
            leader = Leader(start, end, line.y + line.slope * (start - line.x0))
            if all(not _is_same(leader, other, line.x_height) for other in found):
                found.append(leader)
                _rub_out(picture, line, start, end, paper)
    return found


def _profile(picture: Picture, is_ink: bytes, line: SeenLine, start: float, end: float) -> bytes:
    """Say for each column of the page whether ink stands in a band along a line's baseline."""
    columns = bytearray()
    for x0, x1, middle in _pieces(picture, line):
        width, seen = x1 - x0, 0
        for y in range(round(middle + start * line.x_height), round(middle + end * line.x_height)):
            if 0 <= y < picture.height:
                at = y * picture.width
                seen |= int.from_bytes(picture.pixels[at + x0 : at + x1].translate(is_ink))
        columns += seen.to_bytes(width)
    return bytes(columns)


def _pieces(picture: Picture, line: SeenLine) -> Iterator[tuple[int, int, float]]:
    """Follow a line's baseline over the page, from edge to edge: start and end of a piece, its height."""
    for x0 in range(0, picture.width, _PIECE_PIXELS):
        x1 = min(x0 + _PIECE_PIXELS, picture.width)
        yield x0, x1, line.y + line.slope * ((x0 + x1) / 2 - line.x0)


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


def _is_same(leader: Leader, other: Leader, x_height: float) -> bool:
    return abs(leader.y - other.y) < x_height and leader.x0 < other.x1 and other.x0 < leader.x1


def _rub_out(picture: Picture, line: SeenLine, start: int, end: int, paper: int) -> None:
    for x0, x1, middle in _pieces(picture, line):
        x0, x1 = max(x0, start), min(x1, end)
        if x0 >= x1:
            continue
        top = middle + _DOTS_FROM * line.x_height - 1
        for y in range(max(round(top), 0), min(round(middle + 0.4 * line.x_height), picture.height)):
            at = y * picture.width
            picture.pixels[at + x0 : at + x1] = bytes([paper]) * (x1 - x0)
