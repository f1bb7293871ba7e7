"""How long past years take: `python -m benchmarks.backfill [--meetings N] [--interrupt N]`.

Invented meetings of some fifteen pages each are printed into a folder, and `referat backfill` reads them with
a worker a core into an empty home. With `--interrupt` it is killed so often on the way and started again.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import duckdb

from benchmarks.pages import KINDS
from benchmarks.processor import adopt_orphans, processor_seconds
from corpus.invent import invent
from corpus.layouts import LAYOUTS, manner_of
from corpus.producers import producers

# Makes about fifteen pages a meeting.
ITEMS = 7
PRODUCERS = ("reportlab", "typst")


def print_one(path: Path, seed: int) -> None:
    """Print the invented meeting of a seed as a PDF."""
    known = producers()
    producer = known[PRODUCERS[seed % len(PRODUCERS)]]
    meeting = invent(seed, replace(KINDS[0].variation(seed), item_count=ITEMS))
    document, _ = LAYOUTS["firstagenda"](meeting, manner_of(seed, meeting))
    path.write_bytes(producer.draw(document, producer.look).data)


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.backfill", description=__doc__)
    parser.add_argument("--meetings", type=int, default=1000, help="how many meetings")
    parser.add_argument("--interrupt", type=int, default=0, help="how often the backfill is killed")
    parser.add_argument("--seconds", type=float, default=10, help="after how long each time")
    given = parser.parse_args()
    os.environ.pop("PREFECT_API_URL", None)
    with tempfile.TemporaryDirectory() as folder:
        years = Path(folder) / "years"
        years.mkdir()
        paths = [years / f"{seed}.pdf" for seed in range(given.meetings)]
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            list(pool.map(print_one, paths, range(given.meetings), chunksize=10))
        home = Path(folder) / "home"
        call = [Path(sys.executable).with_name("referat"), "--home", home, "backfill", years]
        adopt_orphans()
        began, before = time.perf_counter(), processor_seconds()
        for _ in range(given.interrupt):
            process = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(given.seconds)
            process.kill()
            process.wait()
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        seconds, busy = time.perf_counter() - began, processor_seconds() - before
        with duckdb.connect(str(home / "minutes.duckdb"), read_only=True) as connection:
            ((documents, pages, items),) = connection.execute(
                "SELECT count(*), sum(page_count), (SELECT count(*) FROM agenda_items) FROM documents"
            ).fetchall()
    print(f"{documents} documents, {pages} pages, {items} items")
    print(f"{seconds:.1f} s, {busy:.1f} s of the processors': {pages / seconds:.0f} pages a second")
    print(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
