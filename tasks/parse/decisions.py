"""What an item's decision sections say: decisions, who was away, who voted what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from schemas.minutes import Decision, ItemAttendance, Vote
from schemas.vocabulary import AttendanceStatus, ItemAttendanceStatus, VoteChoice
from tasks.parse import dates
from tasks.parse.layout import Heading
from tasks.parse.outcomes import classify, remark_of
from tasks.parse.people import read_people
from tasks.parse.sentences import sentences
from vocabulary.bodies import canonical

_EMPTY = re.compile(r"^[-–—.\s]*$")
_AWAY = re.compile(
    r"^(?P<label>Fraværende(?: med(?: lovligt)? (?:afbud|forfald)| uden afbud)?|Afbud(?: fra)?|Ikke til stede|Ej til stede|Inhabil(?:e)?)\s*:\s*(?P<names>.*)$",
    re.IGNORECASE,
)
_DISQUALIFIED = re.compile(
    r"^(?P<names>[A-ZÆØÅ][^.]*?)\s+(?:erklærede sig inhabil\w*|(?:var|er|blev erklæret) inhabil\w*|deltog ikke i (?:sagens )?(?:behandlingen|afgørelsen)(?: af (?:sagen|punktet))? (?:på grund af|grundet) inhabilitet)\b(?P<note>.*?)\.?$",
)
_NOT_THERE = re.compile(
    r"^(?P<names>[A-ZÆØÅ][^.:]*?)\s+(?P<note>(?:deltog ikke (?:i|under)|var ikke til stede under|forlod (?:mødet|lokalet) (?:under|inden|før)).*?)\.?$"
)
_VOTE_LINE = re.compile(
    r"^(?:(?P<for>For(?: indstillingen| forslaget)?(?: stemte)?)|(?P<imod>(?:I)?mod(?: indstillingen| forslaget)?(?: stemte)?)|"
    r"(?P<undlod>(?:Hverken for eller imod|Undlod(?: at stemme)?|Undladt|Blankt?)(?: stemte)?)|(?P<forbehold>Forbehold))\s*:?\s*"
    r"(?P<count>\d{1,3})?(?:\s*stemmer?)?\s*[:(]?\s*(?P<voters>[^()]*?)\)?\.?$",
    re.IGNORECASE,
)
_RESERVATION = re.compile(r"^(?P<voters>[A-ZÆØÅ][\w ,.()-]*?)\s+(?:tog|tager) forbehold\b.*$")
_AGAINST = re.compile(
    r"^(?P<voters>[A-ZÆØÅ][\w ,.()-]*?)\s+(?:kunne ikke tiltræde|stemte imod|stemmer imod)\b.*$"
)
_ABSTAINED = re.compile(
    r"^(?P<voters>[A-ZÆØÅ][\w ,.()-]*?)\s+(?:undlod at stemme|stemte hverken for eller imod)\b.*$"
)
_MAJORITY = re.compile(
    r"\b[Ee]t (?P<kind>flertal|mindretal) (?:på \d+ )?(?:bestående af|af) (?P<voters>[^().:]+?)(?: \((?P<count>\d+)\))?(?= (?:anbefal|godkend|vedt|indstill|stem|tiltr|kunne|kan|beslut|ønsk))"
)


@dataclass(slots=True)
class Decided:
    """What decision sections of one item came to."""

    decisions: list[Decision] = field(default_factory=list)
    away: list[ItemAttendance] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)


def read_decision(decided: Decided, heading: Heading, paragraphs: list[str]) -> None:
    """Read one decision section; lines of attendance and votes get rows of their own."""
    kept: list[str] = []
    for paragraph in paragraphs:
        said = [sentence for sentence in sentences(paragraph) if not _has_own_row(decided, sentence)]
        _read_majority(decided, paragraph)
        kept += [" ".join(said)] if said else []
    text = "\n".join(kept)
    if _EMPTY.match(text):
        return
    outcome, rule = classify(text)
    decided.decisions.append(
        Decision(
            body=canonical(heading.body) if heading.body else None,
            decided_on=_date(heading.date_text),
            text=text,
            outcome=outcome,
            remark=remark_of(text),
            rule=rule,
        )
    )


def _has_own_row(decided: Decided, sentence: str) -> bool:
    """Read a sentence that says who was away or who voted what, and nothing else."""
    return _read_away(decided, sentence) or _read_votes(decided, sentence)


def _date(text: str | None) -> date | None:
    try:
        return dates.read(text) if text else None
    except dates.ImpossibleDate:
        return None


def _read_away(decided: Decided, paragraph: str) -> bool:
    if match := _AWAY.match(paragraph):
        label = match["label"].lower()
        status = (
            AttendanceStatus.EXCUSED if "afbud" in label and "uden" not in label else AttendanceStatus.ABSENT
        )
        people = read_people([match["names"]], status)
        is_disqualified = label.startswith("inhabil")
    elif match := _DISQUALIFIED.match(paragraph):
        people, is_disqualified = read_people([match["names"]], AttendanceStatus.ABSENT), True
    elif match := _NOT_THERE.match(paragraph):
        people, is_disqualified = read_people([match["names"]], AttendanceStatus.ABSENT), False
        is_disqualified = "inhabil" in paragraph.lower()
    else:
        return False
    if (
        not people
        and match["names"].strip(" .-")
        and match["names"].strip(" .").lower() not in ("ingen", "intet")
    ):
        return False
    decided.away += [
        ItemAttendance(
            name=person.name,
            party=person.party,
            status=ItemAttendanceStatus.INHABIL if is_disqualified else ItemAttendanceStatus(person.status),
            note=person.note or (match.groupdict().get("note") or "").strip(" ,") or None,
        )
        for person in people
    ]
    return True


def _read_votes(decided: Decided, paragraph: str) -> bool:
    if match := _VOTE_LINE.match(paragraph):
        choice = next(choice for choice in VoteChoice if match[choice.value])
        if not match["count"] and ":" not in paragraph and "stemte" not in paragraph.lower():
            return False
        decided.votes += _votes(choice, match["voters"], match["count"])
        return True
    for pattern, choice in (
        (_RESERVATION, VoteChoice.FORBEHOLD),
        (_AGAINST, VoteChoice.IMOD),
        (_ABSTAINED, VoteChoice.UNDLOD),
    ):
        if match := pattern.match(paragraph):
            decided.votes += _votes(choice, match["voters"], None)
            return True
    return False


def _read_majority(decided: Decided, paragraph: str) -> None:
    for match in _MAJORITY.finditer(paragraph):
        choice = VoteChoice.FOR if match["kind"] == "flertal" else VoteChoice.IMOD
        decided.votes += _votes(choice, match["voters"], match["count"])


def _votes(choice: VoteChoice, voters: str, count: str | None) -> list[Vote]:
    names = [
        name.strip(" .") for name in re.split(r"\s*[,;]\s*|\s+og\s+", voters.strip(" .:")) if name.strip(" .")
    ]
    if count and len(names) == 1:
        return [Vote(voter=names[0], choice=choice, votes=int(count))]
    total = [Vote(voter=None, choice=choice, votes=int(count))] if count else []
    return total + [Vote(voter=name, choice=choice) for name in names]
