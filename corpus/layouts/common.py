"""What all layouts share: how a truth is taken apart and put together in another order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from corpus.danish import clock, dashed, day_month_year, weekday
from corpus.printed import Block, Columns, Contents, Grid, Paragraph, Printed, blocks_of_text
from corpus.truth import Decision, Item, Meeting, Section
from schemas.terms import AttendanceStatus, DocumentKind, SectionKind

KIND_WORDS = {
    DocumentKind.REFERAT: "Referat",
    DocumentKind.DAGSORDEN: "Dagsorden",
    DocumentKind.TILLAEGSREFERAT: "Tillægsreferat",
    DocumentKind.TILLAEGSDAGSORDEN: "Tillægsdagsorden",
}
STATUS_NOTES = {AttendanceStatus.ABSENT: "Fravær", AttendanceStatus.EXCUSED: "Afbud"}
EMPTY = ("", "-")
"""What a decision field holds when nothing was decided."""
CONTENTS_CUT = 98
"""Characters after which FirstAgenda cuts a title in its contents list."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How one file differs from the next in the same layout.

    `header` and `footer` are texts for every page (`{page}` and `{pages}` filled in), `letterhead` the
    municipality's name above the title. `reworded` are positions of items that the contents list
    names in other words. By `seed` and `strengths` the layout `varied` chooses its forms.
    """

    header: str | None = None
    footer: str | None = None
    letterhead: str | None = None
    has_contents: bool = True
    reworded: frozenset[int] = frozenset()
    attachments: Literal["beside", "below"] = "beside"
    seed: int = 0
    strengths: tuple[tuple[str, float], ...] = ()

    def names(self, municipality: str | None) -> bool:
        """Say whether the municipality is printed on the pages."""
        printed = (self.header or "", self.footer or "", self.letterhead or "")
        return municipality is not None and any(municipality in text for text in printed)


def is_own(decision: Decision, meeting: Meeting) -> bool:
    """Say whether this body took the decision on this date."""
    return decision.body == meeting.body and decision.decided_on == meeting.meeting_date


def prose(item: Item) -> tuple[Section, ...]:
    """Give the sections that stand in every layout: not the type, the decisions, the attachments."""
    apart = (SectionKind.BESLUTNING, SectionKind.BILAG)
    return tuple(s for s in item.sections if s.kind not in apart and s.heading != "Sagstype")


def decided(item: Item) -> list[tuple[Section, Decision | None]]:
    """Pair the decision sections with their decisions, None where the field is empty."""
    decisions = iter(item.decisions)
    return [
        (s, None if s.text.strip() in EMPTY else next(decisions, None))
        for s in item.sections
        if s.kind is SectionKind.BESLUTNING
    ]


def own_and_history(
    item: Item, meeting: Meeting
) -> tuple[list[tuple[Section, Decision | None]], list[tuple[Section, Decision]]]:
    """Part the decision sections into this meeting's own and what other meetings decided."""
    pairs = decided(item)
    own = [(s, d) for s, d in pairs if d is None or is_own(d, meeting)]
    return own, [(s, d) for s, d in pairs if d is not None and not is_own(d, meeting)]


def body_and_day(decision: Decision | None, meeting: Meeting) -> tuple[str, date]:
    """Give who decided and when: the meeting's own where the decision says nothing else."""
    if decision is None:
        return meeting.body, meeting.meeting_date
    return decision.body or meeting.body, decision.decided_on or meeting.meeting_date


def empty_attachments(item: Item) -> Section | None:
    """Give the attachment section of an item that prints one without attachments (`Ingen.`)."""
    if item.attachments:
        return None
    return next((s for s in item.sections if s.kind is SectionKind.BILAG), None)


def attachment_section(
    item: Item, *, numbers: bool, heading: str = "Bilag", optional: bool = False
) -> Section:
    """Give the section that lists an item's attachments, with every right reading of its text."""
    titles = [a.title for a in item.attachments]
    beside = [f"{a.title} {a.document_number or ''}".strip() for a in item.attachments]
    below = [part for a in item.attachments for part in (a.title, a.document_number) if part]
    plain = "\n".join(below if numbers else titles)
    alternatives = {
        "\n".join(titles),
        "\n".join(f"- {title}" for title in titles),
        "\n".join(beside),
        "\n".join(f"- {line}" for line in beside),
        "\n".join([*below, *titles]),
    }
    return Section(
        kind=SectionKind.BILAG,
        heading="Bilag",
        text=plain,
        alt_texts=tuple(sorted(alternatives - {plain})),
        optional=optional,
    )


