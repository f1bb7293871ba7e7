"""Ruled cells that are no table: labels beside their text, boxes that head an item, agendas in columns.

Readers give the text of cells and not where it stands, so that lines made of it are as wide as they seem.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from schemas.page import Line, RuledTable
from tasks.parse.layout import is_mark, item_labels, section_heading, sure_kind
from tasks.parse.rows import Row
from vocabulary.tables import table as layouts

# The headings of so many kinds of sections make a column of labels certain.
_KINDS = 2
# A label and its text.
_COLUMNS = 2
# The distance of lines in a cell, and how much larger than the text a box's heading is (font sizes).
_PITCH = 1.2
_LARGER = 1.4
# Shares of the size: how wide characters are.
_WIDTHS = {"iljtfrI.,:;'’!|()[]- ": 0.3, "mwMWÆ@%—": 0.85}
_WIDTH, _CAPITAL = 0.54, 0.68
_ITEM = re.compile(r"\d{1,3}[.)]?\s+\S")
# How much wider a bold title is than the text.
_BOLDER = 1.08
_NUMBER = re.compile(r"\d{1,4}[a-z]?\.?")

Style = tuple[str, float]


def without_rulings(rows: list[Row]) -> list[Row]:
    """Put what stands in such cells below each other; real tables stay as they are."""
    held = [row.table for row in rows if row.table and _holds_labels(row.table)]
    labels = [_in_one(label) for table in held for label, _ in table.rows if label]
    if len({sure_kind(label) for label in labels} - {None}) < _KINDS:
        held = []
    agendas = [row for row in rows if row.table and _is_agenda(row.table)]
    if not any(_ITEM.match(agenda[0]) for _, agenda, _ in _entries(agendas) if agenda):
        agendas = []
    found: list[Row] = []
    style: Style | None = None
    for row in rows:
        if row.table is None:
            found.append(row)
            continue
        style = style or _commonest_style(rows)
        if any(row is agenda for agenda in agendas):
            found += _items_in(agendas, row, style)
        elif row.table in held:
            found += _labels_and_text(row.table, row.page, style)
        else:
            found += _heading_of_item(row.table, row.page, style) or [row]
    return found


def _commonest_style(rows: list[Row]) -> Style:
    styles: Counter[Style] = Counter({("", 10.0): 1})
    for row in rows:
        if row.line:
            styles[row.line.font, row.line.size] += len(row.text)
    return styles.most_common(1)[0][0]


def _holds_labels(table: RuledTable) -> bool:
    """Say whether the first of two columns holds labels of an item and its sections, and nothing else."""
    if len(table.rows[0]) != _COLUMNS:
        return False
    title, beside = _title_and_rows(table)
    labels = [_in_one(label) for label, _ in beside if label]
    are_labels = all(label.endswith(":") or section_heading(label) or _is_of_item(label) for label in labels)
    return are_labels and bool(labels) and (title is not None or any(map(sure_kind, labels)))


def _title_and_rows(table: RuledTable) -> tuple[str | None, tuple[tuple[str | None, ...], ...]]:
    """Give the counted title of an item that spans the columns of its first row, and the rows below it."""
    title, beside = table.rows[0]
    spans = title is not None and beside is None and _ITEM.match(title) is not None
    return (_in_one(title), table.rows[1:]) if title and spans else (None, table.rows)


def _is_of_item(label: str) -> bool:
    return item_labels(f"{label.rstrip(' :')}: 1") is not None


def _labels_and_text(table: RuledTable, page: int | None, style: Style) -> Iterator[Row]:
    """Give a row for an item's title, for each label and for each line of the text beside it."""
    title, beside = _title_and_rows(table)
    widest = max(_width_of(line) for _, text in beside for line in (text or "").split("\n"))
    left = table.columns[1] if table.columns else table.x0
    scale = (table.x1 - left) / widest if widest else style[1]
    height = table.top
    if title:
        heading = _line(title, table.x0, height, style[1], (style[0], _LARGER * style[1]), is_bold=True)
        yield Row(title, page, heading, gap=2 * _PITCH)
    for label, text in beside:
        height += _PITCH * style[1]
        if label and _is_of_item(_in_one(label)):
            text = f"{_in_one(label).rstrip(' :')}: {_in_one(text or '')}"
        elif label:
            line = _line(_in_one(label), table.x0, height, scale, style)
            yield Row(line.text, page, line, is_label=True)
        for index, printed in enumerate(filter(None, (text or "").split("\n"))):
            height += _PITCH * style[1] if index else 0
            line = _line(printed, left, height, scale, style)
            yield Row(line.text, page, line, gap=_PITCH)


