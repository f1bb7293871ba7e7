"""One document as the parser understood it, in the words of a municipal secretary.

Everything here is what the file prints; what it does not print is None, or an empty tuple. Names and
meanings are those of the warehouse contract (`docs/warehouse.md`); tuples keep the printed order.
"""

from __future__ import annotations

from datetime import date, time

from pydantic import BaseModel, ConfigDict, Field

from schemas.terms import (
    AttendanceStatus,
    DocumentKind,
    ItemAttendanceStatus,
    Outcome,
    SectionKind,
    Severity,
    VoteChoice,
)


class Model(BaseModel):
    """A frozen value whose fields are all known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Attendance(Model):
    """A person on the meeting's list of members; `role` and `party` as printed."""

    name: str = Field(min_length=1)
    role: str | None = None
    party: str | None = None
    status: AttendanceStatus
    note: str | None = None


class Section(Model):
    """A part of an item; `heading` as printed, `text` all that is printed there but its tables."""

    kind: SectionKind
    heading: str
    text: str


class Recommendation(Model):
    """One point of the Indstilling, without number, introduction and leading `at`."""

    proposer: str | None = None
    text: str = Field(min_length=1)


class Decision(Model):
    """One decision, the item's own or one that is repeated from another body's minutes.

    `body` and `decided_on` are the meeting's own where the heading names none; `rule` is the id in
    `vocabulary/outcomes.toml` that chose `outcome`.
    """

    body: str | None = None
    decided_on: date | None = None
    text: str = Field(min_length=1)
    outcome: Outcome
    remark: str | None = None
    rule: str


class ItemAttendance(Model):
    """A person who was away from one item, or disqualified in it."""

    name: str = Field(min_length=1)
    party: str | None = None
    status: ItemAttendanceStatus
    note: str | None = None


class Vote(Model):
    """What a person, party or group voted; `votes` is the number printed, or None."""

    voter: str | None = None
    choice: VoteChoice
    votes: int | None = Field(default=None, ge=0)


class Attachment(Model):
    """A Bilag."""

    title: str = Field(min_length=1)
    document_number: str | None = None


class ItemTable(Model):
    """A ruled table; `section` is the position (from 1) of the section it stands in, None outside."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    page: int | None = None
    section: int | None = None


class Item(Model):
    """A point on the agenda (Punkt), open or closed.

    `content_id` is the key of what its sections and tables say, None where they say nothing: equal
    for two items that say the same (`tasks.parse.content`).
    """

    position: int = Field(ge=1)
    number: str | None = None
    title: str
    is_closed: bool = False
    case_number: str | None = None
    journal_number: str | None = None
    document_number: str | None = None
    item_type: str | None = None
    sections: tuple[Section, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    item_attendance: tuple[ItemAttendance, ...] = ()
    votes: tuple[Vote, ...] = ()
    consultations: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    tables: tuple[ItemTable, ...] = ()
    content_id: str | None = None
    page_first: int | None = Field(default=None, ge=1)
    page_last: int | None = Field(default=None, ge=1)


class Finding(Model):
    """What was odd yet loaded; `item` is the position of the item it is about."""

    rule: str
    severity: Severity
    message: str
    page: int | None = None
    item: int | None = None


class Minutes(Model):
    """One document: minutes, an agenda, or an addition to either.

    `municipality` is what the document itself says (title, letterhead, running header, or the
    municipality's code in case numbers), else None. `version` is the printed version or print date,
    comparable as text within one meeting. `text_accounted` is the share (0 to 1) of the characters
    on the pages that stand in a field or are known furniture.
    """

    title: str | None = None
    document_kind: DocumentKind
    municipality: str | None = None
    body: str
    meeting_date: date
    start_time: time | None = None
    end_time: time | None = None
    place: str | None = None
    is_cancelled: bool = False
    version: str | None = None
    attendance: tuple[Attendance, ...] = ()
    items: tuple[Item, ...] = ()
    findings: tuple[Finding, ...] = ()
    layout: str
    text_sha256: str = Field(min_length=64, max_length=64)
    text_accounted: float = Field(ge=0, le=1)
