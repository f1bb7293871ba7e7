"""The rows that a meeting makes in the tables of the contract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from schemas.terms import DocumentKind
from tasks.resolve import KeptDocument, ResolvedItem, ResolvedMeeting
from warehouse.bulk import Row

COLUMNS: dict[str, tuple[str, ...]] = {
    "meetings": (
        "meeting_id", "municipality", "body", "meeting_date", "start_time", "end_time", "place",
        "document_kind", "title", "is_cancelled", "document_id", "meeting_group",
    ),
    "attendance": ("meeting_id", "position", "name", "role", "party", "status", "note"),
    "agenda_items": (
        "item_id", "meeting_id", "document_id", "position", "number", "title", "is_closed", "case_number",
        "journal_number", "document_number", "item_type", "standing_item_id", "content_id", "is_repeat",
        "page_first", "page_last", "decision", "outcome",
    ),
    "sections": ("item_id", "position", "kind", "heading", "text"),
    "recommendations": ("item_id", "position", "proposer", "text"),
    "decisions": ("item_id", "position", "body", "decided_on", "text", "outcome", "remark", "rule"),
    "item_attendance": ("item_id", "position", "name", "party", "status", "note"),
    "votes": ("item_id", "position", "voter", "choice", "votes"),
    "consultations": ("item_id", "position", "body"),
    "attachments": ("item_id", "position", "title", "document_number"),
    "item_tables": ("item_id", "position", "header", "rows", "page", "section_position"),
    "findings": ("document_id", "position", "item_id", "severity", "rule", "message", "page"),
}  # fmt: skip
"""Table → the columns that are filled from documents."""

ITEM_TABLES = (
    "sections", "recommendations", "decisions", "item_attendance", "votes", "consultations", "attachments",
    "item_tables", "standing_occurrences",
)  # fmt: skip
"""The tables whose rows belong to an item."""

_KIND_OF_MEETING = {
    DocumentKind.TILLAEGSREFERAT: DocumentKind.REFERAT,
    DocumentKind.TILLAEGSDAGSORDEN: DocumentKind.DAGSORDEN,
}

Rows = dict[str, list[Row]]


def meeting_rows(meeting: ResolvedMeeting, group: str) -> Rows:
    """Give the rows of a meeting and of all its items, by table."""
    rows: Rows = defaultdict(list)
    main, minutes = meeting.main, meeting.main.minutes
    kind = minutes.document_kind
    rows["meetings"].append(
        (
            meeting.meeting_id, main.municipality, minutes.body, minutes.meeting_date, minutes.start_time,
            minutes.end_time, minutes.place, _KIND_OF_MEETING.get(kind, kind), minutes.title,
            minutes.is_cancelled, main.document_id, group,
        )
    )  # fmt: skip
    rows["attendance"] = [
        (meeting.meeting_id, position, person.name, person.role, person.party, person.status, person.note)
        for position, person in enumerate(minutes.attendance, start=1)
    ]
    for resolved in meeting.items:
        for table, row in _item_rows(resolved, meeting):
            rows[table].append(row)
    return rows


def finding_rows(document: KeptDocument, items: dict[tuple[str, int], str]) -> list[Row]:
    """Give the rows of a document's findings; `items` is (document, position there) → item_id."""
    return [
        (
            document.document_id, position, items.get((document.document_id, finding.item or 0)),
            finding.severity, finding.rule, finding.message, finding.page,
        )
        for position, finding in enumerate(document.minutes.findings, start=1)
    ]  # fmt: skip


def _item_rows(resolved: ResolvedItem, meeting: ResolvedMeeting) -> Iterator[tuple[str, Row]]:
    item, key = resolved.item, resolved.item_id
    minutes = meeting.main.minutes
    decided = [
        (decision.body or minutes.body, decision.decided_on or minutes.meeting_date, decision)
        for decision in item.decisions
    ]
    own = [
        decision
        for body, decided_on, decision in decided
        if decided_on == minutes.meeting_date and body.lower() == minutes.body.lower()
    ]
    yield "agenda_items", (
        key, meeting.meeting_id, resolved.document_id, resolved.position, item.number, item.title,
        item.is_closed, item.case_number, item.journal_number, item.document_number, item.item_type,
        None, item.content_id, False, item.page_first, item.page_last,
        "\n".join(decision.text for decision in own), own[0].outcome if own else None,
    )  # fmt: skip
    for position, section in enumerate(item.sections, start=1):
        yield "sections", (key, position, section.kind, section.heading, section.text)
    for position, advice in enumerate(item.recommendations, start=1):
        yield "recommendations", (key, position, advice.proposer, advice.text)
    for position, (body, decided_on, decision) in enumerate(decided, start=1):
        yield "decisions", (
            key, position, body, decided_on, decision.text, decision.outcome, decision.remark, decision.rule,
        )  # fmt: skip
    for position, person in enumerate(item.item_attendance, start=1):
        yield "item_attendance", (key, position, person.name, person.party, person.status, person.note)
    for position, vote in enumerate(item.votes, start=1):
        yield "votes", (key, position, vote.voter, vote.choice, vote.votes)
    for position, body in enumerate(item.consultations, start=1):
        yield "consultations", (key, position, body)
    for position, attachment in enumerate(item.attachments, start=1):
        yield "attachments", (key, position, attachment.title, attachment.document_number)
    for position, table in enumerate(item.tables, start=1):
        header = [cell or None for cell in table.header]
        cells = [[cell or None for cell in row] for row in table.rows]
        yield "item_tables", (key, position, header, cells, table.page, table.section)
