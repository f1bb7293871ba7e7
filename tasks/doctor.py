"""Compare archive, ledger, rows and published file: what is off, and how to mend it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path

import duckdb

from schemas.errors import HomeMissing, UsageError, WarehouseLocked
from schemas.settings import Settings
from schemas.terms import DocumentStatus
from tasks.discover import REASON_SUFFIX, is_temporary, sha256_of
from tasks.publish import publish
from tasks.read.ocr import can_recognise
from tasks.read.refusals import NEEDS_OCR
from tasks.room import short_of_room
from tasks.store import PART_SUFFIX, files_in_quarantine, locate, lonely_reasons
from warehouse.audit import (
    StoredFile,
    broken_laws,
    differing_tables,
    is_unpublished,
    scans_that_wait,
    schema_version,
    stored_files,
)
from warehouse.lock import kept_from_writers
from warehouse.migrate import newest_version
from warehouse.reader import open_private, open_published
from warehouse.rules import read_rules
from warehouse.store import Warehouse

# Of many files with one fault so many are named.
MAX_NAMED = 5


class Severity(StrEnum):
    """How bad it is: a note needs nothing now, a warning needs a person, an error has broken something."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is off, and what mends it; `can_mend` where `--mend` does."""

    check: str
    severity: Severity
    what: str
    remedy: str
    can_mend: bool = False


def examine(settings: Settings, *, deep: bool = False) -> list[Complaint]:
    """Look at everything, changing nothing, the worst first; `deep` reads every original for its hash.

    Raises `HomeMissing` where there is no home.
    """
    if not settings.home.is_dir():
        raise HomeMissing(f"there is no home in {settings.home}: `referat ingest` makes one")
    found = list(chain(_folders(settings), _links(settings), _room(settings), _rules(settings)))
    try:
        with kept_from_writers(settings.work / "lock") as died:
            found += chain(_died(died), _leftovers(settings), _warehouse(settings, deep=deep))
    except WarehouseLocked as busy:
        what = f"{busy}: archive, rows and published file were not compared."
        found.append(Complaint("writer", Severity.NOTE, what, "Ask again when it has finished."))
    order = list(Severity)
    return sorted(found, key=lambda one: -order.index(one.severity))


def mend(settings: Settings, found: Sequence[Complaint]) -> None:
    """Mend what can be mended without a choice: remove leftovers, make rows anew, publish.

    Raises `WarehouseLocked` where a run writes, `RunFailed` where it cannot be done.
    """
    checks = {one.check for one in found if one.can_mend}
    with Warehouse.writer(settings, flow="doctor") as warehouse:
        for path in leftovers(settings) if "leftovers" in checks else ():
            path.unlink(missing_ok=True)
        for path in lonely_reasons(settings) if "quarantine" in checks else ():
            path.unlink(missing_ok=True)
        if "rows" in checks:
            warehouse.rebuild()
        if warehouse.needs_publishing() or "published" in checks:
            publish(settings, warehouse)


def exit_status(found: Sequence[Complaint]) -> int:
    """Give the exit status: 0 nothing is off, 1 something needs a person, 3 something is broken."""
    worst = {one.severity for one in found}
    return 3 if Severity.ERROR in worst else int(Severity.WARNING in worst)


def leftovers(settings: Settings) -> list[Path]:
    """Give what a killed run left half written; nobody else makes such names in these folders."""
    kept = [
        Path(entry.path)
        for folder in (settings.archive, settings.quarantine)
        for entry in _walk(folder)
        if entry.name.endswith(PART_SUFFIX) and not entry.is_symlink()
    ]
    names = (f".{settings.published.name}.new", f".{settings.published.name}.new.wal")
    ours = [settings.home / name for name in names]
    ours += sorted(settings.work.glob("*.new")) + sorted(settings.work.glob("*.new.wal"))
    return [path for path in [*kept, *ours] if path.is_file()]


