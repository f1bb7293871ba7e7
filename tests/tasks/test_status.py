from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.ingest import ingest
from schemas.errors import HomeMissing, RunFailed
from schemas.settings import Settings
from tasks.status import state_of
from tests.flows.homes import MINUTES, REFUSED, drop, drop_minutes, make_home
from warehouse.store import Warehouse

ONE = "2021-05-10_direktionen.txt"
BROKEN = "ødelagt.pdf"


@pytest.fixture
def home(tmp_path):
    settings = make_home(tmp_path)
    drop_minutes(settings, ONE)
    ingest(home=str(settings.home))
    return settings


def test_a_home_in_which_all_is_well_is_healthy(home):
    state = state_of(home)
    assert (state.health, state.exit_status) == ("healthy", 0)
    assert state.documents == {"current": 1}
    assert [(b.body, b.municipality, str(b.newest_meeting), b.meetings) for b in state.bodies] == [
        ("Direktionen", "Nørrestrand Kommune", "2021-05-10", 1)
    ]
    assert [run.status for run in state.runs] == ["completed"]
    assert state.next == ("Nothing needs to be done.",)


def test_a_file_in_quarantine_needs_a_person(home):
    drop(REFUSED / BROKEN, home.inbox / BROKEN)
    ingest(home=str(home.home))
    state = state_of(home)
    assert state.exit_status == 1
    assert [(r.file_name, r.error_code) for r in state.quarantine] == [(BROKEN, "broken")]
    assert "referat retry" in state.next[0]


def test_what_waits_is_no_fault_until_a_night_has_passed_it_by(home):
    drop(MINUTES / ONE, home.inbox / "a.txt")
    assert (state_of(home).waiting.files, state_of(home).exit_status) == (1, 0)
    later = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=2)
    state = state_of(home, now=later)
    assert (state.exit_status, "nightly run" in state.next[-1]) == (1, True)


def test_a_run_that_failed_is_told_though_it_published_nothing(home, monkeypatch):
    drop(MINUTES / "2021-04-12_direktionen_dagsorden.pdf", home.inbox / "a.pdf")
    with monkeypatch.context() as patched:
        patched.setattr("warehouse.publish.copy_synced", lambda *_: Path("/nowhere/at/all").stat())
        with pytest.raises(RunFailed):
            ingest(home=str(home.home))
    state = state_of(home)
    assert (state.runs[0].status, state.exit_status) == ("failed", 1)
    assert "last run failed" in state.next[0]


def test_a_published_file_that_cannot_be_read_is_broken(home):
    home.published.write_bytes(b"no database" * 1000)
    state = state_of(home)
    assert (state.health, state.exit_status) == ("broken", 3)
    assert str(home.published) in state.problem


def test_a_home_whose_published_file_is_gone_is_broken(home):
    home.published.unlink()
    state = state_of(home)
    assert (state.exit_status, [run.status for run in state.runs]) == (3, ["completed"])
    assert state.problem == f"{home.published} is missing: readers see nothing."


def test_a_first_run_that_has_not_published_yet_is_no_fault(home):
    home.published.unlink()
    with Warehouse.writer(home, flow="ingest"):
        state = state_of(home)
    assert (state.exit_status, state.problem) == (0, None)
    assert "ingest" in state.writing


def test_a_first_run_that_broke_off_is_to_be_run_again(home):
    home.published.unlink()
    with Warehouse.writer(home, flow="ingest") as warehouse:
        warehouse.connection.execute("UPDATE ingest_runs SET status = 'interrupted'")
    state = state_of(home)
    assert (state.exit_status, state.problem) == (1, None)
    assert state.next == ("`referat ingest` finishes the work of the first run, which broke off.",)


def test_a_full_disk_needs_a_person_though_no_run_could_note_it(home, monkeypatch):
    with Warehouse.writer(home, flow="ingest") as warehouse:
        warehouse.rebuild()
    state = state_of(home)
    assert (state.exit_status, "newest rows" in state.next[0]) == (1, True)
    ingest(home=str(home.home))
    assert state_of(home).exit_status == 0
    monkeypatch.setattr("tasks.room.SPARE_BYTES", 10**18)
    state = state_of(home)
    assert (state.exit_status, "MB are free" in state.next[0]) == (1, True)


def test_without_a_home_there_is_no_state(tmp_path):
    with pytest.raises(HomeMissing):
        state_of(Settings(home=tmp_path / "nowhere"))
