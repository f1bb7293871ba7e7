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
from tasks.discover import FoundFile, discover
from tasks.store import prepare_home

# Notices get lost (network shares send none): the folder is the truth, and is looked at anyway.
TICK_MILLISECONDS = 1000
RESCAN_TICKS = 60

# Files dropped together make one pass.
DEBOUNCE_MILLISECONDS = 1500


def watch(settings: Settings, home: str | None, show: Callable[[RunReport], None]) -> None:
    """Ingest what waits, then what lands, until SIGINT or SIGTERM; hand each report to `show`.

    A pass that fails is told and tried again at the next look: a full disk is emptied, another run
    ends. What a pass left in the drop folder is not tried again until something changes there.
    """
    prepare_home(settings)
    remaining: tuple[FoundFile, ...] = ()
    with _ends_on_signals() as is_over:
        progress().say(f"Watching {settings.inbox}; Ctrl-C ends it.")
        for has_changed in _looks(settings, is_over):
            waiting = discover(settings, [settings.inbox]).files
            if not waiting or (waiting == remaining and not has_changed):
                continue
            try:
                show(run(ingest, home=home))
                remaining = discover(settings, [settings.inbox]).files
            except RunFailed as error:
                progress().say(f"this pass failed, and is tried again: {error}")
        progress().say("Stopped.")


def _looks(settings: Settings, is_over: threading.Event) -> Iterator[bool]:
    """Come back at the start, when something landed, and now and then; say whether something landed."""
    from watchfiles import watch as changes

    quiet_ticks = RESCAN_TICKS
    for landed in changes(
        settings.inbox,
        watch_filter=None,
        stop_event=is_over,
        debounce=DEBOUNCE_MILLISECONDS,
        rust_timeout=TICK_MILLISECONDS,
        yield_on_timeout=True,
        raise_interrupt=False,
    ):
        quiet_ticks += 1
        if landed or quiet_ticks > RESCAN_TICKS:
            quiet_ticks = 0
            yield bool(landed)
        if is_over.is_set():
            return


@contextmanager
def _ends_on_signals() -> Iterator[threading.Event]:
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
