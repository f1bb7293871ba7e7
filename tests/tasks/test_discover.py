import fcntl
import os
import threading
import time
from datetime import datetime
from pathlib import Path

import pytest

from schemas.errors import UsageError
from schemas.settings import Settings
from tasks.discover import discover, identify, is_temporary, is_unchanged, modified_at_of


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    home = Settings(home=tmp_path / "home")
    home.inbox.mkdir(parents=True)
    home.quarantine.mkdir()
    return home


def drop(path: Path, content: bytes = b"x", *, age: float = 60) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (time.time() - age,) * 2)
    return path


def found(settings: Settings, *paths: Path) -> list[str]:
    return [file.relative_path for file in discover(settings, paths or [settings.inbox]).files]


def test_files_of_the_inbox_come_in_a_fixed_order_with_their_folders(settings):
    for name in ("b.pdf", "Kalundborg Kommune/2021/a.pdf", "a.txt", "noget.jpg"):
        drop(settings.inbox / name)
    assert found(settings) == ["Kalundborg Kommune/2021/a.pdf", "a.txt", "b.pdf", "noget.jpg"]
    assert all(file.in_inbox for file in discover(settings, [settings.inbox]).files)


@pytest.mark.parametrize(
    "name",
    [".hidden", "~$brev.docx", "a.pdf.part", "A.PDF.CRDOWNLOAD", "b.tmp", "c.partial", "d.download"],
)
def test_temporary_names_are_left_alone(settings, name):
    assert is_temporary(name)
    drop(settings.inbox / name)
    assert found(settings) == []
    assert found(settings, settings.inbox / name) == []


def test_a_hidden_folder_is_not_searched(settings):
    drop(settings.inbox / ".sync" / "a.pdf")
    assert found(settings) == []


def test_symbolic_links_in_the_inbox_are_pointed_out_and_not_followed(settings, tmp_path):
    outside = drop(tmp_path / "elsewhere" / "secret.pdf")
    (settings.inbox / "file.pdf").symlink_to(outside)
    (settings.inbox / "folder").symlink_to(outside.parent)
    discovery = discover(settings, [settings.inbox])
    assert discovery.files == ()
    assert [left.path.name for left in discovery.left] == ["file.pdf", "folder"]
    assert all("a symbolic link" in left.reason for left in discovery.left)
    assert discover(settings, [settings.inbox / "folder"]).files == ()


def test_an_inbox_that_is_itself_a_link_is_searched(tmp_path):
    drop(tmp_path / "share" / "a.pdf")
    settings = Settings(home=tmp_path / "home")
    settings.home.mkdir()
    settings.inbox.symlink_to(tmp_path / "share")
    assert found(settings) == ["a.pdf"]


def test_a_named_folder_gives_its_documents_and_leaves_the_rest(settings, tmp_path):
    for name in ("Sorø Kommune/2020/a.PDF", "b.md", "b.truth.json", "foto.jpg"):
        drop(tmp_path / "years" / name)
    assert found(settings, tmp_path / "years") == ["Sorø Kommune/2020/a.PDF", "b.md"]


def test_a_named_file_is_taken_whatever_it_is_called(settings, tmp_path):
    assert found(settings, drop(tmp_path / "minutes.bin")) == ["minutes.bin"]


def test_a_home_inside_a_named_folder_is_not_searched(settings, tmp_path):
    drop(settings.archive / "old.pdf")
    drop(tmp_path / "new.pdf")
    assert found(settings, tmp_path) == ["new.pdf"]


def test_a_file_named_twice_is_one_file(settings, tmp_path):
    file = drop(tmp_path / "years" / "a.pdf")
    assert len(discover(settings, [file, file.parent, file]).files) == 1


def test_a_named_path_that_is_missing_is_the_callers_mistake(settings, tmp_path):
    with pytest.raises(UsageError, match=r"gone\.pdf"):
        discover(settings, [tmp_path / "gone.pdf"])


def test_a_pipe_is_pointed_out_and_not_opened(settings):
    os.mkfifo(settings.inbox / "pipe.pdf")
    discovery = discover(settings, [settings.inbox])
    assert discovery.files == ()
    assert "neither a file nor a folder" in discovery.left[0].reason


def test_equal_bytes_have_equal_identity(settings):
    drop(settings.inbox / "a.pdf", b"same")
    drop(settings.inbox / "b.pdf", b"same")
    drop(settings.inbox / "c.pdf", b"other")
    a, b, c = identify(discover(settings, [settings.inbox]).files).sources
    assert a.document_id == b.document_id != c.document_id
    assert (a.byte_size, len(a.document_id)) == (4, 64)


