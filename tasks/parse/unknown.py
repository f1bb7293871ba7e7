"""Headings that no table knows: told by how they are set, and by coming again in item after item."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from tasks.parse.items import Segment
from tasks.parse.rows import Row, Typography
from vocabulary.tables import fold

# An unknown heading has at most so many characters.
_LONGEST = 90
# It is larger than the text by so much at least; exports print headings half a point larger.
_LARGER = 1.03
# A heading in capitals has so many letters at least.
_LEAST_CAPITALS = 5
# Bold words over a paragraph come once; what heads a part of so many items is the municipality's own heading.
_ITEMS = 2


def with_repeated(typography: Typography, segments: list[Segment]) -> Typography:
    """Collect the lines, set like headings, that several items have."""
    counts = Counter(text for segment in segments for text in _set_as_headings(segment, typography))
    return replace(typography, repeated=frozenset(text for text, count in counts.items() if count >= _ITEMS))


def _set_as_headings(segment: Segment, typography: Typography) -> set[str]:
    return {
        fold(row.text)
        for row in segment.rows
        if _is_set_as_heading(row, typography) and not typography.is_tight(row) and len(row.columns()) == 1
    }


def is_unknown_heading(row: Row, typography: Typography) -> bool:
    """Say whether a line that no table knows is a heading: larger than the text, or in several items.

    A text export that mixes levels marks bold lines of prose as headings too; one whose known headings all
    have one level is as good as a print.
    """
    return _is_set_as_heading(row, typography) and (
        _is_larger(row, typography)
        or (typography.are_capitals and _is_in_capitals(row))
        or (
            bool(typography.repeated)
            and fold(row.text) in typography.repeated
            and not typography.is_tight(row)
        )
    )


def _is_in_capitals(row: Row) -> bool:
    """Say whether a line is a word or words in capitals, and no short name such as `A/S`."""
    letters = sum(map(str.isalpha, row.text))
    return row.text.isupper() and letters >= _LEAST_CAPITALS and not any(map(str.isdigit, row.text))


def _is_larger(row: Row, typography: Typography) -> bool:
    return row.size > typography.body_size * _LARGER


def _is_set_as_heading(row: Row, typography: Typography) -> bool:
    return (
        typography.is_styled
        and (row.page is not None or len(typography.section_styles) == 1)
        and row.line is not None
        and not row.role
        and len(row.text) <= _LONGEST
        and row.text[:1].isupper()
        and not row.text.endswith((".", ",", ";"))
        and (row.style in typography.sure_styles or not typography.sure_styles)
        and typography.is_section_style(row)
    )
