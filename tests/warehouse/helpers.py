"""What the tests of the warehouse share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb

from schemas.document import FileResult, Outcome
from schemas.settings import Settings
from warehouse.store import Warehouse

TIMES_AND_PLACES = {
    "first_seen_at", "ingested_at", "run_id", "file_name", "source_path", "stored_path", "quarantined_at",
    "relative_path", "closed_at", "attempts", "next_attempt_at",
}  # fmt: skip
"""Columns that may differ between two ways to load the same files (invariant 3 of the contract).

How often a file was tried belongs to the runs, as times do.
"""

NOT_COMPARED = ("ingest_runs", "schema_migrations", "warehouse_state")


def load(settings: Settings, *batches: Sequence[Outcome]) -> list[FileResult]:
    """Load batches in one run; give the results of the last."""
    results: list[FileResult] = []
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.begin_run()
        for batch in batches:
            results = warehouse.load(batch, stored_paths={})
    return results


def query(settings: Settings, sql: str) -> list[Any]:
    """Query the private file, which no writer has open."""
    with duckdb.connect(str(settings.work / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def snapshot(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows of all tables that the same files must always leave."""
    rows = {}
    for (table,) in connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE NOT temporary"
    ).fetchall():
        if table not in NOT_COMPARED:
            names = _compared(connection, table)
            rows[table] = connection.execute(f"SELECT {names} FROM {table} ORDER BY ALL").fetchall()
    return rows


def snapshot_of(settings: Settings) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect(str(settings.work / "warehouse.duckdb"), read_only=True) as connection:
        return snapshot(connection)


def _compared(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    names: Iterable[tuple[str]] = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table]
    ).fetchall()
    return ", ".join(f'"{name}"' for (name,) in names if name not in TIMES_AND_PLACES)
