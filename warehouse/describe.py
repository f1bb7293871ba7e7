"""Let the warehouse explain itself: the comments in the file, its glossary, and docs/warehouse.md.

`python -m warehouse.describe` writes docs/warehouse.md; a test fails when it is out of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from warehouse.bulk import insert
from warehouse.dictionary import ITSELF, Term, dictionary, group_of, meaning, shared, terms

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "warehouse.md"

_COLUMNS = """
SELECT table_name, column_name, data_type FROM duckdb_columns()
WHERE database_name = current_database() AND NOT internal ORDER BY table_name, column_index
"""
_VIEWS = "SELECT view_name FROM duckdb_views() WHERE NOT internal AND database_name = current_database()"
_KEYS = """
SELECT table_name, constraint_column_names FROM duckdb_constraints()
WHERE constraint_type = 'PRIMARY KEY' AND database_name = current_database()
"""

_INTRODUCTION = """# The warehouse

One DuckDB file, `minutes.duckdb`, for people who write SQL. It opens read-only in any DuckDB client from 1.2
on while a run goes on; each run replaces it as a whole. [cookbook.md](cookbook.md) has questions and
the SQL that answers them.

The file explains itself: `SELECT * FROM about` tells its version, what it covers and where it has gaps,
`SELECT * FROM glossary` the Danish term for each name, and every table, view and column has a comment in
Danish and English, with its unit in brackets (`SELECT table_name, column_name, comment FROM
duckdb_columns()`).

Points in time are UTC; dates and times of meetings are Danish time. What the minutes do not say is NULL.
*Body* and *case* mean within one municipality. This page is made from the same source as the comments (`make
docs`).
"""

_DIAGRAM_TABLES = (
    "documents", "meetings", "attendance", "agenda_items", "sections", "recommendations", "decisions",
    "item_attendance", "votes", "consultations", "attachments", "item_tables", "contents", "standing_items",
    "ingest_runs", "findings", "quarantine",
)  # fmt: skip

Columns = dict[str, list[tuple[str, str]]]


def describe(connection: duckdb.DuckDBPyConnection) -> None:
    """Write the comments on everything in the file, and the glossary; inside the caller's transaction."""
    views = {name for (name,) in connection.execute(_VIEWS).fetchall()}
    pairs = []
    for table, columns in _columns(connection).items():
        kind = "VIEW" if table in views else "TABLE"
        if found := meaning(table):
            connection.execute(f"COMMENT ON {kind} {table} IS {_quoted(found.comment)}")
        for column, _ in columns:
            pairs.append((table, column))
            if found := meaning(table, column):
                connection.execute(f'COMMENT ON COLUMN {table}."{column}" IS {_quoted(found.comment)}')
    for macro, entries in dictionary()["macros"].items():
        connection.execute(f"COMMENT ON MACRO TABLE {macro} IS {_quoted(entries[ITSELF].comment)}")
    connection.execute("DELETE FROM glossary")
    insert(connection, "glossary", Term._fields, list(terms(pairs)))


def _columns(connection: duckdb.DuckDBPyConnection) -> Columns:
    """Give the columns of each table as the dictionary has the tables.

    Those that people read first explain the names that others use as well. The file's own order is another
    once a migration has made a table anew.
    """
    found: Columns = {}
    for table, column, data_type in connection.execute(_COLUMNS).fetchall():
        found.setdefault(table, []).append((column, data_type))
    known = [table for group in ("tables", "views", "internal") for table in dictionary()[group]]
    return {table: found[table] for table in [*known, *(found.keys() - set(known))] if table in found}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def markdown(connection: duckdb.DuckDBPyConnection) -> str:
    """Give docs/warehouse.md for a warehouse that has been migrated."""
    columns = _columns(connection)
    keys = {table: list(names) for table, names in connection.execute(_KEYS).fetchall()}
    parts = [_INTRODUCTION, _diagram(columns, keys)]
    titles = {
        "views": "Views for reporting",
        "tables": "Tables",
        "internal": "What the program keeps for itself",
    }
    for group, title in titles.items():
        parts.append(f"## {title}\n")
        parts += [_section(table, columns[table], keys.get(table, [])) for table in dictionary()[group]]
        if group == "views":
            parts.append(_search_section(connection))
    parts.append(_glossary(connection))
    return "\n".join(parts)


