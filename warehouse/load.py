"""Load a batch of documents: the ledger, and the rows of every meeting that it touches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import duckdb

from schemas.document import FileResult, Outcome, ParsedDocument, RefusedDocument
from schemas.terms import DocumentStatus
from warehouse import ledger, quarantine
from warehouse.bulk import select
from warehouse.meetings import rebuild_groups


@dataclass
class Loaded:
    """What a load did: a result for each outcome in order, and how many documents it superseded."""

    results: list[FileResult]
    superseded: int
    is_changed: bool


@dataclass
class _Batch:
    """What a batch brings, each document once, and what it touches."""

    parsed: dict[str, ParsedDocument] = field(default_factory=dict)
    refused: dict[str, RefusedDocument] = field(default_factory=dict)
    modified_at: dict[str, datetime] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)
    new: set[str] = field(default_factory=set)


def load_batch(
    connection: duckdb.DuckDBPyConnection,
    outcomes: Sequence[Outcome],
    stored_paths: Mapping[str, str],
    *,
    run_id: str,
    now: datetime,
) -> Loaded:
    """Load documents and derive what follows from them, inside the caller's transaction.

    A document that is there in the same parsed form changes nothing. A refusal of one that was loaded
    before (by an earlier parser, say) leaves its rows alone.
    """
    batch = _sort(outcomes)
    before = ledger.entries(connection, batch.modified_at)
    _refuse(connection, batch, before, stored_paths, run_id, now)
    changed = [d for key, d in batch.parsed.items() if ledger.is_changed(d, before.get(key))]
    for document in changed:
        key = document.source.document_id
        batch.new.add(key)
        batch.groups.add(ledger.group_of(document))
        if old_group := before.get(key, {}).get("meeting_group"):
            batch.groups.add(old_group)
    ledger.keep_parsed(
        connection, changed, before, stored_paths, modified_at=batch.modified_at, run_id=run_id, now=now
    )
    quarantine.close_loaded(connection, changed, now=now)
    batch.groups |= ledger.note_dates(connection, batch.modified_at)
    fresh = {document.source.document_id: document.minutes for document in changed}
    superseded = rebuild_groups(connection, batch.groups, fresh=fresh)
    results = _results(connection, outcomes, batch.new)
    return Loaded(results, superseded, bool(batch.new or batch.groups))


def _refuse(
    connection: duckdb.DuckDBPyConnection,
    batch: _Batch,
    before: Mapping[str, ledger.Entry],
    stored_paths: Mapping[str, str],
    run_id: str,
    now: datetime,
) -> None:
    refused = [d for key, d in batch.refused.items() if not ledger.is_loaded(before.get(key))]
    opened = quarantine.open_rows(connection, refused, run_id=run_id, now=now)
    batch.new |= {_key(d) for d in refused if quarantine.quarantine_id(d) in opened}
    identified = [d for d in refused if d.source.document_id]
    ledger.keep_refused(connection, identified, before, stored_paths, run_id=run_id, now=now)


def _key(outcome: Outcome) -> str:
    """Give a document's id; files whose bytes could not be read have none, so each path is one."""
    return outcome.source.document_id or str(outcome.source.path)


def _sort(outcomes: Sequence[Outcome]) -> _Batch:
    """Take each document once: the first of equal bytes, with the earliest date of them all."""
    batch = _Batch()
    for outcome in outcomes:
        key, date = outcome.source.document_id, outcome.source.modified_at
        batch.modified_at[key] = min(date, batch.modified_at.get(key, date))
        if isinstance(outcome, ParsedDocument):
            batch.parsed.setdefault(key, outcome)
        else:
            batch.refused.setdefault(_key(outcome), outcome)
    for key in batch.parsed.keys() & batch.refused.keys():
        del batch.refused[key]
    return batch


def _results(
    connection: duckdb.DuckDBPyConnection, outcomes: Sequence[Outcome], new: set[str]
) -> list[FileResult]:
    found = select(
        connection,
        "SELECT d.document_id, d.status, m.body, m.meeting_date FROM documents d "
        "LEFT JOIN meetings m USING (meeting_id) WHERE d.document_id IN (SELECT unnest(?::VARCHAR[]))",
        {outcome.source.document_id for outcome in outcomes},
    )
    after = {row[0]: row[1:] for row in found}
    untold = set(new)
    results = []
    for outcome in outcomes:
        status, body, date = after.get(_key(outcome), (DocumentStatus.QUARANTINED, None, None))
        label = f"{body} {date.isoformat()}" if body else None
        is_new = _key(outcome) in untold
        untold.discard(_key(outcome))
        results.append(_result(outcome, DocumentStatus(status), label, is_new=is_new))
    return results


def _result(outcome: Outcome, status: DocumentStatus, meeting: str | None, *, is_new: bool) -> FileResult:
    source = outcome.source
    told: dict[str, Any] = (
        {"items": len(outcome.minutes.items), "findings": len(outcome.minutes.findings)}
        if isinstance(outcome, ParsedDocument)
        else {"error_code": outcome.error_code, "reason": outcome.message}
    )
    return FileResult(
        file_name=source.file_name,
        relative_path=source.relative_path,
        document_id=source.document_id or None,
        status=status,
        is_new=is_new,
        meeting=meeting,
        **told,
    )
