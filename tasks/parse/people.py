"""Persons in lists of members and in attendance lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from schemas.terms import AttendanceStatus
from tasks.parse.sentences import sentences
from vocabulary.tables import alternatives, table

_NAME_WORD = r"[A-ZÆØÅÄÖÜÉ][\w'’.-]*"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s+(?:van|von|der|den|de|af|el|al|bin|la|le|da)\b|\s+{_NAME_WORD})*")
_PAREN = re.compile(r"\(([^()]*)\)\s*")
_BETWEEN = re.compile(r"[\s,:–-]+")
_AWAY = (AttendanceStatus.ABSENT, AttendanceStatus.EXCUSED)
# A comment of fewer words than this only says the status (`Afbud`, `med afbud`).
_TELLING = 3


@dataclass(frozen=True, slots=True)
class Person:
    """A person as an attendance line names them."""

    name: str
    role: str | None = None
    party: str | None = None
    status: AttendanceStatus = AttendanceStatus.PRESENT
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """The table `people`, compiled."""

    role: re.Pattern[str]
    party: re.Pattern[str]
    bare_party: re.Pattern[str]
    partial: re.Pattern[str]
    substitute: re.Pattern[str]
    inverted: re.Pattern[str]
    substitute_alone: re.Pattern[str]
    replaced: re.Pattern[str]
    stood_for: re.Pattern[str]
    column: re.Pattern[str]
    excused: re.Pattern[str]
    absent: re.Pattern[str]
    nobody: re.Pattern[str]
    not_names: frozenset[str]


@cache
def _words() -> _Words:
    words = table("people")
    role = rf"(?:{alternatives(words['roles'])})(?!\w)(?:\s+(?:{words['places']}|{words['unions']}))?"
    return _Words(
        role=re.compile(role, re.IGNORECASE),
        party=re.compile(alternatives(words["parties"])),
        bare_party=re.compile(words["bare_parties"]),
        partial=re.compile(rf"\b(?:{alternatives(words['partial'])})", re.IGNORECASE),
        substitute=re.compile(rf"\b(?:{alternatives(words['substitute'])})", re.IGNORECASE),
        inverted=re.compile(words["substitute_inverted"], re.IGNORECASE),
        substitute_alone=re.compile(words["substitute_alone"], re.IGNORECASE),
        column=re.compile(rf"\s+({words['columns']})$"),
        replaced=re.compile(rf"(?:\s+-\s+|,\s*|\s*\(|\s+){words['replaced']}", re.IGNORECASE),
        stood_for=re.compile(words["stood_for"], re.IGNORECASE),
        excused=re.compile(rf"\b(?:{alternatives(words['away']['excused'])})", re.IGNORECASE),
        absent=re.compile(rf"\b(?:{alternatives(words['away']['absent'])})", re.IGNORECASE),
        nobody=re.compile(alternatives(words["nobody"]), re.IGNORECASE),
        not_names=frozenset(words["not_names"]),
    )


def read_people(lines: list[str], default: AttendanceStatus) -> list[Person]:
    """Read lines of names, one or several a line; `default` is the status that the label promises."""
    said = [sentence for line in lines for sentence in sentences(line)]
    return [person for sentence in said for person in _sent(sentence, default)]


def _sent(line: str, default: AttendanceStatus) -> list[Person]:
    """Read a line of names; before them may stand the party that they are of, or who sent them."""
    words, sent_by = _words(), re.match(table("people")["sent_by"], line)
    whom = (sent_by["whom"] or sent_by["party"]) if sent_by else ""
    party = whom if words.party.fullmatch(whom) else None
    if not sent_by or not (party or sent_by["whom"]):
        return [person for entry in split_names(line) for person in _persons(entry, default)]
    people = [p for entry in split_names(line[sent_by.end() :]) for p in _persons(entry, default)]
    return [replace(person, party=person.party or party) for person in people]


def names_nobody(line: str) -> bool:
    """Say whether a line of a list says that it is empty (`Ingen`)."""
    bare = line.strip(" .")
    return not bare or _words().nobody.fullmatch(bare) is not None


def people_in_columns(rows: Sequence[Sequence[str | None]], default: AttendanceStatus) -> list[Person]:
    """Give the persons of a table whose head says what its columns hold; nobody for any other table."""
    heads = table("people")["column_heads"]
    columns = [
        next((name for name, words in heads.items() if (cell or "").strip(" :").lower() in words), None)
        for cell in rows[0]
    ]
    if columns.count("name") != 1 or None in columns:
        return []
    people = []
    for cells in rows[1:]:
        said = {name: " ".join((cell or "").split()) for name, cell in zip(columns, cells, strict=True)}
        people += _persons(said["name"], default)
        if not people or not said["name"]:
            continue
        person = replace(people[-1], party=people[-1].party or said.get("party") or None)
        role = said.get("role", "")
        if _words().substitute.search(role):
            said["substitute"], role = role, ""
        person = replace(person, role=role or person.role)
        for name in ("represents", "substitute", "note"):
            note = _without_presence(said.get(name, ""))
            person = _with_note(person, note) if note else person
        people[-1] = person
    return people


def _without_presence(note: str) -> str:
    """Take off what only says that a person was there, `Til stede fra kl. 15.20`."""
    was_there = table("people")["was_there"]
    return re.sub(rf"^(?:{was_there})(?:$| (?=(?:fra|til|indtil) ))", "", note, flags=re.IGNORECASE)


def names_person(text: str) -> bool:
    """Say whether a text begins with a person's full name, and a party or a role or nothing follows."""
    match = _NAME.match(text)
    return match is not None and " " in match[0].strip() and text[match.end() :][:1] in ("", "(", ",", " ")


