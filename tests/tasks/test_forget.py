import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from cli.forget import forget as erase
from flows.backfill import backfill
from flows.ingest import ingest
from flows.progress import heard_by
from report.site import write_report
from schemas.errors import UsageError
from schemas.settings import Settings
from tasks.doctor import examine
from tasks.forget import forget, plan
from tests.flows.homes import MINUTES, REFUSED, contents, drop, files, make_home, query
from tests.flows.listener import Heard

KEPT = "2022-01-17_direktionen.md"
WORD = "hestehovspulver"  # in nothing but what is erased
PERSON = "Zacharias Zimmermann"
BROKEN = "ødelagt.pdf"
MINUTES_TEXT = f"""REFERAT Direktionen d. 10-05-2021

Mødedeltagere: {PERSON}

Punkt 1: Eventuelt

Beslutning

Borgeren har fået {WORD}, og sagen om {WORD} er dermed afsluttet.

Punkt 2: Salg af {WORD}

Beslutning

Godkendt{{more}}.
"""


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A home with one meeting to keep, and one in three versions to erase."""
    settings = make_home(tmp_path_factory.mktemp("forget"))
    drop(MINUTES / KEPT, settings.inbox / MINUTES.name / KEPT)
    ingest(home=str(settings.home))
    return settings


@pytest.fixture(scope="module")
def loaded(begun, tmp_path_factory):
    settings = copied(begun, tmp_path_factory.mktemp("loaded"))
    for name, more in (("a.txt", ""), ("b.txt", " med bemærkning"), ("c.txt", " \n")):
        path = drop(MINUTES / KEPT, settings.inbox / MINUTES.name / name)
        path.write_text(MINUTES_TEXT.format(more=more))
        os.utime(path, (1_600_000_000 + len(more),) * 2)
    drop(REFUSED / BROKEN, settings.inbox / BROKEN)
    ingest(home=str(settings.home))
    return settings


def copied(settings, folder):
    shutil.copytree(settings.home, folder / "home", copy_function=shutil.copy2)
    return Settings(home=folder / "home")


@pytest.fixture
def home(loaded, tmp_path):
    return copied(loaded, tmp_path)


def holding(settings, words):
    """Give the files of a home in whose bytes the words stand."""
    return [
        name
        for name in files(settings.home)
        if any(word.encode() in (settings.home / name).read_bytes() for word in words)
    ]


def test_a_meeting_leaves_no_row_no_file_and_no_byte(home, begun):
    assert "minutes.duckdb" in holding(home, [WORD, PERSON])
    assert len([name for name in files(home.home) if name.startswith("work/pages/")]) == 4
    erasure = forget(home, "Direktionen 2021-05-10", "asked for")
    assert len(erasure.documents) == 3
    assert not [n for n in files(home.home) for d in erasure.documents if d.document_id in n]  # kept pages
    assert holding(home, [WORD, PERSON, "Zimmermann"]) == []
    before = contents(begun)
    after = contents(home)
    assert {table: rows for table, rows in after.items() if table not in ("documents", "quarantine")} == {
        table: rows for table, rows in before.items() if table not in ("documents", "quarantine")
    }
    assert query(home, "SELECT status FROM documents ORDER BY 1") == [("current",), ("quarantined",)]
    assert examine(home, deep=True) == []


def test_what_was_erased_is_not_loaded_again_and_makes_no_night_red(home, loaded):
    (stored,) = [name for name in files(home.archive) if name.endswith("a.txt")]
    copy = (home.archive / stored).read_bytes()
    forget(home, "a.txt", "asked for")
    before = contents(home)
    path = drop(MINUTES / KEPT, home.inbox / "again.txt")
    path.write_bytes(copy)
    heard = Heard()
    with heard_by(heard):
        report = ingest(home=str(home.home))
    assert (report.exit_status, report.results, contents(home)) == (0, (), before)
    assert [line for line in heard.lines if line.startswith("removed: again.txt: erased on 20")]
    assert files(home.inbox) == []


def test_what_was_erased_is_left_where_it_is_outside_the_drop_folder(home, tmp_path):
    outside = tmp_path / "years" / "a.txt"
    shutil.copytree(home.archive, outside.parent)
    (mine,) = outside.parent.rglob("a.txt")
    mine.replace(outside)
    forget(home, "a.txt", "asked for")
    heard = Heard()
    with heard_by(heard):
        ingest([str(outside)], home=str(home.home))
    assert any("not ours to remove" in line for line in heard.lines)
    assert outside.exists()


def test_what_was_erased_is_removed_from_an_archive_that_a_backup_brought_back(home, tmp_path):
    backup = shutil.copytree(home.archive, tmp_path / "backup")
    forget(home, "a.txt", "asked for")
    shutil.copytree(backup, home.archive, dirs_exist_ok=True)
    (complaint,) = examine(home)
    assert f"referat backfill {home.archive}" in complaint.remedy
    assert "removes those that were erased" in complaint.remedy
    backfill([str(home.archive)], home=str(home.home))
    assert examine(home, deep=True) == []
    assert not any(name.endswith("a.txt") for name in files(home.archive))


def test_the_pages_of_the_report_forget_as_well(home):
    words = [WORD, PERSON, "Zimmermann", "zimmermann"]
    write_report(home)
    shown = {name.split("/")[1] for name in holding(home, words) if name.startswith("report/")}
    assert shown >= {"search"}, shown
    result = CliRunner().invoke(
        erase, ["Direktionen", "2021-05-10", "--reason", "asked for", "--yes"], obj={"home": str(home.home)}
    )
    assert (result.exit_code, result.exception) == (0, None)
    assert holding(home, words) == []
    assert write_report(home).written == 0


@pytest.mark.parametrize(
    ("at", "when", "nth"),
    [
        ("warehouse.store:Warehouse.erase", "after", 1),
        ("report.site:write_page", "before", 3),
        ("warehouse.store:Warehouse.publish", "before", 1),
        ("warehouse.store:replace_published", "after", 1),
    ],
)
def test_no_page_shows_what_is_no_longer_published_whenever_it_is_killed(home, at, when, nth):
    words = [WORD, PERSON, "Zimmermann", "zimmermann"]
    write_report(home)
    code = "from tests.flows.crash import kill; from cli.main import main\n"
    code += f"kill({at!r}, {when!r}, {nth}); main()"
    call = ["--home", home.home, "forget", "Direktionen", "2021-05-10", "--reason", "asked for", "--yes"]
    killed = subprocess.run([sys.executable, "-c", code, *call], cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode == -signal.SIGKILL
    shown = [name for name in holding(home, words) if name.startswith("report/")]
    assert not shown or "minutes.duckdb" in holding(home, words)
    ingest(home=str(home.home))
    assert holding(home, words) == []
    assert write_report(home).written <= 1  # the first page tells of the run


def test_one_that_was_replaced_can_be_erased_alone(home):
    (old,) = query(home, "SELECT document_id FROM documents WHERE status = 'superseded' LIMIT 1")
    assert all(d.status != "current" for d in plan(home, old[0]).documents)
    forget(home, old[0][:12], "asked for")
    assert query(home, "SELECT count(*) FROM documents WHERE status = 'current'") == [(2,)]
    assert query(home, "SELECT count(*) FROM meetings") == [(2,)]


def test_a_file_in_quarantine_goes_with_its_reason(home):
    forget(home, BROKEN, "not ours")
    assert files(home.quarantine) == []
    assert query(home, "SELECT count(*) FROM quarantine") == [(0,)]


def test_what_was_kept_of_a_scan_goes(home):
    ((key,),) = query(home, "SELECT document_id FROM documents WHERE status = 'quarantined'")
    page = home.ocr / key / "0001.hocr.gz"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"x")
    forget(home, key, "asked for")
    assert not page.parent.exists()


def test_a_kill_before_the_files_are_written_anew_is_made_good_by_the_next_run(home, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("warehouse.store.Warehouse.publish", lambda self: None)
        forget(home, "Direktionen 10-05-2021", "asked for")
    assert holding(home, [WORD]) != []
    ingest(home=str(home.home))
    assert holding(home, [WORD, PERSON]) == []


def test_a_kill_before_the_files_are_written_anew_is_made_good_by_the_same_call(home, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("warehouse.store.Warehouse.publish", lambda self: None)
        forget(home, "Direktionen 10-05-2021", "asked for")
    assert holding(home, [WORD]) != []
    with pytest.raises(UsageError, match="there is no document or meeting"):
        forget(home, "Direktionen 10-05-2021", "asked for")
    assert holding(home, [WORD, PERSON]) == []


def test_the_file_that_is_written_anew_is_as_before(home):
    def shape():
        with duckdb.connect(str(home.published), read_only=True) as connection:
            things = [
                "SELECT table_name, comment, sql FROM duckdb_tables() ORDER BY 1",
                "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY 1",
                "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal "
                "ORDER BY ALL",
                "SELECT function_name FROM duckdb_functions() WHERE NOT internal ORDER BY 1",
                "SELECT tags FROM duckdb_databases() WHERE NOT internal",
            ]
            return [connection.execute(one).fetchall() for one in things]

    before = shape()
    forget(home, "Direktionen 2021-05-10", "asked for")
    assert shape() == before
    assert query(home, "SELECT count(*) > 0 FROM v_agenda") == [(True,)]
    assert query(home, "SELECT DISTINCT reason FROM forgotten") == [("asked for",)]


@pytest.mark.parametrize("reason", ["", " "])
def test_a_reason_that_says_nothing_erases_nothing(home, reason):
    before = contents(home), files(home.home)
    with pytest.raises(UsageError, match="say why"):
        forget(home, "Direktionen 2021-05-10", reason)
    assert (contents(home), files(home.home)) == before


def test_the_reason_keeps_no_cpr_number(home):
    forget(home, BROKEN, "asked for by 010190-1234")
    assert query(home, "SELECT reason FROM forgotten") == [("asked for by ******-****",)]


@pytest.mark.parametrize("name", ["nothing.pdf", "Direktionen 2020-01-01", "0" * 64])
def test_a_name_that_nothing_goes_by_is_a_wrong_call(home, name):
    with pytest.raises(UsageError, match="there is no document or meeting"):
        plan(home, name)
