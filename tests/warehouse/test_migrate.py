from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest

from schemas.minutes import Decision
from schemas.settings import Settings
from schemas.terms import Outcome
from tests.factory import item, minutes, parsed
from tests.warehouse.helpers import load, query
from warehouse.migrate import migrate


def test_migrations_are_numbered_from_one_without_a_gap() -> None:
    folder = files("warehouse").joinpath("migrations")
    numbers = sorted(int(f.name.split("_")[0]) for f in folder.iterdir() if f.name.endswith(".sql"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_migration_is_applied_once_and_recorded(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "w.duckdb")) as connection:
        names = migrate(connection)
        assert names
        assert migrate(connection) == []
        assert [
            row[0] for row in connection.execute("SELECT name FROM schema_migrations").fetchall()
        ] == names


def test_a_migration_that_fails_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "9999_bad.sql"
    bad.write_text("CREATE TABLE half (x INTEGER); SELECT * FROM nowhere;")
    with duckdb.connect() as connection:
        migrate(connection)
        real = files("warehouse").joinpath("migrations")
        monkeypatch.setattr(
            "warehouse.migrate._sql_files",
            lambda name: [*sorted(real.iterdir(), key=lambda f: f.name), bad],
        )
        with pytest.raises(duckdb.CatalogException):
            migrate(connection)
        assert connection.execute(
            "SELECT count(*) FROM schema_migrations WHERE version = 9999"
        ).fetchall() == [(0,)]
        assert connection.execute(
            "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'half'"
        ).fetchall() == [(0,)]


def test_views_whose_file_changed_are_made_anew() -> None:
    with duckdb.connect() as connection:
        migrate(connection)
        connection.execute("CREATE OR REPLACE VIEW v_corrections AS SELECT 1 AS old")
        connection.execute("UPDATE warehouse_state SET views_sha256 = 'of an earlier version'")
        migrate(connection)
        assert "field" in [
            column[0] for column in connection.execute("SELECT * FROM v_corrections").description
        ]


def test_an_older_file_is_told_what_each_meeting_itself_decided(settings: Settings) -> None:
    named = Decision(
        body="DIREKTIONEN", decided_on=date(2021, 5, 31), text="Vedtaget.", outcome=Outcome.VEDTAGET, rule="x"
    )
    earlier = Decision(
        body="Byrådet", decided_on=date(2021, 5, 3), text="Nej.", outcome=Outcome.AFVIST, rule="x"
    )
    own = Decision(text="Udsat.", outcome=Outcome.UDSAT, rule="x")
    load(settings, [parsed(minutes(item("Skole", decisions=(earlier, named, own)), item("Vej")))])
    asked = "SELECT decision, outcome FROM agenda_items ORDER BY position"
    expected = query(settings, asked)
    assert expected == [("Vedtaget.\nUdsat.", "vedtaget"), (None, None)]
    with duckdb.connect() as old:
        old.execute(f"ATTACH '{settings.work / 'warehouse.duckdb'}' AS published (READ_ONLY)")
        for file in sorted(files("warehouse").joinpath("migrations").iterdir(), key=lambda f: f.name):
            if file.name == "0006_own_decisions.sql":
                for table in ("meetings", "decisions"):
                    old.execute(f"INSERT INTO {table} FROM published.{table}")
                old.execute(
                    "INSERT INTO agenda_items "
                    "SELECT * EXCLUDE (decision, outcome) FROM published.agenda_items"
                )
            if file.name.endswith(".sql"):
                old.execute(file.read_text(encoding="utf-8"))
        assert old.execute(asked).fetchall() == expected
