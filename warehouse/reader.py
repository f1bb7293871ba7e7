"""What readers of the published warehouse need."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb

from schemas.errors import HomeMissing
from schemas.minutes import Model
from schemas.settings import Settings

PRIVATE_NAME = "warehouse.duckdb"

_TABLES = (
    "documents", "meetings", "agenda_items", "decisions", "attendance", "attachments", "item_tables",
    "contents", "standing_items", "findings", "quarantine",
)  # fmt: skip

_MEETINGS = """
SELECT m.municipality, m.body, m.meeting_date, m.document_kind, count(i.item_id),
    count(i.item_id) FILTER (i.is_closed),
    (SELECT count(*) FROM decisions d JOIN agenda_items o USING (item_id) WHERE o.meeting_id = m.meeting_id),
    count(i.standing_item_id)
FROM meetings m LEFT JOIN agenda_items i USING (meeting_id)
GROUP BY m.meeting_id, m.municipality, m.body, m.meeting_date, m.document_kind
ORDER BY m.meeting_date DESC, m.meeting_id
LIMIT ?
"""


class MeetingLine(Model):
    """A meeting in short: counts of its items, its closed and standing ones, and its decisions."""

    municipality: str | None
    body: str
    meeting_date: date
    document_kind: str
    items: int
    closed: int
    decisions: int
    standing: int


class Overview(Model):
    """What the warehouse holds: rows per table, and the newest meetings, the newest first."""

    rows: dict[str, int]
    newest: tuple[MeetingLine, ...]


def open_published(settings: Settings, *, is_locked: bool = False) -> duckdb.DuckDBPyConnection:
    """Open the published warehouse for reading; `HomeMissing` where there is none. Creates nothing.

    With `is_locked` a query reaches no file but this one, and cannot unlock that.
    """
    if not settings.published.is_file():
        raise HomeMissing(
            f"there is no warehouse in {settings.home}: `referat ingest` makes one, --home names another"
        )
    config: dict[str, Any] = (
        {"enable_external_access": False, "lock_configuration": True} if is_locked else {}
    )
    return duckdb.connect(str(settings.published), read_only=True, config=config)


def open_private(settings: Settings) -> duckdb.DuckDBPyConnection | None:
    """Open the writer's own file for reading, None where there is none.

    Only for who keeps writers out meanwhile: a reader of this file stands in their way.
    """
    path = settings.work / PRIVATE_NAME
    return duckdb.connect(str(path), read_only=True) if path.is_file() else None


def overview(connection: duckdb.DuckDBPyConnection, *, newest: int = 10) -> Overview:
    """Count the rows of the main tables and give the newest meetings."""
    rows = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in _TABLES}
    names = tuple(MeetingLine.model_fields)
    meetings = connection.execute(_MEETINGS, [newest]).fetchall()
    lines = tuple(MeetingLine(**dict(zip(names, row, strict=True))) for row in meetings)
    return Overview(rows=rows, newest=lines)
