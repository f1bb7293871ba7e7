"""Headings over groups of items: which are closed, who sends them, of what kind they are."""

from __future__ import annotations

import re
from collections import Counter

from tasks.parse.layout import group_rule, is_closed_group, is_group_heading, is_mark, sure_kind
from tasks.parse.rows import HEADING_SCALE, Row, Typography

# So many lines in a style that nothing else has, each above an item, head groups of items.
_GROUPS = 2
# A group of items that a letter counts, `B. Sager til afgørelse i udvalget`.
_LETTERED = re.compile(r"([A-K])\.\s+[A-ZÆØÅ].*")


def take_groups(rows: list[Row], starts: list[int], typography: Typography) -> None:
    """Take headings of groups out of the text: a letter, words or a style of their own tell them.

    Each stands right above an item; `starts` are the indexes of the items' headings.
    """
    above = [rows[index - 1] for index in starts if index]
    found = [row for row in above if row.line and not row.role and typography.looks_like_heading(row)]
    own_style = {id(row) for row in _in_a_style_of_their_own(found, rows, typography)}
    found = [row for row in found if not is_group_heading(row.text)]  # that says what is closed
    for row in found:
        if rule := group_rule(row.text) or (id(row) in own_style and "style-of-groups"):
            row.take("group", rule)
    lettered = [(match[1], row) for row in found if (match := _LETTERED.fullmatch(row.text))]
    letters = [letter for letter, _ in lettered]
    if len(letters) > 1 and letters == sorted(set(letters)):
        for _, row in lettered:
            row.take("group", "lettered-group")


def _in_a_style_of_their_own(found: list[Row], rows: list[Row], typography: Typography) -> list[Row]:
    """Give lines above items, larger than the text, in styles in which the document prints nothing else.

    Where two are set so, an item never ends in such a line: it is no text.
    """
    larger = [row for row in found if row.size > typography.body_size * HEADING_SCALE]
    counts = Counter(row.style for row in larger if sure_kind(row.text) is None)
    if not counts or counts.most_common(1)[0][1] < _GROUPS:
        return []
    least = min(size for size, _ in counts) - 0.1
    all_so = Counter(row.style for row in rows if row.line and not row.role and row.size >= least)
    return [row for row in larger if _GROUPS <= counts[row.style] == all_so[row.style]]


def group_closed(rows: list[Row], is_closed: bool) -> bool:
    """Read headings over groups of items (`Lukkede punkter`); take them out of the text.

    What stands right below an item's heading and is a mark as well (`Lukket punkt`) is the item's own.
    """
    own = next((row for row in rows if not row.role), None)
    for row in rows:
        if row is own and is_mark(row.text):
            continue
        if not row.role and is_group_heading(row.text):
            is_closed = is_closed_group(row.text)
            row.take("group", "closed-group" if is_closed else "open-group")
    return is_closed
