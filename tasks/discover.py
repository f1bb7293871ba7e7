"""Find the files that wait, and know them by their bytes."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from schemas.document import RefusedDocument, SourceFile
from schemas.errors import UsageError
from schemas.settings import Settings
from schemas.terms import Stage
from tasks.whole import WITHOUT_END_SECONDS, has_no_end
from vocabulary.cpr import mask

# Written by browsers, sync clients and office programs while the real file is on its way.
TEMPORARY_PREFIXES = (".", "~$")
TEMPORARY_SUFFIXES = (".part", ".partial", ".tmp", ".crdownload", ".download")

# Outside the drop folder only these are minutes to us: a folder of past years holds much else.
DOCUMENT_SUFFIXES = (".pdf", ".txt", ".md", ".markdown")

# A file in the drop folder is taken when it has stood still this long.
QUIET_SECONDS = 1.0

REASON_SUFFIX = ".json"

# In each municipality's folder of the archive: its name as the tables have it.
MUNICIPALITY_NOTE = ".municipality"

# A file is read in pieces, for it may be larger than the memory.
BLOCK_BYTES = 1 << 20

_EPOCH = datetime(1970, 1, 1)

_A_LINK = "a symbolic link, which is not followed; drop the file itself"
_NO_FILE = "neither a file nor a folder; remove it"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that waits; `relative_path` and `in_inbox` as in `SourceFile`.

    A CPR number in a name is masked from here on; only `path` has it, for the disk.
    """

    path: Path
    relative_path: str
    in_inbox: bool


@dataclass(frozen=True, slots=True)
class LeftFile:
    """A file that stays where it is, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a search came to: files in a fixed order, and what is left alone."""

    files: tuple[FoundFile, ...] = ()
    left: tuple[LeftFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Identified:
    """Files known by their bytes, those whose bytes cannot be read, and what is left for the next run."""

    sources: tuple[SourceFile, ...] = ()
    unreadable: tuple[RefusedDocument, ...] = ()
    left: tuple[LeftFile, ...] = ()


def discover(settings: Settings, paths: Sequence[Path]) -> Discovery:
    """List the named files and those in the named folders by relative path.

    Raises `UsageError` for a named path that is not there.
    """
    found: dict[Path, FoundFile] = {}
    left: list[LeftFile] = []
    check_paths(paths)
    for path in paths:
        for entry in _search(settings, path):
            if isinstance(entry, LeftFile):
                left.append(entry)
            else:
                found.setdefault(entry.path, entry)
    return Discovery(tuple(sorted(found.values(), key=lambda f: (f.relative_path, f.path))), tuple(left))


def check_paths(paths: Sequence[Path]) -> None:
    """Raise `UsageError` for a named path that is not there."""
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"there is no file or folder {path}")


def as_found(source: SourceFile) -> FoundFile:
    """Give a file that was identified as one that waits again."""
    return FoundFile(source.path, source.relative_path, source.in_inbox)


def identify(files: Sequence[FoundFile]) -> Identified:
    """Read each file's bytes once for its SHA-256; leave what is still being written or has gone."""
    _wait_until_old_enough(files)
    sources, unreadable, left = [], [], []
    for file in files:
        try:
            source = _identify(file)
        except FileNotFoundError:
            left.append(LeftFile(file.path, "gone"))
        except OSError as error:
            unreadable.append(_unreadable(file, error))
        else:
            if source is None:
                left.append(LeftFile(file.path, "still being written"))
            else:
                sources.append(source)
    return Identified(tuple(sources), tuple(unreadable), tuple(left))


def is_unchanged(source: SourceFile) -> bool:
    """Say whether the file is still the one that was identified, going by size and date."""
    try:
        status = os.lstat(source.path) if source.in_inbox else source.path.stat()
    except OSError:
        return False
    same = status.st_size == source.byte_size and modified_at_of(status) == source.modified_at
    return same and stat.S_ISREG(status.st_mode)


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_temporary(name: str) -> bool:
    """Say whether a name is one that a program gives to a file on its way."""
    folded = name.casefold()
    return folded.startswith(TEMPORARY_PREFIXES) or folded.endswith(TEMPORARY_SUFFIXES)


def readable(name: str) -> str:
    """Give a file name as text: NFC, and bytes that are no UTF-8 as the Windows letters they were."""
    try:
        text = os.fsencode(name).decode("utf-8")
    except UnicodeDecodeError:
        text = os.fsencode(name).decode("cp1252", "replace")
    return unicodedata.normalize("NFC", text)


