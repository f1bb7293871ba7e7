"""What the pages of `referat report` show, read from the published warehouse.

The queries stand in `warehouse/pages/`. A mark is a short text that changes when what a page shows changes,
so that the pages that stay as they are need not be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb

Row = dict[str, Any]
"""A row by the names of its columns; what belongs to it is lists of such rows."""

_PREPARED = ("addresses", "steps")


class Reading:
    """The published warehouse, as the pages read it: one connection, not for two threads."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Work out what several pages ask for; it lies in temporary tables of this connection."""
        self._connection = connection
        self._kept: dict[str, list[Row]] = {}
        connection.execute("SET enable_progress_bar = false")
        for name in _PREPARED:
            connection.execute(_query(name))

    def rows(self, name: str, **values: object) -> list[Row]:
        """Give the rows of `warehouse/pages/<name>.sql` with these values."""
        found = self._connection.execute(_query(name), values or None)
        names = [column[0] for column in found.description or []]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def rows_once(self, name: str) -> list[Row]:
        """Give the rows of a query that several kinds of pages share: read once, not to be changed."""
        if name not in self._kept:
            self._kept[name] = self.rows(name)
        return self._kept[name]

    def row(self, name: str, **values: object) -> Row:
        """Give the only row of a query."""
        (row,) = self.rows(name, **values)
        return row

    def meetings(self, meeting_ids: Sequence[str]) -> list[Row]:
        """Give whole meetings, each with its items, attendance, files, findings and corrections."""
        return self.rows("meetings", ids=list(meeting_ids))


@cache
def _query(name: str) -> str:
    return files("warehouse").joinpath(f"pages/{name}.sql").read_text(encoding="utf-8")
