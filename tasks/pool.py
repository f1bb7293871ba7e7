"""Worker processes that a bad document cannot take the run down with.

Both PDF engines can be made to loop or to swallow memory inside C, where no Python exception and no
signal handler runs. So a worker has an alarm whose default action ends the process, set anew at each
page, and a limit on its memory that the kernel keeps. A worker that dies costs the document it was
reading; another takes its place.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.context
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from schemas.errors import DocumentRefused, RunFailed
from tasks.read.refusals import out_of_memory, page_hangs, reader_crashed

T = TypeVar("T")
R = TypeVar("R")

# A worker gets this many items at a time at most: fewer trips, and little to hand on if it dies.
_LARGEST_CHUNK = 8
# What every worker needs, imported where workers are forked from. None of it starts a thread.
_PRELOADED = ("tasks.understand", "tasks.parse", "tasks.read.pdf", "tasks.read.pdfium_raw", "pdfplumber")
# A process that closed its connection is gone in no time.
_BURIAL_SECONDS = 10
# How processes end that ask for more memory than they may have: allocators abort, the kernel kills.
_MEMORY_SIGNALS = (signal.SIGABRT, signal.SIGKILL, signal.SIGTRAP, signal.SIGILL)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost a worker.

    `page_seconds` for each page, `other_seconds` for opening it and for all that follows the last page;
    `megabytes` is the memory of the worker's own data, beside which stand some 60 MB of shared code.
    """

    page_seconds: float = 20.0
    other_seconds: float = 60.0
    megabytes: int = 320


def run_in_pool(
    function: Callable[[T], R], items: Sequence[T], *, workers: int, limits: Limits | None = None
) -> Iterator[tuple[int, R | DocumentRefused]]:
    """Call a function for each item in worker processes; give index and result as they come.

    The function must be importable and what it takes and gives picklable. A `DocumentRefused` that it
    raises is a result, and so is one with `page-hangs`, `out-of-memory` or `reader-crashed` for an item
    whose worker died. Any other exception is our fault: `RunFailed`.
    """
    pool: _Pool[T, R] = _Pool(function, items, max(1, min(workers, len(items))), limits or Limits())
    try:
        yield from pool.results()
    finally:
        pool.close()


