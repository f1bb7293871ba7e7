"""PolWeb text inside FirstAgenda, until autumn 2021: numbers and type printed, the decision last."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.danish import day_month_year, genitive
from corpus.layouts.common import (
    Manner,
    attachment_blocks,
    attachment_section,
    body_and_day,
    empty_attachments,
    finish,
    own_and_history,
    prose,
    section_blocks,
    title_line,
)
from corpus.layouts.firstagenda import heading_of, opening
from corpus.printed import Block, Heading, Paragraph, Printed, blocks_of_text
from corpus.truth import Item, Meeting, Section
from schemas.terms import SectionKind


def lay_out(meeting: Meeting, manner: Manner) -> tuple[Printed, Meeting]:
    """Print a meeting; give the document and the truth of what it shows."""
    items = [_item_truth(item, meeting) for item in meeting.items]
    meeting = meeting.model_copy(update={"items": tuple(items), "attendance": ()})
    blocks = [*opening(meeting, manner), *(b for item in items for b in _item_blocks(item, manner))]
    return finish(meeting, manner, blocks, title_line(meeting), items)


def _item_truth(item: Item, meeting: Meeting) -> Item:
    own, history = own_and_history(item, meeting)
    sections: list[Section] = []
    if item.item_type:
        sections.append(_type_section(item.item_type))
    sections += prose(item)
    empty = empty_attachments(item)
    if empty or item.attachments:
        sections.append(empty or attachment_section(item, numbers=True))
    for section, decision in [*history, *own]:
        body, day = body_and_day(decision, meeting)
        heading = f"{genitive(body)} møde den {day_month_year(day)}:"
        sections.append(section.model_copy(update={"heading": heading}))
    if item.attachments:
        sections.append(attachment_section(item, numbers=False, optional=True))
    decisions = tuple(d for _, d in [*history, *own] if d is not None)
    update: dict[str, object] = {"sections": tuple(sections), "decisions": decisions}
    if not sections:  # nothing but the title is printed
        update |= dict.fromkeys(("case_number", "journal_number", "document_number", "item_type"))
    return item.model_copy(update=update)


def _type_section(item_type: str) -> Section:
    return Section(
        kind=SectionKind.ANDET,
        heading="Sagstype",
        text=f"{item_type}.",
        alt_kinds=tuple(SectionKind),
        optional=True,
    )


def _item_blocks(item: Item, manner: Manner) -> Iterator[Block]:
    yield heading_of(item)
    if not item.sections:
        return
    if not item.is_closed:
        yield Heading("Sagsfremstilling", 1)
        yield Heading(f"{item.number}. {item.title}", 1)
        yield Paragraph("Åbent")
    yield from _numbers(item)
    for section in item.sections:
        is_second_list = section.kind is SectionKind.BILAG and section.optional
        yield Heading(section.heading, 1 if is_second_list else 2)
        if section.kind is SectionKind.BILAG and item.attachments:
            yield from attachment_blocks(item, manner, numbers=not is_second_list)
        elif section.kind is SectionKind.BESLUTNING:
            yield from blocks_of_text(section.text)
        else:
            yield from section_blocks(section, item)


def _numbers(item: Item) -> Iterator[Block]:
    """Print the numbers on one line, or on three where the item says little (as the samples do)."""
    labelled = (
        ("Sagsnr.: ", item.case_number),
        ("J.nr.: ", item.journal_number),
        ("Dokumentnr.: ", item.document_number),
    )
    parts = [f"{label}{number}" for label, number in labelled if number]
    if not parts:
        return
    if prose(item):
        yield Paragraph("    ".join(parts))
    else:
        yield from map(Paragraph, parts)
