"""Labels in a column of their own, beside the text: put above it, as other prints set headings.

Such a column is certain where the headings of several kinds of sections stand in it and their text begins
at one place right of them. Then every line in it is a heading, known or not.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from schemas.page import Line, Word
from schemas.terms import SectionKind
from tasks.parse.layout import header_label, item_labels, section_heading, sure_kind
from tasks.parse.rows import COLUMN_GAP, Row

# The headings of so many kinds of sections make a column certain.
_KINDS = 2
# What stands at one place (points) and on one line (font sizes).
_DRIFT = 2.0
_SAME_LINE = 0.5
# The lines of a text that has more than one.
_SEVERAL = 2
# The blank (font sizes) between a label and the text beside it at least.
_BLANK = 0.5
# Lines of one label follow each other within so many font sizes.
_NEXT_LINE = 1.6
# Text below its label stands as near (font sizes) as lines of a paragraph.
_TIGHT = 1.0
# The rest of a label, of a day at its end say: `Beslutning i Økonomiudvalget den`, `12. november 2013`.
_GOES_ON = re.compile(r"[a-zæøå]|\d{1,2}\. ?[a-zæøå]|\d{4}\b|\d{1,2}[-./]\d")
_NUMBER = re.compile(r"(?:[A-ZÆØÅ]\w{0,5}\.?\s*)?(?:nr\.?\s*)?\d")


@dataclass(slots=True)
class _Column:
    """Where labels begin, and the text beside them, in points; the kinds of sections that they head."""

    left: float
    edge: float
    kinds: set[SectionKind] = field(default_factory=set)


@dataclass(slots=True)
class _Cell:
    """A label's lines, and the rows of the text beside it."""

    label: list[Line]
    page: int | None
    text: list[Row] = field(default_factory=list)

    @property
    def said(self) -> str:
        """Give the label's words."""
        return " ".join(line.text for line in self.label)


@dataclass(slots=True)
class _Stretch:
    """Rows that follow each other in the two columns; `text` are those of the right one."""

    is_at_top: bool
    cells: list[_Cell] = field(default_factory=list)
    text: list[Row] = field(default_factory=list)


def labels_above(rows: list[Row]) -> list[Row]:
    """Put labels that stand beside their text above it; other rows stay as they are."""
    columns = [column for column in _columns(rows) if len(column.kinds) >= _KINDS]
    if not columns:
        return rows
    parts = list(_parts(rows, columns))
    stretches = [part for part in parts if isinstance(part, _Stretch)]
    is_centred = sum(map(_begins_with_text, stretches)) > sum(map(_begins_on_a_line, stretches))
    found: list[Row] = []
    for part in parts:
        found += [part] if isinstance(part, Row) else _one_below_other(part, is_centred=is_centred)
    return found


def _columns(rows: list[Row]) -> list[_Column]:
    """Find where headings of sections stand beside a text."""
    found: list[_Column] = []
    for row in rows:
        if row.line is None or not row.text[0].isupper() or not row.line.has_gap(COLUMN_GAP * row.size):
            continue
        groups = row.columns()
        if not (kind := sure_kind(_said(groups[0]))):
            continue
        left, edge = groups[0][0].x0, groups[1][0].x0
        near = (c for c in found if abs(c.left - left) < _DRIFT and abs(c.edge - edge) < _DRIFT)
        column = next(near, None)
        if column is None:
            found.append(column := _Column(left, edge))
        column.kinds.add(kind)
    return found


def _parts(rows: list[Row], columns: list[_Column]) -> Iterator[Row | _Stretch]:
    """Gather what stands in the two columns; give other rows as they are, all in their order."""
    stretch: _Stretch | None = None
    page: int | None = None
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        is_top = row.page != page
        if is_top and stretch:
            yield stretch
            stretch = None
        page = row.page
        stretch = stretch or _Stretch(is_top)
        if not any(_takes(stretch, row, below, column) for column in columns):
            if stretch.cells or stretch.text:
                yield stretch
            stretch = None
            yield row
    if stretch:
        yield stretch


