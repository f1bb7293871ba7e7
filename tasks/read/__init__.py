"""From a file to pages: words, lines and ruled tables.

`read_document` decides by the bytes, never by the name, which reader a file is for. The PDF engines
are imported when a PDF is read: loading them takes seconds.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from schemas.page import DocumentPages
from tasks.read.refusals import empty, not_pdf_or_text, out_of_memory

if TYPE_CHECKING:
    from tasks.read.ocr import Ocr

__all__ = ["read_document"]

PDF = "application/pdf"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"

# A PDF may have this many bytes of other matter before its mark (ISO 32000-1, Annex H, note 13).
_PDF_MARK_WITHIN = 1024
_MARKDOWN_SUFFIXES = (".md", ".markdown")
# Text files that are no text exports: what they hold is not what a reader sees.
_MARKUP_STARTS = ("<!doctype", "<html", "<?xml", "<svg", "<head", "<body", "{\\rtf", "%!ps", "{\\urtf")


def read_document(path: Path, ocr: Ocr | None = None) -> DocumentPages:
    """Read a PDF or a text export; a PDF's scanned pages with `ocr`.

    Raises `DocumentRefused` (stage `read`) with `empty`, `not-pdf-or-text`, `broken`, `encrypted`,
    `no-text`, `needs-ocr` (without `ocr`, or without tesseract), `ocr-failed` or `out-of-memory`.
    An `OSError` is the machine's fault and passes through.
    """
    with path.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(_PDF_MARK_WITHIN)
    try:
        if is_pdf:
            from tasks.read.pdf import read_pdf

            return read_pdf(path, ocr)
        return _read_text(path, path.read_bytes())
    except MemoryError as error:
        raise out_of_memory() from error


def _read_text(path: Path, data: bytes) -> DocumentPages:
    from tasks.read.text import decode, is_markdown, read_text

    if not data.strip(b"\x00 \t\r\n\f"):
        raise empty()
    text = decode(data)
    if text is None or text.lstrip("\ufeff \t\r\n").lower().startswith(_MARKUP_STARTS):
        raise not_pdf_or_text()
    is_marked = path.suffix.lower() in _MARKDOWN_SUFFIXES or is_markdown(text)
    document = read_text(text, MARKDOWN if is_marked else PLAIN)
    if not document.pages[0].lines and not document.pages[0].tables:
        raise empty("The file holds no words.")
    return document
