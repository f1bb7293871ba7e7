"""Tables that level rulings alone part into rows: their columns are where every row's words begin or end.

Only what is certain is a table; anything else stays text, for a wrong table is worse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from schemas.page import Line, Word
from tasks.read.lines import Run, lines_of
from tasks.read.tables import Grid

# So many rulings, of a head and two rows, make a table; two lines around a heading do not.
_FEWEST = 4
# A ruling as long as this (points) can carry columns; a shorter one underlines a word.
_SHORTEST = 120.0
# No row of a table is as high as this (points).
_HIGHEST = 90.0
# Rulings and words this near (points) stand at the same place.
_NEAR = 2.0
# A blank as wide as this (font sizes) parts two columns.
_COLUMN_GAP = 1.8

Groups = list[tuple[float, float]]


class _Level(NamedTuple):
    x0: float
    x1: float
    y: float


def level_grids(edges: Iterable[dict[str, Any]], runs: Sequence[Run]) -> list[Grid]:
    """Find grids between level edges of one length: pdfplumber's dictionaries, in page coordinates."""
    levels = _levels(edges)
    if len(levels) < _FEWEST:
        return []
    places = sorted(levels, key=lambda level: (round(level.x0), round(level.x1), level.y))
    stacks = (list(stack) for _, stack in groupby(places, lambda level: (round(level.x0), round(level.x1))))
    grids = (_grid(part, runs) for stack in stacks for part in _parts(stack))
    return [grid for grid in grids if grid]


def _levels(edges: Iterable[dict[str, Any]]) -> list[_Level]:
    """Join edges that touch end to end, and edges that lie on each other."""
    flat = [(edge["top"], edge["x0"], edge["x1"]) for edge in edges if edge["orientation"] == "h"]
    rows: list[list[tuple[float, float, float]]] = []
    for edge in sorted(flat):
        if not rows or edge[0] - rows[-1][0][0] > _NEAR:
            rows.append([])
        rows[-1].append(edge)
    found: list[_Level] = []
    for row in rows:
        joined: list[_Level] = []
        for _, x0, x1 in sorted(row, key=lambda edge: edge[1:]):
            if joined and x0 <= joined[-1].x1 + _NEAR:
                joined[-1] = joined[-1]._replace(x1=max(joined[-1].x1, x1))
            else:
                joined.append(_Level(x0, x1, row[0][0]))
        found += [level for level in joined if level.x1 - level.x0 >= _SHORTEST]
    return found


def _parts(stack: list[_Level]) -> Iterable[list[_Level]]:
    part = stack[:1]
    for above, level in pairwise(stack):
        if level.y - above.y > _HIGHEST:
            yield part
            part = []
        part.append(level)
    yield part


def _grid(levels: list[_Level], runs: Sequence[Run]) -> Grid | None:
    """Make a grid of a stack of rulings, where all rows have text in the same columns."""
    if len(levels) < _FEWEST:
        return None
    x0, x1 = levels[0].x0, max(level.x1 for level in levels)
    rows = [_lines_between(above, below, runs) for above, below in pairwise(levels)]
    if any(not lines for lines in rows) or _goes_on_outside(levels, runs):
        return None
    firsts = [_groups(lines[0]) for lines in rows]
    count = len(firsts[0])
    if count < 2 or any(len(first) != count for first in firsts):
        return None
    columns = list(zip(*firsts, strict=True))
    if not all(map(_is_flush, columns)) or not _is_near([group[0] for group in columns[0]]):
        return None
    lefts = [min(group[0] for group in column) for column in columns]
    for lines in rows:
        for line in lines[1:]:
            wrapped = _groups(line)
            at = [i for i, left in enumerate(lefts) for group in wrapped if abs(group[0] - left) <= _NEAR]
            if len(wrapped) >= count or len(at) < len(wrapped):
                return None
    rights = [max(group[1] for group in column) for column in columns]
    if any(right >= left for right, left in zip(rights, lefts[1:], strict=False)):
        return None
    cuts = [x0, *((right + left) / 2 for right, left in zip(rights, lefts[1:], strict=False)), x1]
    return Grid(
        tuple(
            tuple((left, above.y, right, below.y) for left, right in pairwise(cuts))
            for above, below in pairwise(levels)
        )
    )


def _goes_on_outside(levels: list[_Level], runs: Sequence[Run]) -> bool:
    """Say whether text in columns stands right above or below: a row of the table that no ruling closes."""
    first, last = levels[0], levels[-1]
    above = _lines_between(first._replace(y=first.y - (levels[1].y - first.y)), first, runs)
    below = _lines_between(last, last._replace(y=last.y + (last.y - levels[-2].y)), runs)
    return any(len(_groups(line)) > 1 for line in (*above, *below))


def _lines_between(above: _Level, below: _Level, runs: Sequence[Run]) -> Sequence[Line]:
    inside = [
        run
        for run in runs
        if not run.angle
        and above.y <= run.baseline - run.size * 0.3 < below.y
        and above.x0 - _NEAR <= run.start
        and run.end <= above.x1 + _NEAR
    ]
    return lines_of(inside) if inside else ()


def _groups(line: Line) -> Groups:
    """Give where the groups of words begin and end that wide blanks part."""
    groups: list[list[Word]] = [[line.words[0]]]
    for left, right in pairwise(line.words):
        if right.x0 - left.x1 > _COLUMN_GAP * line.size:
            groups.append([])
        groups[-1].append(right)
    return [(group[0].x0, group[-1].x1) for group in groups]


def _is_flush(column: Sequence[tuple[float, float]]) -> bool:
    """Say whether all cells of a column begin at one place, or all end at one."""
    return _is_near([group[0] for group in column]) or _is_near([group[1] for group in column])


def _is_near(places: Sequence[float]) -> bool:
    return max(places) - min(places) <= _NEAR