def _folders(settings: Settings) -> Iterator[Complaint]:
    """Point out folders that others may write to: who can swap a file there can write minutes."""
    for folder in (
        settings.home, settings.inbox, settings.archive, settings.quarantine, settings.work,
    ):  # fmt: skip
        if not folder.is_dir():
            what = f"The folder {folder} is missing."
            yield Complaint("folders", Severity.WARNING, what, "`referat ingest` makes it anew.")
        elif folder.stat().st_mode & stat.S_IWOTH:
            what = f"Everybody on this machine may write to {folder}."
            yield Complaint("folders", Severity.WARNING, what, f"chmod o-w {folder}")
        elif not os.access(folder, os.W_OK | os.X_OK):
            what = f"The folder {folder} cannot be written by whoever runs this."
            remedy = "Let the user that referat runs as write there."
            yield Complaint("folders", Severity.WARNING, what, remedy)


def _links(settings: Settings) -> Iterator[Complaint]:
    for folder in (settings.inbox, settings.archive, settings.quarantine):
        links = [folder] if folder.is_symlink() else []
        links += [Path(entry.path) for entry in _walk(folder) if entry.is_symlink()]
        if not links:
            continue
        is_drop = folder == settings.inbox
        severity = Severity.WARNING if is_drop else Severity.ERROR
        remedy = (
            "Remove it, and drop the file itself." if is_drop else "Remove it: nothing is read through it."
        )
        yield Complaint("links", severity, f"Symbolic links: {_named(links)}.", remedy)


def _room(settings: Settings) -> Iterator[Complaint]:
    if short := short_of_room(settings):
        yield Complaint("room", Severity.WARNING, short, f"Make room on the disk of {settings.home}.")


def _rules(settings: Settings) -> Iterator[Complaint]:
    try:
        read_rules(settings.home)
    except UsageError as error:
        yield Complaint("rules", Severity.ERROR, f"{error}.", "Mend that file: no run can begin before.")


def _died(owner: str | None) -> Iterator[Complaint]:
    if owner:
        what = f"{owner} died while it wrote."
        yield Complaint("writer", Severity.WARNING, what, "`referat ingest` finishes its work.")


def _leftovers(settings: Settings) -> Iterator[Complaint]:
    if found := leftovers(settings):
        what = f"Half-written files that a killed run left: {_named(found)}."
        yield Complaint(
            "leftovers", Severity.NOTE, what, "`referat doctor --mend` removes them.", can_mend=True
        )


def _warehouse(settings: Settings, *, deep: bool) -> Iterator[Complaint]:
    """Compare the files with the ledger, the rows with the documents, and what readers see with both."""
    with ExitStack() as stack:
        try:
            private = open_private(settings)
        except duckdb.Error as error:
            what = f"The private file in {settings.work} cannot be read: {_first_line(error)}."
            remedy = f"Move {settings.work} away: the next run makes it anew from {settings.published}."
            yield Complaint("private", Severity.ERROR, what, remedy)
            return
        if private is None:
            yield from _without_private(settings)
            return
        stack.enter_context(private)
        if schema_version(private) > newest_version():
            what = "The warehouse was written by a later version of referat."
            yield Complaint("version", Severity.ERROR, what, "Update referat, or use another home.")
            return
        if schema_version(private) < newest_version():
            what = "The warehouse is in the shape of an earlier version of referat."
            yield Complaint("version", Severity.NOTE, what, "The next run brings it up to date.")
            return
        files = stored_files(private)
        yield from _originals(settings, files, deep=deep)
        yield from _strangers(settings, files)
        yield from _quarantine(settings, files)
        for law, count in broken_laws(private).items():
            what = f"The rows do not follow from the documents: {count} {law}."
            remedy = "`referat doctor --mend` makes all rows anew from the kept documents."
            yield Complaint("rows", Severity.ERROR, what, remedy, can_mend=True)
        yield from _published(settings, private)
        if (scans := scans_that_wait(private, NEEDS_OCR)) and not can_recognise():
            what = f"{scans} scanned documents wait, and tesseract with its Danish model is not installed."
            yield Complaint(
                "scans", Severity.WARNING, what, "Install both (docs/scans.md); the next run reads them."
            )


def _without_private(settings: Settings) -> Iterator[Complaint]:
    if settings.published.is_file():
        what = f"The writer's own file in {settings.work} is missing."
        remedy = f"The next run makes it anew from {settings.published}."
        yield Complaint("private", Severity.WARNING, what, remedy)
    elif any(_walk(settings.archive)):
        what = "There are originals and no warehouse."
        remedy = f"`referat backfill {settings.archive}` makes it anew (docs/health.md)."
        yield Complaint("private", Severity.ERROR, what, remedy)


