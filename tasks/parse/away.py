"""Who was away from one item, or disqualified in it, in the lines of a decision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from schemas.minutes import ItemAttendance
from schemas.terms import AttendanceStatus, ItemAttendanceStatus
from tasks.parse.people import Person, names_nobody, read_people
from tasks.parse.text import strip_marker
from tasks.parse.told import LONGEST_SENTENCE, read_told
from vocabulary.tables import alternatives, table

# What a sentence that tells of people must say of all of them.
_AWAY = (AttendanceStatus.ABSENT, AttendanceStatus.EXCUSED, AttendanceStatus.SUBSTITUTE)
# What a sentence tells of a person before its verb: `Ida Krogh, der er medlem af bestyrelsen, …`.
# Why, or for whom, in brackets behind a name: `Ida Krogh (Teaterladen i Vesterby) var inhabil`.
_IN_BRACKETS = re.compile(r"\s\((?=[^()]{7,}\)|[^()]* )[^()]*\)")
_RELATIVE = re.compile(r",\s+(?:der|som)\s[^,]+,?$")


@dataclass(frozen=True, slots=True)
class _Rule:
    status: ItemAttendanceStatus
    pattern: re.Pattern[str]


@cache
def _labels() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            ItemAttendanceStatus(entry["status"]),
            re.compile(
                rf"(?:{alternatives(entry['labels'])})(?!\w)(?P<colon>\s*:)?\s*(?P<names>.*)", re.IGNORECASE
            ),
        )
        for entry in table("decision_lines")["away"]
    )


@cache
def _sentences() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            ItemAttendanceStatus(entry["status"]),
            re.compile(
                rf"{entry['whole']}\.?"
                if "whole" in entry
                else rf"(?P<names>[A-ZÆØÅ][^.:]*?(?:\.[^.:]*?)?)\s+(?:{entry['pattern']})\.?"
            ),
        )
        for entry in table("decision_lines")["away_sentence"]
    )


def read_away(sentence: str) -> list[ItemAttendance] | None:
    """Read a sentence that says who was away and nothing else; None where it says more."""
    if len(sentence) > LONGEST_SENTENCE:
        return None
    if joined := _stood_in().fullmatch(sentence.strip()):
        away, stood_in = read_away(joined["away"]), _named(joined["name"])
        if away and stood_in:
            substitute = ItemAttendanceStatus.SUBSTITUTE
            return [*away, *(_away(person, substitute, joined["note"]) for person in stood_in)]
    for rule in _labels():
        if (match := rule.pattern.fullmatch(sentence)) and (found := _listed(match, rule.status)) is not None:
            return found
    told = read_told(sentence)
    if told is not None and all(person.status in _AWAY for person in told):
        return [_away(person, ItemAttendanceStatus(person.status)) for person in told]
    for rule in _sentences():
        if not (match := rule.pattern.fullmatch(sentence)):
            continue
        if people := _named(_RELATIVE.sub("", _IN_BRACKETS.sub("", match["names"]))):
            note = (match.groupdict().get("note") or "").strip(" ,.") or None
            return [_away(person, rule.status, note) for person in people]
    return None


@cache
def _stood_in() -> re.Pattern[str]:
    """Compile a sentence that goes on with who came instead, `…, og Ida Krogh deltog i stedet`."""
    words = table("decision_lines")["stood_in"]
    return re.compile(rf"(?P<away>.+?),? og (?P<name>[A-ZÆØÅ][^,:]*?) (?P<note>{words})\.?")


def gather_names(paragraphs: list[str]) -> list[str]:
    """Put names that stand on lines of their own below a label on the label's line."""
    gathered: list[str] = []
    for paragraph in paragraphs:
        label = gathered[-1] if gathered else ""
        is_open = label.rstrip().endswith((":", ",")) and read_away(label) is not None
        if is_open and _named(name := strip_marker(paragraph).strip(" .,")):
            gathered[-1] = f"{label} {name},"
        else:
            gathered.append(paragraph)
    return gathered


def names_only(text: str) -> bool:
    """Say whether a text is nothing but full names of persons."""
    return all(_named(line.strip(" .")) for line in text.split("\n"))


def _listed(match: re.Match[str], status: ItemAttendanceStatus) -> list[ItemAttendance] | None:
    """Read the names after a label; without a colon they must be nothing but full names."""
    names = match["names"].strip()
    if not match["colon"]:
        return [_away(person, status) for person in _named(names)] or None
    if names_nobody(names):
        return []
    people = read_people([names], _default(status))
    return [_away(person, status) for person in people] or None


def _default(status: ItemAttendanceStatus) -> AttendanceStatus:
    is_disqualified = status is ItemAttendanceStatus.INHABIL
    return AttendanceStatus.ABSENT if is_disqualified else AttendanceStatus(status)


def _named(names: str) -> list[Person]:
    """Read persons by their full names; nobody where anything else is named as well."""
    people = read_people([names], AttendanceStatus.ABSENT)
    return people if people and all(" " in person.name and not person.note for person in people) else []


def _away(person: Person, status: ItemAttendanceStatus, note: str | None = None) -> ItemAttendance:
    own = ItemAttendanceStatus(person.status)
    is_substitute = own is ItemAttendanceStatus.SUBSTITUTE
    says_more = person.note and status is not ItemAttendanceStatus.INHABIL
    if own is not ItemAttendanceStatus(_default(status)) and (says_more or is_substitute):
        status = own  # `… deltog som stedfortræder` says more than the label
    return ItemAttendance(name=person.name, party=person.party, status=status, note=person.note or note)
