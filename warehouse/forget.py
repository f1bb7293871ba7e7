"""Erase documents from the rows: what each of them left, and a mark so that it is not loaded again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath

import duckdb

from schemas.errors import UsageError
from schemas.minutes import Model
from schemas.terms import DocumentStatus
from warehouse.bulk import insert, select
from warehouse.ledger import storable
from warehouse.meetings import rebuild_groups

_ID = re.compile(r"[0-9a-f]{8,64}")
_BODY_AND_DATE = re.compile(
    r"(?P<body>.+) (?:(?P<iso>\d{4}-\d\d-\d\d)|(?P<day>\d\d)-(?P<month>\d\d)-(?P<year>\d{4}))"
)

_DOCUMENTS = """
SELECT d.document_id, d.file_name, d.stored_path, d.status, d.text_sha256, d.meeting_id,
    m.document_id IS NOT NULL AND m.document_id = d.document_id
FROM documents d LEFT JOIN meetings m USING (meeting_id)
"""

_THESE = "WHERE document_id IN (SELECT unnest(?::VARCHAR[]))"

# Rows that a document has of its own; those of its meeting are made anew without it.
_OWN_ROWS = ("findings", "quarantine", "parsed_documents", "documents")


class ErasableDocument(Model):
    """A document that can be erased; `is_main` where a meeting's own rows are read from it."""

    document_id: str
    file_name: str
    stored_path: str | None
    status: DocumentStatus
    text_sha256: str | None
    meeting_id: str | None
    is_main: bool


def find_erasable(connection: duckdb.DuckDBPyConnection, name: str) -> list[ErasableDocument]:
    """Give the documents that go by a name: a meeting's, or one document and what says the same.

    A name is a meeting_id, `body date`, a document_id or its beginning, a file name or a stored path. With a
    meeting's main document go the versions it replaced and the copies of its text: one of them would take
    its place.
    Raises `UsageError` for a name that nothing goes by, or more than one thing.
    """
    if meeting := _meeting(connection, name):
        return _select(connection, "WHERE d.meeting_id = ?", [meeting])
    found = _one_document(connection, name)
    with_it = _select(
        connection, "WHERE d.meeting_id = ? AND d.document_id <> ?", [found.meeting_id, found.document_id]
    )
    replaced = (DocumentStatus.SUPERSEDED, DocumentStatus.DUPLICATE)
    return [
        found,
        *(
            other
            for other in with_it
            if other.text_sha256 == found.text_sha256 or (found.is_main and other.status in replaced)
        ),
    ]


def erase_documents(
    connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str], *, reason: str, now: datetime
) -> None:
    """Delete all that the rows hold of these documents and mark their hashes, in the caller's transaction."""
    groups = select(
        connection,
        f"SELECT DISTINCT meeting_group FROM parsed_documents {_THESE}",
        document_ids,
    )
    for table in _OWN_ROWS:
        select(
            connection,
            f"DELETE FROM {table} WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
            document_ids,
        )
    rebuild_groups(connection, [group for (group,) in groups])
    insert(
        connection,
        "forgotten",
        ("document_id", "reason", "forgotten_at"),
        [(key, storable(reason), now) for key in document_ids],
    )


def forgotten(connection: duckdb.DuckDBPyConnection, document_ids: Iterable[str]) -> dict[str, date]:
    """Give those of these documents that were erased, and when."""
    found = select(
        connection,
        f"SELECT document_id, CAST(forgotten_at AS DATE) FROM forgotten {_THESE}",
        document_ids,
    )
    return dict(found)


def is_unpurged(connection: duckdb.DuckDBPyConnection) -> bool:
    """Say whether the file may still hold the words of erased documents in blocks that no table uses."""
    return bool(connection.execute("SELECT count(*) FROM forgotten WHERE purged_at IS NULL").fetchall()[0][0])


def note_purged(connection: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Take note that a file was written anew without the words of erased documents."""
    connection.execute("UPDATE forgotten SET purged_at = ? WHERE purged_at IS NULL", [now])


def _select(
    connection: duckdb.DuckDBPyConnection, where: str, values: list[str | None]
) -> list[ErasableDocument]:
    rows = connection.execute(f"{_DOCUMENTS} {where} ORDER BY d.document_id", values).fetchall()
    return [ErasableDocument(**dict(zip(ErasableDocument.model_fields, row, strict=True))) for row in rows]


def _meeting(connection: duckdb.DuckDBPyConnection, name: str) -> str | None:
    where, values = "meeting_id = ?", [name]
    if match := _BODY_AND_DATE.fullmatch(name):
        day = match["iso"] or f"{match['year']}-{match['month']}-{match['day']}"
        where, values = "lower(body) = lower(?) AND CAST(meeting_date AS VARCHAR) = ?", [match["body"], day]
    found = connection.execute(f"SELECT meeting_id FROM meetings WHERE {where} ORDER BY 1", values).fetchall()
    if len(found) > 1:
        raise UsageError(f"{name} is more than one meeting: name one of {', '.join(row[0] for row in found)}")
    return found[0][0] if found else None


def _one_document(connection: duckdb.DuckDBPyConnection, name: str) -> ErasableDocument:
    base = PurePosixPath(name).name
    found = _select(
        connection,
        "WHERE d.stored_path = ? OR d.file_name = ? OR parse_filename(d.stored_path) = ?",
        [name, base, base],
    )
    if not found and _ID.fullmatch(name):
        found = _select(connection, "WHERE starts_with(d.document_id, ?)", [name])
    if not found:
        raise UsageError(
            f"there is no document or meeting {name}: "
            "name it by file name, document_id, meeting_id or `body date`"
        )
    if len(found) > 1:
        ids = ", ".join(document.document_id[:16] for document in found)
        raise UsageError(f"{name} is more than one document: name one of {ids}")
    return found[0]
