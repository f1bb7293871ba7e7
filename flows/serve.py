"""Serve: the watcher and the deployments in one process beside a Prefect server."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from flows.ingest import ingest
from flows.progress import progress
from flows.recorder import answers, api_url, keep_prefect_quiet
from flows.watch import PAUSE_SECONDS, ends_on_signals, tell_failure
from schemas.document import RunReport
from schemas.errors import RunFailed, UsageError
from schemas.settings import Settings
from tasks.arrivals import Arrivals, batches
from tasks.store import prepare_home

# What was told of and still lies there is told of again: an event may be lost, and the folder is the truth.
TELL_AGAIN_SECONDS = 60.0

# A server that was started together with this process takes half a minute. One that does not come holds up
# no file for longer.
FIRST_SECONDS = 60.0

NO_API = (
    "no Prefect API is configured: start one with `prefect server start` and set "
    "PREFECT_API_URL=http://127.0.0.1:4200/api, or use `referat watch` and `referat nightly`, which need none"
)


def serve(settings: Settings, show: Callable[[RunReport], None], *, has_worker: bool = False) -> None:
    """Serve until SIGINT or SIGTERM; hand the reports of passes that ran without the server to `show`.

    With `has_worker` a worker runs the deployments, and only the drop folder is watched. While the server is
    away, what lands is ingested all the same, unrecorded. Raises `UsageError` where no API is configured.
    """
    url = api_url()
    if url is None:
        raise UsageError(NO_API)
    prepare_home(settings)
    with ends_on_signals() as is_over:
        progress().say(f"Serving {settings.home} beside {url}; Ctrl-C ends it.")
        _wait_for(url, is_over)
        keep_prefect_quiet()
        from flows.deployments import Deployments

        deployments = None if has_worker else Deployments(settings, url)
        if deployments is not None and answers(url) and not is_over.is_set():
            deployments.wait_until_served()
        here = _Here(settings, show, is_over)
        try:
            for arrivals in batches(settings, is_over, again=TELL_AGAIN_SECONDS):
                is_served = deployments is None or deployments.are_served
                if is_served and answers(url) and _tell(settings, arrivals):
                    here.rest()
                    arrivals.tried()
                elif here.ingest():
                    arrivals.tried()
        finally:
            if deployments is not None:
                deployments.stop()
        progress().say("Stopped.")


def _wait_for(url: str, is_over: threading.Event) -> None:
    """Wait for the server, for a while: both may have been started together."""
    deadline = time.monotonic() + FIRST_SECONDS
    if not answers(url):
        progress().say(f"Waiting for the Prefect API at {url}.")
    while not (answers(url) or is_over.is_set() or time.monotonic() > deadline):
        is_over.wait(1)


def _tell(settings: Settings, arrivals: Arrivals) -> bool:
    """Tell the server of a batch; say whether it listened, for one that is overloaded answers and fails.

    A server whose runs nobody takes up does not count as one that listens.
    """
    from flows.deployments import are_taken_up, first_line_of, tell_of

    try:
        if not are_taken_up():
            progress().say("warning: no process takes up the runs that are due: does the worker still run?")
            return False
        tell_of(settings, arrivals.look())
    except Exception as error:  # whatever it is, the folder is the truth
        progress().say(f"warning: the Prefect API failed: {first_line_of(error)}")
        return False
    return True


class _Here:
    """The passes of this process, where Prefect runs none."""

    def __init__(
        self, settings: Settings, show: Callable[[RunReport], None], is_over: threading.Event
    ) -> None:
        self._settings = settings
        self._show = show
        self._is_over = is_over
        self._is_needed = False
        self._failure: str | None = None

    def ingest(self) -> bool:
        """Ingest without the server; say whether it went well."""
        self._is_needed = True
        if self._failure is None:
            progress().say("warning: Prefect does not run the deployments now; this pass is not recorded.")
        try:
            self._show(ingest(home=str(self._settings.home)))
        except RunFailed as error:
            self._failure = tell_failure(error, self._failure)
            self._is_over.wait(PAUSE_SECONDS)
            return False
        self._failure = None
        return True

    def rest(self) -> None:
        """Take note that Prefect runs the deployments."""
        if self._is_needed:
            progress().say("Prefect runs the deployments again.")
        self._is_needed = False
