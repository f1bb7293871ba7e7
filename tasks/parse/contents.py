"""The contents list: found, set aside, and held against the items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from rapidfuzz import fuzz

from schemas.minutes import Finding, Item
from schemas.page import Word
from schemas.terms import SectionKind, Severity
from tasks.parse.known import bare_title, is_same_title
from tasks.parse.layout import (
    column_heads,
    is_closed_group,
    is_contents_heading,
    is_group_heading,
    is_signature_heading,
    split_markers,
    starts_item,
    sure_kind,
)
from tasks.parse.page_numbers import PAGE_NUMBER
from tasks.parse.rows import Row, Typography
from tasks.parse.text import is_entry, strip_marker
from vocabulary.tables import fold, table

# Dots up to the page number; a full line leaves room for one dot only.
_LEADER = re.compile(
    rf"^(?P<title>.*?)\s*(?:(?:[.…·_]\s?){{3,}}\s*(?P<page>{PAGE_NUMBER})?|[.…]{{1,2}}\s(?P<last>\d{{1,4}}))\s*$"
)
_PAGE_AT_END = re.compile(r"^(?P<title>.+?)\s+(?P<page>\d{1,4})$")
_COUNT = re.compile(r"^\d{1,3}\s+(?=[A-ZÆØÅ(])")
_SIMILAR = 90
# A page number stands this far (in font sizes) from the title before it.
_PAGE_GAP = 0.9
# A list without page numbers names so many items at least.
_LEAST = 2
# A title wraps over so many lines at most.
_LINES_OF_TITLE = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents list; `target` is the page it names, `page` the one it stands on.

    `is_closed`: it stands below `Lukkede punkter` or the like.
    """

    title: str
    target: int | None
    page: int | None
    is_closed: bool = False


def take_contents(rows: list[Row], typography: Typography) -> list[Entry]:
    """Find the contents list, give its rows their role and return its entries."""
    for index, row in enumerate(rows):
        if row.role or not row.line:
            continue
        is_headed = is_contents_heading(row.text)
        is_columns = _are_column_heads(row.text)
        if not (is_headed or is_group_heading(row.text) or is_columns or _heads_marked_list(rows, index)):
            continue
        # `Åbne punkter` is the heading of a list only where its titles come again.
        is_paged = is_columns and " Side" in row.text
        entries = _entries_after(rows, index + 1 - is_paged, typography) if is_headed or is_paged else []
        entries = entries or _repeated_titles(rows[index + 1 :])
        if entries:
            row.take("contents", "heading")
            return entries
    return []


def take_list_of_attachments(rows: list[Row], typography: Typography) -> None:
    """Take the list of all items' attachments out of the text that some minutes print behind the last item.

    It begins on a page of its own, larger than any section's heading, and names items once more.
    """
    largest = max((size for size, _ in typography.sure_styles), default=0.0)
    begins = (
        index
        for index, row in enumerate(rows)
        if row.line and row.gap is None and row.size > largest > 0 and not row.role
        if sure_kind(row.text) is SectionKind.BILAG
    )
    if (start := next(begins, None)) is None:
        return
    below = list(takewhile(lambda row: not (row.line and is_signature_heading(row.text)), rows[start:]))
    titles = {fold(row.text) for row in rows[:start] if row.size > largest}
    if any(fold(row.text) in titles for row in below[1:] if not row.role):
        for row in below:
            if not row.role:
                row.take("contents", "list-of-attachments")


def closed_titles(entries: list[Entry]) -> list[str]:
    """Give the folded titles that the list names below a heading of closed items, and nowhere else."""
    opened = {fold(entry.title) for entry in entries if not entry.is_closed}
    return [title for entry in entries if entry.is_closed and (title := fold(entry.title)) not in opened]


def _heads_marked_list(rows: list[Row], index: int) -> bool:
    """Say whether a line that also opens a document, `Referat`, stands over a list with marks."""
    if rows[index].text not in table("layouts")["contents"]["over_marked"]:
        return False
    return index + 1 < len(rows) and rows[index + 1].line is not None and is_entry(rows[index + 1])


