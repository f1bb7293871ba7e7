"""The fast reader against the plain one, over PDFs of four producers: word for word, cell for cell."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from schemas.page import Page, ReadFinding
from tasks.read import pdf_pdfium, pdf_plumber
from tasks.read.pdf_outline import open_pdf
from tests.read.printers import PRINTERS, missing

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
LEAST_EQUAL = 0.9995

# What the two engines do not agree on, by printer: how many words, and why. Nothing else may differ.
KNOWN_DIFFERENCES: dict[str, tuple[int, str]] = {}


class Pair(NamedTuple):
    """The same page by both readers, with what each found odd."""

    plain: Page
    fast: Page
    plain_findings: list[ReadFinding]
    fast_findings: list[ReadFinding]


Printed = tuple[str, list[Pair]]


def pairs_of(path: Path) -> list[Pair]:
    pdf = open_pdf(path)
    try:
        document = pdf_pdfium.handle_of(pdf)
        with pdf_plumber.open_plumber(path) as plumber:
            found = []
            for number, page in enumerate(plumber.pages, start=1):
                plain, plain_findings = pdf_plumber.read_page(page, number)
                fast, fast_findings = pdf_pdfium.read_page(document, number)
                found.append(Pair(plain, fast, plain_findings, fast_findings))
            return found
    finally:
        pdf.close()


def words_of(page: Page) -> list[tuple[str, str, float]]:
    return [(word.text, word.font, round(word.size, 1)) for line in page.lines for word in line.words]


def differing(plain: Page, fast: Page) -> Iterator[tuple[list[object], list[object]]]:
    before, after = words_of(plain), words_of(fast)
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield list(before[i:j]), list(after[k:m])


@pytest.fixture(scope="module", params=sorted(PRINTERS))
def printed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, list[Pair]]:
    program, print_pdf = PRINTERS[request.param]
    reason = missing(program)
    if reason:
        pytest.skip(reason)
    return request.param, pairs_of(print_pdf(tmp_path_factory.mktemp("pdf") / f"{request.param}.pdf"))


def test_both_engines_read_the_same_words_with_font_and_size(printed: Printed) -> None:
    name, pairs = printed
    allowed, _ = KNOWN_DIFFERENCES.get(name, (0, ""))
    differences = [pair for page in pairs for pair in differing(page.plain, page.fast)]
    assert sum(max(len(before), len(after)) for before, after in differences) <= allowed, differences
    assert sum(len(words_of(pair.plain)) for pair in pairs) > 10


def test_both_engines_put_the_same_words_on_a_line(printed: Printed) -> None:
    for pair in printed[1]:
        assert [line.text for line in pair.fast.lines] == [line.text for line in pair.plain.lines]
        for fast, plain in zip(pair.fast.lines, pair.plain.lines, strict=True):
            assert fast.baseline == pytest.approx(plain.baseline, abs=0.1)
            assert fast.x0 == pytest.approx(plain.x0, abs=0.1)
            assert (fast.bold, fast.has_drawn_bullet) == (plain.bold, plain.has_drawn_bullet)


def test_both_engines_find_the_same_tables_cell_for_cell(printed: Printed) -> None:
    for pair in printed[1]:
        assert [table.rows for table in pair.fast.tables] == [table.rows for table in pair.plain.tables]


def test_both_engines_see_the_same_paper_and_the_same_hidden_text(printed: Printed) -> None:
    for pair in printed[1]:
        size = (pair.plain.width, pair.plain.height)
        assert (pair.fast.width, pair.fast.height) == pytest.approx(size, abs=0.01)
        assert pair.fast_findings == pair.plain_findings


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")
def test_both_engines_agree_on_the_samples() -> None:
    total = equal = 0
    for path in sorted(SAMPLES.glob("*.pdf")):
        for pair in pairs_of(path):
            words = len(words_of(pair.plain))
            total += words
            equal += words - sum(max(map(len, both)) for both in differing(pair.plain, pair.fast))
            assert [table.rows for table in pair.fast.tables] == [table.rows for table in pair.plain.tables]
            assert [line.text for line in pair.fast.lines] == [line.text for line in pair.plain.lines]
    assert total > 2000
    assert equal / total >= LEAST_EQUAL
