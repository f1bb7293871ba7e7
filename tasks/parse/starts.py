"""Where items begin: the families of their headings, and how the right one is told from lists in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from tasks.parse.front import is_front
from tasks.parse.known import KnownTitles
from tasks.parse.layout import (
    ItemRule,
    header_label,
    is_mark,
    item_labels,
    item_rules,
    section_heading,
    split_markers,
    sure_kind,
)
from tasks.parse.listed import listed_attachments
from tasks.parse.numbers import BARE_NUMBER
from tasks.parse.rows import Row, Typography
from tasks.parse.text import hangs, is_entry, join
from tasks.parse.unnumbered import has_number_below, opens_item, title_indexes
from vocabulary.standing import recognise

_TITLE_LINES = 5
# A rule of this strength knows headings that name themselves: `Punkt 3`, `Sag nr. 12`.
_NAMES_ITSELF = 3
# The rules whose numbers are no digits.
_ROMAN, _LETTER = "number-roman", "letter"
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
# In a chain of rising numbers a title that the contents list names counts as much as so many others.
_KNOWN_WEIGHT = 5
# What goes on with a list of attachments counts so much against itself that only a gap in the agenda's own
# numbers on both sides makes it an item.
_LISTED_WEIGHT = -2
# So many times as much must open below the items of another rule to prefer it.
_CLEARLY = 2
# Lines of a heading stand so far apart (font sizes) at most.
_HEADING_PITCH = 1.75


@dataclass(slots=True)
class Start:
    """Where an item may begin, `index`, and what speaks for it; `wrapped` are the other lines of its title.

    `opens`: numbers or a section stand below it. `is_known`: the contents list or the bookmarks name it.
    `is_listed`: it goes on with a list of attachments. `is_bare`: the line of the number has no title.
    """

    index: int
    rule: str
    number: str | None
    title: str
    is_heading: bool
    is_known: bool = False
    opens: bool = False
    is_listed: bool = False
    may_be_section: bool = False
    is_bare: bool = False
    mark: str = ""
    case_number: str | None = None
    wrapped: list[int] = field(default_factory=list)


def starts_of(rows: list[Row], typography: Typography, known: KnownTitles) -> list[Start]:
    """Find the items by the first rule that fits; where nothing but lines tells, by the one that fits best.

    There a list in a text is counted as well as an agenda, and has less that opens below its entries. So have
    the points of a decision that name themselves, `Pkt. 1: Anbefales`, set like its text.
    """
    fitting: list[list[Start]] = []
    for rule in item_rules():
        starts = _by_rule(rule, rows, typography, known)
        is_set = any(start.is_heading or start.is_known for start in starts)
        is_sure = is_set if typography.is_styled else rule.strength == _NAMES_ITSELF
        if starts and is_sure and all(_opened(before) <= _opened(starts) for before in fitting):
            return starts
        if len(starts) > 1 or (starts and (starts[0].is_known or rule.strength == _NAMES_ITSELF)):
            fitting.append(starts)
    if not fitting and not typography.is_styled and (dense := _dense(rows, typography, known)):
        return dense
    fitting.append(_unnumbered(rows, typography, known))
    best = max(fitting, key=_opened)
    return best if _opened(best) > _CLEARLY * _opened(fitting[0]) else fitting[0]


def _dense(rows: list[Row], typography: Typography, known: KnownTitles) -> list[Start]:
    """Find counted items whose text follows right below their titles; none is left out."""
    for rule in item_rules():
        if rule.needs_heading_style:
            starts = _by_rule(rule, rows, typography, known, is_dense=True)
            if _is_gapless(starts) and _number_key(starts[0].number, rule.id)[0] == 1:
                return starts
    return []


def _opened(starts: list[Start]) -> int:
    return sum(start.is_known or start.opens for start in starts)


def _by_rule(
    rule: ItemRule, rows: list[Row], typography: Typography, known: KnownTitles, *, is_dense: bool = False
) -> list[Start]:
    """Give the headings of one family, in rising order; `is_dense` where text may stand right below them."""
    matches = [
        (index, match)
        for index, row in enumerate(rows)
        if not row.role and row.line and (match := rule.pattern.fullmatch(row.text))
    ]
    starts = [
        start
        for at in matches
        if (start := _start(rows, *at, rule, typography, known))
        or (is_dense and (start := _start_on_text(rows, *at, rule, typography)))
    ]
    starts = _without_sections(starts, rows)
    if any(start.is_heading for start in starts):
        starts = _set_as_headings(starts)
    if typography.is_styled and rule.strength < _NAMES_ITSELF:
        starts = _of_one_level(starts, rows)
    if rule.strength < _NAMES_ITSELF:
        _tell_attachments(starts, rows)
    if not (typography.is_styled and all(start.is_heading for start in starts)):
        starts = _rising(starts)
    return starts if not rule.is_gapless or _is_gapless(starts) else []


def _is_gapless(starts: list[Start]) -> bool:
    """Say whether several starts are counted and none is left out."""
    counts = [_number_key(start.number, start.rule)[0] for start in starts]
    return len(starts) > 1 and all(above + 1 == below for above, below in pairwise(counts))


def _without_sections(starts: list[Start], rows: list[Row]) -> list[Start]:
    """Drop sections, `2.1 Økonomi`; an item of such a title stands below one set like it, `7.3`."""
    kept: list[Start] = []
    for start in starts:
        above = kept[-1] if kept else None
        if not start.may_be_section or (above and _is_next_part(above, start, rows)):
            kept.append(start)
    return kept


def _is_next_part(above: Start, start: Start, rows: list[Row]) -> bool:
    (major, minor, _), (next_major, next_minor, _) = (
        _number_key(above.number, above.rule),
        _number_key(start.number, start.rule),
    )
    is_next = major == next_major and 0 < minor == next_minor - 1
    return is_next and rows[above.index].style == rows[start.index].style


def _set_as_headings(starts: list[Start]) -> list[Start]:
    """Keep what is set or known as a heading, and what stands right below one, no text between."""
    kept: list[Start] = []
    for start in starts:
        is_below = bool(kept) and start.index == max(kept[-1].index, *kept[-1].wrapped, 0) + 1
        if start.is_heading or start.is_known or is_below:
            kept.append(start)
    return kept


def _of_one_level(starts: list[Start], rows: list[Row]) -> list[Start]:
    """Drop counted headings of a lower level (`1. Resume`), whose numbers begin anew in every item.

    Of the sets of starts that are set at least so large, the longest whose numbers rise is the agenda; what
    the contents list knows belongs to it anyway. Where in none they rise, all starts stay.
    """
    best: list[Start] = []
    for style in sorted({rows[start.index].style for start in starts}, reverse=True):
        level = [start for start in starts if rows[start.index].style >= style or start.is_known]
        keys = [_number_key(start.number, start.rule) for start in level]
        if len(level) > len(best) and all(above < below for above, below in pairwise(keys)):
            best = level
    return best or starts


def _start(
    rows: list[Row],
    index: int,
    match: re.Match[str],
    rule: ItemRule,
    typography: Typography,
    known: KnownTitles,
) -> Start | None:
    row = rows[index]
    is_heading = typography.looks_like_heading(row) or _is_below_number(rows, index, typography)
    if (rule.needs_heading_style and not is_heading) or not _plausible(match["title"]):
        return None
    is_bare = rule.needs_heading_style and not typography.is_styled
    start = Start(index, rule.id, match["number"], match["title"], is_heading)
    start.mark, start.is_bare = match.groupdict().get("mark") or "", not match["title"]
    start.may_be_section = "." in match["number"] and sure_kind(match["title"]) is not None
    if rule.strength == _NAMES_ITSELF and not match["number"].isdigit() and re.match(r"Sag \d", row.text):
        return None
    _take_number(start, row)
    if is_mark(start.title):
        start.mark, start.title = start.title, ""
    _wrap(start, rows, typography, known)
    start.title = start.title or start.mark
    bare = split_markers(start.title)[0]
    start.is_known = known.names(bare)
    last = max([index, *start.wrapped])
    start.opens = opens_item(rows, last)
    may_begin = not is_bare or _stands_alone(rows, last, start.title, typography)
    return start if start.title and (may_begin or start.is_known) else None


def _start_on_text(
    rows: list[Row], index: int, match: re.Match[str], rule: ItemRule, typography: Typography
) -> Start | None:
    """Read a title that stands apart from what is above and right on a text that begins anew."""
    row, below = rows[index], rows[index + 1] if index + 1 < len(rows) else None
    if below is None or below.line is None or not typography.is_spaced or typography.is_tight(row):
        return None
    begins_anew = (
        typography.is_tight(below) and below.text[0].isupper() and not typography.is_full(row, below)
    )
    is_title = match["title"][0].isupper() and not match["title"].endswith((".", ",", ";", ":"))
    return Start(index, rule.id, match["number"], match["title"], True) if begins_anew and is_title else None


def _take_number(start: Start, row: Row) -> None:
    """Take a case number off that stands in a column of its own behind the title."""
    *others, last = row.columns()
    if others and len(last) == 1 and (number := BARE_NUMBER.fullmatch(last[0].text)):
        start.case_number = number["number"]
        start.title = start.title.removesuffix(last[0].text).rstrip()


def _stands_alone(rows: list[Row], index: int, title: str, typography: Typography) -> bool:
    """Say whether a line is a paragraph of its own and no sentence: a heading where styles tell nothing."""
    if has_number_below(rows, index) or _is_below_number(rows, index, typography):
        return True
    if not typography.is_spaced:
        return opens_item(rows, index) or recognise(title) is not None
    following = rows[index + 1] if index + 1 < len(rows) else None
    is_alone = following is None or following.page != rows[index].page or not typography.is_tight(following)
    return is_alone and (not title.endswith((".", ";", ",")) or recognise(title) is not None)


def _is_below_number(rows: list[Row], index: int, typography: Typography) -> bool:
    """Say whether a line stands right below a case number that stands apart, where styles tell nothing."""
    above = rows[index - 1] if index and not typography.is_styled else None
    is_apart = above is not None and above.line and not above.role and not typography.is_tight(above)
    return bool(is_apart) and above is not None and typography.is_tight(rows[index]) and is_front(above)


def _plausible(title: str) -> bool:
    return not title or (not title[0].islower() and not re.fullmatch(r"[\d.,\s-]+", title))


def _wrap(start: Start, rows: list[Row], typography: Typography, known: KnownTitles) -> None:
    """Add the lines over which a heading goes on; numbers may stand between one that has no title and it."""
    first = rows[start.index]
    for index in range(start.index + 1, min(start.index + _TITLE_LINES, len(rows))):
        row, above = rows[index], rows[index - 1]
        if (
            row.role
            or row.line is None
            or row.page != first.page
            or not (
                _goes_on(start, row, above, typography, known) or _ends_at_number(rows, index, typography)
            )
        ):
            if start.is_bare and not start.title and _is_number(row, first):
                continue
            return
        start.title = join(start.title, row.text, typography) if start.title else row.text
        start.wrapped.append(index)


def _is_number(row: Row, first: Row) -> bool:
    """Say whether a line holds nothing but numbers, on the page of the heading above it."""
    is_line = row.line is not None and not row.role and row.page == first.page
    return is_line and is_front(row) and not is_mark(row.text)


def _goes_on(start: Start, row: Row, above: Row, typography: Typography, known: KnownTitles) -> bool:
    assert row.line is not None
    assert above.line is not None
    heading = section_heading(row.text)
    is_section = heading is not None and (bool(start.title) or not heading.needs_style)
    if is_section or item_labels(row.text) or BARE_NUMBER.fullmatch(row.text):
        return False
    is_alike = above.is_set_like(row)
    is_day = hangs(above.text) and row.text[0].isdigit() and is_alike  # `… den` / `27. februar 2019`
    is_dashed = row.text[0] in "–—-" and is_alike and start.is_heading and typography.is_styled
    if is_entry(row) and start.title and not (is_day or is_dashed):
        return False
    if is_mark(row.text):
        return False
    if not is_day and any(_is_next(start, rule, row) for rule in item_rules()):
        return False
    may_be_far = typography.is_full(above, row) and not known.names(split_markers(start.title)[0])
    nearest = _HEADING_PITCH if may_be_far else 1.45
    is_near = row.gap is not None and row.gap <= max(nearest, typography.pitch * 1.1)
    if not start.title:
        return is_alike or typography.looks_like_heading(row)
    if not (is_alike and is_near):
        return False
    if start.is_heading and typography.is_styled:
        return True
    return is_day or row.text[:1].islower() or known.continues(f"{start.title} {row.text}")


def _ends_at_number(rows: list[Row], index: int, typography: Typography) -> bool:
    """Say whether a line is the rest of a title: the one above is full, and numbers stand below."""
    row, above = rows[index], rows[index - 1]
    is_rest = above.is_set_like(row) and typography.is_tight(row) and typography.is_full(above, row)
    return (
        is_rest and section_heading(row.text) is None and not is_front(row) and has_number_below(rows, index)
    )


def _is_next(start: Start, rule: ItemRule, row: Row) -> bool:
    """Say whether a row begins an item of its own: by its word, or by the number after this one's."""
    match = rule.pattern.fullmatch(row.text)
    if not match:
        return False
    if rule.strength == _NAMES_ITSELF:
        return True
    above, below = _number_key(start.number, start.rule), _number_key(match["number"], rule.id)
    return rule.id == start.rule and above < below and below[0] <= above[0] + 1


