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

_NOT_SHOWN = (
    "warehouse_state", "parsed_documents", "search_forms", "search_items", "search_texts", "search_words",
    "forgotten",
)  # fmt: skip
"""Tables that no page reads; the runs have a mark of their own, for each night adds one."""


class Reading:
    """The published warehouse, as the pages read it: one connection, not for two threads."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._is_prepared = False
        self._kept: dict[str, list[Row]] = {}
        connection.execute("SET enable_progress_bar = false")

    def erasures(self) -> str:
        """Give a mark of what was erased so far, cheaper than the others; none where nothing was."""
        found = self._connection.execute("SELECT count(*), max(forgotten_at) FROM forgotten").fetchall()
        return repr(found[0]) if found[0][0] else ""

    def inputs(self) -> tuple[str, str]:
        """Give a mark of all rows and views that pages are made from, and one of the runs."""
        named = self._connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT temporary AND NOT internal ORDER BY table_name"
        ).fetchall()
        runs = "ingest_runs"
        shown = [name for (name,) in named if name not in (*_NOT_SHOWN, runs)]
        views = self._connection.execute("SELECT sum(hash(sql)) FROM duckdb_views() WHERE NOT internal")
        rows = [*views.fetchall(), *(self._mark_of(name) for name in shown)]
        return repr(rows), repr(self._mark_of(runs))

    def _mark_of(self, table: str) -> tuple[object, ...]:
        query = f"SELECT '{table}', count(*), sum(hash(t)) FROM \"{table}\" t"
        return self._connection.execute(query).fetchall()[0]

    def _prepare(self) -> None:
        """Work out what several pages ask for; it lies in temporary tables of this connection."""
        for name in _PREPARED:
            self._connection.execute(_query(name))
        self._is_prepared = True

    def rows(self, name: str, **values: object) -> list[Row]:
        """Give the rows of `warehouse/pages/<name>.sql` with these values."""
        if not self._is_prepared:
            self._prepare()
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
