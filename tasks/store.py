"""Bring originals to where the ledger says they lie: archive, or quarantine with the reason beside.

A copy of the very bytes that were read lies there before a row tells of it; the file leaves the drop folder
when its rows can be read. A name is never overwritten, and every act can be done again: a run that finds one
undone, or half done, finishes it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from schemas.document import Outcome, RefusedDocument, SourceFile
from schemas.errors import UsageError
from schemas.settings import Settings
from tasks.discover import (
    BLOCK_BYTES,
    MUNICIPALITY_NOTE,
    REASON_SUFFIX,
    is_temporary,
    is_unchanged,
    nanoseconds_of,
    readable,
    sha256_of,
)
from vocabulary.cpr import MASK, mask

# File systems allow 255 bytes; a mark of the content and `.json` must fit beside the name.
MAX_NAME_BYTES = 200
PART_SUFFIX = ".part"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one original is to lie.

    `stored_path` is relative to the home folder with forward slashes, or absolute for a file that
    stays outside it. `refused` is given where a reason is to lie beside, `outgrown` is the place in
    quarantine that the document had until now.
    """

    source: SourceFile
    stored_path: str
    refused: RefusedDocument | None = None
    outgrown: str | None = None


@dataclass(slots=True)
class Placer:
    """Choose names in archive and quarantine.

    `taken` gives the stored paths of the ledger below a folder; with `keep_in_place` a file outside the drop
    folder is not copied.
    """

    settings: Settings
    taken: Callable[[str], set[str]]
    keep_in_place: bool = False
    _folded: dict[str, set[str]] = field(default_factory=dict)
    _chosen: dict[tuple[str, str | None], str] = field(default_factory=dict)

    def forget(self) -> None:
        """Ask the ledger anew: another run has written, and all that was placed here is in it."""
        self._folded.clear()
        self._chosen.clear()

    def place(self, outcomes: Sequence[Outcome], known: Mapping[str, str]) -> list[Placement]:
        """Say where each original is to lie; `known` is document_id → stored path until now.

        A file whose bytes cannot be read stays where it is.
        """
        return [self._place(outcome, known.get(outcome.source.document_id)) for outcome in outcomes]

    def _place(self, outcome: Outcome, stored: str | None) -> Placement:
        source = outcome.source
        is_quarantined = stored is not None and stored.startswith("quarantine/")
        if stored is not None and not is_quarantined:
            return Placement(source, stored)  # loaded before: a later refusal changes nothing
        if isinstance(outcome, RefusedDocument):
            return Placement(source, stored or self._free_name("quarantine", source), refused=outcome)
        year = outcome.minutes.meeting_date.year
        return Placement(source, self._archive_path(source, outcome.municipality, year), outgrown=stored)

    def place_anew(self, source: SourceFile, municipality: str | None, year: int) -> Placement:
        """Say where an original is to lie that was left outside the home, and is met again."""
        return Placement(source, self._archive_path(source, municipality, year))

    def _archive_path(self, source: SourceFile, municipality: str | None, year: int) -> str:
        lies = source.path.resolve()
        if not source.in_inbox:
            if lies.is_relative_to(self.settings.archive.resolve()):
                return lies.relative_to(self.settings.home.resolve()).as_posix()
            if self.keep_in_place:
                return str(source.path)
        folder = slug(municipality or "ukendt kommune")
        if municipality:
            _note_municipality(self.settings, folder, municipality)
        return self._free_name(f"archive/{folder}/{year}", source)

    def _free_name(self, folder: str, source: SourceFile) -> str:
        """Choose a name; one chosen before stays: a load that failed is tried again, file by file."""
        chosen = self._chosen.get((folder, source.document_id))
        if chosen and self._is_free(locate(self.settings, chosen), source):
            return chosen
        for name in _names(source):
            stored = f"{folder}/{name}"
            is_taken = {stored.casefold(), _reason_name(stored).casefold()} & self._taken_in(folder)
            if not is_taken and self._is_free(locate(self.settings, stored), source):
                self._folded[folder] |= _folded_names(stored)
                self._chosen[folder, source.document_id] = stored
                return stored
        raise AssertionError("names do not run out")

    def _taken_in(self, folder: str) -> set[str]:
        """Give the names that are taken in a folder, as the ledger has them and as they were chosen here."""
        if folder not in self._folded:
            self._folded[folder] = {name for path in self.taken(folder) for name in _folded_names(path)}
        return self._folded[folder]

    def _is_free(self, target: Path, source: SourceFile) -> bool:
        """Say whether nothing lies there, or the very bytes: what a crash between copy and commit left."""
        if os.path.lexists(target):
            return _holds(target, source)
        reason = _reason_path(target)
        return not os.path.lexists(reason) or _document_of(reason) == source.document_id


