"""Who took part in a meeting: from the header's lists, or from an item that holds the list."""

from __future__ import annotations

from schemas.minutes import Attendance, Item
from schemas.vocabulary import AttendanceStatus
from tasks.parse.header import Header
from tasks.parse.people import Person, read_people
from vocabulary.standing import recognise

_DEFAULTS = {
    "members": AttendanceStatus.PRESENT,
    "chair": AttendanceStatus.PRESENT,
    "officials": AttendanceStatus.PRESENT,
    "referent": AttendanceStatus.PRESENT,
    "excused": AttendanceStatus.EXCUSED,
    "absent": AttendanceStatus.ABSENT,
    "substitute": AttendanceStatus.SUBSTITUTE,
}
_ROLES = {"referent": "referent", "chair": "formand"}


def read_attendance(header: Header, items: list[Item]) -> tuple[Attendance, ...]:
    """Read the lists under the header's labels; without any, the item `Fraværende` has it.

    Not printed means unknown: then there is no row.
    """
    people: list[Person] = []
    for name, values in header.fields:
        if name in _DEFAULTS:
            found = read_people(values, _DEFAULTS[name])
            if role := _ROLES.get(name):
                found = [_with_role(person, role) for person in found]
            people += found
    if not people:
        people = _from_item(items)
    return tuple(
        Attendance(
            name=person.name, role=person.role, party=person.party, status=person.status, note=person.note
        )
        for person in _once_each(people)
    )


def _with_role(person: Person, role: str) -> Person:
    return person if person.role else Person(person.name, role, person.party, person.status, person.note)


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
            person.status if later else before.status,
            (person.note if later else None) or before.note or person.note,
        )
    return list(kept.values())


def _from_item(items: list[Item]) -> list[Person]:
    for item in items:
        if recognise(item.title) == "fravaerende":
            lines = [line for section in item.sections for line in section.text.split("\n")]
            return read_people([line for line in lines if line], AttendanceStatus.ABSENT)
    return []
