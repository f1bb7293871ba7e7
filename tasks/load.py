"""Load a batch; one document that the warehouse cannot take must not keep the others out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.document import FileResult, Outcome, RefusedDocument
from schemas.errors import ReferatError, RunFailed
from schemas.vocabulary import Stage
from tasks.store import Placement, Placer, is_copied, settle
from tasks.understand import internal_error, refuse
from warehouse.store import Warehouse


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
    not take alone either is refused with `internal-error`. Raises `RunFailed` when a refusal cannot
    be written: then it is the disk or the file, not the document.
    """
    try:
        return _load_together(warehouse, placer, outcomes, stored)
    except (ReferatError, OSError):
        raise
    except Exception as error:
        if len(outcomes) == 1:
            return _load_refused(warehouse, placer, outcomes[0], stored, error)
    loaded = Loaded()
    for outcome in outcomes:
        one = load(warehouse, placer, [outcome], stored)
        loaded.results += one.results
        loaded.placements += one.placements
        loaded.complaints += one.complaints
    return loaded


def _load_together(
    warehouse: Warehouse, placer: Placer, outcomes: Sequence[Outcome], stored: Mapping[str, str]
) -> Loaded:
    """Copy what comes from outside, then load: a row never names a copy that is not there."""
    loaded = Loaded()
    kept = []
    for outcome, placement in zip(outcomes, placer.place(outcomes, stored), strict=True):
        complaint = settle(placer.settings, placement) if is_copied(placement) else None
        if complaint:
            loaded.complaints.append(complaint)
        else:
            kept.append(outcome)
            loaded.placements.append(placement)
    if kept:
        paths = {p.source.document_id: p.stored_path for p in loaded.placements}
        loaded.results += warehouse.load(kept, stored_paths=paths)
    return loaded


def _load_refused(
    warehouse: Warehouse, placer: Placer, outcome: Outcome, stored: Mapping[str, str], error: Exception
) -> Loaded:
    if isinstance(outcome, RefusedDocument):
        raise RunFailed(f"the warehouse cannot be written: {type(error).__name__}: {error}") from error
    return load(warehouse, placer, [refuse(outcome, internal_error(error, Stage.LOAD))], stored)
