"""A new parser over all that is loaded, from the pages that were kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.ingest import CHUNK_FILES, chunks, in_ledger, status_of
from flows.progress import progress
from schemas.document import FileResult, Outcome, ParsedDocument, RefusedDocument
from schemas.settings import Settings
from tasks.kept_pages import keep_pages
from tasks.publish import publish
from tasks.reparse import from_below, reparse_all
from warehouse.reparse import Comparison, FieldChange, LoadedDocument, loaded_documents, read_before
from warehouse.store import Warehouse


@dataclass(frozen=True, slots=True)
class Reparsed:
    """What parsing once more came to: documents, how many of them are another now, and where."""

    documents: int
    changed: int
    refused: tuple[RefusedDocument, ...]
    gone: int
    fields: tuple[FieldChange, ...]


def reparse(settings: Settings, paths: Sequence[Path] = ()) -> Reparsed:
    """Parse what is loaded once more and load what comes of it; a refusal leaves a document's rows alone."""
    documents = from_below(loaded_documents(settings), settings, paths)
    told = _Told(settings)
    progress().expect(len(documents))
    with Warehouse.writer(
        settings, flow="backfill", wait=settings.wait_seconds, told=progress().say
    ) as warehouse:
        results: list[FileResult] = []
        with in_ledger(warehouse, results):
            for some in chunks(documents, CHUNK_FILES):
                read = told.read(some)
                results += warehouse.load([o for o in read if isinstance(o, ParsedDocument)], stored_paths={})
                keep_pages(settings, read)
            warehouse.finish_run(status_of(results), results)
            publish(settings, warehouse, progress().say)
    return told.result(len(documents))


def rehearse_reparse(settings: Settings, paths: Sequence[Path] = ()) -> Reparsed:
    """Parse what is loaded once more and say what would change; write nothing."""
    documents = from_below(loaded_documents(settings), settings, paths)
    told = _Told(settings)
    progress().expect(len(documents))
    for some in chunks(documents, CHUNK_FILES):
        told.read(some)
    return told.result(len(documents))


class _Told:
    """What is to be told of a pass, gathered chunk by chunk."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._comparison = Comparison()
        self._refused: list[RefusedDocument] = []
        self._gone = 0

    def read(self, documents: Sequence[LoadedDocument]) -> list[Outcome]:
        read = [outcome for outcome in reparse_all(documents, self._settings) if outcome is not None]
        after = {o.source.document_id: o.minutes for o in read if isinstance(o, ParsedDocument)}
        self._comparison.note(read_before(self._settings, after), after)
        self._refused += [outcome for outcome in read if isinstance(outcome, RefusedDocument)]
        self._gone += len(documents) - len(read)
        progress().advance(len(documents))
        return read

    def result(self, documents: int) -> Reparsed:
        fields = tuple(self._comparison.fields)
        return Reparsed(documents, len(self._comparison.changed), tuple(self._refused), self._gone, fields)
