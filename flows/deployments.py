"""What `referat serve` has a Prefect server run: the deployments of `prefect.yaml`, in processes of its own.

Importing this imports Prefect, which takes seconds.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import warnings
from datetime import UTC, datetime, timedelta
from typing import Any

from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterName, FlowRunFilter
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, FlowRun
from prefect.client.schemas.sorting import FlowRunSort
from prefect.events import DeploymentEventTrigger, emit_event
from prefect.events.schemas.automations import Posture
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.utilities.services import critical_service_loop

from flows import deployed
from flows.progress import Progress, progress
from flows.recorder import answers
from schemas.settings import Settings

# As in prefect.yaml, where the reasons stand; a test keeps the two in step.
ON_ARRIVAL = "ingest-on-arrival"
EVENT = "referat.files-landed"
RESOURCE = "referat.inbox"
NIGHTLY_AT = "30 4 * * *"
TIMEZONE = "Europe/Copenhagen"

# Prefect asks every 10 seconds for runs that are due; a file that lands is to be read sooner.
POLL_SECONDS = 2.0
PAUSE_SECONDS = 5.0
FIRST_SECONDS = 60.0

# A run that was told of, and not begun yet, will find what landed since.
_NOT_BEGUN: dict[str, Any] = {"state": {"type": {"any_": ["SCHEDULED", "PENDING"]}}}
_RUNNING: dict[str, Any] = {"state": {"type": {"any_": ["RUNNING"]}}}

# A worker asks for what is due every 15 seconds, and takes half a minute to begin.
LATE_SECONDS = 120.0


def are_taken_up() -> bool:
    """Say whether somebody runs the arrivals that were told of: none has waited long while none ran."""
    latest = datetime.now(UTC) - timedelta(seconds=LATE_SECONDS)
    return not any(_is_due_since(run, latest) for run in _runs(_NOT_BEGUN)) or bool(_runs(_RUNNING))


def tell_of(settings: Settings, files: int) -> None:
    """Tell the server of a batch, where no run is due that will take it anyway."""
    if not _runs(_NOT_BEGUN):
        emit_event(
            event=EVENT,
            resource={"prefect.resource.id": RESOURCE},
            payload={"home": str(settings.home.absolute()), "files": files},
        )


def _runs(in_state: dict[str, Any]) -> list[FlowRun]:
    """Give runs of the deployment for arrivals, the oldest first, ten at most."""
    with get_client(sync_client=True) as client:
        return client.read_flow_runs(
            flow_run_filter=FlowRunFilter.model_validate(in_state),
            deployment_filter=DeploymentFilter(name=DeploymentFilterName(any_=[ON_ARRIVAL])),
            sort=FlowRunSort.EXPECTED_START_TIME_ASC,
            limit=10,
        )


def _is_due_since(run: FlowRun, moment: datetime) -> bool:
    return run.expected_start_time is not None and run.expected_start_time <= moment


class Deployments:
    """The deployments, served from a thread of their own until they are stopped; a server may come and go."""

    def __init__(self, settings: Settings, url: str) -> None:
        self._home = str(settings.home.absolute())
        self._url = url
        self._is_over = threading.Event()
        self._is_served = threading.Event()
        self._runner: Runner | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        # A thread begins with a context of its own, in which nobody listens.
        self._listener: Progress = progress()
        self._thread = threading.Thread(target=self._stay, name="deployments", daemon=True)
        self._thread.start()

    @property
    def are_served(self) -> bool:
        """Say whether runs that are due are taken up."""
        return self._is_served.is_set()

    def wait_until_served(self) -> None:
        """Wait until the server knows them, a minute at most."""
        self._is_served.wait(FIRST_SECONDS)

    def stop(self) -> None:
        """Stop serving; runs that go on are cancelled, and the next run takes up what they left."""
        self._is_over.set()
        if self._runner is not None and self._runner.started and self._loop is not None:
            asyncio.run_coroutine_threadsafe(self._runner.astop(), self._loop)
        self._thread.join(timeout=30)

    def _stay(self) -> None:
        said = None
        while not self._is_over.is_set():
            try:
                asyncio.run(self._serve())
            except Exception as error:  # most often because the server went away
                why = first_line_of(error) if answers(self._url) else f"{self._url} does not answer"
                if self._is_served.is_set() or why != said:
                    self._listener.say(
                        f"warning: the deployments are not served: {why}. Files are ingested here."
                    )
                said = why
            self._is_served.clear()
            while not (self._is_over.wait(PAUSE_SECONDS) or answers(self._url)):
                pass

    async def _serve(self) -> None:
        _keep_loops_quiet()
        self._loop = asyncio.get_running_loop()
        runner = Runner(name="referat", query_seconds=POLL_SECONDS, pause_on_shutdown=False)
        for flow, options in self._described():
            await runner.aadd_flow(flow, concurrency_limit=_one_at_a_time(), **options)
        self._runner = runner
        self._is_served.set()
        self._listener.say("Deployments are served: ingest-on-arrival, nightly, backfill, report.")
        await runner.start()

    def _described(self) -> list[tuple[Flow[Any, Any], dict[str, Any]]]:
        home = {"home": self._home}
        arrival = DeploymentEventTrigger(
            name=ON_ARRIVAL, expect={EVENT}, match={"prefect.resource.id": RESOURCE}, posture=Posture.Reactive
        )
        schedule = Cron(NIGHTLY_AT, timezone=TIMEZONE)
        return [
            (deployed.ingest, {"name": ON_ARRIVAL, "triggers": [arrival], "parameters": home}),
            (deployed.nightly, {"name": "nightly", "schedule": schedule, "parameters": home}),
            (deployed.backfill, {"name": "backfill", "parameters": home}),
            (deployed.report, {"name": "report", "parameters": home}),
        ]


def _keep_loops_quiet() -> None:
    """Let the loops that ask the server print no screenful each when it is away: one line of ours says so.

    They print where all else in Prefect logs, and what prints is an argument that no caller gives.
    """
    defaults = critical_service_loop.__defaults__ or ()
    critical_service_loop.__defaults__ = tuple(_log if value is print else value for value in defaults)
    warnings.filterwarnings("ignore", "coroutine 'Runner.* was never awaited", RuntimeWarning)


def _log(*parts: object) -> None:
    logging.getLogger("prefect.runner").error(" ".join(map(str, parts)))


def first_line_of(error: BaseException) -> str:
    """Give the first line of an error, of the first one in a group."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"{type(error).__name__}: {error}".splitlines()[0]


def _one_at_a_time() -> ConcurrencyLimitConfig:
    return ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
