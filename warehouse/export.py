"""Write the whole warehouse as files for other programs: Parquet for engines, CSV for a Danish Excel."""

from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from schemas.errors import RunFailed, UsageError
from schemas.minutes import Model
from schemas.settings import Settings
from warehouse.dictionary import ITSELF, dictionary, meaning
from warehouse.reader import open_published

CHECKSUMS = "SHA256SUMS"
DATA_DICTIONARY = "data-dictionary.csv"

BOM = b"\xef\xbb\xbf"
"""What tells Excel that a file is UTF-8."""

# Excel takes 32,767 characters in a cell, and lets the rest run into the next row.
_MOST_IN_A_CELL = 32_700

# Where the year of a row comes from, by the column that leads there.
_YEARS = {
    "meeting_date": "year(t.meeting_date)",
    # A document in quarantine has no meeting.
    "document_id": "(SELECT coalesce(year(m.meeting_date), year(d.first_seen_at)) FROM documents d "
    "LEFT JOIN meetings m ON m.meeting_id = d.meeting_id WHERE d.document_id = t.document_id)",
    "meeting_id": "(SELECT year(m.meeting_date) FROM meetings m WHERE m.meeting_id = t.meeting_id)",
    "item_id": "(SELECT year(m.meeting_date) FROM agenda_items i "
    "JOIN meetings m ON m.meeting_id = i.meeting_id WHERE i.item_id = t.item_id)",
    "content_id": "(SELECT min(year(m.meeting_date)) FROM agenda_items i "
    "JOIN meetings m ON m.meeting_id = i.meeting_id WHERE i.content_id = t.content_id)",
}

# Their rows need not belong to a document or an item. A folder for no year is one that pandas cannot read.
_UNDIVIDED = ("quarantine", "standing_corrections")

# What Excel would make a formula of gets an apostrophe (as OWASP advises), and what it would make a date or
# another number of (`12/27845`, `1.1`, `007`, `12e45`) is written as a text that it leaves alone.
_FORMULA = r"^[=+@\t\r-]"
_DISTORTED = r"0[0-9]+|[0-9]{16,}|[0-9]+[eE][0-9]+|[0-9]+[./:,-][0-9./:, -]*"


class Exported(Model):
    """What an export holds: the folder, and rows by table."""

    folder: Path
    rows: dict[str, int]


def export(settings: Settings, folder: Path, *, kind: str, with_views: bool = False) -> Exported:
    """Write all tables into a folder, as a whole or not at all; an earlier export there is replaced.

    `kind` is `parquet` or `csv`. Raises `UsageError` for a folder that holds anything else.
    """
    if folder.exists() and not _is_ours(folder):
        raise UsageError(f"{folder} is there already and holds no export: name another folder")
    draft = folder.with_name(f".{folder.name}.new")
    old = folder.with_name(f".{folder.name}.old")
    try:
        _remove(draft, old)
        draft.mkdir(parents=True)
        with open_published(settings) as connection:
            names = [*dictionary()["tables"], "about"]
            names += [view for view in dictionary()["views"] if view != "about"] if with_views else []
            write = _WRITERS[kind]
            rows = {name: write(connection, name, draft) for name in names}
            _write_dictionary(connection, draft, names, separator=";" if kind == "csv" else ",")
        _write_checksums(draft)
        if folder.exists():
            folder.rename(old)
        draft.rename(folder)
    except (OSError, duckdb.Error) as error:
        raise RunFailed(f"the export could not be written, {folder} is as it was: {error}") from error
    finally:
        _remove(draft, old)
    return Exported(folder=folder, rows=rows)


def _is_ours(folder: Path) -> bool:
    return folder.is_dir() and ((folder / CHECKSUMS).is_file() or not any(folder.iterdir()))


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _write_parquet(connection: duckdb.DuckDBPyConnection, name: str, folder: Path) -> int:
    """Write a table as Parquet, a folder for each year where its rows have one."""
    columns = [column for column, _ in _columns(connection, name)]
    options = "FORMAT parquet, COMPRESSION zstd"
    year = next((sql for column, sql in _YEARS.items() if column in columns), None)
    if year is None or name in _UNDIVIDED:
        target = folder / f"{name}.parquet"
        return _copy(connection, f"SELECT * FROM {name}", target, options)
    count = _copy(
        connection,
        f"SELECT t.*, {year} AS year FROM {name} t",
        folder / name,
        f"{options}, PARTITION_BY (year)",
    )
    (folder / name).mkdir(exist_ok=True)
    return count


def _write_csv(connection: duckdb.DuckDBPyConnection, name: str, folder: Path) -> int:
    """Write a table as a Danish Excel opens it: a BOM, semicolons, decimal commas, SAND and FALSK."""
    cells = ", ".join(_cell(column, data_type) for column, data_type in _columns(connection, name))
    bare = folder / f"{name}.part"
    count = _copy(connection, f"SELECT {cells} FROM {name}", bare, "FORMAT csv, HEADER, DELIMITER ';'")
    with (folder / f"{name}.csv").open("wb") as target, bare.open("rb") as source:
        target.write(BOM)
        shutil.copyfileobj(source, target)
    bare.unlink()
    return count


_WRITERS: dict[str, Callable[[duckdb.DuckDBPyConnection, str, Path], int]] = {
    "parquet": _write_parquet,
    "csv": _write_csv,
}


def _copy(connection: duckdb.DuckDBPyConnection, query: str, target: Path, options: str) -> int:
    quoted = str(target).replace("'", "''")
    return int(connection.execute(f"COPY ({query}) TO '{quoted}' ({options})").fetchall()[0][0])


def _columns(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in connection.execute(f"DESCRIBE {name}").fetchall()]


def _cell(column: str, data_type: str) -> str:
    name = f'"{column}"'
    if data_type == "BOOLEAN":
        return f"CASE WHEN {name} THEN 'SAND' WHEN NOT {name} THEN 'FALSK' END AS {name}"
    if data_type == "DOUBLE":
        return f"replace(CAST({name} AS VARCHAR), '.', ',') AS {name}"
    if data_type == "TIMESTAMP":
        return f"strftime({name}, '%Y-%m-%d %H:%M:%S') AS {name}"
    if data_type.endswith("[]"):
        name, alias = f"CAST(to_json({name}) AS VARCHAR)", name
    elif data_type == "VARCHAR":
        alias = name
    else:
        return name
    return (
        f"CASE WHEN length({name}) > {_MOST_IN_A_CELL} THEN left({name}, {_MOST_IN_A_CELL}) || ' …' "
        f"WHEN regexp_matches({name}, '{_FORMULA}') THEN '''' || {name} "
        f"WHEN regexp_full_match({name}, '{_DISTORTED}') THEN '=\"' || {name} || '\"' "
        f"ELSE {name} END AS {alias}"
    )


def _write_dictionary(
    connection: duckdb.DuckDBPyConnection, folder: Path, names: list[str], *, separator: str
) -> None:
    with (folder / DATA_DICTIONARY).open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target, delimiter=separator)
        writer.writerow(("table", "column", "type", "unit", "betydning", "meaning"))
        for name in names:
            for column, data_type in [(ITSELF, ""), *_columns(connection, name)]:
                told = meaning(name, column)
                if told is not None:
                    writer.writerow((name, column, data_type, told.unit, told.danish, told.english))


def _write_checksums(folder: Path) -> None:
    """Write the SHA-256 of every file, as `sha256sum --check` reads it."""
    lines = [f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder)]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
