"""The Bilag of an item: titles and document numbers, beside each other, below each other or in one line."""

from __future__ import annotations

import re
from itertools import pairwise

from schemas.minutes import Attachment
from schemas.page import RuledTable, Word
from tasks.parse import dates
from tasks.parse.numbers import CUT_NUMBER, DOCUMENT_NUMBER
from tasks.parse.rows import COLUMN_GAP, Row, Typography
from tasks.parse.text import cell_text, continues, entry_text, is_entry, is_stray, join, strip_marker
from vocabulary.tables import fold

_NONE = re.compile(r"^(?:Ingen(?: bilag)?|Intet|-|Der er ingen bilag)\.?$", re.IGNORECASE)
# A sentence that tells where the attachments are and names none.
_TELLS_WHERE = re.compile(
    r"^(?:(?:Sagens )?(?:bilag|akter)(?:ene|et|ne)?(?: til (?:sagen|punktet))?|Sagen|Materialet)"
    r" (?:er|var|lå|ligger|kan|fore\w+|fremlægges|udsendes|udleveres|omdeles|vedlægges) .*\.$"
    r"|^(?:fremlægges|udleveres|omdeles|fremlagt|udleveret|omdelt) (?:på|i|under) (?:mødet|sagen)\.?$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:Bilag|Bil\.)\s*(?:nr\.?\s*)?(?:\d{1,3}[a-z]?\s*:|\d{1,3}\.\d{1,2}\s*:?)\s+(?=\S)", re.IGNORECASE
)
# Who may read it, as Acadre prints before a title: `1 Åben Takstblad 118740/14`, `Åben - Takstblad`.
_OPENNESS = re.compile(r"^(?:\d{1,2}[.)]?\s+(?:Åben|Lukket)\s+(?:[-–]\s+)?|(?:Åben|Lukket)\s+[-–]\s+)(?=\S)")
_NUMBER_LABEL = re.compile(r"^\(?Dok(?:ument)?\.?\s*nr\.?:?\s*", re.IGNORECASE)
_LEADING = re.compile(rf"^({DOCUMENT_NUMBER.pattern})\s*[-–:]?\s+(?=\S)")
# A number without a stroke, which only all entries of a list together tell from a word of a title.
_BARE_ID = re.compile(r"(?<!ID:)\s(?!20\d{6}\b)(\d{6,8})$")
_LEADING_ID = re.compile(r"^(\d{5,8})\s+[-–]\s+(?=\S)")
# Document numbers stand at least this far (in font sizes) from the title beside them, at one x give or take
# so many points.
_NUMBER_GAP = 0.7
_COLUMN_DRIFT = 4.0
# The head of a counted one.
_COUNTED_HEAD = [
    re.compile(head, re.IGNORECASE)
    for head in (r"(?:bilags?)?(?:nr\b|nummer)", "titel|navn|bilag|tekst|emne", r"dok|id\b")
]
# A row of a ruled list has a title and a number.
_CELLS = 2
_TRAILING = re.compile(
    rf"\s*[(,–-]?\s*(?:(?:Dok(?:ument)?\.?\s*(?:nr\.?)?:?\s*)?({DOCUMENT_NUMBER.pattern})"
    r"|\bDok(?:ument)?\.?\s*nr\.?:?\s*([A-ZÆØÅ]{0,4}\d[\w/-]*)"
    r"|Dok(?:ument)?\.?[\s-]?ID:?\s*(\d{4,10})"
    r"|\((?:Åben|Lukket|Fortrolig)\s*-\s*(\d{4,10}))\)?$",
    re.IGNORECASE,
)


