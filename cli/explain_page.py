"""The page of `referat explain --html`: one file that needs nothing beside it."""

from __future__ import annotations

import base64
import re

from jinja2 import Environment, PackageLoader, StrictUndefined

from schemas.minutes import Minutes
from tasks.explain import Explanation, ReadRow, item_fields, meeting_fields

ROLES = {
    "title": ("Titel", "head"),
    "letterhead": ("Brevhoved", "head"),
    "label": ("Felt i hovedet", "head"),
    "contents": ("Indhold", "contents"),
    "item": ("Punkt", "item"),
    "group": ("Gruppe af punkter", "item"),
    "mark": ("Åbent/lukket", "number"),
    "number": ("Nummer", "number"),
    "heading": ("Overskrift", "heading"),
    "text": ("Tekst", "text"),
    "table": ("Tabel", "text"),
    "furniture": ("Hoved/fod", "aside"),
    "signature": ("Underskrift", "aside"),
    "stray": ("Løst tegn", "aside"),
    "": ("Uden rolle", "none"),
}
"""What a role is called on the page, and the colour that it shares with roles like it."""

FIELDS = {
    "document_kind": "Dokumenttype",
    "title": "Titel",
    "municipality": "Kommune",
    "body": "Udvalg",
    "meeting_date": "Mødedato",
    "start_time": "Begyndt",
    "end_time": "Sluttet",
    "place": "Mødested",
    "is_cancelled": "Aflyst",
    "version": "Version",
    "layout": "Layout",
    "text_accounted": "Tekst gjort rede for",
    "attendance": "Deltager",
    "number": "Punktnr.",
    "is_closed": "Lukket",
    "case_number": "Sagsnr.",
    "journal_number": "J.nr.",
    "document_number": "Dokumentnr.",
    "item_type": "Sagstype",
    "pages": "Sider",
    "section": "Afsnit",
    "recommendation": "Indstilling",
    "decision": "Beslutning",
    "remark": "Bemærkning",
    "item_attendance": "Fravær, inhabilitet",
    "vote": "Stemme",
    "consultation": "Behandling",
    "attachment": "Bilag",
    "item_table": "Tabel i punktet",
}
"""What a field of the warehouse is called on the page."""

_LEADER = re.compile(r"(?:\. ?){6,}")


def page_of(explanation: Explanation) -> str:
    """Make the page. All that the document says is escaped."""
    environment = Environment(
        loader=PackageLoader("cli"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    minutes = explanation.result if isinstance(explanation.result, Minutes) else None
    return environment.get_template("explain.html").render(
        file=explanation,
        minutes=minutes,
        refusal=None if minutes else explanation.result,
        meeting=meeting_fields(minutes) if minutes else [],
        items=[(item, item_fields(item)) for item in minutes.items] if minutes else [],
        begins=_begins(explanation.rows),
        roles=ROLES,
        names=FIELDS,
        legend=_legend(explanation.rows),
        data_uri=_data_uri,
        without_leader=_without_leader,
    )


def _begins(rows: list[ReadRow]) -> dict[int, ReadRow]:
    """Give the first row of each item."""
    begins: dict[int, ReadRow] = {}
    for row in rows:
        if row.item is not None:
            begins.setdefault(row.item, row)
    return begins


def _legend(rows: list[ReadRow]) -> list[tuple[str, list[str]]]:
    """Give each colour that the document has, with the names of its roles."""
    found = {row.role for row in rows}
    legend: dict[str, list[str]] = {}
    for role, (name, colour) in ROLES.items():
        if role in found:
            legend.setdefault(colour, []).append(name)
    return list(legend.items())


def _data_uri(picture: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


def _without_leader(text: str) -> str:
    """Shorten the dots between a title of the contents list and its page."""
    return _LEADER.sub(" … ", text)
