"""Signatures after the last item: a page of them, or names where the minutes sign off."""

from __future__ import annotations

import re
from functools import cache

from schemas.terms import AttendanceStatus
from tasks.parse.layout import header_label, is_signature_heading
from tasks.parse.people import read_people
from tasks.parse.rows import Row
from vocabulary.tables import alternatives, table

# A line of a sign-off has at most so many characters: names with a role, no sentence.
_LONGEST = 90
# The fields of labels that are offices.
_OFFICES = ("referent", "chair")


@cache
def _line() -> re.Pattern[str]:
    """Give the pattern of the drawn line that a person signs on."""
    return re.compile(alternatives(table("layouts")["signature"]["lines"]))


def take_page(rows: list[Row]) -> list[Row]:
    """Set a page of signatures aside, from its heading on; give the rows before it."""
    for index, row in enumerate(rows):
        if row.line and is_signature_heading(row.text):
            return _take(rows, index, "signature-page")
    return rows


def take_sign_off(rows: list[Row]) -> list[Row]:
    """Set names aside that end the last item without a heading; give the rows before them.

    They stand below the line that says when the meeting ended, on drawn lines or below them, or above an
    office, `Referent`.
    """
    start = len(rows)
    while start and _signs(rows[start - 1]):
        start -= 1
    closing = next((i for i in range(len(rows) - 1, -1, -1) if rows[i].role == "label"), len(rows))
    if closing < len(rows) and start <= closing + 1:
        return _take(rows, closing + 1, "sign-off")
    if len(rows) > 1 and _is_office(rows[-1]) and _signs(rows[-2]):
        return _take(rows, len(rows) - 2, "sign-off")
    drawn = [index for index in range(start, len(rows)) if _line().search(rows[index].text)]
    if not drawn:
        return rows
    are_below = drawn[-1] == len(rows) - 1 and not _names(rows[drawn[-1]])
    return _take(rows, max(drawn[0] - are_below, start), "sign-off")


def _take(rows: list[Row], start: int, rule: str) -> list[Row]:
    for row in rows[start:]:
        row.take("signature", rule)
    return rows[:start]


def _is_office(row: Row) -> bool:
    """Say whether a row holds nothing but the office of who signs above it, `Referent`."""
    label = header_label(row.text, is_marked=True) if row.line else None
    return label is not None and label.field in _OFFICES and not label.value


def _signs(row: Row) -> bool:
    """Say whether a row holds nothing but names and the lines to sign on."""
    if row.role == "label":
        return True
    if row.line and (label := header_label(row.text, is_marked=False)) and label.field in _OFFICES:
        return _is_person(label.value)
    return row.line is not None and len(row.text) <= _LONGEST and all(map(_is_person, _names(row)))


def _names(row: Row) -> list[str]:
    """Give what stands beside each other in a row, apart from drawn lines."""
    columns = (" ".join(word.text for word in column) for column in row.columns())
    return [name for column in columns for part in _line().split(column) if (name := part.strip(" .:,"))]


def _is_person(text: str) -> bool:
    people = read_people([text], AttendanceStatus.PRESENT)
    return (
        not text.endswith(".")
        and len(people) == 1
        and " " in people[0].name
        and text.startswith(people[0].name)
        and not people[0].note
    )
