"""One file, one meeting: a second meeting's head inside a document is found and refused."""

from __future__ import annotations

from schemas.errors import DocumentRefused
from schemas.terms import Stage
from tasks.parse import dates
from tasks.parse.header import Header
from tasks.parse.layout import header_label, is_contents_heading
from tasks.parse.rows import Row, Typography
from tasks.parse.title import Title, read_title, title_at
from vocabulary.bodies import canonical, is_body

# A meeting's head has a label or a contents list within so many rows of its title.
_HEAD_ROWS = 12


def refuse_second_meeting(rows: list[Row], header: Header, typography: Typography) -> None:
    """Raise `DocumentRefused` where a title of another meeting stands in the text, with its labels below."""
    for index, row in enumerate(rows):
        if row.line is None or row.role in ("title", "furniture", "item", "contents"):
            continue
        if not typography.looks_like_heading(row) and row.gap is not None:
            continue
        title = _title_at(rows, index, typography)
        if title and _is_other(title, header) and _has_labels(rows[index + 1 : index + _HEAD_ROWS]):
            raise DocumentRefused(
                "several-meetings",
                f"The file holds the minutes of more than one meeting: “{title.text}” begins another.",
                remedy="Split the file into one file for each meeting and drop those.",
                stage=Stage.PARSE,
                page=row.page,
            )


def _title_at(rows: list[Row], index: int, typography: Typography) -> Title | None:
    block = title_at(rows, index, typography)
    try:
        return read_title(block, typography) if block else None
    except DocumentRefused:
        return None


def _is_other(title: Title, header: Header) -> bool:
    """Say whether a title names a meeting, and not the one that the document begins with."""
    if title.body is None or title.meeting_date is None or not is_body(title.body):
        return False
    is_same = canonical(title.body) == header.body and title.meeting_date == header.meeting_date
    return not is_same or bool(title.times and header.start_time and title.times[0] != header.start_time)


def _has_labels(rows: list[Row]) -> bool:
    for row in rows:
        if is_contents_heading(row.text):
            return True
        label = header_label(row.text, is_marked=row.begins_bold) if row.line else None
        if label and (
            label.field in ("place", "members") or (label.field == "date" and dates.find(label.value))
        ):
            return True
    return False
