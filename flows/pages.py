"""The pages that people read, written from the published warehouse.

Not called `report`: Prefect loads `flows/deployed.py` with its folder on the path, where the name would stand
before the package.
"""

from __future__ import annotations

from flows.progress import progress
from flows.step import step
from report.site import Done, write_report
from schemas.errors import ReferatError
from schemas.settings import Settings, settings_for


def report(home: str | None = None) -> Done:
    """Write the pages: those only whose data changed since they were written.

    Args:
        home: The home folder; none for REFERAT_HOME.

    """
    return step(write_report, name="pages")(settings_for(home), progress().say)


def report_after(settings: Settings) -> None:
    """Write the pages at the end of a pass, whose rows stand even where the pages cannot be written."""
    try:
        step(write_report, name="pages")(settings, progress().say)
    except ReferatError as error:
        progress().say(f"warning: the minutes are loaded, but the pages are not up to date: {error}")
