"""Print a truth anew: `python -m corpus.reprint TRUTH.json OUTDIR [--layout L] [--producer P]`.

Every layout and every producer that works here by default: the same meeting as many other systems would
have printed it, each file with its truth beside it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from corpus.layouts import LAYOUTS, Manner
from corpus.producers import producers, with_pages
from corpus.truth import read_truth, truth_path, write_truth

REPOSITORY = Path(__file__).resolve().parent.parent


def reprint(truth: Path, folder: Path, layouts: list[str], names: list[str]) -> list[Path]:
    """Print one truth in several layouts by several producers; give the files."""
    meeting = read_truth(truth)
    folder.mkdir(parents=True, exist_ok=True)
    stem = truth.name.removesuffix(".truth.json")
    paths = []
    for layout in layouts:
        manner = Manner(footer="Side {page} af {pages}")
        document, laid_out = LAYOUTS[layout](meeting, manner)
        for name in names:
            producer = producers()[name]
            printed = producer.draw(document, producer.look)
            path = folder / f"{stem}.{layout}.{name}{producer.suffix}"
            path.write_bytes(printed.data)
            write_truth(with_pages(laid_out, printed), truth_path(path))
            paths.append(path)
    return paths


def main() -> None:
    """Read the command line and print."""
    parser = argparse.ArgumentParser(prog="python -m corpus.reprint", description=__doc__)
    parser.add_argument("truth", type=Path)
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--layout", action="append", choices=list(LAYOUTS))
    parser.add_argument("--producer", action="append", choices=list(producers()))
    given = parser.parse_args()
    if given.outdir.resolve().is_relative_to(REPOSITORY):
        parser.error("OUTDIR lies in this repository, where no print of real minutes belongs")
    layouts, names = given.layout or list(LAYOUTS), given.producer or list(producers())
    for path in reprint(given.truth, given.outdir, layouts, names):
        print(path)


if __name__ == "__main__":
    main()
