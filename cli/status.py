"""What the reading commands print."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from cli.show import output, plain, show_rows
from schemas.settings import Settings
from tasks.status import State, state_of
from warehouse.reader import MeetingLine, open_published, overview


def show_status(settings: Settings, *, with_tables: bool, as_json: bool) -> int:
    """Print how a home does and give the exit status; raise `HomeMissing` without a home."""
    state = state_of(settings)
    if as_json:
        print(state.model_dump_json(indent=1))
        return state.exit_status
    if with_tables and state.problem is None:
        with open_published(settings) as connection:
            content = overview(connection)
        _show_counts(content.rows)
        _show_meetings(content.newest)
    for line in _lines(settings, state):
        output().print(plain(line), soft_wrap=True)
    return state.exit_status


def _lines(settings: Settings, state: State) -> Iterator[str]:
    if state.problem is not None:
        yield f"broken     {state.problem}"
    loaded = ", ".join(f"{count} {status}" for status, count in state.documents.items()) or "none"
    yield f"documents  {loaded}"
    since = f", since {state.waiting.oldest_at:%Y-%m-%d %H:%M} UTC" if state.waiting.oldest_at else ""
    yield f"waiting    {state.waiting.files} in {settings.inbox}{since}"
    if state.writing:
        yield f"now        {state.writing}"
    for name, run in zip(("last run", *[""] * len(state.runs)), state.runs, strict=False):
        yield f"{name:<10} {run.flow} {run.started_at:%Y-%m-%d %H:%M} UTC: {run.status}"
    today = datetime.now(UTC).date()
    for name, body in zip(("newest", *[""] * len(state.bodies)), state.bodies, strict=False):
        of = ", ".join(filter(None, (body.body, body.municipality)))
        yield f"{name:<10} {of}: {body.newest_meeting} ({(today - body.newest_meeting).days} days ago)"
    yield f"quarantine {len(state.quarantine)} open"
    for refusal in state.quarantine:
        yield f"  {refusal.file_name}: {refusal.error_code}. {refusal.message} {refusal.remedy}"
    for name, step in zip(("next", *[""] * len(state.next)), state.next, strict=False):
        yield f"{name:<10} {step}"


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
