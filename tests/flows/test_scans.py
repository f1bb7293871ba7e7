"""Scans wait for tesseract and for all other files, and then are minutes like any other."""

import os
import time

import pytest

from flows.backfill import backfill, rehearse
from flows.ingest import ingest
from flows.nightly import nightly
from schemas.terms import DocumentStatus
from tests.flows.homes import drop_minutes, make_home, query
from tests.scans import needs_tesseract, scan_minutes

ONE = "2021-03-15_direktionen.pdf"


@pytest.fixture
def settings(tmp_path):
    return make_home(tmp_path)


def drop_scan(settings, name="Nørrestrand Kommune/0-scan.pdf"):
    path = scan_minutes(settings.inbox / name)
    os.utime(path, (time.time() - 60,) * 2)
    return path


def without_tesseract(settings, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(tmp_path / "nothing"))
        return ingest(home=str(settings.home))


def test_a_scan_without_tesseract_is_in_quarantine_with_what_to_install(settings, tmp_path):
    drop_scan(settings)
    (line,) = without_tesseract(settings, tmp_path).results
    assert (line.status, line.error_code) == (DocumentStatus.QUARANTINED, "needs-ocr")
    (reason,) = settings.quarantine.rglob("*.json")
    assert "apt-get install tesseract-ocr tesseract-ocr-dan" in reason.read_text(encoding="utf-8")


@needs_tesseract
@pytest.mark.parametrize("flow", [ingest, nightly, backfill], ids=lambda flow: flow.__name__)
def test_the_next_run_after_tesseract_was_installed_picks_the_scan_up(settings, tmp_path, flow):
    drop_scan(settings)
    without_tesseract(settings, tmp_path)
    (tmp_path / "empty").mkdir()
    paths = {"paths": [str(tmp_path / "empty")]} if flow is backfill else {}
    (line,) = flow(home=str(settings.home), **paths).results
    assert (line.status, line.items) == (DocumentStatus.CURRENT, 1)
    assert query(settings, "SELECT extractor FROM documents") == [("tesseract",)]
    assert query(settings, "SELECT title, outcome FROM v_agenda") == [("Takster for ældrepleje", "godkendt")]
    assert not list(settings.quarantine.rglob("*.pdf"))


@needs_tesseract
def test_scans_are_read_after_all_other_files(settings):
    drop_scan(settings)
    drop_scan(settings, "Nørrestrand Kommune/1-kopi.pdf")
    drop_minutes(settings, ONE)
    report = ingest(home=str(settings.home))
    assert [line.file_name for line in report.results] == [ONE, "0-scan.pdf", "1-kopi.pdf"]
    assert not any(path.is_file() for path in settings.inbox.rglob("*"))


@needs_tesseract
def test_what_a_killed_run_recognised_is_not_recognised_again(settings, monkeypatch):
    drop_scan(settings)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("tasks.parse.parse", killed)
        with pytest.raises(KeyboardInterrupt):
            ingest(home=str(settings.home))
    monkeypatch.setattr("tasks.read.tesseract.Tesseract.recognise", killed)
    (line,) = ingest(home=str(settings.home)).results
    assert line.status is DocumentStatus.CURRENT


@needs_tesseract
def test_a_rehearsal_reads_scans_and_keeps_nothing(settings, tmp_path):
    scan_minutes(tmp_path / "old" / "scan.pdf")
    (document,) = rehearse([str(tmp_path / "old")], home=str(settings.home))
    assert document.extractor == "tesseract"
    assert not settings.ocr.exists()
