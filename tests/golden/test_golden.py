"""Every sample is read and parsed and says what its truth says."""

from pathlib import Path

import pytest

from corpus.compare import compare
from corpus.truth import read_truth, truth_path
from tasks.parse import parse
from tasks.read import read_document

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "samples" / "minutes"
WRITTEN = Path(__file__).parent / "minutes"
"""Written by hand in the manner of many places, printed by a browser; the text is invented."""
OTHERS = Path(__file__).parent / "others"
"""Written, truth included, by people who knew the domain and not the parser; the text is invented."""
SHARED = ROOT.parent / "shared"
SUFFIXES = {".pdf", ".txt", ".md"}
SEEDS = {"000_e1e64f06b6b9b846.txt": "2021-11-22", "004_1f401fbdd36ff897.txt": "2021-05-31"}
"""Text exports of the shared samples: their truth is the one beside the PDF of that date."""


def documents() -> list[Path]:
    folders = (OWN, WRITTEN, OTHERS, SHARED / "samples")
    found = [path for folder in folders for path in folder.rglob("*") if path.suffix in SUFFIXES]
    return sorted(found) + sorted((SHARED / "seeds").glob("*.txt"))


def truth_of(document: Path) -> Path:
    if document.parent.name == "seeds":
        stem = f"{SEEDS[document.name]}_direktionen"
        return SHARED / "samples" / f"{stem}.truth.json"
    return truth_path(document)


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_a_sample_says_what_its_truth_says(document: Path) -> None:
    truth = truth_of(document)
    assert truth.exists(), f"an example without a truth proves nothing: {document.name}"
    found = parse(read_document(document))
    result = compare(found, read_truth(truth), has_pages=document.suffix == ".pdf")
    if not result.is_equal:
        pytest.fail("\n".join(result.differences), pytrace=False)


def test_no_truth_is_left_without_its_document() -> None:
    stems = {path.with_suffix("") for path in documents()}
    truths = {
        path.with_suffix("").with_suffix("")
        for folder in (OWN, WRITTEN, OTHERS)
        for path in folder.rglob("*.truth.json")
    }
    assert truths <= stems
