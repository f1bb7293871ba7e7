"""Pages per second and core of each way to read a PDF: `python -m benchmarks.engines [FILE …] [--pages N]`.

All ways read the same pages, file by file in turn, each in the processor time of one core, best of
three; so that a busy machine slows all alike. Without files, invented meetings are printed.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.pages import page_count, print_pages
from tasks.read.pdf_outline import open_pdf
from tasks.read.pdf_pdfium import handle_of
from tasks.read.pdfium_raw import pdfium

PLAIN = "pdfplumber, words and tables"
ENGINE = "this engine, words and tables"
BARE = "pdfium, page and text load only"
PDFTOTEXT = "pdftotext"

_ROUNDS = 3


def read_plainly(path: Path) -> None:
    """Read words with font and size, and tables, with pdfplumber alone."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words(extra_attrs=["fontname", "size"])
            page.extract_tables()
            page.close()


def read_with_engine(path: Path) -> None:
    """Read as every run does."""
    from tasks.read import read_document

    read_document(path)


def load_only(path: Path) -> None:
    """Load each page and its text with pdfium and ask nothing: the floor."""
    call = pdfium().call
    pdf = open_pdf(path)
    document = handle_of(pdf)
    for index in range(len(pdf)):
        page = call.FPDF_LoadPage(document, index)
        text_page = call.FPDFText_LoadPage(page)
        call.FPDFText_CountChars(text_page)
        call.FPDFText_ClosePage(text_page)
        call.FPDF_ClosePage(page)
    pdf.close()


def run_pdftotext(path: Path) -> None:
    """Read with Poppler's program, its start included."""
    subprocess.run(["pdftotext", "-layout", str(path), os.devnull], check=True)


def seconds_of(read: Callable[[Path], None], path: Path) -> float:
    """Give the least processor time, children's included, of some rounds over a file."""
    best = float("inf")
    for _ in range(_ROUNDS):
        gc.collect()
        before = _processor_time()
        read(path)
        best = min(best, _processor_time() - before)
    return best


def _processor_time() -> float:
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def measure(files: dict[str, list[Path]]) -> None:
    """Measure each engine over each group of files and print a table."""
    engines = {PLAIN: read_plainly, ENGINE: read_with_engine, BARE: load_only}
    if shutil.which("pdftotext"):
        engines[PDFTOTEXT] = run_pdftotext
    for read in engines.values():
        read(next(iter(files.values()))[0])  # imports and the library's loading are paid once a process
    totals = dict.fromkeys(engines, 0.0)
    pages_in_all = 0
    print(
        f"{'pages per second and core':34}{'pages':>7}"
        + "".join(f"{name.split(',')[0]:>17}" for name in engines)
    )
    for group, paths in files.items():
        pages = sum(map(page_count, paths))
        spent = {name: sum(seconds_of(read, path) for path in paths) for name, read in engines.items()}
        pages_in_all += pages
        for name, seconds in spent.items():
            totals[name] += seconds
        print(f"{group:34}{pages:7}" + "".join(f"{pages / spent[name]:17.1f}" for name in engines))
    print(f"{'all':34}{pages_in_all:7}" + "".join(f"{pages_in_all / totals[name]:17.1f}" for name in engines))
    print()
    print(f"{totals[PLAIN] / totals[ENGINE]:.1f} times plain pdfplumber")
    print(f"{totals[BARE] / totals[ENGINE]:.0%} of pdfium's bare page and text load")


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="PDFs to measure on instead of invented ones")
    parser.add_argument("--pages", type=int, default=60, help="pages by each producer at least")
    given = parser.parse_args()
    if given.files:
        measure({path.name[:32]: [path] for path in given.files})
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(print_pages(Path(folder), given.pages))


if __name__ == "__main__":
    main()
