"""How well and how fast scans are read: `python -m benchmarks.ocr [--layout L] [--count N]`.

Prints invented meetings, lays them on a scanner at 200 and at 300 dots per inch, a little askew and a
little dirty, reads and parses the pictures, and compares with what was printed. `--anew` recognises again
what an earlier call kept, and only then are the seconds those of tesseract.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from corpus.compare import Score, compare
from corpus.fidelity import CACHE, printed_corpus
from corpus.layouts import LAYOUTS
from corpus.scan import Glass, scan
from corpus.truth import Meeting, truth_path, write_truth
from schemas.page import DocumentPages, Line, Page
from tasks.parse import parse
from tasks.read import read_document
from tasks.read.ocr import Ocr, can_recognise

SCANS = CACHE / "scans"
GLASSES = (Glass(dpi=200), Glass(dpi=300))
# Alike in both: what leads to a page number, what rules a signature, and bullets that a browser draws.
_NO_TEXT = re.compile(r"(?:[.…_]\s?){3,}|•")


@dataclass(slots=True)
class Tally:
    """What one resolution came to."""

    pages: int = 0
    seconds: float = 0.0
    characters: int = 0
    wrong_characters: int = 0
    words: int = 0
    found_words: int = 0
    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))


def main() -> None:
    """Read the command line, scan, compare, print the tables."""
    given = _arguments()
    if not can_recognise():
        sys.exit("install tesseract with the Danish model: apt-get install tesseract-ocr tesseract-ocr-dan")
    if given.anew:
        shutil.rmtree(SCANS, ignore_errors=True)
    tallies = {glass: Tally() for glass in GLASSES}
    for printed, truth in printed_corpus(given.layout, given.producer, range(1, 1 + given.count)):
        for glass, tally in tallies.items():
            _measure(printed, truth, glass, tally)
    for glass, tally in tallies.items():
        _print(glass, tally)


def _measure(printed: Path, truth: Meeting, glass: Glass, tally: Tally) -> None:
    path = SCANS / f"{printed.stem}.{glass.dpi}dpi.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(scan(printed.read_bytes(), glass))
    write_truth(truth, truth_path(path))
    started = time.perf_counter()
    found = read_document(path, Ocr(SCANS / "kept"))
    tally.seconds += time.perf_counter() - started
    tally.pages += len(found.pages)
    for text, wanted in _texts(found, read_document(printed)):
        tally.characters += len(wanted)
        tally.wrong_characters += Levenshtein.distance(text, wanted)
        words = text.split()
        tally.words += len(wanted.split())
        tally.found_words += len(wanted.split()) - Levenshtein.distance(words, wanted.split())
    for name, score in compare(parse(found), truth).scores.items():
        tally.scores[name].add(score)


def _texts(found: DocumentPages, printed: DocumentPages) -> Iterator[tuple[str, str]]:
    """Give what was found and what was printed page by page, without ruled tables."""
    for page, original in zip(found.pages, printed.pages, strict=True):
        lines = [line for line in page.lines if not _is_in_table(line, original)]
        yield _text(lines), _text(original.lines)


def _is_in_table(line: Line, page: Page) -> bool:
    middle = (line.top + line.bottom) / 2
    return any(table.top <= middle <= table.bottom for table in page.tables)


def _text(lines: list[Line] | tuple[Line, ...]) -> str:
    texts = (" ".join(_NO_TEXT.sub(" ", line.text).split()) for line in lines)
    return "\n".join(text for text in texts if text)


def _print(glass: Glass, tally: Tally) -> None:
    print(f"\n{glass.dpi} dpi, askew by up to {glass.skew} degrees, noise {glass.noise:g} of 256")
    print(f"  {tally.pages} pages in {tally.seconds:.0f} s: {tally.seconds / tally.pages:.1f} s a page")
    print(f"  characters right outside ruled tables: {1 - tally.wrong_characters / tally.characters:.2%}")
    print(f"  words right outside ruled tables: {tally.found_words / tally.words:.2%}")
    print(f"  {'field':28}{'precision':>10}{'recall':>8}{'n':>6}")
    for name, score in sorted(tally.scores.items()):
        print(f"  {name:28}{score.precision:10.3f}{score.recall:8.3f}{score.hits + score.misses:6}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ocr", description=__doc__)
    parser.add_argument("--layout", action="append", choices=list(LAYOUTS))
    parser.add_argument("--producer", action="append", help="(reportlab)")
    parser.add_argument("--count", type=int, default=2, help="how many meetings in each layout (2)")
    parser.add_argument("--anew", action="store_true", help="forget what was recognised before")
    given = parser.parse_args()
    given.layout = given.layout or ["firstagenda", "acadre", "typed"]
    given.producer = given.producer or ["reportlab"]
    return given


if __name__ == "__main__":
    main()
