"""The ledger: a row for every file content that was ever seen, and its parsed form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb

from schemas.document import ParsedDocument, RefusedDocument, SourceFile
from schemas.terms import DocumentStatus
from tasks.resolve import meeting_group
from vocabulary.cpr import mask
from warehouse.bulk import Row, insert, select

_DOCUMENTS = (
    "document_id", "file_name", "source_path", "stored_path", "media_type", "byte_size", "page_count",
    "document_kind", "text_sha256", "text_accounted", "meeting_id", "status", "layout", "extractor",
    "parser_version", "file_modified_at", "first_seen_at", "ingested_at", "run_id",
)  # fmt: skip
Entry = Mapping[str, Any]

_PARSED = (
    "document_id", "meeting_group", "municipality", "created_at", "item_count", "reading_sha256", "minutes",
)  # fmt: skip
_WHERE_ID = "WHERE document_id IN (SELECT unnest(?::VARCHAR[]))"


def entries(connection: duckdb.DuckDBPyConnection, keys: Iterable[str]) -> dict[str, Entry]:
    """Give the entries of these documents, columns by name; what tells of a parsed form is None without."""
    names = (*_DOCUMENTS, "meeting_group", "reading_sha256")
    found = select(
        connection,
        f"SELECT {', '.join(names)} FROM documents "
        f"LEFT JOIN parsed_documents USING (document_id) {_WHERE_ID}",
        keys,
    )
    return {row[0]: dict(zip(names, row, strict=True)) for row in found}


def is_changed(document: ParsedDocument, old: Entry | None) -> bool:
    """Say whether a document is not there yet in this very reading."""
    return old is None or old["reading_sha256"] != _reading_sha256(document, _minutes_json(document))


def is_loaded(old: Entry | None) -> bool:
    """Say whether a document was ever read."""
    return old is not None and old["reading_sha256"] is not None


def group_of(document: ParsedDocument) -> str:
    """Give the key of the group that a document is decided with."""
    minutes = document.minutes
    return meeting_group(document.municipality, minutes.body, minutes.meeting_date)


def keep_parsed(
    connection: duckdb.DuckDBPyConnection,
    documents: Sequence[ParsedDocument],
    before: Mapping[str, Entry],
    stored_paths: Mapping[str, str],
    *,
    modified_at: Mapping[str, datetime],
    run_id: str,
    now: datetime,
) -> None:
    """Write the entries and the parsed forms of documents that are new or read anew."""
    rows = [
        _loaded_row(
            document,
            before.get(document.source.document_id, {}),
            stored_paths,
            modified_at[document.source.document_id],
            run_id,
            now,
        )
        for document in documents
    ]
    keys = [document.source.document_id for document in documents]
    select(connection, f"DELETE FROM parsed_documents {_WHERE_ID}", keys)
    insert(connection, "parsed_documents", _PARSED, [_parsed_row(document) for document in documents])
    _replace(connection, rows)


def keep_refused(
    connection: duckdb.DuckDBPyConnection,
    documents: Sequence[RefusedDocument],
    before: Mapping[str, Entry],
    stored_paths: Mapping[str, str],
    *,
    run_id: str,
    now: datetime,
) -> None:
    """Write the entries of documents that could not be read."""
    _replace(connection, [_refused_row(d, before, stored_paths, run_id, now) for d in documents])


def _replace(connection: duckdb.DuckDBPyConnection, rows: Sequence[Row]) -> None:
    select(connection, f"DELETE FROM documents {_WHERE_ID}", [row[0] for row in rows])
    insert(connection, "documents", _DOCUMENTS, rows)


def note_dates(connection: duckdb.DuckDBPyConnection, modified_at: Mapping[str, datetime]) -> set[str]:
    """Keep the earliest date of equal bytes; give the groups in which that may decide otherwise."""
    found = select(
        connection,
        f"SELECT document_id, file_modified_at, meeting_group FROM documents "
        f"LEFT JOIN parsed_documents USING (document_id) {_WHERE_ID}",
        modified_at,
    )
    earlier = [(key, modified_at[key], group) for key, date, group in found if modified_at[key] < date]
    for key, date, _ in earlier:  # a handful: copies of known files that are older than what was seen
        connection.execute("UPDATE documents SET file_modified_at = ? WHERE document_id = ?", [date, key])
    return {group for _, _, group in earlier if group}


def note_places(connection: duckdb.DuckDBPyConnection, stored_paths: Mapping[str, str]) -> None:
    """Keep where the originals of known documents lie now."""
    for key, place in stored_paths.items():  # a handful: those that were outside the home or have moved
        connection.execute("UPDATE documents SET stored_path = ? WHERE document_id = ?", [place, key])


def _parsed_row(document: ParsedDocument) -> Row:
    minutes = _minutes_json(document)
    return (
        document.source.document_id,
        group_of(document),
        document.municipality,
        document.created_at,
        len(document.minutes.items),
        _reading_sha256(document, minutes),
        minutes,
    )


def _minutes_json(document: ParsedDocument) -> str:
    return document.minutes.model_dump_json()


def _reading_sha256(document: ParsedDocument, minutes: str) -> str:
    """Hash all that was understood of a document, and by which version, but not where it lay."""
    beside = document.model_dump_json(exclude={"source", "minutes"})
    return hashlib.sha256(f"{beside}\n{minutes}".encode()).hexdigest()


def storable(name: str) -> str:
    """Make a file's name or path fit for a table.

    Bytes that are no UTF-8 (old archives, other systems) show as �, and a CPR number is masked as anywhere.
    """
    return mask(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _seen(source: SourceFile, old: Entry, now: datetime) -> dict[str, Any]:
    """Give the columns that tell where and when a document was first seen."""
    return {
        "file_name": old.get("file_name") or storable(source.file_name),
        "source_path": old.get("source_path") or storable(str(source.path)),
        "first_seen_at": old.get("first_seen_at") or now,
    }


def _loaded_row(
    document: ParsedDocument,
    old: Entry,
    stored_paths: Mapping[str, str],
    modified_at: datetime,
    run_id: str,
    now: datetime,
) -> Row:
    source, minutes = document.source, document.minutes
    row = _seen(source, old, now) | {
        "document_id": source.document_id,
        "stored_path": stored_paths.get(source.document_id) or old.get("stored_path"),
        "media_type": document.media_type,
        "byte_size": source.byte_size,
        "page_count": document.page_count,
        "document_kind": minutes.document_kind,
        "text_sha256": minutes.text_sha256,
        "text_accounted": minutes.text_accounted,
        "status": old.get("status") or DocumentStatus.CURRENT,  # decided with its group
        "layout": minutes.layout,
        "extractor": document.extractor,
        "parser_version": document.parser_version,
        "file_modified_at": min(modified_at, old.get("file_modified_at") or modified_at),
        "ingested_at": now,
        "run_id": run_id,
    }
    return tuple(row.get(name) for name in _DOCUMENTS)


def _refused_row(
    document: RefusedDocument,
    before: Mapping[str, Entry],
    stored_paths: Mapping[str, str],
    run_id: str,
    now: datetime,
) -> Row:
    source = document.source
    old = before.get(source.document_id, {})
    row = _seen(source, old, now) | {
        "document_id": source.document_id,
        "stored_path": stored_paths.get(source.document_id) or old.get("stored_path"),
        "media_type": document.media_type,
        "byte_size": source.byte_size,
        "status": DocumentStatus.QUARANTINED,
        "file_modified_at": min(source.modified_at, old.get("file_modified_at") or source.modified_at),
        "ingested_at": old.get("ingested_at") or now,
        "run_id": old.get("run_id") or run_id,
    }
    return tuple(row.get(name) for name in _DOCUMENTS)
