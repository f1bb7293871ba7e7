"""A new parser over all that is loaded, from the pages that were kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.ingest import CHUNK_FILES, as_paths, chunks, in_ledger, status_of
from flows.progress import progress
from flows.recorder import outlive_server
from flows.run import trace
from flows.step import is_recorded, step
from schemas.document import FileResult, Outcome, ParsedDocument, RefusedDocument
from schemas.settings import Settings, settings_for
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


def reparse(paths: list[str] | None = None, home: str | None = None) -> Reparsed:
    """Parse what is loaded once more and load what comes of it; a refusal leaves a document's rows alone.

    Args:
        paths: Files and folders that the documents came from, or lie in; none for all documents.
        home: The home folder; none for REFERAT_HOME.

    """
    settings = settings_for(home)
    trace().is_begun = True
    if is_recorded():
        outlive_server()
    documents, told = _begin(settings, paths)
    with Warehouse.writer(
        settings, flow="backfill", wait=settings.wait_seconds, told=progress().say
    ) as warehouse:
        results: list[FileResult] = []
        with in_ledger(warehouse, results):
            for some in chunks(documents, CHUNK_FILES):
                # A `referat forget` may have gone first since they were listed.
                erased = warehouse.forgotten({document.document_id for document in some})
                kept = [document for document in some if document.document_id not in erased]
                results += step(load)(warehouse, settings, step(told.parse)(kept))
                warehouse.give_way()
            warehouse.finish_run(status_of(results), results)
            step(publish, retries=3)(settings, warehouse, progress().say)
    came = told.result(len(documents))
    trace().result = came
    return came


def rehearse_reparse(paths: list[str] | None = None, home: str | None = None) -> Reparsed:
    """Parse what is loaded once more and say what would change; write nothing."""
    documents, told = _begin(settings_for(home), paths)
    for some in chunks(documents, CHUNK_FILES):
        told.parse(some)
    return told.result(len(documents))


def load(warehouse: Warehouse, settings: Settings, parsed: Sequence[Outcome]) -> list[FileResult]:
    """Load what could be parsed, and keep the pages of originals that had to be read."""
    loaded = warehouse.load([o for o in parsed if isinstance(o, ParsedDocument)], stored_paths={})
    keep_pages(settings, parsed)
    return loaded


def _begin(settings: Settings, paths: list[str] | None) -> tuple[list[LoadedDocument], _Told]:
    documents = from_below(loaded_documents(settings), settings, as_paths(paths))
    progress().expect(len(documents))
    return documents, _Told(settings)


class _Told:
    """What is to be told of a pass, gathered chunk by chunk."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._comparison = Comparison()
        self._refused: list[RefusedDocument] = []
        self._gone = 0

    def parse(self, documents: Sequence[LoadedDocument]) -> list[Outcome]:
        """Parse a chunk anew; documents whose pages and originals are gone are left out."""
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
