"""Attachments that a heading `Bilag` counts: what goes on with such a list is no next item of the agenda."""

from __future__ import annotations

import re

from schemas.terms import SectionKind
from tasks.parse.layout import section_heading
from tasks.parse.rows import Row

# An item stands this much further from what is above it than the attachments of a list from each other.
_SET_APART = 1.25
_COUNT = re.compile(r"(\d{1,2})[.)]\s")


def listed_attachments(rows: list[Row]) -> set[int]:
    """Give the rows that a heading `Bilag` counts from 1 on, until one stands apart from those above it."""
    listed: set[int] = set()
    expected, usual = 0, 0.0
    for index, row in enumerate(rows):
        if row.role or row.line is None:
            continue
        heading = section_heading(row.text)
        if heading and heading.number is None:
            expected, usual = int(heading.kind is SectionKind.BILAG), 0.0
        elif expected and (count := _COUNT.match(row.text)) and int(count[1]) == expected:
            if usual and row.gap and row.gap > _SET_APART * usual:
                expected = 0
                continue
            usual = max(usual if expected > 2 else 0.0, row.gap or 0.0)  # the first stands below its heading
            listed.add(index)
            expected += 1
    return listed
