"""The rows of files that could not be read: opened, closed, and who closed them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

import duckdb

from schemas.document import ParsedDocument, RefusedDocument
from tasks.parse import PARSER_VERSION
from vocabulary.retry import next_attempt
from warehouse.bulk import insert, select
from warehouse.ledger import storable

_COLUMNS = (
    "quarantine_id", "document_id", "file_name", "source_path", "stage", "error_code", "message",
    "quarantined_at", "run_id", "relative_path", "page", "remedy", "attempts", "next_attempt_at",
    "parser_version",
)  # fmt: skip

_LEFT_CLOSED = ("dismissed", "replaced")
"""A file that a person gave up, or that another took the place of, is not news when it is met again."""


def quarantine_id(refused: RefusedDocument) -> str:
    """Make the id of a file's row from its bytes, from its path where they could not be read."""
    key = refused.source.document_id or f"path\n{refused.source.path}"
    return hashlib.sha256(key.encode(errors="surrogateescape")).hexdigest()[:16]


def open_rows(
    connection: duckdb.DuckDBPyConnection, refused: Sequence[RefusedDocument], *, run_id: str, now: datetime
) -> set[str]:
    """Open one row for each refused file; give the ids of those that are new, changed or open again.

    A file that is refused as before has been tried once more.
    """
    found = select(
        connection,
        "SELECT quarantine_id, error_code, message, page, closed_by, coalesce(attempts, 1) FROM quarantine "
        "WHERE quarantine_id IN (SELECT unnest(?::VARCHAR[]))",
        [quarantine_id(document) for document in refused],
    )
    before = {row[0]: row[1:5] for row in found}
    attempts = {row[0]: row[5] for row in found}
    rows = {}
    for document in refused:
        key, source = quarantine_id(document), document.source
        seen = (document.error_code, document.message, document.page)
        if key in before and before[key][3] in _LEFT_CLOSED:
            continue
        if before.get(key) == (*seen, None):
            _tried_again(connection, key, document.error_code, attempts[key] + 1, now)
            continue
        rows[key] = (
            key, source.document_id, storable(source.file_name), storable(str(source.path)), document.stage,
            document.error_code, document.message, now, run_id, storable(source.relative_path), document.page,
            document.remedy, 1, next_attempt(document.error_code, 1, now), PARSER_VERSION,
        )  # fmt: skip
    select(connection, "DELETE FROM quarantine WHERE quarantine_id IN (SELECT unnest(?::VARCHAR[]))", rows)
    insert(connection, "quarantine", _COLUMNS, list(rows.values()))
    return set(rows)


def _tried_again(
    connection: duckdb.DuckDBPyConnection, key: str, error_code: str, attempts: int, now: datetime
) -> None:
    connection.execute(
        "UPDATE quarantine SET attempts = ?, next_attempt_at = ?, parser_version = ? WHERE quarantine_id = ?",
        [attempts, next_attempt(error_code, attempts, now), PARSER_VERSION, key],
    )


def close_loaded(
    connection: duckdb.DuckDBPyConnection, loaded: Sequence[ParsedDocument], *, now: datetime
) -> None:
    """Close the rows of files whose bytes have loaded, and of those whose path a loaded file has."""
    for column, keys, reason in (
        ("document_id", [d.source.document_id for d in loaded], "loaded"),
        ("relative_path", [storable(d.source.relative_path) for d in loaded], "replaced"),
    ):
        connection.execute(
            f"UPDATE quarantine SET closed_at = ?, closed_by = ? "
            f"WHERE closed_at IS NULL AND {column} IN (SELECT unnest(?::VARCHAR[]))",
            [now, reason, keys],
        )


def close_rows(
    connection: duckdb.DuckDBPyConnection, quarantine_ids: Iterable[str], *, by: str, now: datetime
) -> None:
    """Close open rows on a person's word, `by` being `retry` or `dismissed`."""
    connection.execute(
        "UPDATE quarantine SET closed_at = ?, closed_by = ? "
        "WHERE closed_at IS NULL AND quarantine_id IN (SELECT unnest(?::VARCHAR[]))",
        [now, by, list(quarantine_ids)],
    )
