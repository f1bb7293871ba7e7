"""CPR numbers are masked before anything else sees the text."""

from __future__ import annotations

from dataclasses import replace

from schemas.page import DocumentPages, Line, Page, ReadFinding, Word
from vocabulary.cpr import mask, may_hold


def mask_pages(pages: DocumentPages) -> tuple[DocumentPages, list[int | None]]:
    """Mask the CPR numbers on all pages; also give the page of each that was masked."""
    found: list[int | None] = []
    masked = [_mask_page(page, found) for page in pages.pages]
    return (replace(pages, pages=tuple(masked)), found) if found else (pages, found)


def masked_finding(page: int | None) -> ReadFinding:
    """Tell of a number that was masked, without repeating it."""
    return ReadFinding("cpr-masked", "A CPR number was printed and has been masked.", page)


def _mask_page(page: Page, found: list[int | None]) -> Page:
    cells = [cell for table in page.tables for row in table.rows for cell in row if cell]
    if not may_hold("\n".join([*(line.text for line in page.lines), *cells])):
        return page
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
