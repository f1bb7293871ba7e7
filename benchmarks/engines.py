"""Pages per second and core of each way to read a PDF: `python -m benchmarks.engines [FILE …] [--pages N]`.

All ways read the same pages, file by file in turn, each in the processor time of one core, best of
three. Without files, invented meetings are printed. `× plain` compares the engine with plain pdfplumber,
`of pdfium alone` with pdfium's load of the page and its text.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.pages import character_count, page_count, print_pages
from benchmarks.tables import heading, row
from tasks.read.pdf_outline import open_pdf
from tasks.read.pdf_pdfium import handle_of
from tasks.read.pdfium_raw import pdfium

PLAIN = "plain pdfplumber"
ENGINE = "engine"
BARE = "pdfium alone"
PDFTOTEXT = "pdftotext"

_ROUNDS = 3

Read = Callable[[Path], None]


def read_plainly(path: Path) -> None:
    """Read words with font and size, and tables, with pdfplumber alone."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words(extra_attrs=["fontname", "size"])
            page.extract_tables()
            page.close()


def read_with_engine(path: Path) -> None:
    """Read as every run does: `tasks.understand` lets the collector rest as well."""
    from tasks.read import read_document
    from tasks.read.garbage import no_collection

    with no_collection():
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


def seconds_of(engines: dict[str, Read], path: Path) -> dict[str, float]:
    """Give each engine's least processor time, children's included, of some rounds over a file.

    They take turns, so that a machine that slows down for a while slows all alike.
    """
    best = dict.fromkeys(engines, float("inf"))
    for _ in range(_ROUNDS):
        for name, read in engines.items():
            gc.collect()
            before = _processor_time()
            read(path)
            best[name] = min(best[name], _processor_time() - before)
    return best


def _processor_time() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def measure(groups: dict[str, dict[str, list[Path]]]) -> None:
    """Measure each engine over each group of files and print a table with the sums of each kind."""
    engines: dict[str, Read] = {PLAIN: read_plainly, ENGINE: read_with_engine, BARE: load_only}
    if shutil.which("pdftotext"):
        engines[PDFTOTEXT] = run_pdftotext
    first = next(path for files in groups.values() for paths in files.values() for path in paths)
    seconds_of(engines, first)  # imports and the library's loading are paid once a process
    columns = ("pages", "characters a page", *engines, "× plain", "of pdfium alone")
    heading("pages of each kind", *columns)
    everything = Sum(engines)
    for kind, by_producer in groups.items():
        of_kind = Sum(engines)
        for producer, paths in by_producer.items():
            found = Sum(engines)
            for path in paths:
                found.add(page_count(path), character_count(path), seconds_of(engines, path))
            found.show(f"{kind}, {producer}")
            of_kind.add(found.pages, found.characters, found.seconds)
        of_kind.show(f"{kind}: all")
        everything.add(of_kind.pages, of_kind.characters, of_kind.seconds)
    everything.show("all")


class Sum:
    """Pages, their characters, and what each engine took for them."""

    def __init__(self, engines: Iterable[str]) -> None:
        self.pages = self.characters = 0
        self.seconds = dict.fromkeys(engines, 0.0)

    def add(self, pages: int, characters: int, seconds: dict[str, float]) -> None:
        """Add what was measured on more pages."""
        self.pages += pages
        self.characters += characters
        for name, spent in seconds.items():
            self.seconds[name] += spent

    def show(self, label: str) -> None:
        """Print one line of the table: characters a page, pages a second."""
        spent = self.seconds
        rates = [f"{self.pages / seconds:.1f}" for seconds in spent.values()]
        times, share = spent[PLAIN] / spent[ENGINE], spent[BARE] / spent[ENGINE]
        characters = f"{self.characters / self.pages:.0f}"
        row(label, self.pages, characters, *rates, f"{times:.1f}", f"{share:.1%}")


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="PDFs to measure on instead of invented ones")
    parser.add_argument("--pages", type=int, default=8, help="pages of each kind by each producer at least")
    given = parser.parse_args()
    if given.files:
        measure({"given": {path.name[:25]: [path] for path in given.files}})
        return
    with tempfile.TemporaryDirectory() as folder:
        groups = print_pages(Path(folder), given.pages)
        measure({kind.name: by_producer for kind, by_producer in groups.items()})


if __name__ == "__main__":
    main()
