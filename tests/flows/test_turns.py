"""Several runs at once: everybody writes in turn."""

import threading
import time

import pytest

from flows import ingest as pass_of
from flows.backfill import backfill
from flows.ingest import ingest
from tests.flows.homes import MINUTES, drop_minutes, make_home, query, samples

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
