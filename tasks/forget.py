"""Erase a document or a meeting: originals, rows, versions, caches, and the blocks that held their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from schemas.document import SourceFile
from schemas.errors import UsageError
from schemas.settings import Settings
from tasks.discover import REASON_SUFFIX, Identified, LeftFile, is_unchanged
from tasks.doctor import leftovers
from tasks.publish import publish
from tasks.store import locate
from warehouse.forget import ErasableDocument, find_erasable
from warehouse.reader import open_published
from warehouse.store import Warehouse


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure takes: documents, files of ours, and originals that lie outside the home."""

    documents: tuple[ErasableDocument, ...]
    files: tuple[Path, ...]
    outside: tuple[Path, ...]


def plan(settings: Settings, name: str) -> Erasure:
    """Say what would be erased, changing nothing; raises `UsageError` for a name that nothing goes by."""
    with open_published(settings) as connection:
        return _erasure(settings, find_erasable(connection, name))


def forget(
    settings: Settings, name: str, reason: str, say: Callable[[str], None] = lambda line: None
) -> Erasure:
    """Erase a document or a meeting for good.

    Raises `UsageError` for a reason that says nothing or a name that nothing goes by, `RunFailed` where the
    disk or the warehouse fails.

    Files go first and the rows last: whatever breaks off in between, the same call finishes it. The pages and
    then the warehouse are written anew without the words, by this run or, were it killed, by the same call or
    any that publishes. `say` hears what became of them.
    """
    if not reason.strip():
        raise UsageError("say why in --reason: it is all that is kept beside the hash")
    with Warehouse.writer(settings, flow="forget", wait=settings.wait_seconds) as warehouse:
        try:
            erasure = _erasure(settings, find_erasable(warehouse.connection, name))
        except UsageError:
            if warehouse.needs_publishing():  # readers may see what an erasure took that broke off
                publish(settings, warehouse, say)
                say(f"{settings.published} is written anew, which a run before had not come to.")
            raise
        for path in (*erasure.files, *leftovers(settings)):
            path.unlink(missing_ok=True)
        for folder in {path.parent for path in erasure.files if settings.work in path.parents} - {
            settings.work
        }:
            if folder.parent != settings.work and not any(folder.iterdir()):
                folder.rmdir()
        warehouse.erase([document.document_id for document in erasure.documents], reason=reason)
        publish(settings, warehouse, say)
    return erasure


def remove_erased(
    settings: Settings, identified: Identified, erased: Mapping[str, date]
) -> tuple[Identified, list[str]]:
    """Remove what was erased before from the drop folder, and from an archive that a backup brought back.

    `erased` is document_id → the day. Give the rest, and a line for each file that went. What lies elsewhere
    is not ours and is left alone.
    """
    left, lines = [], []
    for source in identified.sources:
        if source.document_id not in erased:
            continue
        since = f"erased on {erased[source.document_id]} by `referat forget`"
        trouble = _remove(settings, source)
        if trouble is None:
            lines.append(f"removed: {source.relative_path}: {since}")
        else:
            left.append(LeftFile(source.path, f"{since}, {trouble}"))
    kept = tuple(source for source in identified.sources if source.document_id not in erased)
    return Identified(kept, identified.unreadable, (*identified.left, *left)), lines


def _remove(settings: Settings, source: SourceFile) -> str | None:
    """Remove a file that lies in the home; say why not where it stays."""
    if not (source.in_inbox or source.path.resolve().is_relative_to(settings.archive.resolve())):
        return "and not ours to remove: remove it"
    if not is_unchanged(source):
        return "but it has changed since; left for the next run"
    try:
        source.path.unlink()
    except OSError as error:
        return f"and it cannot be removed: {error.strerror}"
    return None


def _erasure(settings: Settings, documents: Sequence[ErasableDocument]) -> Erasure:
    files: list[Path] = []
    outside: list[Path] = []
    for document in documents:
        if document.stored_path and Path(document.stored_path).is_absolute():
            outside.append(Path(document.stored_path))
        elif document.stored_path:
            original = locate(settings, document.stored_path)
            files += [original, original.with_name(original.name + REASON_SUFFIX)]
        files += _kept_beside(settings, document.document_id)
    return Erasure(
        tuple(documents),
        tuple(path for path in files if path.is_file()),
        tuple(path for path in outside if path.exists()),
    )


def _kept_beside(settings: Settings, document_id: str) -> list[Path]:
    """Give what is kept of a document in the work folder: it lies under a name that begins with its id."""
    kept = settings.work.glob(f"*/{document_id}*")
    return [path for entry in kept for path in ([entry] if entry.is_file() else entry.rglob("*"))]
