"""Publish: what was erased goes from the pages first, then readers see the rows."""

from __future__ import annotations

from collections.abc import Callable

from schemas.settings import Settings
from warehouse.store import Warehouse


def publish(settings: Settings, warehouse: Warehouse, say: Callable[[str], None] = lambda line: None) -> None:
    """Let readers see the rows; no page of the report is to show what the warehouse no longer has.

    Whoever publishes does it so: a `referat forget` may have been killed before it came to the pages. `say`
    hears what became of them. Raises `RunFailed` where either cannot be written.
    """
    if settings.report.is_dir():
        from report.site import (
            write_without_erased,  # late: its templates cost a start some tenths of a second
        )

        if done := write_without_erased(settings, warehouse.connection, say):
            say(f"Of the pages in {settings.report} {done.written} were made anew, {done.removed} removed.")
    warehouse.publish()
