"""Running headers, footers and page numbers: what repeats page after page at the same place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from schemas.page import DocumentPages, Line
from tasks.parse import dates
from tasks.parse.layout import LONGEST_ANNOUNCED, item_labels, section_heading, starts_item
from tasks.parse.numbers import BARE_NUMBER
from tasks.parse.page_breaks import mark_left_by_print
from tasks.parse.page_numbers import ROMAN_AT_END
from tasks.parse.rows import Row
from vocabulary.tables import table, whole_line

# How many rows at the top and at the bottom of a page may be furniture.
_DEPTH = 4
# How far (points) furniture may move from page to page.
_DRIFT = 4.0
# What a website's foot is set in at least, and how far (font sizes) it stands below the text.
_LISTS = 2
_FAR = 3.0
# What opens and closes parts of a website; on one page so many stand below each other.
_SIGNS_TO_FOLD = frozenset("−+–▾▼▲▴⌄⌃˅˄›»∨∧✕×▸►")
_SEVERAL = 3
_COUNT_AT_END = re.compile(r"(?<=\S)\s+(?:Side|S\.)\s*#(?:\s*(?:af|/)\s*#)?$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
# Sizes closer than this (points) are one.
_SAME_SIZE = 0.3
_PAGE_NUMBER = re.compile(
    r"^[-–\s]*(?:(?:Side|S\.|Page)\s*)?(\d{1,4})(?:\s*(?:af|/|of|\()\s*\d{1,4}\)?)?[-–\s]*$", re.I
)


def mark_furniture(rows: list[Row], pages: DocumentPages) -> list[str]:
    """Give furniture its role; return each distinct text of it, in order."""
    if pages.page_count is None:
        mark_left_by_print(rows, pages.pages[0].breaks)
        _mark_links(rows)
        return list(dict.fromkeys(row.text for row in rows if row.role == "furniture"))
    heights = {page.number: page.height for page in pages.pages}
    body_size = _body_size(rows)
    by_page = _lines_by_page(rows)
    for is_footer in (False, True):
        # From the edge inwards: a row is furniture only where all between it and the edge is.
        edges = [iter(reversed(page)) if is_footer else iter(page) for page in by_page]
        for _ in range(_DEPTH):
            reached = [(edge, row) for edge in edges if (row := next(edge, None)) is not None]
            outermost = [row for _, row in reached]
            for row in _repeated(outermost, heights, len(by_page), body_size, is_footer=is_footer):
                row.take("furniture", "repeats")
            edges = [edge for edge, row in reached if row.role == "furniture"]
    _mark_page_numbers(rows, heights)
    _mark_links(rows)
    _mark_foot_of_site(rows, body_size)
    _drop_signs_to_fold(rows, body_size)
    for above, row in pairwise(rows):
        if above.role == "furniture" and row.page == above.page:
            row.gap = None  # the top of the page, as in a print without a header
    return list(dict.fromkeys(row.text for row in rows if row.role == "furniture"))


def _lines_by_page(rows: list[Row]) -> list[list[Row]]:
    """Give the lines of each page from its top down: a decision may be put below text of the next page."""
    pages: dict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        if row.line:
            pages[row.page].append(row)
    return [sorted(page, key=lambda row: row.line.top if row.line else 0.0) for page in pages.values()]


def _mark_links(rows: list[Row]) -> None:
    """Mark what leads about a website: `Til toppen` is no word of any item."""
    pattern = whole_line(table("layouts")["furniture"]["links"])
    for row in rows:
        if row.line and not row.role and len(row.text) <= LONGEST_ANNOUNCED and pattern.fullmatch(row.text):
            row.take("furniture", "link")


def _mark_foot_of_site(rows: list[Row], body_size: float) -> None:
    """Mark what a website prints below its last text: lists beside each other, smaller and far below."""
    text = [row for row in rows if row.role != "furniture"]
    start = len(text)
    while start and (line := text[start - 1].line) and text[start - 1].page == text[-1].page:
        if line.size > body_size - _SAME_SIZE or len(text[start - 1].columns()) < _LISTS:
            break
        start -= 1
    if start < len(text) and (text[start].gap or 0) > _FAR:
        for row in text[start:]:
            row.take("furniture", "foot-of-site")


def _drop_signs_to_fold(rows: list[Row], body_size: float) -> None:
    """Take the signs off that unfold an item on a website, at the right end of several headings."""
    ends = Counter(
        (line.words[-1].text, round(line.words[-1].x1))
        for row in rows
        if (line := row.line)
        and line.text[-1:] in _SIGNS_TO_FOLD
        and line.size > body_size + _SAME_SIZE
        and len(line.words) > 1
    )
    for row in rows:
        if row.line is None or row.text[-1:] not in _SIGNS_TO_FOLD or len(row.line.words) < 2:
            continue
        *words, sign = row.line.words
        is_apart = sign.x0 - words[-1].x1 > sign.size
        if is_apart and ends[sign.text, round(sign.x1)] >= _SEVERAL:
            row.line = Line(tuple(words), row.line.baseline, row.line.has_drawn_bullet)
            row.text = row.line.text


def _repeated(
    outermost: list[Row],
    heights: dict[int | None, float],
    page_count: int,
    body_size: float,
    *,
    is_footer: bool,
) -> list[Row]:
    places: dict[str, list[Row]] = defaultdict(list)
    for row in outermost:
        if _in_margin(row, heights[row.page], is_footer=is_footer) and not _is_of_item(row.text):
            # The same line may stand without a number on the first pages.
            places[_COUNT_AT_END.sub("", _mask(row.text))].append(row)
    return [
        row
        for rows in places.values()
        if len(steady := _steady(rows)) >= _needed(rows[0], page_count, body_size)
        for row in steady
    ]


def _is_of_item(text: str) -> bool:
    """Say whether a line is an item's own, however often its like repeats: its heading, its numbers."""
    return starts_item(text) or BARE_NUMBER.fullmatch(text) is not None or item_labels(text) is not None


