"""The head of a document: title line, body, date and time, place, letterhead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache, reduce
from itertools import pairwise

from schemas.errors import DocumentRefused
from schemas.vocabulary import DocumentKind, Stage
from tasks.parse import dates
from tasks.parse.layout import header_label, item_labels, sure_kind
from tasks.parse.rows import Row, Typography
from tasks.parse.text import continues, join
from vocabulary.bodies import canonical, is_body
from vocabulary.municipalities import named_in
from vocabulary.tables import table

_TITLE_ROWS = 6
_CONNECTOR_EDGE = re.compile(r"^[\s,:;./–-]+|[\s,:;/–-]+$")


@dataclass(slots=True)
class Header:
    """What stands before the first item; `fields` holds each label's rows, label taken off."""

    title: str | None = None
    kind: DocumentKind | None = None
    body: str | None = None
    meeting_date: date | None = None
    start_time: time | None = None
    end_time: time | None = None
    place: str | None = None
    version: str | None = None
    municipality: str | None = None
    is_cancelled: bool = False
    fields: list[tuple[str, list[str]]] = field(default_factory=list)
    page: int | None = None


@cache
def _title_words() -> list[tuple[DocumentKind, re.Pattern[str]]]:
    return [
        (DocumentKind(entry["kind"]), re.compile(rf"^(?:{entry['pattern']})\b", re.IGNORECASE))
        for entry in table("layouts")["title"]["words"]
    ]


def title_kind(text: str) -> tuple[DocumentKind, int] | None:
    """Give the kind that a line promises by its first words, and where they end."""
    for kind, pattern in _title_words():
        if match := pattern.match(text):
            return kind, match.end()
    return None


def read_header(rows: list[Row], furniture: list[str], typography: Typography) -> Header:
    """Read the rows before the first item."""
    header = Header()
    free = [row for row in rows if not row.role]
    title_rows = _title_rows(free, typography)
    if title_rows:
        _read_title(header, title_rows, typography)
    _read_fields(header, [row for row in free if not row.role], typography)
    _apply_fields(header)
    letterhead = [row.text for row in rows if row.role in ("letterhead", "title")]
    header.municipality = header.municipality or next(
        (name for text in [*letterhead, *furniture] if (name := named_in(text))), None
    )
    header.body = canonical(header.body) if header.body else None
    return header


def _title_rows(rows: list[Row], typography: Typography) -> list[Row]:
    """Find the title line with all that is stacked below it up to the first label."""
    for index, row in enumerate(rows):
        if row.line is None or not title_kind(row.text) or len(row.text) > 200:
            continue
        if not (_is_title_like(row, typography) or dates.find(row.text)):
            continue
        block = [row]
        for below in rows[index + 1 : index + _TITLE_ROWS]:
            if below.line is None or below.page != row.page or not _belongs(block, below, typography):
                break
            block.append(below)
        return block
    return []


def _is_title_like(row: Row, typography: Typography) -> bool:
    return typography.looks_like_heading(row) or row.gap is None or len(row.text) < 60


def _belongs(block: list[Row], row: Row, typography: Typography) -> bool:
    """Say whether a row goes on with a title: wrapped, or a part of a stacked block that still lacks it."""
    columns = row.columns() if row.line else []
    if header_label(row.text, is_marked=len(columns) > 1 or _has_bold_label(row)):
        return False
    whole = " ".join(part.text for part in block)
    above = block[-1]
    is_alike = abs(row.size - above.size) < 0.04 * above.size and row.is_bold == above.is_bold
    if is_alike and row.gap is not None and row.gap < 1.6 and typography.is_styled:
        return True
    has_body = bool(_body_in(whole))
    if not has_body and (is_body(row.text) or not dates.find(whole)) and len(row.text) < 90:
        return True
    if not dates.find(whole) and dates.find(row.text) and len(row.text) < 90:
        return True
    return bool(re.match(r"(?:i|kl\.?|på)\s", row.text)) or title_kind(row.text) is not None


def _has_bold_label(row: Row) -> bool:
    return row.line is not None and row.line.words[0].bold and not row.is_bold


def _read_title(header: Header, block: list[Row], typography: Typography) -> None:
    text = _joined(block, typography)
    kind = title_kind(text)
    header.kind, header.page = kind[0] if kind else None, block[0].page
    header.title = _printed_title(block, typography)
    _read_date(header, text)
    header.body = _body_in(text)
    if match := re.search(
        r"(?:kl\.?\s*[\d.:]+|\d{4}),?\s+(?:i|på)\s+(?P<place>[A-ZÆØÅ].{2,120})$", _trim_kind(text)
    ):
        header.place = match["place"]
    for row in block:
        row.take("title", "title")


def _printed_title(block: list[Row], typography: Typography) -> str:
    """Give the title line with the lines over which it wraps; what is stacked below it is no part."""
    wrapped = [block[0]]
    for above, row in pairwise(block):
        is_alike = abs(row.size - above.size) < 0.04 * above.size and row.is_bold == above.is_bold
        if not (is_alike and typography.is_full(above, row) and row.gap is not None and row.gap < 1.6):
            break
        wrapped.append(row)
    return _joined(wrapped, typography)


