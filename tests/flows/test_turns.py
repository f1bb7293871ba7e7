"""Several runs at once: everybody writes in turn."""

import threading
import time

import pytest

from flows import ingest as pass_of
from flows import reparse as reparse_of
from flows.backfill import backfill
from flows.ingest import ingest
from tasks.doctor import examine
from tasks.forget import forget
from tests.flows.homes import MINUTES, drop_minutes, files, make_home, query, samples

ONE = "2022-03-08_oekonomiudvalget.pdf"


@pytest.fixture
def settings(tmp_path):
    return make_home(tmp_path)


def test_a_backfill_lets_a_run_that_waits_go_first_and_goes_on(settings, monkeypatch):
    """It publishes what the backfill has loaded, and does not take the backfill for one that was killed."""
    monkeypatch.setattr(pass_of, "CHUNK_FILES", 1)
    drop_minutes(settings, ONE)
    waiting = threading.Thread(target=ingest, kwargs={"home": str(settings.home)})
    take_in = pass_of.take_in
    seen = []

    def slow(*arguments):
        if not waiting.ident:
            waiting.start()
            while not (settings.work / "lock.turn").exists():
                time.sleep(0.01)
            time.sleep(0.3)
        placements = take_in(*arguments)
        if not seen and settings.published.exists():
            seen.extend(query(settings, "SELECT flow, status FROM ingest_runs ORDER BY started_at"))
        return placements

    monkeypatch.setattr(pass_of, "take_in", slow)
    report = backfill(paths=[str(MINUTES)], home=str(settings.home))
    waiting.join()
    assert len(report.results) == len(samples())
    assert seen == [("backfill", "running"), ("ingest", "completed")]
    runs = query(settings, "SELECT flow, status, finished_at FROM ingest_runs ORDER BY finished_at")
    assert [run[:2] for run in runs] == [("ingest", "completed"), ("backfill", "completed")]
    assert query(settings, "SELECT count(*) FROM documents") == [(len(samples()),)]


def test_what_is_erased_while_a_backfill_goes_on_does_not_come_back(settings, monkeypatch):
    monkeypatch.setattr(pass_of, "CHUNK_FILES", 1)
    first = samples()[0]
    erasing = threading.Thread(target=forget, args=(settings, first, "asked for"))
    take_in = pass_of.take_in
    taken = []

    def slow(files, *arguments):
        taken.extend(file.path.name for file in files)
        if len(taken) == 2:
            erasing.start()
            time.sleep(0.5)
        return take_in(files, *arguments)

    monkeypatch.setattr(pass_of, "take_in", slow)
    backfill(paths=[str(MINUTES)], copy_originals=True, home=str(settings.home))
    erasing.join()
    assert taken[0] == first
    assert query(settings, "SELECT count(*) FROM forgotten") == [(1,)]
    assert not any(name.endswith(first) for name in files(settings.archive))
    assert [one.check for one in examine(settings, deep=True)] == []


def test_what_is_erased_while_documents_are_listed_is_not_parsed_again(settings, monkeypatch):
    backfill(paths=[str(MINUTES)], home=str(settings.home))
    listed = reparse_of.loaded_documents

    def erased_then(settings):
        documents = listed(settings)
        forget(settings, ONE, "asked for")
        return documents

    monkeypatch.setattr(reparse_of, "loaded_documents", erased_then)
    reparse_of.reparse(home=str(settings.home))
    assert query(settings, f"SELECT count(*) FROM documents WHERE file_name = '{ONE}'") == [(0,)]


def test_a_run_waits_for_the_one_that_writes(settings):
    from warehouse.store import Warehouse

    drop_minutes(settings, ONE)
    with Warehouse.writer(settings, flow="backfill"):
        waiting = threading.Thread(target=ingest, kwargs={"home": str(settings.home)})
        waiting.start()
        time.sleep(0.5)
        assert waiting.is_alive()
        assert not settings.published.exists()
    waiting.join()
    assert query(settings, "SELECT count(*) FROM meetings") == [(1,)]
