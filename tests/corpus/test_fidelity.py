"""The corpus is read as promised, and nothing of it is lost on the way."""

from collections import Counter
from pathlib import Path

import pytest

from corpus.compare import Score, compare
from corpus.fidelity import broken_promises, printed_corpus
from corpus.layouts import LAYOUTS
from corpus.truth import Meeting
from schemas.minutes import Minutes
from tasks.parse.minutes import Reading, read
from tasks.read import read_document

PRODUCERS = ["reportlab-hyphens", "typst", "plain"]
LOST_AT_MOST = 0.005
TOLD = ("text", "table")
"""Roles of rows that stand word for word in a field; a heading over other headings only is no section."""


@pytest.fixture(scope="module")
def corpus() -> list[tuple[Path, Meeting]]:
    return list(printed_corpus(list(LAYOUTS), PRODUCERS, range(70, 73)))


@pytest.fixture(scope="module")
def readings(corpus: list[tuple[Path, Meeting]]) -> list[Reading]:
    return [read(read_document(path)) for path, _ in corpus]


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalnum())


def told_on_pages(reading: Reading) -> Counter[str]:
    return letters(" ".join(row.text for row in reading.rows if row.role in TOLD))


def told_in_fields(minutes: Minutes) -> Counter[str]:
    texts: list[str] = []
    for item in minutes.items:
        texts += [part for section in item.sections for part in (section.heading, section.text)]
        texts += [cell for table in item.tables for row in (table.header, *table.rows) for cell in row]
        texts += [a.document_number for a in item.attachments if a.document_number]
        texts.append(item.item_type or "")
    return letters(" ".join(texts))


def test_every_field_is_as_right_as_promised(
    corpus: list[tuple[Path, Meeting]], readings: list[Reading]
) -> None:
    scores: dict[str, Score] = {}
    for (path, truth), reading in zip(corpus, readings, strict=True):
        assert isinstance(reading.result, Minutes)
        compared = compare(reading.result, truth, has_pages=path.suffix == ".pdf")
        for name, score in compared.scores.items():
            scores.setdefault(name, Score()).add(score)
    assert scores["items"].hits > 300
    assert broken_promises(scores) == []


def test_the_text_of_the_corpus_is_accounted_for(readings: list[Reading]) -> None:
    total = lost = 0.0
    for reading in readings:
        assert isinstance(reading.result, Minutes)
        size = sum(len(row.text) for row in reading.rows)
        total, lost = total + size, lost + size * (1 - reading.result.text_accounted)
    assert lost / total < LOST_AT_MOST


def test_what_the_pages_tell_stands_in_the_fields(readings: list[Reading]) -> None:
    """Counted from the rows' letters and the fields' letters, whatever the parser says of itself."""
    told, missing = 0, 0
    for reading in readings:
        assert isinstance(reading.result, Minutes)
        on_pages = told_on_pages(reading)
        told += on_pages.total()
        missing += (on_pages - told_in_fields(reading.result)).total()
    assert told > 100_000
    assert missing / told < LOST_AT_MOST
