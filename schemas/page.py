"""The one shape that every reader gives and everything after the readers sees.

Plain frozen dataclasses, not Pydantic models: a backfill makes millions of words, and a validated
model costs twenty times a slotted dataclass. What leaves the parser (`schemas.minutes`) is validated.
A `Word` is a named tuple, made in a third of a frozen dataclass's time: there are ten to a line.

Coordinates are PDF points (1/72 inch) from the upper left corner of the page as a reader sees it:
cropped to its CropBox, turned upright by its /Rotate.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

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


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on one baseline, from left to right.

    `size`, `font` and `bold` are those of most of its characters. `has_drawn_bullet` says that a
    small filled shape stands just before the first word: browsers draw list bullets so, and no
    character tells of them.
    """

    words: tuple[Word, ...]
    baseline: float
    has_drawn_bullet: bool = False
    text: str = field(init=False)
    x0: float = field(init=False)
    top: float = field(init=False)
    x1: float = field(init=False)
    bottom: float = field(init=False)
    size: float = field(init=False)
    font: str = field(init=False)
    bold: bool = field(init=False)

    def __post_init__(self) -> None:
        texts, fonts, sizes, bolds, lefts, tops, rights, bottoms = zip(*self.words, strict=True)
        size, font, bold = sizes[0], fonts[0], bolds[0]
        count = len(sizes)
        if not sizes.count(size) == fonts.count(font) == bolds.count(bold) == count:
            weights: dict[tuple[float, str, bool], int] = {}
            for word in self.words:
                key = (word.size, word.font, word.bold)
                weights[key] = weights.get(key, 0) + len(word.text)
            size, font, bold = max(weights, key=weights.__getitem__)
        set_field = object.__setattr__
        set_field(self, "text", " ".join(texts))
        set_field(self, "x0", min(lefts))
        set_field(self, "top", min(tops))
        set_field(self, "x1", max(rights))
        set_field(self, "bottom", max(bottoms))
        set_field(self, "size", size)
        set_field(self, "font", font)
        set_field(self, "bold", bold)


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
