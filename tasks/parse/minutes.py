"""The parser: from the pages of a document to its minutes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from schemas.errors import DocumentRefused
from schemas.minutes import Decision, Finding, Item, Minutes
from schemas.page import DocumentPages
from schemas.terms import DocumentKind, Severity, Stage
from tasks.parse.answers import mark_answers
from tasks.parse.attendance import read_attendance
from tasks.parse.beside import labels_above
from tasks.parse.content import text_sha256
from tasks.parse.contents import reconcile, take_contents, take_list_of_attachments
from tasks.parse.cut_tables import rejoin_cut_rows
from tasks.parse.furniture import mark_furniture
from tasks.parse.header import Header, read_header, take_closing
from tasks.parse.headings import Body
from tasks.parse.item import read_item
from tasks.parse.items import Segment, segments
from tasks.parse.layout import sure_kind
from tasks.parse.margin import decisions_below
from tasks.parse.meetings import refuse_second_meeting
from tasks.parse.privacy import mask_pages, masked_finding
from tasks.parse.rows import Row, Typography, rows_of
from tasks.parse.ruled import without_rulings
from tasks.parse.text import is_stray
from tasks.parse.unknown import with_repeated
from vocabulary.municipalities import from_code
from vocabulary.tables import table

PARSER_VERSION = "5"
"""Goes up with every change that can change a row."""

_ACCOUNTED_LIMIT = 0.99


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as far as it was understood: every row with its role, and what it came to.

    `pages` and `rows` are masked. Where the document was refused, rows that the reading did not come to
    have no role.
    """

    pages: DocumentPages
    rows: list[Row]
    result: Minutes | DocumentRefused


def parse(pages: DocumentPages) -> Minutes:
    """Understand a document; raise `DocumentRefused` where it is no minutes, or not one meeting's."""
    result = read(pages).result
    if isinstance(result, DocumentRefused):
        raise result
    return result


def read(pages: DocumentPages) -> Reading:
    """Understand a document, or come as far as can be, and keep how each row was read."""
    pages, masked = mask_pages(pages)
    rows = labels_above(decisions_below(without_rulings(rows_of(pages))))
    try:
        return Reading(pages, rows, _understand(pages, rows, masked))
    except DocumentRefused as refusal:
        return Reading(pages, rows, refusal)


def _understand(pages: DocumentPages, rows: list[Row], masked: list[int | None]) -> Minutes:
    """Give each row its role and read the fields; raise `DocumentRefused`."""
    furniture = mark_furniture(rows, pages)
    for row in rows:
        if not row.role and row.line and is_stray(row):
            row.take("stray", "full-stop")
    rejoin_cut_rows(rows)
    typography = Typography.of(rows, sure_kind)
    entries = take_contents(rows, typography)
    take_list_of_attachments(rows, typography)
    end_time = take_closing(rows)
    before, found = segments(rows, typography, entries, pages.bookmarks)
    typography = with_repeated(typography, found)
    header = read_header(before, furniture, typography)
    mark_answers(found, header.body)
    header.end_time = end_time or header.end_time  # a head may only say how long the meeting was to take
    refuse_second_meeting(rows, header, typography)
    read = [
        read_item(segment, position, typography, header) for position, segment in enumerate(found, start=1)
    ]
    items = [item for item, _ in read]
    header.is_cancelled = _is_cancelled(before, items)
    _refuse_what_is_no_meeting(header, items, rows)
    items = [_own_decisions(item, header) for item in items]
    findings = [*_read_findings(pages, masked), *reconcile(entries, items)]
    accounted = _accounted(rows)
    if accounted < _ACCOUNTED_LIMIT:
        findings.append(_unaccounted(rows, accounted))
    return _assemble(header, items, findings, accounted, _layout(found, [body for _, body in read], items))


def _is_cancelled(before: list[Row], items: list[Item]) -> bool:
    patterns = table("layouts")["title"]["cancelled"]
    return not items and any(re.search(pattern, row.text) for row in before for pattern in patterns)


