"""The pages to measure on: invented meetings, printed by every producer that is installed."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from corpus.invent import invent
from corpus.layouts import LAYOUTS, manner_of
from corpus.producers import producers
from tasks.read.pdf_outline import open_pdf

_LAYOUTS = ("firstagenda", "polweb-in-firstagenda", "acadre")


def print_pages(folder: Path, pages_each: int) -> dict[str, list[Path]]:
    """Print documents of this many pages at least by each producer; give the files by producer."""
    found: dict[str, list[Path]] = {}
    for name, producer in producers().items():
        if not producer.has_pages:
            continue
        pages = 0
        for seed in count():
            meeting = invent(seed)
            layout = _LAYOUTS[seed % len(_LAYOUTS)]
            document, _ = LAYOUTS[layout](meeting, manner_of(seed, meeting))
            path = folder / f"{name}.{seed}.pdf"
            path.write_bytes(producer.draw(document, producer.look).data)
            found.setdefault(name, []).append(path)
            pages += page_count(path)
            if pages >= pages_each:
                break
    return found


def page_count(path: Path) -> int:
    """Count the pages of a PDF."""
    pdf = open_pdf(path)
    try:
        return len(pdf)
    finally:
        pdf.close()