def _diagram(columns: Columns, keys: dict[str, list[str]]) -> str:
    """Draw the tables and what refers to what: a column named like another table's only key refers to it."""
    lines = ["## How the tables hang together\n", "```mermaid", "erDiagram"]
    owners = {keys[table][0]: table for table in _DIAGRAM_TABLES if len(keys.get(table, [])) == 1}
    for table in _DIAGRAM_TABLES:
        for column, _ in columns[table]:
            owner = owners.get(column)
            if owner and owner != table:
                lines.append(f"    {owner} ||--o{{ {table} : {column}")
    for table in _DIAGRAM_TABLES:
        lines.append(f"    {table} {{")
        for column, data_type in columns[table]:
            if column in keys.get(table, []) or column in owners:
                mark = " PK" if column in keys.get(table, []) else " FK"
                lines.append(f"        {data_type} {column}{mark}")
        lines.append("    }")
    return "\n".join([*lines, "```\n"])


def _section(table: str, columns: list[tuple[str, str]], key: list[str]) -> str:
    itself = meaning(table)
    assert itself is not None, f"{table} is not in dictionary.toml"
    lines = [f"### {table}\n", f"{itself.danish}.\\", f"{itself.english}.", ""]
    lines += ["| column | type | unit | betydning | meaning |", "|---|---|---|---|---|"]
    for column, data_type in columns:
        found = meaning(table, column)
        assert found is not None, f"{table}.{column} is not in dictionary.toml"
        kind = f"{data_type}, key" if column in key else data_type
        lines.append(_row(f"`{column}`", kind, found.unit or "", found.danish, found.english))
    return "\n".join([*lines, ""])


def _search_section(connection: duckdb.DuckDBPyConnection) -> str:
    itself = dictionary()["macros"]["search"][ITSELF]
    found = connection.execute("DESCRIBE SELECT * FROM search('x')").fetchall()
    lines = ["### search('…')\n", f"{itself.danish}.\\", f"{itself.english}.", ""]
    lines += ["| column | type | unit | betydning | meaning |", "|---|---|---|---|---|"]
    for column, data_type, *_ in found:
        told = dictionary()["macros"]["search"].get(column) or shared()[column]
        lines.append(_row(f"`{column}`", data_type, told.unit or "", told.danish, told.english))
    return "\n".join([*lines, "", _SEARCH])


_SEARCH = """\
A form of a word finds its other forms (`plejehjem`, `plejehjemmene`; `barn`, `børn`), the words that begin
with it (`plejehjemspladser`) and those that hold it or, where it is short, end with it (`cykelsti`), these
counting less. A word that no text has is looked up by what it is a form of, else by the longest word that
it begins with (`coronavirus`: `corona`); `ae`, `oe` and `aa` find `æ`, `ø` and `å`. An item with all the
words of a question goes before one with some of them, and a word in the title weighs as much as any number
of it in the text. Quotation marks and other signs mean nothing. An occurrence of a standing item that
repeats an earlier one is left out: all of them are in `v_agenda`. `search('vej', most := 10)` gives ten at
most; twenty-five is the usual. A case number, as it is printed, gives the items of its case before all
others, repeats too; else numbers of six digits and more are not in the index. A client that attached the
file beside others calls `USE` on it first.
"""


def _glossary(connection: duckdb.DuckDBPyConnection) -> str:
    rows = connection.execute("SELECT english_name, danish_term, kind FROM glossary ORDER BY ALL").fetchall()
    lines = ["## Glossary\n", "| name | dansk | kind |", "|---|---|---|"]
    return "\n".join([*lines, *(_row(f"`{name}`", term, kind) for name, term, kind in rows), ""])


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def undescribed(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Give the tables and columns of the file that dictionary.toml says nothing of."""
    for table, columns in _columns(connection).items():
        if group_of(table) is None:
            yield table
        yield from (f"{table}.{column}" for column, _ in columns if meaning(table, column) is None)


def main() -> None:
    """Write docs/warehouse.md."""
    from warehouse.migrate import migrate

    with duckdb.connect() as connection:
        migrate(connection)
        DOCUMENT.write_text(markdown(connection), encoding="utf-8")
    print(DOCUMENT)


if __name__ == "__main__":
    main()
