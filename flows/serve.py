"""Serve: the watcher and the deployments in one process beside a Prefect server."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from flows.ingest import ingest
from flows.progress import progress
from flows.recorder import answers, api_url, keep_prefect_quiet
from flows.watch import PAUSE_SECONDS, ends_on_signals
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
        is_away = False
        try:
            for arrivals in batches(settings, is_over, again=TELL_AGAIN_SECONDS):
                is_served = deployments is None or deployments.are_served
                if is_served and answers(url) and _tell(settings, arrivals):
                    if is_away:
                        progress().say("Prefect runs the deployments again.")
                    is_away = False
                    arrivals.tried()
                else:
                    is_away = True
                    if _ingest_here(settings, show, is_over):
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
    """Tell the server of a batch; say whether it listened, for one that is overloaded answers and fails."""
    from flows.deployments import first_line_of, tell_of

    try:
        tell_of(settings, arrivals.look())
    except Exception as error:  # whatever it is, the folder is the truth
        progress().say(f"warning: the Prefect API failed: {first_line_of(error)}")
        return False
    return True


def _ingest_here(settings: Settings, show: Callable[[RunReport], None], is_over: threading.Event) -> bool:
    """Ingest without the server; say whether it went well."""
    progress().say("warning: Prefect does not run the deployments now; this pass is not recorded.")
    try:
        show(ingest(home=str(settings.home)))
    except RunFailed as error:
        progress().say(f"warning: this pass failed, and is tried again: {error}")
        is_over.wait(PAUSE_SECONDS)
        return False
    return True
