"""Municipalities and regions: by name in a text, by code in a case number, by folder."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath

from vocabulary.tables import capitalised, fold, table

# `… Kommune`, `… Amt` (until 2007) or `Region …` as a name: capitalised words, hyphens inside, nothing else
# on the way.
_NAMED = re.compile(
    r"(?<![\w-])((?:[A-ZÆØÅ][\wæøå]+[- ]){1,3}(?:Regions[Kk]ommune|[Kk]ommune|KOMMUNE|[Aa]mt|AMT)|"
    r"Region [A-ZÆØÅ][a-zæøå]+)(?![\w-])"
)
_COUNCILS = r"(?i:byråd|kommunalbestyrelse|borgerrepræsentation|magistrat)(?:et|en|n)?"
# `Aalborg Kommunes Byråd`.
_COUNCIL_OF = re.compile(rf"(?P<name>(?:[A-ZÆØÅ][\wæøå]+[- ]){{1,3}}[Kk]ommune)s (?P<council>{_COUNCILS})")
_KIND_AT_END = re.compile(r"(?<!\w)(?:kommune|amt)$", re.IGNORECASE)
_CODE = re.compile(r"(?<![\d-])(\d{3})-(?:19|20)\d{2}-\d+")


@cache
def _canonical() -> dict[str, str]:
    tables = table("municipalities")
    names = [*tables["kommuner"].values(), *tables["regioner"].values()]
    aliases: dict[str, str] = tables["aliases"]
    return {name.casefold(): name for name in names} | aliases


def canonical(name: str) -> str:
    """Give the usual spelling of a municipality's name; an unknown one stays as it is."""
    spaced = " ".join(name.split())
    spelled = capitalised(spaced) if spaced.rpartition(" ")[0].isupper() else spaced
    # `Bornholms Regionskommune`, and `Kalundborg kommune` with a capital: the words are as they are printed.
    return _canonical().get(spaced.casefold()) or _KIND_AT_END.sub(lambda kind: kind[0].capitalize(), spelled)


def named_in(text: str) -> str | None:
    """Give the municipality that a title, letterhead or running header names, None where it names none."""
    match = _NAMED.search(text)
    return canonical(match[1]) if match else _written_in_one().get(fold(text))


@cache
def _written_in_one() -> dict[str, str]:
    """Give whole letterheads that run a name together, as logos do: `regionmidtjylland`."""
    return {fold(name): name for name in _canonical().values()}


def without_name(text: str) -> str:
    """Take a municipality's name out of a text: `Byrådet, Skovby Kommune`."""
    return _NAMED.sub("", text, count=1)


def of_council(body: str, municipality: str | None) -> tuple[str, str | None]:
    """Take the municipality's name off its council's, `Skovby Byråd`; also give the municipality.

    Without one printed elsewhere only a known name is one: `Ungdommens Byråd` is a body of its own.
    """
    if whole := _COUNCIL_OF.fullmatch(body):
        return whole["council"], municipality or canonical(whole["name"])
    for name in [municipality] if municipality else _canonical().values():
        place = re.escape(_KIND_AT_END.sub("", name).strip().removesuffix("s"))
        if match := re.fullmatch(rf"{place}s? ({_COUNCILS})", body):
            return match[1], name
    return body, municipality


def from_code(number: str) -> str | None:
    """Give the municipality whose code leads a case or document number (`326-2020-75842`)."""
    match = _CODE.match(number)
    return table("municipalities")["kommuner"].get(match[1]) if match else None


def from_folder(relative_path: str) -> str | None:
    """Give the municipality that a folder of a relative path is named after, the innermost first."""
    for folder in reversed(PurePosixPath(relative_path).parts[:-1]):
        if name := named_in(folder.replace("_", " ")):
            return name
    return None