def split_names(line: str) -> list[str]:
    """Split a line where one person ends and the next begins: not before a party, a role or a note."""
    bare = re.sub(r"^[-–•]\s+", "", line.strip()).rstrip(" ;")
    bare = bare[:-1] if bare.endswith(".") and not bare.endswith(("jr.", "mv.", "kl.")) else bare
    if names_nobody(bare):
        return []
    parts: list[str] = []
    for part in re.split(r"[,;]\s*(?![^()]*\))", bare):
        is_party = bool(parts) and " " in parts[-1] and _words().party.fullmatch(part) is not None
        is_place = bool(parts) and part.isalpha() and _ends_in_role(parts[-1])
        if parts and (is_party or is_place or not _begins_person(part) or _says_for_whom(parts[0], part)):
            parts[-1] += ", " + part
        elif part:
            parts.append(part)
    return [name for part in parts for name in _split_and(part)]


def _ends_in_role(entry: str) -> bool:
    """Say whether a role stands last in what is said of a person: one word behind it is a place."""
    name, comma, role = entry.rpartition(", ")
    return bool(comma) and " " in name and _words().role.fullmatch(role) is not None


def _says_for_whom(first: str, part: str) -> bool:
    """Say whether a part names what a person stands for: an organisation, or words that are no full name."""
    if re.fullmatch(table("people")["organisations"], re.sub(r"\s*\([^()]*\)$", "", part), re.IGNORECASE):
        return True
    name, own = _NAME.match(part), _NAME.search(first)
    is_one_word = name is not None and " " not in name[0] and part[name.end() :].startswith(" og ")
    return is_one_word and own is not None and " " in own[0]


def _begins_person(part: str) -> bool:
    role = _words().role.match(part)
    after = part[role.end() :].lstrip() if role else ""
    if role and after[:1].isupper():
        return True
    if not part[:1].isupper():
        return False
    return not ((role and after[:1] in ("", "(")) or _says_status(part))


def _says_status(text: str) -> bool:
    words = _words()
    return any(p.match(text) for p in (words.partial, words.substitute, words.excused, words.absent))


def _split_and(part: str) -> list[str]:
    """Split `Ole Bro og Ida Krogh`, not `direktør for Børn og Unge`."""
    if _words().substitute.search(part) or _words().partial.search(part):
        before, joint, after = part.rpartition(" samt ")
        return [*_split_and(before), after] if joint and names_person(after) else [part]
    before, joint, after = part.rpartition(" samt ")
    if joint and _begins_person(after) and not after[:1].isupper():
        return [*_split_and(before), after]  # `Ida Krogh samt havnefoged Ib Juul`
    before, joint, after = part.rpartition(" og ")
    is_list = joint and not before.endswith("-")  # `social- og sundhedschef` is one office
    if is_list and _begins_person(after) and not after[:1].isupper():
        return [*_split_and(before), after]  # `jobcenterchef Gitte Holt og referent Ib Juul`
    names = re.split(r"\s+(?:og|samt)\s+(?=[A-ZÆØÅ])", part)
    matches = [_NAME.match(name) for name in names]
    found = [match[0].split() for match in matches if match]
    if len(found) < len(names):
        return [part]
    is_short = len(found[0]) == 1 and found[0] == [names[0]]
    return names if is_short or all(len(words) > 1 for words in found[1:]) else [part]