def section_blocks(section: Section, item: Item) -> Iterator[Block]:
    """Give the body of a section, its tables before a last line that names their source."""
    lines = section.text.split("\n") if section.text else []
    grids = [
        Grid(table.header, table.rows, item.position, index)
        for index, table in enumerate(item.tables)
        if table.cells and set(table.cells) <= set(section.table_cells)
    ]
    source = [lines.pop()] if grids and lines and lines[-1].startswith("Kilde") else []
    if lines:
        yield from _with_bold_lines(list(blocks_of_text("\n".join(lines))))
    yield from grids
    yield from map(Paragraph, source)


def _with_bold_lines(blocks: list[Block]) -> Iterator[Block]:
    """Print short lines without a full stop in bold, where text follows: they are no headings."""
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if isinstance(block, Paragraph) and isinstance(following, Paragraph):
            is_short = len(block.text) < 40 < len(following.text)
            if is_short and block.text[-1].isalnum():
                yield replace(block, is_bold=True)
                continue
        yield block


def attachment_blocks(item: Item, manner: Manner, *, numbers: bool) -> Iterator[Block]:
    """List the attachments, their numbers beside or below where they are to be shown."""
    if not numbers or not any(a.document_number for a in item.attachments):
        yield from (Paragraph(a.title) for a in item.attachments)
    elif manner.attachments == "beside":
        yield Columns(tuple((a.title, a.document_number or "") for a in item.attachments))
    else:
        for attachment in item.attachments:
            yield Paragraph(attachment.title)
            if attachment.document_number:
                yield Paragraph(attachment.document_number)


def contents(meeting: Meeting, manner: Manner, heading: str = "Indholdsfortegnelse") -> Contents:
    """Make the contents list, its titles cut and some of them worded otherwise."""
    entries = []
    for item in meeting.items:
        title = reword(item.title) if item.position in manner.reworded else item.title
        entries.append((f"{'Lukket: ' if item.is_closed else ''}{title}"[:CONTENTS_CUT], item.position))
    return Contents(heading, tuple(entries))


def reword(title: str) -> str:
    """Word a title as somebody would who typed the contents list from memory."""
    words = title.split()
    if len(title) < 16:
        return title
    longest = max(range(len(words)), key=lambda i: len(words[i]))
    words[longest] = words[longest][: max(4, len(words[longest]) - 4)] + "en"
    return " ".join(words)


def spoken_date(meeting: Meeting) -> str:
    """Write `Mandag d. 22. november 2021 kl. 12:30`."""
    start = f" kl. {clock(meeting.start_time)}" if meeting.start_time else ""
    day = meeting.meeting_date
    return f"{weekday(day).capitalize()} d. {day_month_year(day)}{start}"


def comma_attendance(meeting: Meeting) -> str:
    """Write `Ole Jensen (Fravær), Ida Holm`."""
    names = []
    for person in meeting.attendance:
        note = STATUS_NOTES.get(person.status) or person.note
        names.append(f"{person.name} ({note})" if note else person.name)
    return ", ".join(names)


def title_line(meeting: Meeting) -> str:
    """Write `REFERAT Direktionen d. 31-05-2021`."""
    word = KIND_WORDS[meeting.document_kind].upper()
    return f"{word} {meeting.body} d. {dashed(meeting.meeting_date)}"


def finish(
    meeting: Meeting, manner: Manner, blocks: Iterable[Block], title: str, items: Iterable[Item]
) -> tuple[Printed, Meeting]:
    """Put a printed document and its truth together."""
    printed = Printed(title, tuple(blocks), header=manner.header, footer=manner.footer)
    truth = meeting.model_copy(
        update={
            "title": title,
            "items": tuple(items),
            "is_municipality_printed": manner.names(meeting.municipality),
        }
    )
    return printed, truth
