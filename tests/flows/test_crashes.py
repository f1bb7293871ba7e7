"""No half state: kills, full disks and the rest; the next run leaves what an undisturbed one leaves.

`make test` runs `LIKELIEST`, a moment of each stage, and every kind of trouble once. `make soak` walks
through all other moments named here, kills before everything that a run does to a file, and at random.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.backfill import backfill
from flows.ingest import ingest
from schemas.settings import Settings
from tasks.discover import sha256_of
from tasks.doctor import examine
from tests.flows.homes import MINUTES, REFUSED, contents, drop, drop_minutes, files, make_home, query, samples
from warehouse.store import PRIVATE_NAME

BEFORE = "2021-03-15_direktionen.pdf"
DROPPED = ("2021-05-10_direktionen.pdf", "2021-05-10_direktionen.txt")
OUTSIDE = "2022-01-17_direktionen.md"
BROKEN = "ødelagt.pdf"
# Some chunks of files, so that a pass which is killed over and over comes on all the same.
SOAK_COPIES = 32
REPLACE = "os.rename"

KILLS = {
    "before the first migration": ("kill", {"at": "warehouse.migrate:_apply"}),
    "between two migrations": ("kill", {"at": "warehouse.migrate:_apply", "nth": 2}),
    "before the private file has its name": (
        "kill_at_event", {"event": REPLACE, "path": "warehouse.duckdb.new"},
    ),
    "before read": ("kill", {"at": "tasks.understand:_read", "nth": 2}),
    "after read": ("kill", {"at": "tasks.understand:_read", "when": "after", "nth": 2}),
    "after all are read": ("kill", {"at": "flows.ingest:understand", "when": "after"}),
    "before a reason is written": ("kill", {"at": "tasks.store:_write_reason"}),
    "in the transaction, before the rows": ("kill", {"at": "warehouse.load:rebuild_groups"}),
    "at the end of the transaction": ("kill", {"at": "warehouse.load:rebuild_groups", "when": "after"}),
    "before an original is kept": ("kill", {"at": "tasks.store:_copy", "nth": 2}),
    "while an original is copied": ("kill", {"at": "tasks.store:nanoseconds_of", "nth": 2}),
    "between the copy and its name": ("kill_at_event", {"event": REPLACE, "path": "/archive/", "nth": 2}),
    "after all are kept, before the commit": ("kill", {"at": "tasks.load:keep", "when": "after", "nth": 3}),
    "after the commit": ("kill", {"at": "flows.ingest:load", "when": "after"}),
    "before the publish": ("kill", {"at": "warehouse.store:Warehouse.publish"}),
    "in the publish, in the copy": ("kill", {"at": "os:fsync", "nth": 2}),
    "between copy and rename": ("kill_at_event", {"event": REPLACE, "path": ".minutes.duckdb.new"}),
    "after the rename": ("kill", {"at": "warehouse.store:replace_published", "when": "after"}),
    "before the drop folder is emptied": ("kill", {"at": "flows.ingest:put_away"}),
    "before a file is set aside": ("kill", {"at": "tasks.store:_take_out", "nth": 2}),
    "between aside and away": ("kill_at_event", {"event": "os.remove", "path": "/inbox/", "nth": 2}),
    "after a file has gone": ("kill", {"at": "tasks.store:_take_out", "when": "after", "nth": 2}),
    "after all": ("kill", {"at": "flows.ingest:write_artifacts"}),
}  # fmt: skip

COPIES = {
    "before the copy": ("kill", {"at": "tasks.load:keep"}),
    "in the copy": ("kill", {"at": "tasks.store:nanoseconds_of"}),
    "between the copy and its name": ("kill_at_event", {"event": REPLACE, "path": f"{OUTSIDE}.part"}),
    "between the copy and the commit": ("kill", {"at": "tasks.load:keep", "when": "after"}),
    "after a refused file is copied": ("kill", {"at": "tasks.store:_copy", "when": "after", "nth": 2}),
}  # fmt: skip

RETRIES = {
    "before the rows": ("kill", {"at": "warehouse.load:rebuild_groups"}),
    "before the move out of quarantine": ("kill", {"at": "flows.ingest:put_away"}),
    "before the reason goes": ("kill", {"at": "tasks.store:_clear_quarantine"}),
}  # fmt: skip

FULL = {
    "at the private file": ("no_file_larger_than", {"size": 800_000, "from_call": "flows.ingest:load"}),
    "at the publish": (
        "no_file_larger_than", {"size": 800_000, "from_call": "warehouse.store:replace_published"},
    ),
    "at a reason": ("full_disk", {"at": "tasks.store:_write_reason"}),
    "at an original": ("full_disk", {"at": "tasks.store:_copy"}),
}  # fmt: skip

MEANWHILE = (
    "tasks.understand:_read", "tasks.load:_load_together", "tasks.store:_copy",
    "warehouse.store:Warehouse.load", "tasks.store:_take_out",
)  # fmt: skip

LIKELIEST = {
    "before read",
    "after read",
    "at the end of the transaction",
    "after all are kept, before the commit",
    "after the commit",
    "in the publish, in the copy",
    "between copy and rename",
    "between aside and away",
    "between the copy and the commit",
    "before the move out of quarantine",
    "at the private file",
    "at the publish",
    "warehouse.store:Warehouse.load",
}
assert {*KILLS, *COPIES, *RETRIES, *FULL, *MEANWHILE} > LIKELIEST


def at(moments):
    """Leave to `make soak` what is not among the likeliest."""
    soak = pytest.mark.soak
    return pytest.mark.parametrize(
        "moment", [name if name in LIKELIEST else pytest.param(name, marks=soak) for name in moments]
    )


@pytest.fixture(scope="module")
def crash():
    """Start the process that passes are forked from; give what runs one in a home, with faults."""
    environment = os.environ | {
        "REFERAT_WORKERS": "0",
        "REFERAT_WAIT_SECONDS": "0",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.flows.crash", *(MINUTES / name for name in (*DROPPED, OUTSIDE))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def run(settings: Settings, *faults, paths=(), flow="ingest"):
            request = {
                "home": str(settings.home),
                "paths": [str(path) for path in paths],
                "flow": flow,
                "faults": faults,
            }
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield run
        process.stdin.close()


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A home in which one meeting is loaded and files wait."""
    settings = make_home(tmp_path_factory.mktemp("begun"))
    drop_minutes(settings, BEFORE)
    ingest(home=str(settings.home))
    drop_all(settings)
    return settings


