"""The head of a document: title line, body, date and time, place, letterhead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise, takewhile

from schemas.page import RuledTable
from schemas.terms import AttendanceStatus, DocumentKind
from tasks.parse import dates
from tasks.parse.layout import (
    Label,
    closed_up,
    header_label,
    is_contents_heading,
    is_signature_heading,
    item_labels,
    sure_kind,
)
from tasks.parse.people import names_person, people_in_columns, split_names
from tasks.parse.rows import Row, Typography
from tasks.parse.text import continues, join, strip_marker
from tasks.parse.title import (
    body_alone,
    body_in_running_head,
    body_of_meeting,
    is_place,
    meeting_day,
    read_title,
    says_when,
    title_rows,
)
from tasks.parse.told import tells_of_people
from vocabulary.bodies import canonical, is_body, is_generic
from vocabulary.municipalities import named_in, of_council
from vocabulary.tables import alternatives, table

TOLD = "told"
"""The field of sentences that tell who was away, under no label."""

ATTENDANCE_FIELDS = ("members", "chair", "officials", "referent", "excused", "absent", "substitute")
"""The labels under which persons are listed."""

_AWAY_FIELDS = frozenset({"excused", "absent"})
# Behind what the head of a sheet says: its number, or room for initials.
_SHEET_AT_END = re.compile(
    r"\s+(?:(?:Side|Blad|Ark|S\.)\s*(?:nr\.?)?:?\s*\d|[\w]*s? initialer\b).*$", re.IGNORECASE
)
# A page of signatures with a line for each member may follow the line that says when the meeting ended.
_CLOSING_ROWS = 60
# Labels that only a meeting has.
_OF_A_MEETING = ("start", "end", "place", *ATTENDANCE_FIELDS)
# A letterhead, or the head of a website, has at most so many rows.
_ROWS_ABOVE = 8
# So many labels without a colon below each other are no chance where one of them says when or where.
_SEVERAL = 3
_SAY_WHEN = frozenset({"date", "place"})
# Members may be listed in so many columns.
_LISTS_BESIDE = 2
# Behind the label of when a meeting began: `18.00 og sluttede kl. 19.30`.
_TELLS_END = re.compile(r"\d\s*[-–]\s*\d|\b(?:slut|hæve|afslut|ophør|indtil|til\b)")
# Below a person, behind a dash: `- deltog ikke under punkt 5`.
_TELLS_OF_ABOVE = re.compile(r"[-–] [a-zæøå]")
# A line that says no more than that the meeting was called off has at most so many characters.
_LONGEST_NOTE = 40


@dataclass(slots=True)
class Field:
    """A label with what stands behind and below it: its field's name, its word as printed, its values.

    `beside` are those of a second column, which follow when all of the first are read; `tables` hold persons
    and what columns say of them.
    """

    name: str
    word: str
    values: list[str]
    beside: list[str] = field(default_factory=list)
    tables: list[RuledTable] = field(default_factory=list)

    @classmethod
    def of(cls, label: Label) -> Field:
        """Begin a field with a label and the value on its line."""
        return cls(label.field, label.word, [label.value] if label.value else [])


@dataclass(slots=True)
class Header:
    """What stands before the first item; `fields` holds the labels in printed order."""

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
    fields: list[Field] = field(default_factory=list)
    page: int | None = None

    def set_time(self, day: date | None, clock: Sequence[time]) -> None:
        """Take a day and its times where none were printed before; the second time is the end."""
        self.meeting_date = self.meeting_date or day
        if clock and self.start_time is None:
            self.start_time = clock[0]
            if len(clock) > 1 and self.end_time is None and clock[1] > clock[0]:
                self.end_time = clock[1]


def read_header(rows: list[Row], furniture: list[str], typography: Typography) -> Header:
    """Read the rows before the first item."""
    header = Header()
    free = [row for row in rows if not row.role]
    for row in free:
        row.text = closed_up(row.text)
    if block := title_rows(free, typography):
        title = read_title(block, typography)
        header.title, header.kind, header.body = title.text, title.kind, title.body
        header.place, header.page = title.place, title.page
        header.set_time(title.meeting_date, title.times)
        for row in block:
            row.take("title", "title")
        for row in free[: min(free.index(block[0]), _ROWS_ABOVE)]:
            if row.line and not (row.role or _labels_of(row)):
                row.take("letterhead", "above-title")
    when = _read_fields(header, free, typography)
    header.fields[:0] = _away_in_furniture(header, furniture)
    _apply_fields(header)
    if when:  # after the labels: what one of them says is surer
        header.set_time(meeting_day(when.text, when.page), dates.times(when.text))
        _read_meeting_line(header, when)
    _read_headline(header, free)
    letterhead = [row.text for row in rows if row.role in ("letterhead", "title")]
    header.municipality = header.municipality or next(
        (name for text in [*letterhead, *furniture] if (name := named_in(text))), None
    )
    if header.title and not header.body:
        header.body = next(filter(None, map(body_in_running_head, furniture)), None)
    if header.meeting_date and not header.body and (when or header.title):
        header.body = _body_alone(free)
    if header.body:
        body, header.municipality = of_council(canonical(header.body), header.municipality)
        header.body = canonical(body)
    return header


def _read_fields(header: Header, rows: list[Row], typography: Typography) -> Row | None:
    """Part the rows into labels with their values; what stands before the first label is letterhead.

    Return the line that says when the meeting was under no label, if there is one.
    """
    above: Row | None = None
    is_below_title = False
    when: Row | None = None
    needs_colon = not _are_labels_bare(rows)
    for row in rows:
        is_read = bool(row.role)
        if is_read:
            above, is_below_title = None, True
            continue
        if row.table is not None:
            _read_table_fields(header, row)
            above = None
            continue
        if is_signature_heading(row.text):
            for signed in rows[rows.index(row) :]:
                signed.take("signature", "signature-page")
            return when
        if is_contents_heading(row.text):
            row.take("contents", "heading")  # of a list that the items themselves are
            above = None
            continue
        if _says_cancelled(row.text):
            row.take("title", "cancelled")
            above, is_below_title = None, True
            continue
        labels = _labels_of(row, needs_colon=needs_colon)
        if labels and _is_awaited(header, labels[0], row):
            labels = []  # the value of the label above, `Mødested` / `Mødelokale 3`
        if labels and above is not None and _ends_a_person(header.fields[-1], row):
            labels = []
        in_list = above is not None and header.fields[-1].name in ATTENDANCE_FIELDS
        tells = not labels and tells_of_people(row.text, in_list=in_list)
        if tells and not _is_being_told(header, above, row, typography):
            labels = [Label(TOLD, "", row.text)]
        if labels:
            row.take("label", labels[0].field)
            header.fields += map(Field.of, map(_said_in, labels))
        elif (
            header.fields
            and above is not None
            and not _is_another_paragraph(header.fields[-1], row, typography)
            and not (
                sure_kind(row.text) or _is_of_item(above, row, typography) or _is_running_head(header, row)
            )
        ):
            last = header.fields[-1]
            row.take("label", last.name)
            if (columns := _people_beside(last, row)) is not None:
                last.values.append(columns[0])
                last.beside += columns[1:]
            elif last.values and _goes_on(last, above, row, typography):
                last.values[-1] = join(last.values[-1], row.text, typography)
            else:
                last.values.append(row.text)
        elif named_in(row.text):
            row.take("letterhead", "municipality")
        elif header.meeting_date is None and when is None and says_when(row.text):
            row.take("title", "date-line")
            when, is_below_title = row, True
        elif is_below_title and (held := _held(row.text)):
            row.take("title", "held")
            header.place = header.place or held["place"]
            header.set_time(None, dates.times(row.text))
        elif is_below_title and header.place is None and is_place(row.text):
            row.take("title", "place")
            header.place = row.text
        above = row if row.role == "label" else None
    return when


def _body_alone(rows: list[Row]) -> str | None:
    """Give the name of a body that stands on a line of its own above all labels, under the letterhead."""
    for row in takewhile(lambda row: row.role != "label", rows[:_ROWS_ABOVE]):
        if row.line and is_body(row.text) and not is_generic(canonical(row.text)):
            row.take("letterhead", "body")
            return row.text
    return None


def _away_in_furniture(header: Header, furniture: list[str]) -> list[Field]:
    """Read who was away from the head of every sheet, unless the meeting's own head says it.

    `Fraværende: Ida Krogh` may stand beside the sheet's number.
    """
    if any(part.name in _AWAY_FIELDS for part in header.fields):
        return []
    bare = (_SHEET_AT_END.sub("", text) for text in furniture)
    labels = [label for text in bare if (label := header_label(text, is_marked=False))]
    return [Field.of(label) for label in labels if label.field in _AWAY_FIELDS and label.value]


def _read_meeting_line(header: Header, when: Row) -> None:
    """Take the line that says who met and when for the title where no other is: `Møde i Byrådet den …`."""
    if header.title is None and (body := body_of_meeting(when.text)):
        header.title, header.page = when.text, when.page
        header.body = header.body or body


def _read_headline(header: Header, rows: list[Row]) -> None:
    """Take a line above the labels that names the body for the title where no other is.

    The labels must say that it met: a day and a place, hours or persons. A memo has the day alone.
    """
    found = {part.name for part in header.fields}
    if header.title or header.body or "date" not in found or found.isdisjoint(_OF_A_MEETING):
        return
    for row in takewhile(lambda row: row.role != "label", rows):
        if row.line and (body := body_alone(row.text)):
            header.title, header.body, header.page = row.text, body, row.page
            row.take("title", "body-alone")
            return


def _held(text: str) -> re.Match[str] | None:
    """Match a sentence that says where, and perhaps when, the body met."""
    return re.fullmatch(alternatives(table("layouts")["title"]["held"]), text)


def _is_of_item(above: Row, row: Row, typography: Typography) -> bool:
    """Say whether a row holds an item's numbers and is no end of a sentence, `… af` / `sag nr. 128`."""
    return bool(item_labels(row.text)) and not (row.text[0].islower() and continues(above, row, typography))


