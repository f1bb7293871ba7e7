"""Stay, and ingest what lands in the drop folder, as it lands."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from flows.ingest import ingest
from flows.progress import progress
from flows.run import run
from schemas.document import RunReport
from schemas.errors import RunFailed
from schemas.settings import Settings
from tasks.arrivals import batches
from tasks.store import prepare_home

# Before a pass that failed is tried again: a full disk is emptied, a share comes back.
PAUSE_SECONDS = 10.0


def watch(settings: Settings, home: str | None, show: Callable[[RunReport], None]) -> None:
    """Ingest what waits, then what lands, until SIGINT or SIGTERM; hand each report to `show`.

    A pass that fails is told, once for each reason, and tried again after a while. What a pass left in the
    drop folder is not tried again at once, but when it changes.
    """
    prepare_home(settings)
    with ends_on_signals() as is_over:
        progress().say(f"Watching {settings.inbox}; Ctrl-C ends it.")
        failure = None
        for arrivals in batches(settings, is_over):
            try:
                show(run(ingest, home=home))
                arrivals.tried()
                failure = None
            except RunFailed as error:
                failure = tell_failure(error, failure)
                is_over.wait(PAUSE_SECONDS)
        progress().say("Stopped.")


def tell_failure(error: RunFailed, before: str | None) -> str:
    """Tell why a pass failed, once as long as it stays the same; give what was said."""
    if (failure := str(error)) != before:
        progress().say(f"warning: this pass failed, and is tried again until it does not: {failure}")
    return failure


@contextmanager
def ends_on_signals() -> Iterator[threading.Event]:
    """Give an event that SIGTERM and SIGINT set; the pass that runs then is finished first."""
    is_over = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        if is_over.is_set():
            raise KeyboardInterrupt  # asked twice: the pass is broken off, what it loaded is kept
        is_over.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield is_over
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
