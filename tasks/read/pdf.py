"""From a PDF to pages, and what to say where that fails."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from schemas.errors import DocumentRefused
from schemas.page import DocumentPages, Page, ReadFinding
from schemas.vocabulary import Stage
from tasks.read import pdf_pdfium, pdf_plumber
from tasks.read.pdf_outline import bookmarks_of, broken, created_at, open_pdf

MEDIA_TYPE = "application/pdf"


def read_pdf(path: Path) -> DocumentPages:
    """Read all pages of a PDF.

    Raises `DocumentRefused` with `encrypted`, `broken` or `no-text`.
    """
    pdf = open_pdf(path)
    try:
        bookmarks, created = bookmarks_of(pdf), created_at(pdf)
        pages, findings = _read_pages(path, pdf_pdfium.handle_of(pdf), len(pdf))
    finally:
        pdf.close()
    if not any(page.lines or page.tables for page in pages):
        raise DocumentRefused(
            "no-text",
            "The PDF holds no text, only pictures of pages, as a scanner makes them.",
            remedy="Ask for the original PDF, or run text recognition (OCR) over this one and drop that.",
            stage=Stage.READ,
        )
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
    return pages, findings


def _read_again(plumber: Any, number: int) -> tuple[Page, list[ReadFinding]]:  # noqa: ANN401
    """Read a page with pdfplumber, which may count fewer pages than pdfium in a damaged file."""
    if number > len(plumber.pages):
        raise broken(f"Page {number} is damaged and cannot be read.", page=number)
    return pdf_plumber.read_page(plumber.pages[number - 1], number)
