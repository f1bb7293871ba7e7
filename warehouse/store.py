"""The one writer of the warehouse."""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

import duckdb

from schemas.document import FileResult, Outcome, SourceFile
from schemas.errors import DiskFull, RunFailed, is_full_disk
from schemas.minutes import Model
from schemas.settings import Settings
from schemas.terms import DocumentStatus, RunStatus
from warehouse import quarantine
from warehouse.bulk import select, transaction
from warehouse.derive import derive_all_standing
from warehouse.forget import erase_documents, forgotten, is_unpurged, note_purged
from warehouse.ledger import note_dates, note_places
from warehouse.load import load_batch
from warehouse.lock import WriterLock, paused, paused_runs
from warehouse.meetings import rebuild_all, rebuild_groups
from warehouse.migrate import migrate
from warehouse.publish import copy_synced, counts, replace_published, sync_folder
from warehouse.reader import PRIVATE_NAME
from warehouse.rules import keep_rules, read_rules
from warehouse.search import index_texts

# A checkpoint writes anew each group of rows that a run has touched, the last one of a table included: with
# DuckDB's own 122,880 rows a group, one small file costs the texts of a quarter of a large archive.
_ROW_GROUP_SIZE = 4_096

# The 2.0 format is closed to 1.x clients; a file keeps the format that it began with.
FORMAT = f"STORAGE_VERSION 'v1.2.0', ROW_GROUP_SIZE {_ROW_GROUP_SIZE}"
"""How the private file is attached where it is made."""

_KNOWN = """
SELECT d.document_id, d.file_name, d.status, d.stored_path, d.parser_version,
    m.body || ' ' || CAST(m.meeting_date AS VARCHAR),
    p.item_count, p.municipality, m.meeting_date,
    q.quarantine_id, q.error_code, q.message, q.closed_by
FROM documents d
LEFT JOIN parsed_documents p USING (document_id)
LEFT JOIN meetings m ON m.meeting_id = d.meeting_id
LEFT JOIN quarantine q ON q.document_id = d.document_id AND d.status = 'quarantined'
WHERE d.document_id IN (SELECT unnest(?::VARCHAR[]))
"""


class KnownDocument(Model):
    """What the ledger knows of a document.

    `meeting` reads like `Direktionen 2021-05-31`; `items` counts the agenda items that the document prints.
    The last four are those of a quarantined one: `closed_by` tells who closed its row in `quarantine`, None
    while it is open.
    """

    document_id: str
    file_name: str
    status: DocumentStatus
    stored_path: str | None
    parser_version: str | None
    meeting: str | None
    items: int | None
    municipality: str | None = None
    meeting_date: date | None = None
    quarantine_id: str | None = None
    error_code: str | None = None
    reason: str | None = None
    closed_by: str | None = None


class QuarantinedFile(Model):
    """An open row of `quarantine`."""

    quarantine_id: str
    document_id: str | None
    file_name: str
    relative_path: str
    source_path: str
    stored_path: str | None
    stage: str
    error_code: str
    message: str
    remedy: str
    page: int | None
    quarantined_at: datetime


