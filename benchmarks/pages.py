"""The pages to measure on: invented meetings of two kinds, printed by every producer that is installed.

Real minutes are of two kinds as well: long cases whose items run on, 2,000 to 3,000 characters a page, and
exports that start a page with each item, many of them closed and all but empty. A fifth of the open items
holds a ruled table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate, count
from pathlib import Path
from random import Random

from corpus.invent import Variation, invent, vary
from corpus.layouts import LAYOUTS, manner_of
from corpus.producers import Producer, producers
from schemas.terms import DocumentKind
from tasks.read.pdf_outline import open_pdf

_LAYOUTS = ("firstagenda", "polweb-in-firstagenda", "acadre")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of minutes: whether each item starts a page, and how many of how many items are closed."""

    name: str
    is_item_on_new_page: bool
    item_count: int
    closed_share: float
    long_paragraphs: int = 0

    def variation(self, seed: int) -> Variation:
        """Vary everything but what makes the kind."""
        varied = vary(Random(seed))
        return replace(
            varied,
            item_count=self.item_count,
            closed_share=self.closed_share,
            long_paragraphs=self.long_paragraphs,
            is_cancelled=False,
        )


KINDS = (
    Kind("run on", is_item_on_new_page=False, item_count=8, closed_share=0.05, long_paragraphs=4),
    Kind("an item a page", is_item_on_new_page=True, item_count=6, closed_share=0.5),
)

_LONG = Kind("long", is_item_on_new_page=False, item_count=15, closed_share=0.0, long_paragraphs=950)


def print_pages(
    folder: Path, pages_each: int, *, only_fast: bool = False
) -> dict[Kind, dict[str, list[Path]]]:
    """Print this many pages at least of each kind by each producer; give the files by kind and producer.

    No two documents tell of the same meeting. `only_fast` leaves out the producers that are programs.
    """
    found: dict[Kind, dict[str, list[Path]]] = {}
    drawing = [producer for producer in producers().values() if producer.has_pages]
    for kind in KINDS:
        by_producer = found[kind] = {}
        for place, producer in enumerate(drawing):
            if producer.is_fast or not only_fast:
                first_seed = 1000 * (len(drawing) * KINDS.index(kind) + place)
                by_producer[producer.name] = _print(folder, kind, producer, first_seed, pages_each)
    return found


def _print(folder: Path, kind: Kind, producer: Producer, first_seed: int, pages_wanted: int) -> list[Path]:
    paths: list[Path] = []
    pages = 0
    look = replace(producer.look, is_item_on_new_page=kind.is_item_on_new_page)
    for seed in count(first_seed):
        meeting = invent(seed, kind.variation(seed))
        document, _ = LAYOUTS[_LAYOUTS[seed % len(_LAYOUTS)]](meeting, manner_of(seed, meeting))
        path = folder / f"{producer.name}.{seed}.pdf"
        path.write_bytes(producer.draw(document, look).data)
        paths.append(path)
        pages += page_count(path)
        if pages >= pages_wanted:
            break
    return paths


def print_long(folder: Path) -> Path:
    """Print a document of 2,000 pages, a few more or less: fifteen cases that go on and on."""
    producer, seed = producers()["reportlab"], 1
    variation = replace(_LONG.variation(seed), document_kind=DocumentKind.REFERAT)
    meeting = invent(seed, variation)
    document, _ = LAYOUTS[_LAYOUTS[0]](meeting, manner_of(seed, meeting))
    path = folder / "long.pdf"
    path.write_bytes(producer.draw(document, producer.look).data)
    return path


def first_of(groups: dict[Kind, dict[str, list[Path]]], pages_each: int) -> dict[Kind, dict[str, list[Path]]]:
    """Give the first files of each kind by each producer that hold so many pages together."""
    return {
        kind: {producer: _holding(paths, pages_each) for producer, paths in by_producer.items()}
        for kind, by_producer in groups.items()
    }


def _holding(paths: list[Path], pages_wanted: int) -> list[Path]:
    before = [0, *accumulate(map(page_count, paths))]
    return [path for path, pages in zip(paths, before, strict=False) if pages < pages_wanted]


def all_of(groups: dict[Kind, dict[str, list[Path]]]) -> list[Path]:
    """Give the files of all groups."""
    return [path for by_producer in groups.values() for paths in by_producer.values() for path in paths]


def page_count(path: Path) -> int:
    """Count the pages of a PDF."""
    pdf = open_pdf(path)
    try:
        return len(pdf)
    finally:
        pdf.close()


def character_count(path: Path) -> int:
    """Count the characters on the pages of a PDF."""
    pdf = open_pdf(path)
    try:
        return sum(page.get_textpage().count_chars() for page in pdf)
    finally:
        pdf.close()
