"""A served process beside a real Prefect server, and what is dropped while either is down."""

import json
import os
import signal
import subprocess
import time
import urllib.error
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.serve import serve
from schemas.errors import UsageError
from tests.flows.homes import drop_minutes, files, make_home, query, samples
from tests.flows.server import REFERAT, environment_of

ROOT = Path(__file__).parents[2]
SAMPLES = samples()


def test_without_an_api_it_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    for name in ("PREFECT_API_URL", "PREFECT_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UsageError, match="prefect server start"):
        serve(make_home(tmp_path), show=lambda report: None)


@pytest.mark.prefect
@pytest.mark.parametrize("answers", [True, False], ids=["a server that fails", "no server"])
def test_what_is_dropped_is_ingested_beside_a_server_that_does_not_do(tmp_path, monkeypatch, answers):
    from flows import deployments, recorder
    from flows import serve as served

    def overloaded(*_):
        raise OSError("database is locked")

    for name, value in recorder.QUIET.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    monkeypatch.setattr(served, "FIRST_SECONDS", 0.1)
    monkeypatch.setattr(served, "answers", lambda url: answers)
    monkeypatch.setattr(deployments, "_runs", overloaded)
    settings, reports = make_home(tmp_path), []
    drop_minutes(settings, *SAMPLES[:2])

    def show(report):
        reports.append(report)
        os.kill(os.getpid(), signal.SIGTERM)

    serve(settings, show, has_worker=True)
    assert [len(report.results) for report in reports] == [2]
    assert files(settings.inbox) == []


@pytest.mark.prefect
@pytest.mark.parametrize(
    ("minutes_late", "running", "are_taken_up"),
    [(None, 0, True), (0, 0, True), (10, 1, True), (10, 0, False)],
    ids=["none is due", "one is due", "one waits for another", "nobody takes it"],
)
def test_a_worker_that_is_gone_shows_by_the_runs_that_wait(monkeypatch, minutes_late, running, are_taken_up):
    from flows import deployments

    class Run:
        def __init__(self, minutes):
            self.expected_start_time = datetime.now(UTC) - timedelta(minutes=minutes)

    due = [] if minutes_late is None else [Run(minutes_late)]
    of_state = {"SCHEDULED": due, "RUNNING": [Run(20)] * running}
    monkeypatch.setattr(deployments, "_runs", lambda of: of_state[of["state"]["type"]["any_"][0]])
    assert deployments.are_taken_up() is are_taken_up


@pytest.mark.prefect
def test_a_server_that_fails_again_and_again_is_told_of_once(tmp_path, monkeypatch):
    from flows import deployments
    from flows.progress import heard_by
    from tests.flows.listener import Heard

    async def fail(_self):
        raise OSError("database is locked")

    monkeypatch.setattr(deployments.Deployments, "_serve", fail)
    monkeypatch.setattr(deployments, "answers", lambda url: True)
    monkeypatch.setattr(deployments, "PAUSE_SECONDS", 0.01)
    listener = Heard()
    with heard_by(listener):
        served = deployments.Deployments(make_home(tmp_path), "http://127.0.0.1:9/api")
        time.sleep(0.5)
        served.stop()
    assert len(listener.lines) == 1


@pytest.mark.prefect
def test_prefect_yaml_has_the_deployments_that_are_served():
    import yaml

    from flows import deployments as served

    told = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    described = {deployment["name"]: deployment for deployment in told}
    assert list(described) == [served.ON_ARRIVAL, "nightly", "backfill", "report"]
    (trigger,) = described[served.ON_ARRIVAL]["triggers"]
    assert trigger["expect"] == [served.EVENT]
    assert trigger["match"] == {"prefect.resource.id": served.RESOURCE}
    (schedule,) = described["nightly"]["schedules"]
    assert (schedule["cron"], schedule["timezone"]) == (served.NIGHTLY_AT, served.TIMEZONE)
    limit = {"limit": 1, "collision_strategy": "ENQUEUE"}
    assert all(deployment["concurrency_limit"] == limit for deployment in told)


@pytest.mark.prefect
def test_nothing_that_is_dropped_is_lost_while_server_or_watcher_are_down(server, tmp_path):
    settings = make_home(tmp_path)
    log = tmp_path / "serve.log"

    def start_serving():
        with log.open("a") as stream:
            return subprocess.Popen(
                [REFERAT, "--home", settings.home, "serve"],
                env=environment_of(server, settings.home), stdout=stream, stderr=stream, cwd=tmp_path,
            )  # fmt: skip

    process = start_serving()
    try:
        _until(lambda: "Deployments are served" in log.read_text())
        drop_minutes(settings, *SAMPLES[:3])
        _until(lambda: _loaded(settings) == 3 and not files(settings.inbox))
        _until(lambda: {run["state_type"] for run in _arrivals(server)} == {"COMPLETED"})
        _refuses_wrong_parameters(server)

        server.end(signal.SIGKILL)
        drop_minutes(settings, *SAMPLES[3:5])
        _until(lambda: _loaded(settings) == 5 and not files(settings.inbox))
        assert "this pass is not recorded" in log.read_text()
        _until(lambda: "does not answer. Files are ingested here." in log.read_text())

        process.kill()
        process.wait()
        drop_minutes(settings, *SAMPLES[5:])
        server.start()
        process = start_serving()
        _until(lambda: _loaded(settings) == len(SAMPLES) and not files(settings.inbox))
        assert len(_arrivals(server)) >= 2
    finally:
        process.terminate()
        process.wait(timeout=60)
    assert process.returncode == 0
    assert log.read_text().splitlines()[-1] == "Stopped."
    assert "Traceback" not in log.read_text()


def _loaded(settings) -> int:
    if not settings.published.exists():
        return 0
    return query(settings, "SELECT count(*) FROM documents")[0][0]


def _until(is_so, seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def _arrivals(server) -> list[dict]:
    """Give the runs for what was dropped; more than one a batch where the first was slow to begin."""
    return server.ask("flow_runs/filter", {"deployments": {"name": {"any_": ["ingest-on-arrival"]}}})


def _refuses_wrong_parameters(server) -> None:
    """Start a backfill as the server's pages do, with parameters that are none."""
    (deployment,) = server.ask("deployments/filter", {"deployments": {"name": {"any_": ["backfill"]}}})
    properties = deployment["parameter_openapi_schema"]["properties"]
    assert all(parameter.get("description") for parameter in properties.values())
    for wrong in ({}, {"paths": []}, {"paths": [""]}, {"paths": ["/srv"], "first_day": "i går"}):
        with pytest.raises(urllib.error.HTTPError) as refused:
            server.ask(f"deployments/{deployment['id']}/create_flow_run", {"parameters": wrong})
        assert refused.value.code in (409, 422), json.loads(refused.value.read())
