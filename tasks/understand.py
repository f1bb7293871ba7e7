"""Read and parse one file: what comes out is a document, or why it was refused."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.document import Outcome, ParsedDocument, RefusedDocument, SourceFile
from schemas.errors import DocumentRefused
from schemas.minutes import Minutes
from schemas.page import DocumentPages
from schemas.terms import Stage
from tasks.discover import MUNICIPALITY_NOTE, is_unchanged
from tasks.pool import Limits, run_in_pool
from tasks.read.garbage import no_collection

if TYPE_CHECKING:
    from tasks.read.ocr import Ocr

# tesseract runs beside the worker, within its limits: seconds a page and a few hundred megabytes.
OCR_LIMITS = Limits(page_seconds=180.0, other_seconds=180.0, megabytes=1500)

INTERNAL_ERROR = "internal-error"
REPORT_IT = "This is a fault of referat, not of the file. Report it with the file; the rest was loaded."


def understand(source: SourceFile, municipality: str | None, ocr: Ocr | None = None) -> Outcome | None:
    """Read and parse a file; None if it changed or went meanwhile, or the disk failed.

    `municipality` is the one from the settings, for minutes that name none. Without `ocr` a scan is
    refused with `needs-ocr`.
    """
    try:
        with no_collection():
            outcome = _outcome(source, municipality, ocr)
    except OSError:
        return None
    return outcome if is_unchanged(source) else None


def _outcome(source: SourceFile, municipality: str | None, ocr: Ocr | None) -> Outcome:
    pages: DocumentPages | None = None
    try:
        pages = _read(source, ocr)
        return _parsed(source, pages, _parse(pages), municipality)
    except DocumentRefused as refusal:
        return refused(source, pages.media_type if pages else None, refusal)
    except (OSError, ImportError):
        raise  # the disk, or an installation that lacks something: no document's fault
    except Exception as error:
        stage = Stage.READ if pages is None else Stage.PARSE
        return refused(source, pages.media_type if pages else None, internal_error(error, stage))


def understand_pages(source: SourceFile, pages: DocumentPages, municipality: str | None) -> Outcome:
    """Parse pages that were read before; the file itself is not looked at."""
    try:
        document = _parsed(source, pages, _parse(pages), municipality)
    except DocumentRefused as refusal:
        return refused(source, pages.media_type, refusal)
    except Exception as error:
        return refused(source, pages.media_type, internal_error(error, Stage.PARSE))
    return document.model_copy(update={"packed_pages": None})


def understand_all(
    sources: Sequence[SourceFile],
    municipality: str | None,
    ocr: Ocr | None = None,
    *,
    workers: int = 0,
    limits: Limits | None = None,
) -> Iterator[Outcome | None]:
    """Understand files and give what comes of them in their order.

    `workers` processes read side by side, within limits that hold inside C too: a document that hangs or
    swallows memory is refused, and the rest goes on. With 0 they are read here, one after the other.
    """
    understand_one = partial(understand, municipality=municipality, ocr=ocr)
    if not workers:
        yield from map(understand_one, sources)
        return
    ready: dict[int, Outcome | None] = {}
    following = 0
    limits = limits or (OCR_LIMITS if ocr else Limits())
    for index, result in run_in_pool(understand_one, sources, workers=workers, limits=limits):
        ready[index] = (
            refused(sources[index], None, result) if isinstance(result, DocumentRefused) else result
        )
        while following in ready:
            yield ready.pop(following)
            following += 1


def internal_error(error: Exception, stage: Stage) -> DocumentRefused:
    """Make a refusal of an error of our own.

    It names the type and the line of code only: an error's own text may quote the document.
    """
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return DocumentRefused(INTERNAL_ERROR, f"{type(error).__name__}{where}", remedy=REPORT_IT, stage=stage)


def refuse(document: ParsedDocument, refusal: DocumentRefused) -> RefusedDocument:
    """Turn a document that was understood into one that is refused all the same."""
    return refused(document.source, document.media_type, refusal)


def _read(source: SourceFile, ocr: Ocr | None) -> DocumentPages:
    # Imported late: the readers are heavy and most commands read nothing.
    from tasks.read import read_document

    return read_document(source.path, ocr)


def _parse(pages: DocumentPages) -> Minutes:
    from tasks.parse import parse

    return parse(pages)


def _parsed(
    source: SourceFile, pages: DocumentPages, minutes: Minutes, municipality: str | None
) -> ParsedDocument:
    from tasks.kept_pages import pack
    from tasks.parse import PARSER_VERSION

    return ParsedDocument(
        source=source,
        media_type=pages.media_type,
        page_count=pages.page_count,
        extractor=pages.extractor,
        parser_version=PARSER_VERSION,
        created_at=pages.created_at,
        municipality=minutes.municipality or municipality_of_folder(source) or municipality,
        minutes=minutes,
        packed_pages=pack(pages),
    )


def municipality_of_folder(source: SourceFile) -> str | None:
    """Give the municipality that a folder on the file's way is named after.

    In the drop folder only the folders below it count; outside it any folder above the file. In the archive a
    note in the municipality's folder tells.
    """
    from vocabulary.municipalities import from_folder

    if not source.in_inbox and (noted := _noted(source.path.parent.parent / MUNICIPALITY_NOTE)):
        return noted

    if found := from_folder(source.relative_path):
        return found
    return None if source.in_inbox else from_folder(source.path.absolute().as_posix())


def _noted(note: Path) -> str | None:
    try:
        return note.read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def refused(source: SourceFile, media_type: str | None, refusal: DocumentRefused) -> RefusedDocument:
    """Turn what was raised about a file into a refusal of it."""
    return RefusedDocument(
        source=source,
        media_type=media_type,
        stage=refusal.stage,
        error_code=refusal.code,
        message=refusal.message,
        remedy=refusal.remedy,
        page=refusal.page,
    )
