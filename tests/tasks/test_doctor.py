import os
import shutil
from pathlib import Path

import duckdb
import pytest

from flows.ingest import ingest
from schemas.errors import HomeMissing
from schemas.settings import Settings
from tasks.doctor import examine, exit_status, mend
from tasks.status import state_of
from tests.flows.homes import REFUSED, contents, drop, drop_minutes, files, make_home
from warehouse.lock import WriterLock

ONE = "2021-05-10_direktionen.txt"
STORED = f"archive/noerrestrand-kommune/2021/{ONE}"
BROKEN = "ødelagt.pdf"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    settings = make_home(tmp_path_factory.mktemp("doctor"))
    drop_minutes(settings, ONE)
    drop(REFUSED / BROKEN, settings.inbox / BROKEN)
    ingest(home=str(settings.home))
    return settings


@pytest.fixture
def home(loaded, tmp_path):
    shutil.copytree(loaded.home, tmp_path / "home", copy_function=shutil.copy2)
    return Settings(home=tmp_path / "home")


def found(home, **options):
    return [(one.check, one.severity.value) for one in examine(home, **options)]


def sql(home, statement):
    with duckdb.connect(str(home.work / "warehouse.duckdb")) as connection:
        connection.execute(statement)


def test_a_sound_home_has_nothing_off(home):
    assert found(home, deep=True) == []


def test_where_there_is_no_home_it_says_so_and_makes_none(tmp_path):
    with pytest.raises(HomeMissing):
        examine(Settings(home=tmp_path / "nowhere"))
    assert not (tmp_path / "nowhere").exists()


DAMAGE = {
    "a missing original": (lambda home: (home.home / STORED).unlink(), ("originals", "error")),
    "an original cut short": (lambda home: os.truncate(home.home / STORED, 9), ("originals", "error")),
    "a stranger in the archive": (
        lambda home: (home.archive / "x.pdf").write_text(""), ("archive", "warning"),
    ),
    "a stranger in quarantine": (
        lambda home: (home.quarantine / "x.pdf").write_text(""), ("quarantine", "warning"),
    ),
    "a reason without its file": (lambda home: (home.quarantine / BROKEN).unlink(), ("originals", "warning")),
    "a file without its reason": (
        lambda home: (home.quarantine / f"{BROKEN}.json").unlink(), ("quarantine", "note"),
    ),
    "a leftover": (lambda home: (home.archive / "x.pdf.part").write_text(""), ("leftovers", "note")),
    "a folder open to all": (lambda home: home.inbox.chmod(0o777), ("folders", "warning")),
    "a missing folder": (lambda home: shutil.rmtree(home.inbox), ("folders", "warning")),
    "a link in the drop folder": (lambda home: (home.inbox / "x").symlink_to("/"), ("links", "warning")),
    "a link in the archive": (lambda home: (home.archive / "x").symlink_to("/"), ("links", "error")),
    "rules that cannot be read": (
        lambda home: (home.home / "standing.toml").write_text("["), ("rules", "error"),
    ),
    "a published file that is no database": (
        lambda home: home.published.write_text("x" * 9000), ("published", "error"),
    ),
    "no published file": (lambda home: home.published.unlink(), ("published", "error")),
    "rows that are not published": (
        lambda home: sql(home, "UPDATE warehouse_state SET changes = changes + 1"), ("published", "warning"),
    ),
    "items that are gone": (lambda home: sql(home, "DELETE FROM agenda_items"), ("rows", "error")),
    "a parsed form that is gone": (lambda home: sql(home, "DELETE FROM parsed_documents"), ("rows", "error")),
    "a private file that is no database": (
        lambda home: (home.work / "warehouse.duckdb").write_text("x" * 9000), ("private", "error"),
    ),
    "no work folder": (lambda home: shutil.rmtree(home.work), ("private", "warning")),
    "a later format": (
        lambda home: sql(home, "INSERT INTO schema_migrations VALUES (9999, 'x', now())"),
        ("version", "error"),
    ),
    "scans and no tesseract": (
        lambda home: sql(home, "UPDATE quarantine SET error_code = 'needs-ocr'"), ("scans", "warning"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_off_is_named_and_what_can_be_mended_is(home, damage, monkeypatch):
    monkeypatch.setattr("tasks.doctor.can_recognise", lambda: False)
    before = contents(home)
    harm, expected = DAMAGE[damage]
    harm(home)
    complaints = examine(home)
    assert expected in found(home)
    assert all(one.what.endswith(".") and one.remedy for one in complaints)
    assert exit_status(complaints) == {"note": 0, "warning": 1, "error": 3}[complaints[0].severity.value]
    if any(one.can_mend for one in complaints) and damage != "a parsed form that is gone":
        mend(home, complaints)
        assert not any(one.can_mend for one in examine(home))
        assert contents(home) == before


def test_a_folder_that_cannot_be_written_is_named(home, monkeypatch):
    monkeypatch.setattr(
        "tasks.doctor.os.access", lambda path, _: path != home.inbox
    )  # root may write anywhere
    (complaint,) = [one for one in examine(home) if one.check == "folders"]
    assert str(home.inbox) in complaint.what


def test_an_altered_original_of_the_same_size_is_found_by_a_deep_look(home):
    path = home.home / STORED
    path.write_bytes(b"x" + path.read_bytes()[1:])
    assert found(home) == []
    assert found(home, deep=True) == [("originals", "error")]


def test_a_writer_that_died_is_named_and_one_that_lives_is_left_in_peace(home):
    (home.work / "lock").write_text('{"flow": "ingest", "pid": 1, "host": "h", "since": "2021"}')
    (complaint,) = examine(home)
    assert "`ingest` (process 1 on h, since 2021) died" in complaint.what
    state = state_of(home)
    assert (state.exit_status, "finishes its work" in state.next[0]) == (1, True)
    lock = WriterLock(home.work / "lock", flow="backfill")
    lock.acquire()
    try:
        assert found(home) == [("writer", "note")]
        assert "`backfill`" in state_of(home).writing
    finally:
        lock.release()
    assert found(home) == []


def test_looking_changes_nothing(home):
    def seen():
        return {name: (home.home / name).stat().st_mtime_ns for name in files(home.home)}

    before = seen()
    examine(home, deep=True)
    state_of(home)
    assert seen() == before


def test_a_folder_that_is_missing_is_no_error_of_its_own(tmp_path):
    (tmp_path / "home").mkdir()
    assert {check for check, _ in found(Settings(home=tmp_path / "home"))} == {"folders"}
    assert not list(Path(tmp_path / "home").iterdir())
