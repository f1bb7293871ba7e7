"""Ruled cells that are no table: labels beside their text, boxes that head an item, agendas in columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from schemas.page import RuledTable
from tasks.parse.agenda_tables import items_of_tables
from tasks.parse.layout import is_mark, item_labels, section_heading, starts_item, sure_kind
from tasks.parse.made_lines import LARGER, PITCH, Style, in_one, made_line, width_of
from tasks.parse.rows import Row

# The headings of so many kinds of sections make a column of labels certain.
_KINDS = 2
# A label and its text.
_COLUMNS = 2
# Below an item's title every label counts, whatever it says.
_LONGEST_LABEL = 40
_ITEM = re.compile(r"\d{1,3}[.)]?\s+\S")
_NUMBER = re.compile(r"\d{1,4}[a-z]?\.?")


def without_rulings(rows: list[Row]) -> list[Row]:
    """Put what stands in such cells below each other; real tables stay as they are."""
    held = [row.table for row in rows if row.table and _holds_labels(row.table)]
    labels = [in_one(label) for table in held for label, _ in table.rows if label]
    if len({sure_kind(label) for label in labels} - {None}) < _KINDS:
        held = []
    found: list[Row] = []
    style = _commonest_style(rows) if any(row.table for row in rows) else ("", 10.0)
    items = items_of_tables(rows, style)
    for row in rows:
        if row.table is None:
            found.append(row)
        elif id(row) in items:
            found += items[id(row)]
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
    labels = [in_one(label) for label, _ in beside if label]
    if title is not None:
        return bool(labels) and all(len(label) <= _LONGEST_LABEL for label in labels)
    are_labels = all(label.endswith(":") or section_heading(label) or _is_of_item(label) for label in labels)
    return are_labels and any(map(sure_kind, labels))


def _title_and_rows(table: RuledTable) -> tuple[str | None, tuple[tuple[str | None, ...], ...]]:
    """Give the title of an item that its first row holds, and the rows below it.

    It spans the columns, `2. Budget`, or stands beside its number, `Punkt 2`.
    """
    title, beside = table.rows[0]
    if title and beside is None and _ITEM.match(title):
        return in_one(title), table.rows[1:]
    if title and beside and starts_item(in_one(title)):
        return f"{in_one(title).rstrip(':')}: {in_one(beside)}", table.rows[1:]
    return None, table.rows


def _is_of_item(label: str) -> bool:
    return item_labels(f"{label.rstrip(' :')}: 1") is not None


def _labels_and_text(table: RuledTable, page: int | None, style: Style) -> Iterator[Row]:
    """Give a row for an item's title, for each label and for each line of the text beside it."""
    title, beside = _title_and_rows(table)
    widest = max(width_of(line) for _, text in beside for line in (text or "").split("\n"))
    left = table.columns[1] if table.columns else table.x0
    scale = (table.x1 - left) / widest if widest else style[1]
    height = table.top
    if title:
        heading = made_line(title, table.x0, height, style[1], (style[0], LARGER * style[1]), is_bold=True)
        yield Row(title, page, heading, gap=2 * PITCH)
    for label, text in beside:
        height += PITCH * style[1]
        if label and _is_of_item(in_one(label)):
            text = f"{in_one(label).rstrip(' :')}: {in_one(text or '')}"
        elif label:
            line = made_line(in_one(label), table.x0, height, scale, style)
            yield Row(line.text, page, line, is_label=True)
        for index, printed in enumerate(filter(None, (text or "").split("\n"))):
            height += PITCH * style[1] if index else 0
            line = made_line(printed, left, height, scale, style)
            yield Row(line.text, page, line, gap=PITCH)


def _heading_of_item(table: RuledTable, page: int | None, style: Style) -> list[Row]:
    """Give the heading and the numbers of an item whose box holds nothing else; no rows for another table.

    The first row holds number and title, those below it labels with their values beside or under them.
    """
    first, *others = [[in_one(cell) for cell in row if cell] for row in table.rows]
    if len(first) != _COLUMNS or not _NUMBER.fullmatch(first[0]):
        return []
    labels = _labels_over_values(others)
    if not labels:
        return []
    font, size = style
    line = made_line(" ".join(first), table.x0, table.top, size, (font, LARGER * size), is_bold=True)
    rows = [Row(line.text, page, line, gap=2 * PITCH)]
    for label, value in labels:
        text = value if is_mark(value) else f"{label.rstrip(' :')}: {value}"
        line = made_line(text, table.x0, table.bottom, size, style)
        rows.append(Row(text, page, line, gap=PITCH))
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
