"""At what size a Dask cluster pays: `python -m benchmarks.dask [--documents N …] [--workers N]`.

Reads and parses the same invented meetings by the process pool and by a Dask cluster of as many worker
processes, both on this machine and both as a run does it, starts included; the cluster itself is up before.
What Dask takes longer here is what it has to win back elsewhere; on a busy machine only the processor
seconds tell. Then the load, which stays in one place.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages import page_count
from benchmarks.processor import processor_seconds
from corpus.invent import invent
from corpus.layouts import LAYOUTS, manner_of
from corpus.producers import producers
from schemas.document import Outcome, SourceFile
from schemas.settings import Settings
from tasks.cluster import check_cluster, understand_on_cluster
from tasks.discover import FoundFile, identify
from tasks.load import load
from tasks.store import Placer, prepare_home
from tasks.understand import understand_all
from warehouse.store import Warehouse

_LAYOUTS = ("firstagenda", "acadre")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a number of documents took, in seconds on the wall and of processors, and what they gave."""

    wall: float
    processor: float
    outcomes: list[Outcome]


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dask", description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[20, 120], help="how many (20 120)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (one a core)")
    given = parser.parse_args()
    from distributed import LocalCluster

    with (
        tempfile.TemporaryDirectory() as folder,
        LocalCluster(
            n_workers=given.workers, threads_per_worker=1, dashboard_address=":0", local_directory=folder
        ) as cluster,
    ):
        sources = print_documents(Path(folder), max(given.documents))
        check_cluster(cluster.scheduler_address)
        outcomes: list[Outcome] = []
        print(f"{given.workers} workers")
        columns = f"{'s':>8}{'core s':>9}{'pages/core s':>14}"
        print(f"{'':18}{'process pool':>31}{'Dask':>31}")
        print(f"{'documents':>10}{'pages':>8}{columns}{columns}")
        for count in given.documents:
            some = sources[:count]
            pages = sum(page_count(source.path) for source in some)
            pool = cost_of_pool(some, given.workers)
            dask = cost_of_dask(some, cluster.scheduler_address)
            outcomes = dask.outcomes
            print(f"{count:10}{pages:8}{_columns(pool, pages)}{_columns(dask, pages)}")
        seconds = seconds_to_load(outcomes, Path(folder) / "home")
        rate = f"{len(outcomes) / seconds:.0f} documents, {pages / seconds:.0f} pages a second"
        print(f"loading the last of them, in one place: {seconds:.1f} processor seconds, {rate}")


def _columns(cost: Cost, pages: int) -> str:
    return f"{cost.wall:8.1f}{cost.processor:9.1f}{pages / cost.processor:14.1f}"


def print_documents(folder: Path, count: int) -> tuple[SourceFile, ...]:
    """Print invented meetings with ReportLab, which is quick, and identify them."""
    producer = producers()["reportlab"]
    files = []
    for seed in range(count):
        meeting = invent(seed)
        document, _ = LAYOUTS[_LAYOUTS[seed % len(_LAYOUTS)]](meeting, manner_of(seed, meeting))
        path = folder / f"{seed}.pdf"
        path.write_bytes(producer.draw(document, producer.look).data)
        files.append(FoundFile(path, path.name, in_inbox=False))
    return identify(files).sources


def cost_of_pool(sources: Sequence[SourceFile], workers: int) -> Cost:
    """Understand on this machine's process pool."""
    wall, before = time.perf_counter(), processor_seconds()
    outcomes = [outcome for outcome in understand_all(sources, None, workers=workers) if outcome]
    return Cost(time.perf_counter() - wall, processor_seconds() - before, outcomes)


def cost_of_dask(sources: Sequence[SourceFile], address: str) -> Cost:
    """Understand on the cluster; this process's client and each worker with its readers are counted."""
    from distributed import Client

    with Client(address) as client:
        wall, before = time.perf_counter(), processor_seconds() + sum(client.run(processor_seconds).values())
        outcomes = [outcome for outcome in understand_on_cluster(sources, None, None, address) if outcome]
        after = processor_seconds() + sum(client.run(processor_seconds).values())
        return Cost(time.perf_counter() - wall, after - before, outcomes)


def seconds_to_load(outcomes: Sequence[Outcome], home: Path) -> float:
    """Load into a warehouse of its own, derived rows included, and publish."""
    settings = Settings(home=home)
    prepare_home(settings)
    with Warehouse.writer(settings, flow="ingest") as warehouse:
        warehouse.begin_run()
        began = processor_seconds()
        load(warehouse, Placer(settings, warehouse.taken_paths, keep_in_place=True), outcomes, {})
        warehouse.publish()
        return processor_seconds() - began


if __name__ == "__main__":
    main()
