"""The cookbook answers what it asks, with what the sample minutes say."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.cookbook import DOCUMENT, answered, queries, sample_warehouse
from warehouse.reader import open_published


def test_every_answer_is_what_its_query_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REFERAT_MUNICIPALITY", raising=False)
    text = DOCUMENT.read_text(encoding="utf-8")
    assert len(queries(text)) >= 20
    with open_published(sample_warehouse(tmp_path / "home")) as connection:
        assert answered(text, connection) == text, "out of date: run `make docs`"
