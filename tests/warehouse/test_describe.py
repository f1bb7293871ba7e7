"""The file and docs/warehouse.md say what everything means, from one source."""

from __future__ import annotations

import re
from collections.abc import Iterator

import duckdb
import pytest

from tests.warehouse.test_contract import TABLES, VIEWS
from warehouse.describe import DOCUMENT, markdown, undescribed
from warehouse.dictionary import dictionary, group_of, meaning
from warehouse.migrate import migrate

OF_A_KIND = ("BIGINT", "DATE", "DOUBLE", "INTEGER", "TIME", "TIMESTAMP", "UTINYINT")


@pytest.fixture(scope="module")
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        migrate(connection)
        yield connection


def test_the_document_is_what_the_dictionary_says(empty: duckdb.DuckDBPyConnection) -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == markdown(empty), "out of date: run `make docs`"


def test_everything_in_the_file_is_in_the_dictionary(empty: duckdb.DuckDBPyConnection) -> None:
    assert not list(undescribed(empty)), "describe it in warehouse/dictionary.toml"


def test_nothing_in_the_dictionary_has_gone_from_the_file(empty: duckdb.DuckDBPyConnection) -> None:
    found = set(empty.execute("SELECT table_name, column_name FROM duckdb_columns()").fetchall())
    described = {
        (table, column)
        for group, tables in dictionary().items()
        if group != "macros"
        for table, entries in tables.items()
        for column in entries
        if column != "*"
    }
    assert described <= found


def test_every_number_and_every_moment_names_its_unit(empty: duckdb.DuckDBPyConnection) -> None:
    found = empty.execute(
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE NOT internal AND list_contains(?, data_type)",
        [list(OF_A_KIND)],
    ).fetchall()
    without = [pair for pair in found if (told := meaning(*pair)) is None or told.unit is None]
    assert len(found) > 80
    assert not without


def test_the_dictionary_goes_before_what_an_old_migration_said(empty: duckdb.DuckDBPyConnection) -> None:
    said = empty.execute(
        "SELECT comment FROM duckdb_columns() WHERE table_name = 'meetings' AND column_name = 'start_time'"
    ).fetchall()
    assert said == [("Starttidspunkt · Start [dansk tid, Europe/Copenhagen]",)]


def test_the_glossary_has_a_danish_word_for_every_table_and_view_of_the_contract(
    empty: duckdb.DuckDBPyConnection,
) -> None:
    found = empty.execute(
        "SELECT english_name FROM glossary WHERE kind IN ('table', 'view', 'macro')"
    ).fetchall()
    named = {name for (name,) in found}
    assert {*TABLES, *VIEWS, "search", "about"} <= named
    assert not any(group_of(name) == "internal" for name in named)


def test_a_name_that_tables_mean_different_things_by_is_told_for_each(
    empty: duckdb.DuckDBPyConnection,
) -> None:
    told = dict(
        empty.execute("SELECT english_name, meaning_da FROM glossary WHERE kind = 'column'").fetchall()
    )
    assert re.findall(r"(\w+): ", told["status"]) == [
        "documents",
        "attendance",
        "item_attendance",
        "ingest_runs",
    ]
    assert told["party"] == "Parti som trykt, fx A"  # two tables, one meaning


def test_every_word_of_the_glossary_stands_somewhere_in_the_file(empty: duckdb.DuckDBPyConnection) -> None:
    """A column that was renamed would drop out of the glossary without a word."""
    import tomllib
    from importlib.resources import files

    columns = tomllib.loads(files("warehouse").joinpath("glossary.toml").read_text(encoding="utf-8"))[
        "columns"
    ]
    found = empty.execute("SELECT english_name FROM glossary WHERE kind = 'column'").fetchall()
    assert {name for (name,) in found} | {"score", "snippet"} == set(columns)
