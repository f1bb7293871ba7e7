from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from schemas.errors import WarehouseLocked
from warehouse.lock import WriterLock, paused, paused_runs

_HOLD = """
import sys, time
from pathlib import Path
from warehouse.lock import WriterLock
WriterLock(Path(sys.argv[1]), flow="backfill").acquire()
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_writer_hears_who_has_the_lock_and_gets_it_when_that_one_dies(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    owner = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": "."},
    )
    try:
        assert owner.stdout
        assert owner.stdout.readline() == "held\n"
        lock = WriterLock(path, flow="ingest")
        with pytest.raises(WarehouseLocked, match=rf"`backfill` \(process {owner.pid} on .*, since 20"):
            lock.acquire(wait=0.2)
    finally:
        owner.kill()
        owner.communicate()
    lock.acquire(wait=5)
    lock.release()


def test_a_lock_that_was_given_back_can_be_taken(tmp_path: Path) -> None:
    first, second = (WriterLock(tmp_path / "lock", flow=flow) for flow in ("ingest", "nightly"))
    first.acquire()
    with pytest.raises(WarehouseLocked, match="ingest"):
        second.acquire()
    first.release()
    second.acquire()
    second.release()


def test_whoever_waits_comes_before_the_owner_who_wants_it_again(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    first, second = WriterLock(path, flow="backfill"), WriterLock(path, flow="nightly")
    heard: list[str] = []
    order: list[str] = []
    first.acquire()
    assert not first.is_wanted()

    def wait_in_line() -> None:
        second.acquire(wait=30, told=heard.append)
        order.append("nightly")
        time.sleep(0.3)
        second.release()

    waiter = threading.Thread(target=wait_in_line)
    waiter.start()
    while not first.is_wanted():
        time.sleep(0.01)
    first.release()
    first.acquire(wait=30)
    order.append("backfill")
    first.release()
    waiter.join()
    assert order == ["nightly", "backfill"]
    assert len(heard) == 1
    assert heard[0].startswith("Waiting: `backfill` (process ")


def test_only_a_living_run_counts_as_paused(tmp_path: Path) -> None:
    (tmp_path / "paused-dead").touch()
    with paused(tmp_path, "alive"):
        assert paused_runs(tmp_path) == ["alive"]
    assert paused_runs(tmp_path) == []
    assert list(tmp_path.iterdir()) == []
