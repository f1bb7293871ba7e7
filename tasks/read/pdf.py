"""From a PDF to pages, and what to say where that fails."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from schemas.page import DocumentPages, Page, ReadFinding
from tasks.read import pdf_pdfium, pdf_plumber
from tasks.read.garbage import give_back, no_collection
from tasks.read.ocr import Ocr
from tasks.read.pace import page_begins
from tasks.read.pdf_outline import bookmarks_of, created_at, open_pdf
from tasks.read.refusals import broken, needs_ocr, no_text

MEDIA_TYPE = "application/pdf"

# So many pages leave enough behind in pdfium that it is worth giving back.
_LONG = 200


def read_pdf(path: Path, ocr: Ocr | None = None) -> DocumentPages:
    """Read all pages of a PDF, scanned ones with `ocr`.

    Raises `DocumentRefused` with `encrypted`, `broken`, `no-text`, `needs-ocr` or `ocr-failed`.
    """
    pdf = open_pdf(path)
    try:
        bookmarks, created = bookmarks_of(pdf), created_at(pdf)
        with no_collection():
            pages, findings = _read_pages(path, pdf_pdfium.handle_of(pdf), len(pdf))
        findings += _recognise_scans(path, pdf, pages, ocr)
    finally:
        pdf.close()
    if len(pages) > _LONG:
        give_back()
    if not any(page.lines or page.tables for page in pages):
        raise no_text()
    findings += [_blank(page) for page in pages if not page.lines and not page.tables]
    readers = Counter(page.extractor for page in pages)
    return DocumentPages(
        media_type=MEDIA_TYPE,
        extractor=readers.most_common(1)[0][0],
        pages=tuple(pages),
        page_count=len(pages),
        bookmarks=bookmarks,
        created_at=created,
        findings=tuple(findings),
    )


def _read_pages(path: Path, document: int, count: int) -> tuple[list[Page], list[ReadFinding]]:
    """Read each page with pdfium, and with pdfplumber those that pdfium reads badly."""
    pages: list[Page] = []
    findings: list[ReadFinding] = []
    with ExitStack() as stack:
        plumber: Any = None
        for number in range(1, count + 1):
            page_begins(number)
            try:
                page, found = pdf_pdfium.read_page(document, number)
            except pdf_pdfium.PageUnreadable as reason:
                plumber = plumber or stack.enter_context(pdf_plumber.open_plumber(path))
                page, found = _read_again(plumber, number)
                message = f"Read by pdfplumber, for pdfium reads this page badly: {reason}."
                findings.append(ReadFinding(rule="second-reader", message=message, page=number))
            pages.append(page)
            findings.extend(found)
    page_begins(None)
    return pages, findings


def _recognise_scans(path: Path, pdf: Any, pages: list[Page], ocr: Ocr | None) -> list[ReadFinding]:  # noqa: ANN401
    """Put what is recognised on the scanned pages in the place of these."""
    handle = pdf_pdfium.handle_of(pdf)
    empty = [index for index, page in enumerate(pages) if not page.lines and not page.tables]
    scanned = [index for index in empty if pdf_pdfium.is_scan(handle, index + 1)]
    if not scanned:
        return []
    with path.open("rb") as file:
        document_id = hashlib.file_digest(file, "sha256").hexdigest()
    scans = None if ocr is None else ocr.scans_of(document_id)
    if scans is None:
        raise needs_ocr([index + 1 for index in scanned], len(pages))
    for index in scanned:
        page_begins(index + 1)
        scans.recognise(pdf[index], index + 1)
    page_begins(None)
    for index, page in zip(scanned, scans.pages(_body_size(pages)), strict=True):
        pages[index] = page
    return scans.findings()


def _body_size(pages: Sequence[Page]) -> float | None:
    """Give the size that most letters have; None where there are none."""
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0] if letters else None


def _blank(page: Page) -> ReadFinding:
    return ReadFinding(rule="no-text-on-page", message="No text on this page.", page=page.number)


def _read_again(plumber: Any, number: int) -> tuple[Page, list[ReadFinding]]:  # noqa: ANN401
    """Read a page with pdfplumber, which may count fewer pages than pdfium in a damaged file."""
    if number > len(plumber.pages):
        raise broken(f"Page {number} is damaged and cannot be read.", number)
    return pdf_plumber.read_page(plumber.pages[number - 1], number)
