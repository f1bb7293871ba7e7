"""What the doctor asks of the rows: do they follow from the kept documents, and do readers see them."""

from __future__ import annotations

from typing import NamedTuple

import duckdb

from warehouse.publish import counts

# Each query gives how many rows break a law that every load keeps, and what that means.
_LAWS = {
    "documents without their parsed form": "SELECT count(*) FROM documents "
    "WHERE status <> 'quarantined' AND document_id NOT IN (SELECT document_id FROM parsed_documents)",
    "parsed forms without their document": "SELECT count(*) FROM parsed_documents "
    "WHERE document_id NOT IN (SELECT document_id FROM documents)",
    "documents whose meeting is not there": "SELECT count(*) FROM documents "
    "WHERE meeting_id IS NOT NULL AND meeting_id NOT IN (SELECT meeting_id FROM meetings)",
    "meetings whose document is not there": "SELECT count(*) FROM meetings "
    "WHERE document_id NOT IN (SELECT document_id FROM parsed_documents)",
    "meetings whose items are not those that their documents print": """
        SELECT count(*) FROM (
            SELECT d.document_id, any_value(p.item_count) AS printed, count(i.item_id) AS kept
            FROM documents d JOIN parsed_documents p USING (document_id)
            LEFT JOIN agenda_items i ON i.document_id = d.document_id
            WHERE d.status = 'current' GROUP BY d.document_id
        ) WHERE printed <> kept""",
    "items without their meeting": "SELECT count(*) FROM agenda_items "
    "WHERE meeting_id NOT IN (SELECT meeting_id FROM meetings)",
    "sections without their item": "SELECT count(*) FROM sections "
    "WHERE item_id NOT IN (SELECT item_id FROM agenda_items)",
    "decisions without their item": "SELECT count(*) FROM decisions "
    "WHERE item_id NOT IN (SELECT item_id FROM agenda_items)",
    "items whose text is not in contents": "SELECT count(*) FROM agenda_items "
    "WHERE content_id IS NOT NULL AND content_id NOT IN (SELECT content_id FROM contents)",
    "contents that no item says": "SELECT count(*) FROM contents WHERE content_id NOT IN "
    "(SELECT content_id FROM agenda_items WHERE content_id IS NOT NULL)",
}


class StoredFile(NamedTuple):
    """Where the ledger says that an original lies; `status` is the document's."""

    document_id: str
    stored_path: str
    byte_size: int
    status: str


def broken_laws(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Count what the rows have that no load leaves; nothing for a sound warehouse."""
    found = {law: connection.execute(query).fetchall()[0][0] for law, query in _LAWS.items()}
    return {law: count for law, count in found.items() if count}


def stored_files(connection: duckdb.DuckDBPyConnection) -> list[StoredFile]:
    """Give where the originals lie, by path."""
    rows = connection.execute(
        "SELECT document_id, stored_path, byte_size, status FROM documents "
        "WHERE stored_path IS NOT NULL ORDER BY stored_path"
    ).fetchall()
    return [StoredFile(*row) for row in rows]


def is_unpublished(connection: duckdb.DuckDBPyConnection) -> bool:
    """Say whether rows changed since readers got a file."""
    return bool(
        connection.execute("SELECT changes <> published_changes FROM warehouse_state").fetchall()[0][0]
    )


def differing_tables(
    private: duckdb.DuckDBPyConnection, published: duckdb.DuckDBPyConnection
) -> dict[str, tuple[int, int]]:
    """Give the tables of which readers see another number of rows: table → (private, published)."""
    ours, theirs = counts(private), counts(published)
    differing = {table: (ours.get(table, 0), theirs.get(table, 0)) for table in ours.keys() | theirs.keys()}
    # A run that published nothing is in the private file alone.
    return {table: both for table, both in differing.items() if both[0] != both[1] and table != "ingest_runs"}


def schema_version(connection: duckdb.DuckDBPyConnection) -> int:
    """Give the number of the last migration that the file has had."""
    version: int = connection.execute("SELECT max(version) FROM schema_migrations").fetchall()[0][0]
    return version


def scans_that_wait(connection: duckdb.DuckDBPyConnection, code: str) -> int:
    """Count the open refusals with this code."""
    found = connection.execute(
        "SELECT count(*) FROM quarantine WHERE closed_at IS NULL AND error_code = ?", [code]
    )
    count: int = found.fetchall()[0][0]
    return count