def prepare_home(settings: Settings) -> None:
    """Make the folders of a home; raise `UsageError` if that cannot be, or one leads out of it."""
    try:
        for folder in (settings.inbox, settings.archive, settings.quarantine, settings.work):
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the home folder {settings.home}: {error.strerror}") from error
    for folder in (settings.archive, settings.quarantine):
        _check_inside(settings, folder)


def is_outside(stored_path: str) -> bool:
    """Say whether an original was left where a backfill found it."""
    return Path(stored_path).is_absolute()


def locate(settings: Settings, stored_path: str) -> Path:
    """Give the path on disk of a stored path."""
    return settings.home / stored_path


def keep(settings: Settings, placement: Placement) -> str | None:
    """Bring a copy of an original to its place; give a line for people where it is no longer what was read.

    Bytes that lie there already are left alone. Raises `OSError` where the home cannot be written.
    """
    target = locate(settings, placement.stored_path)
    if placement.refused is not None:  # first: a kill leaves no file in quarantine without its reason
        _write_reason(target, placement.refused)
    return _bring(settings, placement, target)


def put_away(settings: Settings, placements: Sequence[Placement]) -> list[str]:
    """Take originals out of the drop folder, or out of quarantine; give the lines that people should read.

    What the disk refuses stays where it is: the rows are safe, and the next run takes it away. Reasons in
    quarantine whose file has gone go too.
    """
    complaints = []
    for placement in placements:
        try:
            complaint = _put_away(settings, placement)
        except OSError as error:
            complaint = f"{placement.source.relative_path} could not be put away: {error}"
        if complaint:
            complaints.append(complaint)
    for reason in lonely_reasons(settings):
        reason.unlink(missing_ok=True)
    return complaints


def _put_away(settings: Settings, placement: Placement) -> str | None:
    source, target = placement.source, locate(settings, placement.stored_path)
    if complaint := _bring(settings, placement, target):
        return complaint
    if source.in_inbox and not _is_same(source.path, target):
        _take_out(source)
    if placement.outgrown is not None:
        _clear_quarantine(locate(settings, placement.outgrown), source)
    return None


def lonely_reasons(settings: Settings) -> list[Path]:
    """Give the reasons in quarantine whose file has gone: to the archive, or by a person's hand."""
    names = {path.name for path in settings.quarantine.iterdir()}
    return [
        settings.quarantine / name
        for name in sorted(names)
        if name.endswith(REASON_SUFFIX)
        and name.removesuffix(REASON_SUFFIX) not in names
        and _reason_name(name) not in names
        and _document_of(settings.quarantine / name) is not None
    ]


def files_in_quarantine(settings: Settings) -> list[Path]:
    """Give what lies in quarantine, the reasons left out."""
    names = {path.name for path in settings.quarantine.iterdir() if path.is_file() and not path.is_symlink()}
    lonely = {path.name for path in lonely_reasons(settings)}
    reasons = {_reason_name(name) for name in names if _reason_name(name) in names}
    # A refused file may itself be called `….json`; then its reason lies beside it.
    reasons = {name for name in reasons if _reason_name(name) not in names}
    return [settings.quarantine / name for name in sorted(names - lonely - reasons) if not is_temporary(name)]


def slug(name: str) -> str:
    """Fold a name to lower-case ASCII letters, digits and hyphens: `Sorø Kommune` → `soroe-kommune`."""
    danish = name.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in danish).split()
    return "-".join(words) or "ukendt"


def _note_municipality(settings: Settings, folder: str, name: str) -> None:
    """Write into a folder of the archive what it is named after: a lost warehouse is made anew from there."""
    note = settings.archive / folder / MUNICIPALITY_NOTE
    if note.exists():
        return
    _check_inside(settings, note.parent)
    note.parent.mkdir(parents=True, exist_ok=True)
    part = note.with_name(note.name + PART_SUFFIX)
    part.write_text(f"{name}\n", encoding="utf-8")
    part.replace(note)


def _names(source: SourceFile) -> Iterator[str]:
    """Give the file's own name, then names that hold more and more of its content's hash.

    A masked CPR number is spelt with x: many disks take no asterisk.
    """
    name = mask(source.file_name).replace(MASK, MASK.replace("*", "x"))
    printable = "".join(c if c.isprintable() and c not in "/\\" else "_" for c in name).strip()
    stem, dot, suffix = printable.rpartition(".")
    if not stem or len(suffix) > 10:
        stem, dot, suffix = printable or "uden-navn", "", ""
    mark = source.document_id[:8]
    if len(printable.encode()) <= MAX_NAME_BYTES:
        yield f"{stem}{dot}{suffix}"
    room = MAX_NAME_BYTES - len(f"-{source.document_id}{dot}{suffix}".encode())
    stem = stem.encode()[:room].decode(errors="ignore")
    yield f"{stem}-{mark}{dot}{suffix}"
    yield f"{stem}-{source.document_id}{dot}{suffix}"


