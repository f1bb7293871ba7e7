"""Danish ways of writing dates, times and genitives."""

from __future__ import annotations

from datetime import date, time

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)


def day_month_year(day: date) -> str:
    """Write `31. maj 2021`."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def dashed(day: date) -> str:
    """Write `31-05-2021`."""
    return f"{day:%d-%m-%Y}"


def dotted(day: date) -> str:
    """Write `31.05.2021`."""
    return f"{day:%d.%m.%Y}"


def weekday(day: date) -> str:
    """Write `mandag`."""
    return WEEKDAYS[day.weekday()]


def clock(moment: time, separator: str = ":") -> str:
    """Write `12:30`, or `12.30`."""
    return f"{moment:%H}{separator}{moment:%M}"


def genitive(name: str) -> str:
    """Write `Direktionens`; a name that ends in s takes an apostrophe."""
    return f"{name}'" if name.endswith(("s", "x", "z")) else f"{name}s"


def enumerated(names: tuple[str, ...]) -> str:
    """Write `a, b og c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} og {names[-1]}"
