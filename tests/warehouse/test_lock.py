from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.errors import WarehouseLocked
from warehouse.lock import WriterLock

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
