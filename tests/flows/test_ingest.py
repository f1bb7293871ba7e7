import json
import os
import random
import shutil

import duckdb
import pytest

import flows.ingest
import tasks.parse
from flows.backfill import backfill, rehearse
from flows.ingest import ingest
from flows.nightly import nightly
from flows.progress import heard_by
from schemas.errors import RunFailed, UsageError, WarehouseLocked, is_interruption
from schemas.terms import DocumentStatus
from tasks.doctor import examine
from tasks.status import state_of
from tests.flows.homes import (
    MINUTES,
    REFUSED,
    contents,
    drop,
    drop_minutes,
    files,
    make_home,
    query,
    samples,
)
from tests.flows.listener import Heard
from warehouse.store import Warehouse

ONE = "2021-03-15_direktionen.pdf"
OTHER = "2022-03-08_oekonomiudvalget.pdf"
AGENDA = "2021-04-12_direktionen_dagsorden.pdf"
BROKEN = "ødelagt.pdf"


@pytest.fixture
def settings(tmp_path):
    return make_home(tmp_path)


@pytest.fixture
def run(settings):
    """Run a flow on the home of this test."""

    def call(flow=ingest, *args, **parameters):
        return flow(*args, home=str(settings.home), **parameters)

    return call


def statuses(report):
    return {result.file_name: result.status.value for result in report.results}


def test_what_is_dropped_is_loaded_published_and_archived(settings, run):
    drop_minutes(settings, ONE, OTHER)
    report = run()
    assert statuses(report) == {ONE: "current", OTHER: "current"}
    assert (report.is_published, report.exit_status) == (True, 0)
    assert files(settings.inbox) == []
    assert files(settings.archive) == [
        f"noerrestrand-kommune/2021/{ONE}",
        f"noerrestrand-kommune/2022/{OTHER}",
    ]
    assert query(settings, "SELECT municipality, count(*) FROM meetings GROUP BY ALL") == [
        ("Nørrestrand Kommune", 2)
    ]
    stored = query(settings, "SELECT stored_path FROM documents ORDER BY 1")
    assert [path for (path,) in stored] == [f"archive/{name}" for name in files(settings.archive)]


def test_a_good_file_after_a_bad_one_is_loaded(settings, run):
    expected = json.loads((REFUSED / "expected.json").read_text(encoding="utf-8"))
    for name in expected:
        drop(REFUSED / name, settings.inbox / name)
    drop_minutes(settings, ONE, OTHER)
    report = run()
    assert {r.file_name: r.error_code for r in report.results if r.error_code} == expected
    assert {r.file_name for r in report.results if r.status is DocumentStatus.CURRENT} == {ONE, OTHER}
    assert report.exit_status == 1
    assert files(settings.inbox) == []
    assert files(settings.quarantine) == sorted([*expected, *(f"{name}.json" for name in expected)])


def test_the_same_files_again_change_nothing(settings, run):
    drop_minutes(settings, *samples())
    run()
    before, archived = contents(settings), files(settings.archive)
    drop_minutes(settings, *samples())
    report = run()
    assert not any(result.is_new for result in report.results)
    assert (report.is_published, report.exit_status) == (False, 0)
    assert (contents(settings), files(settings.archive), files(settings.inbox)) == (before, archived, [])


def test_order_of_arrival_changes_no_row(settings, run, tmp_path):
    names = samples()
    drop_minutes(settings, *names)
    run()
    other = make_home(tmp_path / "other")
    random.Random(2).shuffle(names)
    for batch in (names[:5], names[3:9], names[8:]):
        drop_minutes(other, *batch)
        ingest(home=str(other.home))
    assert contents(other) == contents(settings)


def test_a_file_that_lies_there_twice_is_loaded_once(settings, run):
    drop_minutes(settings, ONE)
    drop(MINUTES / ONE, settings.inbox / "kopi.pdf")
    report = run()
    assert sorted(result.is_new for result in report.results) == [False, True]
    assert len(files(settings.archive)) == 1
    assert files(settings.inbox) == []


