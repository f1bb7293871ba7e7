"""See files come into the drop folder, and tell when they are whole.

The folder is looked at again and again. The file system's own notices would come a moment earlier, but
network shares send none, and what they tell has to be checked all the same: the folder is the truth.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import UsageError
from schemas.settings import Settings
from tasks.discover import QUIET_SECONDS, discover
from tasks.whole import WITHOUT_END_SECONDS, may_grow

# Between two looks; longer where looking takes long, so that a large folder keeps no core busy.
LOOK_SECONDS = 0.5
REST_FACTOR = 5

# A batch waits this long for files that are still coming: a burst is one batch, and a copy that takes an hour
# holds up nobody.
BURST_SECONDS = 3.0

# What a pass left in the folder is tried again when it changes, and this often: disks have their moods. Where
# it is tried sooner at first, each time after twice as long.
AGAIN_SECONDS = 3600.0

Signature = tuple[int, int, int, int]


@dataclass(slots=True)
class _Seen:
    """A file as it looks, since when it has looked so by our clock, and whether it was seen to be whole."""

    signature: Signature
    since: float
    is_whole: bool = False


@dataclass(slots=True)
class _Tried:
    """How a file looked when a pass went over it, when that was, and how long it rests if it stays so."""

    signature: Signature
    when: float
    rest: float


class Arrivals:
    """What lies in the drop folder, as of the last look."""

    def __init__(self, settings: Settings, again: float = AGAIN_SECONDS) -> None:
        self._settings = settings
        self._again = again
        self._seen: dict[Path, _Seen] = {}
        self._whole: list[Path] = []
        self._tried: dict[Path, _Tried] = {}
        self._ready_since: float | None = None

    def look(self) -> int:
        """Look at the folder; give how many files make a batch now, 0 for none or one that still grows."""
        now = time.monotonic()
        self._seen = {path: self._compare(path, status, now) for path, status in self._files()}
        self._whole = [path for path, seen in self._seen.items() if _is_whole(path, seen, now)]
        ready = sum(not self._is_tried(path, now) for path in self._whole)
        if not ready:
            self._ready_since = None
            return 0
        self._ready_since = now if self._ready_since is None else self._ready_since
        is_growing = len(self._whole) < len(self._seen) and now - self._ready_since < BURST_SECONDS
        return 0 if is_growing else ready

    def tried(self) -> None:
        """Take note that a pass went over what was whole at the last look."""
        now = time.monotonic()
        self._tried = {path: self._try(path, now) for path in self._whole}
        self._ready_since = None

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        try:
            files = discover(self._settings, [self._settings.inbox]).files
        except (UsageError, OSError):
            return  # a share that is away for a while
        for file in files:
            try:
                yield file.path, os.lstat(file.path)
            except OSError:
                continue

    def _compare(self, path: Path, status: os.stat_result, now: float) -> _Seen:
        signature = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        before = self._seen.get(path)
        return before if before and before.signature == signature else _Seen(signature, now)

    def _try(self, path: Path, now: float) -> _Tried:
        signature = self._seen[path].signature
        before = self._tried.get(path)
        is_left = before is not None and before.signature == signature
        rest = min(2 * before.rest, AGAIN_SECONDS) if before and is_left else self._again
        return _Tried(signature, now, rest)

    def _is_tried(self, path: Path, now: float) -> bool:
        tried = self._tried.get(path)
        return (
            tried is not None
            and tried.signature == self._seen[path].signature
            and now - tried.when < tried.rest
        )


def _is_whole(path: Path, seen: _Seen, now: float) -> bool:
    """Say whether a file has stood still long enough: longer where more may come or it does not open."""
    still = now - seen.since
    if not seen.is_whole and still >= QUIET_SECONDS:
        seen.is_whole = still >= WITHOUT_END_SECONDS or not may_grow(path)
    return seen.is_whole


def batches(
    settings: Settings, is_over: threading.Event, *, again: float = AGAIN_SECONDS
) -> Iterator[Arrivals]:
    """Give the arrivals whenever a batch is whole, until `is_over`; the caller says what it tried.

    What it tried and is still there makes a batch again after `again` seconds, then after twice as long.
    """
    arrivals = Arrivals(settings, again)
    while not is_over.is_set():
        before = time.monotonic()
        is_ready = arrivals.look()
        looked = time.monotonic() - before
        if is_ready:
            yield arrivals
        is_over.wait(max(LOOK_SECONDS, REST_FACTOR * looked))
