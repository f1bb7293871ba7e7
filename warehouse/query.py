"""Answer a query against the published warehouse: read-only, with nothing outside the file in reach."""

from __future__ import annotations

import re
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from schemas.errors import UsageError
from schemas.settings import Settings
from warehouse.dictionary import group_of
from warehouse.reader import open_published

# So many names are offered for one that is unknown, and as alike (0 to 100) must they be.
_MOST_OFFERED = 4
_ALIKE = 68
# What is so much less alike than the best is noise beside it.
_MUCH_LESS_ALIKE = 20
# How alike a Danish word is to a longer one that begins or ends with it, `dato` to `mødedato`.
_PART_ALIKE = 75
_SHORTEST_PART = 4

_NO_TABLE = re.compile(
    r"(?:Table|View|Table Function)(?: Function)? with name \"?([^\s\"]+)\"? does not exist"
)
_NO_COLUMN = re.compile(
    r"column \"([^\"]+)\" (?:was )?not found|does not have a column named \"([^\"]+)\"|"
    r"column ([^\s\"]+) does not exist",
    re.IGNORECASE,
)
# DuckDB prints the line of the query, and a mark under the place.
_PLACE = re.compile(r"\n\nLINE (\d+):.*", re.DOTALL)
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_HINT = re.compile(r"\n(?:Did you mean|Candidate bindings).*")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: names of columns, and rows that are fetched as they are asked for."""

    names: list[str]
    found: duckdb.DuckDBPyConnection

    def refuse_equal_names(self) -> None:
        """Raise `UsageError` where two columns have one name."""
        _refuse_equal_names(self.names)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Give the rows, some thousand in memory at a time."""
        while self.names and (rows := self.found.fetchmany(5_000)):
            yield from rows


@contextmanager
def answer(settings: Settings, query: str) -> Iterator[Answer]:
    """Give the answer of the last statement of a query.

    Raises `HomeMissing` without a warehouse and `UsageError`, naming what is near an unknown name, for a
    query that DuckDB does not take.
    """
    with _asked(settings, query) as connection:
        found = connection.execute(query)
        yield Answer([column[0] for column in found.description or []], found)


def write_parquet(settings: Settings, query: str, path: Path) -> None:
    """Write the answer of a query to a Parquet file, whole or not at all; raises as `answer` does."""
    import pyarrow.parquet as pq

    # The file first: a reader of batches that an error leaves open keeps the warehouse from being opened
    # again.
    with whole_file(path) as draft, draft.open("wb") as file, _asked(settings, query) as connection:
        found = connection.sql(query)
        if found is None:
            raise UsageError("the query gives no rows that could be written")
        _refuse_equal_names(found.columns)
        with (
            found.to_arrow_reader(100_000) as batches,
            pq.ParquetWriter(file, batches.schema, compression="zstd") as writer,
        ):
            for batch in batches:
                writer.write_batch(batch)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give where to write a file that is to be there whole or not at all; `UsageError` where it cannot be."""
    is_device = path.exists() and not path.is_file()  # `/dev/stdout` is to be written to, not replaced
    whole = path.resolve()
    draft = path if is_device else whole.with_name(f".{whole.name}.new")
    try:
        yield draft
        if not is_device:
            draft.replace(whole)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        if not is_device:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def _refuse_equal_names(names: list[str]) -> None:
    """Refuse columns of one name, of which a record or a Parquet file would keep only one."""
    if equal := sorted({name for name in names if names.count(name) > 1}):
        raise UsageError(f"several columns are called {', '.join(equal)}: name them with AS")


@contextmanager
def _asked(settings: Settings, query: str) -> Iterator[duckdb.DuckDBPyConnection]:
    if not _says_something(query):
        raise UsageError("the query is empty")
    with open_published(settings, is_locked=True) as connection:
        try:
            with _heard(connection):
                yield connection
        except duckdb.Error as error:
            raise UsageError(_explained(connection, query, str(error))) from error


@contextmanager
def _heard(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let Ctrl-C stop a query at once: Python hears a signal only between two calls, and a query is one."""
    ear, mouth = socket.socketpair()
    mouth.setblocking(False)
    signal.set_wakeup_fd(mouth.fileno(), warn_on_full_buffer=False)

    def listen() -> None:
        while ear.recv(1):
            connection.interrupt()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(-1)  # not what was before: a second Ctrl-C may have left that closed
        mouth.close()
        listener.join()
        ear.close()


