"""Why a file cannot be read, and what whoever dropped it can do about it.

Codes are searched for and must not change.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemas.errors import DocumentRefused
from schemas.terms import Stage

NEEDS_OCR = "needs-ocr"

_INSTALL_TESSERACT = (
    "Install tesseract with the Danish model (`apt-get install tesseract-ocr tesseract-ocr-dan`), "
    "then run again."
)
_FETCH_AGAIN = "Fetch the file again from where it came from; the download or the copy may be cut short."
_PRINT_ANEW = "Open it in a PDF viewer and print it to a new PDF, or ask for a simpler export; drop that."


def empty(message: str = "The file is empty.") -> DocumentRefused:
    """Refuse a file without a word in it."""
    return _refusal("empty", message, _FETCH_AGAIN)


def not_pdf_or_text() -> DocumentRefused:
    """Refuse any other format."""
    return _refusal(
        "not-pdf-or-text",
        "The file is neither a PDF nor a plain text.",
        "Save or print the minutes as a PDF, or export them as plain text, and drop that.",
    )


def encrypted() -> DocumentRefused:
    """Refuse a PDF that wants a password."""
    return _refusal(
        "encrypted",
        "The PDF is locked with a password.",
        "Open it with the password, save or print it as a PDF without one, and drop that.",
    )


def broken(
    message: str = "The PDF cannot be opened: its structure is damaged.", page: int | None = None
) -> DocumentRefused:
    """Refuse a damaged PDF."""
    return _refusal("broken", message, f"{_FETCH_AGAIN} If it stays so, have it exported anew.", page)


def no_text() -> DocumentRefused:
    """Refuse a PDF without a word, neither as text nor in a scan."""
    return _refusal(
        "no-text",
        "No text can be found in the PDF, only blank pages, pictures or drawings.",
        "Ask for the original PDF, or scan the paper again with better contrast, and drop that.",
    )


def needs_ocr(scans: Sequence[int], pages: int) -> DocumentRefused:
    """Refuse a document with scanned pages, whose numbers are given, where nothing recognises them."""
    message = f"{len(scans)} of its {pages} pages are scans: pictures of text, and no text."
    return _refusal(NEEDS_OCR, message, _INSTALL_TESSERACT, scans[0])


def ocr_failed(reason: str, page: int) -> DocumentRefused:
    """Refuse a document with a scanned page that tesseract gives up on."""
    message = f"Page {page} is a scan that tesseract could not read: {reason}."
    return _refusal("ocr-failed", message, _PRINT_ANEW, page)


def page_hangs(seconds: float, page: int | None) -> DocumentRefused:
    """Refuse a document that a reader cannot get to the end of."""
    message = f"{_where(page)} took more than {seconds:g} seconds to read."
    return _refusal("page-hangs", message, _PRINT_ANEW, page)


def out_of_memory(page: int | None = None) -> DocumentRefused:
    """Refuse a document that needs more memory than one may have."""
    message = f"{_where(page)} needs more memory than one document may have."
    return _refusal("out-of-memory", message, _PRINT_ANEW, page)


def reader_crashed(page: int | None) -> DocumentRefused:
    """Refuse a document that ended the program reading it."""
    return _refusal(
        "reader-crashed", f"{_where(page)} made the program that reads it crash.", _PRINT_ANEW, page
    )


def _where(page: int | None) -> str:
    return f"Page {page}" if page else "The document"


def _refusal(code: str, message: str, remedy: str, page: int | None = None) -> DocumentRefused:
    return DocumentRefused(code, message, remedy=remedy, stage=Stage.READ, page=page)
