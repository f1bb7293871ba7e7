"""How soon a dropped file can be read with SQL: `python -m benchmarks.watch [--items N]`.

`referat watch` runs, without a Prefect server, on a home whose warehouse holds invented rows. One file is
copied into the drop folder, then 200 at once; the time runs from the end of the copying to the moment when
a query against the published file gives the rows.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from benchmarks.archive import make_archive
from benchmarks.pages import KINDS
from corpus.invent import invent
from corpus.layouts import LAYOUTS, manner_of
from corpus.producers import producers
from schemas.settings import Settings

ITEMS_PER_FILE = 40
BURST = 200
POLL_SECONDS = 0.05
GIVE_UP_SECONDS = 300


def print_meetings(folder: Path, count: int) -> list[Path]:
    """Print invented meetings, each another; give the files."""
    folder.mkdir()
    producer = producers()["reportlab"]
    paths = []
    for seed in range(count):
        meeting = invent(seed, KINDS[0].variation(seed))
        document, _ = LAYOUTS["firstagenda"](meeting, manner_of(seed, meeting))
        path = folder / f"{seed}.pdf"
        path.write_bytes(producer.draw(document, producer.look).data)
        paths.append(path)
    return paths


def seconds_until_read(settings: Settings, paths: list[Path], known: int) -> tuple[float, int]:
    """Copy files into the drop folder; give seconds from the last byte to their rows, and passes it took."""
    runs = _ask(settings, "SELECT count(*) FROM ingest_runs")
    for path in paths:
        shutil.copyfile(path, settings.inbox / path.name)
    copied = time.perf_counter()
    stamp = 0
    while time.perf_counter() - copied < GIVE_UP_SECONDS:
        time.sleep(POLL_SECONDS)
        if (now := settings.published.stat().st_mtime_ns) == stamp:
            continue
        stamp = now
        if _ask(settings, "SELECT count(*) FROM documents") >= known + len(paths):
            seconds = time.perf_counter() - copied
            return seconds, _ask(settings, "SELECT count(*) FROM ingest_runs") - runs
    raise SystemExit("the rows did not come")


def _ask(settings: Settings, query: str) -> int:
    with duckdb.connect(str(settings.published), read_only=True) as connection:
        return int(connection.execute(query).fetchall()[0][0])


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.watch", description=__doc__)
    parser.add_argument("--items", type=int, default=100_000, help="items in the warehouse")
    given = parser.parse_args()
    os.environ.pop("PREFECT_API_URL", None)
    with tempfile.TemporaryDirectory() as folder:
        files = given.items // ITEMS_PER_FILE
        home = Path(folder) / "home"
        settings = make_archive(home, files=files, items=ITEMS_PER_FILE, is_derived=True)
        paths = print_meetings(Path(folder) / "printed", 3 + BURST)
        size = settings.published.stat().st_size
        print(f"warehouse: {files} files, {given.items} items, {size / 1e6:.0f} MB")
        program = Path(sys.executable).with_name("referat")
        watcher = subprocess.Popen([program, "--home", home, "watch"], stdout=subprocess.DEVNULL)
        try:
            time.sleep(3)
            for batch in ([paths[0]], [paths[1]], [paths[2]], paths[3:]):
                seconds, passes = seconds_until_read(settings, batch, files)
                files += len(batch)
                print(f"{len(batch):4} files: rows after {seconds:6.1f} s, in {passes} passes")
        finally:
            watcher.terminate()
            watcher.wait()


if __name__ == "__main__":
    main()
