"""How reading and parsing scale over worker processes, and what memory a worker takes.

`python -m benchmarks.workers [--pages N]`: the same invented meetings by one worker and by as many as
there are cores, in wall-clock time from when the first begins to read; then one long document, and the
files of `tests.hostile`, each by a worker of its own.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from collections.abc import Sequence
from multiprocessing import active_children
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from benchmarks.pages import all_of, page_count, print_long, print_pages
from benchmarks.tables import heading, row
from schemas.document import RefusedDocument, SourceFile
from schemas.errors import DocumentRefused
from tasks.discover import FoundFile, identify
from tasks.pool import Limits, run_in_pool
from tasks.understand import understand
from tests import hostile

# A hostile page is ended sooner than in a real run, so that this table takes no minute.
_LIMITS = Limits(page_seconds=8.0)


class Weighed(NamedTuple):
    """When a worker began a document, what came of it (`read` or a refusal's code), its most memory."""

    began: float
    outcome: str
    megabytes: int


def understand_and_weigh(source: SourceFile) -> Weighed:
    """Read and parse a document in a worker, as a run does."""
    began = time.time()
    outcome = understand(source, None)
    code = outcome.error_code if isinstance(outcome, RefusedDocument) else "read"
    return Weighed(began, code, peak_megabytes())


def sources_of(paths: Sequence[Path]) -> tuple[SourceFile, ...]:
    """Identify files, as a run does."""
    return identify([FoundFile(path, path.name, in_inbox=False) for path in paths]).sources


def peak_megabytes(process: int | str = "self") -> int:
    """Give the most memory that a process had in use, in MB (Linux); 0 where it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    match = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(match[1]) // 1024 if match else 0


class Measured(NamedTuple):
    """What some workers came to together; `start` is what passed until the first of them began to read."""

    start: float
    pages_per_second: float
    megabytes: int


def measure(files: Sequence[Path], workers: int) -> Measured:
    """Let a number of workers read and parse files."""
    called, began, most = time.time(), float("inf"), 0
    sources = sources_of(files)
    for index, result in run_in_pool(understand_and_weigh, sources, workers=workers):
        if isinstance(result, DocumentRefused):
            raise result
        if result.outcome != "read":
            print(f"{files[index].name} was refused: {result.outcome}")
        began, most = min(began, result.began), max(most, result.megabytes)
    seconds = time.time() - began
    return Measured(began - called, sum(map(page_count, files)) / seconds, most)


def weigh_hostile(path: Path) -> tuple[str, int]:
    """Read one document in a worker of its own; say what came of it and the worker's most memory.

    A worker that is killed can tell nothing: it is watched from here while it runs.
    """
    most = [0]
    is_over = Event()

    def watch() -> None:
        while not is_over.wait(0.02):
            most.extend(peak_megabytes(child.pid or 0) for child in active_children())

    watcher = Thread(target=watch)
    watcher.start()
    try:
        ((_, result),) = run_in_pool(understand_and_weigh, sources_of([path]), workers=1, limits=_LIMITS)
    finally:
        is_over.set()
        watcher.join()
    return result.code if isinstance(result, DocumentRefused) else result.outcome, max(most)


def show_hostile(folder: Path) -> None:
    """Print what came of each hostile file."""
    writers = (
        hostile.write_recursive_form,
        hostile.write_billion_laughs,
        hostile.write_large_stream,
        hostile.write_overlapping,
    )
    heading("hostile file", "outcome", "MB", "seconds")
    for write in writers:
        name = write.__name__.removeprefix("write_").replace("_", " ")
        path = write(folder / f"{name}.pdf")
        began = time.time()
        outcome, most = weigh_hostile(path)
        row(name, outcome, most, f"{time.time() - began:.1f}")


def measure_all(files: Sequence[Path]) -> None:
    """Print what workers do with ordinary files, with a long one and with hostile ones."""
    heading("workers", "s until they read", "pages/s", "MB each")
    for workers in sorted({1, os.cpu_count() or 1}):
        found = measure(files, workers)
        row(workers, f"{found.start:.2f}", f"{found.pages_per_second:.1f}", found.megabytes)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = print_long(folder)
        pages, long = page_count(path), measure([path], 1)
        print(f"\none document of {pages} pages: {long.pages_per_second:.1f} pages/s, {long.megabytes} MB\n")
        show_hostile(folder)


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workers", description=__doc__)
    parser.add_argument("--pages", type=int, default=40, help="pages of each kind by each producer at least")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        measure_all(all_of(print_pages(Path(name), given.pages)))


if __name__ == "__main__":
    main()
