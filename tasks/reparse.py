"""Parse loaded documents once more, from the pages that were kept of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from schemas.document import Outcome, SourceFile
from schemas.errors import DocumentRefused
from schemas.settings import Settings
from tasks.discover import modified_at_of
from tasks.kept_pages import kept_pages, unpack
from tasks.pool import Limits, run_in_pool
from tasks.store import locate
from tasks.understand import refused, understand, understand_pages
from warehouse.reparse import LoadedDocument


def from_below(
    documents: Sequence[LoadedDocument], settings: Settings, paths: Sequence[Path]
) -> list[LoadedDocument]:
    """Choose the documents that were first seen, or lie now, below one of these paths; all without paths."""
    if not paths:
        return list(documents)
    roots = [path.absolute() for path in paths]

    def is_below(document: LoadedDocument) -> bool:
        places = [Path(document.source_path).absolute()]
        places += [locate(settings, document.stored_path).absolute()] if document.stored_path else []
        return any(place.is_relative_to(root) for place in places for root in roots)

    return [document for document in documents if is_below(document)]


def reparse_all(documents: Sequence[LoadedDocument], settings: Settings) -> Iterator[Outcome | None]:
    """Parse documents anew in their order; None for one whose pages and original are both gone."""
    again = partial(reparse, settings=settings)
    if not settings.worker_count:
        yield from map(again, documents)
        return
    ready: dict[int, Outcome | None] = {}
    following = 0
    for index, result in run_in_pool(again, documents, workers=settings.worker_count, limits=Limits()):
        if isinstance(result, DocumentRefused):
            ready[index] = refused(_source(documents[index], settings), None, result)
        else:
            ready[index] = result
        while following in ready:
            yield ready.pop(following)
            following += 1


def reparse(document: LoadedDocument, settings: Settings) -> Outcome | None:
    """Parse a document anew, from its pages, or where none are kept from its original."""
    source = _source(document, settings)
    packed = kept_pages(settings, document.document_id)
    if packed is not None:
        return understand_pages(source, unpack(packed), settings.municipality)
    if document.stored_path is None:
        return None
    original = locate(settings, document.stored_path)
    try:
        status = original.stat()
    except OSError:
        return None
    seen = {"path": original, "byte_size": status.st_size, "modified_at": modified_at_of(status)}
    outcome = understand(source.model_copy(update=seen | {"in_inbox": False}), settings.municipality)
    return None if outcome is None else outcome.model_copy(update={"source": source})


def _source(document: LoadedDocument, settings: Settings) -> SourceFile:
    """Give the file as it was first found: its folders may tell the municipality.

    Its date is the latest there can be, so that it never counts as an earlier copy of itself.
    """
    path = Path(document.source_path)
    inbox = settings.inbox.absolute()
    in_inbox = path.absolute().is_relative_to(inbox)
    return SourceFile(
        path=path,
        relative_path=path.absolute().relative_to(inbox).as_posix() if in_inbox else path.name,
        document_id=document.document_id,
        byte_size=document.byte_size,
        modified_at=datetime.max,
        in_inbox=in_inbox,
    )