def test_a_move_that_a_crash_left_undone_is_finished(settings, run):
    drop_minutes(settings, ONE)
    run()
    (archived,) = files(settings.archive)
    (settings.archive / archived).rename(settings.inbox / "anything.pdf")
    run()
    assert files(settings.archive) == [archived]
    assert files(settings.inbox) == []


def test_originals_stay_until_their_rows_can_be_read(settings, run):
    drop_minutes(settings, OTHER)
    run()
    settings.published.unlink()
    settings.published.mkdir()
    drop_minutes(settings, ONE)
    with pytest.raises(RunFailed):
        run()
    assert files(settings.inbox) == [f"Nørrestrand Kommune/{ONE}"]
    settings.published.rmdir()
    assert run().is_published
    assert (len(files(settings.archive)), files(settings.inbox)) == (2, [])
    assert query(settings, "SELECT status FROM ingest_runs ORDER BY started_at") == [
        ("completed",),
        ("failed",),
        ("completed",),
    ]


def test_readers_see_what_a_long_run_has_loaded_before_it_ends(settings, run, monkeypatch):
    monkeypatch.setattr(flows.ingest, "CHUNK_FILES", 1)
    monkeypatch.setattr(flows.ingest, "SHOWN_EVERY_SECONDS", 0)
    drop_minutes(settings, ONE, OTHER)
    seen = []
    take_in = flows.ingest.take_in

    def looking(*arguments):
        if settings.published.exists():
            seen.extend(query(settings, "SELECT status, (SELECT count(*) FROM meetings) FROM ingest_runs"))
            seen.append(len(files(settings.inbox)))
        return take_in(*arguments)

    monkeypatch.setattr(flows.ingest, "take_in", looking)
    run()
    assert seen == [("running", 1), 1]
    assert query(settings, "SELECT status FROM ingest_runs") == [("completed",)]


def test_a_named_file_is_copied_and_stays(settings, run):
    report = run(paths=[str(MINUTES / ONE)])
    assert statuses(report) == {ONE: "current"}
    assert (MINUTES / ONE).exists()
    assert files(settings.archive) == [f"noerrestrand-kommune/2021/{ONE}"]


def test_a_refused_file_outside_the_inbox_stays_and_its_copy_is_in_quarantine(settings, run):
    report = run(paths=[str(REFUSED / BROKEN)])
    assert report.exit_status == 1
    assert (REFUSED / BROKEN).exists()
    assert files(settings.quarantine) == [BROKEN, f"{BROKEN}.json"]


def test_a_named_path_that_is_missing_loads_nothing(settings, run):
    with pytest.raises(UsageError):
        run(paths=[str(MINUTES / ONE), str(settings.home / "gone.pdf")])
    assert not settings.published.exists()


def test_a_named_path_that_is_missing_leaves_no_failed_run(settings, run):
    run()
    with pytest.raises(UsageError, match=r"gone"):
        run(backfill, paths=[str(settings.home / "gone")])
    assert [line.status for line in state_of(settings).runs] == ["completed"]


def test_backfill_leaves_files_where_they_are(settings, run):
    report = run(backfill, paths=[str(MINUTES)])
    assert len(report.results) == len(samples())
    assert files(settings.archive) == []
    assert query(settings, f"SELECT stored_path FROM documents WHERE file_name = '{ONE}'") == [
        (str(MINUTES / ONE),)
    ]
    again = run(backfill, paths=[str(MINUTES)])
    assert not any(result.is_new for result in again.results)


def test_backfill_copies_when_asked(settings, run):
    run(backfill, paths=[str(MINUTES / ONE)], copy_originals=True)
    assert files(settings.archive) == [f"noerrestrand-kommune/2021/{ONE}"]


def test_originals_that_were_read_in_place_are_brought_home_when_asked_and_found_where_they_moved(
    settings, run, tmp_path
):
    years = tmp_path / "years"
    for name in (ONE, OTHER):
        drop(MINUTES / name, years / MINUTES.name / name)
    backfill([str(years)], home=str(settings.home))
    rows = contents(settings)
    moved = years.rename(tmp_path / "moved")
    assert [one.check for one in examine(settings)] == ["originals"]
    backfill([str(moved)], home=str(settings.home))
    assert examine(settings) == []
    drop(MINUTES / ONE, settings.inbox / ONE)
    assert [result.is_new for result in run().results] == [False]
    assert (len(files(settings.archive)), files(settings.inbox)) == (1, [])
    backfill([str(moved)], copy_originals=True, home=str(settings.home))
    assert len(files(settings.archive)) == len(files(moved)) == 2
    shutil.rmtree(moved)
    assert (examine(settings, deep=True), contents(settings)) == ([], rows)


