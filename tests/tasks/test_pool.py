from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from schemas.errors import DocumentRefused, RunFailed
from tasks.pool import Limits, _context, run_in_pool
from tasks.read import read_document
from tasks.read.pace import page_begins
from tests import hostile

QUICK = Limits(page_seconds=1.5, other_seconds=10, megabytes=200)


def behave(order: str) -> str:
    """Do what an item says, in a worker."""
    if order == "hang":
        page_begins(1)
        page_begins(3)
        ctypes.CDLL(None).pause()  # in C, where no Python signal handler would run
    if order == "crash":
        page_begins(2)
        os.kill(os.getpid(), signal.SIGSEGV)
    if order == "swallow":
        page_begins(4)
        return str(len(bytearray(10**9)))
    if order == "refuse":
        raise DocumentRefused("broken", "cut short", remedy="again", stage="read", page=7)
    if order == "fail":
        raise KeyError("our fault")
    if order == "slow after the pages":
        page_begins(1)
        page_begins(None)
        time.sleep(2)
    return f"did {order}"


def lines_of(path: Path) -> int:
    return sum(len(page.lines) for page in read_document(path).pages)


def outcomes(items: list[str], workers: int = 2) -> dict[str, str]:
    found = {}
    for index, result in run_in_pool(behave, items, workers=workers, limits=QUICK):
        assert items[index] not in found
        is_refused = isinstance(result, DocumentRefused)
        found[items[index]] = f"{result.code} on {result.page}" if is_refused else result
    return found


def test_a_worker_that_dies_costs_its_one_document_and_the_rest_goes_on() -> None:
    good = [f"item {number}" for number in range(20)]
    bad = {
        "hang": "page-hangs on 3",
        "crash": "reader-crashed on 2",
        "swallow": "out-of-memory on 4",
        "refuse": "broken on 7",
    }
    items = [*good[:5], "hang", *good[5:9], "crash", "swallow", *good[9:], "refuse"]
    assert outcomes(items) == {item: f"did {item}" for item in good} | bad


def test_a_worker_that_dies_last_or_alone_is_missed_by_nobody() -> None:
    assert outcomes(["crash"], workers=1) == {"crash": "reader-crashed on 2"}


def test_what_follows_the_last_page_has_a_limit_of_its_own() -> None:
    assert outcomes(["slow after the pages"], workers=1) == {
        "slow after the pages": "did slow after the pages"
    }


def test_an_error_of_our_own_ends_the_run() -> None:
    with pytest.raises(RunFailed, match="our fault"):
        outcomes(["one", "fail", "two"])


def test_no_items_start_no_worker() -> None:
    assert list(run_in_pool(behave, [], workers=4)) == []


def test_hostile_pdfs_are_refused_with_their_page_while_others_are_read(tmp_path: Path) -> None:
    files = [
        hostile.write_recursive_form(tmp_path / "recursive.pdf"),
        hostile.write_pdf(tmp_path / "good.pdf", [hostile.line("en"), hostile.line("to")]),
        hostile.write_billion_laughs(tmp_path / "laughs.pdf"),
        hostile.write_large_stream(tmp_path / "large.pdf", megabytes=24),
        hostile.write_overlapping(tmp_path / "overlapping.pdf", characters=50_000),
    ]
    limits = Limits(page_seconds=20, megabytes=160)
    found = dict(run_in_pool(lines_of, files, workers=2, limits=limits))
    assert found[1] == 2
    assert found[4] == 1
    for index in (0, 2, 3):
        refusal = found[index]
        assert isinstance(refusal, DocumentRefused)
        assert refusal.code in ("page-hangs", "out-of-memory", "reader-crashed")
        assert refusal.page == 2
        assert refusal.remedy


OUT_OF_BOUNDS = {"out-of-memory", "page-hangs", "reader-crashed"}


def check_hostile(files: dict[Path, set[str] | int]) -> None:
    """Read files side by side: each gives so many lines, or is refused with one of these codes."""
    limits = Limits(page_seconds=20, megabytes=160)
    for index, result in run_in_pool(lines_of, list(files), workers=2, limits=limits):
        path, expected = list(files.items())[index]
        if isinstance(expected, int):
            assert result == expected, path.name
        else:
            assert isinstance(result, DocumentRefused), path.name
            assert result.code in expected, path.name
            assert result.remedy


def test_what_is_deep_endless_or_many_inside_a_small_file_is_read_or_refused(tmp_path: Path) -> None:
    check_hostile(
        {
            hostile.write_nested(tmp_path / "nested.pdf"): 1,
            hostile.write_kids_loop(tmp_path / "kids.pdf"): {"broken"},
            hostile.write_bookmarks(tmp_path / "bookmarks.pdf", count=12_000): 1,
            hostile.write_huge_picture(tmp_path / "picture.pdf"): {"needs-ocr"},
            hostile.write_pdf(tmp_path / "good.pdf", [hostile.line("en"), hostile.line("to")]): 2,
        }
    )


@pytest.mark.soak
def test_what_grows_beyond_measure_is_refused_while_others_are_read(tmp_path: Path) -> None:
    check_hostile(
        {
            hostile.write_inline_image(tmp_path / "inline.pdf"): {"out-of-memory"},
            hostile.write_rulings(tmp_path / "rulings.pdf"): OUT_OF_BOUNDS,
            hostile.write_stream_bomb(tmp_path / "bomb.pdf"): OUT_OF_BOUNDS,
            hostile.write_bookmarks(tmp_path / "bookmarks.pdf"): 1,
            hostile.write_pdf(tmp_path / "good.pdf", [hostile.line("en"), hostile.line("to")]): 2,
        }
    )


@pytest.mark.parametrize("after", ["called", "reading"])
def test_an_interrupted_run_says_nothing_of_its_workers(after):
    """Ctrl-C goes to the whole group: the server that forks, still importing, and the workers hear it too."""
    code = (
        "import time\n"
        "from tasks.pool import run_in_pool\n"
        "try:\n"
        "    print('called', flush=True)\n"
        "    for _ in run_in_pool(time.sleep, [0.1] * 600, workers=2):\n"
        "        print('reading', flush=True)\n"
        "except KeyboardInterrupt:\n"
        "    pass\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert run.stdout is not None
    while run.stdout.readline().strip() != after:
        assert run.poll() is None
    if after == "called":
        time.sleep(0.5)
    os.killpg(run.pid, signal.SIGINT)
    _, complaints = run.communicate(timeout=60)
    assert complaints == ""


def test_no_folder_for_temporary_files_is_told_with_what_to_do(monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: ["/nowhere"])
    _context.cache_clear()
    with pytest.raises(RunFailed, match=r"No usable temporary directory .*: set TMPDIR .* PrivateTmp"):
        list(run_in_pool(behave, ["well"], workers=1))
