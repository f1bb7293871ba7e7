from pathlib import Path

import pytest

from schemas.document import ParsedDocument, RefusedDocument
from tasks.discover import FoundFile, identify
from tasks.pool import Limits
from tasks.understand import understand_all
from tests import hostile
from tests.flows.homes import MINUTES, drop


def found(path: Path) -> FoundFile:
    return FoundFile(path, path.name, in_inbox=False)


@pytest.mark.parametrize("workers", [0, 2])
def test_what_comes_of_files_comes_in_their_order(tmp_path: Path, workers: int) -> None:
    names = ["2021-03-15_direktionen.pdf", "2022-01-17_direktionen.md", "2021-11-15_direktionen.pdf"]
    files = [found(drop(MINUTES / name, tmp_path / name)) for name in names]
    outcomes = list(understand_all(identify(files).sources, None, workers=workers))
    assert [outcome.source.file_name for outcome in outcomes if outcome] == names
    assert all(isinstance(outcome, ParsedDocument) for outcome in outcomes)


def test_a_document_that_takes_its_worker_down_is_refused_and_its_neighbours_are_read(tmp_path: Path) -> None:
    good = [
        drop(MINUTES / name, tmp_path / name)
        for name in ("2021-03-15_direktionen.pdf", "2021-11-15_direktionen.pdf")
    ]
    bad = drop(hostile.write_billion_laughs(tmp_path / "made.pdf"), tmp_path / "laughs.pdf")
    sources = identify([found(good[0]), found(bad), found(good[1])]).sources
    limits = Limits(page_seconds=3, megabytes=200)
    first, refused, last = understand_all(sources, None, workers=2, limits=limits)
    assert isinstance(first, ParsedDocument)
    assert isinstance(last, ParsedDocument)
    assert isinstance(refused, RefusedDocument)
    assert refused.error_code in ("page-hangs", "out-of-memory", "reader-crashed")
    assert refused.page == 2
    assert refused.remedy
