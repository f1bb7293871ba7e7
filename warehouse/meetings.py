"""The rows of meetings, made anew from the kept documents whenever one of them changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb

from schemas.minutes import Minutes
from schemas.terms import DocumentStatus
from tasks.resolve import KeptDocument, Resolution, resolve
from warehouse import rows
from warehouse.bulk import Row, insert, select
from warehouse.contents import OldContents, old_contents
from warehouse.corrections import correction_rows
from warehouse.derive import derive, derive_all

# Parsed forms that are held in memory at a time when all is made anew.
_GROUPS_AT_ONCE = 500

_WHERE_GROUP = "WHERE meeting_group IN (SELECT unnest(?::VARCHAR[]))"


def rebuild_groups(
    connection: duckdb.DuckDBPyConnection,
    groups: Iterable[str],
    *,
    fresh: Mapping[str, Minutes] | None = None,
) -> int:
    """Make all rows of these groups anew from the kept documents, and what is derived from them.

    `fresh` spares reading the JSON of documents that are at hand. Gives how many documents a later one
    replaced that nothing had replaced before.
    """
    touched = sorted(groups)
    if not touched:
        return 0
    old = _old_keys(connection, touched)
    superseded = _rebuild_rows(connection, touched, fresh or {})
    derive(connection, touched, old_contents=old.contents, old_titles=old.titles, old_bodies=old.bodies)
    return superseded


def rebuild_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the rows of every meeting anew, some at a time, and all that is derived from them."""
    _delete_orphans(connection)
    found = connection.execute(
        "SELECT meeting_group FROM parsed_documents UNION SELECT meeting_group FROM meetings ORDER BY 1"
    ).fetchall()
    groups = [group for (group,) in found]
    for start in range(0, len(groups), _GROUPS_AT_ONCE):
        _rebuild_rows(connection, groups[start : start + _GROUPS_AT_ONCE], {})
    derive_all(connection)


def _rebuild_rows(
    connection: duckdb.DuckDBPyConnection, groups: list[str], fresh: Mapping[str, Minutes]
) -> int:
    """Make the rows of these groups anew, without what is derived; give how many documents were replaced."""
    documents, statuses = _kept_documents(connection, groups, fresh)
    resolutions = {group: resolve(documents[group]) for group in groups if group in documents}
    _delete_rows(connection, groups, [d.document_id for kept in documents.values() for d in kept])
    _insert_rows(connection, resolutions, documents)
    _set_statuses(connection, resolutions)
    return sum(
        status is DocumentStatus.SUPERSEDED and statuses[key] != status
        for resolution in resolutions.values()
        for key, (status, _) in resolution.documents.items()
    )


@dataclass
class _OldKeys:
    contents: OldContents
    titles: list[str]
    bodies: list[tuple[str | None, str]]


def _old_keys(connection: duckdb.DuckDBPyConnection, groups: list[str]) -> _OldKeys:
    """Give the contents, the titles and the bodies of the rows to be deleted."""
    titles = select(
        connection,
        f"SELECT DISTINCT i.title FROM agenda_items i JOIN meetings USING (meeting_id) {_WHERE_GROUP} "
        "AND i.title IS NOT NULL",
        groups,
    )
    bodies = select(connection, f"SELECT DISTINCT municipality, body FROM meetings {_WHERE_GROUP}", groups)
    contents = old_contents(connection, groups)
    return _OldKeys(contents, [row[0] for row in titles], [(row[0], row[1]) for row in bodies])


def _kept_documents(
    connection: duckdb.DuckDBPyConnection, groups: list[str], fresh: Mapping[str, Minutes]
) -> tuple[dict[str, list[KeptDocument]], dict[str, str]]:
    """Give the documents of each group, and the status that each of them has had."""
    found = select(
        connection,
        "SELECT meeting_group, document_id, p.municipality, p.created_at, d.file_modified_at, d.page_count, "
        f"d.status FROM parsed_documents p JOIN documents d USING (document_id) {_WHERE_GROUP} "
        "ORDER BY document_id",
        groups,
    )
    at_hand = {**_minutes(connection, [row[1] for row in found if row[1] not in fresh]), **fresh}
    documents: dict[str, list[KeptDocument]] = {}
    statuses = {}
    for group, key, municipality, created_at, modified_at, page_count, status in found:
        documents.setdefault(group, []).append(
            KeptDocument(key, municipality, created_at, modified_at, page_count is not None, at_hand[key])
        )
        statuses[key] = status
    return documents, statuses


