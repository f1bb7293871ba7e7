"""Ruled tables: which of the grids that were found are tables, and which words stand in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from schemas.page import Line, RuledTable
from tasks.read.lines import Run, lines_of

# Rows and columns narrower than this (points) hold no text: the gap between doubled rulings.
_GAP = 6.0

# Lines of a column flush left begin within so many points; a column fitted to a word is exact to so many.
_DRIFT = 1.0
_EXACT = 0.1
_CUT_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,3}$")
_SMALL_WORD = re.compile(
    "(?:af|at|den|der|det|dog|eks|en|er|et|fra|før|hos|i|inkl|kr|med|mia|mio|nr|og|om|pct|pga|på|pr|som|stk|til"
    "|tkr|uden|ved|år)[.,]*"
)
_DIGITS = re.compile(r"\d{1,3}")

Box = tuple[float, float, float, float]


class Grid(NamedTuple):
    """Cells by row as a table finder gave them; None where no cell is drawn."""

    rows: tuple[tuple[Box | None, ...], ...]

    @classmethod
    def from_plumber(cls, table: Any, dx: float, dy: float) -> Grid:  # noqa: ANN401
        """Take over a `pdfplumber.table.Table`, moved by (dx, dy)."""
        return cls(
            tuple(
                tuple(
                    None if cell is None else (cell[0] + dx, cell[1] + dy, cell[2] + dx, cell[3] + dy)
                    for cell in row.cells
                )
                for row in table.rows
            )
        )


def take_tables(grids: Sequence[Grid], runs: Sequence[Run]) -> tuple[tuple[RuledTable, ...], list[Run]]:
    """Give the real tables among the grids, and the runs that stand in none of them.

    A frame around text, a ruled heading or a grid with text in one row or column only is no table.
    """
    tables: list[RuledTable] = []
    if not grids:
        return (), list(runs)
    rest = list(runs)
    known = Counter(run.text.casefold() for run in runs)
    for grid in grids:
        boxes = [box for row in grid.rows for box in row if box]
        x0, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        x1, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
        cells: dict[Box, list[Run]] = {box: [] for box in boxes}
        outside: list[Run] = []
        for run in rest:
            # Most runs stand above or below.
            is_near = top <= run.baseline < bottom + run.size
            cell = _cell_of(run, grid) if is_near and _is_inside(run, (x0, top, x1, bottom)) else None
            (outside if cell is None else cells[cell]).append(run)
        rows = [
            [None if box is None else _cell_text(cells[box], box, known) for box in row] for row in grid.rows
        ]
        if _is_table(rows):
            kept, columns = _without_gaps(rows, grid)
            tables.append(RuledTable(kept, x0, top, x1, bottom, columns))
            rest = outside
    return tuple(sorted(tables, key=lambda table: table.top)), rest


def _is_inside(run: Run, box: Box) -> bool:
    """Say whether a run's middle lies in a box; text turned aside lies in none."""
    if run.angle:
        return False
    x, y = (run.start + run.end) / 2, run.baseline - run.size * 0.3
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _cell_of(run: Run, grid: Grid) -> Box | None:
    """Find the cell that a run stands in."""
    x, y = (run.start + run.end) / 2, run.baseline - run.size * 0.3
    for row in grid.rows:
        for box in row:
            if box and box[1] <= y < box[3] and box[0] <= x < box[2]:
                return box
    return None


def _cell_text(runs: Sequence[Run], box: Box, known: Counter[str]) -> str:
    """Give a cell's lines below each other, and a word that its column cut in one again."""
    if not runs:
        return ""
    first, *rest = lines_of(runs)
    text = first.text
    for above, line in pairwise([first, *rest]):
        text += line.text if _cuts_word(above, line, box, known) else "\n" + line.text
    return text


def _cuts_word(above: Line, line: Line, box: Box, known: Counter[str]) -> bool:
    """Say whether a line ends inside a word that is wider than its column, as word processors cut it.

    The line is one word, no letter more had room, and what is left is short, and no word of its own. A column
    just as wide as its longest word, as browsers make it, leaves no room at all and cuts nothing.
    """
    goes_on = above.text[-1].isalpha() and line.text[0].islower()
    if not goes_on and not (_CUT_DATE.search(above.text) and _DIGITS.fullmatch(line.text)):
        return False
    parts = above.text.casefold(), line.first_word.text.casefold()
    if len(above.words) > 1 or any(known[part] > 1 for part in parts) or abs(above.x0 - line.x0) > _DRIFT:
        return False
    if len(parts[1]) > len(parts[0]) / 2 or _SMALL_WORD.fullmatch(parts[1]):
        return False
    room = box[2] - (above.x0 - box[0]) - above.x1
    return _EXACT < room < (above.x1 - above.x0) / len(above.text)


def _is_table(rows: list[list[str | None]]) -> bool:
    """Say whether two rows and two columns at least hold text."""
    return sum(any(row) for row in rows) >= 2 and sum(any(column) for column in zip(*rows, strict=True)) >= 2


def _without_gaps(
    rows: list[list[str | None]], grid: Grid
) -> tuple[tuple[tuple[str | None, ...], ...], tuple[float, ...]]:
    """Drop the empty rows and columns that are only the gap between two rulings; also give the left edges."""
    kept_rows = [
        index
        for index, row in enumerate(rows)
        if any(row) or any(box and box[3] - box[1] >= _GAP for box in grid.rows[index])
    ]
    kept_columns = [
        index
        for index, (column, boxes) in enumerate(
            zip(zip(*rows, strict=True), zip(*grid.rows, strict=True), strict=True)
        )
        if any(column) or any(box and box[2] - box[0] >= _GAP for box in boxes)
    ]
    lefts = (min(box[0] for row in grid.rows if (box := row[column]) is not None) for column in kept_columns)
    return tuple(tuple(rows[row][column] for column in kept_columns) for row in kept_rows), tuple(lefts)
