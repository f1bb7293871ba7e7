"""How reading scales over worker processes, and what memory a worker takes.

`python -m benchmarks.workers [--pages N]`: the same invented meetings by one worker and by as many as
there are cores, in wall-clock time with the workers' start left out; then one long document.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from pathlib import Path

from benchmarks.pages import page_count, print_pages
from schemas.errors import DocumentRefused
from tasks.pool import run_in_pool
from tests.hostile import write_long


def read_and_weigh(path: Path) -> tuple[float, int]:
    """Read a document in a worker; give when it began and the process's peak memory in MB."""
    from tasks.read import read_document

    began = time.time()
    read_document(path)
    return began, peak_megabytes()


def peak_megabytes() -> int:
    """Give the most memory that this process had in use, in MB (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    match = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(match[1]) // 1024 if match else 0


def measure(files: list[Path], workers: int) -> tuple[float, int]:
    """Give pages per second of a number of workers, and the most memory that one took."""
    began, most, pages = float("inf"), 0, 0
    for index, result in run_in_pool(read_and_weigh, files, workers=workers):
        if isinstance(result, DocumentRefused):
            raise result
        began, most = min(began, result[0]), max(most, result[1])
        pages += page_count(files[index])
    return pages / (time.time() - began), most


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workers", description=__doc__)
    parser.add_argument("--pages", type=int, default=200, help="pages by each producer at least")
    parser.add_argument("--long", type=int, default=500, help="pages of the one long document")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        groups = print_pages(Path(folder), given.pages)
        files = [path for paths in groups.values() for path in paths]
        print(f"{'workers':>8}{'pages/s':>10}{'MB each':>10}")
        for workers in sorted({1, os.cpu_count() or 1}):
            rate, most = measure(files, workers)
            print(f"{workers:8}{rate:10.1f}{most:10}")
        rate, most = measure([write_long(Path(folder) / "long.pdf", given.long)], 1)
        print(f"one document of {given.long} pages: {rate:.1f} pages/s, {most} MB")


if __name__ == "__main__":
    main()
