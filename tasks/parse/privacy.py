"""CPR numbers are masked before anything else sees the text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from schemas.page import DocumentPages, Line, Page, ReadFinding, Word

MASK = "******-****"
_CPR = re.compile(r"(?<![\d-])(\d{2})(\d{2})(\d{2})(?: ?[-\u2010-\u2013] ?| )?(\d{4})(?![\d-])")
# What every one of them has in it, found in a tenth of the time.
_SIX_DIGITS = re.compile(r"\d{6}")
_BESIDE = re.compile(r"\bcpr\b(?:[-. ]?(?:nr|nummer)?\.?)?\s*:?\s*$", re.IGNORECASE)


def mask(text: str) -> str:
    """Mask the CPR numbers in a text.

    `ddmmyy-xxxx` with a day of the calendar, hyphen or space; ten bare digits only beside the word CPR. No
    check digit is asked for: numbers since 2007 have none.
    """
    if not _SIX_DIGITS.search(text):
        return text

    def masked(match: re.Match[str]) -> str:
        is_bare = len(match[0]) == 10
        if is_bare and not _BESIDE.search(text[: match.start()]):
            return match[0]
        return MASK if _is_day(int(match[1]), int(match[2]), int(match[3])) else match[0]

    return _CPR.sub(masked, text)


def _is_day(day: int, month: int, year: int) -> bool:
    for century in (1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False


def mask_pages(pages: DocumentPages) -> tuple[DocumentPages, list[int | None]]:
    """Mask the CPR numbers on all pages; also give the page of each that was masked."""
    found: list[int | None] = []
    masked = [_mask_page(page, found) for page in pages.pages]
    return (replace(pages, pages=tuple(masked)), found) if found else (pages, found)


def masked_finding(page: int | None) -> ReadFinding:
    """Tell of a number that was masked, without repeating it."""
    return ReadFinding("cpr-masked", "A CPR number was printed and has been masked.", page)


def _mask_page(page: Page, found: list[int | None]) -> Page:
    lines, tables = [], []
    for line in page.lines:
        text = mask(line.text)
        if text != line.text:
            found.append(page.number)
            line = Line((_whole(line, text),), line.baseline, line.has_drawn_bullet)
        lines.append(line)
    for table in page.tables:
        rows = tuple(tuple(None if cell is None else mask(cell) for cell in row) for row in table.rows)
        if rows != table.rows:
            found.append(page.number)
            table = replace(table, rows=rows)
        tables.append(table)
    return replace(page, lines=tuple(lines), tables=tuple(tables))


def _whole(line: Line, text: str) -> Word:
    return Word(text, line.font, line.size, line.bold, line.x0, line.top, line.x1, line.bottom)
