"""What a line announces: the shortcuts that spare most lines a search hold for every entry of the tables."""

from __future__ import annotations

import re

import pytest

from tasks.parse import layout
from tasks.parse.title import KINDS_HOLD
from vocabulary.tables import fold, table

_ANNOUNCING = [
    pattern
    for group, name in (
        ("closed", "lines"),
        ("closed", "group_headings"),
        ("open", "lines"),
        ("open", "group_headings"),
        ("contents", "headings"),
        ("signature", "headings"),
    )
    for pattern in table("layouts")[group][name]
]
_MARKS = [
    pattern
    for group in ("closed", "open")
    for name in ("prefixes", "suffixes", "lines", "bare")
    for pattern in table("layouts")[group][name]
]
_WORDS = [word for entry in table("headings")["heading"] for word in entry.get("words", ())]


@pytest.mark.parametrize("pattern", _ANNOUNCING)
def test_no_line_that_announces_something_is_longer_than_those_that_are_searched(pattern: str) -> None:
    assert not re.search(r"[*+{]", pattern), "a pattern that repeats may match a longer line"
    assert len(pattern) <= layout.LONGEST_ANNOUNCED


@pytest.mark.parametrize("pattern", _MARKS)
def test_every_mark_of_open_or_closed_holds_what_a_title_is_looked_through_for(pattern: str) -> None:
    spelled = re.sub(r"\[(\w)\w\]", r"\1", pattern).lower().replace("\\(", "(")
    alternatives = spelled.split("|") if spelled.startswith("(?:") else [spelled]
    assert all(any(part in each for part in layout.MARKS_HOLD) for each in alternatives)


@pytest.mark.parametrize(
    "pattern", [pattern for entry in table("headings")["heading"] for pattern in entry.get("patterns", ())]
)
def test_every_pattern_of_a_heading_holds_what_a_line_is_looked_through_for(pattern: str) -> None:
    spelled = pattern.lower()
    for _ in range(2):  # what may be missing does not count
        spelled = re.sub(r"\((?:\?:)?[^()]*\)[?*]", "", spelled)
    groups = re.findall(r"\(\?:([^()]*)\)", spelled)
    held = [re.sub(r"\(\?:[^()]*\)", "", spelled), *groups]
    assert spelled.endswith("(?p<date>{date})") or any(
        all(any(part in each for part in layout.HEADINGS_HOLD) for each in text.split("|")) for text in held
    )


@pytest.mark.parametrize("word", _WORDS)
def test_every_word_of_the_table_is_a_heading_however_it_is_written(word: str) -> None:
    known = layout.section_heading(word)
    assert known is not None
    assert layout.section_heading(word.upper()) == known
    assert layout.section_heading(" ".join(word.replace(" ", ""))) == known
    assert layout.section_heading(f"{word}:") == known
    assert fold(word) == fold(word.upper())


@pytest.mark.parametrize("pattern", [entry["pattern"] for entry in table("layouts")["title"]["words"]])
def test_every_word_for_a_kind_of_document_holds_what_a_line_is_looked_through_for(pattern: str) -> None:
    spelled = re.sub(r"\[(\w)\w\]", r"\1", pattern).lower()
    assert any(part in spelled for part in KINDS_HOLD)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Beslutning i Økonomiudvalget den 3. maj 2021", "beslutning-body-date"),
        ("Økonomiudvalgets beslutning", "beslutning-body"),
        ("Direktøren indstiller, at", "indstilling-introduced"),
        ("Beslutning for punkt 3", "beslutning-punkt"),
        ("Personalemæssige konsekvenser for skolerne", None),
    ],
)
def test_a_line_that_only_a_pattern_knows_is_a_heading(text: str, rule: str | None) -> None:
    known = layout.section_heading(text)
    assert (known.rule if known else None) == rule
