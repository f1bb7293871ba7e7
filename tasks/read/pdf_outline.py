"""What a PDF says about itself: that it can be opened, its bookmarks and its creation date."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from schemas.page import Bookmark
from tasks.read.refusals import broken, encrypted

_PDF_DATE = re.compile(
    r"D?:?(?P<year>\d{4})(?P<month>\d\d)?(?P<day>\d\d)?(?P<hour>\d\d)?(?P<minute>\d\d)?(?P<second>\d\d)?"
    r"(?:Z|(?P<sign>[+-])(?P<off_hour>\d\d)'?(?P<off_minute>\d\d)?)?"
)
# Minutes have some hundreds at most; each costs more than the one before.
_MOST_BOOKMARKS = 10_000
# pdfium's FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY.
_PASSWORD_ERRORS = (4, 5)


def open_pdf(path: Path) -> Any:  # noqa: ANN401
    """Open a PDF with pdfium; the caller closes it.

    Raises `DocumentRefused` with `encrypted` where a password is wanted, `broken` where it is no
    readable PDF or has no page.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        # A PDF without pages leaves the error of the file before it standing.
        is_locked = error.err_code in _PASSWORD_ERRORS and b"/Encrypt" in path.read_bytes()
        raise (encrypted() if is_locked else broken()) from error
    if len(pdf) == 0:
        pdf.close()
        raise broken("The PDF has no pages.")
    return pdf


def bookmarks_of(pdf: Any) -> tuple[Bookmark, ...]:  # noqa: ANN401
    """Give the outline of an open pdfium document, in order, top level as 1."""
    found = []
    for entry in islice(pdf.get_toc(), _MOST_BOOKMARKS):
        target = entry.get_dest()
        index = target.get_index() if target else None
        found.append(
            Bookmark(
                title=" ".join(entry.get_title().split()),
                level=entry.level + 1,
                page=None if index is None else index + 1,
            )
        )
    return tuple(found)


def created_at(pdf: Any) -> datetime | None:  # noqa: ANN401
    """Give the creation date of an open pdfium document in UTC, without zone."""
    return parse_pdf_date(pdf.get_metadata_value("CreationDate"))


def parse_pdf_date(text: str) -> datetime | None:
    """Read `D:20210531150000+01'00'` as UTC without zone; None where it is no date.

    A date without an offset counts as UTC, as ISO 32000-2 (7.9.4) has it.
    """
    match = _PDF_DATE.match(text.strip())
    if match is None:
        return None
    parts = {name: int(value) for name, value in match.groupdict(default="0").items() if name != "sign"}
    try:
        local = datetime(
            parts["year"],
            parts["month"] or 1,
            parts["day"] or 1,
            parts["hour"],
            parts["minute"],
            parts["second"],
        )
        offset = timedelta(hours=parts["off_hour"], minutes=parts["off_minute"])
        return local + offset if match["sign"] == "-" else local - offset
    except (ValueError, OverflowError):
        return None
