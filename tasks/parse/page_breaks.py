"""What a print left in a text export: page numbers, running heads and feet, text that a page's end cut."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from typing import TypeVar

from tasks.parse.layout import is_group_heading, is_mark, item_labels, item_rules, section_heading
from tasks.parse.page_numbers import PAGE_NUMBER, page_number
from tasks.parse.rows import Row
from tasks.parse.text import is_entry
from vocabulary.bodies import find_body
from vocabulary.municipalities import named_in

T = TypeVar("T")

# How many rows at the top and at the bottom of a page may be furniture.
_DEPTH = 4
# A line that names neither municipality nor body nor a page must head so many pages.
_SEVERAL = 3
# The distance (font sizes) of a line that goes on with a paragraph; a blank between two words.
_GOES_ON, _BLANK = 1.2, 0.5
# Where full lines end: all but this share of lines end before it.
_FULL = 0.97
_TERMINAL = (".", ":", ";", "!", "?")
_COUNTED = re.compile(
    rf"(?P<before>.*?)(?:(?<![\w.])(?:Side|S\.|Page)\s*(?P<said>{PAGE_NUMBER})|[-–]\s*(?P<dashed>\d{{1,4}})\s*[-–]"
    rf"|^(?P<bare>\d{{1,4}}))(?P<total>\s*(?:af|/|of)\s*\d{{1,4}})?[-–\s]*$",
    re.IGNORECASE,
)


def mark_left_by_print(rows: list[Row], breaks: Sequence[float]) -> None:
    """Give rows that a print left their role; `breaks` says where a page of the text begins (points)."""
    begins: list[int]
    if breaks:
        pages = [list(page) for _, page in groupby(rows, key=lambda row: bisect_right(breaks, _top(row)))]
        _mark_edges(pages)
        begins = [id(page[0]) for page in pages[1:]]
    else:
        begins = _mark_counted(rows)
    _join_over_breaks(rows, set(begins))


def _top(row: Row) -> float:
    part = row.line or row.table
    assert part is not None
    return part.top


def _count(row: Row) -> tuple[str, int, bool] | None:
    """Give what stands before a page number at the end of a row, the number, and whether a total follows."""
    match = _COUNTED.match(row.text) if row.line else None
    if match is None:
        return None
    number = match["said"] or match["dashed"] or match["bare"]
    return match["before"].strip(" -–|,"), page_number(number.lower()), match["total"] is not None


def _mark_edges(pages: list[list[Row]]) -> None:
    """Mark what heads and what ends the pages, from the edge inwards.

    A page's last line is furniture only where it counts the pages or names the municipality: who was away may
    well end every page.
    """
    heads, feet = [list(page) for page in pages], [list(reversed(page)) for page in pages]
    for edges, is_foot in ((heads, False), (feet, True)):
        for depth in range(_DEPTH):
            outermost = [(number, page[depth]) for number, page in enumerate(edges) if len(page) > depth]
            marked = _counting(outermost) | _repeated(outermost, len(pages), is_foot=is_foot)
            for _, row in outermost:
                if id(row) in marked:
                    row.take("furniture", "page-number" if _count(row) else "repeats")
            edges[:] = [page if len(page) > depth and page[depth].role else [] for page in edges]


def _counting(outermost: list[tuple[int, Row]]) -> set[int]:
    """Give the rows that count the pages: their numbers rise as the pages do."""
    counts = [(number, row, count) for number, row in outermost if (count := _count(row))]
    found = set()
    for before, group in _grouped(counts, key=lambda entry: entry[2][0]).items():
        (start, often), *_ = Counter(count[1] - number for number, _, count in group).most_common(1)
        said = all(not row.text[0].isdigit() for _, row, _ in group)
        if often > 1 or (said and not before):
            found |= {id(row) for number, row, count in group if count[1] - number == start}
            # The same line may stand without a number on the first pages.
            found |= {id(row) for _, row in outermost if before and row.text.strip(" -–|,") == before}
    return found


def _repeated(outermost: list[tuple[int, Row]], page_count: int, *, is_foot: bool) -> set[int]:
    found = set()
    for text, group in _grouped(outermost, key=lambda entry: entry[1].text).items():
        heading = section_heading(text)
        if (heading and not (heading.body and heading.date_text)) or is_entry(group[0][1]):
            continue
        if is_mark(text) or is_group_heading(text) or item_labels(text):
            continue  # `Lukket sag` may head every page
        is_named = named_in(text) is not None or (is_foot and _names_meeting(text))
        is_sure = is_named or (find_body(text) is not None and not is_foot)
        least = 2 if is_sure else _SEVERAL
        if is_foot and not is_named:
            continue
        if len(group) >= max(least, 0.5 * (page_count - 1)):
            found |= {id(row) for _, row in group}
    return found


def _names_meeting(text: str) -> bool:
    """Say whether a line holds a body's name and a day and no sentence, as a running foot does."""
    heading = section_heading(text)
    return heading is not None and heading.rule == "beslutning-bare" and not text.endswith(":")


