"""How the pipeline does, as the rows tell: what is loaded, how the runs ended, what nobody has dealt with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import duckdb

from schemas.minutes import Model

_RUNS = 5

_BODIES = """
SELECT municipality, body, max(meeting_date), count(*)
FROM meetings GROUP BY ALL ORDER BY 3 DESC, municipality, body
"""


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
    quarantined_at: datetime


class BodyLine(Model):
    """A body, its newest meeting and how many it has had."""

    municipality: str | None
    body: str
    newest_meeting: date
    meetings: int


class Health(Model):
    """What the rows tell of the pipeline: documents by status, the last runs, open refusals, bodies."""

    documents: dict[str, int]
    runs: tuple[RunLine, ...]
    refusals: tuple[RefusalLine, ...]
    bodies: tuple[BodyLine, ...]


def health(connection: duckdb.DuckDBPyConnection) -> Health:
    """Read how the pipeline does; the newest runs, refusals by age, bodies by their newest meeting."""
    documents = connection.execute("SELECT status, count(*) FROM documents GROUP BY ALL ORDER BY ALL")
    counted = dict(documents.fetchall())
    refusals = connection.execute(
        "SELECT file_name, error_code, message, remedy, quarantined_at FROM quarantine "
        "WHERE closed_at IS NULL ORDER BY quarantined_at, quarantine_id"
    ).fetchall()
    bodies = connection.execute(_BODIES).fetchall()
    return Health(
        documents=counted,
        runs=last_runs(connection),
        refusals=tuple(RefusalLine(**_named(RefusalLine, row)) for row in refusals),
        bodies=tuple(BodyLine(**_named(BodyLine, row)) for row in bodies),
    )


def last_runs(connection: duckdb.DuckDBPyConnection) -> tuple[RunLine, ...]:
    """Give the last runs, the newest first."""
    runs = connection.execute(
        "SELECT flow, started_at, status, files_seen FROM ingest_runs "
        "ORDER BY started_at DESC, run_id LIMIT ?",
        [_RUNS],
    ).fetchall()
    return tuple(RunLine(**_named(RunLine, row)) for row in runs)


def _named(model: type[Model], row: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(model.model_fields, row, strict=True))