def _joined(rows: list[Row], typography: Typography) -> str:
    return reduce(lambda text, row: join(text, row.text, typography), rows[1:], rows[0].text)


def _trim_kind(text: str) -> str:
    """Take a second naming of the kind (`… Åbent referat`) off the end of a stacked block."""
    return re.sub(r"\s+(?:Åbent referat|Åben dagsorden|Referat|Dagsorden)$", "", text)


def _body_in(title: str) -> str | None:
    """Give the body's name in a title: what is left without kind, date, time, place and connecting words."""
    kind = title_kind(title)
    text = _trim_kind(title[kind[1] :] if kind else title)
    if found := dates.find(text):
        before, after = text[: found.start()], text[found.end() :]
        text = before if _strip_connectors(before) else after
    text = re.split(r"\s+(?:kl\.?|klokken)\s*\d", text)[0]
    text = re.split(rf",?\s+(?:(?:{dates.WEEKDAYS})\b|d\.|den\s+\d)", text, flags=re.IGNORECASE)[0]
    text = _strip_connectors(text)
    return text or None


def _strip_connectors(text: str) -> str:
    connectors = {word.lower() for word in table("layouts")["title"]["connectors"]}
    while True:
        bare = _CONNECTOR_EDGE.sub("", text)
        words = bare.split()
        if words and (
            words[0].lower().rstrip(",:") in connectors or re.fullmatch(dates.WEEKDAYS, words[0], re.I)
        ):
            words = words[1:]
        if words and words[-1].lower() in connectors | {"d"}:
            words = words[:-1]
        bare = " ".join(words)
        if bare == text:
            return bare
        text = bare


def _read_date(header: Header, text: str) -> None:
    try:
        header.meeting_date = header.meeting_date or dates.read(text)
    except dates.ImpossibleDate as error:
        raise DocumentRefused(
            "impossible-date",
            f"The meeting’s date is printed as “{error}”, which is no day of the calendar.",
            remedy="Correct the date in the document, or ask the municipality for a corrected copy.",
            stage=Stage.PARSE,
            page=header.page,
        ) from error
    found = dates.times(text)
    if found and header.start_time is None:
        header.start_time = found[0]
        if len(found) > 1 and header.end_time is None and found[1] > found[0]:
            header.end_time = found[1]


def _read_fields(header: Header, rows: list[Row], typography: Typography) -> None:
    """Part the rows into labels with their values; what stands before the first label is letterhead."""
    above: Row | None = None
    for row in rows:
        if row.table is not None:
            _read_table_fields(header, row)
            above = None
            continue
        columns = row.columns()
        first_words = " ".join(word.text for word in columns[0])
        label = header_label(row.text, is_marked=len(columns) > 1 or _has_bold_label(row))
        if label is None and len(columns) > 1 and header_label(first_words, is_marked=True):
            label = header_label(row.text, is_marked=True)
        if label:
            row.take("label", label.field)
            header.fields.append((label.field, [label.value] if label.value else []))
        elif header.fields and above is not None and not (sure_kind(row.text) or item_labels(row.text)):
            row.take("label", header.fields[-1][0])
            values = header.fields[-1][1]
            if values and continues(above, row, typography):
                values[-1] = join(values[-1], row.text, typography)
            else:
                values.append(row.text)
        elif named_in(row.text):
            row.take("letterhead", "municipality")
        elif header.meeting_date is None and dates.find(row.text) and len(row.text) < 120:
            row.take("title", "date-line")
            _read_date(header, row.text)
        above = row if row.role == "label" else None


def _read_table_fields(header: Header, row: Row) -> None:
    assert row.table is not None
    row.take("label", "table")
    for cells in row.table.rows:
        texts = [" ".join((cell or "").split()) for cell in cells]
        texts = [text for text in texts if text]
        if not texts:
            continue
        label = header_label(texts[0], is_marked=True)
        if label:
            values = [value for value in [label.value, *texts[1:]] if value]
            header.fields.append((label.field, values))
        elif header.fields:
            header.fields[-1][1].extend(texts)


def _apply_fields(header: Header) -> None:
    for name, values in header.fields:
        text = " ".join(values)
        if not text:
            continue
        if name == "date":
            _read_date(header, text)
            place = re.search(r"\s(?:i|på)\s+([A-ZÆØÅ].+)$", text)
            if place and not header.place:
                header.place = place[1]
        elif name == "start" and header.start_time is None:
            header.start_time = next(iter(dates.times(text)), None)
        elif name == "end":
            header.end_time = next(iter(dates.times(text)), header.end_time)
        elif name == "place":
            header.place = text
        elif name == "body":
            header.body = header.body or text
        elif name == "municipality":
            header.municipality = named_in(text) or header.municipality
        elif name == "version":
            header.version = _version(text)


def _version(text: str) -> str:
    """Make a printed version or date comparable as text: dates as ISO, numbers with leading zeros."""
    try:
        printed = dates.read(text)
    except dates.ImpossibleDate:
        printed = None
    if printed:
        clock = next(iter(dates.times(text)), time())
        return f"{printed.isoformat()}T{clock.isoformat()}"
    return re.sub(r"\d+", lambda match: match[0].zfill(6), text)
