"""A warehouse that the first version wrote becomes what today's version makes of the same files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.document import Outcome
from schemas.errors import WarehouseTooNew
from schemas.settings import Settings
from schemas.terms import Outcome as Decided
from tests.factory import decided, item, minutes, parsed, refused
from tests.warehouse.helpers import load, query, snapshot_of
from warehouse import migrate
from warehouse.reader import PRIVATE_NAME
from warehouse.store import FORMAT, Warehouse

# What the first version derived in another shape, and how it would have said it.
WRITTEN_OTHERWISE = {
    "content_sentences": "SELECT * EXCLUDE (says_nothing) FROM now.content_sentences",
    "standing_occurrences": "SELECT item_id, is_repeat, novelty, new_text FROM now.standing_occurrences",
    "empty_phrases": "SELECT 'intet', 'Intet'",
    "warehouse_state": "SELECT 7, 7, 'of its views', 'of its rules'",
}


def meetings() -> Iterator[Outcome]:
    """Eight meetings with standing items, one of them corrected, one case, and a file that is refused."""
    for month in range(1, 9):
        covid = item(
            "Status på COVID-19",
            "Smitten falder." if month % 3 else f"Smitten var {month} pct. i uge {month}.",
        )
        agenda = [
            covid,
            item("Eventuelt", "Intet."),
            decided(f"Sag {month}", "Godkendt.", case_number="21-1"),
        ]
        if month == 5:
            agenda = [*agenda[1:], item("Lukket sag", is_closed=True)]
        yield parsed(minutes(*agenda, meeting_date=date(2021, month, 4)), f"{month}.pdf")
    late = minutes(decided("Sag 8", "Udsat.", Decided.UDSAT), meeting_date=date(2021, 8, 4), version="2")
    yield parsed(late, "8 rettet.pdf")
    yield refused()


def write_as_the_first_version(clean: Settings, old: Settings) -> None:
    """Make a private file by the first migration, and fill the columns of that time from a clean one."""
    old.work.mkdir(parents=True)
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{old.work / PRIVATE_NAME}' AS old ({FORMAT}); USE old")
        connection.execute(f"ATTACH '{clean.work / PRIVATE_NAME}' AS now (READ_ONLY)")
        connection.execute(migrate._LEDGER)
        connection.execute(migration("0001_contract.sql"))
        connection.execute(
            "INSERT INTO schema_migrations VALUES (1, '0001_contract.sql', TIMESTAMP '2026-11-20')"
        )
        connection.execute("DELETE FROM warehouse_state")
        tables = connection.execute(
            "SELECT table_name FROM duckdb_tables() "
            "WHERE database_name = 'old' AND table_name <> 'schema_migrations'"
        ).fetchall()
        for (table,) in tables:
            columns = ", ".join(column[0] for column in connection.execute(f"FROM old.{table}").description)
            rows = WRITTEN_OTHERWISE.get(table, f"SELECT {columns} FROM now.{table}")
            connection.execute(f"INSERT INTO old.{table} ({columns}) {rows}")


def migration(name: str) -> str:
    return files("warehouse").joinpath("migrations", name).read_text(encoding="utf-8")


def rows_of(settings: Settings) -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows; the first version did not note which version of the parser refused a file."""
    rows = snapshot_of(settings)
    return rows | {"quarantine": [row[:-1] for row in rows["quarantine"]]}


@pytest.fixture
def clean(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path / "clean", municipality=None)
    load(settings, list(meetings()))
    run(settings)
    return settings


@pytest.fixture
def old(tmp_path: Path, clean: Settings) -> Settings:
    settings = Settings(home=tmp_path / "old", municipality=None)
    write_as_the_first_version(clean, settings)
    return settings


def run(settings: Settings) -> None:
    """Do what every run does beside loading."""
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.begin_run()
        warehouse.apply_rules()
        warehouse.publish()


def published(settings: Settings, sql: str) -> list[Any]:
    with duckdb.connect(str(settings.published), read_only=True) as connection:
        return connection.execute(sql).fetchall()


VIEWS = (
    "SELECT view_name FROM duckdb_views() WHERE NOT internal AND view_name <> 'v_pipeline_health' ORDER BY 1"
)


def test_the_oldest_file_has_after_a_run_the_rows_of_a_clean_load(clean: Settings, old: Settings) -> None:
    assert len(query(old, "FROM standing_occurrences")) == 13
    run(old)
    assert rows_of(old) == rows_of(clean)
    for (view,) in published(clean, VIEWS):
        rows = f"FROM {view} ORDER BY ALL"
        if view == "about":
            rows = "SELECT topic, value FROM about WHERE topic <> 'built' ORDER BY ALL"
        assert published(old, rows) == published(clean, rows), view
    assert published(old, "SELECT occurrence FROM v_standing_item_timeline WHERE meeting_date = '2021-05-04'")
    assert published(old, "SELECT item_id, score FROM search('smitten')") == published(
        clean, "SELECT item_id, score FROM search('smitten')"
    )


def test_what_comes_after_is_loaded_as_into_a_clean_file(clean: Settings, old: Settings) -> None:
    more = [
        parsed(minutes(item("Status på COVID-19", "Smitten stiger."), meeting_date=date(2021, 9, 4)), "9.pdf")
    ]
    for settings in (clean, old):
        load(settings, more)
        run(settings)
    # The numbers of the index count as texts arrive.
    assert {t: r for t, r in rows_of(old).items() if not t.startswith("search_")} == {
        t: r for t, r in rows_of(clean).items() if not t.startswith("search_")
    }


@pytest.mark.parametrize("name", ["0002_standing.sql", "0006_own_decisions.sql", "0008_search_items.sql"])
def test_a_run_that_is_stopped_in_a_migration_leaves_a_file_that_the_next_one_finishes(
    clean: Settings, old: Settings, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    version = int(name[:4])
    with monkeypatch.context() as patch:
        real = migrate._apply

        def stop(connection: duckdb.DuckDBPyConnection, number: int, file: Any) -> None:
            if number == version:
                connection.execute("BEGIN")
                connection.execute(file.read_text(encoding="utf-8"))
                raise KeyboardInterrupt  # as a kill: the connection goes, nothing is rolled back by hand
            real(connection, number, file)

        patch.setattr(migrate, "_apply", stop)
        with pytest.raises(KeyboardInterrupt):
            run(old)
    assert query(old, "SELECT max(version) FROM schema_migrations") == [(version - 1,)]
    run(old)
    assert rows_of(old) == rows_of(clean)


def test_a_file_of_a_later_version_is_refused_and_left_as_it_was(clean: Settings) -> None:
    later = migrate.newest_version() + 1
    with duckdb.connect(str(clean.work / PRIVATE_NAME)) as connection:
        connection.execute(
            "INSERT INTO schema_migrations VALUES (?, 'later.sql', TIMESTAMP '2030-01-01')", [later]
        )
    before = shutil.copyfile(clean.work / PRIVATE_NAME, clean.home / "before").read_bytes()
    with pytest.raises(
        WarehouseTooNew, match=rf"schema version {later}, .* knows {later - 1}: update referat"
    ):
        run(clean)
    assert (clean.work / PRIVATE_NAME).read_bytes() == before
    assert published(clean, "SELECT count(*) FROM meetings") == [(8,)]
