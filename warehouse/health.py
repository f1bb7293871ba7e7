"""How the pipeline does: the last run, and what nobody has dealt with yet."""

from __future__ import annotations

from datetime import datetime

import duckdb

from schemas.minutes import Model


class RunLine(Model):
    """A run in short; times in UTC, without zone."""

    flow: str
    started_at: datetime
    status: str
    files_seen: int


class RefusalLine(Model):
    """A file in quarantine whose row is open."""

    file_name: str
    error_code: str
    message: str
    remedy: str


class Health(Model):
    """What `referat status` tells: documents by status, the last run, and open refusals."""

    documents: dict[str, int]
    last_run: RunLine | None
    refusals: tuple[RefusalLine, ...]


def health(connection: duckdb.DuckDBPyConnection) -> Health:
    """Read how the pipeline does from the published warehouse."""
    documents = connection.execute("SELECT status, count(*) FROM documents GROUP BY ALL ORDER BY ALL")
    counted = dict(documents.fetchall())
    runs = connection.execute(
        "SELECT flow, started_at, status, files_seen FROM ingest_runs ORDER BY started_at DESC LIMIT 1"
    ).fetchall()
    refusals = connection.execute(
        "SELECT file_name, error_code, message, remedy FROM quarantine "
        "WHERE closed_at IS NULL ORDER BY quarantined_at, quarantine_id"
    ).fetchall()
    return Health(
        documents=counted,
        last_run=RunLine(**dict(zip(RunLine.model_fields, runs[0], strict=True))) if runs else None,
        refusals=tuple(RefusalLine(**dict(zip(RefusalLine.model_fields, r, strict=True))) for r in refusals),
    )
