"""The systems before FirstAgenda: stacked titles, running numbers, members one a line.

One engine prints them all; a `Form` says how a system words each part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.layouts.common import (
    Manner,
    attachment_section,
    body_and_day,
    contents,
    finish,
    own_and_history,
    prose,
    section_blocks,
)
from corpus.printed import (
    Block,
    Heading,
    ItemHeading,
    Labelled,
    PageBreak,
    Paragraph,
    Printed,
    Signatures,
    Title,
    blocks_of_text,
)
from corpus.truth import Attachment, Attendance, Item, Meeting, Section
from schemas.terms import AttendanceStatus, SectionKind

ATTENDING = (AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL, AttendanceStatus.SUBSTITUTE)


@dataclass(frozen=True, slots=True)
class Form:
    """How a system words the parts of a document.

    `heading` and `closed` take `{n}` and `{title}`; `numbers` the lines below an item's heading, each
    with its parts, of which those are printed that the item has. `attachment` takes `{title}`, `{number}` and
    the count `{i}`. `word` words the headings of sections; with `has_closed_group` the closed items, which
    stand last, have a heading over them.
    """

    titles: Callable[[Meeting], list[Title]]
    labels: Callable[[Meeting], list[Block]]
    heading: str
    closed: str
    numbers: tuple[tuple[str, ...], ...]
    own_heading: Callable[[str, date], str]
    other_heading: Callable[[str, date], str]
    attachment: str
    members: str
    away: str
    away_status: AttendanceStatus
    closing: Callable[[Meeting], list[Block]] = lambda _: []
    is_decision_first: bool = False
    says_no_attachments: bool = False
    shows_end: bool = True
    shows_place: bool = True
    people: Literal["lines", "commas"] = "lines"
    word: Callable[[str], str] = str
    has_closed_group: bool = False


def lay_out_in(form: Form, meeting: Meeting, manner: Manner) -> tuple[Printed, Meeting]:
    """Print a meeting in a form; give the document and the truth of what it shows."""
    items = [_item_truth(item, meeting, form) for item in meeting.items]
    meeting = meeting.model_copy(
        update={
            "items": tuple(items),
            "attendance": tuple(_listed(meeting.attendance, form)),
            "end_time": meeting.end_time if form.shows_end else None,
            "place": meeting.place if form.shows_place else None,
        }
    )
    titles = form.titles(meeting)
    opening: list[Block] = [*titles, *form.labels(meeting), *_attendance_blocks(meeting, form)]
    if manner.letterhead:
        opening.insert(0, Paragraph(manner.letterhead))
    if meeting.is_cancelled:
        opening.append(Paragraph("Mødet er aflyst."))
    if items and (manner.has_contents or "{n}" not in form.heading):
        opening += [contents(meeting, manner), PageBreak()]
    body = [block for item in items for block in _item_blocks(item, form)]
    if form.has_closed_group and (first := next((i for i in items if i.is_closed), None)):
        at = next(n for n, b in enumerate(body) if isinstance(b, ItemHeading) and b.item == first.position)
        body.insert(at, Heading("Lukkede punkter", is_over_items=True))
    blocks = [*opening, *body, *form.closing(meeting)]
    title = " ".join(line.text for line in titles if line.is_main)
    return finish(meeting, manner, blocks, title, items)


def _listed(people: tuple[Attendance, ...], form: Form) -> Iterator[Attendance]:
    """Put those away after the members, as the page does, with the status that their list says."""
    present = [p for p in people if p.status in ATTENDING]
    away = [p.model_copy(update={"status": form.away_status}) for p in people if p.status not in ATTENDING]
    for position, person in enumerate([*present, *away], start=1):
        yield person.model_copy(update={"position": position})


def _attendance_blocks(meeting: Meeting, form: Form) -> Iterator[Block]:
    lists = (
        (form.members, [p for p in meeting.attendance if p.status in ATTENDING]),
        (form.away, [p for p in meeting.attendance if p.status not in ATTENDING]),
    )
    for label, people in lists:
        if people and form.people == "commas":
            yield Labelled(f"{label}:", ", ".join(map(_person, people)))
        elif people:
            yield Labelled(f"{label}:", _person(people[0]))
            yield from (Paragraph(_person(person)) for person in people[1:])


def _person(person: Attendance) -> str:
    """Write `Anna Jensen (A) - formand`."""
    party = f" ({person.party})" if person.party else ""
    role = f" - {person.role}" if person.role else ""
    comma = "," if person.status is AttendanceStatus.SUBSTITUTE else ""
    note = f"{comma} {person.note}" if person.note else ""
    return f"{person.name}{party}{role}{note}"


def _item_truth(item: Item, meeting: Meeting, form: Form) -> Item:
    own, history = own_and_history(item, meeting)
    decided = [*own, *history] if form.is_decision_first else [*history, *own]
    printed: list[Section] = []
    for section, decision in decided:
        body, day = body_and_day(decision, meeting)
        word = form.own_heading if body == meeting.body else form.other_heading
        printed.append(section.model_copy(update={"heading": word(body, day)}))
    attachments = _attachment_sections(item, form)
    parts = (
        [printed, list(prose(item)), attachments]
        if form.is_decision_first
        else [prose(item), attachments, printed]
    )
    shown = "".join(part for line in form.numbers for part in line)
    sections = tuple(_worded(section, form) for part in parts for section in part)
    return item.model_copy(
        update={
            "sections": sections,
            "decisions": tuple(d for _, d in decided if d is not None),
            "attachments": tuple(_shown(a, form) for a in item.attachments),
            "case_number": item.case_number if "{case}" in shown else None,
            "journal_number": item.journal_number if "{journal}" in shown else None,
            "document_number": item.document_number if "{document}" in shown else None,
            "item_type": None,
            "number": item.number if "{n}" in form.heading else None,
        }
    )


def _worded(section: Section, form: Form) -> Section:
    """Word the heading of a section as the form does; those of decisions are worded already."""
    if section.kind is SectionKind.BESLUTNING:
        return section
    return section.model_copy(update={"heading": form.word(section.heading)})


def _shown(attachment: Attachment, form: Form) -> Attachment:
    if "{number}" in form.attachment:
        return attachment
    return attachment.model_copy(update={"document_number": None})


def _attachment_sections(item: Item, form: Form) -> list[Section]:
    if not item.attachments:
        is_said = form.says_no_attachments and prose(item)
        return [Section(kind=SectionKind.BILAG, heading="Bilag", text="Ingen")] if is_said else []
    section = attachment_section(item, numbers=False)
    printed = "\n".join(_attachment_line(i, a, form) for i, a in enumerate(item.attachments, start=1))
    alternatives = {section.text, *section.alt_texts} - {printed}
    return [section.model_copy(update={"text": printed, "alt_texts": tuple(sorted(alternatives))})]


def _attachment_line(position: int, attachment: Attachment, form: Form) -> str:
    if attachment.document_number is None:
        return attachment.title
    number = attachment.document_number
    return form.attachment.format(title=attachment.title, number=number, i=position)


def _item_blocks(item: Item, form: Form) -> Iterator[Block]:
    words = form.closed if item.is_closed else form.heading
    text = words.format(n=item.number, title=item.title)
    yield ItemHeading(text, item.position)
    numbers = {"case": item.case_number, "journal": item.journal_number, "document": item.document_number}
    known = {name: number for name, number in numbers.items() if number}
    for line in form.numbers:
        parts = [part.format(**known) for part in line if any(f"{{{name}}}" in part for name in known)]
        if parts:
            yield Paragraph("    ".join(parts))
    for section in item.sections:
        yield Heading(section.heading, 1)
        if section.kind is SectionKind.BILAG:
            yield from map(Paragraph, section.text.split("\n"))
        elif section.kind is SectionKind.BESLUTNING:
            yield from blocks_of_text(section.text)
        else:
            yield from section_blocks(section, item)


def signatures(meeting: Meeting) -> list[Block]:
    """Give the page to sign on: neither attendance nor an item."""
    names = tuple(p.name for p in meeting.attendance if p.status is AttendanceStatus.PRESENT)
    return [PageBreak(), Heading("Underskriftsside", 1), Signatures(names)] if names else []