def _body_size(rows: list[Row]) -> float:
    exact: Counter[float] = Counter()
    for row in rows:
        if row.line:
            exact[row.line.size] += len(row.text)
    sizes: Counter[float] = Counter()
    for size, count in exact.items():
        sizes[round(size, 1)] += count
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _needed(row: Row, page_count: int, body_size: float) -> float:
    """Give on how many pages a text must stand: more where it could be text or the heading of a section.

    `Kilde: Økonomisystemet` may end two pages at the same height by chance; a number that changes does not.
    """
    text = row.text
    heading = section_heading(text)
    if heading is None and not re.search(r"\d|#", _mask(text)) and abs(row.size - body_size) < _SAME_SIZE:
        return max(2, min(3, page_count), 0.5 * page_count)
    if heading is None or (heading.rule == "beslutning-bare" and not text.endswith(":")):
        # In two columns, `Kirkevig Havn` and `Havnebestyrelsen den 2. oktober 2012`, it heads no decision.
        return 1 if heading and len(row.columns()) > 1 else max(2, 0.3 * page_count)
    # `Direktionens møde den 3. maj 2021` may be a running header; `Bilag` is none. `Referat` is one where
    # every page has it and nothing sets it apart.
    if heading.date_text:
        return max(_SEVERAL, 0.6 * page_count)
    return max(_SEVERAL, page_count) if row.size < body_size and not row.is_bold else page_count + 1


def _in_margin(row: Row, height: float, *, is_footer: bool) -> bool:
    assert row.line is not None
    return row.line.top > 0.86 * height if is_footer else row.line.bottom < 0.14 * height


def _mask(text: str) -> str:
    """Mask what changes from page to page; a date does not, and two titles differ in nothing else."""
    date = dates.find(text)
    if not date:
        return _DIGITS.sub("#", ROMAN_AT_END.sub("#", text))
    return _mask(text[: date.start()]) + date[0] + _mask(text[date.end() :])


def _steady(rows: list[Row]) -> list[Row]:
    """Give the rows that stand at the height where most of them stand."""
    tops = sorted(row.line.top for row in rows if row.line)
    middle = tops[len(tops) // 2]
    return [row for row in rows if row.line and abs(row.line.top - middle) < _DRIFT]


def _mark_page_numbers(rows: list[Row], heights: dict[int | None, float]) -> None:
    """Mark page numbers that do not repeat often enough, as in a document of one page."""
    for row in rows:
        if row.role or row.line is None or row.text[-1].isalpha():
            continue
        match = _PAGE_NUMBER.match(row.text)
        if match is None:
            continue
        height = heights[row.page]
        in_margin = _in_margin(row, height, is_footer=True) or _in_margin(row, height, is_footer=False)
        if in_margin and (row.text[0].isalpha() or int(match[1]) == row.page):
            row.take("furniture", "page-number")
