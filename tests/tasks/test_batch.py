from datetime import datetime
from pathlib import Path

from schemas.document import FileResult, SourceFile
from schemas.terms import DocumentStatus
from tasks.batch import brought_up_to_date, sort_out
from tasks.store import Placement
from warehouse.store import KnownDocument


def source(name: str, document_id: str) -> SourceFile:
    return SourceFile(
        path=Path("/inbox") / name,
        relative_path=name,
        document_id=document_id,
        byte_size=1,
        modified_at=datetime(2021, 1, 1),
        in_inbox=True,
    )


def known(document_id: str, status: DocumentStatus = DocumentStatus.CURRENT) -> dict[str, KnownDocument]:
    document = KnownDocument(
        document_id=document_id,
        file_name="first.pdf",
        status=status,
        stored_path=f"archive/{document_id}.pdf",
        parser_version="1",
        meeting="Direktionen 2021-01-01",
        items=3,
    )
    return {document_id: document}


def result(document_id: str, status: DocumentStatus = DocumentStatus.CURRENT) -> FileResult:
    return FileResult(
        file_name="a.pdf", relative_path="a.pdf", document_id=document_id, status=status, is_new=True
    )


def test_known_bytes_are_not_read_again():
    batch = sort_out([source("a.pdf", "1"), source("b.pdf", "2")], known("1"))
    assert [s.file_name for s in batch.new] == ["b.pdf"]
    assert [s.file_name for s in batch.repeats] == ["a.pdf"]


def test_known_bytes_are_read_again_when_asked():
    assert len(sort_out([source("a.pdf", "1")], known("1"), again=True).new) == 1


def test_what_is_in_quarantine_is_read_again():
    assert len(sort_out([source("a.pdf", "1")], known("1", DocumentStatus.QUARANTINED)).new) == 1


def test_a_known_file_goes_to_where_the_ledger_says_it_lies():
    batch = sort_out([source("a.pdf", "1")], known("1"))
    ((line, placement),) = batch.repeats_after([], [])
    assert (line.status, line.is_new, line.meeting) == (
        DocumentStatus.CURRENT,
        False,
        "Direktionen 2021-01-01",
    )
    assert placement.stored_path == "archive/1.pdf"


def test_a_second_copy_goes_to_where_the_first_went():
    first, second = source("a.pdf", "1"), source("b.pdf", "1")
    batch = sort_out([first, second], {})
    ((line, placement),) = batch.repeats_after([result("1")], [Placement(first, "archive/a.pdf")])
    assert (line.file_name, line.is_new) == ("b.pdf", False)
    assert placement == Placement(second, "archive/a.pdf")


def test_a_second_copy_of_what_was_not_loaded_is_left():
    batch = sort_out([source("a.pdf", "1"), source("b.pdf", "1")], {})
    assert batch.repeats_after([], []) == []


def test_a_line_ends_with_the_status_that_a_later_chunk_left():
    (line,) = brought_up_to_date([result("1")], known("1", DocumentStatus.SUPERSEDED))
    assert line.status is DocumentStatus.SUPERSEDED
