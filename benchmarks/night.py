"""A night with nothing new over a large archive: `python -m benchmarks.night [--files N] [--items N]`.

The warehouse knows N files and holds their rows; nothing waits in the drop folder. The originals do not even
exist, so that a night which read one would fail. The first night writes a page for each meeting, which takes
minutes; those after it are what is measured.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.archive import make_archive


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.night", description=__doc__)
    parser.add_argument("--files", type=int, default=100_000, help="files that the warehouse knows")
    parser.add_argument("--items", type=int, default=7, help="items a file")
    parser.add_argument("--nights", type=int, default=3, help="how many nights")
    given = parser.parse_args()
    os.environ.pop("PREFECT_API_URL", None)
    program = Path(sys.executable).with_name("referat")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        settings = make_archive(home, files=given.files, items=given.items, is_derived=False)
        size = settings.published.stat().st_size
        print(f"warehouse: {given.files} files, {given.files * given.items} items, {size / 1e6:.0f} MB")
        for _ in range(given.nights):
            before, began = os.times(), time.perf_counter()
            done = subprocess.run(
                [program, "--home", home, "nightly"], check=False, capture_output=True, text=True
            )
            if done.returncode not in (0, 1):
                sys.exit(done.stderr)
            seconds, after = time.perf_counter() - began, os.times()
            busy = sum(after[2:4]) - sum(before[2:4])
            print(f"{seconds:6.1f} s, {busy:.1f} of them the processor's: {done.stdout.strip()}")


if __name__ == "__main__":
    main()