def drop_all(settings: Settings) -> None:
    drop_minutes(settings, *DROPPED)
    drop(MINUTES / BEFORE, settings.inbox / "igen.pdf")
    drop(REFUSED / BROKEN, settings.inbox / BROKEN)


@pytest.fixture(scope="module")
def undisturbed(begun, tmp_path_factory):
    """What an undisturbed run leaves: rows, and files by folder."""
    settings = copied(begun, tmp_path_factory.mktemp("undisturbed"))
    ingest(home=str(settings.home))
    return left(settings)


def copied(settings: Settings, folder: Path) -> Settings:
    shutil.copytree(settings.home, folder / "home", copy_function=shutil.copy2)
    return Settings(home=folder / "home")


@pytest.fixture
def home(begun, tmp_path):
    return copied(begun, tmp_path)


def left(settings: Settings):
    """Give the rows and the files of a home in which the doctor finds nothing off."""
    assert examine(settings, deep=True) == []
    return contents(settings), [name for name in files(settings.home) if not name.startswith("work/")]


@at(KILLS)
def test_a_run_killed_at_any_moment_is_made_good_by_the_next(crash, home, undisturbed, tmp_path, moment):
    if "migration" in moment or "private" in moment:  # the first run of a home
        home = make_home(tmp_path / "first")
        (home.work / PRIVATE_NAME).unlink()
        drop_minutes(home, BEFORE)
        drop_all(home)
        (home.inbox / "igen.pdf").unlink()
    assert crash(home, KILLS[moment]) == {"signal": 9}
    ingest(home=str(home.home))
    assert left(home) == undisturbed


@pytest.mark.soak
def test_a_run_killed_before_anything_that_it_does_to_a_file_is_made_good(
    crash, begun, undisturbed, tmp_path
):
    for nth in range(1, 10_000):
        home = copied(begun, tmp_path / str(nth))
        if crash(home, ("kill_at_any_event", {"home": str(home.home), "nth": nth})).get("signal") != 9:
            break
        ingest(home=str(home.home))
        assert left(home) == undisturbed, f"killed at event {nth}"
        shutil.rmtree(tmp_path / str(nth))
    assert nth > 40


@pytest.mark.soak
def test_many_files_are_whole_after_kills_at_random_moments(crash, tmp_path):
    settings, straight = make_home(tmp_path / "killed"), make_home(tmp_path / "straight")
    for home in (settings, straight):
        for number in range(SOAK_COPIES):
            for name in samples():  # other bytes, the same text: all but one are duplicates
                target = drop(MINUTES / name, home.inbox / MINUTES.name / f"{number}-{name}")
                with target.open("ab") as file:
                    file.write(b"\n" * number)
                os.utime(target, (1_600_000_000 + number,) * 2)
        for name in json.loads((REFUSED / "expected.json").read_text(encoding="utf-8")):
            drop(REFUSED / name, home.inbox / name)
    started = time.monotonic()
    crash(straight)
    undisturbed = time.monotonic() - started
    moments = random.Random(6)
    killed = 0
    while files(settings.inbox):
        # Ever later: on a machine that grows busy no chunk of files would be read, run after run.
        latest = undisturbed * (0.25 + 0.02 * killed)
        answer = crash(settings, ("kill_after", {"seconds": moments.uniform(0.05, latest)}))
        killed += "signal" in answer
    assert killed > 3
    ingest(home=str(settings.home))
    assert left(settings) == left(straight)


