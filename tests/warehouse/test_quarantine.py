from __future__ import annotations

from pathlib import Path

from schemas.document import RefusedDocument
from schemas.settings import Settings
from tests.factory import item, minutes, parsed, refused, source
from tests.warehouse.helpers import load, query
from warehouse.store import Warehouse

MEETING = minutes(item("Budget", "Tal."))


def same_bytes_as_the_meeting() -> RefusedDocument:
    return refused().model_copy(update={"source": parsed(MEETING).source})


def closings(settings: Settings) -> list[str | None]:
    return [row[0] for row in query(settings, "SELECT closed_by FROM quarantine ORDER BY quarantine_id")]


def close(settings: Settings, by: str) -> None:
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.close_quarantine([file.quarantine_id for file in warehouse.open_quarantine()], by=by)


def test_a_row_closes_when_the_same_bytes_load(settings: Settings) -> None:
    load(settings, [same_bytes_as_the_meeting()], [parsed(MEETING)])
    assert closings(settings) == ["loaded"]
    assert query(settings, "SELECT status FROM documents") == [("current",)]


def test_a_row_closes_when_a_file_of_the_same_path_loads(settings: Settings) -> None:
    load(settings, [refused("2021/referat.pdf")], [parsed(MEETING, "2021/referat.pdf")])
    assert closings(settings) == ["replaced"]


def test_a_file_of_another_path_closes_nothing(settings: Settings) -> None:
    load(settings, [refused("2021/referat.pdf")], [parsed(MEETING, "2022/referat.pdf")])
    assert closings(settings) == [None]


def test_a_file_refused_again_has_one_row_that_tells_the_last_reason(settings: Settings) -> None:
    load(settings, [refused()], [refused(error_code="encrypted")])
    assert query(settings, "SELECT error_code FROM quarantine") == [("encrypted",)]


def test_a_dismissed_file_stays_dismissed_and_a_retried_one_opens_again(settings: Settings) -> None:
    load(settings, [refused()])
    close(settings, "dismissed")
    load(settings, [refused()])
    assert closings(settings) == ["dismissed"]
    load(settings, [refused("other.pdf", "other")])
    close(settings, "retry")
    (result,) = load(settings, [refused("other.pdf", "other")])
    assert result.is_new
    assert sorted(closings(settings), key=str) == [None, "dismissed"]


def test_files_whose_bytes_could_not_be_read_have_a_row_each_and_no_document(settings: Settings) -> None:
    unreadable = [
        refused().model_copy(
            update={"source": source(name, "", document_id="", path=Path("/nowhere") / name)}
        )
        for name in ("a.pdf", "b.pdf")
    ]
    results = load(settings, unreadable)
    assert [(r.is_new, r.document_id) for r in results] == [(True, None), (True, None)]
    assert query(settings, "SELECT document_id, file_name FROM quarantine ORDER BY file_name") == [
        (None, "a.pdf"), (None, "b.pdf"),
    ]  # fmt: skip
    assert query(settings, "SELECT count(*) FROM documents") == [(0,)]
    third = refused().model_copy(update={"source": source("c.pdf", "", document_id="")})
    assert [r.is_new for r in load(settings, [*unreadable, third])] == [False, False, True]


def test_a_name_that_is_no_utf8_is_kept_readable(settings: Settings) -> None:
    name = b"r\xf8dt.pdf".decode("utf-8", "surrogateescape")
    load(settings, [refused(name)])
    assert query(settings, "SELECT file_name FROM quarantine") == [("r\ufffddt.pdf",)]


def test_a_cpr_number_in_a_name_is_masked(settings: Settings) -> None:
    load(settings, [refused("Sag 010180-1234/faktura 010180-1234.pdf")])
    for column in ("file_name", "relative_path", "source_path"):
        assert query(settings, f"SELECT count(*) FROM quarantine WHERE {column} LIKE '%1234%'") == [(0,)]
    assert query(settings, "SELECT file_name, source_path LIKE '%1234%' FROM documents") == [
        ("faktura ******-****.pdf", False)
    ]
