"""The one shape that every reader gives and everything after the readers sees.

Plain frozen dataclasses, not Pydantic models: a backfill makes millions of words, and a validated
model costs twenty times a slotted dataclass. What leaves the parser (`schemas.minutes`) is validated.
A `Word` is a named tuple, made in a third of a frozen dataclass's time: there are ten to a line.

Coordinates are PDF points (1/72 inch) from the upper left corner of the page as a reader sees it:
cropped to its CropBox, turned upright by its /Rotate.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from operator import sub
from typing import Any, NamedTuple

from schemas.terms import Severity


class Word(NamedTuple):
    """A run of characters without white space.

    `font` has lost its subset prefix (`ABCDEF+`); `size` is what is drawn, in points: the font size
    times the scale of the text matrix. `bold` is read from the font's name.
    """

    text: str
    font: str
    size: float
    bold: bool
    x0: float
    top: float
    x1: float
    bottom: float


# A named tuple's own constructor takes twice as long.
_new: Callable[..., Any] = tuple.__new__


class Line:
    """Words that stand on one baseline, from left to right; never changed once it is made.

    `size`, `font` and `bold` are those of most of its characters. `has_drawn_bullet` says that a
    small filled shape stands just before the first word: browsers draw list bullets so, and no
    character tells of them. `is_all_bold` says that every word is bold, `has_bold` that one is.

    In most lines the words differ in nothing but their text and where they start and end. Such a line keeps
    no words but these numbers, in a quarter of the memory, and makes each word when it is asked for.
    """

    __slots__ = (
        "_places", "_words", "baseline", "bold", "bottom", "font", "has_bold", "has_drawn_bullet",
        "is_all_bold", "size", "text", "top", "x0", "x1",
    )  # fmt: skip

    baseline: float
    has_drawn_bullet: bool
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: str
    bold: bool
    has_bold: bool
    is_all_bold: bool
    _words: tuple[Word, ...] | None
    # Where each word starts, then where each ends.
    _places: array[float] | None

    def __init__(self, words: tuple[Word, ...], baseline: float, has_drawn_bullet: bool = False) -> None:
        texts, fonts, sizes, bolds, lefts, tops, rights, bottoms = zip(*words, strict=True)
        size, font, bold = sizes[0], fonts[0], bolds[0]
        count = len(sizes)
        if not sizes.count(size) == fonts.count(font) == bolds.count(bold) == count:
            weights: dict[tuple[float, str, bool], int] = {}
            for word in words:
                key = (word.size, word.font, word.bold)
                weights[key] = weights.get(key, 0) + len(word.text)
            size, font, bold = max(weights, key=weights.__getitem__)
        self._words, self._places = words, None
        self.baseline, self.has_drawn_bullet = baseline, has_drawn_bullet
        self.text = " ".join(texts)
        self.x0, self.top, self.x1, self.bottom = min(lefts), min(tops), max(rights), max(bottoms)
        self.size, self.font, self.bold = size, font, bold
        self.has_bold, self.is_all_bold = any(bolds), all(bolds)

    @classmethod
    def of_one_style(
        cls,
        text: str,
        style: tuple[str, float, bool],
        box: tuple[float, float, float, float],
        baseline: float,
        places: array[float],
    ) -> Line:
        """Make a line of words that share font, size and weight, top and bottom.

        `text` holds the words with one space between them; `places` gives where each starts, then where each
        ends; `box` is x0, top, x1, bottom of the line.
        """
        line = cls.__new__(cls)
        line._words, line._places = None, places
        line.baseline, line.has_drawn_bullet = baseline, False
        line.text = text
        line.x0, line.top, line.x1, line.bottom = box
        line.font, line.size, line.bold = style
        line.has_bold = line.is_all_bold = line.bold
        return line

    def with_bullet(self) -> Line:
        """Give the same line with a drawn bullet before it."""
        line = copy(self)
        line.has_drawn_bullet = True
        return line

    @property
    def words(self) -> tuple[Word, ...]:
        """Give all words."""
        if self._words is not None:
            return self._words
        places, font, size, bold, top, bottom = self._style()
        count = len(places) // 2
        return tuple(
            [
                _new(Word, (text, font, size, bold, x0, top, x1, bottom))
                for text, x0, x1 in zip(self.text.split(" "), places[:count], places[count:], strict=True)
            ]
        )

    @property
    def first_word(self) -> Word:
        """Give the first word, at a fraction of what all of them cost."""
        if self._words is not None:
            return self._words[0]
        places, font, size, bold, top, bottom = self._style()
        text, x1 = self.text.partition(" ")[0], places[len(places) // 2]
        return Word(text, font, size, bold, places[0], top, x1, bottom)

    @property
    def first_width(self) -> float:
        """Give how wide the first word is, in points."""
        if self._places is None:
            return self.first_word.x1 - self.first_word.x0
        return self._places[len(self._places) // 2] - self._places[0]

    def has_gap(self, least: float) -> bool:
        """Say whether a blank between two of its words is wider than so many points."""
        if self._places is None:
            return any(right.x0 - left.x1 > least for left, right in pairwise(self.words))
        count = len(self._places) // 2
        gaps = map(sub, self._places[1:count], self._places[count:])
        return max(gaps, default=0.0) > least

    def _style(self) -> tuple[array[float], str, float, bool, float, float]:
        assert self._places is not None
        return self._places, self.font, self.size, self.bold, self.top, self.bottom

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Line):
            return NotImplemented
        return (self.words, self.baseline, self.has_drawn_bullet) == (
            other.words,
            other.baseline,
            other.has_drawn_bullet,
        )

    def __hash__(self) -> int:
        return hash((self.text, self.baseline))

    def __repr__(self) -> str:
        return f"Line({self.text!r}, baseline={self.baseline:.1f})"


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table drawn with rulings: two rows and two columns at least.

    `rows` holds each cell's text with its lines joined by a newline; None where a cell is
    merged into its neighbour or no cell is drawn. The words of a table stand in no `Line`. `columns`
    are the left edges of its columns, empty where nothing was drawn.
    """

    rows: tuple[tuple[str | None, ...], ...]
    x0: float
    top: float
    x1: float
    bottom: float
    columns: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the PDF's outline; `page` counts from 1, `level` from 1, `top` in points or None."""

    title: str
    level: int
    page: int | None
    top: float | None = None


@dataclass(frozen=True, slots=True)
class ReadFinding:
    """Something odd that a reader met and that did not stop it."""

    rule: str
    message: str
    page: int | None = None
    severity: Severity = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Page:
    """One page, its lines from top to bottom.

    `number` counts from 1, None in a format without pages. `extractor` names the reader that gave
    this page.
    """

    number: int | None
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[RuledTable, ...] = ()
    extractor: str = ""


@dataclass(frozen=True, slots=True)
class DocumentPages:
    """All that a reader could see of one file.

    `extractor` names what read most of it; `created_at` is the creation date inside the file (UTC),
    None where the format or the file has none. `page_count` is None in a format without pages.
    """

    media_type: str
    extractor: str
    pages: tuple[Page, ...]
    page_count: int | None
    bookmarks: tuple[Bookmark, ...] = ()
    created_at: datetime | None = None
    findings: tuple[ReadFinding, ...] = ()
