"""Lines made of cells, as wide as they seem: readers give the text of cells and not where it stands."""

from __future__ import annotations

from functools import cache
from itertools import accumulate

from schemas.page import Line

Style = tuple[str, float]
"""Font and size."""

PITCH = 1.2
"""The distance of lines in a cell (font sizes)."""
LARGER = 1.4
"""How much larger than the text the heading of an item is made."""

# Shares of the size: how wide characters are.
_WIDTHS = {"iljtfrI.,:;'’!|()[]- ": 0.3, "mwMWÆ@%—": 0.85}
_WIDTH, _CAPITAL = 0.54, 0.68


def made_line(
    text: str, left: float, baseline: float, scale: float, style: Style, *, is_bold: bool = False
) -> Line:
    """Make a line of which only the text is known; a character of width 1 is `scale` points wide."""
    words = text.split()
    ends = list(accumulate(sum(map(_width, f"{word} ")) for word in words))
    starts = [0.0, *ends[:-1]]
    places = [tuple(left + scale * at for at in some) for some in (starts, ends)]
    return Line.of_one_style(" ".join(words), (*style, is_bold), baseline, *places)


def width_of(text: str) -> float:
    """Give how wide a text is, in font sizes."""
    return sum(map(_width, text))


@cache
def _width(character: str) -> float:
    for some, width in _WIDTHS.items():
        if character in some:
            return width
    return _CAPITAL if character.isupper() else _WIDTH


def in_one(cell: str) -> str:
    """Give the text of a cell on one line."""
    return " ".join(cell.split())
