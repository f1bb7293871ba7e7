"""What the readers saw is kept small and whole, and a parser makes the same of it as of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.page import DocumentPages, Line, Page, Word
from tasks.kept_pages import pack, unpack
from tasks.parse import parse
from tasks.read import read_document
from tests.flows.homes import MINUTES, samples


@pytest.mark.parametrize("name", samples())
def test_the_parser_makes_the_same_of_kept_pages_as_of_the_file(name: str) -> None:
    pages = read_document(MINUTES / name)
    assert parse(unpack(pack(pages))) == parse(pages)


def test_packing_again_gives_the_same_bytes() -> None:
    packed = pack(read_document(MINUTES / samples()[0]))
    assert pack(unpack(packed)) == packed


def words(*texts: str) -> tuple[Word, ...]:
    return tuple(Word(t, "Arial", 11.0, n == 1, 70.1 + n, 1 / 3, 99.9 + n, 13.0) for n, t in enumerate(texts))


def test_no_number_is_rounded_and_no_text_cut() -> None:
    line = Line(words("a b", "ø", '"'), 12.3, True)
    pages = DocumentPages("text/plain", "text", (Page(None, 595.0, 842.0, (line,)),), None)
    (kept,) = unpack(pack(pages)).pages[0].lines
    assert (kept.words, kept.baseline, kept.has_drawn_bullet) == (line.words, 12.3, True)


def test_a_cpr_number_is_masked_in_what_is_kept_and_still_a_finding() -> None:
    line = Line(words("CPR", "010170-1234"), 12.0)
    pages = DocumentPages("text/plain", "text", (Page(4, 595.0, 842.0, (line,)),), 4)
    kept = unpack(pack(pages))
    assert "010170" not in kept.pages[0].lines[0].text
    assert [(finding.rule, finding.page) for finding in kept.findings] == [("cpr-masked", 4)]


def test_a_page_takes_a_few_kilobytes(tmp_path: Path) -> None:
    pages = read_document(MINUTES / "2021-11-15_direktionen.pdf")
    assert len(pack(pages)) / len(pages.pages) < 5_000
