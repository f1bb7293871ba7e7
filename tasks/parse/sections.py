"""An item's rows, parted into what stands under its heading and its sections."""

from __future__ import annotations

from schemas.terms import SectionKind
from tasks.parse.front import Front, labels_in, labels_of
from tasks.parse.headings import BY_STYLE, Body, Part, current, heading_of, is_outer, wraps_heading
from tasks.parse.items import Segment
from tasks.parse.layout import (
    Heading,
    fits,
    is_closed_mark,
    is_mark,
    item_label_alone,
    item_labels,
    section_heading,
    sure_kind,
)
from tasks.parse.numbers import BARE_NUMBER
from tasks.parse.rows import Row, Typography
from tasks.parse.text import join
from vocabulary.cpr import MASK
from vocabulary.tables import fold

_ANSWERED = Heading(SectionKind.BESLUTNING, "answer")

# The first line of a title that wraps has more letters than this.
_TITLE_START = 25


def read_body(segment: Segment, typography: Typography) -> Body:
    """Read the rows of an item: numbers and marks first, then sections."""
    body = Body()
    rows = [row for row in segment.rows if not row.role]
    for row, following in zip(rows, [*rows[1:], None], strict=False):
        if row.table is not None:
            if not _in_text(body) and (front := labels_in(row.table)):
                _take_front(body, front)
                row.take("number", "labels")
                continue
            current(body).append(row)
            row.take("table", "ruled")
        elif segment.answer and row is segment.answer.row:
            row.take("heading", _ANSWERED.rule)
            body.parts.append(Part(_ANSWERED, segment.answer.printed, row, inline=segment.answer.said))
        elif not (_in_text(body) or _heads_text(row, following)) and _read_front(
            body, row, segment, typography
        ):
            continue
        elif _begins_front(body, row, following, segment):
            row.take("item", "title-again")
        elif _is_number_below(body, row, following, typography):
            row.take("number", "label-alone")
        elif body.pending and _in_text(body):
            body.numbers.setdefault(body.pending, row.text)
            body.pending = None
            row.take("number", "below-label")
        elif part := heading_of(body, row, following, typography):
            row.take("heading", part.heading.rule)
            body.parts.append(part)
        elif wraps_heading(body, row, typography):
            row.take("heading", body.parts[-1].heading.rule)
            body.parts[-1].printed = join(body.parts[-1].printed, row.text, typography)
        else:
            row.take("text", body.parts[-1].heading.rule if body.parts else "loose")
            current(body).append(row)
    _read_type(body, typography)
    _drop_empty(body, typography)
    return body


def _drop_empty(body: Body, typography: Typography) -> None:
    """Drop headings without text; what only this item has set like one is text of the section above."""
    for index, part in reversed(list(enumerate(body.parts))):
        if part.rows or part.inline:
            continue
        del body.parts[index]
        if part.heading is BY_STYLE and fold(part.printed) not in typography.repeated:
            part.row.take("text", "loose")
            (body.parts[index - 1].rows if index else body.loose).append(part.row)


def _in_text(body: Body) -> bool:
    """Say whether the reading is past the front matter: text has begun under a heading."""
    if is_outer(body) and body.title_left is not None:
        return False
    return bool(body.loose) or any(
        part.rows or part.inline for part in body.parts if not part.heading.is_type
    )


def _heads_text(row: Row, following: Row | None) -> bool:
    """Say whether the label of a number, `Sag:`, has none and heads the text below it."""
    labels = item_labels(row.text) or []
    is_bare = [(label.field, label.value) for label in labels] == [("case_number", "")]
    if not is_bare or following is None or following.line is None:
        return False
    return section_heading(row.text) is not None and not fits("case_number", following.text)


def _begins_front(body: Body, row: Row, following: Row | None, segment: Segment) -> bool:
    """Say whether numbers follow below an outer `Sagsfremstilling` though a decision stands above it.

    There the title is printed again, and marks and numbers stand below it.
    """
    if not is_outer(body) or following is None or following.line is None:
        return False
    has_numbers = is_mark(following.text) or item_labels(following.text) is not None
    return has_numbers and _is_title_again(body, row, segment)


def _read_front(body: Body, row: Row, segment: Segment, typography: Typography) -> bool:
    """Read what stands between an item's heading and its text: numbers, open or closed, the title again."""
    if is_mark(row.text):
        is_closed = is_closed_mark(row.text)
        body.is_closed = body.is_closed or is_closed
        row.take("mark", "closed" if is_closed else "open")
    elif number := BARE_NUMBER.fullmatch(row.text):
        body.numbers.setdefault("case_number", number["number"])
        row.take("number", "bare-number")
    elif row.text == MASK:
        row.take("number", "masked")  # a case number that could be a person's
    elif front := labels_of(row):
        _take_front(body, front)
        row.take("number", "labels")
    elif field := item_label_alone(row.text):
        body.pending = field
        row.take("number", "label-alone")
    elif body.pending and fits(body.pending, row.text):
        body.numbers.setdefault(body.pending, row.text)
        body.pending = None
        row.take("number", "below-label")
    elif _is_title_again(body, row, segment):
        row.take("item", "title-again")
    elif _completes_number(body, row):
        row.take("number", "cut-number")
    else:
        return False
    return True


def _is_number_below(body: Body, row: Row, following: Row | None, typography: Typography) -> bool:
    """Read a label set as a heading below an item's text, `JOURNALNUMMER`; its number is on the next line."""
    field = item_label_alone(row.text) if typography.looks_like_heading(row) else None
    value = following.text if following is not None and following.line else ""
    if field is None or not value or not fits(field, value):
        return False
    body.pending = field
    return True


def _take_front(body: Body, front: Front) -> None:
    body.is_closed = body.is_closed or front.is_closed
    for label in front.labels:
        if label.value:
            body.numbers.setdefault(label.field, label.value)


def _is_title_again(body: Body, row: Row, segment: Segment) -> bool:
    """Recognise the heading printed a second time, `2. title`, over as many lines as it takes."""
    text, title = fold(row.text), fold(segment.title)
    if not text or sure_kind(row.text):
        return False
    if body.parts and body.parts[-1].heading.kind is not SectionKind.SAGSFREMSTILLING:
        return False  # the text of a section may be worded like the title
    if body.title_left is None:
        for whole in (title, fold(segment.number or "") + title):
            if whole.startswith(text) and (whole == text or len(text) > _TITLE_START):
                body.title_left = whole[len(text) :]
                return True
    elif body.title_left.startswith(text):
        body.title_left = body.title_left[len(text) :]
        return True
    return False


def _completes_number(body: Body, row: Row) -> bool:
    """Join a number that a line break cut after its last hyphen."""
    for name, value in body.numbers.items():
        if value.endswith("-") and row.text.isdigit():
            body.numbers[name] = value + row.text
            return True
    return False


def _read_type(body: Body, typography: Typography) -> None:
    """Move the text under `Sagstype` into the item's type."""
    for part in [part for part in body.parts if part.heading.is_type]:
        text = part.inline
        taken = 0
        for row in part.rows:
            if taken and not typography.is_tight(row):
                break
            text, taken = join(text, row.text, typography), taken + 1
        body.numbers.setdefault("item_type", text)
        index = body.parts.index(part)
        rest = part.rows[taken:]
        if rest and index:
            body.parts[index - 1].rows += rest
        else:
            body.loose += rest
        body.parts.remove(part)