def _rising(starts: list[Start]) -> list[Start]:
    """Give the longest run of starts whose numbers rise: a numbered list inside an item does not.

    What numbers or sections stand below counts more, and so does a number right after the one before. Of two
    as long the later one: a list of contents stands before the items.
    """
    keys = [_number_key(start.number, start.rule) for start in starts]
    weights: list[int] = []
    befores: list[int | None] = []
    for index, start in enumerate(starts):
        smaller = [earlier for earlier in range(index) if keys[earlier] < keys[index]]
        gained = {earlier: weights[earlier] + _follows(keys[earlier], keys[index]) for earlier in smaller}
        before = max(smaller, key=lambda earlier: (gained[earlier], earlier), default=None)
        own = _KNOWN_WEIGHT if start.is_known else _LISTED_WEIGHT if start.is_listed else 1
        weights.append(own + start.opens + (gained[before] if before is not None else 0))
        befores.append(before)
    chain: list[Start] = []
    at = max(range(len(starts)), key=lambda index: (weights[index], index), default=None)
    while at is not None:
        chain.append(starts[at])
        at = befores[at]
    return chain[::-1]


def _tell_attachments(starts: list[Start], rows: list[Row]) -> None:
    """Mark what only goes on with a counted list under `Bilag`; nothing opens below an entry of one."""
    listed = listed_attachments(rows)
    for start, following in zip(starts, [*starts, None][1:], strict=True):
        is_said = start.mark or split_markers(start.title) != (start.title, False) or recognise(start.title)
        start.is_listed = start.index in listed and not is_said
        if start.is_listed and following and following.index == max([start.index, *start.wrapped]) + 1:
            start.opens = False