def test_a_file_that_grows_is_left_until_it_stands_still(settings):
    file = drop(settings.inbox / "a.pdf", age=0)
    is_copied = threading.Event()

    def upload():
        while not is_copied.wait(0.1):
            with file.open("ab") as stream:
                stream.write(b"more")

    writer = threading.Thread(target=upload)
    writer.start()
    identified = identify(discover(settings, [settings.inbox]).files)
    is_copied.set()
    writer.join()
    assert [left.reason for left in identified.left] == ["still being written"]
    (source,) = identify(discover(settings, [settings.inbox]).files).sources
    assert source.byte_size == file.stat().st_size


def test_a_file_that_is_gone_is_left_out(settings):
    file = drop(settings.inbox / "a.pdf")
    files = discover(settings, [settings.inbox]).files
    file.unlink()
    assert identify(files).sources == ()


def test_a_changed_file_is_told_from_the_identified_one(settings):
    file = drop(settings.inbox / "a.pdf")
    (source,) = identify(discover(settings, [settings.inbox]).files).sources
    assert is_unchanged(source)
    drop(file, b"longer")
    assert not is_unchanged(source)


@pytest.mark.parametrize("name", [b"m\xf8de.pdf", b"linje\nto.pdf", "å".encode() * 120 + b".pdf"])
def test_odd_names_do_no_harm(settings, name):
    drop(settings.inbox / os.fsdecode(name))
    (source,) = identify(discover(settings, [settings.inbox]).files).sources
    source.file_name.encode("utf-8")
    assert source.path.exists()


def test_a_name_in_windows_letters_is_read_as_such(settings):
    drop(settings.inbox / os.fsdecode(b"m\xf8de.pdf"))
    assert found(settings) == ["møde.pdf"]


def test_a_name_in_decomposed_letters_is_composed(settings):
    drop(settings.inbox / "a\u030ar.pdf")
    assert found(settings) == ["år.pdf"]


def test_what_is_in_quarantine_keeps_the_path_it_was_dropped_with(settings):
    file = drop(settings.quarantine / "a-12345678.pdf")
    drop(settings.quarantine / "a-12345678.pdf.json", b'{"relative_path": "2021/a.pdf"}')
    assert found(settings, file) == ["2021/a.pdf"]


def test_bytes_that_cannot_be_read_are_a_refusal_without_an_identity(settings, monkeypatch):
    drop(settings.inbox / "2021" / "a.pdf")
    files = discover(settings, [settings.inbox]).files

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    (refused,) = identify(files).unreadable
    assert (refused.error_code, refused.stage, refused.source.document_id) == ("unreadable", "discover", "")
    assert refused.source.relative_path == "2021/a.pdf"


def test_a_young_pdf_without_its_end_is_left_and_an_old_one_is_taken(settings):
    drop(settings.inbox / "cut.pdf", b"%PDF-1.7\nwor", age=5)
    drop(settings.inbox / "whole.pdf", b"%PDF-1.7\nwords\n%%EOF", age=5)
    identified = identify(discover(settings, [settings.inbox]).files)
    assert [left.reason for left in identified.left] == ["still being written"]
    assert [source.relative_path for source in identified.sources] == ["whole.pdf"]
    drop(settings.inbox / "cut.pdf", b"%PDF-1.7\nwor", age=60)
    assert len(identify(discover(settings, [settings.inbox]).files).sources) == 2


@pytest.mark.skipif(not hasattr(fcntl, "F_SETLEASE"), reason="only Linux tells who writes")
def test_a_young_text_that_somebody_writes_is_left(settings):
    file = drop(settings.inbox / "a.txt", b"Referat")
    with file.open("ab"):
        os.utime(file, (time.time() - 5,) * 2)
        identified = identify(discover(settings, [settings.inbox]).files)
    assert [left.reason for left in identified.left] == ["still being written"]
    assert len(identify(discover(settings, [settings.inbox]).files).sources) == 1


def test_a_young_file_without_a_byte_is_left(settings):
    drop(settings.inbox / "a.pdf", b"", age=5)
    assert [left.reason for left in identify(discover(settings, [settings.inbox]).files).left] == [
        "still being written"
    ]


@pytest.mark.parametrize("seconds", [300_000_000_000, -100_000_000_000])
def test_a_date_beyond_the_calendar_stops_no_batch(tmp_path, seconds):
    fields = list(drop(tmp_path / "a.pdf").stat())
    status = os.stat_result(fields, {"st_mtime_ns": seconds * 10**9})
    assert modified_at_of(status) == datetime(1970, 1, 1)
