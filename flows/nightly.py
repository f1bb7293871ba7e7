"""The night's pass: what the day left in the drop folder, and what could not be read before."""

from __future__ import annotations

from flows.ingest import Order, run_pass
from schemas.document import RunReport
from schemas.settings import settings_for
from tasks.discover import quarantined_files

# A watcher or a person may be writing just then; the night has time.
WAIT_SECONDS = 1800.0


def nightly(home: str | None = None) -> RunReport:
    """Sweep the drop folder, and try again what is in quarantine.

    Args:
        home: The home folder; none for REFERAT_HOME.
    """
    settings = settings_for(home)
    paths = (settings.inbox, *quarantined_files(settings))
    return run_pass(settings, Order(flow="nightly", paths=paths, wait_seconds=WAIT_SECONDS))
