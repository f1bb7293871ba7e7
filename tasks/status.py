"""How a home does: what is loaded, what waits, what is in quarantine and why, and what to do next."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import duckdb

from schemas.errors import HomeMissing, WarehouseLocked
from schemas.minutes import Model
from schemas.settings import Settings
from schemas.terms import RunStatus
from tasks.discover import FoundFile, discover
from tasks.room import short_of_room
from warehouse.audit import is_unpublished
from warehouse.health import BodyLine, Health, RefusalLine, RunLine, health, last_runs
from warehouse.lock import kept_from_writers
from warehouse.reader import PRIVATE_NAME, open_private, open_published

# A run that ended so has published what it loaded.
_DONE = (RunStatus.COMPLETED, RunStatus.COMPLETED_WITH_REFUSALS)

# What has waited longer was not taken in by the nightly run either.
LONGEST_WAIT = timedelta(hours=26)


class Verdict(StrEnum):
    """How a home does."""

    HEALTHY = "healthy"
    ATTENTION = "attention"
    BROKEN = "broken"


class Waiting(Model):
    """What lies in the drop folder; times in UTC, without zone."""

    files: int
    oldest_at: datetime | None


class State(Model):
    """What `referat status` tells; docs/health.md names the keys. Times in UTC, without zone."""

    health: Verdict
    home: str
    problem: str | None
    documents: dict[str, int]
    waiting: Waiting
    writing: str | None
    runs: tuple[RunLine, ...]
    quarantine: tuple[RefusalLine, ...]
    bodies: tuple[BodyLine, ...]
    next: tuple[str, ...]

    @property
    def exit_status(self) -> int:
        """Give the exit status: 0 healthy, 1 something needs a person, 3 broken."""
        return {Verdict.HEALTHY: 0, Verdict.ATTENTION: 1, Verdict.BROKEN: 3}[self.health]


def state_of(settings: Settings, now: datetime | None = None) -> State:
    """Look at a home, changing nothing; raises `HomeMissing` where no run has begun to make one.

    The rows are those that readers see; how the runs ended is read from the private file where nobody writes,
    for a run that failed has published nothing.
    """
    now = now or datetime.now(UTC).replace(tzinfo=None)
    waiting = _waiting(settings)
    try:
        with open_published(settings) as connection:
            seen = health(connection)
        ledger = _ledger(settings, seen.runs)
    except HomeMissing:
        if not (settings.work / PRIVATE_NAME).is_file():
            raise
        return _unpublished(settings, waiting)
    except duckdb.Error as error:
        return _broken(settings, waiting, f"{settings.published} cannot be read: {_first_line(error)}")
    steps = _next_steps(seen, ledger, waiting, now)
    if short := short_of_room(settings):
        steps.insert(0, (short, True))
    needs_person = [text for text, is_urgent in steps if is_urgent]
    return State(
        health=Verdict.ATTENTION if needs_person else Verdict.HEALTHY,
        home=str(settings.home),
        problem=None,
        documents=seen.documents,
        waiting=waiting,
        writing=ledger.writing,
        runs=ledger.runs,
        quarantine=seen.refusals,
        bodies=seen.bodies,
        next=tuple(text for text, _ in steps) or ("Nothing needs to be done.",),
    )


def _unpublished(settings: Settings, waiting: Waiting) -> State:
    """Tell of a home whose published file is gone, or whose first run has not come so far."""
    ledger = _ledger(settings, ())
    state = _broken(settings, waiting, f"{settings.published} is missing: readers see nothing.")
    if ledger.writing:
        to_come = ("Nothing is published yet: the run that writes now does it when it ends.",)
        return state.model_copy(
            update={"health": Verdict.HEALTHY, "problem": None, "writing": ledger.writing, "next": to_come}
        )
    if not any(run.status in _DONE for run in ledger.runs):
        begin_again = ("`referat ingest` finishes the work of the first run, which broke off.",)
        return state.model_copy(
            update={
                "health": Verdict.ATTENTION,
                "problem": None,
                "runs": ledger.runs,
                "next": begin_again,
            }
        )
    return state.model_copy(update={"runs": ledger.runs})


def _broken(settings: Settings, waiting: Waiting, problem: str) -> State:
    return State(
        health=Verdict.BROKEN,
        home=str(settings.home),
        problem=problem,
        documents={},
        waiting=waiting,
        writing=None,
        runs=(),
        quarantine=(),
        bodies=(),
        next=("`referat doctor` says what is off and how to mend it.",),
    )


@dataclass(frozen=True, slots=True)
class _Ledger:
    """What only the private file and its lock know, as far as nobody writes."""

    runs: tuple[RunLine, ...]
    writing: str | None = None
    broken_off: str | None = None
    is_behind: bool = False


def _ledger(settings: Settings, published: tuple[RunLine, ...]) -> _Ledger:
    """Give the last runs, who writes now, who died while writing, and whether readers see all rows."""
    try:
        with kept_from_writers(settings.work / "lock") as died:
            if (connection := open_private(settings)) is None:
                return _Ledger(published, broken_off=died)
            with connection:
                return _Ledger(last_runs(connection), broken_off=died, is_behind=is_unpublished(connection))
    except WarehouseLocked as busy:
        return _Ledger(published, writing=str(busy))


def _next_steps(seen: Health, ledger: _Ledger, waiting: Waiting, now: datetime) -> list[tuple[str, bool]]:
    """Give what to do next, and whether a person is needed for it."""
    steps = []
    if ledger.broken_off:
        steps.append((f"{ledger.broken_off} broke off: `referat ingest` finishes its work.", True))
    elif ledger.runs and ledger.runs[0].status == RunStatus.FAILED:
        steps.append(("The last run failed: mend what its log names, then `referat ingest`.", True))
    elif ledger.is_behind:  # as after a run on a full disk, which could not even note that it failed
        steps.append(("Readers do not see the newest rows: `referat ingest` publishes them.", True))
    if seen.refusals:
        steps.append(
            (
                "See to the files in quarantine; `referat retry` tries them again, "
                "`referat dismiss NAME` gives one up.",
                True,
            )
        )
    if waiting.files:
        is_old = waiting.oldest_at is not None and now - waiting.oldest_at > LONGEST_WAIT
        since = " For more than a day: does the nightly run still run?" if is_old else ""
        steps.append((f"`referat ingest` takes in what waits.{since}", is_old))
    return steps


def _waiting(settings: Settings) -> Waiting:
    files = discover(settings, [settings.inbox]).files if settings.inbox.is_dir() else ()
    moments = [moment for file in files if (moment := _arrived_at(file)) is not None]
    return Waiting(files=len(files), oldest_at=min(moments, default=None))


def _arrived_at(file: FoundFile) -> datetime | None:
    """Give when a file came to lie where it lies: its own date may be years older."""
    try:
        changed = os.lstat(Path(file.path)).st_ctime
    except OSError:
        return None
    return datetime.fromtimestamp(changed, UTC).replace(tzinfo=None, microsecond=0)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