def test_backfill_keeps_to_the_days_asked_for(settings, run):
    from datetime import date

    run(backfill, paths=[str(MINUTES)], first_day=date(2022, 1, 1), last_day=date(2022, 12, 31))
    years = query(settings, "SELECT DISTINCT year(meeting_date) FROM meetings")
    assert years == [(2022,)]


def test_reading_again_gives_the_same_rows(settings, run):
    run(backfill, paths=[str(MINUTES)])
    before = contents(settings)
    report = run(backfill, paths=[str(MINUTES)], again=True)
    assert not any(result.is_new for result in report.results)
    assert contents(settings) == before


def test_a_rehearsal_writes_nothing(tmp_path):
    outcomes = rehearse([str(MINUTES / ONE), str(REFUSED / BROKEN)], home=str(tmp_path / "home"))
    assert len(outcomes) == 2
    assert files(tmp_path) == []
    assert not (tmp_path / "home").exists()


def test_the_night_tries_again_what_is_in_quarantine(settings, run, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(tasks.parse, "parse", lambda pages: [][0])
        drop_minutes(settings, ONE)
        assert run().exit_status == 1
    report = run(nightly)
    assert statuses(report) == {ONE: "current"}
    assert files(settings.quarantine) == []
    assert files(settings.archive) == [f"noerrestrand-kommune/2021/{ONE}"]
    assert query(settings, "SELECT closed_by FROM quarantine") == [("loaded",)]


def test_the_night_does_not_report_what_is_refused_as_before(settings, run):
    drop(REFUSED / BROKEN, settings.inbox / BROKEN)
    run()
    report = run(nightly)
    assert (report.results, report.exit_status) == ((), 0)
    assert query(settings, "SELECT flow, status FROM ingest_runs ORDER BY started_at DESC LIMIT 1") == [
        ("nightly", "completed")
    ]


def test_a_fault_of_our_own_costs_one_document_and_quotes_nothing_of_it(settings, run, monkeypatch):
    from tasks.parse import parse

    def stumbling(pages):
        minutes = parse(pages)
        if minutes.body == "Økonomiudvalget":
            raise KeyError("a word of the document")
        return minutes

    monkeypatch.setattr(tasks.parse, "parse", stumbling)
    drop_minutes(settings, ONE, OTHER)
    report = run()
    assert statuses(report) == {ONE: "current", OTHER: "quarantined"}
    (refused,) = [r for r in report.results if r.error_code]
    assert refused.error_code == "internal-error"
    assert refused.reason.startswith("KeyError in test_ingest.py")
    assert "a word" not in (settings.quarantine / f"{OTHER}.json").read_text(encoding="utf-8")


def test_a_document_that_the_warehouse_does_not_take_costs_itself_only(settings, run, monkeypatch):
    load = Warehouse.load

    def fussy(warehouse, outcomes, *, stored_paths):
        for outcome in outcomes:
            if outcome.source.file_name == OTHER and not hasattr(outcome, "error_code"):
                raise ValueError("a word of the document")
        return load(warehouse, outcomes, stored_paths=stored_paths)

    monkeypatch.setattr(Warehouse, "load", fussy)
    drop_minutes(settings, ONE, OTHER)
    report = run()
    assert statuses(report) == {ONE: "current", OTHER: "quarantined"}
    assert files(settings.quarantine) == [OTHER, f"{OTHER}.json"]
    assert files(settings.inbox) == []
    assert f"noerrestrand-kommune/2021/{ONE}" in files(settings.archive)
    assert not [name for name in files(settings.archive) if ONE.removesuffix(".pdf") + "-" in name]


def test_ctrl_c_in_the_midst_of_a_query_stops_the_run_and_is_no_fault_of_a_document(
    settings, run, monkeypatch
):
    def interrupted(*_, **__):
        raise RuntimeError("Query interrupted")  # as DuckDB does when Ctrl-C comes while it works

    drop_minutes(settings, ONE, OTHER)
    with monkeypatch.context() as patched:
        patched.setattr(Warehouse, "load", interrupted)
        with pytest.raises(RuntimeError) as caught:
            run()
    assert is_interruption(caught.value)
    assert statuses(run()) == {ONE: "current", OTHER: "current"}
    assert [line.status for line in state_of(settings).runs] == ["completed", "interrupted"]


def test_a_run_that_is_cancelled_in_prefect_stands_in_the_ledger_as_interrupted(settings, run, monkeypatch):
    class TerminationSignal(BaseException):
        """As Prefect raises it at a SIGTERM."""

    def cancelled(*_, **__):
        raise TerminationSignal

    drop_minutes(settings, ONE)
    with monkeypatch.context() as patched:
        patched.setattr(Warehouse, "load", cancelled)
        with pytest.raises(TerminationSignal):
            run()
    run()
    assert [line.status for line in state_of(settings).runs] == ["completed", "interrupted"]


def test_a_disk_that_is_full_at_the_commit_is_no_fault_of_a_document(settings, run, monkeypatch):
    calls = []

    def full(connection, outcomes, *_, **__):
        calls.append(len(outcomes))
        raise duckdb.TransactionException("Failed to commit: Could not write: No space left on device")

    drop_minutes(settings, ONE, OTHER)
    with monkeypatch.context() as patched:
        patched.setattr("warehouse.store.load_batch", full)
        with pytest.raises(RunFailed, match="the disk is full"):
            run()
    assert calls == [2]
    assert statuses(run()) == {ONE: "current", OTHER: "current"}
    assert len(files(settings.archive)) == 2
    assert examine(settings) == []


def test_one_writer_at_a_time(settings, run, monkeypatch):
    monkeypatch.setenv("REFERAT_WAIT_SECONDS", "0.3")
    drop_minutes(settings, ONE)
    with Warehouse.writer(settings, flow="backfill"), pytest.raises(WarehouseLocked, match="backfill"):
        run()
    assert len(files(settings.inbox)) == 1


def test_what_is_left_alone_is_told(settings, run):
    (settings.inbox / "link.pdf").symlink_to(MINUTES / ONE)
    heard = Heard()
    with heard_by(heard):
        run()
    (line,) = heard.lines
    assert line.startswith(f"left alone: {settings.inbox / 'link.pdf'}: a symbolic link")
    assert (settings.inbox / "link.pdf").is_symlink()


def test_progress_ends_where_it_was_expected_to(settings, run):
    drop_minutes(settings, ONE, OTHER)
    run()
    drop_minutes(settings, ONE, AGENDA)
    drop(MINUTES / AGENDA, settings.inbox / "kopi.pdf")
    heard = Heard()
    with heard_by(heard):
        run()
    assert (heard.files, heard.done) == (3, 3)


def test_a_file_that_is_replaced_while_it_is_read_is_left_for_the_next_run(settings, run, monkeypatch):
    from tasks.parse import parse

    def slow(pages):
        drop(MINUTES / OTHER, settings.inbox / "Nørrestrand Kommune" / ONE)
        return parse(pages)

    with monkeypatch.context() as patched:
        patched.setattr(tasks.parse, "parse", slow)
        drop_minutes(settings, ONE)
        assert run().results == ()
    assert len(files(settings.inbox)) == 1
    assert [r.meeting for r in run().results] == ["Økonomiudvalget 2022-03-08"]


def test_odd_names_are_loaded_like_any(settings, run):
    names = [b"linje\nto.pdf", b"m\xf8de.pdf", "å".encode() * 120 + b".pdf"]
    for name, sample in zip(names, samples(), strict=False):
        drop(MINUTES / sample, settings.inbox / "Nørrestrand Kommune" / os.fsdecode(name))
    assert run().exit_status == 0
    assert files(settings.inbox) == []
    assert len(files(settings.archive)) == len(names)
