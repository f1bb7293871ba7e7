"""The committed samples are what the generator gives."""

import json
from pathlib import Path

from corpus.refused import refused_files
from corpus.samples import FOLDER, SAMPLES, truths
from corpus.truth import Meeting, read_truth
from corpus.wordlists import MUNICIPALITY

REFUSED = FOLDER.parent / "refused"


def without_pages(meeting: Meeting) -> Meeting:
    items = []
    for item in meeting.items:
        tables = tuple(table.model_copy(update={"page": None}) for table in item.tables)
        update = {"page_first": None, "page_last": None, "tables": tables}
        items.append(item.model_copy(update=update))
    return meeting.model_copy(update={"items": tuple(items)})


def test_each_committed_truth_is_what_the_generator_gives() -> None:
    for sample, truth in truths():
        kept = read_truth(FOLDER / MUNICIPALITY / f"{sample.name}.truth.json")
        assert without_pages(kept) == without_pages(truth), sample.name


def test_the_samples_stay_small() -> None:
    sizes = [path.stat().st_size for path in FOLDER.parent.rglob("*") if path.is_file()]
    assert max(sizes) < 120_000
    assert sum(sizes) < 2_000_000


def test_a_closed_item_with_a_decision_is_among_the_samples() -> None:
    items = [item for _, truth in truths() for item in truth.items]
    assert any(item.is_closed and item.decisions for item in items)


def test_a_standing_item_repeats_itself_under_another_title() -> None:
    covid = [
        i for s, m in truths() if not s.is_superseded for i in m.items if i.standing_key == "covid-19-status"
    ]
    assert len({item.title for item in covid}) > 1
    assert any(item.is_repeat for item in covid)


def test_a_corrected_version_differs_in_its_decision_and_is_made_later() -> None:
    old, new = [(s, m) for s, m in truths() if s.name.startswith("2021-06-07")]
    changed = [i for i, j in zip(old[1].items, new[1].items, strict=True) if i.decisions != j.decisions]
    assert len(changed) == 1
    assert old[0].created_at < new[0].created_at


def test_every_refused_file_is_committed_with_its_reason() -> None:
    expected = json.loads((REFUSED / "expected.json").read_text(encoding="utf-8"))
    assert expected == {name: code for name, (code, _) in refused_files().items()}
    for name in expected:
        assert Path(REFUSED / name).exists(), name


def test_each_sample_has_its_own_name() -> None:
    assert len({sample.name for sample in SAMPLES}) == len(SAMPLES)
