"""How a file was read: each row with its role and the rule that gave it, and the fields they came to."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from schemas.errors import DocumentRefused
from schemas.minutes import Finding, Item, Minutes
from schemas.page import DocumentPages, Page
from schemas.terms import Stage
from tasks.parse.minutes import read
from tasks.parse.rows import Row
from tasks.pool import Limits, run_in_pool
from tasks.read import read_document
from tasks.read.ocr import EXTRACTOR, Ocr
from tasks.read.pace import page_begins
from tasks.understand import OCR_LIMITS, internal_error
from vocabulary.cpr import MASK

# A picture's pixels a point: small print can be read, and a page takes a twentieth of a megabyte.
_SCALE = 1.75
# A poster's picture is no larger than this on its longer side.
_MOST_PIXELS = 2400
# What is blacked out reaches over the letters' box by so many points.
_BLEED = 2.0
# A scan may lie askew by two degrees (their tangent), and its rows are where they would be if it were turned
# straight about its middle.
_ASKEW = 0.035
_BLACK = (0, 0, 0, 255)


class Box(NamedTuple):
    """Where a row stands on its page, in points from the upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


class ReadRow(NamedTuple):
    """A line or a ruled table and what it was read as.

    `number` counts through the document from 1, `item` is the position of the item that it is read for;
    `role` and `rule` are empty where nothing accounts for it.
    """

    number: int
    page: int | None
    item: int | None
    role: str
    rule: str
    text: str
    box: Box

    @property
    def is_masked(self) -> bool:
        """Say whether a CPR number was masked in it."""
        return MASK in self.text


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page with its rows.

    `is_scan` says that its text was recognised; `picture` is a PNG, None where the format has no pages or
    none was asked for.
    """

    number: int | None
    width: float
    height: float
    rows: tuple[ReadRow, ...]
    is_scan: bool
    picture: bytes | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A file as far as it was read; no pages where no reader could open it."""

    file_name: str
    result: Minutes | DocumentRefused
    extractor: str = ""
    pages: tuple[ReadPage, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def rows(self) -> list[ReadRow]:
        """Give the rows of all pages."""
        return [row for page in self.pages for row in page.rows]


class Field(NamedTuple):
    """A field by its name in the warehouse, with what was read for it; `note` is what else is known of it.

    `value` is None where the document prints nothing.
    """

    name: str
    value: str | bool | None
    note: str = ""


def explain_within_limits(path: Path, ocr: Ocr | None, *, with_pictures: bool) -> Explanation:
    """Explain a file in a process of its own, which a document that hangs cannot outlive."""
    explain_one = partial(explain, ocr=ocr, with_pictures=with_pictures)
    limits = OCR_LIMITS if ocr else Limits()
    [(_, explanation)] = run_in_pool(explain_one, [path], workers=1, limits=limits)
    if isinstance(explanation, DocumentRefused):
        return Explanation(path.name, explanation)
    return explanation


def explain(path: Path, ocr: Ocr | None = None, *, with_pictures: bool = False) -> Explanation:
    """Read a file and keep how each row was read; a refusal is a result. An `OSError` passes through."""
    pages: DocumentPages | None = None
    try:
        pages = read_document(path, ocr)
        reading = read(pages)
    except DocumentRefused as refusal:
        return Explanation(path.name, refusal)
    except (OSError, ImportError):
        raise
    except Exception as error:
        stage = Stage.READ if pages is None else Stage.PARSE
        return Explanation(path.name, internal_error(error, stage))
    rows = [_read_row(number, row) for number, row in enumerate(reading.rows, start=1)]
    shown = [_read_page(page, rows) for page in reading.pages.pages]
    if with_pictures and pages.page_count is not None:
        shown = list(_with_pictures(path, shown))
    return Explanation(
        path.name, reading.result, pages.extractor, tuple(shown), _findings(reading.result, pages)
    )


def _read_row(number: int, row: Row) -> ReadRow:
    part = row.line or row.table
    assert part is not None
    box = Box(part.x0, part.top, part.x1, part.bottom)
    text = row.text
    if row.table is not None:
        texts = (" | ".join(" ".join((cell or "").split()) for cell in cells) for cells in row.table.rows)
        text = "\n".join(texts)
    return ReadRow(number, row.page, row.item, row.role, row.rule, text, box)


def _read_page(page: Page, rows: list[ReadRow]) -> ReadPage:
    own = tuple(row for row in rows if row.page == page.number)
    return ReadPage(page.number, page.width, page.height, own, is_scan=page.extractor == EXTRACTOR)


def _findings(result: Minutes | DocumentRefused, pages: DocumentPages) -> tuple[Finding, ...]:
    """Give the findings; of a refused document those that its reader met."""
    if isinstance(result, Minutes):
        return result.findings
    return tuple(
        Finding(rule=finding.rule, severity=finding.severity, message=finding.message, page=finding.page)
        for finding in pages.findings
    )


def _with_pictures(path: Path, pages: list[ReadPage]) -> Iterator[ReadPage]:
    """Draw each page of a PDF; rows in which something was masked are blacked out."""
    # Imported late: text exports need no PDF engine.
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        for page in pages:
            assert page.number is not None
            page_begins(page.number)
            sheet = document[page.number - 1]
            yield replace(page, picture=_picture(sheet, page))
            sheet.close()
    finally:
        document.close()
    page_begins(None)


def _picture(sheet: Any, page: ReadPage) -> bytes:  # noqa: ANN401
    scale = min(_SCALE, _MOST_PIXELS / max(page.width, page.height))
    bitmap = sheet.render(scale=scale, grayscale=True)
    for row in page.rows:
        if row.is_masked:
            left, top, right, bottom = (round(edge * scale) for edge in _blackened(row.box, page))
            bitmap.fill_rect(_BLACK, left, top, right - left, bottom - top)
    file = io.BytesIO()
    bitmap.to_pil().save(file, format="PNG")
    return file.getvalue()


def _blackened(box: Box, page: ReadPage) -> Box:
    """Give what must be blacked out for a row: its box, on a scan the strip in which it may lie."""
    if page.is_scan:
        drift = _BLEED + _ASKEW * page.width / 2
        return Box(0, box.top - drift, page.width, box.bottom + drift)
    return Box(box.x0 - _BLEED, box.top - _BLEED, box.x1 + _BLEED, box.bottom + _BLEED)


def meeting_fields(minutes: Minutes) -> list[Field]:
    """Give the fields of the meeting, those that nothing is printed for too."""
    fields = [
        Field("document_kind", minutes.document_kind),
        Field("title", minutes.title),
        Field("municipality", minutes.municipality),
        Field("body", minutes.body),
        Field("meeting_date", minutes.meeting_date.isoformat()),
        Field("start_time", _clock(minutes.start_time)),
        Field("end_time", _clock(minutes.end_time)),
        Field("place", minutes.place),
        Field("is_cancelled", minutes.is_cancelled),
        Field("version", minutes.version),
        Field("layout", minutes.layout),
        Field("text_accounted", f"{minutes.text_accounted:.2%}"),
    ]
    fields += [
        Field("attendance", person.name, _note(person.status, person.role, person.party, person.note))
        for person in minutes.attendance
    ]
    return fields


def item_fields(item: Item) -> list[Field]:
    """Give the fields of an item in the order of the contract; single ones that are empty too."""
    pages = dict.fromkeys(str(page) for page in (item.page_first, item.page_last) if page is not None)
    fields = [
        Field("number", item.number),
        Field("title", item.title),
        Field("is_closed", item.is_closed),
        Field("case_number", item.case_number),
        Field("journal_number", item.journal_number),
        Field("document_number", item.document_number),
        Field("item_type", item.item_type),
        Field("pages", "–".join(pages) or None),
    ]
    fields += [Field("section", part.text, _note(part.kind, part.heading)) for part in item.sections]
    fields += [Field("recommendation", one.text, one.proposer or "") for one in item.recommendations]
    for decision in item.decisions:
        day = decision.decided_on.isoformat() if decision.decided_on else None
        by = _note(decision.outcome, f"rule {decision.rule}", decision.body, day)
        fields.append(Field("decision", decision.text, by))
        if decision.remark:
            fields.append(Field("remark", decision.remark))
    fields += [
        Field("item_attendance", person.name, _note(person.status, person.party, person.note))
        for person in item.item_attendance
    ]
    for vote in item.votes:
        fields.append(Field("vote", vote.voter, _note(vote.choice, str(vote.votes or ""))))
    fields += [Field("consultation", body) for body in item.consultations]
    fields += [Field("attachment", one.title, one.document_number or "") for one in item.attachments]
    for table in item.tables:
        rows = "\n".join(" | ".join(cells) for cells in (table.header, *table.rows))
        fields.append(Field("item_table", rows, f"page {table.page}" if table.page else ""))
    return fields


def _note(*parts: str | None) -> str:
    return " · ".join(filter(None, parts))


def _clock(clock: time | None) -> str | None:
    return f"{clock:%H:%M}" if clock else None
