"""The cookbook answers what it asks, with what the sample minutes say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.cookbook import DOCUMENT, answered, asked, sample_warehouse


def test_every_answer_is_what_its_question_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REFERAT_MUNICIPALITY", raising=False)
    text = DOCUMENT.read_text(encoding="utf-8")
    assert len(asked(text, "sql")) >= 20
    assert [".df()" in code or ".pl()" in code for code in asked(text, "python")] == [True, True]
    assert answered(text, sample_warehouse(tmp_path / "data")) == text, "out of date: run `make docs`"


def test_every_question_has_an_answer() -> None:
    answers = re.findall(r"```text\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert min(len(answer.splitlines()) for answer in answers) > 1