def _are_column_heads(text: str) -> bool:
    """Say whether a line stands over a list's columns, `Pkt. Tekst`: a single word is none."""
    return " " in text and column_heads().fullmatch(text) is not None


def _entries_after(rows: list[Row], start: int, typography: Typography) -> list[Entry]:
    entries: list[Entry] = []
    waiting: list[Row] = []
    groups: list[Row] = []
    is_paged = is_closed = False
    for row in rows[start:]:
        if row.role:
            continue
        if row.table is not None:
            found = _table_entries(row)
            if not found:
                break
            entries += found
            row.take("contents", "table")
            continue
        if not entries and not waiting and column_heads().fullmatch(row.text):
            row.take("contents", "column-heads")
            is_paged = " Side" in row.text
            continue
        if not waiting and is_group_heading(row.text):
            groups.append(row)  # of the list only where an entry follows
            is_closed = is_closed_group(row.text)
            continue
        entry = _entry(row, is_paged=is_paged)
        if entry is None:
            if len(waiting) == 2 or (entries and not _may_wrap(row, waiting, typography)):
                break
            waiting.append(row)
            continue
        title, target, rule = entry
        if not waiting and is_group_heading(title):
            groups.append(row)
            is_closed = is_closed_group(title)
            continue
        if waiting and entries and starts_item(title):
            # The entry above had its page number on its first line.
            whole = " ".join([entries[-1].title, *(part.text for part in waiting)])
            entries[-1] = replace(entries[-1], title=whole)
            for part in waiting:
                part.take("contents", rule)
            waiting = []
        if not waiting and is_group_heading(title):
            groups.append(row)
            is_closed = is_closed_group(title)
            continue
        whole = " ".join([*(part.text for part in waiting), title]).strip()
        entries.append(Entry(bare_title(whole), target, row.page, is_closed))
        for part in [*groups, *waiting, row]:
            part.take("contents", rule)
        groups, waiting = [], []
    return _without_count(entries)


def _without_count(entries: list[Entry]) -> list[Entry]:
    """Take the numbers off titles where the list counts all of them without a mark behind: `2 Budget`."""
    counted = [_COUNT.match(entry.title) for entry in entries]
    numbers = [int(match[0]) for match in counted if match]
    if len(numbers) < max(_LEAST, len(entries)) or any(a >= b for a, b in pairwise(numbers)):
        return entries
    return [replace(entry, title=bare_title(_COUNT.sub("", entry.title, count=1))) for entry in entries]


def _entry(row: Row, *, is_paged: bool) -> tuple[str, int | None, str] | None:
    """Read title and page of an entry; `is_paged` says that a head over the list promises page numbers."""
    if match := _LEADER.match(row.text):
        page = match["page"] or match["last"] or ""
        # Pages in roman numbers are counted from elsewhere than the file's.
        return match["title"], int(page) if page.isdigit() else None, "leader"
    match = _PAGE_AT_END.match(row.text)
    if match and row.line and (is_paged or _is_apart(row.line.words)):
        return match["title"], int(match["page"]), "page-at-end"
    return None


def _is_apart(words: tuple[Word, ...]) -> bool:
    return words[-1].x0 - words[-2].x1 > _PAGE_GAP * words[-1].size


def _repeated_titles(rows: list[Row]) -> list[Entry]:
    """Read a list without page numbers: titles that all stand once more below, as headings of items.

    Either may wrap over some lines, and the list may count its entries.
    """
    below: dict[str, int] = {}
    for index in range(len(rows)):
        for _, title in _titles_at(rows, index):
            below[fold(title)] = index
    entries: list[Entry] = []
    index, is_closed = 0, False
    while index < len(rows):
        if rows[index].line and is_group_heading(rows[index].text):
            is_closed = is_closed_group(rows[index].text)
            index += 1
            continue
        found, skipped = _next_repeated(rows, index, below)
        named = {fold(entry.title) for entry in entries}
        if found is None or any(fold(title) in named for title in _titles_from(rows, index, skipped)):
            break
        if skipped:
            if not entries:
                break
            entries.append(Entry(_bare(rows[index : index + skipped]), None, rows[index].page, is_closed))
        entries.append(Entry(found[1], None, rows[index + skipped].page, is_closed))
        index += skipped + found[0]
    if len(entries) < _LEAST:
        return []
    for row in rows[:index]:
        row.take("contents", "repeated")
    return entries


