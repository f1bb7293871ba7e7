"""What a whole pass costs beside reading: `python -m benchmarks.ingest [--pages N]`.

Invented meetings are ingested in this process (`REFERAT_WORKERS=0`) into a temporary home that holds
a warehouse; the times are those of the processor, DuckDB's threads included. *read* is the engine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import flows.ingest
import tasks.kept_pages
import tasks.parse
import tasks.read
from benchmarks.pages import all_of, page_count, print_pages
from benchmarks.tables import heading, row
from flows.ingest import Order, run_pass
from schemas.settings import Settings
from tasks.store import prepare_home

# Younger files count as still being written.
_AGE_SECONDS = 60


class Stopwatch:
    """The processor time that some functions take, each under its stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def watch(self, stage: str, module: ModuleType, name: str) -> None:
        """Time a function of a module from now on."""
        function: Callable[..., Any] = getattr(module, name)
        self.seconds[stage] = 0.0

        def timed(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            before = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                self.seconds[stage] += time.process_time() - before

        setattr(module, name, timed)


def seconds_of_pass(files: list[Path], home: Path) -> float:
    """Ingest copies of files into a home; give the processor time of the pass."""
    settings = Settings(home=home)
    prepare_home(settings)
    for path in files:
        copied = Path(shutil.copyfile(path, settings.inbox / path.name))
        os.utime(copied, (time.time() - _AGE_SECONDS,) * 2)
    before = time.process_time()
    report = run_pass(settings, Order(paths=(settings.inbox,)))
    seconds = time.process_time() - before
    assert len(report.results) == len(files)
    refused = [result.file_name for result in report.results if result.error_code]
    if refused:
        print(f"{len(refused)} of {len(files)} files were refused: {', '.join(refused[:5])}")
    return seconds


def measure(files: list[Path]) -> None:
    """Ingest the first file, so that there is a warehouse, then time a pass over the others."""
    os.environ["REFERAT_WORKERS"] = "0"
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        # Imports are paid once a process, and a warehouse is created once.
        seconds_of_pass(files[:1], home)
        files = files[1:]
        stopwatch = Stopwatch()
        stopwatch.watch("read", tasks.read, "read_document")
        stopwatch.watch("parse", tasks.parse, "parse")
        stopwatch.watch("pack kept pages", tasks.kept_pages, "pack")
        stopwatch.watch("load, derive", flows.ingest, "load")
        stopwatch.watch("publish", flows.ingest, "publish")
        whole = seconds_of_pass(files, home)
    show(stopwatch.seconds, whole, len(files), sum(map(page_count, files)))


def show(stages: dict[str, float], whole: float, files: int, pages: int) -> None:
    """Print what each stage took of the whole."""
    heading(f"{files} documents, {pages} pages", "ms a page", "share")
    rest = whole - sum(stages.values())
    for stage, seconds in {**stages, "all else": rest, "whole pass": whole}.items():
        row(stage, f"{1000 * seconds / pages:.2f}", f"{seconds / whole:.0%}")
    engine = stages["read"]
    print(
        f"\nengine {pages / engine:.1f} pages/s, whole pass {pages / whole:.1f}: {engine / whole:.1%} of it"
    )


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=__doc__)
    parser.add_argument("--pages", type=int, default=80, help="pages of each kind by each producer at least")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(all_of(print_pages(Path(folder), given.pages)))


if __name__ == "__main__":
    main()