def _grouped(entries: list[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for entry in entries:
        groups[key(entry)].append(entry)
    return groups


def _mark_counted(rows: list[Row]) -> list[int]:
    """Mark lines that count pages where no form feed parts them, and the line that follows each time.

    `Side 2 af 5` is one wherever its like rises. Without a total, or with words before it, the next must
    follow on it, and the words name the municipality or the body: `Kort, side 1` may be an attachment.
    """
    counts = [
        (index, count)
        for index, row in enumerate(rows)
        if (count := _count(row)) and not row.text[0].isdigit()
    ]
    marked: list[int] = []
    for group in _grouped(counts, key=lambda entry: f"{entry[1][0]}|{entry[1][2]}").values():
        numbers = [count[1] for _, count in group]
        before, _, has_total = group[0][1]
        is_total = not before and has_total
        if before and not (named_in(before) or find_body(before)):
            continue
        rises = all(left < right for left, right in pairwise(numbers))
        follows = len(group) > 1 and all(left + 1 == right for left, right in pairwise(numbers))
        if rises if is_total else follows:
            marked += [index for index, _ in group]
    below = Counter(rows[index + 1].text for index in marked if index + 1 < len(rows))
    _mark_feet(rows, marked)
    begins: list[int] = []
    for index in sorted(marked):
        rows[index].take("furniture", "page-number")
        end = index + 1
        if end < len(rows) and below[rows[end].text] >= (2 if named_in(rows[end].text) else _SEVERAL):
            rows[end].take("furniture", "repeats")
        begins.append(id(rows[index]))
    return begins


def _mark_feet(rows: list[Row], marked: list[int]) -> None:
    """Mark the line that ends each page, right above the one that counts the next; the last ends all."""
    ends = [rows[index - 1] for index in marked if index] + rows[-1:]
    feet = Counter(row.text for row in ends if row.line and (named_in(row.text) or _names_meeting(row.text)))
    for row in ends:
        if feet[row.text] >= max(2, 0.5 * len(marked)):
            row.take("furniture", "repeats")


def _join_over_breaks(rows: list[Row], begins: set[int]) -> None:
    """Set the first row of each page as near as its paragraph goes on, or apart from what is above."""
    ends = sorted(row.line.x1 for row in rows if row.line and not row.role)
    right = ends[int(len(ends) * _FULL)] if ends else 0.0
    above: Row | None = None
    is_new_page = False
    for row in rows:
        is_new_page = is_new_page or id(row) in begins
        if row.role:
            continue
        if is_new_page and row.line is not None:
            row.gap = _GOES_ON if above is not None and _goes_on(above, row, right) else None
        above, is_new_page = row, False


def _goes_on(above: Row, row: Row, right: float) -> bool:
    """Say whether a row goes on with the paragraph that ends the page before."""
    if above.line is None or row.line is None or is_entry(row) or above.text.endswith(_TERMINAL):
        return False
    if row.text[:1].islower():
        return True
    is_full = right - above.line.x1 < row.line.first_width + _BLANK * above.size
    is_heading = section_heading(row.text) or any(rule.pattern.fullmatch(row.text) for rule in item_rules())
    return is_full and not is_heading