def _originals(settings: Settings, files: Sequence[StoredFile], *, deep: bool) -> Iterator[Complaint]:
    missing, altered = [], []
    for file in files:
        path = locate(settings, file.stored_path)
        try:
            found = os.lstat(path)
        except OSError:
            missing.append(file)
            continue
        is_same = stat.S_ISREG(found.st_mode) and found.st_size == file.byte_size
        if not is_same or (deep and sha256_of(path) != file.document_id):
            altered.append(file)
    if missing:
        counts = any(file.status == DocumentStatus.CURRENT for file in missing)
        what = f"{len(missing)} originals are missing: {_named([Path(f.stored_path) for f in missing])}."
        remedy = "Restore them from the backup, or drop the same files again; their rows are untouched."
        yield Complaint("originals", Severity.ERROR if counts else Severity.WARNING, what, remedy)
    if altered:
        what = f"{len(altered)} originals were altered: {_named([Path(f.stored_path) for f in altered])}."
        remedy = "Restore them from the backup; if the change was meant, drop the changed file as a new one."
        yield Complaint("originals", Severity.ERROR, what, remedy)


def _strangers(settings: Settings, files: Sequence[StoredFile]) -> Iterator[Complaint]:
    known = {str(locate(settings, file.stored_path)) for file in files}
    strange = [
        Path(entry.path)
        for entry in _walk(settings.archive)
        if entry.path not in known and not is_temporary(entry.name)
    ]
    if strange:
        what = f"{len(strange)} files in the archive are not in the ledger: {_named(strange)}."
        remedy = (
            f"`referat backfill {settings.archive}` loads them, and removes those that were erased; "
            "what is no minutes belongs elsewhere."
        )
        yield Complaint("archive", Severity.WARNING, what, remedy)


def _quarantine(settings: Settings, files: Sequence[StoredFile]) -> Iterator[Complaint]:
    if not settings.quarantine.is_dir():
        return
    known = {file.stored_path for file in files}
    lying = files_in_quarantine(settings)
    if strange := [path for path in lying if path.relative_to(settings.home).as_posix() not in known]:
        what = f"{len(strange)} files in quarantine are not in the ledger there: {_named(strange)}."
        yield Complaint("quarantine", Severity.WARNING, what, "`referat ingest` takes them up.")
    if silent := [path for path in lying if not path.with_name(path.name + REASON_SUFFIX).exists()]:
        what = f"{len(silent)} files in quarantine have no reason beside them: {_named(silent)}."
        yield Complaint("quarantine", Severity.NOTE, what, "`referat retry` writes it anew.")
    if lonely := lonely_reasons(settings):
        what = f"{len(lonely)} reasons in quarantine have lost their file: {_named(lonely)}."
        remedy = "`referat doctor --mend` removes them."
        yield Complaint("quarantine", Severity.NOTE, what, remedy, can_mend=True)


def _published(settings: Settings, private: duckdb.DuckDBPyConnection) -> Iterator[Complaint]:
    mended = "`referat doctor --mend` publishes."
    try:
        with open_published(settings) as published:
            differing = differing_tables(private, published)
    except HomeMissing:
        what = f"{settings.published} is missing: readers see nothing."
        yield Complaint("published", Severity.ERROR, what, mended, can_mend=True)
        return
    except duckdb.Error as error:
        what = f"{settings.published} cannot be read: {_first_line(error)}."
        yield Complaint("published", Severity.ERROR, what, mended, can_mend=True)
        return
    if is_unpublished(private):
        what = "Readers do not see the newest rows: the published file is older than the private one."
        yield Complaint("published", Severity.WARNING, what, mended, can_mend=True)
    elif differing:
        tables = ", ".join(f"{name} ({ours} against {theirs})" for name, (ours, theirs) in differing.items())
        what = f"The published file is not what was written: {tables}."
        yield Complaint("published", Severity.ERROR, what, mended, can_mend=True)


def _walk(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """Give the files and links below a folder, links not followed; entries, for an archive has many files."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        else:
            yield entry


def _named(paths: Sequence[Path]) -> str:
    more = f" and {len(paths) - MAX_NAMED} more" if len(paths) > MAX_NAMED else ""
    return ", ".join(str(path) for path in paths[:MAX_NAMED]) + more


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
