"""One item, from its rows to its fields."""

from __future__ import annotations

from itertools import groupby

from schemas.minutes import Attachment, Item, ItemTable, Recommendation, Section
from schemas.terms import SectionKind
from tasks.parse.attachments import listed, once_each, read_attachments
from tasks.parse.away import names_only
from tasks.parse.consultations import split_route
from tasks.parse.content import content_id
from tasks.parse.decisions import Decided, read_away_below, read_decision
from tasks.parse.header import Header
from tasks.parse.headings import Body
from tasks.parse.items import Segment
from tasks.parse.layout import sure_kind
from tasks.parse.recommendations import split_recommendations
from tasks.parse.rows import Row, Typography
from tasks.parse.sections import read_body
from tasks.parse.text import cell_text, paragraphs
from vocabulary.bodies import is_body
from vocabulary.standing import recognise

Cells = tuple[str | None, ...]

# Text before the first heading of an item is its presentation.
_LOOSE = SectionKind.SAGSFREMSTILLING
# How much (points) the width of a table may change from one page to the next.
_WIDTH_DRIFT = 3.0


def read_item(segment: Segment, position: int, typography: Typography, header: Header) -> tuple[Item, Body]:
    """Read an item of a meeting; also give its parts, from which the document's layout is told."""
    body = read_body(segment, typography)
    sections: list[Section] = []
    tables: list[ItemTable] = []
    recommendations: list[Recommendation] = []
    route: list[str] = []
    attachments: list[Attachment] = []
    decided = Decided()
    if body.loose:
        _add_section(sections, tables, _LOOSE, "", paragraphs(body.loose, typography), body.loose, typography)
    for part in body.parts:
        kind = part.heading.kind
        if kind is SectionKind.BILAG:
            found, text = read_attachments(part.text_rows(), typography)
            part.rows = [row for row in part.rows if not (row.table and listed(row.table, typography))]
            attachments += found
            said = [line for line in text.split("\n") if line]
        else:
            said = paragraphs(part.text_rows(), typography)
        if kind is SectionKind.INDSTILLING:
            introduction = [part.printed] if part.heading.rule == "indstilling-introduced" else []
            recommendations += split_recommendations([*introduction, *said])
        elif kind is SectionKind.BEHANDLING:
            route += split_route(said)
        elif kind is SectionKind.BESLUTNING:
            read_decision(decided, part.heading, said, (header.body, header.meeting_date))
        elif kind is SectionKind.ANDET:
            read_away_below(decided, part.printed, said)
        _add_section(sections, tables, kind, part.printed, said, part.rows, typography)
    if decided.decisions and recognise(segment.title) == "fravaerende":
        # Who was away is what the meeting's attendance tells.
        decided.decisions = [decision for decision in decided.decisions if not names_only(decision.text)]
    if "route" in body.numbers:
        route += split_route([body.numbers["route"]])
    route += [row[0] for table in tables if _is_route(table) for row in table.rows]
    pages = [row.page for row in segment.rows if row.role not in ("", "group", "contents") and row.page] + (
        [segment.page] if segment.page else []
    )
    item = Item(
        position=position,
        number=segment.number,
        title=segment.title,
        is_closed=segment.is_closed or body.is_closed,
        case_number=segment.case_number or body.numbers.get("case_number"),
        journal_number=body.numbers.get("journal_number"),
        document_number=body.numbers.get("document_number"),
        item_type=_bare_type(body.numbers.get("item_type")),
        sections=tuple(sections),
        recommendations=tuple(recommendations),
        decisions=tuple(decided.decisions),
        item_attendance=tuple(decided.away),
        votes=tuple(decided.votes),
        consultations=tuple(route),
        attachments=once_each(attachments),
        tables=tuple(tables),
        content_id=content_id(tuple(sections), tuple(tables)),
        page_first=segment.page,
        page_last=max(pages, default=None),
    )
    return item, body


def _is_route(table: ItemTable) -> bool:
    """Say whether a table tells which bodies treat the case, and when."""
    return sure_kind(table.header[0]) is SectionKind.BEHANDLING and all(is_body(row[0]) for row in table.rows)


def _bare_type(printed: str | None) -> str | None:
    return printed.strip(" .") or None if printed else None


def _add_section(
    sections: list[Section],
    tables: list[ItemTable],
    kind: SectionKind,
    heading: str,
    said: list[str],
    rows: list[Row],
    typography: Typography,
) -> None:
    text = "\n".join(said)
    ruled = [row for row in rows if row.table is not None]
    if text or ruled:
        sections.append(Section(kind=kind, heading=heading, text=text))
    _add_tables(tables, ruled, rows, len(sections), typography)


def _add_tables(
    tables: list[ItemTable], ruled: list[Row], rows: list[Row], section: int, typography: Typography
) -> None:
    """Add the ruled tables of a section; one that a page break cut is put together again."""
    above: Row | None = None
    for row, cells in ((each, cells) for each in ruled for cells in _cells_of(each, typography)):
        if above is not None and _is_rest(above, row, rows) and goes_on(tables[-1], cells):
            last = tables[-1]
            more = cells[1:] if cells[0] == last.header else cells
            tables[-1] = last.model_copy(update={"rows": (*last.rows, *more)})
        else:
            tables.append(
                ItemTable(header=cells[0], rows=tuple(cells[1:]), page=row.page, section=section or None)
            )
        above = row


def _cells_of(row: Row, typography: Typography) -> list[list[tuple[str, ...]]]:
    """Give the cells of a ruled table; those of two that touch each other apart."""
    assert row.table is not None
    return [
        [tuple(cell_text(cell, typography) for cell in cells) for cells in rows]
        for rows in part_touching(row.table.rows)
    ]


def part_touching(rows: tuple[Cells, ...]) -> list[list[Cells]]:
    """Part two tables that touch: each lacks the other's columns in all its rows.

    Columns that no row has go. A table in which only some rows are merged stays as it is.
    """
    groups = [list(group) for _, group in groupby(rows, key=lambda row: [cell is None for cell in row])]
    is_touching = all(None in group[0] for group in groups) and all(len(group) > 1 for group in groups)
    parts = groups if is_touching else [list(rows)]
    return [_without_missing(part) for part in parts]


def _without_missing(rows: list[Cells]) -> list[Cells]:
    kept = [index for index in range(len(rows[0])) if any(row[index] is not None for row in rows)]
    return [tuple(row[index] for index in kept) for row in rows]


def _is_rest(above: Row, row: Row, rows: list[Row]) -> bool:
    """Say whether a table on the next page follows the one above, as wide, with nothing between them."""
    is_next_page = above.page is not None and row.page == above.page + 1
    widths = [part.table.x1 - part.table.x0 for part in (above, row) if part.table]
    is_as_wide = abs(widths[0] - widths[1]) < _WIDTH_DRIFT
    return is_next_page and is_as_wide and rows.index(row) == rows.index(above) + 1


def goes_on(table: ItemTable, cells: list[tuple[str, ...]]) -> bool:
    """Say whether rows can be a table's: its header again, or cells of the kind that its columns hold."""
    if len(table.header) != len(cells[0]):
        return False
    if cells[0] == table.header:
        return True
    return all(
        not cell or not all(map(_is_amount, column)) or not any(column) or _is_amount(cell)
        for cell, column in zip(cells[0], zip(*table.rows, strict=True), strict=False)
    )


def _is_amount(cell: str) -> bool:
    return not any(character.isalpha() for character in cell) or cell[:1] in "+-–0123456789"
