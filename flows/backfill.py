"""Past years: folders read recursively, and again where they were left off."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from flows.ingest import APath, Order, as_paths, read_only, run_pass
from schemas.document import Outcome, RunReport
from schemas.errors import UsageError
from schemas.settings import settings_for

# The pattern is for the server, which does not check what a date is before the run.
ADay = Annotated[date | None, Field(json_schema_extra={"pattern": r"^\d{4}-\d\d-\d\d$"})]


def backfill(
    paths: Annotated[list[APath], Field(min_length=1)],
    first_day: ADay = None,
    last_day: ADay = None,
    again: bool = False,
    copy_originals: bool = False,
    home: str | None = None,
    dask: str | None = None,
) -> RunReport:
    """Ingest folders of past minutes; what is loaded already is passed over.

    Raises `UsageError` for a folder that is not there, and for a last day before the first.

    Args:
        paths: Files and folders, read recursively.
        first_day: Leave out meetings before this day.
        last_day: Leave out meetings after this day.
        again: Read what is loaded already once more, as after a new version of the parser.
        copy_originals: Copy the files into the archive; else they are left where they are.
        home: The home folder; none for REFERAT_HOME.
        dask: The address of a Dask scheduler, such as tcp://10.0.0.1:8786, whose workers read.

    """
    if first_day and last_day and last_day < first_day:
        raise UsageError(f"there is no day from {first_day} to {last_day}")
    order = Order(
        flow="backfill",
        paths=as_paths(paths),
        again=again,
        keep_in_place=not copy_originals,
        gives_way=True,
        first_day=first_day or date.min,
        last_day=last_day or date.max,
        dask=dask,
    )
    return run_pass(settings_for(home), order)


def rehearse(
    paths: list[str],
    first_day: date | None = None,
    last_day: date | None = None,
    home: str | None = None,
    dask: str | None = None,
) -> list[Outcome]:
    """Read what `backfill` would read, and write nothing, a home included."""
    order = Order(
        flow="backfill",
        paths=as_paths(paths),
        first_day=first_day or date.min,
        last_day=last_day or date.max,
        dask=dask,
    )
    return read_only(settings_for(home), order)