def _folded_names(stored: str) -> set[str]:
    """Give a name, and in quarantine that of the reason beside it.

    Folded: on a disk that knows no case two names that differ in case are one file.
    """
    names = (stored, _reason_name(stored)) if stored.startswith("quarantine/") else (stored,)
    return {name.casefold() for name in names}


def _bring(settings: Settings, placement: Placement, target: Path) -> str | None:
    """Copy an original to its place where it does not lie there yet; say what keeps it from there."""
    source = placement.source
    if _is_same(source.path, target) or _holds(target, source):
        return None
    if os.path.lexists(target):
        return f"{source.relative_path} stays: {placement.stored_path} holds other bytes than it should"
    _check_inside(settings, target.parent)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not (is_unchanged(source) and _copy(source, target)):
        return f"{source.relative_path} changed or went while it was read; left for the next run"
    return None


def _copy(source: SourceFile, target: Path) -> bool:
    """Copy a file and wait until it is on the disk; say whether it had the bytes that it is known by."""
    part = target.with_name(target.name + PART_SUFFIX)
    digest = hashlib.sha256()
    with part.open("wb") as copy:
        for block in _blocks(source.path):
            digest.update(block)
            copy.write(block)
        copy.flush()
        os.fsync(copy.fileno())
    if digest.hexdigest() != source.document_id:
        part.unlink()
        return False
    os.utime(part, ns=(nanoseconds_of(source.modified_at),) * 2)
    part.replace(target)
    _sync_folder(target.parent)
    return True


def _blocks(path: Path) -> Iterator[bytes]:
    """Give a file's bytes; not all where it goes, or its disk does, while it is read."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            yield block


def _take_out(source: SourceFile) -> None:
    """Remove an original whose copy lies in its place; never what somebody put there in its stead.

    It is given another name first: under its own a new version may be written at this moment. What it turns
    out to be under that one is removed or given back, and found by the next run if this one is killed.
    """
    aside = source.path.with_name(f"{source.document_id}{source.path.suffix[:10]}")
    if aside != source.path and os.path.lexists(aside):
        raise OSError(f"{aside.name} is in the way")
    try:
        source.path.rename(aside)
    except FileNotFoundError:
        return
    if _holds(aside, source):
        aside.unlink()
        return
    if not os.path.lexists(source.path):
        aside.rename(source.path)
    raise OSError("another has taken its place; left for the next run")


def _write_reason(target: Path, refused: RefusedDocument) -> None:
    """Write beside a refused file what is wrong with it and what a person can do."""
    path = _reason_path(target)
    reason = {
        "code": refused.error_code,
        "stage": refused.stage,
        "page": refused.page,
        "message": refused.message,
        "remedy": refused.remedy,
        "file_name": refused.source.file_name,
        "relative_path": refused.source.relative_path,
        "source_path": _dropped_at(path) or mask(readable(str(refused.source.path))),
        "document_id": refused.source.document_id,
        "quarantined_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    part = path.with_name(path.name + PART_SUFFIX)
    part.write_text(json.dumps(reason, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    part.replace(path)


def _dropped_at(reason_path: Path) -> str | None:
    """Give where a file was first seen, from the reason that an earlier try left."""
    return _told(reason_path, "source_path")


def _document_of(reason_path: Path) -> str | None:
    """Give the document that a reason is about; None for a file that is no reason."""
    return _told(reason_path, "document_id")


def _told(reason_path: Path, key: str) -> str | None:
    try:
        return str(json.loads(reason_path.read_text(encoding="utf-8"))[key])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _clear_quarantine(path: Path, source: SourceFile) -> None:
    """Take away the copy in quarantine of a document that now lies in the archive, and its reason."""
    if path.exists() and _holds(path, source):
        path.unlink()
    if not path.exists():
        _reason_path(path).unlink(missing_ok=True)


def _reason_name(name: str) -> str:
    return name + REASON_SUFFIX


def _reason_path(target: Path) -> Path:
    return target.with_name(_reason_name(target.name))


def _is_same(path: Path, target: Path) -> bool:
    return path.resolve() == target.resolve()


def _holds(path: Path, source: SourceFile) -> bool:
    if path.is_symlink() or not path.is_file() or path.stat().st_size != source.byte_size:
        return False
    return sha256_of(path) == source.document_id


def _check_inside(settings: Settings, folder: Path) -> None:
    if not folder.resolve().is_relative_to(settings.home.resolve()):
        raise UsageError(f"{folder} leads out of the home folder: remove the symbolic link")


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
