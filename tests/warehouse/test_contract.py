"""The published file has what the contract promises, and explains itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from schemas.minutes import ItemTable
from schemas.settings import Settings
from schemas.terms import RunStatus
from tests import factory
from warehouse.reader import open_published
from warehouse.store import Warehouse

TABLES = {
    "documents": "document_id VARCHAR, file_name VARCHAR, source_path VARCHAR, stored_path VARCHAR, "
    "media_type VARCHAR, byte_size BIGINT, page_count INTEGER, document_kind VARCHAR, text_sha256 VARCHAR, "
    "text_accounted DOUBLE, meeting_id VARCHAR, status VARCHAR, layout VARCHAR, extractor VARCHAR, "
    "parser_version VARCHAR, file_modified_at TIMESTAMP, first_seen_at TIMESTAMP, ingested_at TIMESTAMP, "
    "run_id VARCHAR",
    "meetings": "meeting_id VARCHAR, municipality VARCHAR, body VARCHAR, meeting_date DATE, start_time TIME, "
    "end_time TIME, place VARCHAR, document_kind VARCHAR, title VARCHAR, is_cancelled BOOLEAN, "
    "document_id VARCHAR",
    "attendance": "meeting_id VARCHAR, position INTEGER, name VARCHAR, role VARCHAR, party VARCHAR, "
    "status VARCHAR, note VARCHAR",
    "agenda_items": "item_id VARCHAR, meeting_id VARCHAR, document_id VARCHAR, position INTEGER, "
    "number VARCHAR, title VARCHAR, is_closed BOOLEAN, case_number VARCHAR, journal_number VARCHAR, "
    "document_number VARCHAR, item_type VARCHAR, standing_item_id VARCHAR, content_id VARCHAR, "
    "is_repeat BOOLEAN, novelty DOUBLE, page_first INTEGER, page_last INTEGER",
    "sections": "item_id VARCHAR, position INTEGER, kind VARCHAR, heading VARCHAR, text VARCHAR",
    "recommendations": "item_id VARCHAR, position INTEGER, proposer VARCHAR, text VARCHAR",
    "decisions": "item_id VARCHAR, position INTEGER, body VARCHAR, decided_on DATE, text VARCHAR, "
    "outcome VARCHAR, remark VARCHAR, rule VARCHAR",
    "item_attendance": "item_id VARCHAR, position INTEGER, name VARCHAR, party VARCHAR, status VARCHAR, "
    "note VARCHAR",
    "votes": "item_id VARCHAR, position INTEGER, voter VARCHAR, choice VARCHAR, votes INTEGER",
    "consultations": "item_id VARCHAR, position INTEGER, body VARCHAR",
    "attachments": "item_id VARCHAR, position INTEGER, title VARCHAR, document_number VARCHAR",
    "item_tables": "item_id VARCHAR, position INTEGER, header VARCHAR[], rows VARCHAR[][], page INTEGER",
    "contents": "content_id VARCHAR, text VARCHAR",
    "standing_items": "standing_item_id VARCHAR, title VARCHAR, origin VARCHAR, occurrences BIGINT, "
    "distinct_contents BIGINT, first_seen DATE, last_seen DATE",
    "ingest_runs": "run_id VARCHAR, flow VARCHAR, started_at TIMESTAMP, finished_at TIMESTAMP, "
    "status VARCHAR, files_seen INTEGER, files_loaded INTEGER, files_duplicate INTEGER, "
    "files_superseded INTEGER, files_quarantined INTEGER",
    "findings": "document_id VARCHAR, position INTEGER, item_id VARCHAR, severity VARCHAR, rule VARCHAR, "
    "message VARCHAR, page INTEGER",
    "quarantine": "quarantine_id VARCHAR, document_id VARCHAR, file_name VARCHAR, source_path VARCHAR, "
    "stage VARCHAR, error_code VARCHAR, message VARCHAR, quarantined_at TIMESTAMP, run_id VARCHAR",
}

_AGENDA = (
    "item_id meeting_id municipality body meeting_date number title is_closed case_number journal_number "
    "item_type standing_item_id standing_title is_repeat novelty decision outcome page_first file_name"
)
VIEWS = {
    "v_agenda": _AGENDA,
    "v_unique_items": _AGENDA,
    "v_standing_item_timeline": "standing_item_id title municipality body meeting_date meeting_id item_id "
    "occurrence novelty new_text content_id",
    "v_decisions": "item_id meeting_id municipality meeting_date meeting_body number title case_number "
    "decided_by decided_on outcome remark text is_own",
    "v_case_history": "municipality case_number is_container meeting_date body item_id title outcome step",
    "v_attendance": "municipality body name party meetings present absent excused partial first_date "
    "last_date",
    "v_table_cells": "item_id table_position row_number column_number column_header value",
    "v_coverage": "municipality body month meetings expected is_gap files_quarantined files_superseded",
    "v_corrections": "meeting_id item_id field old_value new_value old_document_id new_document_id",
    "v_pipeline_health": "day runs files_loaded files_quarantined newest_meeting_date",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    table = ItemTable(header=("År", "Kr."), rows=(("2020", "1"), ("2021", "")), section=1)
    meeting = factory.minutes(
        factory.item("Budget", "Se tabellen.", tables=(table,)), factory.item("Eventuelt")
    )
    with Warehouse.writer(settings, flow="ingest") as warehouse:
        warehouse.begin_run()
        results = warehouse.load([factory.parsed(meeting), factory.refused()], stored_paths={})
        warehouse.finish_run(RunStatus.COMPLETED_WITH_REFUSALS, results)
        warehouse.publish()
    with open_published(settings) as connection:
        yield connection


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_the_columns_of_the_contract(
    published: duckdb.DuckDBPyConnection, table: str
) -> None:
    found = published.execute(
        "SELECT column_name || ' ' || data_type FROM duckdb_columns() WHERE table_name = ?", [table]
    ).fetchall()
    promised = TABLES[table].split(", ")
    assert [column for (column,) in found][: len(promised)] == promised


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_runs_and_has_the_columns_of_the_contract(
    published: duckdb.DuckDBPyConnection, view: str
) -> None:
    found = published.execute(f"SELECT * FROM {view}")
    promised = VIEWS[view].split()
    assert [column[0] for column in found.description][: len(promised)] == promised
    found.fetchall()


@pytest.mark.parametrize(
    "things",
    [
        "SELECT table_name, comment FROM duckdb_tables()",
        "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal",
        "SELECT table_name || '.' || column_name, comment FROM duckdb_columns() WHERE NOT internal",
    ],
)
def test_everything_in_the_file_says_what_it_means_in_danish_and_english(
    published: duckdb.DuckDBPyConnection, things: str
) -> None:
    silent = [name for name, comment in published.execute(things).fetchall() if " · " not in (comment or "")]
    assert not silent


def test_the_file_is_in_the_format_that_older_clients_open(published: duckdb.DuckDBPyConnection) -> None:
    tags = published.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchall()
    assert [tag["storage_version"] for (tag,) in tags] == ["v1.2.0+"]


def test_the_views_run_under_any_name_that_a_client_gives_the_file(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with Warehouse.writer(settings, flow="ingest") as warehouse:
        warehouse.publish()
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{settings.published}' AS council (READ_ONLY)")
        for view in VIEWS:
            connection.execute(f"SELECT * FROM council.{view}").fetchall()


def test_an_empty_cell_is_null_and_the_header_is_not_a_row(published: duckdb.DuckDBPyConnection) -> None:
    cells = published.execute(
        "SELECT row_number, column_number, column_header, value FROM v_table_cells ORDER BY ALL"
    ).fetchall()
    assert cells == [(1, 1, "År", "2020"), (1, 2, "Kr.", "1"), (2, 1, "År", "2021"), (2, 2, "Kr.", None)]


def test_a_day_of_the_pipeline_tells_what_it_did(published: duckdb.DuckDBPyConnection) -> None:
    days = published.execute(
        "SELECT runs, files_loaded, files_quarantined, newest_meeting_date FROM v_pipeline_health"
    ).fetchall()
    assert days == [(1, 1, 1, date(2021, 5, 31))]