def _search(settings: Settings, path: Path) -> Iterator[FoundFile | LeftFile]:
    in_inbox = _is_below(path, settings.inbox)
    if _place(path).parent == settings.quarantine.resolve():
        yield FoundFile(_absolute(path), _dropped_as(path), in_inbox=True)
    elif path.is_dir() and (not path.is_symlink() or path == settings.inbox or not in_inbox):
        root = settings.inbox if in_inbox else path
        for found in _walk(settings, path, in_inbox):
            if isinstance(found, LeftFile):
                yield found
            elif not in_inbox and found.suffix.casefold() not in DOCUMENT_SUFFIXES:
                yield LeftFile(
                    found, "its name ends like no minutes (.pdf, .txt, .md); name it to have it read"
                )
            else:
                yield FoundFile(_absolute(found), _relative(found, root), in_inbox)
    elif in_inbox and (path.is_symlink() or is_temporary(path.name)):
        yield LeftFile(path, _A_LINK if path.is_symlink() else "a temporary name")
    elif path.is_file():
        root = settings.inbox if in_inbox else path.parent
        yield FoundFile(_absolute(path), _relative(path, root), in_inbox)
    else:
        yield LeftFile(path, _NO_FILE)


def _dropped_as(path: Path) -> str:
    """Give the relative path that a file in quarantine was dropped with."""
    try:
        reason = json.loads(path.with_name(path.name + REASON_SUFFIX).read_text(encoding="utf-8"))
        return str(reason["relative_path"])
    except (OSError, ValueError, KeyError, TypeError):
        return mask(readable(path.name))


def _walk(settings: Settings, folder: Path, in_inbox: bool) -> Iterator[Path | LeftFile]:
    """Give the files below a folder; a home that lies in it is not minutes to read."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield LeftFile(folder, error.strerror or type(error).__name__)
        return
    for entry in entries:
        path = Path(entry.path)
        if is_temporary(entry.name):
            continue
        if entry.is_symlink():
            yield LeftFile(path, _A_LINK)
        elif entry.is_dir():
            if in_inbox or not _is_same(path, settings.home):
                yield from _walk(settings, path, in_inbox)
        elif entry.is_file():
            yield path
        else:
            yield LeftFile(path, _NO_FILE)


def _identify(file: FoundFile) -> SourceFile | None:
    """Identify one file; None if it changed meanwhile."""
    flags = os.O_RDONLY | (os.O_NOFOLLOW if file.in_inbox else 0)
    with open(os.open(file.path, flags), "rb") as stream:  # noqa: PTH123 - a descriptor that follows no link
        before = os.fstat(stream.fileno())
        digest = hashlib.sha256()
        while block := stream.read(BLOCK_BYTES):
            digest.update(block)
        after = os.fstat(stream.fileno())
        age = time.time() - after.st_mtime
        is_on_its_way = 0 <= age < QUIET_SECONDS or (0 <= age < WITHOUT_END_SECONDS and has_no_end(stream))
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return None
    if file.in_inbox and is_on_its_way:
        return None
    return SourceFile(
        path=file.path,
        relative_path=file.relative_path,
        document_id=digest.hexdigest(),
        byte_size=after.st_size,
        modified_at=modified_at_of(after),
        in_inbox=file.in_inbox,
    )


def _unreadable(file: FoundFile, error: OSError) -> RefusedDocument:
    """Refuse a file whose bytes cannot be had; without bytes it has no identity and stays where it is."""
    status = os.lstat(file.path)
    source = SourceFile(
        path=file.path,
        relative_path=file.relative_path,
        document_id="",
        byte_size=status.st_size,
        modified_at=modified_at_of(status),
        in_inbox=file.in_inbox,
    )
    return RefusedDocument(
        source=source,
        stage=Stage.DISCOVER,
        error_code="unreadable",
        message=f"The file's bytes cannot be read: {error.strerror or type(error).__name__}.",
        remedy="See to it that the user who runs referat may read the file and that its disk works.",
    )


def _wait_until_old_enough(files: Sequence[FoundFile]) -> None:
    now = time.time()
    ages = [now - _modified(file.path) for file in files if file.in_inbox]
    young = [age for age in ages if 0 <= age < QUIET_SECONDS]
    if young:
        time.sleep(QUIET_SECONDS - min(young) + 0.01)


def _modified(path: Path) -> float:
    try:
        return os.lstat(path).st_mtime
    except OSError:
        return 0.0


def modified_at_of(status: os.stat_result) -> datetime:
    """Give the date of a file in UTC, without zone; a year that no calendar here has counts as no date."""
    try:
        return _EPOCH + timedelta(microseconds=status.st_mtime_ns // 1000)
    except OverflowError:  # a share may tell any number
        return _EPOCH


def nanoseconds_of(modified_at: datetime) -> int:
    """Give such a date as file systems take it."""
    return (modified_at - _EPOCH) // timedelta(microseconds=1) * 1000


def _relative(path: Path, root: Path) -> str:
    return "/".join(mask(readable(part)) for part in _place(path).relative_to(root.resolve()).parts)


def _is_below(path: Path, folder: Path) -> bool:
    return _is_same(path, folder) or _place(path).is_relative_to(folder.resolve())


def _place(path: Path) -> Path:
    """Give the real place of an entry, a link in the last place not followed."""
    return path.absolute().parent.resolve() / path.name


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow a link in the last place


def _is_same(path: Path, folder: Path) -> bool:
    return path.resolve() == folder.resolve()
