"""A truth survives its JSON, and states no more than it was given."""

import json
from pathlib import Path

import pytest

from corpus.invent import invent
from corpus.truth import Meeting, read_truth, truth_path, truth_text, write_truth

SHARED = Path(__file__).resolve().parents[3] / "shared" / "samples"


def test_a_truth_survives_being_written_and_read(tmp_path: Path) -> None:
    meeting = invent(4)
    path = truth_path(tmp_path / "a.pdf")
    write_truth(meeting, path)
    assert path.name == "a.truth.json"
    assert read_truth(path) == meeting


@pytest.mark.parametrize("path", sorted(SHARED.glob("*.truth.json")), ids=lambda path: path.name)
def test_a_shared_truth_is_written_as_it_was(path: Path) -> None:
    assert json.loads(truth_text(read_truth(path))) == json.loads(path.read_text(encoding="utf-8"))


def test_an_unstated_field_stays_unstated() -> None:
    bare = {"municipality": None, "body": "B", "meeting_date": "2021-01-01", "document_kind": "referat"}
    meeting = Meeting.model_validate(bare)
    assert not meeting.states("is_cancelled")
    assert "is_cancelled" not in json.loads(truth_text(meeting))