def _refuse_what_is_no_meeting(header: Header, items: list[Item], rows: list[Row]) -> None:
    if header.body is None or header.meeting_date is None:
        missing = " and ".join(
            name
            for name, value in (("name of a body", header.body), ("date of a meeting", header.meeting_date))
            if value is None
        )
        raise DocumentRefused(
            "not-minutes",
            f"No {missing} is printed before the first item, so this is not the minutes of a meeting.",
            remedy="Dismiss it if it is an attachment or something else; report the layout if it is minutes.",
            stage=Stage.PARSE,
            page=1 if rows and rows[0].page else None,
        )
    if not items and not header.is_cancelled:
        raise DocumentRefused(
            "no-items",
            "The document has a meeting’s header, but no item of an agenda was found in it.",
            remedy="Look at it with `referat explain`; if it does hold items, report the layout.",
            stage=Stage.PARSE,
        )


def _own_decisions(item: Item, header: Header) -> Item:
    """Give the meeting's own body and date to decisions whose heading names none."""
    if not item.decisions:
        return item
    decisions = tuple(_own(decision, header) for decision in item.decisions)
    return item.model_copy(update={"decisions": decisions})


def _own(decision: Decision, header: Header) -> Decision:
    body = decision.body or header.body
    own_date = header.meeting_date if body == header.body else None
    return decision.model_copy(update={"body": body, "decided_on": decision.decided_on or own_date})


def _read_findings(pages: DocumentPages, masked: list[int | None]) -> list[Finding]:
    return [
        Finding(rule=finding.rule, severity=finding.severity, message=finding.message, page=finding.page)
        for finding in (*map(masked_finding, masked), *pages.findings)
    ]


def _accounted(rows: list[Row]) -> float:
    held = _characters([row for row in rows if row.role])
    total = held + _characters([row for row in rows if not row.role])
    return round(held / total, 6) if total else 1.0


def _characters(rows: list[Row]) -> int:
    """Count the characters of rows, white space aside."""
    return sum([len("".join(row.text.split())) for row in rows])


def _unaccounted(rows: list[Row], accounted: float) -> Finding:
    first = next(row for row in rows if not row.role)
    return Finding(
        rule="text-unaccounted",
        severity=Severity.WARNING,
        message=f"{1 - accounted:.1%} of the text stands in no field, from “{first.text[:60]}” on.",
        page=first.page,
    )


def _layout(found: list[Segment], bodies: list[Body], items: list[Item]) -> str:
    """Name the family of layout: how items are headed, and which generation of text stands below."""
    if not found:
        return "header-only"
    family = Counter(segment.rule for segment in found).most_common(1)[0][0]
    if any(body.title_left is not None for body in bodies):
        return f"{family}-polweb"
    return family


def _kind(header: Header, items: list[Item]) -> DocumentKind:
    """Tell minutes from an agenda: by the title, unless decisions say otherwise."""
    has_decisions = any(
        decision.body == header.body and decision.decided_on == header.meeting_date
        for item in items
        for decision in item.decisions
    )
    kind = header.kind
    if kind is None:
        return DocumentKind.REFERAT if has_decisions else DocumentKind.DAGSORDEN
    if has_decisions and kind is DocumentKind.DAGSORDEN:
        return DocumentKind.REFERAT
    if has_decisions and kind is DocumentKind.TILLAEGSDAGSORDEN:
        return DocumentKind.TILLAEGSREFERAT
    return kind


def _municipality(header: Header, items: list[Item]) -> str | None:
    """Give the municipality that the header names, else the one whose code leads most case numbers."""
    if header.municipality:
        return header.municipality
    numbers = [number for item in items for number in (item.case_number, item.document_number) if number]
    named: Iterable[str] = filter(None, map(from_code, numbers))
    most = Counter(named).most_common(1)
    return most[0][0] if most else None


def _assemble(
    header: Header, items: list[Item], findings: list[Finding], accounted: float, layout: str
) -> Minutes:
    assert header.body is not None
    assert header.meeting_date is not None
    attendance, unread = read_attendance(header, items)
    head = [
        header.body,
        header.meeting_date.isoformat(),
        header.start_time.isoformat() if header.start_time else None,
        header.place,
        *(f"{person.name} {person.status} {person.note or ''}" for person in attendance),
    ]
    return Minutes(
        title=header.title,
        document_kind=_kind(header, items),
        municipality=_municipality(header, items),
        body=header.body,
        meeting_date=header.meeting_date,
        start_time=header.start_time,
        end_time=header.end_time,
        place=header.place,
        is_cancelled=header.is_cancelled,
        version=header.version,
        attendance=attendance,
        items=tuple(items),
        findings=(*findings, *unread),
        layout=layout,
        text_sha256=text_sha256([str(_kind(header, items)), *head], items),
        text_accounted=accounted,
    )