def _minutes(connection: duckdb.DuckDBPyConnection, document_ids: list[str]) -> dict[str, Minutes]:
    """Read parsed forms back; asks nothing for no documents, for the column is the largest there is."""
    if not document_ids:
        return {}
    found = select(
        connection,
        "SELECT document_id, minutes FROM parsed_documents "
        "WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
        document_ids,
    )
    return {key: Minutes.model_validate_json(minutes) for key, minutes in found}


def _delete_rows(connection: duckdb.DuckDBPyConnection, groups: list[str], document_ids: list[str]) -> None:
    select(
        connection, "DELETE FROM findings WHERE document_id IN (SELECT unnest(?::VARCHAR[]))", document_ids
    )
    meetings = [
        row[0] for row in select(connection, f"SELECT meeting_id FROM meetings {_WHERE_GROUP}", groups)
    ]
    if not meetings:
        return
    of_meeting = "WHERE meeting_id IN (SELECT unnest(?::VARCHAR[]))"
    items = [row[0] for row in select(connection, f"SELECT item_id FROM agenda_items {of_meeting}", meetings)]
    for table in rows.ITEM_TABLES:
        select(connection, f"DELETE FROM {table} WHERE item_id IN (SELECT unnest(?::VARCHAR[]))", items)
    for table in ("attendance", "field_changes", "standing_absences", "agenda_items", "meetings"):
        select(connection, f"DELETE FROM {table} {of_meeting}", meetings)


def _delete_orphans(connection: duckdb.DuckDBPyConnection) -> None:
    """Delete rows that belong to nothing: no load leaves any, a damaged file may."""
    for table in ("attendance", "field_changes", "standing_absences", "agenda_items"):
        connection.execute(f"DELETE FROM {table} WHERE meeting_id NOT IN (SELECT meeting_id FROM meetings)")
    for table in rows.ITEM_TABLES:
        connection.execute(f"DELETE FROM {table} WHERE item_id NOT IN (SELECT item_id FROM agenda_items)")


def _insert_rows(
    connection: duckdb.DuckDBPyConnection,
    resolutions: Mapping[str, Resolution],
    documents: Mapping[str, list[KeptDocument]],
) -> None:
    tables: rows.Rows = {table: [] for table in rows.COLUMNS}
    changes: list[Row] = []
    for group, resolution in resolutions.items():
        items: dict[tuple[str, int], str] = {}
        for meeting in resolution.meetings:
            for table, made in rows.meeting_rows(meeting, group).items():
                tables[table].extend(made)
            changes.extend(correction_rows(meeting))
            items |= {(item.document_id, item.item.position): item.item_id for item in meeting.items}
        for document in documents[group]:
            tables["findings"].extend(rows.finding_rows(document, items))
    for table, made in tables.items():
        insert(connection, table, rows.COLUMNS[table], made)
    insert(
        connection,
        "field_changes",
        (
            "meeting_id", "position", "item_id", "field", "old_value", "new_value", "old_document_id",
            "new_document_id",
        ),
        changes,
    )  # fmt: skip


def _set_statuses(connection: duckdb.DuckDBPyConnection, resolutions: Mapping[str, Resolution]) -> None:
    decided = [
        (key, status.value, meeting)
        for resolution in resolutions.values()
        for key, (status, meeting) in resolution.documents.items()
    ]
    keys, statuses, meetings = (
        (list(column) for column in zip(*decided, strict=True)) if decided else ([],) * 3
    )
    connection.execute(
        "UPDATE documents SET status = new.status, meeting_id = new.meeting_id FROM ("
        "SELECT unnest(?::VARCHAR[]) AS document_id, unnest(?::VARCHAR[]) AS status, "
        "unnest(?::VARCHAR[]) AS meeting_id) AS new WHERE documents.document_id = new.document_id",
        [keys, statuses, meetings],
    )
