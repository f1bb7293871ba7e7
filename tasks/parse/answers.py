"""Decisions that the number of their item heads, `Ad pkt. 3:`, or who met, `BYRÅDET: Godkendt.`."""

from __future__ import annotations

import re
from functools import cache, partial

from schemas.terms import SectionKind
from tasks.parse.items import Answer, Segment
from tasks.parse.layout import LONGEST_ANNOUNCED, sure_kind
from vocabulary.bodies import canonical
from vocabulary.tables import alternatives, table

# So many items are answered so: elsewhere `Ad 1` is a point of what is recommended.
_ITEMS = 2


@cache
def _pattern() -> re.Pattern[str]:
    opening = alternatives(table("layouts")["answer"]["openings"])
    number = r"(?P<number>\d{1,4}[a-z]?)\s*(?P<colon>[:.]?)"
    return re.compile(rf"(?P<printed>(?:{opening})\s*{number})(?P<said>.*)")


def mark_answers(segments: list[Segment], body: str | None) -> None:
    """Give each item its answer, where as many as two items have one; `body` is the one that met."""
    for answer_of in (_below_number, partial(_behind_body, body=body)):
        found = [(segment, answer) for segment in segments if (answer := answer_of(segment))]
        if len(found) >= _ITEMS:
            for segment, answer in found:
                segment.answer = answer
            return


def _below_number(segment: Segment) -> Answer | None:
    """Find the one line that begins with the item's number; none below a decision's own heading."""
    matches = [(row, match) for row in segment.rows if row.line and (match := _pattern().match(row.text))]
    if len(matches) != 1 or _has_heading(segment):
        return None
    [(row, match)] = matches
    said = match["said"].strip()
    is_heading = bool(match["colon"]) if said else len(row.text) <= LONGEST_ANNOUNCED
    is_own = match["number"] == segment.number
    return Answer(row, match["printed"], said) if is_own and is_heading else None


def _behind_body(segment: Segment, body: str | None) -> Answer | None:
    """Find the one line that begins with the name of the body that met and a colon, `BYRÅDET: Godkendt.`."""
    lines = [(row, *row.text.partition(":")) for row in segment.rows if row.line and ":" in row.text]
    names = {body, (body or "").split(" ")[-1]}  # `Skovby Byråd` is `BYRÅDET` here
    own = [(row, f"{who}:", said.strip()) for row, who, _, said in lines if canonical(who) in names]
    return Answer(*own[0]) if len(own) == 1 and not _has_heading(segment) else None


def _has_heading(segment: Segment) -> bool:
    return any(sure_kind(row.text) is SectionKind.BESLUTNING for row in segment.rows if row.line)
