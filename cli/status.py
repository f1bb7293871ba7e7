"""What the reading commands print."""

from __future__ import annotations

from cli.show import output, plain, show_rows
from schemas.settings import Settings
from tasks.discover import discover
from warehouse.health import health
from warehouse.reader import MeetingLine, open_published, overview


def show_status(settings: Settings, *, with_tables: bool) -> None:
    """Print what is loaded, what waits and what is in quarantine; raise `HomeMissing` without a home."""
    with open_published(settings) as connection:
        state = health(connection)
        content = overview(connection) if with_tables else None
    console = output()
    if content is not None:
        _show_counts(content.rows)
        _show_meetings(content.newest)
    loaded = ", ".join(f"{count} {status}" for status, count in state.documents.items()) or "none"
    waiting = len(discover(settings, [settings.inbox]).files) if settings.inbox.is_dir() else 0
    console.print(f"documents  {loaded}", soft_wrap=True)
    console.print(f"waiting    {waiting} in {settings.inbox}", soft_wrap=True)
    if state.last_run is not None:
        run = state.last_run
        console.print(
            f"last run   {run.flow} {run.started_at:%Y-%m-%d %H:%M} UTC: {run.status}", soft_wrap=True
        )
    console.print(f"quarantine {len(state.refusals)} open", soft_wrap=True)
    for refusal in state.refusals:
        line = f"  {refusal.file_name}: {refusal.error_code}. {refusal.message} {refusal.remedy}"
        console.print(plain(line), soft_wrap=True)


def _show_counts(rows: dict[str, int]) -> None:
    show_rows(("table", "rows"), list(rows.items()), right=("rows",))
    output().print()


def _show_meetings(meetings: tuple[MeetingLine, ...]) -> None:
    names = ("date", "municipality", "body", "kind", "items", "closed", "decisions", "standing")
    lines = [
        (m.meeting_date, m.municipality, m.body, m.document_kind, m.items, m.closed, m.decisions, m.standing)
        for m in meetings
    ]
    show_rows(names, lines, right=("items", "closed", "decisions", "standing"))
    output().print()
