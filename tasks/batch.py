"""Tell what of a batch is new to the warehouse from what only lies there again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.document import FileResult, SourceFile
from schemas.vocabulary import DocumentStatus
from tasks.store import Placement
from warehouse.store import KnownDocument

ALREADY_LOADED = "already loaded"
_QUARANTINED = DocumentStatus.QUARANTINED


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
            document_id = source.document_id
            if document_id in loaded and document_id in stored:
                line = loaded[document_id].model_copy(update=_repeated(source))
            elif (
                document_id in stored
                and document_id in self.known
                and self.known[document_id].status is not _QUARANTINED
            ):
                line = _line(source, self.known[document_id])
            else:
                continue
            lines.append((line, Placement(source, stored[document_id])))
        return lines


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
        is_wanted = again or document is None or document.status is _QUARANTINED
        if is_wanted and source.document_id not in new:
            new[source.document_id] = source
        else:
            repeats.append(source)
    return Batch(tuple(new.values()), tuple(repeats), known)


def _line(source: SourceFile, document: KnownDocument) -> FileResult:
    return FileResult(
        **_repeated(source),
        document_id=source.document_id,
        status=document.status,
        meeting=document.meeting,
        items=document.items if document.status is DocumentStatus.CURRENT else None,
    )


def _repeated(source: SourceFile) -> dict[str, Any]:
    return {
        "file_name": source.file_name,
        "relative_path": source.relative_path,
        "is_new": False,
        "reason": ALREADY_LOADED,
    }
