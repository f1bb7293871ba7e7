"""FirstAgenda as most of the country prints it today: the case number bare, the decision first."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.danish import clock, dashed
from corpus.layouts.common import (
    Manner,
    attachment_blocks,
    attachment_section,
    comma_attendance,
    contents,
    empty_attachments,
    finish,
    own_and_history,
    prose,
    section_blocks,
    spoken_date,
    title_line,
)
from corpus.printed import (
    Block,
    Heading,
    ItemHeading,
    Labelled,
    PageBreak,
    Paragraph,
    Printed,
    Title,
    blocks_of_text,
)
from corpus.truth import Item, Meeting, Section


def lay_out(meeting: Meeting, manner: Manner) -> tuple[Printed, Meeting]:
    """Print a meeting; give the document and the truth of what it shows."""
    items = [_item_truth(item, meeting) for item in meeting.items]
    people = tuple(p.model_copy(update={"role": None, "party": None}) for p in meeting.attendance)
    meeting = meeting.model_copy(update={"items": tuple(items), "attendance": people})
    blocks = [*opening(meeting, manner), *(b for item in items for b in _item_blocks(item))]
    return finish(meeting, manner, blocks, title_line(meeting), items)


def opening(meeting: Meeting, manner: Manner) -> Iterator[Block]:
    """Print the first two pages: title, labels, contents list."""
    if manner.letterhead:
        yield Paragraph(manner.letterhead)
    yield Title(title_line(meeting))
    yield Labelled("Mødedato", spoken_date(meeting))
    if meeting.end_time:
        yield Labelled("Sluttidspunkt:", f"Kl. {clock(meeting.end_time)}")
    if meeting.place:
        yield Labelled("Mødested", meeting.place)
    if meeting.attendance:
        yield Labelled("Mødedeltagere", comma_attendance(meeting))
    if meeting.is_cancelled:
        yield Paragraph("Mødet er aflyst.")
    if manner.has_contents and meeting.items:
        yield PageBreak()
        yield contents(meeting, manner)


def heading_of(item: Item) -> ItemHeading:
    """Print `Punkt 4: Lukket: title`."""
    closed = "Lukket: " if item.is_closed else ""
    return ItemHeading(f"Punkt {item.number}: {closed}{item.title}", item.position)


def _item_truth(item: Item, meeting: Meeting) -> Item:
    own, history = own_and_history(item, meeting)
    sections = [s.model_copy(update={"heading": "Beslutning"}) for s, _ in own]
    sections += prose(item)
    for section, decision in history:
        day = f" den {dashed(decision.decided_on)}" if decision.decided_on else ""
        heading = f"Beslutning i {decision.body}{day}"
        sections.append(section.model_copy(update={"heading": heading}))
    empty = empty_attachments(item)
    if empty or item.attachments:
        sections.append(empty or attachment_section(item, numbers=False))
    return item.model_copy(
        update={
            "sections": tuple(sections),
            "decisions": tuple(d for _, d in [*own, *history] if d is not None),
            "attachments": tuple(a.model_copy(update={"document_number": None}) for a in item.attachments),
            "journal_number": None,
            "document_number": None,
            "item_type": None,
        }
    )


def _item_blocks(item: Item) -> Iterator[Block]:
    yield heading_of(item)
    if item.case_number:
        yield Paragraph(item.case_number)
    nested = {id(s) for s in prose(item)}
    is_nest_open = False
    for section in item.sections:
        if id(section) in nested and not is_nest_open:
            yield Heading("Sagsfremstilling", 1)
            is_nest_open = True
        yield Heading(section.heading, 2 if is_nest_open else 1)
        yield from _section_body(section, item)


def _section_body(section: Section, item: Item) -> Iterator[Block]:
    if section.kind == "bilag" and item.attachments:
        yield from attachment_blocks(item, Manner(), numbers=False)
    elif section.kind == "beslutning":
        yield from blocks_of_text(section.text)
    else:
        yield from section_blocks(section, item)
