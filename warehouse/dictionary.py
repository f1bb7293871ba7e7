"""What tables, views and columns mean, in Danish and English: from dictionary.toml and glossary.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

ITSELF = "*"
"""The entry of a table that speaks of the table as a whole."""


class Meaning(NamedTuple):
    """What a thing means; `unit` is None where it has none."""

    danish: str
    english: str
    unit: str | None = None

    @property
    def comment(self) -> str:
        """Give the comment in the file: Danish · English [unit]."""
        unit = f" [{self.unit}]" if self.unit else ""
        return f"{self.danish} · {self.english}{unit}"


class Term(NamedTuple):
    """A row of `glossary`."""

    english_name: str
    danish_term: str
    kind: str
    meaning_da: str
    meaning_en: str


@cache
def dictionary() -> dict[str, dict[str, dict[str, Meaning]]]:
    """Give group (`tables`, `views`, `macros`, `internal`) → table → column → meaning, in that order."""
    read = _read("dictionary")
    return {
        group: {
            table: {column: Meaning(*meaning) for column, meaning in entries.items()}
            for table, entries in tables.items()
        }
        for group, tables in read.items()
        if group != "columns"
    }


@cache
def shared() -> dict[str, Meaning]:
    """Give what a column means wherever its own table says nothing else."""
    return {column: Meaning(*meaning) for column, meaning in _read("dictionary")["columns"].items()}


def group_of(table: str) -> str | None:
    """Give the group that a table or view is described in, None for one that is not."""
    return next((group for group, tables in dictionary().items() if table in tables), None)


def meaning(table: str, column: str = ITSELF) -> Meaning | None:
    """Give what a table, or a column of it, means; None where nobody said so."""
    group = group_of(table)
    if group is None:
        return None
    return dictionary()[group][table].get(column) or shared().get(column)


def terms(columns: Sequence[tuple[str, str]]) -> Iterator[Term]:
    """Give the glossary; `columns` are all pairs of table and column, the most important first."""
    glossary = _read("glossary")
    for name, term in sorted(glossary["tables"].items()):
        if found := meaning(name):
            kind = (group_of(name) or "")[:-1]
            yield Term(name, term, kind, found.danish, found.english)
    for name, term in sorted(glossary["columns"].items()):
        if told := _told(name, [table for table, column in columns if column == name]):
            yield Term(name, term, "column", told.danish, told.english)
    for name, (term, danish, english) in sorted(glossary["values"].items()):
        yield Term(name, term, "value", danish, english)


def _told(column: str, tables: Sequence[str]) -> Meaning | None:
    """Give what a column means: where tables mean different things by its name, what each of them does."""
    told = [(table, found) for table in tables if (found := meaning(table, column))]
    own = {found: table for table, found in reversed(told) if column in dictionary()["tables"].get(table, {})}
    if len(own) < 2:
        return told[0][1] if told else None
    return Meaning(
        " · ".join(f"{table}: {found.danish}" for found, table in reversed(own.items())),
        " · ".join(f"{table}: {found.english}" for found, table in reversed(own.items())),
    )


def sources() -> list[str]:
    """Give the files that all this stands in."""
    return [_text(name) for name in ("dictionary", "glossary")]


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(_text(name))


def _text(name: str) -> str:
    return files("warehouse").joinpath(f"{name}.toml").read_text(encoding="utf-8")
