"""What a page break cut off a table, a row or the rest of a cell: to a reader it is no table."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise, takewhile

from schemas.page import RuledTable
from tasks.parse.rows import Row

# How far (points) a row may reach over the edges of its table or of a column.
_DRIFT = 3.0
# Words of two cells stand at least this far (font sizes) apart, those of a sentence do not.
_CELL_GAP = 0.6
# A cell's text begins so far (points) from its left ruling at most.
_PADDING = 8.0
# A table has so many columns at least, and a row that was cut off has text in as many.
_COLUMNS = 2


def rejoin_cut_rows(rows: list[Row]) -> None:
    """Make a table of a line that stands on the page before or after one and has its columns."""
    free = [row for row in rows if not row.role]
    for index, (above, below) in enumerate(pairwise(free), start=1):
        if above.page is None or below.page != above.page + 1:
            continue
        if above.table is not None and (cells := _cells_in(below, above.table)):
            _make_table(below, above.table, cells)
            _take_rest_of_cell(free[index + 1 :], below)
        elif above.table is not None:
            _take_rest_of_cell(free[index:], above)
        elif below.table is not None and (cells := _cells_in(above, below.table)):
            _make_table(above, below.table, cells)


def _take_rest_of_cell(rows: list[Row], above: Row) -> None:
    """Put lines that go on with one cell of a table's last row, on the next page, into that cell.

    Not those of the first column: text stands there as well.
    """
    table = above.table
    assert table is not None
    for row in takewhile(lambda row: row.page == rows[0].page, rows):
        column = _column_of(row, table)
        if not column or not table.rows[-1][column]:
            return
        cells = list(table.rows[-1])
        cells[column] = f"{cells[column]}\n{row.text}"
        table = above.table = replace(table, rows=(*table.rows[:-1], tuple(cells)))
        row.take("table", "rest-of-cell")


def _column_of(row: Row, table: RuledTable) -> int | None:
    """Give the column in which a line stands as the lines of its cells do, None where it stands in none."""
    if row.line is None or len(table.columns) != len(table.rows[0]):
        return None
    column = bisect_right(table.columns, row.line.x0) - 1
    if column < 0 or row.line.x0 - table.columns[column] > _PADDING:
        return None
    end = [*table.columns[1:], table.x1][column]
    return column if row.line.x1 <= end + _DRIFT else None


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
