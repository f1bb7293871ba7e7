"""Persons in lists of members and in attendance lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.vocabulary import AttendanceStatus

_ROLE = (
    r"(?:(?:vice|næst|by)?formand|formænd|borgmester|viceborgmester|\d\. (?:vice|næst)\w+|referent|sekretær|medlem|"
    r"(?:kommunal)?direktør|\w*direktør(?:en)?|\w*chef(?:en)?|\w*leder(?:en)?|konsulent|ordstyrer|mødeleder|"
    r"administrations\w+|\w*koordinator|suppleant|stedfortræder)"
)
_ROLE_AT_END = re.compile(rf"\s*(?:[-–,]|\()\s*({_ROLE}(?:\s+(?:for|i)\s+[\w ]+)?)\)?\s*$", re.IGNORECASE)
_ROLE_AT_START = re.compile(rf"^({_ROLE})\s+(?=[A-ZÆØÅ])", re.IGNORECASE)
_PAREN = re.compile(r"\s*,?\s*\(([^()]*)\)")
_PARTY = re.compile(
    r"^(?:[A-ZÆØÅ]{1,4}|Løsgænger|UP|Udenfor parti(?:erne)?|Uden for parti|[A-ZÆØÅ][a-zæøå]*liste[n]?)$"
)
_STATUS = (
    (re.compile(r"\b(?:afbud|meldt afbud|fravær(?:ende)? med afbud)\b", re.I), AttendanceStatus.EXCUSED),
    (
        re.compile(r"\b(?:fravær|fraværende|ikke til stede|udeblevet|ej mødt)\b", re.I),
        AttendanceStatus.ABSENT,
    ),
)
_PARTIAL = re.compile(
    r"\b(?:forlod|gik|ankom|kom|mødte kl|deltog (?:ikke )?(?:under|i behandlingen|til|fra|i punkt)|deltog kun|til stede (?:fra|til|under))\b",
    re.IGNORECASE,
)
_SUBSTITUTE = re.compile(
    r"\b(?:mødte som stedfortræder|(?:deltog|mødte)(?: i mødet)? (?:i stedet )?for|stedfortræder for|suppleant for|som suppleant|som stedfortræder)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^[A-ZÆØÅÉ][\w'’.-]*(?:\s+(?:van|von|der|den|de|af|el|al|bin|la|le|da)|\s+[A-ZÆØÅÉ][\w'’.-]*)*"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person as an attendance line names them."""

    name: str
    role: str | None
    party: str | None
    status: AttendanceStatus
    note: str | None


def read_people(lines: list[str], default: AttendanceStatus) -> list[Person]:
    """Read lines of names, one or several a line; `default` is the status that the label promises."""
    return [
        person
        for line in lines
        for entry in _entries(line)
        if (person := _person(entry, default)) is not None
    ]


def _entries(line: str) -> list[str]:
    """Split a line at commas and semicolons that part persons: not in parentheses, not before party, role or note."""
    bare = re.sub(r"^[-–•]\s+", "", line.strip()).rstrip(" ;")
    bare = bare[:-1] if bare.endswith(".") and not bare.endswith(("jr.", "mv.")) else bare
    if not bare or bare in ("-", "Ingen"):
        return []
    parts: list[str] = []
    for part in re.split(r"[,;]\s*(?![^()]*\))", bare):
        if parts and (
            not part[:1].isupper() or part.startswith("(") or re.fullmatch(_ROLE, part, re.IGNORECASE)
        ):
            parts[-1] += ", " + part
        elif part:
            parts.append(part)
    return [name for part in parts for name in _split_and(part)]


def _split_and(part: str) -> list[str]:
    if _SUBSTITUTE.search(part) or _PARTIAL.search(part):
        return [part]
    names = re.split(r"\s+(?:og|samt)\s+(?=[A-ZÆØÅ])", part)
    return names if all(_NAME.match(name) for name in names) else [part]


def _person(entry: str, default: AttendanceStatus) -> Person | None:
    role = party = note = None
    status = default
    text = entry.strip()
    for inside in _PAREN.findall(text):
        inner = inside.strip()
        if _PARTY.match(inner):
            party = party or inner
        elif found := _status(inner):
            status = found
            note = note or (None if len(inner.split()) < 3 else inner)
        elif re.fullmatch(_ROLE, inner, re.IGNORECASE):
            role = role or inner
        elif inner:
            note = f"{note}; {inner}" if note else inner
    substitute = _SUBSTITUTE.search(text)
    text = _PAREN.sub("", text).strip()
    if match := _ROLE_AT_END.search(text):
        role, text = role or match[1], text[: match.start()]
    if match := _ROLE_AT_START.match(text):
        role, text = role or match[1], text[match.end() :]
    name = _NAME.match(text)
    if not name:
        return None
    rest = text[name.end() :].strip(" ,-–:.")
    if substitute:
        status, note = AttendanceStatus.SUBSTITUTE, note or rest or None
    elif rest:
        status = _status(rest) or status
        note = note or rest
    if (note and _PARTIAL.search(note)) and status is AttendanceStatus.PRESENT:
        status = AttendanceStatus.PARTIAL
    return Person(name[0].strip(), role, party, status, note)


def _status(text: str) -> AttendanceStatus | None:
    return next((status for pattern, status in _STATUS if pattern.search(text)), None)
