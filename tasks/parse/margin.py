"""Decisions in a column right of the text, as older minutes print them: put below the item that they are of.

Such a column is certain where the heading of a decision comes again at one place, each time beside a line
of the text on its left. What begins there, or further in right below, belongs to the column.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from schemas.page import Line, Word
from schemas.terms import SectionKind
from tasks.parse.layout import is_signature_heading, item_rules, sure_kind
from tasks.parse.rows import COLUMN_GAP, Row
from vocabulary.tables import table, whole_line

# So many decisions stand in the column at least.
_DECISIONS = 2
# What stands at one place (points).
_DRIFT = 2.0
# Lines this near (font sizes) stand beside each other: those of a text are further apart.
_BESIDE = 0.9
# The next line of the column stands within so many font sizes.
_NEXT_LINE = 2.0
# The title of an item begins so many lines above its decision at most.
_LINES_ABOVE = 4


@dataclass(slots=True)
class _Block:
    """A decision's rows, from its heading on; `at` is where its item begins among the rows of the text."""

    at: int
    rows: list[Row] = field(default_factory=list)


def decisions_below(rows: list[Row]) -> list[Row]:
    """Put each decision of a right column below the text of its item; other documents stay as they are."""
    edge = _edge(rows)
    if edge is None:
        return rows
    text, blocks = _part(rows, edge)
    _space(text)
    _widen([row for block in blocks for row in block.rows], text, edge)
    ends = [*(block.at for block in blocks[1:]), _end_of_items(text, blocks[-1].at)]
    found: list[Row] = text[: ends[0]]
    for block, (start, end) in zip(blocks, pairwise([*ends, len(text)]), strict=True):
        found += [*block.rows, *text[start:end]]
    return found


def _edge(rows: list[Row]) -> float | None:
    """Give where the column begins, None where there is none."""
    found: Counter[float] = Counter()
    for above, row, below in zip([None, *rows], rows, [*rows[1:], None], strict=False):
        if row.line is None:
            continue
        if not (
            row.line.has_gap(COLUMN_GAP * row.size) or _is_left_of(above, row) or _is_left_of(below, row)
        ):
            continue
        heading = row.columns()[-1]
        if sure_kind(_said(heading)) is SectionKind.BESLUTNING:
            place = next((x for x in found if abs(x - heading[0].x0) < _DRIFT), heading[0].x0)
            found[place] += 1
    place, count = found.most_common(1)[0] if found else (0.0, 0)
    return place if count >= _DECISIONS else None


def _said(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


def _is_left_of(other: Row | None, row: Row) -> bool:
    """Say whether another line stands left of a row, so near in height that it is none above or below."""
    if other is None or other.line is None or row.line is None or other.page != row.page:
        return False
    is_near = abs(other.line.baseline - row.line.baseline) < _BESIDE * row.size
    return is_near and other.line.x1 < row.line.x0


def _part(rows: list[Row], edge: float) -> tuple[list[Row], list[_Block]]:
    """Part the rows into those of the text and the decisions beside it."""
    text: list[Row] = []
    blocks: list[_Block] = []
    for row in rows:
        left, right = _split(row, edge, blocks[-1].rows[-1] if blocks else None)
        if right and sure_kind(right.text) is SectionKind.BESLUTNING:
            text += [left] if left else []
            blocks.append(_Block(_item_above(text, right), [right]))
        elif right and blocks:
            text += [left] if left else []
            blocks[-1].rows.append(right)
        else:
            text.append(row)
    return text, blocks


def _split(row: Row, edge: float, last: Row | None) -> tuple[Row | None, Row | None]:
    """Give what of a row stands left of the edge and what in the column; `last` is the column's row above."""
    if row.line is None:
        return row, None
    words = row.line.words
    at = next((index for index, word in enumerate(words) if word.x0 > edge - _DRIFT), None)
    if at is None or (at and words[at].x0 - words[at - 1].x1 < COLUMN_GAP * row.size):
        return row, None
    is_below = last is not None and last.line is not None and last.page == row.page
    if words[at].x0 > edge + _DRIFT and not (
        is_below and last and last.line and row.line.baseline - last.line.baseline < _NEXT_LINE * row.size
    ):
        return row, None
    left, right = words[:at], words[at:]
    return (_row(row, left) if left else None), _row(row, right)


def _row(row: Row, words: tuple[Word, ...]) -> Row:
    assert row.line is not None
    line = Line(words, row.line.baseline, row.line.has_drawn_bullet and words[0] is row.line.words[0])
    return Row(line.text, row.page, line)


def _item_above(text: list[Row], heading: Row) -> int:
    """Give where the item begins whose decision has its heading here: at the nearest line that can."""
    last = len(text) - 1
    for index in range(last, max(last - _LINES_ABOVE, -1), -1):
        row = text[index]
        if row.line and row.page == heading.page and _begins_item(row.text):
            return index
    return len(text)


def _begins_item(line: str) -> bool:
    return any(rule.pattern.fullmatch(line) for rule in item_rules())


def _end_of_items(text: list[Row], start: int) -> int:
    """Give where the last item ends: the line that says when the meeting ended, or the signatures."""
    closing = whole_line(table("layouts")["closing"]["end"])
    lines = re.compile("|".join(table("layouts")["signature"]["lines"]))
    for index in range(start, len(text)):
        line = text[index].text
        if closing.match(line) or is_signature_heading(line) or lines.match(line):
            return index
    return len(text)


def _space(text: list[Row]) -> None:
    """Measure the distances of lines anew, now that nothing stands between them."""
    for above, row in pairwise(text):
        if row.line is None or above.line is None or row.page != above.page:
            row.gap = None
        else:
            row.gap = (row.line.baseline - above.line.baseline) / max(row.size, 1.0)


def _widen(column: list[Row], text: list[Row], edge: float) -> None:
    """Set a column as wide as the text, so that its full lines are told as those of the text are."""
    _space(column)
    lines = [row.line for row in text if row.line and row.line.x1 < edge]
    left = min(line.x0 for line in lines)
    right = sorted(line.x1 for line in lines)[int(len(lines) * 0.97)]
    width = max(row.line.x1 for row in column if row.line) - edge
    scale = (right - left) / width
    for row in column:
        assert row.line is not None
        words = tuple(
            word._replace(x0=left + scale * (word.x0 - edge), x1=left + scale * (word.x1 - edge))
            for word in row.line.words
        )
        row.line = Line(words, row.line.baseline, row.line.has_drawn_bullet)
