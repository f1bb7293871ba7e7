"""Reading on a Dask cluster, against a real scheduler with two worker processes on loopback."""

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from schemas.document import ParsedDocument, RefusedDocument, SourceFile
from schemas.errors import RunFailed, UsageError
from tasks.cluster import LEAST_FILES, LEAST_SCANS, check_cluster, understand_chunk, understand_on_cluster
from tasks.discover import FoundFile, identify
from tasks.read.ocr import Ocr
from tasks.understand import understand_all
from tests import hostile
from tests.conftest import free_port
from tests.flows.homes import MINUTES, contents, drop, make_home
from tests.scans import needs_tesseract, scan_minutes

ROOT = Path(__file__).parents[2]
REFERAT = Path(sys.executable).with_name("referat")
ONE = "2021-03-15_direktionen.pdf"
pytestmark = pytest.mark.dask
needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None,
    reason="Dask is not installed: pip install 'referat[dask]'",
)


def sources_of(*paths: Path) -> tuple[SourceFile, ...]:
    return identify([FoundFile(path, path.name, in_inbox=False) for path in paths]).sources


def referat(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    unset = dict.fromkeys(("PREFECT_API_URL", "PREFECT_PROFILE"), "")
    return subprocess.run(
        [REFERAT, "--home", str(home), *arguments],
        env=os.environ | {"PREFECT_HOME": str(home.parent / "prefect")} | unset | environment,
        capture_output=True, text=True, cwd=home.parent, check=False, timeout=600,
    )  # fmt: skip


def test_a_cluster_gives_what_this_machine_gives_and_in_its_order(cluster, tmp_path):
    names = (ONE, "2022-01-17_direktionen.md")
    copies = range(LEAST_FILES)
    sources = sources_of(*(drop(MINUTES / name, tmp_path / str(n) / name) for n in copies for name in names))
    assert list(understand_on_cluster(sources, None, None, cluster)) == list(understand_all(sources, None))


def test_a_document_that_hangs_is_refused_and_costs_no_worker(cluster, tmp_path):
    good = [drop(MINUTES / ONE, tmp_path / f"{number}.pdf") for number in range(2)]
    bad = drop(hostile.write_billion_laughs(tmp_path / "made.pdf"), tmp_path / "laughs.pdf")
    before = workers_of(cluster)
    first, refused, last = understand_on_cluster(sources_of(good[0], bad, good[1]), None, None, cluster)
    assert isinstance(first, ParsedDocument)
    assert isinstance(last, ParsedDocument)
    assert isinstance(refused, RefusedDocument)
    assert refused.error_code in ("page-hangs", "out-of-memory", "reader-crashed")
    assert workers_of(cluster) == before


@needs_tesseract
def test_scans_are_recognised_on_a_cluster_as_on_this_machine(cluster, tmp_path):
    names = [f"{number}.pdf" for number in range(LEAST_SCANS)]
    sources = sources_of(*(scan_minutes(tmp_path / "scans" / name) for name in names))
    far = list(understand_on_cluster(sources, None, Ocr(tmp_path / "far"), cluster))
    assert [document.extractor for document in far] == ["tesseract"] * LEAST_SCANS
    assert far == list(understand_all(sources, None, Ocr(tmp_path / "near")))
    assert any((tmp_path / "far").rglob("*"))


def workers_of(address: str) -> dict[str, int]:
    """Give the process of each worker."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return client.run(os.getpid)


def test_a_pass_over_a_cluster_leaves_the_rows_of_a_pass_without(cluster, tmp_path):
    homes = [make_home(tmp_path / name) for name in ("near", "far")]
    for settings in homes:
        for name in (ONE, "2021-11-15_direktionen.pdf"):
            drop(MINUTES / name, settings.inbox / "Nørrestrand Kommune" / name)
    near = referat(homes[0].home, "ingest")
    far = referat(homes[1].home, "ingest", "--dask", cluster)
    assert (near.returncode, far.returncode) == (0, 0), far.stderr
    assert contents(homes[0]) == contents(homes[1])
    assert "Recorded" not in far.stderr
    assert "WARNING" not in far.stderr


def test_a_rehearsal_reads_on_the_cluster_too(cluster, tmp_path):
    drop(MINUTES / ONE, tmp_path / "old" / ONE)
    done = referat(tmp_path / "home", "backfill", "--dry-run", "--dask", cluster, str(tmp_path / "old"))
    assert done.returncode == 0, done.stderr
    assert "1 would be loaded" in done.stdout
    assert not (tmp_path / "home").exists()


def test_a_file_that_the_cluster_cannot_see_is_no_file_that_changed(cluster, tmp_path, monkeypatch):
    """A path that means something in this process only: one from the folder that it works in."""
    drop(MINUTES / ONE, tmp_path / ONE)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RunFailed, match="must see the files under the same paths"):
        list(understand_on_cluster(sources_of(Path(ONE)), None, None, cluster))


def test_a_machine_with_another_parser_is_told_apart(tmp_path):
    with pytest.raises(RunFailed, match=r"version .* of the parser, not 0: install the same"):
        understand_chunk(sources_of(drop(MINUTES / ONE, tmp_path / ONE)), None, None, "0")


@needs_dask
def test_a_scheduler_that_does_not_answer_is_one_plain_line_and_exit_status_3(tmp_path):
    settings = make_home(tmp_path)
    drop(MINUTES / ONE, settings.inbox / ONE)
    address = f"tcp://127.0.0.1:{free_port()}"
    done = referat(settings.home, "ingest", "--dask", address)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1] == f"referat: no Dask scheduler answers at {address}"
    assert "Traceback" not in done.stderr
    assert (settings.inbox / ONE).exists()


@needs_dask
def test_an_address_that_is_none_is_a_wrong_call(tmp_path):
    done = referat(tmp_path / "home", "ingest", "--dask", "nowhere://x")
    assert done.returncode == 2, done.stderr
    assert done.stderr.splitlines()[-1].startswith("referat: nowhere://x is no address of a Dask scheduler")


@needs_dask
def test_a_scheduler_without_workers_is_a_failed_run():
    address = f"tcp://127.0.0.1:{free_port()}"
    scheduler = subprocess.Popen(
        [sys.executable, "-m", "dask", "scheduler", "--host", address, "--no-dashboard"],
        stderr=subprocess.DEVNULL,
    )
    try:
        with pytest.raises(RunFailed, match="has no workers"):
            check_once_up(address)
    finally:
        scheduler.terminate()
        scheduler.wait(timeout=30)


def check_once_up(address: str) -> None:
    for _ in range(300):
        try:
            check_cluster(address)
        except RunFailed as error:
            if "answers" not in str(error):
                raise
        time.sleep(0.5)


def test_a_missing_extra_is_a_wrong_call_that_names_its_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install 'referat\[dask\]'"):
        check_cluster("tcp://127.0.0.1:9")