def _next_repeated(rows: list[Row], index: int, below: dict[str, int]) -> tuple[tuple[int, str] | None, int]:
    """Find the next title that stands once more below, past one entry at most that is worded otherwise."""
    for skipped in range(_LINES_OF_TITLE + 1):
        start = index + skipped
        for count, title in _titles_at(rows, start):
            if below[fold(title)] >= start + count:
                return (count, title), skipped
        if start >= len(rows) or rows[start].style != rows[index - 1].style:
            break
    return None, 0


def _titles_at(rows: list[Row], index: int) -> Iterator[tuple[int, str]]:
    """Give the titles that may begin at a row, with the count of their lines, shortest first.

    A line that begins low goes on with the one above it.
    """
    lines = list(takewhile(lambda row: row.line and not row.role, rows[index : index + _LINES_OF_TITLE]))
    for count in range(1, len(lines) + 1):
        if count < len(lines) and lines[count].text[:1].islower():
            continue
        title = _bare(lines[:count])
        if fold(title):
            yield count, title


def _titles_from(rows: list[Row], index: int, skipped: int) -> Iterator[str]:
    """Give every title that may begin at a row or at the rows skipped after it."""
    for start in range(index, index + skipped + 1):
        yield from (title for _, title in _titles_at(rows, start))


def _bare(rows: list[Row]) -> str:
    """Give the title that some lines hold, without bullet, count and a bare mark of open or closed."""
    text = _COUNT.sub("", strip_marker(" ".join(row.text for row in rows)), count=1)
    return split_markers(bare_title(text), are_marked=True)[0]


def _may_wrap(row: Row, waiting: list[Row], typography: Typography) -> bool:
    return row.size <= typography.body_size * 1.3 and not row.is_bold and len(waiting) < 2


def _table_entries(row: Row) -> list[Entry]:
    assert row.table is not None
    found: list[Entry] = []
    for cells in row.table.rows:
        texts = [" ".join((cell or "").split()) for cell in cells]
        if not any(texts) or (not found and column_heads().fullmatch(" ".join(filter(None, texts)))):
            continue
        if not texts[-1].isdigit():
            return []
        title = _LEADER.sub(r"\g<title>", " ".join(texts[:-1]).strip())
        found.append(Entry(bare_title(title), int(texts[-1]), row.page))
    return found


def reconcile(entries: list[Entry], items: list[Item]) -> list[Finding]:
    """Hold the contents list against the items: by place first, by likeness then."""
    if not entries:
        return []
    findings: list[Finding] = []
    free = list(items)
    for entry in entries:
        item = _best(entry, free)
        if item is None:
            findings.append(
                Finding(
                    rule="contents-entry-without-item",
                    severity=Severity.WARNING,
                    message=f"The contents list names “{entry.title}”, but no item has this title.",
                    page=entry.page,
                )
            )
            continue
        free.remove(item)
        if not is_same_title(fold(entry.title), fold(item.title)):
            findings.append(
                Finding(
                    rule="contents-title-differs",
                    severity=Severity.INFO,
                    message=f"The contents list says “{entry.title}”, the item’s heading “{item.title}”.",
                    page=entry.page,
                    item=item.position,
                )
            )
    findings += [
        Finding(
            rule="item-not-in-contents",
            severity=Severity.WARNING,
            message=f"The contents list does not name “{item.title}”.",
            page=item.page_first,
            item=item.position,
        )
        for item in free
    ]
    return findings


def _best(entry: Entry, free: list[Item]) -> Item | None:
    exact = [item for item in free if is_same_title(fold(entry.title), fold(item.title))]
    if exact:
        return exact[0]
    near = [(fuzz.ratio(fold(entry.title), fold(item.title)), item) for item in free]
    near = [(score + (5 if item.page_first == entry.target else 0), item) for score, item in near]
    score, item = max(near, key=lambda pair: pair[0], default=(0.0, None))
    at_page = item is not None and item.page_first is not None and item.page_first == entry.target
    return item if score >= (_SIMILAR if not at_page else 70) else None