@at(COPIES)
def test_a_copy_killed_at_any_moment_is_made_good_by_the_next(crash, tmp_path, moment):
    years = tmp_path / "years"
    for name in (MINUTES / OUTSIDE, REFUSED / BROKEN):
        drop(name, years / MINUTES.name / name.name)
    homes = make_home(tmp_path / "one"), make_home(tmp_path / "other")
    assert crash(homes[0], COPIES[moment], paths=[years], flow="backfill") == {"signal": 9}
    for settings in homes:
        backfill([str(years)], copy_originals=True, home=str(settings.home))
    assert left(homes[0]) == left(homes[1])
    assert len(files(years)) == 2


@pytest.fixture(scope="module")
def refused_before(crash, begun, tmp_path_factory):
    """A home in which an earlier version refused what this one can read."""
    settings = copied(begun, tmp_path_factory.mktemp("refused"))
    crash(settings, ("stumble", {"municipal_body": "Direktionen"}))
    return settings


@pytest.fixture(scope="module")
def retried(crash, refused_before, tmp_path_factory):
    """What an undisturbed retry leaves."""
    settings = copied(refused_before, tmp_path_factory.mktemp("retried"))
    crash(settings, flow="retry")
    return left(settings)


@at(RETRIES)
def test_a_retry_killed_at_any_moment_is_made_good_by_the_next_run(
    crash, refused_before, retried, tmp_path, moment
):
    home = copied(refused_before, tmp_path)
    assert crash(home, RETRIES[moment], flow="retry") == {"signal": 9}
    if moment == "before the rows":
        crash(home, flow="retry")
    else:
        ingest(home=str(home.home))
    assert left(home) == retried


@at(FULL)
def test_a_full_disk_loses_nothing_and_the_run_after_it_is_whole(crash, home, undisturbed, moment):
    before, dropped = contents(home), files(home.inbox)
    answer = crash(home, FULL[moment])
    # The limit on a file's size that stands for a full disk at a large file has an error of its own.
    error = "RunFailed" if moment.startswith("at the p") else "DiskFull"
    assert (answer.get("error"), contents(home), files(home.inbox)) == (error, before, dropped)
    ingest(home=str(home.home))
    assert left(home) == undisturbed


def test_a_disk_that_is_full_at_a_copy_leaves_no_row_without_its_original(crash, tmp_path):
    years = tmp_path / "years"
    drop(MINUTES / OUTSIDE, years / OUTSIDE)
    settings = make_home(tmp_path)
    full = ("no_file_larger_than", {"size": 2_000, "from_call": "tasks.store:_copy"})
    assert crash(settings, full, paths=[years], flow="backfill")["error"] == "RunFailed"
    backfill([str(years)], copy_originals=True, home=str(settings.home))
    assert left(settings)[1] == [f"archive/ukendt-kommune/2022/{OUTSIDE}", "minutes.duckdb"]


def test_a_drop_folder_that_may_not_be_written_to_is_read_and_emptied_later(crash, home, undisturbed):
    (home.inbox / MINUTES.name).chmod(0o555)
    crash(home, ("be_an_ordinary_user", {}))
    assert contents(home) == undisturbed[0]
    assert len(files(home.inbox / MINUTES.name)) == len(DROPPED)
    (home.inbox / MINUTES.name).chmod(0o755)
    ingest(home=str(home.home))
    assert left(home) == undisturbed


@at(MEANWHILE)
def test_a_file_that_vanishes_is_no_fault_and_loaded_when_it_is_back(crash, home, undisturbed, moment):
    gone = home.inbox / MINUTES.name / DROPPED[0]
    assert "error" not in crash(home, ("vanish", {"at": moment, "path": str(gone)}))
    drop_minutes(home, DROPPED[0])
    ingest(home=str(home.home))
    assert left(home) == undisturbed


@at(MEANWHILE)
def test_a_file_that_changes_while_it_is_read_is_loaded_as_it_is_in_the_end(crash, home, moment):
    changing = home.inbox / MINUTES.name / DROPPED[0]
    assert "error" not in crash(home, ("grow", {"at": moment, "path": str(changing)}))
    if changing.exists():
        os.utime(changing, (1, 1))
    ingest(home=str(home.home))
    assert files(home.inbox) == []
    stored = dict(query(home, "SELECT stored_path, document_id FROM documents"))
    lying = [name for name in files(home.home) if name in stored]
    assert stored == {name: sha256_of(home.home / name) for name in lying}
    assert examine(home, deep=True) == []
    grown = (MINUTES / DROPPED[0]).stat().st_size + 1
    assert query(home, f"SELECT stored_path FROM documents WHERE byte_size = {grown}")


def test_two_writers_at_once_take_turns(crash, home, undisturbed):
    from schemas.errors import WarehouseLocked
    from warehouse.store import Warehouse

    with Warehouse.writer(home, flow="nightly"):
        assert crash(home)["error"] == WarehouseLocked.__name__
    ingest(home=str(home.home))
    assert left(home) == undisturbed