def _is_running_head(header: Header, row: Row) -> bool:
    """Say whether a row below a list of persons names the municipality and the meeting's day."""
    is_listed = header.fields[-1].name in ATTENDANCE_FIELDS
    return is_listed and dates.find(row.text) is not None and named_in(row.text) is not None


def _is_awaited(header: Header, label: Label, row: Row) -> bool:
    """Say whether a row that begins like a label is the value that the label above it waits for."""
    last = header.fields[-1] if header.fields else None
    is_alone = last is not None and last.name == label.field and not last.values
    return is_alone and bool(label.value) and ":" not in row.text


def _is_another_paragraph(last: Field, row: Row, typography: Typography) -> bool:
    """Say whether a row below the value of a label that has one only is a sentence that stands apart."""
    is_single = last.name not in ATTENDANCE_FIELDS and last.name != TOLD and bool(last.values)
    is_apart = row.gap is not None and not typography.is_tight(row)
    return is_single and is_apart and row.text.endswith((".", ":"))


def _ends_a_person(last: Field, row: Row) -> bool:
    """Say whether a row holds the rest of a person's roles: `…, kommunaldirektør,` / `formand`."""
    is_open = last.name in ATTENDANCE_FIELDS and bool(last.values) and last.values[-1].endswith(",")
    return is_open and row.text[0].islower()


