"""Items without numbers: titles that the contents list knows, or that stand like titles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tasks.parse.front import is_front
from tasks.parse.layout import header_label, is_signature_heading, item_labels, section_heading
from tasks.parse.rows import Row, Typography
from vocabulary.standing import recognise

Style = tuple[float, bool]

# A title is at most this long, in characters, where nothing but its place tells it from a sentence.
_LONGEST = 150
# At least this share of the lines in a style must be followed by an item's numbers or sections.
_SHARE = 0.5


def title_indexes(rows: list[Row], typography: Typography) -> list[int]:
    """Give the rows that stand like titles of items in a document that numbers none and lists none.

    With styles: the lines of the largest style below which sections or case numbers begin. Without:
    lines of their own right above a case number, and titles of the standing items.
    """
    if typography.is_styled:
        return _styled(rows, typography)
    return [
        index
        for index, row in enumerate(rows)
        if _may_be_title(row, typography)
        and not row.text.endswith((".", ";", ",", ":"))
        and (has_number_below(rows, index) or recognise(row.text))
    ]


def _styled(rows: list[Row], typography: Typography) -> list[int]:
    found = [index for index, row in enumerate(rows) if _may_be_title(row, typography)]
    by_style = sorted(found, key=lambda index: rows[index].style, reverse=True)
    for style, group in groupby(by_style, key=lambda index: rows[index].style):
        indexes = sorted(group)
        opening = sum(
            opens_item(rows, index) or _has_section_below(rows, index, typography) for index in indexes
        )
        if style not in typography.section_styles and opening and opening >= _SHARE * len(indexes):
            return indexes
    return []


def _has_section_below(rows: list[Row], index: int, typography: Typography) -> bool:
    """Say whether a line set like the headings of sections, known or not, stands right below a larger one."""
    row = next(_below(rows, index), None)
    is_smaller = row is not None and row.size < rows[index].size
    return is_smaller and row is not None and row.style in typography.section_styles


def _may_be_title(row: Row, typography: Typography) -> bool:
    return (
        row.line is not None
        and not row.role
        and len(row.text) <= _LONGEST
        and typography.looks_like_heading(row)
        and section_heading(row.text) is None
        and header_label(row.text, is_marked=True) is None
        and item_labels(row.text) is None
        and not is_signature_heading(row.text)
    )


def _below(rows: list[Row], index: int) -> Iterator[Row]:
    """Give the rows below a title's first line, as far as the title may wrap."""
    yield from (row for row in rows[index + 1 : index + 4] if not row.role and row.line is not None)


def opens_item(rows: list[Row], index: int) -> bool:
    """Say whether numbers or a section's heading stand below a line, as below an item's title."""
    below = list(_below(rows, index))
    return has_number_below(rows, index) or any(section_heading(row.text) for row in below)


def has_number_below(rows: list[Row], index: int) -> bool:
    """Say whether an item's number, labels or mark stand right below a line."""
    row = next(_below(rows, index), None)
    if row is None:
        return False
    return is_front(row)
