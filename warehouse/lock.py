"""One writer at a time, whatever started it."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from datetime import UTC, datetime
from pathlib import Path

from schemas.errors import WarehouseLocked

_POLL_SECONDS = 0.1


class WriterLock:
    """The lock that a writer holds from its first statement to its last.

    It is an advisory lock of the operating system on a small file, so a dead owner's lock is gone with it
    and nobody has to judge whether it is stale. What the file says is for the message only.
    """

    def __init__(self, path: Path, *, flow: str) -> None:
        self._path = path
        self._flow = flow
        self._handle: int | None = None

    def acquire(self, *, wait: float = 0) -> None:
        """Take the lock, waiting for at most `wait` seconds; `WarehouseLocked` says who holds it."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    message = _owner(handle)
                    os.close(handle)
                    raise WarehouseLocked(message) from None
                time.sleep(_POLL_SECONDS)
        self._handle = handle
        owner = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "flow": self._flow,
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(owner).encode(), 0)

    def release(self) -> None:
        """Give the lock back; the file stays, for unlinking it could unlock another's."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


def _owner(handle: int) -> str:
    try:
        owner = json.loads(os.pread(handle, 4096, 0))
        who = f"`{owner['flow']}` (process {owner['pid']} on {owner['host']}, since {owner['since']})"
    except (ValueError, KeyError, TypeError):
        who = "another run"  # it has the lock, but has not written its name yet
    return f"{who} is writing to the warehouse; try again when it has finished"
