"""Sentences that tell who was away, and who came instead, as in `Der var afbud fra Ida Krogh`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from schemas.terms import AttendanceStatus
from tasks.parse.people import Person, names_nobody, read_people
from tasks.parse.sentences import sentences
from vocabulary.tables import table

_NAME = r"[A-ZÆØÅ][\w.’-]+(?: (?:van|von|de|af|el|[A-ZÆØÅ][\w.’-]*))+(?: \([^()]*\))?"


# A sentence that tells of people has at most so many characters. The patterns take four times as long for one
# that is twice as long: a page of nothing but names would take a minute.
LONGEST_SENTENCE = 1500


@dataclass(frozen=True, slots=True)
class _Rule:
    status: AttendanceStatus
    pattern: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            AttendanceStatus(entry["status"]),
            re.compile(entry["pattern"].replace("{name}", _NAME)),
        )
        for entry in table("people")["told"]
    )


def tells_of_people(text: str, *, in_list: bool = False) -> bool:
    """Say whether a sentence of a line tells who was away or came instead, to its end or not.

    In a list of persons `Ida Krogh gik kl. 20` is one of its entries, with a note.
    """
    said = [sentence.rstrip(".") for sentence in sentences(text) if len(sentence) <= LONGEST_SENTENCE]
    rules = [rule for rule in _rules() if not (in_list and rule.status is AttendanceStatus.PARTIAL)]
    return any(rule.pattern.fullmatch(sentence) for sentence in said for rule in rules)


def read_told(sentence: str) -> list[Person] | None:
    """Read the persons of such a sentence, by their full names; None where it is another, or says more."""
    bare = sentence.strip().removesuffix(".")
    if len(bare) > LONGEST_SENTENCE:
        return None
    for rule in _rules():
        if match := rule.pattern.fullmatch(bare):
            if names_nobody(match["names"]):
                return []
            people = read_people([match["names"]], rule.status)
            has_notes = rule.status in (AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL)
            if people and all(" " in person.name if has_notes else _is_whole(person) for person in people):
                return people
    return None


def _is_whole(person: Person) -> bool:
    says_more = person.note is not None and person.status is not AttendanceStatus.SUBSTITUTE
    return " " in person.name and not says_more
