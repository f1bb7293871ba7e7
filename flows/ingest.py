"""The pass: from files that wait to rows that SQL can read, and originals in the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from time import monotonic
from typing import Annotated, TypeVar

from pydantic import Field

from flows.artifacts import closing_line, write_artifacts
from flows.progress import log, progress
from flows.recorder import outlive_server
from flows.run import trace
from flows.step import is_recorded, step
from schemas.document import FileResult, Outcome, ParsedDocument, RefusedDocument, RunReport, SourceFile
from schemas.errors import is_interruption
from schemas.settings import Settings, settings_for
from schemas.terms import DocumentStatus, RunStatus
from tasks.batch import brought_up_to_date, sort_out
from tasks.cluster import check_cluster, understand_on_cluster
from tasks.discover import FoundFile, LeftFile, as_found, check_paths, discover, identify
from tasks.forget import remove_erased
from tasks.load import load, move_home
from tasks.publish import publish as publish_rows
from tasks.quarantine import check_names, due_again, stranded, waiting_in_quarantine
from tasks.read.ocr import Ocr
from tasks.scans import recognisable_now, to_recognise
from tasks.store import Placement, Placer, prepare_home, put_away
from tasks.understand import understand_all
from vocabulary.cpr import mask
from warehouse.store import Warehouse

# Large enough that a transaction, a task and deriving what a body's meetings share cost little a file,
# small enough that a pass that is stopped loses a minute of reading.
CHUNK_FILES = 400

# While a run of hours goes on, readers see what it has loaded: often enough that nobody wonders, seldom
# enough that publishing, a second for a large warehouse, costs nothing beside the reading.
SHOWN_EVERY_SECONDS = 120.0

# A scanned document takes minutes: its rows are to be loaded soon after.
CHUNK_SCANS = 5

# A cluster is given this many times as much at once, or most of it would stand idle.
CLUSTER_FACTOR = 5

# Of many files that are left alone for one reason so many are named.
MAX_NAMED = 3

# A line left empty in the server's form would be the folder that the process was started in.
APath = Annotated[str, Field(min_length=1)]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Order:
    """What a pass is asked to do.

    `paths` are files and folders; `quarantined` names files in quarantine to try again, () all of them, None
    for none; `takes_up_due` tries those again that are due; `again` reads what is loaded already;
    `keep_in_place` copies nothing from outside the drop folder; `first_day` and `last_day` bound the
    meeting's date; `gives_way` lets other runs write between two chunks; `dask` is the address of a Dask
    cluster that reads, None for this machine; `always_publish` publishes though no row has changed, so that
    readers see that the run was.
    """

    flow: str = "ingest"
    paths: tuple[Path, ...] = ()
    quarantined: tuple[str, ...] | None = None
    takes_up_due: bool = False
    again: bool = False
    keep_in_place: bool = False
    first_day: date = date.min
    last_day: date = date.max
    gives_way: bool = False
    dask: str | None = None
    always_publish: bool = False

    @property
    def factor(self) -> int:
        """Give how many times the usual number of files are taken in at a time."""
        return CLUSTER_FACTOR if self.dask else 1


def ingest(paths: list[APath] | None = None, home: str | None = None, dask: str | None = None) -> RunReport:
    """Ingest everything that waits in the drop folder, or the named files and folders.

    Args:
        paths: Files and folders; none for the drop folder.
        home: The home folder; none for REFERAT_HOME.
        dask: The address of a Dask scheduler, such as tcp://10.0.0.1:8786, whose workers read.

    """
    settings = settings_for(home)
    return run_pass(settings, Order(paths=as_paths(paths) or (settings.inbox,), dask=dask))


def as_paths(paths: Sequence[str] | None) -> tuple[Path, ...]:
    """Give named paths as such."""
    return tuple(map(Path, paths or ()))


def run_pass(settings: Settings, order: Order) -> RunReport:
    """Ingest what waits, leave the report where people look for it, and give it.

    Raises `UsageError` when the call is wrong, `RunFailed` when the pass fails; a document's own
    fault is a line of the report.
    """
    report = do_pass(settings, order)
    leave_report(report)
    return report


def leave_report(report: RunReport) -> None:
    """Leave a report for the caller beyond the recorder, and in Prefect."""
    trace().result = report
    log(closing_line(report))
    write_artifacts(report)


def do_pass(settings: Settings, order: Order) -> RunReport:
    """Ingest what waits, and say what became of each file.

    Raises `UsageError` when the call is wrong, `RunFailed` when the pass fails; a document's own
    fault is a line of the report.
    """
    started_at = _now()
    trace().is_begun = True
    if is_recorded():
        outlive_server()
    if order.dask:
        check_cluster(order.dask)
    prepare_home(settings)
    check_paths(order.paths)  # here: a wrong call is to leave no failed run
    with Warehouse.writer(
        settings, flow=order.flow, wait=settings.wait_seconds, told=progress().say
    ) as warehouse:
        check_names(warehouse, order.quarantined)
        results: list[FileResult] = []
        with in_ledger(warehouse, results) as run_id:
            waiting = step(find, name="discover", retries=3)(settings, order, warehouse)
            placer = Placer(settings, warehouse.taken_paths, order.keep_in_place)
            placements: list[Placement] = []
            is_published, shown_at = order.always_publish, monotonic()
            for taken in take_all(waiting, settings, order, warehouse, placer, results):
                placements += taken
                if monotonic() - shown_at > SHOWN_EVERY_SECONDS:
                    is_published |= show(settings, warehouse, placements)
                    shown_at = monotonic()
            results[:] = brought_up_to_date(results, warehouse.known(_identities(results)))
            warehouse.finish_run(status_of(results), results)
            is_published = show(settings, warehouse, placements, must=is_published)
    return RunReport(
        run_id=run_id,
        flow=order.flow,
        started_at=started_at,
        finished_at=_now(),
        is_published=is_published,
        results=tuple(results),
    )


def read_only(settings: Settings, order: Order) -> list[Outcome]:
    """Read and parse what is named, and load none of it; what is loaded already is read as well."""
    found = discover(settings, order.paths)
    _say_left(found.left)
    progress().expect(len(found.files))
    outcomes: list[Outcome] = []
    for files in chunks(found.files, CHUNK_FILES * order.factor):
        identified = identify(files)
        _say_left(identified.left)
        outcomes += [*identified.unreadable, *understand(identified.sources, settings, order, Ocr())]
    return outcomes


def find(settings: Settings, order: Order, warehouse: Warehouse) -> tuple[FoundFile, ...]:
    """Find the files that wait, and say what is left alone."""
    tried_again = waiting_in_quarantine(settings, warehouse, order.quarantined)
    tried_again += recognisable_now(settings, warehouse)
    if order.takes_up_due:
        tried_again += due_again(settings, warehouse)
    tried_again += stranded(settings, warehouse)
    found = discover(settings, [*order.paths, *dict.fromkeys(tried_again)])
    _say_left(found.left)
    progress().expect(len(found.files))
    return found.files


def take_all(
    waiting: Sequence[FoundFile],
    settings: Settings,
    order: Order,
    warehouse: Warehouse,
    placer: Placer,
    results: list[FileResult],
) -> Iterator[list[Placement]]:
    """Take in all that waits, chunk by chunk, scans last; give the moves that are due after each."""
    scans: list[FoundFile] = []
    for files in chunks(waiting, CHUNK_FILES * order.factor):
        yield take_in(files, settings, order, warehouse, placer, results, scans)
    _say_scans(scans)
    for files in chunks(scans, CHUNK_SCANS * order.factor):
        yield take_in(files, settings, order, warehouse, placer, results)


def take_in(
    files: Sequence[FoundFile],
    settings: Settings,
    order: Order,
    warehouse: Warehouse,
    placer: Placer,
    results: list[FileResult],
    scans: list[FoundFile] | None = None,
) -> list[Placement]:
    """Take one chunk of files in; add their lines to `results`, give the moves that are due.

    Files with scanned pages are put off to `scans`; without it they are recognised now.
    """
    identified = step(identify)(files)
    erased = warehouse.forgotten({source.document_id for source in identified.sources})
    identified, removed = remove_erased(settings, identified, erased)
    _say(removed)
    _say_left(identified.left)
    known = warehouse.known({source.document_id for source in identified.sources})
    batch = sort_out(identified.sources, known, again=order.again)
    ocr = Ocr(settings.ocr.absolute()) if scans is None else None
    understood = step(understand)(batch.new, settings, order, ocr)
    progress().advance(len(files) - len(batch.new))
    if scans is not None and (later := to_recognise(understood)):
        put_off = [as_found(source) for source in identified.sources if source.document_id in later]
        progress().advance(-len(put_off))
        scans += put_off
        batch = batch.without(later)
        understood = [outcome for outcome in understood if outcome.source.document_id not in later]
    loaded = step(load)(warehouse, placer, [*identified.unreadable, *understood], batch.stored)
    warehouse.seen(batch.repeats)
    moved = move_home(warehouse, placer, batch)
    if order.gives_way and warehouse.give_way():
        placer.forget()
    _say(loaded.complaints + moved.complaints)
    repeats = batch.repeats_after(loaded.results, loaded.placements + moved.placements)
    results += loaded.results + [result for result, _ in repeats]
    return loaded.placements + [placement for _, placement in repeats]


def understand(
    sources: Sequence[SourceFile], settings: Settings, order: Order, ocr: Ocr | None
) -> list[Outcome]:
    """Read and parse a chunk of files; leave out meetings outside the days asked for."""
    outcomes = []
    if order.dask:
        understood = understand_on_cluster(sources, settings.municipality, ocr, order.dask)
    else:
        understood = understand_all(sources, settings.municipality, ocr, workers=settings.worker_count)
    for source, outcome in zip(sources, understood, strict=True):
        progress().advance()
        if outcome is None:
            progress().say(f"left for the next run: {source.relative_path}: it changed while it was read")
        elif isinstance(outcome, RefusedDocument) or _is_asked_for(outcome, order):
            outcomes.append(outcome)
    return outcomes


def _is_asked_for(document: ParsedDocument, order: Order) -> bool:
    return order.first_day <= document.minutes.meeting_date <= order.last_day


def show(
    settings: Settings, warehouse: Warehouse, placements: list[Placement], *, must: bool = False
) -> bool:
    """Let readers see what is loaded, then empty the drop folder of it; say whether it was published.

    What a `referat forget` erased that was let go first is not brought into the archive again.
    """
    is_published = step(publish, retries=3)(settings, warehouse, must=must)
    erased = warehouse.forgotten({placement.source.document_id for placement in placements})
    step(archive)(settings, [one for one in placements if one.source.document_id not in erased])
    placements.clear()
    return is_published


def publish(settings: Settings, warehouse: Warehouse, *, must: bool) -> bool:
    """Let readers see the rows where they are new or it must be; say whether that was so."""
    if not (must or warehouse.needs_publishing()):
        return False
    publish_rows(settings, warehouse, progress().say)
    return True


def archive(settings: Settings, placements: Sequence[Placement]) -> None:
    """Take originals out of the drop folder, now that their rows can be read."""
    _say(put_away(settings, placements))


@contextmanager
def in_ledger(warehouse: Warehouse, results: Sequence[FileResult]) -> Iterator[str]:
    """Begin a run in the ledger, and end it as failed where it fails."""
    run_id = warehouse.begin_run()
    try:
        yield run_id
    except BaseException as error:
        if warehouse.is_open:
            how = RunStatus.INTERRUPTED if is_interruption(error) else RunStatus.FAILED
            warehouse.finish_run(how, results)
        raise


def _identities(results: Sequence[FileResult]) -> set[str]:
    return {result.document_id for result in results if result.document_id}


def chunks(files: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Part a sequence into chunks of a size."""
    for start in range(0, len(files), size):
        yield files[start : start + size]


def status_of(results: Sequence[FileResult]) -> RunStatus:
    """Give how a run ended that came to these results."""
    if any(result.status is DocumentStatus.QUARANTINED for result in results):
        return RunStatus.COMPLETED_WITH_REFUSALS
    return RunStatus.COMPLETED


def _say_left(left: Sequence[LeftFile]) -> None:
    for reason, files in groupby(sorted(left, key=lambda file: file.reason), lambda file: file.reason):
        paths = [mask(str(file.path)) for file in files]
        more = f" and {len(paths) - MAX_NAMED} more" if len(paths) > MAX_NAMED else ""
        progress().say(f"left alone: {', '.join(paths[:MAX_NAMED])}{more}: {reason}")


def _say_scans(scans: Sequence[FoundFile]) -> None:
    if scans:
        progress().say(f"recognising scanned documents, which takes seconds a page: {len(scans)}")


def _say(lines: Sequence[str]) -> None:
    for line in lines:
        progress().say(line)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
