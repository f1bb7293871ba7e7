"""Find which occurrences of standing items repeat an earlier one, over a set of truths."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from corpus.layouts.common import EMPTY
from corpus.truth import Item, Meeting


def with_repeats(
    meetings: list[tuple[Meeting, bool]], said: Callable[[Item], str] | None = None
) -> list[Meeting]:
    """Set `is_repeat` in each truth, in the given order; `said` gives what an item says, else `content`.

    Each comes with a flag that says whether another document of its meeting supersedes it: such a
    document repeats what came before it, and nothing repeats it.
    """
    order = sorted(range(len(meetings)), key=lambda i: _moment(meetings[i][0]))
    seen: dict[tuple[str, str | None], set[str]] = {}
    marked: dict[int, Meeting] = {}
    for index in order:
        meeting, is_superseded = meetings[index]
        items = []
        for item in meeting.items:
            text = (said or content)(item)
            before = seen.setdefault((meeting.body, item.standing_key), set())
            is_repeat = item.standing_key is not None and text in before
            items.append(item.model_copy(update={"is_repeat": is_repeat}))
            if text and not is_superseded:
                before.add(text)
        marked[index] = meeting.model_copy(update={"items": tuple(items)})
    return [marked[index] for index in range(len(meetings))]


def content(item: Item) -> str:
    """Give what an item says as letters and digits, '' where it says nothing but its title."""
    texts = [s.text for s in item.sections if s.text.strip() not in EMPTY]
    cells = [cell for table in item.tables for cell in table.cells]
    return "".join(c for text in (*texts, *cells) for c in text.casefold() if c.isalnum())


def _moment(meeting: Meeting) -> tuple[object, ...]:
    return meeting.meeting_date, meeting.start_time or time.min
