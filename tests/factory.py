"""Invented documents for tests that need parsed minutes and no parser."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from schemas.document import ParsedDocument, RefusedDocument, SourceFile
from schemas.minutes import Decision, Item, Minutes, Section
from schemas.terms import DocumentKind, Outcome, SectionKind, Stage
from vocabulary.tables import fold

MUNICIPALITY = "Prøveby Kommune"
DAY = date(2021, 5, 31)


def sha(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def item(title: str, text: str | None = None, *, position: int = 1, **fields: Any) -> Item:
    """An item with one section of this text; without text only its title is printed."""
    sections = (
        (Section(kind=SectionKind.SAGSFREMSTILLING, heading="Sagsfremstilling", text=text),) if text else ()
    )
    content = {"sections": sections, "content_id": sha(fold(text))[:32] if text else None}
    return Item(title=title, position=position, **(content | fields))


def decided(title: str, text: str, outcome: Outcome = Outcome.GODKENDT, **fields: Any) -> Item:
    """An item with nothing but a decision."""
    return item(
        title,
        sections=(Section(kind=SectionKind.BESLUTNING, heading="Beslutning", text=text),),
        decisions=(Decision(text=text, outcome=outcome, rule="test"),),
        content_id=sha(fold(text))[:32],
        **fields,
    )


def minutes(*items: Item, **fields: Any) -> Minutes:
    """Minutes of Direktionen with these items, numbered as given."""
    numbered = tuple(
        one.model_copy(update={"position": position, "number": one.number or str(position)})
        for position, one in enumerate(items, start=1)
    )
    values: dict[str, Any] = {
        "document_kind": DocumentKind.REFERAT,
        "body": "Direktionen",
        "meeting_date": DAY,
        "start_time": time(10),
        "items": numbered,
        "layout": "test",
        "text_accounted": 1.0,
    } | fields
    text = values.pop("text", None) or repr(sorted(values.items(), key=lambda pair: pair[0]))
    return Minutes(text_sha256=sha(text), **values)


def source(name: str, content: object, **fields: Any) -> SourceFile:
    """A file below an inbox that is nowhere; its bytes are told apart by `content`."""
    values: dict[str, Any] = {
        "path": Path("/nowhere/inbox") / name,
        "relative_path": name,
        "document_id": sha("bytes", content),
        "byte_size": 1000,
        "modified_at": datetime(2021, 6, 1, 12),
        "in_inbox": True,
    }
    return SourceFile(**(values | fields))


def parsed(
    content: Minutes,
    name: str = "referat.pdf",
    *,
    bytes_of: object = None,
    modified_at: datetime = datetime(2021, 6, 1, 12),
    **fields: Any,
) -> ParsedDocument:
    """A file that was understood as these minutes; `bytes_of` tells other bytes of the same text apart."""
    values: dict[str, Any] = {
        "media_type": "application/pdf",
        "page_count": 3,
        "extractor": "pdfium",
        "parser_version": "1",
        "municipality": MUNICIPALITY,
    }
    file = source(name, (content.text_sha256, bytes_of), modified_at=modified_at)
    return ParsedDocument(source=file, minutes=content, **(values | fields))


def refused(name: str = "faktura.pdf", content: object = "invoice", **fields: Any) -> RefusedDocument:
    """A file that was refused."""
    values: dict[str, Any] = {
        "stage": Stage.PARSE,
        "error_code": "not-minutes",
        "message": "No meeting header was found.",
        "remedy": "Drop the minutes instead.",
    }
    return RefusedDocument(source=source(name, content), **(values | fields))
