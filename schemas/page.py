"""The one shape that every reader gives and everything after the readers sees.

Plain frozen dataclasses, not Pydantic models: a backfill makes millions of words, and a validated
model costs twenty times a slotted dataclass. What leaves the parser (`schemas.minutes`) is validated.
A `Word` is a named tuple, made in a third of a frozen dataclass's time: there are ten to a line.

Coordinates are PDF points (1/72 inch) from the upper left corner of the page as a reader sees it:
cropped to its CropBox, turned upright by its /Rotate.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from operator import sub
from struct import pack, unpack, unpack_from
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


# A word's box is that of a common text font, so that it depends on no font's own idea of it: shares of the
# size above and below the baseline.
ASCENT, DESCENT = 0.79, 0.21

# A named tuple's own constructor takes twice as long.
_new: Callable[..., Any] = tuple.__new__


class Line:
    """Words that stand on one baseline, from left to right; never changed once it is made.

    `size`, `font` and `bold` are those of most of its characters. `has_drawn_bullet` says that a
    small filled shape stands just before the first word: browsers draw list bullets so, and no
    character tells of them. `is_all_bold` says that every word is bold.

    In most lines the words differ in nothing but their text and where they start and end. Such a line keeps
    no words but these numbers, in a fifth of the memory, and makes each word when it is asked for.
    """

    __slots__ = (
        "_kept", "baseline", "bold", "font", "has_drawn_bullet", "is_all_bold", "size", "text", "x0", "x1",
    )  # fmt: skip

    # The words; or where each of them starts, then where each ends, as numbers of four bytes.
    _kept: tuple[Word, ...] | bytes
    baseline: float
    has_drawn_bullet: bool
    text: str
    x0: float
    x1: float
    size: float
    font: str
    bold: bool
    is_all_bold: bool

    def __init__(self, words: tuple[Word, ...], baseline: float, has_drawn_bullet: bool = False) -> None:
        texts, fonts, sizes, bolds, lefts, _, rights, _ = zip(*words, strict=True)
        size, font, bold = sizes[0], fonts[0], bolds[0]
        count = len(sizes)
        if not sizes.count(size) == fonts.count(font) == bolds.count(bold) == count:
            weights: dict[tuple[float, str, bool], int] = {}
            for word in words:
                key = (word.size, word.font, word.bold)
                weights[key] = weights.get(key, 0) + len(word.text)
            size, font, bold = max(weights, key=weights.__getitem__)
        self._kept, self.baseline, self.has_drawn_bullet = words, baseline, has_drawn_bullet
        self.text = " ".join(texts)
        self.x0, self.x1 = min(lefts), max(rights)
        self.size, self.font, self.bold, self.is_all_bold = size, font, bold, all(bolds)

    @classmethod
    def of_one_style(
        cls,
        text: str,
        style: tuple[str, float, bool],
        baseline: float,
        starts: Sequence[float],
        ends: Sequence[float],
    ) -> Line:
        """Make a line of words that share font, size and weight and stand on its baseline.

        `text` holds the words with one space between them; `starts` rises.
        """
        places = pack(f"{2 * len(starts)}f", *starts, *ends)
        return cls.of_places(text, style, baseline, places, (starts[0], max(ends)))

    @classmethod
    def of_places(
        cls,
        text: str,
        style: tuple[str, float, bool],
        baseline: float,
        places: bytes,
        extent: tuple[float, float],
    ) -> Line:
        """Do as `of_one_style` does, from what `places` gives; `extent` is where the words begin and end."""
        line = cls.__new__(cls)
        line._kept = places
        line.baseline, line.has_drawn_bullet = baseline, False
        line.text, (line.x0, line.x1) = text, extent
        line.font, line.size, line.bold = style
        line.is_all_bold = line.bold
        return line

    def with_bullet(self) -> Line:
        """Give the same line with a drawn bullet before it."""
        line = copy(self)
        line.has_drawn_bullet = True
        return line

    @property
    def places(self) -> bytes | None:
        """Give where each word starts, then where each ends, in numbers of four bytes.

        None where the words differ in more.
        """
        return self._kept if isinstance(self._kept, bytes) else None

    @property
    def words(self) -> tuple[Word, ...]:
        """Give all words."""
        kept = self._kept
        if isinstance(kept, tuple):
            return kept
        font, size, bold, top, bottom = self.font, self.size, self.bold, self.top, self.bottom
        places = unpack(f"{len(kept) // 4}f", kept)
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
        if isinstance(self._kept, tuple):
            return self._kept[0]
        text, end = self.text.partition(" ")[0], self.x0 + self.first_width
        return Word(text, self.font, self.size, self.bold, self.x0, self.top, end, self.bottom)

    @property
    def first_width(self) -> float:
        """Give how wide the first word is, in points."""
        kept = self._kept
        if isinstance(kept, tuple):
            return kept[0].x1 - kept[0].x0
        end: float = unpack_from("f", kept, len(kept) // 2)[0]
        return end - self.x0

    @property
    def top(self) -> float:
        """Give where the highest word begins."""
        if isinstance(self._kept, tuple):
            return min([word.top for word in self._kept])
        return self.baseline - ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Give where the lowest word ends."""
        if isinstance(self._kept, tuple):
            return max([word.bottom for word in self._kept])
        return self.baseline + DESCENT * self.size

    @property
    def has_bold(self) -> bool:
        """Say whether any word is bold."""
        if isinstance(self._kept, tuple):
            return any(word.bold for word in self._kept)
        return self.bold

    def has_gap(self, least: float) -> bool:
        """Say whether a blank between two of its words is wider than so many points."""
        kept = self._kept
        if isinstance(kept, tuple):
            return any(right.x0 - left.x1 > least for left, right in pairwise(kept))
        places = unpack(f"{len(kept) // 4}f", kept)
        count = len(places) // 2
        return max(map(sub, places[1:count], places[count:]), default=0.0) > least

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
    this page. `breaks` are the heights where a text export, which is one page here, had form feeds.
    """

    number: int | None
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[RuledTable, ...] = ()
    extractor: str = ""
    breaks: tuple[float, ...] = ()


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
