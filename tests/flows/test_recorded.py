"""A recorded run, against a real Prefect server of this test's own."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.flows.homes import MINUTES, REFUSED, drop, drop_minutes, files, make_home
from tests.flows.server import REFERAT

pytestmark = pytest.mark.prefect

ONE = "2021-03-15_direktionen.pdf"
BROKEN = "ødelagt.pdf"


@pytest.fixture
def api(server):
    """Give the address of the server of all tests."""
    return server.url


def _ask(api: str, what: str) -> list[dict]:
    request = urllib.request.Request(
        f"{api}/{what}/filter", data=b"{}", headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def _ask_until(api: str, what: str, word: str) -> list[dict]:
    """Ask until an answer holds a word, for some minutes: the server takes things in by and by."""
    answer: list[dict] = []
    for _ in range(300):
        answer = _ask(api, what)
        if f'"{word}"' in json.dumps(answer):
            break
        time.sleep(0.5)
    return answer


def _referat(api: str, home: Path, *arguments: str) -> subprocess.CompletedProcess:
    environment = os.environ | {"PREFECT_API_URL": api, "PREFECT_HOME": str(home.parent / "prefect")}
    return subprocess.run(
        [REFERAT, "--home", str(home), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        cwd=home.parent,
        check=False,
    )


def test_a_recorded_run_leaves_its_tasks_and_artifacts_in_the_api(api, tmp_path):
    settings = make_home(tmp_path)
    drop_minutes(settings, ONE)
    drop(REFUSED / BROKEN, settings.inbox / BROKEN)
    done = _referat(api, settings.home, "ingest")
    assert done.returncode == 1, done.stderr
    assert f"Recorded at {api}." in done.stderr
    assert files(settings.quarantine) == [BROKEN, f"{BROKEN}.json"]

    (run,) = [run for run in _ask(api, "flow_runs") if run["parameters"]["home"] == str(settings.home)]
    assert (run["state_name"], run["parameters"]["home"]) == ("Completed", str(settings.home))
    _ask_until(api, "task_runs", "archive")
    names = {task["name"] for task in _ask(api, "task_runs") if task["flow_run_id"] == run["id"]}
    assert names == {"discover", "identify", "understand", "load", "publish", "archive"}
    artifacts = {a["key"]: a for a in _ask(api, "artifacts") if a["flow_run_id"] == run["id"]}
    assert "- 1 loaded\n- 1 refused" in artifacts["ingest-summary"]["data"]
    rows = json.loads(artifacts["ingest-files"]["data"])
    assert [(row["file"], row["status"]) for row in rows] == [
        (f"Nørrestrand Kommune/{ONE}", "current"),
        (BROKEN, "quarantined"),
    ]


def test_parsing_once_more_is_a_run_of_its_own_and_tells_the_same_here(api, tmp_path):
    settings = make_home(tmp_path)
    drop_minutes(settings, ONE)
    assert _referat(api, settings.home, "ingest").returncode == 0
    rehearsed = _referat(api, settings.home, "backfill", "--reparse", "--dry-run")
    assert "Recorded" not in rehearsed.stderr
    done = _referat(api, settings.home, "backfill", "--reparse", str(settings.archive))
    assert done.returncode == 0, done.stderr
    assert f"Recorded at {api}." in done.stderr
    assert done.stdout == "1 read again; 0 are another.\n"
    (run,) = [
        run for run in _ask(api, "flow_runs") if run["parameters"].get("paths") == [str(settings.archive)]
    ]
    assert run["state_name"] == "Completed"
    _ask_until(api, "task_runs", "parse")
    tasks = {task["name"] for task in _ask(api, "task_runs") if task["flow_run_id"] == run["id"]}
    assert tasks == {"parse", "load", "publish"}


@pytest.mark.dask
def test_a_recorded_run_reads_on_a_cluster_too(api, cluster, tmp_path):
    settings = make_home(tmp_path)
    drop_minutes(settings, ONE)
    done = _referat(api, settings.home, "ingest", "--dask", cluster)
    assert done.returncode == 0, done.stderr
    assert f"Recorded at {api}." in done.stderr
    (run,) = [run for run in _ask(api, "flow_runs") if run["parameters"].get("dask")]
    assert (run["state_name"], run["parameters"]["dask"]) == ("Completed", cluster)


def test_every_deployment_can_be_deployed(api, tmp_path):
    root = Path(__file__).parents[2]
    environment = os.environ | {"PREFECT_API_URL": api, "PREFECT_HOME": str(tmp_path)}
    prefect = Path(sys.executable).with_name("prefect")
    for call in (["work-pool", "create", "referat", "--type", "process"], ["deploy", "--all"]):
        done = subprocess.run(
            [prefect, "--no-prompt", *call],
            env=environment, capture_output=True, text=True, cwd=root, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
    deployments = {deployment["name"]: deployment for deployment in _ask(api, "deployments")}
    assert set(deployments) == {"ingest-on-arrival", "nightly", "backfill", "report"}
    (schedule,) = deployments["nightly"]["schedules"]
    assert (schedule["schedule"]["cron"], schedule["schedule"]["timezone"]) == (
        "30 4 * * *",
        "Europe/Copenhagen",
    )
    # The server makes the runs of the next days out of the schedule by and by; with some versions of its
    # own dependencies it fails to.
    assert any(run["state_name"] == "Scheduled" for run in _ask_until(api, "flow_runs", "Scheduled"))
    for deployment in deployments.values():
        parameters = deployment["parameter_openapi_schema"]["properties"]
        assert all(parameter.get("description") for parameter in parameters.values())


def test_a_recorder_that_is_down_costs_a_warning_and_no_work(tmp_path):
    settings = make_home(tmp_path)
    drop(MINUTES / ONE, settings.inbox / ONE)
    done = _referat("http://127.0.0.1:9/api", settings.home, "nightly")
    assert done.returncode == 0
    assert "warning: the Prefect API at http://127.0.0.1:9/api does not answer" in done.stderr
    assert files(settings.inbox) == []