def read_attachments(rows: list[Row], typography: Typography) -> tuple[list[Attachment], str]:
    """Read the rows under a Bilag heading; return the attachments and the section's text."""
    entries: list[tuple[str, str]] = []
    tabled: list[tuple[str, str]] = []
    above: Row | None = None
    column = _number_column(rows)
    lead = _numbers_lead(rows, column)
    for row in rows:
        if row.table is not None and (ruled := listed(row.table, typography)):
            entries += ruled
        elif row.table is not None:
            tabled += _counted(row.table, typography)
        if row.line is None or is_stray(row):
            above = None
            continue
        title, number = _split(row, column)
        if entries and CUT_NUMBER.search(entries[-1][1]) and (rest := _rest_of_number(row, title, number)):
            entries[-1] = (_joined(entries[-1][0], rest[0], typography), entries[-1][1] + rest[1])
        elif entries and above and _goes_on(entries[-1], title, number, above, row, typography, column):
            entries[-1] = (_joined(entries[-1][0], title, typography), entries[-1][1] or number)
        elif lead and entries and not number and not entries[-1][0]:
            entries[-1] = (title, entries[-1][1])
        elif entries and not title and not entries[-1][1] and not lead:
            entries[-1] = (entries[-1][0], number)
        elif title or number:
            entries.append((entry_text(row, title), number))
        above = row
    printed = [(number, title) if lead else (title, number) for title, number in entries]
    text = "\n".join(part for entry in printed for part in entry if part)
    if len(entries) > 1 and all(not number and _BARE_ID.search(title) for title, number in entries):
        entries = [
            (title[: match.start()], match[1]) for title, _ in entries if (match := _BARE_ID.search(title))
        ]
    if entries and all(not number and _LEADING_ID.match(title) for title, number in entries):
        entries = [
            (title[match.end() :], match[1]) for title, _ in entries if (match := _LEADING_ID.match(title))
        ]
    found = [_attachment(title, number) for title, number in [*entries, *tabled]]
    return [attachment for attachment in found if attachment], text


def listed(table: RuledTable, typography: Typography) -> list[tuple[str, str]]:
    """Read a ruled table that lists attachments: a title and a document number in each row.

    A first row without a number is the table's header; any other table gives an empty list.
    """
    rows = [[text for cell in row if (text := cell_text(cell, typography))] for row in table.rows]
    rows = [row for row in rows if row]
    if rows and not any(map(_is_number, rows[0])):
        rows = rows[1:]
    entries = []
    for row in rows:
        if len(row) != _CELLS or not any(map(DOCUMENT_NUMBER.fullmatch, row)):
            return []
        entries.append((row[0], row[1]) if DOCUMENT_NUMBER.fullmatch(row[1]) else (row[1], row[0]))
    return entries


def _counted(table: RuledTable, typography: Typography) -> list[tuple[str, str]]:
    """Read a table with the head `Nr.`, `Titel`, `Dokument` and counted rows; any other gives an empty list.

    Such a table is one of the item's as well: its head says what it holds.
    """
    rows = [[cell_text(cell, typography) for cell in row] for row in table.rows]
    head, *entries = rows
    is_counted = [row[0] for row in entries] == [str(count) for count in range(1, len(rows))]
    if not is_counted or any(len(row) != len(_COUNTED_HEAD) for row in rows):
        return []
    is_head = all(pattern.match(cell) for pattern, cell in zip(_COUNTED_HEAD, head, strict=True))
    are_numbers = all(_is_number(row[2]) or row[2].isdigit() for row in entries)
    return [(row[1], row[2]) for row in entries] if is_head and are_numbers else []


def _joined(left: str, right: str, typography: Typography) -> str:
    return join(left, right, typography) if right else left


def _number_column(rows: list[Row]) -> float | None:
    """Give the x where document numbers stand beside the titles, None where they do not."""
    starts = []
    for row, below in pairwise([*rows, None]):
        if row is None or row.line is None or len(row.line.words) < 2:
            continue
        before, last = row.line.words[-2:]
        is_apart = last.x0 - before.x1 > _NUMBER_GAP * row.size
        if _is_number(last.text) and (is_apart or _is_cut_over(last, below)):
            starts.append(last.x0)
    return min(starts, default=None)