def _says_cancelled(text: str) -> bool:
    """Say whether a line says that the meeting was called off, and nothing else."""
    patterns = table("layouts")["title"]["cancelled"]
    return len(text) <= _LONGEST_NOTE and any(re.search(pattern, text) for pattern in patterns)


def _are_labels_bare(rows: list[Row]) -> bool:
    """Say whether labels stand before their values without a colon: several below each other, a day or place.

    `Dato 8. oktober 2015`, and below it `Sted Rådhuset` and `Fraværende Ida Krogh`.
    """
    found: list[str] = []
    for row in rows:
        label = header_label(row.text, is_marked=True) if row.line and not row.role else None
        has_value = label is not None and label.value[:1].isalnum() and not label.value[0].islower()
        is_bare = label is not None and has_value and row.text[len(label.word) :].lstrip()[0] != ":"
        found = [*found, label.field] if label and is_bare else []
        if len(set(found)) >= _SEVERAL and not _SAY_WHEN.isdisjoint(found):
            return True
    return False


def _labels_of(row: Row, *, needs_colon: bool = True) -> list[Label]:
    """Read a row's label and value, or several where columns stand beside each other."""
    columns = [" ".join(word.text for word in column) for column in row.columns()]
    is_bare = not needs_colon and row.text[:1].isupper()  # `stedfortræder` is the rest of a sentence
    first = header_label(row.text, is_marked=len(columns) > 1 or row.begins_bold or is_bare)
    if not first:
        return []
    found = [(index, header_label(text, is_marked=False)) for index, text in enumerate(columns[1:], start=1)]
    if found and header_label(columns[0], is_marked=True) == Label(first.field, first.word, ""):
        # Its value stands right behind it, though it begin with such a word: `Sted:  Mødelokale 2`.
        found = [(index, label) for index, label in found if index > 1 or ":" in columns[index]]
    starts = [0, *(index for index, label in found if label)]
    texts = [" ".join(columns[start:end]) for start, end in pairwise([*starts, len(columns)])]
    labels = [header_label(text, is_marked=True) for text in texts]
    return [label for label in labels if label]


