"""What an item's decision sections say: decisions, who was away, who voted what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from schemas.minutes import Decision, ItemAttendance, Vote
from tasks.parse import dates
from tasks.parse.away import gather_names, read_away
from tasks.parse.layout import LONGEST_ANNOUNCED, Heading, header_label
from tasks.parse.outcomes import POINTS_DIFFER, classify, opens_point, remark_of
from tasks.parse.sentences import sentences
from tasks.parse.votes import announces_votes, read_majority, read_votes, tells_again
from vocabulary.bodies import canonical, is_own

# Labels of the meeting's head that may follow the day at the top of a decision.
_SAID_BELOW_DAY = ("date", "start", "end", "place")
_EMPTY = re.compile(r"^[-–—.\s]*$")


@dataclass(slots=True)
class Decided:
    """What decision sections of one item came to."""

    decisions: list[Decision] = field(default_factory=list)
    away: list[ItemAttendance] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)
    # Whether the section read last is this meeting's decision.
    is_of_meeting: bool = field(default=False, compare=False)


def read_decision(
    decided: Decided, heading: Heading, paragraphs: list[str], meeting: tuple[str | None, date | None]
) -> None:
    """Read one decision section; lines of attendance and votes get rows of their own.

    Not those of an earlier decision: who was away then, and who voted what, says nothing of this `meeting`, a
    body and a day.
    """
    said = Decided()
    paragraphs, day = _without_head(paragraphs, _date(heading.date_text))
    kept = [
        " ".join(filter(None, (_take_rows(said, sentence) for sentence in sentences(paragraph))))
        for paragraph in gather_names(paragraphs)
    ]
    text = "\n".join(paragraph for paragraph in kept if paragraph)
    body = canonical(heading.body) if heading.body and not is_own(heading.body) else None
    decided.is_of_meeting = body in (None, meeting[0]) and day in (None, meeting[1])
    if decided.is_of_meeting:
        decided.away += _once_each(said.away)
        decided.votes += said.votes
    if _EMPTY.match(text):
        return
    outcome, rule = classify(text)
    decided.decisions.append(
        Decision(
            body=body,
            decided_on=day,
            text=text,
            outcome=outcome,
            remark=_remark(text) if rule != POINTS_DIFFER else None,  # else it is one point's
            rule=rule,
        )
    )


def _remark(text: str) -> str | None:
    """Give a decision's remark; who did not vote for it, `idet O stemte imod`, is none."""
    remark = remark_of(text)
    return None if remark and read_votes(remark) is not None else remark


def _without_head(paragraphs: list[str], day: date | None) -> tuple[list[str], date | None]:
    """Take the lines off that say again when and where the body met: `Dato: 8. oktober 2015`, then `Sted: …`.

    The day is that of the decision where its heading names none.
    """
    for index, paragraph in enumerate(paragraphs):
        label = header_label(paragraph, is_marked=False) if len(paragraph) <= LONGEST_ANNOUNCED else None
        said = _date(label.value) if label and label.field == "date" else None
        if not label or not (said or (index and label.field in _SAID_BELOW_DAY)):
            return paragraphs[index:], day
        day = day or said
    return [], day


def read_away_below(decided: Decided, heading: str, paragraphs: list[str]) -> None:
    """Read who was away from a list under a heading of its own, below this meeting's decision."""
    if not decided.is_of_meeting or not paragraphs or read_away(f"{heading.rstrip(' :')}:") is None:
        return
    [gathered, *rest] = gather_names([f"{heading.rstrip(' :')}:", *paragraphs])
    if not rest:
        decided.away += read_away(gathered.rstrip(",")) or []


def _once_each(away: list[ItemAttendance]) -> list[ItemAttendance]:
    """Keep once who is told of in a sentence and stands in the list below as well."""
    return list({(person.name, person.status, person.note): person for person in away}.values())


def _take_rows(decided: Decided, sentence: str) -> str:
    """Read a sentence that says who was away or who voted what, and nothing else; give what is left of it.

    Of `Ad 2: For stemte A.` the point's number is left: it tells what is decided in the next sentence. So is
    what announces votes, `Der stemmes om indstillingen:`.
    """
    point = opens_point(sentence) or announces_votes(sentence)
    number, said = (point[0].strip(), sentence[point.end() :]) if point else ("", sentence)
    if (away := read_away(said)) is not None:
        decided.away += away
        return number
    if (votes := read_votes(said)) is not None:
        if not point and tells_again(said, votes, decided.votes):
            return sentence
        decided.votes += votes
        return number
    decided.votes += read_majority(sentence)
    return sentence


def _date(text: str | None) -> date | None:
    try:
        return dates.read(text) if text else None
    except dates.ImpossibleDate:
        return None
