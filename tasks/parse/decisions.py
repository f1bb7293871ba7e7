"""What an item's decision sections say: decisions, who was away, who voted what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from schemas.minutes import Decision, ItemAttendance, Vote
from tasks.parse import dates
from tasks.parse.away import gather_names, read_away
from tasks.parse.layout import Heading
from tasks.parse.outcomes import classify, opens_point, remark_of
from tasks.parse.sentences import sentences
from tasks.parse.votes import read_majority, read_votes
from vocabulary.bodies import canonical, is_own

_EMPTY = re.compile(r"^[-–—.\s]*$")


@dataclass(slots=True)
class Decided:
    """What decision sections of one item came to."""

    decisions: list[Decision] = field(default_factory=list)
    away: list[ItemAttendance] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)


def read_decision(decided: Decided, heading: Heading, paragraphs: list[str]) -> None:
    """Read one decision section; lines of attendance and votes get rows of their own."""
    kept = [
        " ".join(filter(None, (_take_rows(decided, sentence) for sentence in sentences(paragraph))))
        for paragraph in gather_names(paragraphs)
    ]
    text = "\n".join(paragraph for paragraph in kept if paragraph)
    if _EMPTY.match(text):
        return
    decided.votes += read_majority(text)
    outcome, rule = classify(text)
    decided.decisions.append(
        Decision(
            body=canonical(heading.body) if heading.body and not is_own(heading.body) else None,
            decided_on=_date(heading.date_text),
            text=text,
            outcome=outcome,
            remark=remark_of(text),
            rule=rule,
        )
    )


def _take_rows(decided: Decided, sentence: str) -> str:
    """Read a sentence that says who was away or who voted what, and nothing else; give what is left of it.

    Of `Ad 2: For stemte A.` the point's number is left: it tells what is decided in the next sentence.
    """
    point = opens_point(sentence)
    number, said = (point[0].strip(), sentence[point.end() :]) if point else ("", sentence)
    if (away := read_away(said)) is not None:
        decided.away += away
        return number
    if (votes := read_votes(said)) is not None:
        decided.votes += votes
        return number
    return sentence


def _date(text: str | None) -> date | None:
    try:
        return dates.read(text) if text else None
    except dates.ImpossibleDate:
        return None
