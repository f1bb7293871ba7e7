"""Ruled tables whose rows are the items of the agenda."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from schemas.page import RuledTable
from tasks.parse.layout import sure_kind
from tasks.parse.made_lines import LARGER, PITCH, Style, in_one, made_line, width_of
from tasks.parse.rows import Row
from vocabulary.tables import table as layouts

_ITEM = re.compile(r"\d{1,3}(?:\.\d{1,2})?[.)]?\s+\S")
_NUMBER = re.compile(r"\d{1,4}[a-z]?\.?")
# How much wider a bold title is than the text.
_BOLDER = 1.08
# Tables hold the agenda where this share of the document's text stands in them: others tell of an item.
_SHARE = 0.4

Cells = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """What the columns hold: a number, a title, and by its index the label of each other column.

    Without a column of numbers they stand before the titles, and without one of titles these span the table.
    """

    number: int | None
    title: int | None
    labels: dict[int, str]


@dataclass(slots=True)
class _Entry:
    """An item, the row of the table that it begins in, and the lines below each label with their pages."""

    row: Row
    number: str
    title: list[str]
    said: dict[str, list[tuple[str, int | None]]] = field(default_factory=lambda: defaultdict(list))


def items_of_tables(rows: list[Row], style: Style) -> dict[int, list[Row]]:
    """Give, by the id of each row that holds such a table, the lines of the items that begin in it."""
    forms = {id(row): form for row in rows if row.table and (form := _form_of(row.table))}
    if not forms:
        return {}
    tables = [row for row in rows if id(row) in forms]
    entries = list(_entries(tables, forms))
    held, whole = (sum(len(row.text) for row in some) for some in (tables, rows))
    if not entries or held < _SHARE * whole:
        return {}
    cells = [
        cell.split("\n") for row in tables if row.table for line in row.table.rows for cell in line if cell
    ]
    widest = max(width_of(line) for lines in cells for line in lines)
    room = max(width_of(line) for entry in entries for line in entry.title)
    found: dict[int, list[Row]] = {id(row): [] for row in tables}
    for entry in entries:
        form = forms[id(entry.row)]
        found[id(entry.row)] += _lines_of(entry, form, room, widest, style)
    return found


def _form_of(table: RuledTable) -> _Form | None:
    """Read the heads of a table's columns; None where they are not those of an agenda."""
    words = layouts("layouts")["agenda_table"]
    heads = [in_one(cell or "").rstrip(":") for cell in table.rows[0]]
    titles = [index for index, head in enumerate(heads) if head in words["agenda"]]
    number = 0 if heads[0] in words["number"] and titles and titles[-1] > 0 else None
    title = next((index for index in titles if index != number), None)
    labels = {index: head for index, head in enumerate(heads) if head and index not in (number, title)}
    form = _Form(number, title, labels)
    tells = any(head in words["minutes"] or sure_kind(head) for head in labels.values())
    numbered = [row for row in table.rows[1:] if _begins_item(row, form)]
    return form if tells and (numbered or _only_goes_on(table, form)) else None


def _begins_item(row: Cells, form: _Form) -> bool:
    if form.number is not None:
        return _NUMBER.fullmatch(in_one(row[form.number] or "")) is not None
    title = row[form.title or 0] or ""
    spans = form.title is not None or not any(row[1:])
    return spans and _ITEM.match(title) is not None


def _only_goes_on(table: RuledTable, form: _Form) -> bool:
    """Say whether a table is the rest of a row that a page cut: nothing stands where a number would."""
    return form.number is not None and all(not row[form.number] for row in table.rows[1:])


def _entries(tables: list[Row], forms: dict[int, _Form]) -> Iterator[_Entry]:
    """Give the items of all tables; what a page cut is put together."""
    entry: _Entry | None = None
    for row in tables:
        form = forms[id(row)]
        for cells in row.table.rows[1:] if row.table else ():
            if _begins_item(cells, form):
                if entry:
                    yield entry
                number = in_one(cells[form.number] or "").rstrip(".") if form.number is not None else ""
                entry = _Entry(row, number, _lines(cells[form.title or 0]))
                if form.title is None:
                    continue
            elif entry and form.title is not None:
                entry.title += _lines(cells[form.title])
            if entry:
                for index, label in form.labels.items():
                    entry.said[label] += [(line, row.page) for line in _lines(cells[index])]
    if entry:
        yield entry


def _lines(cell: str | None) -> list[str]:
    return [line for line in (cell or "").split("\n") if line.strip()]


def _lines_of(entry: _Entry, form: _Form, room: float, widest: float, style: Style) -> Iterator[Row]:
    """Give the title of an item and what stands in its columns, each below its label."""
    table = entry.row.table
    assert table is not None
    left, top, (font, size) = table.x0, table.top, style
    is_beside = form.number is not None or form.title is None
    count = len(entry.title) if is_beside else _lines_of_title(entry.title, room)
    whole = " ".join(entry.title[:count])
    title = made_line(
        f"{entry.number}. {whole}" if entry.number else whole,
        left,
        top,
        size,
        (font, LARGER * size),
        is_bold=True,
    )
    yield Row(title.text, entry.row.page, title, gap=2 * PITCH)
    below = [(line, entry.row.page) for line in entry.title[count:]]
    head = in_one(table.rows[0][form.title or 0] or "")
    for label, lines in ((head, below), *entry.said.items()):
        if lines:
            heading = made_line(label, left, top, size, style)
            yield Row(heading.text, lines[0][1], heading, is_label=True)
        for text, page in lines:
            line = made_line(text, left, top, (table.x1 - left) / widest, style)
            yield Row(line.text, page, line, gap=PITCH)


def _lines_of_title(agenda: list[str], room: float) -> int:
    """Count the lines of the bold title: it wraps where the next word had no room."""
    count = 1
    while count < len(agenda):
        with_next = f"{agenda[count - 1]} {agenda[count].split()[0]}"
        if _BOLDER * width_of(with_next) <= room:
            break
        count += 1
    return count
