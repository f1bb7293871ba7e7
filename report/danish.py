"""Dates, times, numbers and the warehouse's words as Danes write them."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")

_COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_NARROW = "\N{NO-BREAK SPACE}"


def day(value: date) -> str:
    """Write a date: `31. maj 2021`."""
    return f"{value.day}.{_NARROW}{MONTHS[value.month - 1]} {value.year}"


def weekday(value: date) -> str:
    """Write a date with its weekday: `mandag den 31. maj 2021`."""
    return f"{WEEKDAYS[value.weekday()]} den {day(value)}"


def clock(value: time) -> str:
    """Write a time of the day: `kl. 12.30`."""
    return f"kl.{_NARROW}{value:%H.%M}"


def moment(value: datetime) -> str:
    """Write a moment that is kept in UTC as the clock in Copenhagen showed it."""
    local = value.replace(tzinfo=ZoneInfo("UTC")).astimezone(_COPENHAGEN)
    return f"{day(local)} {clock(local.time())}"


def number(value: float, decimals: int = 0) -> str:
    """Write a number: `12.345` and `3,5`."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def percent(share: float) -> str:
    """Write a share of 0 to 1 as a whole percentage that is 0 or 100 only where nothing or all is meant."""
    rounded = round(share * 100)
    if rounded in (0, 100) and share not in (0, 1):
        return f"{'under 1' if rounded == 0 else 'over 99'}{_NARROW}%"
    return f"{rounded}{_NARROW}%"


def counted(count: int, one: str, many: str) -> str:
    """Write how many: `1 møde`, `1.234 møder`."""
    return f"{number(count)}{_NARROW}{one if count == 1 else many}"


def listed(names: list[str]) -> str:
    """Join names: `a, b og c`."""
    return " og ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def capital(text: str) -> str:
    """Begin a text with a capital letter, and leave the rest."""
    return text[:1].upper() + text[1:]


@cache
def words() -> dict[str, Any]:
    """Give the tables of `words.toml`."""
    return tomllib.loads(files("report").joinpath("words.toml").read_text(encoding="utf-8"))
