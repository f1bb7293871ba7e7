"""The rules that standing items are decided by: the catalogue, what a home folder adds, people's corrections.

They are kept in the warehouse too, so that what is derived is a function of its rows alone.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from datetime import date, time
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import duckdb
from pydantic import ValidationError

from schemas.errors import UsageError
from schemas.minutes import Model
from schemas.standing import Corrections, Merge, NoOccurrence, Split, StandingRules
from vocabulary.tables import table

Rules = TypeVar("Rules", bound=Model)

CATALOGUE_FILE = "standing.toml"
CORRECTIONS_FILE = "standing-corrections.toml"

_OPENING = """\
# Corrections to the standing items, made by `referat standing` or by hand; keep this file in version control.
# It is read anew at every run and holds through every rebuild.
"""
# What git writes into a file that two people changed.
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})", re.MULTILINE)
_NAMES: dict[type[Model], str] = {Merge: "merge", Split: "split", NoOccurrence: "not"}

# What decides beside the tables: a change of the code derives all anew, as a change of a table does.
_CODE = (
    ("tasks.parse", "content.py"),
    ("tasks.parse", "sentences.py"),
    ("vocabulary", "standing.py"), ("vocabulary", "titles.py"), ("warehouse", "derive.py"),
    ("warehouse", "detect.py"), ("warehouse", "item_titles.py"), ("warehouse", "sentences.py"),
)  # fmt: skip


def read_rules(home: Path) -> StandingRules:
    """Read what a home folder adds; nothing where it has no such files.

    Raises `UsageError` that names the file and what is wrong with it.
    """
    own = _read(home / CATALOGUE_FILE)
    corrections = _read(home / CORRECTIONS_FILE)
    if "corrections" in own:
        raise UsageError(f"{home / CATALOGUE_FILE}: corrections belong into {CORRECTIONS_FILE}")
    rules = _checked(home / CATALOGUE_FILE, StandingRules, own)
    made = _checked(home / CORRECTIONS_FILE, Corrections, corrections)
    resolved_merges(made, home / CORRECTIONS_FILE)
    return rules.model_copy(update={"corrections": made})


def resolved_merges(corrections: Corrections, file: Path | None = None) -> dict[str, str]:
    """Give each merged key and the one that it ends in; raise `UsageError` for a circle."""
    steps = {merge.key: merge.into for merge in corrections.merge}
    ends = {}
    for key in steps:
        end, seen = steps[key], {key}
        while end in steps and end not in seen:
            seen.add(end)
            end = steps[end]
        if end in seen:
            raise UsageError(f"{file or CORRECTIONS_FILE}: the merges of `{key}` go round in a circle")
        ends[key] = end
    return ends


def append_correction(home: Path, correction: Merge | Split | NoOccurrence) -> None:
    """Write a correction at the end of the home's file, all of it or nothing; the rest of the file stays."""
    file = home / CORRECTIONS_FILE
    before = file.read_text(encoding="utf-8") if file.exists() else _OPENING
    fields = correction.model_dump(exclude_none=True, exclude_defaults=True)
    lines = [
        f"[[{_NAMES[type(correction)]}]]",
        *(f"{name} = {_toml(value)}" for name, value in fields.items()),
    ]
    draft = file.with_name(f".{file.name}.new")
    draft.write_text(f"{before.rstrip()}\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    draft.replace(file)


def keep_rules(connection: duckdb.DuckDBPyConnection, rules: StandingRules | None = None) -> bool:
    """Take note of all that standing items are decided by; say whether it is another than before."""
    kept = (rules or StandingRules()).model_dump_json(by_alias=True)
    tables = [table(name) for name in ("standing", "titles", "empty_phrases")]
    code = [files(package).joinpath(name).read_bytes() for package, name in _CODE]
    digest = hashlib.sha256(repr((kept, tables, code)).encode()).hexdigest()
    if connection.execute("SELECT rules_sha256 FROM warehouse_state").fetchall() == [(digest,)]:
        return False
    connection.execute("UPDATE warehouse_state SET rules_sha256 = ?, rules = ?", [digest, kept])
    return True


def kept_rules(connection: duckdb.DuckDBPyConnection) -> StandingRules:
    """Give the rules that the warehouse took note of."""
    return _parsed(connection.execute("SELECT rules FROM warehouse_state").fetchall()[0][0])


@lru_cache(maxsize=8)
def _parsed(rules: str | None) -> StandingRules:
    return StandingRules.model_validate_json(rules) if rules else StandingRules()


def _read(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        return tomllib.loads(text)
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        conflict = _CONFLICT.search(text)
        problem = "it holds both sides of an unsolved conflict" if conflict else str(error)
        raise UsageError(f"{file} cannot be read: {problem}") from error
    except (UnicodeDecodeError, OSError) as error:
        raise UsageError(f"{file} cannot be read: {error}") from error


def _checked(file: Path, model: type[Rules], values: dict[str, Any]) -> Rules:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        wrong = "; ".join(f"{_place(e['loc'])}: {e['msg']}" for e in error.errors()[:5])
        raise UsageError(f"{file}: {wrong}") from error


def _place(location: tuple[int | str, ...]) -> str:
    """Name a place as a person counts: `item 2, patterns`."""
    parts = [f" {part + 1}" if isinstance(part, int) else f", {part}" for part in location]
    return "".join(parts).removeprefix(", ")


def _toml(value: object) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(_toml(part) for part in value)}]"
    return json.dumps(value, ensure_ascii=False)