def _persons(entry: str, default: AttendanceStatus) -> list[Person]:
    """Read one person; two where the line also names who stood in."""
    if stood_for := _words().stood_for.fullmatch(entry):
        person = _person(stood_for["away"], AttendanceStatus.ABSENT)
        other = _person(stood_for["name"], AttendanceStatus.SUBSTITUTE)
        if person and other and " " in other.name:
            person = replace(person, status=_with_note(person, stood_for["why"]).status)
            return [person, replace(other, note=stood_for["note"])]
    if stood := _words().replaced.search(entry):
        away = default if default is not AttendanceStatus.PRESENT else AttendanceStatus.ABSENT
        name = stood["name"].removesuffix(")" if stood["name"].count(")") > stood["name"].count("(") else "")
        person, other = _person(entry[: stood.start()], away), _person(name, default)
        if person and other and " " in other.name:
            note = person.note or f"{stood['note']} {name}"
            return [replace(person, note=note), replace(other, status=AttendanceStatus.SUBSTITUTE)]
    if in_column := _words().column.search(entry):
        said = "" if in_column["present"] else f" ({in_column[0].strip()})"
        entry = entry[: in_column.start()] + said
    before, dash, after = re.sub(" [–—] ", " - ", entry).partition(" - ")
    substitute = _person(after, default) if dash else None
    if substitute and substitute.status is AttendanceStatus.SUBSTITUTE and " " in substitute.name:
        away = default if default is not AttendanceStatus.PRESENT else AttendanceStatus.ABSENT
        replaced = _person(before, away)
        return [replaced, substitute] if replaced else [substitute]
    person = _person(entry, default)
    return [person] if person else []


def _person(entry: str, default: AttendanceStatus) -> Person | None:
    words, text = _words(), entry.strip()
    if inverted := words.inverted.match(text):
        person = _person(inverted["name"], AttendanceStatus.SUBSTITUTE)
        is_alone = words.substitute_alone.fullmatch(inverted["note"]) is not None
        return replace(person, note=None if is_alone else inverted["note"]) if person else None
    role = None
    if (leading := words.role.match(text)) and re.match(r"\s+[A-ZÆØÅ]", text[leading.end() :]):
        role, text = leading[0], text[leading.end() :].strip()
        if default in _AWAY and re.fullmatch(table("people")["stand_in"], role, re.IGNORECASE):
            role, default = None, AttendanceStatus.SUBSTITUTE
    # A note that begins with a capital must not pass for a part of the name.
    note_from = min(
        (m.start() for p in (words.substitute, words.partial) if (m := p.search(text))), default=None
    )
    match = _NAME.match(text, 0, note_from if note_from else len(text))
    if not match or match[0].split()[0] in words.not_names:
        return None
    name = match[0].strip()
    person = _with_details(Person(name, role=role, status=default), text[match.end() :])
    is_sentence = " " not in name and person.note and person.status is default
    return None if is_sentence else person


def _with_details(person: Person, rest: str) -> Person:
    """Read what follows a name: party, role and status in any order, then a note."""
    words, notes = _words(), []
    while rest := _BETWEEN.sub("", rest, count=1) if _BETWEEN.match(rest) else rest:
        if inside := _PAREN.match(rest):
            rest, said = rest[inside.end() :], inside[1].strip()
        elif not _says_status(rest) and (title := words.role.match(rest)):
            rest, said = rest[title.end() :], title[0].strip()
        elif " " in person.name and words.bare_party.fullmatch(
            first := re.split(r"[,(]", rest, maxsplit=1)[0].strip()
        ):
            rest, said = rest[len(first) :], first  # `Ida Krogh, V, formand`
        else:
            inside = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", rest.strip())
            if inside and words.role.fullmatch(inside[2]):
                person, rest = replace(person, role=person.role or inside[2]), inside[1]
            notes.append(rest.strip())
            break
        if not _says_status(said) and words.role.fullmatch(said):
            person = replace(person, role=f"{person.role}, {said}" if person.role else said)
        elif words.party.fullmatch(said):
            person = replace(person, party=person.party or said)
        elif (first := said.partition(", "))[2] and (
            words.party.fullmatch(first[0]) or words.role.fullmatch(first[0])
        ):
            rest = f"({first[0]}) {first[2]} {rest}"  # `(A, byrådsmedlem)`
        elif said:
            notes.append(said)
    for note in notes:
        keeps_minutes = re.fullmatch(table("people")["keeps_minutes"], note)
        person = replace(person, role="referent") if keeps_minutes else _with_note(person, note)
    return person


def _with_note(person: Person, note: str) -> Person:
    words, status = _words(), person.status
    is_told = True
    if words.substitute.search(note):
        status = AttendanceStatus.SUBSTITUTE
    elif words.partial.search(note):
        status = AttendanceStatus.PARTIAL
    elif words.excused.search(note):
        status, is_told = AttendanceStatus.EXCUSED, len(note.split()) >= _TELLING
    elif words.absent.search(note):
        status, is_told = AttendanceStatus.ABSENT, len(note.split()) >= _TELLING
    told = "; ".join(part for part in (person.note, note) if part) if is_told else person.note
    return replace(person, status=status, note=told)
