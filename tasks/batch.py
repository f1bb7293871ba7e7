"""Tell what of a batch is new to the warehouse from what only lies there again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from schemas.document import FileResult, SourceFile
from schemas.terms import DocumentStatus
from tasks.store import Placement
from warehouse.store import KnownDocument

ALREADY_LOADED = "already loaded"


@dataclass(frozen=True, slots=True)
class Batch:
    """Files to read, and files whose bytes the warehouse or the batch itself has already."""

    new: tuple[SourceFile, ...]
    repeats: tuple[SourceFile, ...]
    known: Mapping[str, KnownDocument]

    @property
    def stored(self) -> dict[str, str]:
        """Give where the originals of known documents lie."""
        return {key: document.stored_path for key, document in self.known.items() if document.stored_path}

    def without(self, document_ids: Collection[str]) -> Batch:
        """Leave documents out."""

        def staying(sources: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
            return tuple(source for source in sources if source.document_id not in document_ids)

        return Batch(staying(self.new), staying(self.repeats), self.known)

    def repeats_after(
        self, results: Sequence[FileResult], placements: Sequence[Placement]
    ) -> list[tuple[FileResult, Placement]]:
        """Give the lines and the places of repeated files, once the new ones are loaded.

        A file that lies in the drop folder though it is loaded goes to where the ledger says it is:
        so a move that a crash left undone is finished. A repeat of a file that was not loaded after
        all is left for the next run.
        """
        loaded = {result.document_id: result for result in results}
        stored = self.stored | {p.source.document_id: p.stored_path for p in placements}
        lines = []
        for source in self.repeats:
            line = self._line_of(source, loaded.get(source.document_id))
            if line is not None and source.document_id in stored:
                lines.append((line, Placement(source, stored[source.document_id])))
        return lines

    def _line_of(self, source: SourceFile, loaded: FileResult | None) -> FileResult | None:
        """Give the line of a repeated file: that of its first, or what the ledger knew before."""
        known = self.known.get(source.document_id)
        if loaded is not None:
            reason = loaded.reason if loaded.error_code else ALREADY_LOADED
            return loaded.model_copy(update={**_named(source), "is_new": False, "reason": reason})
        if known is None or known.status is DocumentStatus.QUARANTINED:
            return None
        return FileResult(
            **_named(source),
            document_id=source.document_id,
            status=known.status,
            is_new=False,
            meeting=known.meeting,
            items=known.items if known.status is DocumentStatus.CURRENT else None,
            reason=ALREADY_LOADED,
        )


def sort_out(
    sources: Sequence[SourceFile], known: Mapping[str, KnownDocument], *, again: bool = False
) -> Batch:
    """Part the files to read from the repeats; with `again` what is known is read all the same.

    What is in quarantine is always read again: tesseract may be installed now, or the parser mended.
    """
    new: dict[str, SourceFile] = {}
    repeats = []
    for source in sources:
        document = known.get(source.document_id)
        is_wanted = again or document is None or document.status is DocumentStatus.QUARANTINED
        if is_wanted and source.document_id not in new:
            new[source.document_id] = source
        else:
            repeats.append(source)
    return Batch(tuple(new.values()), tuple(repeats), known)


def brought_up_to_date(results: Sequence[FileResult], known: Mapping[str, KnownDocument]) -> list[FileResult]:
    """Give each line the status that its document has in the end: a later chunk may have replaced it."""
    lines = []
    for result in results:
        document = known.get(result.document_id or "")
        lines.append(result.model_copy(update={"status": document.status}) if document else result)
    return lines


def _named(source: SourceFile) -> dict[str, str]:
    return {"file_name": source.file_name, "relative_path": source.relative_path}