class Warehouse:
    """The private file of the warehouse, open for writing; a context manager.

    Holds the lock from entry to exit. A machine's fault inside (a full disk, a broken file) is raised as
    `RunFailed`, and what was not committed is gone.
    """

    def __init__(
        self, settings: Settings, *, flow: str, wait: float, told: Callable[[str], None] | None
    ) -> None:
        self._settings = settings
        self._flow = flow
        self._wait = wait
        self._told = told
        self._lock = WriterLock(settings.work / "lock", flow=flow)
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._run_id = ""
        self._superseded = 0

    @classmethod
    def writer(
        cls,
        settings: Settings,
        *,
        flow: str,
        wait: float = 0,
        told: Callable[[str], None] | None = None,
    ) -> Warehouse:
        """Give the writer for one run of a flow; entering it waits at most `wait` seconds for the lock.

        `told` hears whom it waits for.
        """
        return cls(settings, flow=flow, wait=wait, told=told)

    def __enter__(self) -> Warehouse:
        with _machine_faults():
            self._settings.work.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(wait=self._wait, told=self._told)
        self._enter()
        return self

    def _enter(self) -> None:
        """Open the private file once the lock is taken; give the lock back where that fails."""
        try:
            with _machine_faults():
                self._create()
                self._open()
        except BaseException:
            self._lock.release()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._close()
        finally:
            self._lock.release()
        if isinstance(error, OSError):
            raise _failure(error) from error

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """Give the open connection to the private file."""
        if self._connection is None:
            raise RuntimeError("the warehouse is not open: use it as a context manager")
        return self._connection

    def give_way(self) -> bool:
        """Let those write who wait for it, then go on; say whether anybody did."""
        if not self._lock.is_wanted():
            return False
        with paused(self._settings.work, self._run_id):
            self._close()
            self._lock.release()
            self._lock.acquire(wait=math.inf, told=self._told)
        self._enter()
        return True

    @property
    def is_open(self) -> bool:
        """Say whether rows can be written: not while others have been let go first."""
        return self._connection is not None

    def begin_run(self) -> str:
        """Record that a run has begun and give its id.

        Runs that never ended were interrupted, those excepted that are letting this one go first.
        """
        self._run_id = f"{_now():%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
        self._superseded = 0
        with _machine_faults(), transaction(self.connection):
            self.connection.execute(
                "UPDATE ingest_runs SET status = ? WHERE status = ? "
                "AND run_id NOT IN (SELECT unnest(?::VARCHAR[]))",
                [
                    RunStatus.INTERRUPTED.value,
                    RunStatus.RUNNING.value,
                    paused_runs(self._settings.work),
                ],
            )
            self.connection.execute(
                "INSERT INTO ingest_runs VALUES (?, ?, ?, NULL, ?, 0, 0, 0, 0, 0)",
                [self._run_id, self._flow, _now(), RunStatus.RUNNING.value],
            )
        return self._run_id

    def known(self, document_ids: Iterable[str]) -> dict[str, KnownDocument]:
        """Give what the ledger knows of these documents; unknown ones are left out."""
        names = tuple(KnownDocument.model_fields)
        found = select(self.connection, _KNOWN, document_ids)
        return {row[0]: KnownDocument(**dict(zip(names, row, strict=True))) for row in found}

    def load(self, outcomes: Sequence[Outcome], *, stored_paths: Mapping[str, str]) -> list[FileResult]:
        """Load a batch as a whole or not at all, and give a result for each outcome in order.

        `stored_paths` tells where the original of a document is to lie after the run.
        """
        with _machine_faults(), transaction(self.connection):
            loaded = load_batch(self.connection, outcomes, stored_paths, run_id=self._run_id, now=_now())
            if loaded.is_changed:
                self._note_change()
        self._superseded += loaded.superseded
        return loaded.results

    def seen(self, sources: Iterable[SourceFile]) -> None:
        """Take note of known files that were met again: the earliest date of equal bytes is the file's."""
        dates: dict[str, datetime] = {}
        for source in sources:
            date = dates.get(source.document_id, source.modified_at)
            dates[source.document_id] = min(date, source.modified_at)
        with _machine_faults(), transaction(self.connection):
            if groups := note_dates(self.connection, dates):
                self._superseded += rebuild_groups(self.connection, groups)
                self._note_change()

    def note_places(self, stored_paths: Mapping[str, str]) -> None:
        """Take note of where the originals of known documents lie now."""
        if stored_paths:
            with _machine_faults(), transaction(self.connection):
                note_places(self.connection, stored_paths)
                self._note_change()

    def taken_paths(self, folder: str) -> set[str]:
        """Give the stored paths in the ledger that lie below a folder of the home."""
        found = self.connection.execute(
            "SELECT stored_path FROM documents WHERE starts_with(stored_path, ? || '/')", [folder]
        )
        return {row[0] for row in found.fetchall()}

    def are_stored(self, stored_paths: Iterable[str]) -> set[str]:
        """Give those of these stored paths that the ledger has."""
        found = select(
            self.connection,
            "SELECT stored_path FROM documents WHERE stored_path IN (SELECT unnest(?::VARCHAR[]))",
            stored_paths,
        )
        return {row[0] for row in found}

    def open_quarantine(self) -> list[QuarantinedFile]:
        """Give the files that could not be read and that nobody has dealt with, the oldest first."""
        return self._quarantined("true", [])

    def due_quarantine(self, version: str) -> list[QuarantinedFile]:
        """Give those of them that are due again, or that another version of the parser refused."""
        return self._quarantined(
            "q.next_attempt_at <= ? OR q.parser_version IS DISTINCT FROM ?", [_now(), version]
        )

    def _quarantined(self, condition: str, values: list[object]) -> list[QuarantinedFile]:
        names = tuple(QuarantinedFile.model_fields)
        columns = ", ".join(f"d.{name}" if name == "stored_path" else f"q.{name}" for name in names)
        found = self.connection.execute(
            f"SELECT {columns} FROM quarantine q LEFT JOIN documents d USING (document_id) "
            f"WHERE q.closed_at IS NULL AND ({condition}) ORDER BY q.quarantined_at, q.quarantine_id",
            values,
        ).fetchall()
        return [QuarantinedFile(**dict(zip(names, row, strict=True))) for row in found]

    def close_quarantine(self, quarantine_ids: Iterable[str], *, by: str) -> None:
        """Close rows of `quarantine` on a person's word, `by` being `retry` or `dismissed`."""
        with _machine_faults(), transaction(self.connection):
            quarantine.close_rows(self.connection, quarantine_ids, by=by, now=_now())
            self._note_change()

    def rebuild(self) -> None:
        """Make every row anew from the kept documents."""
        with _machine_faults(), transaction(self.connection):
            rebuild_all(self.connection)
            self._note_change()

    def erase(self, document_ids: Sequence[str], *, reason: str) -> None:
        """Delete all that the rows hold of these documents, for good from the next publish on."""
        with _machine_faults(), transaction(self.connection):
            erase_documents(self.connection, document_ids, reason=reason, now=_now())
            self._note_change()

    def forgotten(self, document_ids: Iterable[str]) -> dict[str, date]:
        """Give those of these documents that were erased, and when."""
        return forgotten(self.connection, document_ids)

    def apply_rules(self) -> None:
        """Derive the standing items anew where the home's rules for them are others than before.

        Raises `UsageError` for a file of rules that is wrong.
        """
        rules = read_rules(self._settings.home)
        with _machine_faults(), transaction(self.connection):
            if keep_rules(self.connection, rules):
                derive_all_standing(self.connection)
                self._note_change()

    def finish_run(self, status: RunStatus, results: Sequence[FileResult]) -> None:
        """Record how the run ended; best called before `publish`, so that readers see it too."""
        ended = [result.status for result in results if result.is_new]
        with _machine_faults(), transaction(self.connection):
            self.connection.execute(
                "UPDATE ingest_runs SET finished_at = ?, status = ?, files_seen = ?, files_loaded = ?, "
                "files_duplicate = ?, files_superseded = ?, files_quarantined = ? WHERE run_id = ?",
                [
                    _now(), status.value, len(results), ended.count(DocumentStatus.CURRENT),
                    ended.count(DocumentStatus.DUPLICATE), self._superseded,
                    ended.count(DocumentStatus.QUARANTINED), self._run_id,
                ],
            )  # fmt: skip

    def needs_publishing(self) -> bool:
        """Say whether the published file is missing, or rows changed since it was made."""
        if not self._settings.published.exists():
            return True
        found = self.connection.execute("SELECT changes <> published_changes FROM warehouse_state")
        return bool(found.fetchall()[0][0])

    def publish(self) -> None:
        """Replace the published file by what the private one holds; `RunFailed` leaves it as it was."""
        with _machine_faults():
            index_texts(self.connection)
            self.connection.execute(
                "UPDATE warehouse_state SET published_at = ?, program_version = ?",
                [_now(), version("referat")],
            )
            if is_unpurged(self.connection):
                self._purge()
            expected = counts(self.connection)
            changes = self.connection.execute("SELECT changes FROM warehouse_state").fetchall()[0][0]
            self.connection.execute("CHECKPOINT")
            self._close()
            try:
                replace_published(self._path, self._settings.published, expected)
            finally:
                self._open()
            self.connection.execute("UPDATE warehouse_state SET published_changes = ?", [changes])

    def _purge(self) -> None:
        """Write the private file anew: blocks that no table uses any more still hold what was erased."""
        self.connection.execute("CHECKPOINT")
        draft = self._draft()
        self.connection.execute(f"ATTACH {_quoted(draft)} AS purged ({FORMAT})")
        self.connection.execute("COPY FROM DATABASE warehouse TO purged")
        self.connection.execute("DETACH purged")
        self._close()
        draft.replace(self._path)
        sync_folder(self._path.parent)
        self._open()
        note_purged(self.connection, _now())

    @property
    def _path(self) -> Path:
        return self._settings.work / PRIVATE_NAME

    def _note_change(self) -> None:
        self.connection.execute("UPDATE warehouse_state SET changes = changes + 1")

    def _create(self) -> None:
        """Make the private file where there is none: from the published one if there is that, else empty.

        It is made under another name first, so that a kill leaves no half-made warehouse.
        """
        if self._path.exists():
            return
        draft = self._draft()
        _log_of(self._path).unlink(missing_ok=True)  # it would be played into the new file
        if self._settings.published.exists():
            copy_synced(self._settings.published, draft)
        else:
            with duckdb.connect() as connection:
                connection.execute(f"ATTACH {_quoted(draft)} AS warehouse ({FORMAT})")
        draft.replace(self._path)
        sync_folder(self._path.parent)

    def _draft(self) -> Path:
        """Give the name that a new private file is made under, with nothing there."""
        draft = self._path.with_name(f"{PRIVATE_NAME}.new")
        for stale in (draft, _log_of(draft)):
            stale.unlink(missing_ok=True)
        return draft

    def _open(self) -> None:
        connection = duckdb.connect()
        self._connection = connection
        try:
            # Nothing is spilled outside the home.
            connection.execute(f"SET temp_directory = {_quoted(self._path.with_name(f'{PRIVATE_NAME}.tmp'))}")
            connection.execute(
                f"ATTACH {_quoted(self._path)} AS warehouse (ROW_GROUP_SIZE {_ROW_GROUP_SIZE}); USE warehouse"
            )
            migrate(connection)
            self.apply_rules()
        except BaseException:
            self._close()
            raise

    def _close(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.close()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _log_of(path: Path) -> Path:
    """Give the file in which DuckDB keeps what is committed and not yet in the file itself."""
    return path.with_name(f"{path.name}.wal")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


@contextmanager
def _machine_faults() -> Iterator[None]:
    """Turn what DuckDB and the disk report into the one error that says: nothing was changed."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise _failure(error) from error


def _failure(error: duckdb.Error | OSError) -> RunFailed:
    if is_full_disk(error):
        return DiskFull()
    return RunFailed(f"the home could not be written: {error}")
