"""Tables that a page break cut a single row off: no ruled table to a reader, but a part of one."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from schemas.page import RuledTable
from tasks.parse.rows import Row

# How far (points) a row may reach over the edges of its table or of a column.
_DRIFT = 3.0
# A table has so many columns at least, and a row that was cut off has text in as many.
_COLUMNS = 2


def rejoin_cut_rows(rows: list[Row]) -> None:
    """Make a table of a line that stands on the page before or after one and has its columns."""
    free = [row for row in rows if not row.role]
    for above, below in pairwise(free):
        if above.page is None or below.page != above.page + 1:
            continue
        if above.table is not None and (cells := _cells_in(below, above.table)):
            _make_table(below, above.table, cells)
        elif below.table is not None and (cells := _cells_in(above, below.table)):
            _make_table(above, below.table, cells)


def _cells_in(row: Row, table: RuledTable) -> tuple[str, ...] | None:
    """Give a line's cells in the columns of a table, None where it has not its columns."""
    if row.line is None or len(table.rows[0]) < _COLUMNS:
        return None
    if row.line.x0 < table.x0 - _DRIFT or row.line.x1 > table.x1 + _DRIFT:
        return None
    groups = row.columns()
    texts = [" ".join(word.text for word in group) for group in groups]
    if len(groups) == len(table.rows[0]):
        return tuple(texts)
    if len(groups) < _COLUMNS or len(table.columns) != len(table.rows[0]):
        return None
    cells = [""] * len(table.columns)
    for group, text in zip(groups, texts, strict=True):
        at = bisect_right(table.columns, group[0].x0 + _DRIFT) - 1
        end = table.columns[at + 1] if at + 1 < len(table.columns) else table.x1
        if at < 0 or cells[at] or group[-1].x1 > end + _DRIFT:
            return None
        cells[at] = text
    return tuple(cells)


def _make_table(row: Row, table: RuledTable, cells: tuple[str, ...]) -> None:
    assert row.line is not None
    row.table = replace(table, rows=(cells,), top=row.line.top, bottom=row.line.bottom)
    row.line = row.gap = None
