"""Rulings: the straight edges on a page, and the grids that they make.

pdfplumber's table finder needs of a page no more than its edges, so that a reader which gives the same
edges gets the same cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, cast

from tasks.read.tables import Grid

# A table of two rows and two columns has three rulings each way; fewer make none.
_FEWEST = 3
# Shorter edges are no rulings: the setting `edge_min_length_prefilter` of the table finder.
_SHORTEST = 1.0
# Above this many edges a page is a drawing or a map, and the search would take minutes.
MOST_EDGES = 6000

Point = tuple[float, float]


class Edges(NamedTuple):
    """What `pdfplumber.table.TableFinder` reads of a page; edges as pdfplumber's dictionaries."""

    edges: list[dict[str, Any]]
    bbox: tuple[float, float, float, float]


def edges_of(points: Sequence[Point]) -> Iterable[dict[str, Any]]:
    """Give the upright and level edges of a path through points in page coordinates."""
    for (x, y), (next_x, next_y) in pairwise(points):
        is_level = y == next_y
        if not is_level and x != next_x:
            continue
        if max(abs(next_x - x), abs(next_y - y)) < _SHORTEST:
            continue
        yield {
            "object_type": "curve_edge",
            "x0": min(x, next_x),
            "x1": max(x, next_x),
            "top": min(y, next_y),
            "bottom": max(y, next_y),
            "width": abs(next_x - x),
            "height": abs(next_y - y),
            "orientation": "h" if is_level else "v",
        }


def grids_of(edges: list[dict[str, Any]], width: float, height: float) -> list[Grid]:
    """Find the grids that edges make, on a page of this size in points."""
    levels = {round(edge["top"]) for edge in edges if edge["orientation"] == "h"}
    uprights = {round(edge["x0"]) for edge in edges if edge["orientation"] == "v"}
    if len(levels) < _FEWEST or len(uprights) < _FEWEST:
        return []
    from pdfplumber.table import TableFinder

    found = TableFinder(cast("Any", Edges(edges, (0, 0, width, height))))
    return [Grid.from_plumber(table, 0, 0) for table in found.tables]
