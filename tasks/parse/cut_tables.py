"""Tables that a page break cut a single row off: no ruled table to a reader, but a part of one."""

from __future__ import annotations

from itertools import pairwise

from schemas.page import RuledTable
from tasks.parse.rows import Row

# How far (points) a row may reach over the edges of its table.
_DRIFT = 3.0
# A table has so many columns at least.
_COLUMNS = 2


def rejoin_cut_rows(rows: list[Row]) -> None:
    """Make a table of a line that stands on the page before or after one and has its columns."""
    free = [row for row in rows if not row.role]
    for above, below in pairwise(free):
        if above.page is None or below.page != above.page + 1:
            continue
        if above.table is not None and _is_row_of(below, above.table):
            _make_table(below, above.table)
        elif below.table is not None and _is_row_of(above, below.table):
            _make_table(above, below.table)


def _is_row_of(row: Row, table: RuledTable) -> bool:
    if row.line is None or len(table.rows[0]) < _COLUMNS:
        return False
    is_inside = row.line.x0 > table.x0 - _DRIFT and row.line.x1 < table.x1 + _DRIFT
    return is_inside and len(row.columns()) == len(table.rows[0])


def _make_table(row: Row, table: RuledTable) -> None:
    assert row.line is not None
    cells = tuple(" ".join(word.text for word in column) for column in row.columns())
    row.table = RuledTable((cells,), table.x0, row.line.top, table.x1, row.line.bottom)
    row.line = row.gap = None
