"""Decisions that the number of their item heads, `Ad pkt. 3:`, below what the agenda said."""

from __future__ import annotations

import re
from functools import cache

from schemas.terms import SectionKind
from tasks.parse.items import Answer, Segment
from tasks.parse.layout import LONGEST_ANNOUNCED, sure_kind
from vocabulary.tables import alternatives, table

# So many items are answered so: elsewhere `Ad 1` is a point of what is recommended.
_ITEMS = 2


@cache
def _pattern() -> re.Pattern[str]:
    opening = alternatives(table("layouts")["answer"]["openings"])
    number = r"(?P<number>\d{1,4}[a-z]?)\s*(?P<colon>[:.]?)"
    return re.compile(rf"(?P<printed>(?:{opening})\s*{number})(?P<said>.*)")


def mark_answers(segments: list[Segment]) -> None:
    """Give each item its answer, where as many as two items have one."""
    found = [(segment, answer) for segment in segments if (answer := _answer(segment))]
    for segment, answer in found if len(found) >= _ITEMS else ():
        segment.answer = answer


def _answer(segment: Segment) -> Answer | None:
    """Find the one line that begins with the item's number; none below a decision's own heading."""
    matches = [(row, match) for row in segment.rows if row.line and (match := _pattern().match(row.text))]
    has_heading = any(sure_kind(row.text) is SectionKind.BESLUTNING for row in segment.rows if row.line)
    if len(matches) != 1 or has_heading:
        return None
    [(row, match)] = matches
    said = match["said"].strip()
    is_heading = bool(match["colon"]) if said else len(row.text) <= LONGEST_ANNOUNCED
    is_own = match["number"] == segment.number
    return Answer(row, match["printed"], said) if is_own and is_heading else None