def _says_something(query: str) -> bool:
    """Say whether a query is more than white space, semicolons and comments."""
    return bool(_COMMENT.sub("", query).strip(" \t\r\n;"))


def _explained(connection: duckdb.DuckDBPyConnection, query: str, message: str) -> str:
    """Say what DuckDB says, on which line, and which names are near."""
    place = _PLACE.search(message)
    plain = _PLACE.sub("", message)
    where = f" (line {place[1]})" if place and place[1] != "1" else ""
    near = ""
    if missing := _NO_TABLE.search(plain):
        near = _near_tables(connection, missing[1])
    elif missing := _NO_COLUMN.search(plain):
        name = next(filter(None, missing.groups()))
        near = _near_columns(connection, name)
        if f'"{name}"' in query:  # other programs take double quotes for texts
            text = name.replace("'", "''")
            near += f"{near and '.'} A text stands in single quotes: '{text}'"
    return f"{_HINT.sub('', plain).strip().rstrip('!') if near else plain}{where}{near and '.' + near}"


def _near_tables(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    found = connection.execute(
        "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal "
        "UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal "
        "UNION ALL SELECT function_name, comment FROM duckdb_functions() "
        "WHERE function_type = 'table_macro' AND NOT internal ORDER BY 1"
    ).fetchall()
    told = {table: _danish_head(comment) for table, comment in found if group_of(table) != "internal"}
    danish = [
        *_terms(connection, "column", is_wanted=False),
        *((head, table) for table, head in told.items()),
    ]
    offered = [f"{near} ({told[near]})" for near in _nearest(name, list(told), danish)]
    return f" Near: {'; '.join(offered)}" if offered else f" There are: {', '.join(told)}"


def _near_columns(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    found = connection.execute(
        "SELECT column_name, table_name FROM duckdb_columns() WHERE NOT internal "
        "ORDER BY starts_with(table_name, 'v_') DESC, table_name"
    ).fetchall()
    where: dict[str, list[str]] = {}
    for column, table in found:
        if group_of(table) != "internal":
            where.setdefault(column, []).append(table)
    danish = _terms(connection, "column", is_wanted=True)
    offered = [f"{near} (in {', '.join(where[near])})" for near in _nearest(name, list(where), danish)]
    return f" Near: {'; '.join(offered)}" if offered else ""


def _terms(connection: duckdb.DuckDBPyConnection, kind: str, *, is_wanted: bool) -> list[tuple[str, str]]:
    """Give pairs of Danish term and English name, of one kind or of all others."""
    found: list[tuple[str, str]] = connection.execute(
        "SELECT danish_term, english_name FROM glossary WHERE (kind = ?) = ? ORDER BY ALL", [kind, is_wanted]
    ).fetchall()
    return found


def _danish_head(comment: str | None) -> str:
    """Give what a comment calls the thing in Danish, before it explains."""
    return re.split(r":| · ", comment or "")[0]


def _nearest(name: str, names: list[str], danish: list[tuple[str, str]]) -> list[str]:
    """Give the names most like a name, or whose Danish term is."""
    from rapidfuzz import fuzz

    wanted = name.lower()
    scores = {known: fuzz.ratio(wanted, known.removeprefix("v_")) for known in names}
    for term, known in danish:
        if known in scores:
            words = [term, *re.split(r"\W+", term)]
            alike = [fuzz.ratio(wanted, word.lower()) for word in words]
            if len(wanted) >= _SHORTEST_PART and any(
                word.startswith(wanted) or word.endswith(wanted) for word in words
            ):
                alike.append(_PART_ALIKE)
            scores[known] = max(scores[known], *alike)
    ranked = sorted(scores, key=lambda known: (-scores[known], known))
    least = max(_ALIKE, scores[ranked[0]] - _MUCH_LESS_ALIKE) if ranked else _ALIKE
    return [known for known in ranked if scores[known] >= least][:_MOST_OFFERED]
