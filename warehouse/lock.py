"""One writer at a time, whatever started it, and everybody in turn.

The locks are advisory locks of the operating system on small files, so a dead owner's lock is gone with it
and nobody has to judge whether it is stale. What the files say is for messages only.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from schemas.errors import WarehouseLocked

_POLL_SECONDS = 0.1
_PAUSED = "paused-"


class WriterLock:
    """The lock that a writer holds from its first statement to its last.

    Whoever waits for it holds a second lock, the turn, and nobody takes the first without the turn: a
    writer that gives the lock back and wants it again at once comes after the one that waits.
    """

    def __init__(self, path: Path, *, flow: str) -> None:
        self._path = path
        self._turn = path.with_name(f"{path.name}.turn")
        self._flow = flow
        self._handle: int | None = None

    def acquire(self, *, wait: float = 0, told: Callable[[str], None] | None = None) -> None:
        """Take the lock, waiting for at most `wait` seconds; `WarehouseLocked` says who holds it.

        `told` hears in one line whom there is to wait for, if there is.
        """
        deadline = time.monotonic() + wait
        turn, handle = (os.open(path, os.O_RDWR | os.O_CREAT, 0o644) for path in (self._turn, self._path))
        try:
            is_taken = _try(turn) and _try(handle)
            if not is_taken and wait and told:
                told(f"Waiting: {_owner(handle)}.")
            while not (is_taken or (_try(turn) and _try(handle))):
                if time.monotonic() >= deadline:
                    raise WarehouseLocked(f"{_owner(handle)}; try again when it has finished")
                time.sleep(_POLL_SECONDS)
        except BaseException:
            os.close(handle)
            raise
        finally:
            os.close(turn)
        self._handle = handle
        owner = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "flow": self._flow,
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        with contextlib.suppress(OSError):  # on a full disk there is no name, and the lock holds all the same
            os.ftruncate(handle, 0)
            os.pwrite(handle, json.dumps(owner).encode(), 0)

    def release(self) -> None:
        """Give the lock back; the file stays, for unlinking it could unlock another's."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None

    def is_wanted(self) -> bool:
        """Say whether somebody waits for the lock."""
        turn = os.open(self._turn, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            return not _try(turn)
        finally:
            os.close(turn)


@contextmanager
def kept_from_writers(path: Path) -> Iterator[str | None]:
    """Keep writers out for the moment that a look takes, without a name or a trace in the file.

    Gives None, or the name that a writer left there when it died. Raises `WarehouseLocked` where one writes.
    """
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:  # nobody has ever written, or it is not ours to read
        yield None
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        message = f"{_owner(handle)}"
        os.close(handle)
        raise WarehouseLocked(message) from None
    try:
        yield _name(handle)
    finally:
        os.close(handle)


@contextmanager
def paused(folder: Path, run_id: str) -> Iterator[None]:
    """Let other writers know that a run which holds no lock at the moment is alive."""
    path = folder / f"{_PAUSED}{run_id}"
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _try(handle)
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def paused_runs(folder: Path) -> list[str]:
    """Give the ids of the runs that let others go first; clear away what dead ones left."""
    alive = []
    for path in folder.glob(f"{_PAUSED}*"):
        handle = os.open(path, os.O_RDWR)
        try:
            if _try(handle):
                path.unlink(missing_ok=True)
            else:
                alive.append(path.name.removeprefix(_PAUSED))
        finally:
            os.close(handle)
    return alive


def _try(handle: int) -> bool:
    """Take the lock of an open file, or say that another has it; one's own is taken again."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _owner(handle: int) -> str:
    return f"{_name(handle) or 'another run'} is writing to the warehouse"


def _name(handle: int) -> str | None:
    """Say who wrote its name into a lock's file; None for nobody, as yet."""
    try:
        owner = json.loads(os.pread(handle, 4096, 0))
        return f"`{owner['flow']}` (process {owner['pid']} on {owner['host']}, since {owner['since']})"
    except (ValueError, KeyError, TypeError):
        return None
