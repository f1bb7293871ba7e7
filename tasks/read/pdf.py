"""From a PDF to pages, and what to say where that fails."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from schemas.page import DocumentPages, Page, ReadFinding
from tasks.read import pdf_pdfium, pdf_plumber
from tasks.read.pace import page_begins
from tasks.read.pdf_outline import bookmarks_of, created_at, open_pdf
from tasks.read.refusals import broken, no_text, out_of_memory

MEDIA_TYPE = "application/pdf"


def read_pdf(path: Path) -> DocumentPages:
    """Read all pages of a PDF.

    Raises `DocumentRefused` with `encrypted`, `broken`, `no-text` or `out-of-memory`.
    """
    pdf = open_pdf(path)
    try:
        bookmarks, created = bookmarks_of(pdf), created_at(pdf)
        pages, findings = _read_pages(path, pdf_pdfium.handle_of(pdf), len(pdf))
    except MemoryError as error:
        raise out_of_memory() from error
    finally:
        pdf.close()
    if not any(page.lines or page.tables for page in pages):
        raise no_text()
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
            if not page.lines and not page.tables:
                message = "No text on this page."
                findings.append(ReadFinding(rule="no-text-on-page", message=message, page=number))
    page_begins(None)
    return pages, findings


def _read_again(plumber: Any, number: int) -> tuple[Page, list[ReadFinding]]:  # noqa: ANN401
    """Read a page with pdfplumber, which may count fewer pages than pdfium in a damaged file."""
    if number > len(plumber.pages):
        raise broken(f"Page {number} is damaged and cannot be read.", number)
    return pdf_plumber.read_page(plumber.pages[number - 1], number)
