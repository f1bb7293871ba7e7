"""All figures of `docs/performance.md` in one run: `python -m benchmarks`, or `make bench`.

Prints the pages once, then measures on them: the engines, the whole pass, workers and memory; last the
standing items, whose table is in `docs/standing-items.md`. It takes some minutes.
"""

from __future__ import annotations

import os
import platform
import tempfile
import time
from datetime import date
from pathlib import Path

# Of each kind by each producer at least: a few documents, so that a pass holds about a hundred.
_PAGES = 40
# Plain pdfplumber reads so slowly that it is asked for the first of these only.
_PAGES_OF_ENGINES = 10


def main() -> None:
    """Measure everything."""
    # Imported late: workers import this module, and are weighed.
    from benchmarks import engines, ingest, standing, workers
    from benchmarks.pages import all_of, first_of, print_pages

    began = time.time()
    cores, load = os.cpu_count(), os.getloadavg()[0]
    print(f"{date.today()}, Python {platform.python_version()}, {cores} cores of {_processor()}; ", end="")
    print(f"as it began {load:.1f} other processes wanted a core.")
    with tempfile.TemporaryDirectory() as folder:
        groups = print_pages(Path(folder), _PAGES)
        print("\n## Reading: pages per second and core\n")
        engines.measure({kind.name: of_kind for kind, of_kind in first_of(groups, _PAGES_OF_ENGINES).items()})
        print("\n## The whole pass\n")
        ingest.measure(all_of(groups))
        print("\n## Workers and memory\n")
        workers.measure_all(all_of(groups))
    print("\n## Standing items (docs/standing-items.md)\n")
    standing.measure_all(standing.SIZES)
    print(f"\n{time.time() - began:.0f} seconds in all.")


def _processor() -> str:
    """Give the processor's name (Linux), else the machine's kind."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


if __name__ == "__main__":
    main()
