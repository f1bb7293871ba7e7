"""The law of the warehouse: the same files leave the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from schemas.document import Outcome, ParsedDocument
from schemas.minutes import Finding
from schemas.terms import DocumentKind, Severity
from tests.factory import decided, item, minutes, parsed, refused
from tests.warehouse.helpers import snapshot
from warehouse.load import load_batch
from warehouse.meetings import rebuild_all
from warehouse.migrate import migrate
from warehouse.rules import keep_rules

NOW = datetime(2026, 11, 21)
COVID = "Status på COVID-19"


def archive() -> list[Outcome]:
    """Three meetings of one body and one of another: versions, copies, sittings, additions, repeats."""
    first, second, third = date(2021, 1, 4), date(2021, 1, 11), date(2021, 1, 18)
    news = "Smitten falder. Skolen åbner den 1. februar."
    finding = Finding(rule="test", severity=Severity.INFO, message="Sært.", item=1)
    january = minutes(item(COVID, "Smitten falder."), item("Eventuelt", "Intet."), meeting_date=first)
    return [
        parsed(january, "1.pdf", modified_at=datetime(2021, 2, 2)),
        parsed(january, "1-kopi.pdf", bytes_of="copy", modified_at=datetime(2021, 2, 1)),
        parsed(january, "1.txt", bytes_of="text", page_count=None, modified_at=datetime(2021, 1, 1)),
        parsed(
            minutes(item(COVID, news), item("Eventuelt"), meeting_date=second, findings=(finding,)), "2.pdf"
        ),
        parsed(
            minutes(item(COVID, "SMITTEN FALDER"), item("Skolerne", news), meeting_date=second, version="1"),
            "2b.pdf",
        ),
        parsed(minutes(item(COVID, "Smitten   falder."), meeting_date=third, start_time=time(9)), "3.pdf"),
        parsed(
            minutes(item("Budget"), item("Eventuelt", "Intet"), meeting_date=third, start_time=time(17)),
            "3a.pdf",
        ),
        parsed(
            minutes(
                item("Budget", "Tal."),
                meeting_date=third,
                start_time=None,
                document_kind=DocumentKind.TILLAEGSREFERAT,
            ),
            "3b.pdf",
        ),
        parsed(
            minutes(decided(COVID, "smitten falder."), body="Økonomiudvalget", meeting_date=first), "4.pdf"
        ),
        parsed(minutes(item("Eventuelt", "Intet."), meeting_date=first), "5.pdf", municipality=None),
        refused("6.pdf", "bad"),
        *councils(),
    ]


def councils() -> list[Outcome]:
    """Seven meetings of a council with a standing item that only detection knows.

    A later version takes the item off the agenda of one, so that six are left: as few as there may be.
    """
    texts = (
        "Der er ro.",
        "Der er ro. Havnen uddybes.",
        "Der er ro.",
        "Intet nyt.",
        "der er ro",
        "Havnen uddybes.",
    )
    documents: list[Outcome] = []
    for number, text in enumerate((*texts, "Sidste gang.")):
        meeting = minutes(
            item(f"Torvets tilstand - {'ABCDEFG'[number]}by Skole", text),
            item("Budget", f"Tal {number}."),
            body="Byrådet",
            meeting_date=date(2020, number + 1, 5),
        )
        documents.append(parsed(meeting, f"b{number}.pdf"))
    off = minutes(item("Budget", "Tal 6."), body="Byrådet", meeting_date=date(2020, 7, 5), version="2")
    return [*documents, parsed(off, "b6-rettet.pdf")]


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        migrate(connection)
        keep_rules(connection)
        yield connection


def rows_after(connection: duckdb.DuckDBPyConnection, batches: list[list[Outcome]]) -> dict[str, Any]:
    """Load batches one after the other, give the rows that they leave, and undo it all."""
    connection.execute("BEGIN")
    try:
        for number, batch in enumerate(batches):
            load_batch(connection, batch, {}, run_id=str(number), now=NOW)
        return snapshot(connection)
    finally:
        connection.execute("ROLLBACK")


@st.composite
def arrivals(draw: st.DrawFn) -> list[list[int]]:
    """Every document at least once, in any order, some again, in any batches."""
    count = len(archive())
    order = draw(st.permutations(range(count)))
    order += draw(st.lists(st.integers(0, count - 1), max_size=4))
    cuts = sorted(draw(st.sets(st.integers(1, len(order) - 1), max_size=3)))
    return [order[start:end] for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True)]


@pytest.fixture(scope="module")
def clean(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    return rows_after(connection, [archive()])


@given(batches=arrivals())
@hypothesis_settings(max_examples=12)
def test_order_of_arrival_changes_no_row(
    connection: duckdb.DuckDBPyConnection, clean: dict[str, Any], batches: list[list[int]]
) -> None:
    documents = archive()
    rows = rows_after(connection, [[documents[index] for index in batch] for batch in batches])
    for table, expected in clean.items():
        assert rows[table] == expected, table


def test_a_document_that_is_read_anew_leaves_the_rows_of_a_clean_run(
    connection: duckdb.DuckDBPyConnection, clean: dict[str, Any]
) -> None:
    earlier = [
        document.model_copy(
            update={
                "parser_version": "0",
                "minutes": document.minutes.model_copy(update={"items": document.minutes.items[1:]}),
            }
        )
        for document in archive()
        if isinstance(document, ParsedDocument)
    ]
    rows = rows_after(connection, [earlier, archive()])
    for table, expected in clean.items():
        assert rows[table] == expected, table


def test_all_rows_made_anew_are_the_rows_of_a_clean_run_though_some_were_lost(
    connection: duckdb.DuckDBPyConnection, clean: dict[str, Any]
) -> None:
    connection.execute("BEGIN")
    try:
        load_batch(connection, archive(), {}, run_id="0", now=NOW)
        for table in ("item_titles", "standing_items", "contents", "sections"):
            connection.execute(f"DELETE FROM {table} WHERE rowid % 2 = 0")
        connection.execute("UPDATE item_titles SET exact = 'noget-andet', catalogue_key = NULL")
        rebuild_all(connection)
        rows = snapshot(connection)
    finally:
        connection.execute("ROLLBACK")
    for table, expected in clean.items():
        assert rows[table] == expected, table


def test_the_archive_has_what_the_law_is_tried_on(clean: dict[str, Any]) -> None:
    # position of `status` in what is compared of `documents`
    assert sorted({row[8] for row in clean["documents"]}) == [
        "current",
        "duplicate",
        "quarantined",
        "superseded",
    ]
    assert len(clean["meetings"]) == 13
    assert ("torvets-tilstand", "Torvets tilstand", "detected", 6) in {
        row[:4] for row in clean["standing_items"]
    }
    assert clean["field_changes"]
    assert clean["findings"]
