"""From a PDF to pages, and what to say where that fails."""

from __future__ import annotations

from pathlib import Path

from schemas.errors import DocumentRefused
from schemas.page import DocumentPages, Page, ReadFinding
from schemas.vocabulary import Stage
from tasks.read import pdf_plumber
from tasks.read.pdf_outline import bookmarks_of, created_at, open_pdf

MEDIA_TYPE = "application/pdf"


def read_pdf(path: Path) -> DocumentPages:
    """Read all pages of a PDF.

    Raises `DocumentRefused` with `encrypted`, `broken` or `no-text`.
    """
    pdf = open_pdf(path)
    try:
        bookmarks, created = bookmarks_of(pdf), created_at(pdf)
    finally:
        pdf.close()
    with pdf_plumber.open_plumber(path) as plumber:
        pages = tuple(
            pdf_plumber.read_page(page, number) for number, page in enumerate(plumber.pages, start=1)
        )
    if not any(page.lines or page.tables for page in pages):
        raise DocumentRefused(
            "no-text",
            "The PDF holds no text, only pictures of pages, as a scanner makes them.",
            remedy="Ask for the original PDF, or run text recognition (OCR) over this one and drop that.",
            stage=Stage.READ,
        )
    return DocumentPages(
        media_type=MEDIA_TYPE,
        extractor=pdf_plumber.EXTRACTOR,
        pages=pages,
        page_count=len(pages),
        bookmarks=bookmarks,
        created_at=created,
        findings=tuple(_findings(pages)),
    )


def _findings(pages: tuple[Page, ...]) -> list[ReadFinding]:
    return [
        ReadFinding(rule="no-text-on-page", message="No text on this page.", page=page.number)
        for page in pages
        if not page.lines and not page.tables
    ]