def _is_agenda(table: RuledTable) -> bool:
    """Say whether each row of a table is an item, `Punkt | Referat`."""
    words = layouts("layouts")["agenda_table"]
    head = [_in_one(cell or "").rstrip(":") for cell in table.rows[0]]
    return len(head) == _COLUMNS and head[0] in words["agenda"] and head[1] in words["minutes"]


def _entries(agendas: list[Row]) -> list[tuple[Row, list[str], list[str]]]:
    """Give the lines of each item's two cells and the table it begins in; what a page cut is put together."""
    found: list[tuple[Row, list[str], list[str]]] = []
    for row in agendas:
        for cells in row.table.rows[1:] if row.table else ():
            agenda, minutes = ((cell or "").split("\n") if cell else [] for cell in cells)
            if found and not (agenda and _ITEM.match(agenda[0])):
                found[-1][1].extend(agenda)
                found[-1][2].extend(minutes)
            else:
                found.append((row, agenda, minutes))
    return found


def _items_in(agendas: list[Row], row: Row, style: Style) -> Iterator[Row]:
    """Give title, agenda and minutes of each item that begins in a row, below each other."""
    assert row.table is not None
    entries = _entries(agendas)
    widest = max(_width_of(line) for _, *cells in entries for cell in cells for line in cell)
    room = max((_width_of(line) for _, agenda, _ in entries for line in agenda), default=0.0)
    left, top, (font, size) = row.table.x0, row.table.top, style
    for agenda, minutes in (entry[1:] for entry in entries if entry[0] is row):
        count = _lines_of_title(agenda, room)
        title = _line(" ".join(agenda[:count]), left, top, size, (font, _LARGER * size), is_bold=True)
        yield Row(title.text, row.page, title, gap=2 * _PITCH)
        for label, lines in zip(row.table.rows[0], (agenda[count:], minutes), strict=True):
            if lines:
                head = _line(_in_one(label or ""), left, top, size, style)
                yield Row(head.text, row.page, head, is_label=True)
            for text in lines:
                line = _line(text, left, top, (row.table.x1 - left) / widest, style)
                yield Row(text, row.page, line, gap=_PITCH)


def _lines_of_title(agenda: list[str], room: float) -> int:
    """Count the lines of the bold title: it wraps where the next word had no room."""
    count = 1
    while count < len(agenda):
        with_next = f"{agenda[count - 1]} {agenda[count].split()[0]}"
        if _BOLDER * _width_of(with_next) <= room:
            break
        count += 1
    return count


def _heading_of_item(table: RuledTable, page: int | None, style: Style) -> list[Row]:
    """Give the heading and the numbers of an item whose box holds nothing else; no rows for another table.

    The first row holds number and title, those below it labels with their values beside or under them.
    """
    first, *others = [[_in_one(cell) for cell in row if cell] for row in table.rows]
    if len(first) != _COLUMNS or not _NUMBER.fullmatch(first[0]):
        return []
    labels = _labels_over_values(others)
    if not labels:
        return []
    font, size = style
    line = _line(" ".join(first), table.x0, table.top, size, (font, _LARGER * size), is_bold=True)
    rows = [Row(line.text, page, line, gap=2 * _PITCH)]
    for label, value in labels:
        text = value if is_mark(value) else f"{label.rstrip(' :')}: {value}"
        line = _line(text, table.x0, table.bottom, size, style)
        rows.append(Row(text, page, line, gap=_PITCH))
    return rows


def _labels_over_values(rows: list[list[str]]) -> list[tuple[str, str]] | None:
    """Read rows of labels and values, under or beside each other; None where they hold anything else."""
    found: list[tuple[str, str]] = []
    while rows:
        if len(rows) > 1 and len(rows[0]) == len(rows[1]) and all(map(_is_of_item, rows[0])):
            found += zip(rows[0], rows[1], strict=True)
            rows = rows[2:]
        elif len(rows[0]) % _COLUMNS == 0 and all(map(_is_of_item, rows[0][::_COLUMNS])):
            found += zip(rows[0][::_COLUMNS], rows[0][1::_COLUMNS], strict=True)
            rows = rows[1:]
        else:
            return None
    return found


def _line(
    text: str, left: float, baseline: float, scale: float, style: Style, *, is_bold: bool = False
) -> Line:
    """Make a line of which only the text is known."""
    words = text.split()
    ends = list(accumulate(sum(map(_width, f"{word} ")) for word in words))
    starts = [0.0, *ends[:-1]]
    places = [tuple(left + scale * at for at in some) for some in (starts, ends)]
    return Line.of_one_style(" ".join(words), (*style, is_bold), baseline, *places)


def _width_of(text: str) -> float:
    return sum(map(_width, text))


@cache
def _width(character: str) -> float:
    for some, width in _WIDTHS.items():
        if character in some:
            return width
    return _CAPITAL if character.isupper() else _WIDTH


def _in_one(cell: str) -> str:
    return " ".join(cell.split())