def _follows(above: tuple[int, int, str], below: tuple[int, int, str]) -> int:
    """Give 1 where one number is the next after another: an agenda leaves none out."""
    return int(below[0] - above[0] <= 1)


def _number_key(number: str | None, rule: str) -> tuple[int, int, str]:
    """Give what orders the numbers of one rule's items."""
    if number and rule == _ROMAN:
        values = [_ROMAN_DIGITS[digit] for digit in number]
        return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True)), 0, ""
    if number and rule == _LETTER:
        return ord(number), 0, ""
    match = re.match(r"(?:T-?)?(\d+)(?:\.(\d+))? ?([a-z]?)", number or "")
    return (int(match[1]), int(match[2] or 0), match[3]) if match else (0, 0, "")


def _unnumbered(rows: list[Row], typography: Typography, known: KnownTitles) -> list[Start]:
    """Find items without numbers: by the contents list or the bookmarks, else by how titles stand."""
    starts: list[Start] = []
    following = 0
    for index, row in enumerate(rows):
        if row.role or row.line is None or (starts and index in starts[-1].wrapped):
            continue
        if not typography.looks_like_heading(row) or header_label(row.text, is_marked=False):
            continue
        start = Start(index, "title-in-contents", None, row.text, is_heading=True, is_known=True)
        _wrap(start, rows, typography, known)
        bare = split_markers(start.title)[0]
        if (at := known.index_after(bare, following)) is not None:
            starts.append(start)
            following = at + 1
    if starts:
        return starts
    for index in title_indexes(rows, typography):
        if not starts or index not in starts[-1].wrapped:
            starts.append(Start(index, "title-alone", None, rows[index].text, is_heading=True))
            _wrap(starts[-1], rows, typography, known)
            starts[-1].opens = opens_item(rows, max([index, *starts[-1].wrapped]))
    return starts
