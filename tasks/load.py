"""Load a batch; one document that the warehouse cannot take must not keep the others out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from schemas.document import FileResult, Outcome, RefusedDocument, SourceFile
from schemas.errors import DiskFull, ReferatError, RunFailed, is_interruption
from schemas.terms import Stage
from tasks.batch import Batch
from tasks.kept_pages import keep_pages
from tasks.store import Placement, Placer, is_outside, keep
from tasks.understand import internal_error, refuse
from warehouse.store import KnownDocument, Warehouse


@dataclass(slots=True)
class Loaded:
    """What a batch came to: lines of the closing table, where originals go, what people should hear."""

    results: list[FileResult] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def load(
    warehouse: Warehouse, placer: Placer, outcomes: Sequence[Outcome], stored: Mapping[str, str]
) -> Loaded:
    """Load outcomes in one transaction, or where that fails each in its own.

    `stored` is where the originals of documents known before lie. A document that the warehouse does
    not take alone either is refused with `internal-error`. When even a refusal cannot be written, it
    is not the document's fault, and the error is raised.
    """
    try:
        return _load_together(warehouse, placer, outcomes, stored)
    except Exception as error:
        if _is_not_the_documents(error):
            raise
        if len(outcomes) == 1:
            return _load_refused(warehouse, placer, outcomes[0], stored, error)
    loaded = Loaded()
    for outcome in outcomes:
        one = load(warehouse, placer, [outcome], stored)
        loaded.results += one.results
        loaded.placements += one.placements
        loaded.complaints += one.complaints
    return loaded


def _is_not_the_documents(error: Exception) -> bool:
    """Say whether an error comes of the machine, the call or Ctrl-C, so that trying one by one is no use."""
    if isinstance(error, DiskFull):
        return True  # DuckDB calls it an IOException at a write, a TransactionException at the commit
    cause = error.__cause__ if isinstance(error, RunFailed) else error
    if isinstance(cause, duckdb.Error):
        return isinstance(cause, (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException))
    return isinstance(error, (ReferatError, OSError)) or is_interruption(error)


def _load_together(
    warehouse: Warehouse, placer: Placer, outcomes: Sequence[Outcome], stored: Mapping[str, str]
) -> Loaded:
    """Keep the originals, then load: a row never names one that is not there."""
    loaded = Loaded()
    identified = [outcome for outcome in outcomes if outcome.source.document_id]
    kept = [outcome for outcome in outcomes if not outcome.source.document_id]
    for outcome, placement in zip(identified, placer.place(identified, stored), strict=True):
        if complaint := keep(placer.settings, placement):
            loaded.complaints.append(complaint)
        else:
            kept.append(outcome)
            loaded.placements.append(placement)
    if kept:
        paths = {p.source.document_id: p.stored_path for p in loaded.placements}
        loaded.results += warehouse.load(kept, stored_paths=paths)
        keep_pages(placer.settings, kept)
    return loaded


def move_home(warehouse: Warehouse, placer: Placer, batch: Batch) -> Loaded:
    """Keep originals that a backfill left where they were, and that are met again where they may not stay.

    They came into the drop folder, are to be copied, or no longer lie where they did.
    """
    moved = Loaded()
    for source in {source.document_id: source for source in reversed(batch.repeats)}.values():
        known = batch.known.get(source.document_id)
        if known and known.meeting_date and _is_to_move(source, known, placer.keep_in_place):
            placement = placer.place_anew(source, known.municipality, known.meeting_date.year)
            if complaint := keep(placer.settings, placement):
                moved.complaints.append(complaint)
            else:
                moved.placements.append(placement)
    warehouse.note_places({p.source.document_id: p.stored_path for p in moved.placements})
    return moved


def _is_to_move(source: SourceFile, known: KnownDocument, keep_in_place: bool) -> bool:
    if known.stored_path is None or not is_outside(known.stored_path):
        return False
    return source.in_inbox or not keep_in_place or not Path(known.stored_path).is_file()


def _load_refused(
    warehouse: Warehouse, placer: Placer, outcome: Outcome, stored: Mapping[str, str], error: Exception
) -> Loaded:
    if isinstance(outcome, RefusedDocument):
        raise error
    return load(warehouse, placer, [refuse(outcome, internal_error(error, Stage.LOAD))], stored)
