"""Each producer prints the text of a truth and tells where it came to stand."""

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from corpus.find_pages import find_pages, page_texts
from corpus.invent import Variation, invent
from corpus.layouts import LAYOUTS, Manner
from corpus.printed import Printed
from corpus.producers import producers, with_pages
from corpus.reprint import reprint
from corpus.truth import Meeting, truth_path, write_truth

ALWAYS = ("reportlab", "reportlab-hyphens", "typst", "typst-hyphens")
PAGED = [name for name, producer in producers().items() if producer.has_pages]
VARIATION = Variation(item_count=3, closed_share=0, has_long_table=True)


def laid_out(layout: str) -> tuple[Printed, Meeting]:
    return LAYOUTS[layout](invent(5, VARIATION), Manner(footer="Side {page} af {pages}"))


def letters(text: str) -> str:
    return re.sub(r"\W|_", "", text)


def test_the_wheels_alone_give_two_producers_and_two_text_exports() -> None:
    assert {*ALWAYS, "markdown", "plain"} <= set(producers())


@pytest.mark.parametrize("name", PAGED)
def test_every_title_stands_on_the_page_that_the_truth_names(name: str) -> None:
    document, truth = laid_out("firstagenda")
    producer = producers()[name]
    printed = producer.draw(document, producer.look)
    texts = page_texts(printed.data)
    for item in with_pages(truth, printed).items:
        assert item.page_first
        assert item.page_last
        heading = letters(f"Punkt {item.number}: {item.title}")
        assert heading in letters(texts[item.page_first - 1]), item.title
        assert item.page_last >= item.page_first
        assert all(item.page_first <= (t.page or 0) <= item.page_last for t in item.tables)


@pytest.mark.parametrize("name", ALWAYS)
def test_a_print_has_the_same_bytes_again(name: str) -> None:
    document, _ = laid_out("polweb-in-firstagenda")
    producer = producers()[name]
    assert producer.draw(document, producer.look).data == producer.draw(document, producer.look).data


@pytest.mark.parametrize("name", ALWAYS)
def test_the_creation_date_is_the_one_asked_for(name: str) -> None:
    document, _ = laid_out("firstagenda")
    producer = producers()[name]
    moment = document.created_at.replace(year=2022, month=3)
    printed = producer.draw(replace(document, created_at=moment), producer.look)
    meta = pypdfium2.PdfDocument(printed.data).get_metadata_dict()
    assert meta["CreationDate"].startswith(f"D:{moment:%Y%m%d%H%M%S}")


def test_reading_a_page_finds_what_the_drawing_noted() -> None:
    document, _ = laid_out("firstagenda")
    producer = producers()["reportlab"]
    printed = producer.draw(document, producer.look)
    found = find_pages(printed.data, document)
    assert printed.pages is not None
    assert (found.first, found.last) == (printed.pages.first, printed.pages.last)
    assert found.tables == printed.pages.tables


def test_a_truth_is_reprinted_in_every_layout_with_its_truth_beside(tmp_path: Path) -> None:
    source = tmp_path / "x.truth.json"
    write_truth(invent(6), source)
    paths = reprint(source, tmp_path / "out", list(LAYOUTS), ["typst", "plain"])
    assert len(paths) == 2 * len(LAYOUTS)
    assert all(path.stat().st_size and truth_path(path).exists() for path in paths)