def _is_being_told(header: Header, above: Row | None, row: Row, typography: Typography) -> bool:
    """Say whether a row goes on with sentences that tell of people."""
    is_told = above is not None and bool(header.fields) and header.fields[-1].name == TOLD
    return is_told and above is not None and continues(above, row, typography)


def _said_in(label: Label) -> Label:
    """Give the label that stands in the value of a label of no use: `Bemærkninger: Afbud fra Ida Krogh`."""
    if label.field != "ignored":
        return label
    if tells_of_people(label.value):
        return Label(TOLD, "", label.value)
    inner = header_label(label.value, is_marked=True)
    return inner if inner and inner.field in ATTENDANCE_FIELDS else label


def _goes_on(last: Field, above: Row, row: Row, typography: Typography) -> bool:
    """Say whether a row goes on with a label's last value: of persons it begins a new one mostly."""
    if last.name in ATTENDANCE_FIELDS and _TELLS_OF_ABOVE.match(row.text):
        return True
    if last.name in ATTENDANCE_FIELDS and typography.is_tight(row) and _ends_in_first_name(last.values[-1]):
        return True
    if not continues(above, row, typography):
        return False
    if last.name not in ATTENDANCE_FIELDS:
        return True
    return _is_cut(last.values[-1]) or row.text[0].islower() or row.text[0] == "("


def _ends_in_first_name(said: str) -> bool:
    """Say whether the last of several persons has one name and all others more: the line broke inside it."""
    *others, last = split_names(said) or [""]
    return bool(others) and last.isalpha() and all(" " in name for name in others)


def _is_cut(said: str) -> bool:
    """Say whether a line of persons ends inside an entry, or holds several."""
    is_open = said.endswith((",", ";", "-", " og", " samt", " for", " i")) or said.count("(") > said.count(
        ")"
    )
    return is_open or len(split_names(said)) > 1


def _people_beside(last: Field, row: Row) -> list[str] | None:
    """Give the persons that stand beside each other in two columns of a list; None where none do."""
    if last.name not in ATTENDANCE_FIELDS:
        return None
    columns = [strip_marker(" ".join(word.text for word in column)) for column in row.columns()]
    are_people = len(columns) == _LISTS_BESIDE and all(names_person(column) for column in columns)
    return columns if are_people else None


def _read_table_fields(header: Header, row: Row) -> None:
    assert row.table is not None
    row.take("label", "table")
    if people_in_columns(row.table.rows, AttendanceStatus.PRESENT):
        if not (header.fields and header.fields[-1].name in ATTENDANCE_FIELDS):
            header.fields.append(Field("members", "", []))
        header.fields[-1].tables.append(row.table)
        return
    for cells in row.table.rows:
        texts = [" ".join((cell or "").split()) for cell in cells]
        texts = [text for text in texts if text]
        if not texts:
            continue
        label = header_label(texts[0], is_marked=True)
        if label:
            header.fields.append(Field.of(label))
            are_people = label.field in ATTENDANCE_FIELDS and len(texts) == 2
            header.fields[-1].values += _people_in_cell(cells) if are_people else texts[1:]
        elif header.fields:
            last = header.fields[-1]
            last.values += [", ".join(texts)] if last.name in ATTENDANCE_FIELDS else texts


def _people_in_cell(cells: Sequence[str | None]) -> list[str]:
    """Give the persons of a list that stands in one cell, a line each where no line is cut."""
    *_, listed = filter(None, cells)
    found: list[str] = []
    for line in filter(None, map(str.strip, listed.split("\n"))):
        if found and (_is_cut(found[-1]) or not names_person(line)):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


def _apply_fields(header: Header) -> None:
    for part in header.fields:
        name, text = part.name, " ".join(part.values)
        if not text:
            continue
        if name == "date":
            header.set_time(meeting_day(text, header.page), dates.times(text))
            place = re.search(r"\s(?:i|på)\s+([A-ZÆØÅ].+)$", text)
            if place and not header.place:
                header.place = place[1]
        elif name == "start" and header.start_time is None:
            clock = dates.times(text)
            header.set_time(None, clock if _TELLS_END.search(text) else clock[:1])
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


def take_closing(rows: list[Row]) -> time | None:
    """Take the line after the last item that says when the meeting ended: `Mødet hævet kl. 21.15`."""
    pattern = alternatives(table("layouts")["closing"]["end"])
    for row in reversed(rows[-_CLOSING_ROWS:]):
        if row.line is None or row.role or not (match := re.match(pattern, row.text, re.IGNORECASE)):
            continue
        if match.end() == len(row.text):
            row.take("label", "end")  # with a sentence behind it the line stays what it is
        return next(iter(dates.times(match[0])), None)
    return None
