"""How right the parser is: `python -m corpus.fidelity [FILE …] [--layout L] [--producer P] [--count N]`.

Invents meetings, prints them in the layouts by the producers, reads and parses the files and compares
each with its truth. Named files, with their truths beside them, are compared instead. Prints a row for
each field, `◂` where anything differs; `-v` also the differences. Exit status 1 where a field is below
what is promised: 0.995, and 1 for meetings, items, dates and what is closed.
"""

from __future__ import annotations

import argparse
import os
import pickle
import re
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir

from corpus.compare import Comparison, Score, compare
from corpus.invent import invent
from corpus.layouts import LAYOUTS, manner_of
from corpus.layouts.varied import CHOICES
from corpus.printed import Print, Printed
from corpus.producers import Producer, producers, with_pages
from corpus.truth import Meeting, read_truth, truth_path, write_truth
from schemas.errors import DocumentRefused

PROMISED = 0.995
FAULTLESS = ("documents", "body", "meeting_date", "is_cancelled", "items", "item.is_closed")
"""Fields that must be right in every file."""

WORDS = 0.4
"""The share of decisions in less common words, unless it is turned."""

CACHE = Path(gettempdir()) / "referat-corpus"


def main() -> None:
    """Read the command line, compare, print the table; exit status 1 where a promise is broken."""
    given = _arguments()
    work: Iterator[tuple[Path, Meeting]] = ((path, read_truth(truth_path(path))) for path in given.files)
    if not given.files:
        seeds = range(given.seed, given.seed + given.count)
        work = printed_corpus(given.layout, given.producer, seeds, tuple(given.turn))
    scores: dict[str, Score] = defaultdict(Score)
    kinds: Counter[str] = Counter()
    files, wrong, started = 0, 0, time.perf_counter()
    for path, truth in work:
        files += 1
        result = check(path, truth)
        wrong += not result.is_equal
        for name, score in result.scores.items():
            scores[name].add(score)
        kinds.update(re.sub(r"^item [^)]*\) · ", "", line) for line in result.differences)
        if given.verbose and result.differences:
            print(f"\n{path}")
            print("\n".join(f"  {line}" for line in result.differences[: given.most]))
    for line, count in kinds.most_common(given.summary):
        print(f"{count:5} × {line}")
    print(_table(scores))
    print(f"{files} files, {files - wrong} without a difference, {time.perf_counter() - started:.1f} s")
    broken = broken_promises(scores)
    if broken:
        print(f"below what is promised: {', '.join(broken)}")
    sys.exit(int(bool(broken)))


def broken_promises(scores: dict[str, Score]) -> list[str]:
    """Give the fields whose precision or recall is below what is promised."""
    return sorted(
        name
        for name, score in scores.items()
        if min(score.precision, score.recall) < (1 if name in FAULTLESS else PROMISED)
    )


def check(path: Path, truth: Meeting) -> Comparison:
    """Read, parse and compare one file; a file that fails is one difference and all misses."""
    from tasks.parse import parse
    from tasks.read import read_document
    from tasks.read.ocr import Ocr

    try:
        found = parse(read_document(path, Ocr(CACHE / "ocr")))
    except DocumentRefused as refusal:
        return _failed(f"refused: {refusal.code}: {refusal.message}", truth)
    except Exception:  # the tool goes on with the next file
        return _failed(traceback.format_exc(limit=-3), truth)
    result = compare(found, truth, has_pages=path.suffix == ".pdf")
    result.hit("documents")
    return result


def _failed(reason: str, truth: Meeting) -> Comparison:
    result = Comparison(differences=[reason])
    result.scores["documents"].misses += 1
    result.scores["items"].misses += len(truth.items)
    return result


def printed_corpus(
    layouts: list[str], names: list[str], seeds: range, strengths: tuple[tuple[str, float], ...] = ()
) -> Iterator[tuple[Path, Meeting]]:
    """Print each invented meeting in each layout by each producer; give files and truths.

    `strengths` turn the variations of the layout `varied` up or down.
    """
    for seed in seeds:
        meeting = invent(seed, variety=dict(strengths).get("words", WORDS))
        for layout in layouts:
            document, truth = LAYOUTS[layout](meeting, manner_of(seed, meeting, strengths))
            for name in names:
                producer = producers()[name]
                path = CACHE / f"{seed}.{layout}.{name}{producer.suffix}"
                printed = _printed_once(document, producer, path)
                truth_of_print = with_pages(truth, printed)
                write_truth(truth_of_print, truth_path(path))
                yield path, truth_of_print


@cache
def _printing_code() -> bytes:
    """Give the source of all that draws: a print of older code is no use."""
    here = Path(__file__).parent
    names = ("print_*.py", "printed.py", "find_pages.py", "hyphens.py", "measure.py")
    return b"".join(path.read_bytes() for name in names for path in sorted(here.glob(name)))


def _printed_once(document: Printed, producer: Producer, path: Path) -> Print:
    """Draw a document, or take the drawing of an earlier run of the same code and content."""
    drawn = repr((producer.name, document, producer.look)).encode()
    key = sha256(_printing_code() + drawn).hexdigest()
    kept = CACHE / "kept" / key
    if kept.exists():
        printed: Print = pickle.loads(kept.read_bytes())
    else:
        printed = producer.draw(document, producer.look)
        kept.parent.mkdir(parents=True, exist_ok=True)
        _write(kept, pickle.dumps(printed))
    _write(path, printed.data)
    return printed


def _write(path: Path, data: bytes) -> None:
    """Write a file as a whole: another process may be reading the one of that name."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.write_bytes(data)
    part.replace(path)


def _table(scores: dict[str, Score]) -> str:
    lines = [f"{'field':30}{'precision':>10}{'recall':>8}{'n':>7}"]
    for name, score in sorted(scores.items(), key=lambda pair: pair[0]):
        n = score.hits + score.misses
        flag = "" if score.misses + score.extras == 0 else "  ◂"
        lines.append(f"{name:30}{score.precision:10.3f}{score.recall:8.3f}{n:7}{flag}")
    return "\n".join(lines)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m corpus.fidelity", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="files with a truth beside them")
    parser.add_argument("--layout", action="append", choices=list(LAYOUTS))
    parser.add_argument("--producer", action="append", choices=["all", *producers()], help="(the fast ones)")
    parser.add_argument("--seed", type=int, default=1, help="the first seed (1)")
    parser.add_argument("--count", type=int, default=5, help="how many meetings for each pair (5)")
    parser.add_argument("-v", "--verbose", action="store_true", help="print the differences")
    parser.add_argument("--summary", type=int, default=0, metavar="N", help="the N commonest differences")
    parser.add_argument("--most", type=int, default=40, help="differences per file at most (40)")
    parser.add_argument(
        "--turn",
        action="append",
        default=[],
        type=_strength,
        metavar="NAME=SHARE",
        help=f"how often `varied` leaves the plain form (0.7) of: {', '.join(CHOICES)}; "
        f"how many decisions in less common `words` ({WORDS})",
    )
    given = parser.parse_args()
    given.layout = given.layout or list(LAYOUTS)
    fast = [name for name, producer in producers().items() if producer.is_fast]
    given.producer = given.producer or fast
    if "all" in given.producer:
        given.producer = list(producers())
    return given


def _strength(text: str) -> tuple[str, float]:
    name, _, share = text.partition("=")
    if name not in (*CHOICES, "words"):
        raise argparse.ArgumentTypeError(f"no variation is called {name}")
    return name, float(share)


if __name__ == "__main__":
    main()
