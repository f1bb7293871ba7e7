"""What a page shows, before any producer has drawn it: blocks in reading order.

A layout (`corpus.layouts`) makes a `Printed` from a truth; every producer (`corpus.print_*`) draws the
same one in its own hand, a `Look`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

NUMBERED = re.compile(r"^(?P<indent> *)(?P<marker>\d{1,2}[.)]|[a-zæøå][.)]) (?P<text>.+)$")
BULLETED = re.compile(r"^(?P<indent> *)- (?P<text>.+)$")


@dataclass(frozen=True, slots=True)
class Title:
    """A line of the title; several make a stacked title."""

    text: str
    is_main: bool = True


@dataclass(frozen=True, slots=True)
class Labelled:
    """A bold label with its value on the same line."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents list: (wording, position of the item)."""

    heading: str
    entries: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ItemHeading:
    """Where an item begins; `item` is its position."""

    text: str
    item: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an item; level 1 is a section, 2 a label. One over a group of items is in none."""

    text: str
    level: Literal[1, 2] = 1
    is_over_items: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A list entry; an empty `marker` stands for the producer's bullet; `level` counts from 0."""

    text: str
    marker: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `item` and `index` (from 0) say which of the truth it is."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    item: int
    index: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows of two columns without rulings: an attachment and its document number."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows stands on a new page."""


Block = (
    Title
    | Labelled
    | Contents
    | ItemHeading
    | Heading
    | Paragraph
    | Listing
    | Grid
    | Columns
    | Signatures
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A document to draw.

    `header` and `footer` stand on every page, `{page}` and `{pages}` filled in; `created_at` is
    the creation date inside the file.
    """

    title: str
    blocks: tuple[Block, ...]
    header: str | None = None
    footer: str | None = None
    created_at: datetime = datetime(2021, 1, 1, 12, 0)


@dataclass(frozen=True, slots=True)
class Look:
    """A producer's hand. Sizes in points; `family` is `sans` or `serif`.

    `bullet` is the character before list entries, `drawn` for a shape that is no character;
    `has_white_sheet` asks for a white rectangle under each page's text, as Qt's printers draw it.
    """

    name: str = "plain"
    family: Literal["sans", "serif"] = "sans"
    title: float = 22
    contents_heading: float = 17
    item: float = 16
    section: float = 13.5
    label: float = 11
    body: float = 11
    contents: float = 12.5
    margin: float = 62
    bullet: str = "•"
    letter_spacing: float = 0
    is_justified: bool = False
    is_hyphenated: bool = False
    is_item_on_new_page: bool = True
    has_bookmarks: bool = False
    has_shaded_header: bool = False
    repeats_table_header: bool = True
    has_white_sheet: bool = False


@dataclass(slots=True)
class Pages:
    """Where things came to stand: pages from 1, by item position and by (item, table index)."""

    first: dict[int, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)
    tables: dict[tuple[int, int], int] = field(default_factory=dict)
    count: int = 0

    def see_item(self, item: int, page: int) -> None:
        """Note that a part of an item stands on a page."""
        self.first.setdefault(item, page)
        self.last[item] = max(page, self.last.get(item, page))


@dataclass(frozen=True, slots=True)
class Print:
    """A finished file: its bytes and, where it has pages, where things stand."""

    data: bytes
    pages: Pages | None


def blocks_of_text(text: str) -> Iterator[Block]:
    """Turn a truth's text into paragraphs and lists, a block for each run of list lines."""
    entries: list[Entry] = []
    for line in text.split("\n"):
        numbered, bulleted = NUMBERED.match(line), BULLETED.match(line)
        if numbered and not (entries and entries[-1].marker) and numbered["marker"][0] not in "1a":
            numbered = None  # `2. behandling af sagen` is a sentence: no list begins with 2
        match = numbered or bulleted
        if match is None:
            if entries:
                yield Listing(tuple(entries))
                entries = []
            yield Paragraph(line)
            continue
        marker = numbered["marker"] if numbered else ""
        entries.append(Entry(match["text"], marker, len(match["indent"]) // 2))
    if entries:
        yield Listing(tuple(entries))
