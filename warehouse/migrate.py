"""Bring a warehouse to the shape that this version of the program writes."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable

import duckdb

from schemas.errors import WarehouseTooNew
from warehouse.bulk import transaction
from warehouse.describe import describe
from warehouse.dictionary import sources

_LEDGER = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    version INTEGER PRIMARY KEY, name VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL);
"""


def migrate(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Apply the migrations that a warehouse has not had, each in a transaction, then make its views.

    Gives the names of those applied. Raises `WarehouseTooNew` for a warehouse that a later version wrote.
    """
    connection.execute(_LEDGER)
    found = connection.execute("SELECT coalesce(max(version), 0) FROM schema_migrations").fetchall()[0][0]
    known = {_version(file): file for file in _sql_files("migrations")}
    if found > max(known):
        raise WarehouseTooNew(
            f"the warehouse has schema version {found}, this program knows {max(known)}: "
            "update referat, or use another home"
        )
    pending = [version for version in sorted(known) if version > found]
    for version in pending:
        _apply(connection, version, known[version])
    make_views(connection)
    return [known[version].name for version in pending]


def newest_version() -> int:
    """Give the number of the newest migration that this program knows."""
    return max(map(_version, _sql_files("migrations")))


def make_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all views and macros anew, and say what everything means, where a file has changed.

    A view that was made before its table changed fails in DuckDB 1.2: `migrate` always makes them after.
    """
    texts = [
        file.read_text(encoding="utf-8") for folder in ("views", "macros") for file in _sql_files(folder)
    ]
    digest = hashlib.sha256("\n".join([*texts, *sources()]).encode()).hexdigest()
    if connection.execute("SELECT views_sha256 FROM warehouse_state").fetchall() == [(digest,)]:
        return
    with transaction(connection):
        for text in texts:
            connection.execute(text)
        describe(connection)
        connection.execute("UPDATE warehouse_state SET views_sha256 = ?, changes = changes + 1", [digest])


def _apply(connection: duckdb.DuckDBPyConnection, version: int, file: Traversable) -> None:
    with transaction(connection):
        connection.execute(file.read_text(encoding="utf-8"))
        connection.execute("UPDATE warehouse_state SET views_sha256 = NULL")
        connection.execute(
            "INSERT INTO schema_migrations VALUES (?, ?, ?)",
            [version, file.name, datetime.now(UTC).replace(tzinfo=None)],
        )


def _version(file: Traversable) -> int:
    return int(file.name.split("_", 1)[0])


def _sql_files(folder: str) -> list[Traversable]:
    entries = files("warehouse").joinpath(folder).iterdir()
    # `about` asks the other views, so it comes after them.
    return sorted(
        (e for e in entries if e.name.endswith(".sql")), key=lambda e: (e.name == "about.sql", e.name)
    )
