"""What the pages say in Danish for the program's own words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from report.danish import words
from schemas import terms

ROOT = Path(__file__).parents[2]
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tasks").rglob("*.py"))


def test_every_rule_of_a_finding_has_danish_words():
    rules = set(re.findall(r'Finding\(\s*rule="([a-z-]+)"', SOURCES))
    rules |= set(re.findall(r'ReadFinding\(\s*"([a-z-]+)"', SOURCES))
    rules |= set(re.findall(r'\brule="([a-z-]+)",\s*(?:severity|message)', SOURCES))
    assert {"cpr-masked", "hidden-text"} <= rules
    assert rules <= set(words()["finding"])


def test_every_reason_to_refuse_a_file_has_danish_words_and_a_remedy():
    codes = set(re.findall(r'(?:_refusal|DocumentRefused)\(\s*"([a-z-]+)"', SOURCES))
    codes |= set(re.findall(r'(?:error_code|INTERNAL_ERROR|NEEDS_OCR) ?= ?"([a-z-]+)"', SOURCES))
    assert {"encrypted", "not-minutes", "internal-error", "unreadable", "needs-ocr"} <= codes
    assert codes <= set(words()["refusal"])
    assert set(words()["refusal"]) == set(words()["remedy"])


@pytest.mark.parametrize(
    ("table", "known"),
    [
        ("outcome_kind", terms.Outcome),
        ("attendance", terms.ItemAttendanceStatus),
        ("choice", terms.VoteChoice),
        ("document_kind", terms.DocumentKind),
        ("severity", terms.Severity),
        ("section", terms.SectionKind),
    ],
)
def test_every_word_of_the_warehouse_is_known(table, known):
    assert set(words()[table]) == {str(word) for word in known}
