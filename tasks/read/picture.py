"""A page as a picture, and what ink stands along a line of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tasks.read.tesseract import SeenLine, SeenWord

# A baseline is followed in pieces this wide, for a page may lie askew.
_PIECE_PIXELS = 48
_SAMPLE_STEP = 1009
# The band of the small letters in which stems are measured (shares of the x-height): without serifs.
_STEMS_FROM, _STEMS_TO = -0.8, -0.2
# The band of a whole line: from the top of its tall letters to below the descenders.
_LINE_FROM, _LINE_TO = -1.7, 0.5
# A page with fewer dark dots than this at 300 dpi is blank: a lone digit has five hundred.
_BLANK_DOTS, _DARKER = 250, 70
_INK = re.compile(b"\x01+")


@dataclass(frozen=True)
class Picture:
    """A page in grey levels, row by row without padding: 0 is black, 255 white."""

    pixels: bytearray
    width: int
    height: int

    @classmethod
    def of(cls, page: Any, scale: float) -> Picture:  # noqa: ANN401
        """Draw a page of an open pypdfium2 document; `scale` is in pixels a point."""
        bitmap = page.render(scale=scale, grayscale=True)
        data, stride = memoryview(bitmap.buffer), bitmap.stride
        rows = (data[y * stride : y * stride + bitmap.width] for y in range(bitmap.height))
        picture = cls(bytearray().join(rows), bitmap.width, bitmap.height)
        bitmap.close()
        return picture

    @property
    def as_pgm(self) -> bytes:
        """Give the picture as a PGM file."""
        return b"P5\n%d %d\n255\n" % (self.width, self.height) + bytes(self.pixels)

    @cached_property
    def paper(self) -> int:
        """Give the grey level of most of the page."""
        levels = sorted(self.pixels[::_SAMPLE_STEP])
        return levels[len(levels) // 2]

    @cached_property
    def is_ink(self) -> bytes:
        """Give the table that turns a grey level into 1 for ink and 0 for paper."""
        middle = (self.paper + min(self.pixels)) / 2
        return bytes(int(level < middle) for level in range(256))

    @property
    def is_blank(self) -> bool:
        """Say whether nothing is printed on the page."""
        is_dark = bytes(int(level < self.paper - _DARKER) for level in range(256))
        return self.pixels.translate(is_dark).count(1) < _BLANK_DOTS

    def profile(self, line: SeenLine, start: float, end: float) -> bytes:
        """Say for each column whether ink stands in a band along a line's baseline, from edge to edge.

        The band reaches from `start` to `end`, in x-heights below the baseline.
        """
        columns = bytearray()
        for x0, x1, baseline in pieces(line, 0, self.width):
            seen = 0
            for y in range(round(baseline + start * line.x_height), round(baseline + end * line.x_height)):
                if 0 <= y < self.height:
                    seen |= int.from_bytes(self._ink(x0, x1, y))
            columns += seen.to_bytes(x1 - x0)
        return bytes(columns)

    def rub_out(self, line: SeenLine, x0: int, x1: int, start: float, end: float) -> None:
        """Make paper of a band along a line's baseline, from `x0` to `x1`."""
        for left, right, baseline in pieces(line, x0, x1):
            top, bottom = baseline + start * line.x_height, baseline + end * line.x_height
            for y in range(max(round(top), 0), min(round(bottom), self.height)):
                at = y * self.width
                self.pixels[at + left : at + right] = bytes([self.paper]) * (right - left)

    def move_left(self, line: SeenLine, x0: int, x1: int, distance: int) -> None:
        """Move what stands on a line from `x0` to `x1` to the left, along the line."""
        x1 = min(x1, self.width)
        baseline = line.y + line.slope * (x0 - line.x0)
        top, bottom = baseline + _LINE_FROM * line.x_height, baseline + _LINE_TO * line.x_height
        rise = round(line.slope * distance)
        paper = bytes([self.paper]) * max(x1 - x0, 0)
        for y in range(max(round(top), rise, 0), min(round(bottom), self.height + min(rise, 0))):
            at = y * self.width
            piece = self.pixels[at + x0 : at + x1]
            self.pixels[at + x0 : at + x1] = paper
            to = (y - rise) * self.width + x0 - distance
            self.pixels[to : to + len(piece)] = piece

    def stem(self, line: SeenLine, word: SeenWord) -> float:
        """Give how thick the strokes of a word are, in x-heights; 0 where there is no ink."""
        middle = (word.x0 + word.x1) / 2
        baseline = line.y + line.slope * (middle - line.x0)
        top, bottom = baseline + _STEMS_FROM * line.x_height, baseline + _STEMS_TO * line.x_height
        x0, x1 = max(round(word.x0), 0), min(round(word.x1), self.width)
        strokes: list[int] = []
        for y in range(max(round(top), 0), min(round(bottom), self.height)):
            strokes += map(len, _INK.findall(self._ink(x0, x1, y)))
        strokes.sort()
        # Bows are cut along and serifs across: what lies between is as wide as a stem.
        inner = strokes[len(strokes) // 4 : max(len(strokes) * 3 // 4, 1)]
        return sum(inner) / len(inner) / line.x_height if inner else 0.0

    def _ink(self, x0: int, x1: int, y: int) -> bytes:
        at = y * self.width
        return bytes(self.pixels[at + x0 : at + x1]).translate(self.is_ink)


def pieces(line: SeenLine, x0: int, x1: int) -> Iterator[tuple[int, int, float]]:
    """Follow a line's baseline from `x0` to `x1`: start and end of each piece, and its height."""
    for left in range(x0, x1, _PIECE_PIXELS):
        right = min(left + _PIECE_PIXELS, x1)
        yield left, right, line.y + line.slope * ((left + right) / 2 - line.x0)


def stems_of(picture: Picture, lines: Sequence[SeenLine]) -> list[float]:
    """Give how thick the strokes of each word are, in the order of the lines and their words."""
    return [round(picture.stem(line, word), 3) for line in lines for word in line.words]
