"""The truth about one printed meeting: what a careful reader would write down.

The JSON is that of the `.truth.json` beside each sample. Fields that only newer truths have (votes, the
remark of a decision) are compared only where the file states them, so an older truth never fails for
what it does not say.
"""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any, ClassVar

from pydantic import SerializerFunctionWrapHandler, model_serializer

from schemas.minutes import ItemAttendance, Model, Vote
from schemas.terms import AttendanceStatus, DocumentKind, Outcome, SectionKind


class Stated(Model):
    """A model whose later fields (`LATER`) are written only where they were stated."""

    LATER: ClassVar[frozenset[str]] = frozenset()

    def states(self, field: str) -> bool:
        """Say whether this truth knows the field at all."""
        return field not in self.LATER or field in self.model_fields_set

    @model_serializer(mode="wrap")
    def _without_unstated(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = handler(self)
        return {field: value for field, value in written.items() if self.states(field)}


class Attendance(Model):
    """A person on the meeting's list; `position` counts from 1."""

    position: int
    name: str
    role: str | None = None
    party: str | None = None
    status: AttendanceStatus
    note: str | None = None


class Section(Model):
    """A part of an item.

    `alt_texts` and `alt_kinds` are readings that are right as well; an `optional` section may be
    absent. `table_cells` are the cells of the tables that stand in it: they are no part of `text`.
    """

    kind: SectionKind
    heading: str
    text: str
    alt_texts: tuple[str, ...] = ()
    alt_kinds: tuple[SectionKind, ...] = ()
    optional: bool = False
    table_cells: tuple[str, ...] = ()


class Recommendation(Model):
    """One point of the Indstilling."""

    proposer: str | None = None
    text: str


class Decision(Stated):
    """One decision: the meeting's own, or one that is repeated from another body's minutes."""

    LATER: ClassVar[frozenset[str]] = frozenset({"remark"})

    body: str | None
    decided_on: date | None
    text: str
    alt_texts: tuple[str, ...] = ()
    outcome: Outcome
    remark: str | None = None


class Attachment(Model):
    """A Bilag."""

    title: str
    document_number: str | None = None


class Table(Model):
    """A ruled table and the page it begins on."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    page: int | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """Give all cells in reading order, the header's first."""
        return (*self.header, *(cell for row in self.rows for cell in row))


class Item(Stated):
    """A point on the agenda."""

    LATER: ClassVar[frozenset[str]] = frozenset({"item_attendance", "votes"})

    position: int
    number: str | None = None
    title: str
    alt_titles: tuple[str, ...] = ()
    is_closed: bool = False
    case_number: str | None = None
    journal_number: str | None = None
    document_number: str | None = None
    item_type: str | None = None
    sections: tuple[Section, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    consultations: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    tables: tuple[Table, ...] = ()
    standing_key: str | None = None
    is_repeat: bool = False
    page_first: int | None = None
    page_last: int | None = None
    item_attendance: tuple[ItemAttendance, ...] = ()
    votes: tuple[Vote, ...] = ()


class Meeting(Stated):
    """One printed meeting.

    `is_municipality_printed` says whether the file itself names `municipality`; where it is not
    stated, a reader may find it or leave it.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"is_cancelled", "is_municipality_printed"})

    municipality: str | None
    body: str
    meeting_date: date
    start_time: time | None = None
    end_time: time | None = None
    place: str | None = None
    document_kind: DocumentKind
    title: str | None = None
    attendance: tuple[Attendance, ...] = ()
    items: tuple[Item, ...] = ()
    notes: str | None = None
    is_cancelled: bool = False
    is_municipality_printed: bool = False


def read_truth(path: Path) -> Meeting:
    """Read a `.truth.json`."""
    return Meeting.model_validate_json(path.read_text(encoding="utf-8"))


def truth_text(meeting: Meeting) -> str:
    """Give the JSON of a truth, ending in a newline."""
    return meeting.model_dump_json(indent=1) + "\n"


def write_truth(meeting: Meeting, path: Path) -> None:
    """Write a `.truth.json`."""
    path.write_text(truth_text(meeting), encoding="utf-8")


def truth_path(document: Path) -> Path:
    """Give the path of the truth beside a document: `x.pdf` → `x.truth.json`."""
    return document.with_suffix(".truth.json")
