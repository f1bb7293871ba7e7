"""How reading scales over worker processes, and what memory a worker takes.

`python -m benchmarks.workers [--pages N]`: the same invented meetings by one worker and by as many as
there are cores, in wall-clock time with the workers' start left out; then one long document, and the
files of `tests.hostile`, each by a worker of its own.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from multiprocessing import active_children
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from benchmarks.pages import all_of, page_count, print_pages
from schemas.errors import DocumentRefused
from tasks.pool import Limits, run_in_pool
from tests import hostile

# A hostile page is ended sooner than in a real run, so that this table takes no minute.
_LIMITS = Limits(page_seconds=8.0)


class Weighed(NamedTuple):
    """When a worker began to read a document, and its most memory so far."""

    began: float
    megabytes: int


def read_and_weigh(path: Path) -> Weighed:
    """Read a document in a worker."""
    from tasks.read import read_document

    began = time.time()
    read_document(path)
    return Weighed(began, peak_megabytes())


def peak_megabytes(process: int | str = "self") -> int:
    """Give the most memory that a process had in use, in MB (Linux); 0 where it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    match = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(match[1]) // 1024 if match else 0


def measure(files: list[Path], workers: int) -> tuple[float, int]:
    """Give pages per second of a number of workers, and the most memory that one took."""
    began, most, pages = float("inf"), 0, 0
    for index, result in run_in_pool(read_and_weigh, files, workers=workers):
        if isinstance(result, DocumentRefused):
            raise result
        began, most = min(began, result.began), max(most, result.megabytes)
        pages += page_count(files[index])
    return pages / (time.time() - began), most


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
        ((_, result),) = run_in_pool(read_and_weigh, [path], workers=1, limits=_LIMITS)
    finally:
        is_over.set()
        watcher.join()
    return result.code if isinstance(result, DocumentRefused) else "read", max(most)


def show_hostile(folder: Path) -> None:
    """Print what came of each hostile file."""
    writers = (
        hostile.write_recursive_form,
        hostile.write_billion_laughs,
        hostile.write_large_stream,
        hostile.write_overlapping,
    )
    print(f"{'hostile file':28}{'outcome':>20}{'MB':>6}{'seconds':>9}")
    for write in writers:
        name = write.__name__.removeprefix("write_").replace("_", " ")
        path = write(folder / f"{name}.pdf")
        began = time.time()
        outcome, most = weigh_hostile(path)
        print(f"{name:28}{outcome:>20}{most:6}{time.time() - began:9.1f}")


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workers", description=__doc__)
    parser.add_argument("--pages", type=int, default=40, help="pages of each kind by each producer at least")
    parser.add_argument("--long", type=int, default=2000, help="pages of the one long document")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = all_of(print_pages(folder, given.pages, only_fast=True))
        print(f"{'workers':>8}{'pages/s':>10}{'MB each':>10}")
        for workers in sorted({1, os.cpu_count() or 1}):
            rate, most = measure(files, workers)
            print(f"{workers:8}{rate:10.1f}{most:10}")
        rate, most = measure([hostile.write_long(folder / "long.pdf", given.long)], 1)
        print(f"one document of {given.long} pages: {rate:.1f} pages/s, {most} MB")
        show_hostile(folder)


if __name__ == "__main__":
    main()