class _Pool(Generic[T, R]):
    def __init__(self, function: Callable[[T], R], items: Sequence[T], workers: int, limits: Limits) -> None:
        self._function, self._limits = function, limits
        self._waiting = deque(enumerate(items))
        self._chunk = max(1, min(_LARGEST_CHUNK, len(items) // (4 * workers)))
        self._workers: list[_Worker[T]] = []
        for _ in range(workers if items else 0):
            self._add_worker()

    def results(self) -> Iterator[tuple[int, R | DocumentRefused]]:
        """Give each item's result as it comes."""
        while any(worker.pending for worker in self._workers):
            ready = wait([worker.connection for worker in self._workers if worker.pending])
            for worker in [worker for worker in self._workers if worker.connection in ready]:
                try:
                    result = worker.connection.recv()
                except (EOFError, OSError):
                    index, _ = worker.pending.popleft()
                    self._replace(worker)
                    yield index, worker.obituary(self._limits)
                    continue
                if isinstance(result, _Failure):
                    raise RunFailed(result.message)
                index, _ = worker.pending.popleft()
                if not worker.pending:
                    self._feed(worker)
                yield index, result

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.end()

    def _add_worker(self) -> None:
        worker: _Worker[T] = _Worker(self._function, self._limits)
        self._workers.append(worker)
        self._feed(worker)

    def _replace(self, worker: _Worker[T]) -> None:
        """Let another worker go on where one died."""
        self._workers.remove(worker)
        worker.bury()
        self._waiting.extendleft(reversed(worker.pending))
        if self._waiting:
            self._add_worker()

    def _feed(self, worker: _Worker[T]) -> None:
        chunk = [self._waiting.popleft() for _ in range(min(self._chunk, len(self._waiting)))]
        if chunk:
            worker.pending.extend(chunk)
            # A worker that died between two items is found out by its silence, as any other.
            with contextlib.suppress(OSError):
                worker.connection.send([item for _, item in chunk])


class _Worker(Generic[T]):
    """One process, the items it was given and has not answered, and the page it is at."""

    def __init__(self, function: Callable[[T], Any], limits: Limits) -> None:
        context = _context()
        self.pending: deque[tuple[int, T]] = deque()
        self.connection, theirs = context.Pipe()
        self._page = context.Value("i", 0, lock=False)
        self._process = context.Process(
            target=_work, args=(theirs, self._page, function, limits), daemon=True
        )
        # The parent is told of Ctrl-C itself. Blocked from birth, and in the server that forks: what still
        # imports would print where it was interrupted. The tracker lifts the block where it must start first.
        resource_tracker.ensure_running()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()

    def bury(self) -> None:
        """Wait until a process that hung up is gone, and ended by what ended it."""
        self._process.join(_BURIAL_SECONDS)
        self.end()

    def end(self) -> None:
        """End the process and wait until it is gone."""
        self.connection.close()
        if self.pending and self._process.is_alive():
            self._process.kill()
        self._process.join()

    def obituary(self, limits: Limits) -> DocumentRefused:
        """Say what the document did that the worker was reading when it died."""
        code = self._process.exitcode or 0
        page = self._page.value or None
        if code == -signal.SIGALRM:
            return page_hangs(limits.page_seconds if page else limits.other_seconds, page)
        return out_of_memory(page) if -code in _MEMORY_SIGNALS else reader_crashed(page)


@cache
def _context() -> multiprocessing.context.ForkServerContext:
    """Give the context that starts workers: forks of a server of its own, which imports the readers once.

    A fork of this process would carry its threads' locks along, taken; a process of its own for each worker
    would import for a second, again for each chunk of files and for each worker that died. It is spoken to by
    a socket in the folder for temporary files.
    """
    try:
        tempfile.gettempdir()
    except FileNotFoundError as error:
        raise RunFailed(
            f"{error.strerror}: set TMPDIR to a folder that can be written, "
            "or PrivateTmp=yes in the unit of a service"
        ) from error
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_PRELOADED))
    return context


@dataclass(frozen=True, slots=True)
class _Failure:
    """An error of our own in a worker."""

    message: str


def _work(connection: Connection, page: Any, function: Callable[[Any], Any], limits: Limits) -> None:  # noqa: ANN401
    """Answer chunks of items until the connection closes. Runs in the worker process."""
    _limit_memory(limits.megabytes)
    # The alarm must end the process even inside C.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _watch_pages(page, limits)
    while True:
        try:
            chunk = connection.recv()
        except EOFError:
            return
        for item in chunk:
            page.value = 0
            signal.setitimer(signal.ITIMER_REAL, limits.other_seconds)
            result = _result(function, item, page)
            signal.setitimer(signal.ITIMER_REAL, 0)
            try:
                connection.send(result)
            except BrokenPipeError:
                return


def _result(function: Callable[[Any], Any], item: Any, page: Any) -> Any:  # noqa: ANN401
    try:
        return function(item)
    except DocumentRefused as refusal:
        return refusal
    except MemoryError:
        return out_of_memory(page.value or None)
    except Exception as error:  # whatever it is, the parent must hear of it
        return _Failure(f"{type(error).__name__}: {error}")


def _watch_pages(page: Any, limits: Limits) -> None:  # noqa: ANN401
    """Set the alarm anew and leave a note for the parent at each page."""
    from tasks.read.pace import listen

    def page_begins(number: int | None) -> None:
        page.value = number or 0
        seconds = limits.other_seconds if number is None else limits.page_seconds
        signal.setitimer(signal.ITIMER_REAL, seconds)

    listen(page_begins)


def _limit_memory(megabytes: int) -> None:
    """Let the kernel refuse this process more private memory than it may have."""
    import resource

    size = megabytes * 1024 * 1024
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (size, most))
