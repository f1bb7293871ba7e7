"""Scanned documents wait until all others are read: recognising a page costs what reading hundreds does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from schemas.document import Outcome, RefusedDocument
from schemas.settings import Settings
from tasks.quarantine import lies
from tasks.read.ocr import can_recognise
from tasks.read.refusals import NEEDS_OCR
from warehouse.store import Warehouse


def to_recognise(outcomes: Sequence[Outcome]) -> set[str]:
    """Give the ids of the documents that only text recognition can read; none where it is not installed."""
    scans = {
        outcome.source.document_id
        for outcome in outcomes
        if isinstance(outcome, RefusedDocument) and outcome.error_code == NEEDS_OCR
    }
    return scans if scans and can_recognise() else set()


def recognisable_now(settings: Settings, warehouse: Warehouse) -> list[Path]:
    """Give the scans in quarantine that were refused for want of tesseract, once it is installed."""
    scans = [file for file in warehouse.open_quarantine() if file.error_code == NEEDS_OCR]
    if not scans or not can_recognise():
        return []
    return [path for path in (lies(settings, file) for file in scans) if path.is_file()]
