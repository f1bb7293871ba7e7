"""Tables that a page break cut a single row off: no ruled table to a reader, but a part of one."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from schemas.page import RuledTable
from tasks.parse.rows import Row

# How far (points) a row may reach over the edges of its table or of a column.
_DRIFT = 3.0
# Words of two cells stand at least this far (font sizes) apart, those of a sentence do not.
_CELL_GAP = 0.6
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
    if len(groups) == len(table.rows[0]):
        return tuple(" ".join(word.text for word in group) for group in groups)
    if len(table.columns) != len(table.rows[0]):
        return None
    cells = [""] * len(table.columns)
    at, left_off = -1, 0.0
    for word in row.line.words:
        column = bisect_right(table.columns, word.x0 + _DRIFT) - 1
        end = table.columns[column + 1] if column + 1 < len(table.columns) else table.x1
        is_new = column != at and (at < 0 or word.x0 - left_off > _CELL_GAP * word.size)
        if word.x1 > end + _DRIFT or not (is_new or column == at):
            return None
        cells[column] = f"{cells[column]} {word.text}".strip()
        at, left_off = column, word.x1
    return tuple(cells) if sum(map(bool, cells)) >= _COLUMNS else None


def _make_table(row: Row, table: RuledTable, cells: tuple[str, ...]) -> None:
    assert row.line is not None
    row.table = replace(table, rows=(cells,), top=row.line.top, bottom=row.line.bottom)
    row.line = row.gap = None
