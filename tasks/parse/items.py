"""The items of a document: where each begins and ends, and what its heading says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from schemas.page import Bookmark
from tasks.parse.contents import Entry, closed_titles
from tasks.parse.front import is_front
from tasks.parse.groups import group_closed, take_groups
from tasks.parse.known import KnownTitles, is_same_title
from tasks.parse.layout import (
    all_marked,
    is_mark,
    item_rules,
    split_markers,
)
from tasks.parse.numbers import BARE_NUMBER, NUMBER_AT_END
from tasks.parse.rows import Row, Typography
from tasks.parse.signatures import take_page, take_sign_off
from tasks.parse.starts import Start, starts_of
from tasks.parse.unnumbered import has_number_below
from vocabulary.standing import recognise
from vocabulary.tables import fold

# Numbers, labels and marks above a heading take so many lines at most.
_FRONT_LINES = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """The row of a decision that no word heads: what is printed as its heading, the text behind it."""

    row: Row
    printed: str
    said: str


@dataclass(slots=True)
class Segment:
    """An item as a stretch of rows: its heading read, its body not yet."""

    rule: str
    number: str | None
    title: str
    is_closed: bool
    page: int | None
    case_number: str | None = None
    rows: list[Row] = field(default_factory=list)
    answer: Answer | None = None


def segments(
    rows: list[Row], typography: Typography, entries: list[Entry], bookmarks: tuple[Bookmark, ...]
) -> tuple[list[Row], list[Segment]]:
    """Part the rows into those before the first item and one segment for each item."""
    known = KnownTitles.of([entry.title for entry in entries] + _titles_of(bookmarks))
    starts = starts_of(rows, typography, known)
    if not starts and typography.is_styled:  # only the parts of items are set so, titles in capitals at most
        starts = starts_of(rows, replace(typography, is_styled=False), known)
    if not starts:
        return rows, []
    are_marked = all_marked([start.title for start in starts])
    closed = closed_titles(entries)
    found: list[Segment] = []
    fronts = _fronts_above(rows, starts)
    above = {id(row) for front in fronts for row in front}
    take_groups(rows, [start.index for start in starts], typography)
    is_group_closed = group_closed(rows[: starts[0].index], False)
    for position, (start, following) in enumerate(zip(starts, [*starts[1:], None], strict=True), start=1):
        end = following.index if following else len(rows)
        number = NUMBER_AT_END.search(start.title)
        title, is_closed = split_markers(
            start.title[: number.start()] if number else start.title, are_marked=are_marked
        )
        segment = Segment(
            start.rule,
            start.number,
            title,
            is_closed
            or split_markers(start.mark)[1]
            or is_group_closed
            or any(is_same_title(listed, fold(title)) for listed in closed),
            rows[start.index].page,
            number["number"] if number else start.case_number,
        )
        for index in [start.index, *start.wrapped]:
            rows[index].take("item", start.rule)
            rows[index].item = position
        below = [
            row
            for index, row in enumerate(rows[start.index + 1 : end], start=start.index + 1)
            if index not in start.wrapped and row.role != "furniture" and id(row) not in above
        ]
        segment.rows = [*fronts[position - 1], *below]
        is_group_closed = group_closed(segment.rows, is_group_closed)
        segment.rows = take_page(segment.rows)
        if following is None and recognise(title) != "underskrifter":
            segment.rows = take_sign_off(segment.rows)
        for row in segment.rows:
            row.item = None if row.role else position
        found.append(segment)
    return [row for row in rows[: starts[0].index] if id(row) not in above], found


def _titles_of(bookmarks: tuple[Bookmark, ...]) -> list[str]:
    """Give the bookmarks that can be items': those below the level of numbered ones are sections."""
    numbered = [
        bookmark.level
        for bookmark in bookmarks
        if any(rule.pattern.fullmatch(bookmark.title) for rule in item_rules())
    ]
    deepest = min(numbered, default=None)
    return [b.title for b in bookmarks if deepest is None or b.level <= deepest]


def _fronts_above(rows: list[Row], starts: list[Start]) -> list[list[Row]]:
    """Give the numbers, labels and marks that stand above each heading and belong to it.

    They do where most headings have them above and none has such below; a mark may stand above and a number
    below. A case number alone at the top of a page belongs to the heading below it anyway.
    """
    fronts = [_front_above(rows, start.index) for start in starts]
    above = {id(row): is_mark(row.text) for front in fronts for row in front}
    lasts = [max([start.index, *start.wrapped]) for start in starts]
    below = [rows[last + 1] for last in lasts if has_number_below(rows, last)]
    are_below = any(is_mark(row.text) in above.values() for row in below if id(row) not in above)
    if len(starts) > 1 and 2 * sum(map(bool, fronts)) > len(starts) and not are_below:
        return fronts
    return [[row for row in front[-1:] if _is_first_number(rows, row)] for front in fronts]


def _front_above(rows: list[Row], index: int) -> list[Row]:
    """Give the lines right above a heading that hold nothing but numbers, labels and marks."""
    first = index
    while first and index - first < _FRONT_LINES:
        above = rows[first - 1]
        if above.line is None or above.role or above.page != rows[index].page or not is_front(above):
            break
        first -= 1
    return rows[first:index]


def _is_first_number(rows: list[Row], row: Row) -> bool:
    """Say whether a row is a case number above which nothing but furniture stands on its page."""
    index = next(at for at, other in enumerate(rows) if other is row)
    before = next((other for other in reversed(rows[:index]) if other.role != "furniture"), None)
    is_first = before is None or before.page != row.page
    return is_first and BARE_NUMBER.fullmatch(row.text) is not None
