"""Dates and times in the forms that Danish minutes print."""

from __future__ import annotations

import re
from datetime import date, time

_NAMES = (
    "januar jan", "februar feb", "marts mar", "april apr", "maj", "juni jun", "juli jul", "august aug",
    "september sept sep", "oktober okt", "november nov", "december dec",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))

PATTERN = (
    rf"(?:\d{{1,2}}\.?\s?(?:{_MONTH})\.?,?\s+\d{{4}}|\d{{1,2}}[-.]\s?(?:{_MONTH})[-.]\s?\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[-./]\d{1,2}[-./ ]\d{4}"
    r"|\d{1,2}-(?:0?[1-9]|1[0-2])-\d{2}(?![\d:.])|\d{1,2}\.(?:0?[1-9]|1[0-2])\.\d{2}(?![\d:.]))"
)
"""A date as text, without groups, to stand inside other patterns."""

WEEKDAYS = r"(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)(?:en)?"

_DATE = re.compile(rf"(?<![\w/-]){PATTERN}(?![\d-])", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_NAMED = re.compile(rf"(\d{{1,2}})[-.]?\s?({_MONTH})[-.,]*\s*(\d{{4}})", re.IGNORECASE)
_KL = r"kl(?:okken|\.)?\s*"
_TIME = re.compile(
    rf"(?<![\d.:-])(?:{_KL})?(\d{{1,2}})[.:](\d{{2}})(?::\d{{2}})?(?![.:]?\d|-\d{{4}})", re.IGNORECASE
)
_HOURS = re.compile(rf"\b{_KL}(\d{{1,2}})(?:\s*[-–]\s*(\d{{1,2}}))?(?![.:]?\d)", re.IGNORECASE)


class ImpossibleDate(ValueError):
    """What is printed where a date stands is no day of the calendar."""


def find(text: str) -> re.Match[str] | None:
    """Find the first date in a text."""
    return _DATE.search(text) if may_hold(text) else None


def is_date(text: str) -> bool:
    """Say whether a text is a date and nothing else."""
    return _DATE.fullmatch(text) is not None


def may_hold(text: str) -> bool:
    """Say whether a text has a digit, without which it has no date."""
    return _DIGIT.search(text) is not None


def read(text: str) -> date | None:
    """Read the first date in a text, None where there is none; raise `ImpossibleDate` for 31-02-2021."""
    match = find(text)
    if not match:
        return None
    printed = match[0]
    if named := _NAMED.match(printed):
        day, month, year = int(named[1]), MONTHS[named[2].lower()], int(named[3])
    else:
        first, second, third = (int(part) for part in re.split(r"[-./ ]", printed))
        day, month, year = (third, second, first) if first > 31 else (first, second, third)
        if year < 100:
            year += 2000 if year < 70 else 1900
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ImpossibleDate(printed) from error


def times(text: str) -> list[time]:
    """Read the times in a text, in printed order, dates taken out first: `Kl. 12.00-15.00` gives two."""
    bare = _DATE.sub(" ", text)
    found = [(match.start(), int(match[1]), int(match[2])) for match in _TIME.finditer(_part_ranges(bare))]
    for match in _HOURS.finditer(bare):
        found += [(match.start(), int(hour), 0) for hour in match.groups() if hour]
    return [time(hour, minute) for _, hour, minute in sorted(found) if hour < 24 and minute < 60]


def _part_ranges(text: str) -> str:
    return re.sub(r"(?<=[.:]\d\d)\s*[-–]\s*(?=\d)", " – ", text)
