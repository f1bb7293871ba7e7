"""Who took part in a meeting: from the header's lists, or from an item that holds the list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from schemas.minutes import Attendance, Finding, Item
from schemas.terms import AttendanceStatus, Severity
from tasks.parse.header import TOLD, Header
from tasks.parse.layout import header_label
from tasks.parse.people import Person, names_nobody, people_in_columns, read_people
from tasks.parse.sentences import sentences
from tasks.parse.told import read_told
from vocabulary.standing import recognise
from vocabulary.tables import alternatives, table

_DEFAULTS = {
    "members": AttendanceStatus.PRESENT,
    "chair": AttendanceStatus.PRESENT,
    "officials": AttendanceStatus.PRESENT,
    "referent": AttendanceStatus.PRESENT,
    "excused": AttendanceStatus.EXCUSED,
    "absent": AttendanceStatus.ABSENT,
    "substitute": AttendanceStatus.SUBSTITUTE,
    TOLD: AttendanceStatus.ABSENT,
}
# Labels that are a role themselves: `Referent: Ida Krogh`.
_ROLES = ("referent", "chair")


def read_attendance(header: Header, items: list[Item]) -> tuple[tuple[Attendance, ...], list[Finding]]:
    """Read the lists under the header's labels; without any, the item `Fraværende` has it.

    Not printed means unknown: then there is no row. Lines in which nobody could be found are findings.
    """
    people: list[Person] = []
    findings: list[Finding] = []
    for part in header.fields:
        lines = [*part.values, *part.beside] if part.name in _DEFAULTS else []
        for line in (sentence for value in lines for sentence in sentences(value)):
            inner = header_label(line, is_marked=False)
            status = _DEFAULTS.get(inner.field) if inner else None
            found = _people_of(inner.value if inner and status else line, status or _DEFAULTS[part.name])
            if part.name == TOLD and read_told(line) is None:
                found = [person for person in found if person.status is not _DEFAULTS[TOLD]]
            if not found and not names_nobody(line) and part.name != TOLD:
                findings.append(_unread(line))
            is_role = part.name in _ROLES
            people += [_with_role(person, part.word.lower()) if is_role else person for person in found]
        for listed in part.tables:
            people += people_in_columns(listed.rows, _DEFAULTS[part.name])
    if not people:
        people = _from_item(items)
    rows = (
        Attendance(name=p.name, role=p.role, party=p.party, status=p.status, note=p.note)
        for p in _once_each(people)
    )
    return tuple(rows), findings


def _with_role(person: Person, role: str) -> Person:
    """Add the role that a label is to one that stands before the name: `Referent: havnechef Ida Krogh`."""
    if person.role and role in person.role.lower():
        return person
    return replace(person, role=f"{person.role}, {role}" if person.role else role)


def _people_of(line: str, default: AttendanceStatus) -> list[Person]:
    told = read_told(line)
    return read_people([line], default) if told is None else told


def _unread(line: str) -> Finding:
    return Finding(
        rule="attendance-unread",
        severity=Severity.WARNING,
        message=f"In the list of those present or absent nobody was found in “{line[:80]}”.",
    )


def _once_each(people: list[Person]) -> list[Person]:
    """Keep a person who stands in two lists once: where away beats the mere list of members."""
    kept: dict[str, Person] = {}
    for person in people:
        before = kept.get(person.name)
        if before is None:
            kept[person.name] = person
            continue
        later = person.status is not AttendanceStatus.PRESENT
        kept[person.name] = Person(
            person.name,
            before.role or person.role,
            before.party or person.party,
            person.status if later and not _says_less(person, before) else before.status,
            (person.note if later else None) or before.note or person.note,
        )
    return list(kept.values())


def _says_less(person: Person, before: Person) -> bool:
    """Say whether a person is told to be away of whom it was said already that there was an excuse."""
    return person.status is AttendanceStatus.ABSENT and before.status is AttendanceStatus.EXCUSED


def _from_item(items: list[Item]) -> list[Person]:
    for item in items:
        if recognise(item.title) == "fravaerende":
            lines = [line for section in item.sections for line in section.text.split("\n") if line]
            return [person for line, status in _labelled(lines) for person in _people_of(line, status)]
        if _absences_and_more().match(item.title) and (people := _under_headings(item)):
            return people
    return []


@cache
def _absences_and_more() -> re.Pattern[str]:
    return re.compile(alternatives(table("people")["absences_and_more"]))


def _under_headings(item: Item) -> list[Person]:
    """Read an item of absences and other things: what headings say is a list, and sentences that tell."""
    people: list[Person] = []
    for section in item.sections:
        label = header_label(section.heading.rstrip(" :"), is_marked=True) if section.heading else None
        status = _DEFAULTS.get(label.field) if label else None
        for sentence in (said for line in section.text.split("\n") for said in sentences(line)):
            people += read_told(sentence) or (read_people([sentence], status) if status else [])
    return people


def _labelled(lines: list[str]) -> Iterator[tuple[str, AttendanceStatus]]:
    """Give lines of names with the status that a label before or above them promises."""
    status = AttendanceStatus.ABSENT
    for line in lines:
        label = header_label(line, is_marked=False)
        if label and label.field in _DEFAULTS:
            status, line = _DEFAULTS[label.field], label.value
        yield from ((sentence, status) for sentence in sentences(line))