def _takes(stretch: _Stretch, row: Row, below: Row | None, column: _Column) -> bool:
    """Add a row to a stretch where it stands in the columns: in the right one, the left one, or both."""
    line = row.line
    if line is None:
        return False
    if line.x0 >= column.edge - _DRIFT:
        stretch.text.append(row)
        return True
    if abs(line.x0 - column.left) > _DRIFT:
        return False
    at = _edge_in(line, column)
    label, text = line.words[: at or None], line.words[at:] if at else ()
    if label[-1].x1 > column.edge - _BLANK * line.size:
        return False
    is_beside = at or (
        below and below.line and (below.line.x0 >= column.edge or _edge_in(below.line, column))
    )
    part = Line(label, line.baseline)
    if _goes_on(stretch, part):
        stretch.cells[-1].label.append(part)
    elif section_heading(part.text) or (is_beside and _may_be_label(part.text, _said(text), stretch)):
        stretch.cells.append(_Cell([part], row.page))
    else:
        return False
    if text:
        stretch.text.append(Row(_said(text), row.page, Line(text, line.baseline)))
    return True


def _edge_in(line: Line, column: _Column) -> int:
    """Give the index of the word of a line that begins the right column, 0 where none does.

    A list stands further in, behind a blank as wide as that between columns.
    """
    words = line.words
    at = next((i for i, word in enumerate(words) if word.x0 > column.edge - _DRIFT), 0)
    is_apart = at and words[at].x0 - words[at - 1].x1 > COLUMN_GAP * line.size
    return at if at and (is_apart or words[at].x0 < column.edge + _DRIFT) else 0


def _may_be_label(label: str, text: str, stretch: _Stretch) -> bool:
    """Say whether an unknown text can be a label of a section: no item's number, no label of other fields."""
    is_other = header_label(label, is_marked=True) or item_labels(f"{label.rstrip(' :')}: {text}")
    return (label.endswith(":") or bool(stretch.text)) and not (is_other or _NUMBER.match(label))


def _goes_on(stretch: _Stretch, line: Line) -> bool:
    """Say whether a line in the left column goes on with the label above it."""
    if not stretch.cells:
        return False
    cell = stretch.cells[-1]
    last = cell.label[-1]
    is_near = line.baseline - last.baseline <= _NEXT_LINE * max(last.size, line.size)
    if not is_near or last.bold != line.bold or last.text.endswith(":"):
        return False
    if _GOES_ON.match(line.text) or section_heading(f"{cell.said} {line.text}"):
        return True
    return not (section_heading(cell.said) or section_heading(line.text) or _NUMBER.match(line.text))


def _begins_with_text(stretch: _Stretch) -> bool:
    """Say whether text stands above the first label: then labels stand at half the height of their text."""
    if not (stretch.cells and stretch.text) or stretch.is_at_top:
        return False
    if header_label(stretch.cells[0].said, is_marked=True):
        return False  # what stands above is the last value of the meeting's head
    label, first = stretch.cells[0].label[0], stretch.text[0].line
    return first is not None and label.baseline - first.baseline > _SAME_LINE * first.size


def _begins_on_a_line(stretch: _Stretch) -> bool:
    """Say whether the first label stands on the first of several lines beside it, not at half height."""
    if not stretch.cells or len(stretch.text) < _SEVERAL:
        return False
    label, (first, second) = stretch.cells[0].label[0], (row.line for row in stretch.text[:_SEVERAL])
    following = stretch.cells[1].label[0].baseline if len(stretch.cells) > 1 else inf
    is_on_line = first is not None and abs(label.baseline - first.baseline) <= _SAME_LINE * first.size
    return is_on_line and second is not None and second.baseline < following - _SAME_LINE * second.size


def _one_below_other(stretch: _Stretch, *, is_centred: bool) -> Iterator[Row]:
    """Give the rows of a stretch, each label above its text."""
    text = deque(stretch.text)
    if not stretch.cells:
        yield from text
        return
    tops = [cell.label[0].baseline - _SAME_LINE * cell.label[0].size for cell in stretch.cells]
    if not is_centred:
        yield from _down_to(tops[0], text)
    for cell, below in zip(stretch.cells, [*tops[1:], inf], strict=True):
        first = cell.label[0]
        if is_centred and text and text[0].line and below != inf:
            above = min(text[0].line.baseline, first.baseline)
            below = first.baseline + cell.label[-1].baseline - above + _SAME_LINE * first.size
        line = Line(tuple(word for part in cell.label for word in part.words), first.baseline)
        yield Row(line.text, cell.page, line, is_label=True)
        yield from _down_to(below, text)


def _down_to(end: float, text: deque[Row]) -> Iterator[Row]:
    """Take the rows above a height off a text; their distance is that from each other."""
    above: Line | None = None
    while text and text[0].line and text[0].line.baseline < end:
        row = text.popleft()
        assert row.line is not None
        row.gap = (row.line.baseline - above.baseline) / max(row.size, 1.0) if above else _TIGHT
        above = row.line
        yield row


def _said(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)