def _is_cut_over(number: Word, below: Row | None) -> bool:
    """Say whether a number goes on right below, in a column of its own."""
    if below is None or below.line is None or not CUT_NUMBER.fullmatch(number.text):
        return False
    rest = below.line.words[-1]
    return rest.text.isdigit() and abs(rest.x0 - number.x0) < _COLUMN_DRIFT


def _is_number(text: str) -> bool:
    return bool(DOCUMENT_NUMBER.fullmatch(text) or CUT_NUMBER.fullmatch(text))


def _numbers_lead(rows: list[Row], column: float | None) -> bool:
    """Say whether a number on a line of its own stands above each title: so it does above the first."""
    first = next((row for row in rows if row.line is not None and not is_stray(row)), None)
    return first is not None and _split(first, column)[0] == ""


def _split(row: Row, column: float | None) -> tuple[str, str]:
    """Part a row into its title and its number."""
    assert row.line is not None
    text, words = row.text, row.line.words
    if len(words) > len(row.columns()[0]) == 1 and dates.is_date(words[0].text):
        # When it was made stands in a column of its own.
        text, words = text.removeprefix(words[0].text).lstrip(), words[1:]
    *before, last = words
    in_column = column is not None and abs(last.x0 - column) < _COLUMN_DRIFT
    if before and _is_number(last.text):
        # Behind tabs the numbers stand at one x or at a later one.
        gap = _NUMBER_GAP if column is not None else COLUMN_GAP
        in_column = in_column or last.x0 - before[-1].x1 > gap * row.size
    if in_column and (_is_number(last.text) or last.text.isdigit()):
        return " ".join(word.text for word in before), last.text
    bare = _NUMBER_LABEL.sub("", text)
    return ("", bare) if _is_number(bare) else (text, "")


def _rest_of_number(row: Row, title: str, number: str) -> tuple[str, str] | None:
    """Give what a row adds to a title and to a number that the row above cut."""
    if number.isdigit():
        return title, number
    return ("", row.text) if row.text.isdigit() else None


def _goes_on(
    entry: tuple[str, str],
    title: str,
    number: str,
    above: Row,
    row: Row,
    typography: Typography,
    edge: float | None,
) -> bool:
    """Say whether a row goes on with the title of the entry above it."""
    if not title or is_entry(row) or _LABEL.match(title) or _LEADING.match(title):
        return False
    if number and entry[1]:
        return False
    if edge is not None and (_TRAILING.search(title) or _TRAILING.search(entry[0])):
        return False
    return continues(above, row, typography, right=edge)


def _attachment(title: str, number: str) -> Attachment | None:
    """Make an attachment of an entry; a number inside the title becomes its document number."""
    text = strip_marker(title).strip()
    if _NONE.match(text) or _TELLS_WHERE.match(text):
        return None
    text = _OPENNESS.sub("", _LABEL.sub("", text))
    if not number and (leading := _LEADING.match(text)):
        number, text = leading[1], text[leading.end() :]
    elif not number and (trailing := _TRAILING.search(text)) and trailing.start() > 0:
        number, text = next(filter(None, trailing.groups())), text[: trailing.start()]
    text = text.strip()
    return Attachment(title=text or number, document_number=number or None) if text or number else None


def once_each(attachments: list[Attachment]) -> tuple[Attachment, ...]:
    """Keep each attachment once; of two prints of one, the number is kept from whichever has it."""
    kept: dict[tuple[str, str | None], Attachment] = {}
    for attachment in attachments:
        title = fold(attachment.title)
        twins = [key for key in kept if key[0] == title]
        same = next((k for k in twins if attachment.document_number in (k[1], None) or k[1] is None), None)
        if same is None:
            kept[title, attachment.document_number] = attachment
        elif same[1] is None and attachment.document_number:
            items = [
                (k, v) if k != same else ((title, attachment.document_number), attachment)
                for k, v in kept.items()
            ]
            kept = dict(items)
    return tuple(kept.values())
