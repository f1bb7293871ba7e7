"""The layout tables of the vocabulary, compiled: what a line announces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from schemas.terms import SectionKind
from tasks.parse import dates
from tasks.parse.numbers import CASE_NUMBER
from vocabulary.bodies import is_body, is_generic
from vocabulary.cpr import MASK
from vocabulary.tables import alternatives, fold, table, whole_line

# `§ 17, stk. 4-udvalget for Bosætning` is a name as well: elsewhere no body's name holds a digit.
_BODY = r"(?:§\s?\d{1,2},?\s?stk\.\s?\d[\s-]|[A-ZÆØÅ])[^:.\d]{2,80}?"
COUNTED = re.compile(r"(\d{1,2})[.)]\s+(?=[A-ZÆØÅ])")
# Lines are asked about several times on the way through the parser; so many answers are kept.
_KEPT_LINES = 4096
# Lines that announce something are no longer than this. Others, which are nine in ten, are not searched.
LONGEST_ANNOUNCED = 60
# Every pattern of a heading holds one of these or ends in a date, and every mark of open or closed holds one
# of those below, in small letters.
HEADINGS_HOLD = (
    "afgørelse", "anbefaler", "behandling", "bemærkning", "beslut", "drøftelse", "foreslår", "forhold",
    "høring", "indstil", "juridiske", "kommentar", "konsekvenser", "møde", "påtegning", "resum",
    "sagsf", "synspunkt", "udtalelse", "vedtagelse", "vedtog", "økonomi",
)  # fmt: skip
MARKS_HOLD = ("ukket", "ben", "punkt", "emne", "overskrift", "titel", "(")
# So many letters tell most lines from headings.
_BEGINNING = 3
_LABEL_BEGINNING = 2
# Behind a label: one number or two, perhaps with the letters of a department before, `TM 214/07`.
_NUMBER = re.compile(r"(?:[A-ZÆØÅ]{1,4} )?[\w./-]*\d[\w./-]*(?: [\w./-]*\d[\w./-]*)?")
_APART = re.compile(r"(?:[^\W\d_] ){3,}[^\W\d_][:.]?")
# A label that may stand alone on its line: `Sag` is too short to be told from a title.
_SHORTEST, _LONGEST_LABEL = 3, 20


@dataclass(frozen=True, slots=True)
class ItemRule:
    """A family of item headings: its id, pattern and what style it asks for.

    `is_gapless`: each number must be the next after the one before.
    """

    id: str
    pattern: re.Pattern[str]
    needs_heading_style: bool
    strength: int
    is_gapless: bool = False


@cache
def item_rules() -> tuple[ItemRule, ...]:
    """Give the families of item headings in the order they are tried."""
    return tuple(
        ItemRule(
            entry["id"],
            re.compile(entry["pattern"]),
            entry["style"] == "heading",
            entry["strength"],
            entry.get("is_gapless", False),
        )
        for entry in table("layouts")["item"]
    )


def starts_item(text: str) -> bool:
    """Say whether a line begins like an item that names itself one (`Punkt 3`, `Sag nr. 12`)."""
    return any(rule.strength == 3 and rule.pattern.fullmatch(text) for rule in item_rules())


@dataclass(frozen=True, slots=True)
class Heading:
    """What the heading of a section says; `body` and `date_text` only on a decision's.

    `needs_style`: the word is common in prose, so only the style of the document's other headings
    makes it one. `in_columns`: it heads columns, which show that it is one. `needs_none`: it heads a
    decision only where no other of the meeting's stands above it. `number` is what the heading is counted
    with: `2. Baggrund`.
    """

    kind: SectionKind
    rule: str
    is_type: bool = False
    needs_style: bool = False
    in_columns: bool = False
    needs_none: bool = False
    number: int | None = None
    body: str | None = None
    date_text: str | None = None


@dataclass(frozen=True, slots=True)
class _Pattern:
    heading: Heading
    needs_body: bool
    pattern: re.Pattern[str]


@cache
def _beginnings() -> frozenset[str]:
    """Give the first three letters of all words that are headings: hardly a line of text has them."""
    return frozenset(word[:_BEGINNING] for word in _heading_tables()[0])


@cache
def _heading_tables() -> tuple[dict[str, Heading], list[_Pattern]]:
    words: dict[str, Heading] = {}
    patterns: list[_Pattern] = []
    for entry in table("headings")["heading"]:
        kind = SectionKind(entry["kind"])
        flags = (entry.get(flag, False) for flag in ("type", "needs_style", "in_columns", "needs_none"))
        heading = Heading(kind, entry["id"], *flags)
        words |= {fold(word): heading for word in entry.get("words", ())}
        for pattern in entry.get("patterns", ()):
            filled = pattern.replace("{body}", _BODY).replace("{date}", dates.PATTERN)
            compiled = re.compile(filled, re.IGNORECASE)
            patterns.append(_Pattern(heading, entry.get("needs_body", False), compiled))
    return words, patterns


@cache
def _any_heading(*, has_digit: bool) -> re.Pattern[str]:
    """Give what a line matches that one of the patterns does; without a digit it holds no date."""
    found = [
        re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern)
        for rule in _heading_tables()[1]
        if has_digit or "(?P<date>" not in rule.pattern.pattern
    ]
    return whole_line(found)


@lru_cache(maxsize=_KEPT_LINES)
def section_heading(text: str) -> Heading | None:
    """Give what a line says as the heading of a section, counted or not, None where it is none."""
    if text[:1].isdigit() and (counted := COUNTED.match(text)):
        heading = section_heading(text[counted.end() :])
        return replace(heading, number=int(counted[1])) if heading else None
    if len(text) > 120 or not text[:1].isupper():
        return None
    words, patterns = _heading_tables()
    begins = text[:_BEGINNING]
    if (not begins.isalpha() or begins.casefold() in _beginnings()) and (known := words.get(fold(text))):
        return known
    bare = text.rstrip(" :.,")
    lowered = bare.lower()
    if not bare[-1:].isdigit() and not any(part in lowered for part in HEADINGS_HOLD):
        return None
    if not _any_heading(has_digit=dates.may_hold(bare)).fullmatch(bare):
        return None
    for rule in patterns:
        if match := rule.pattern.fullmatch(bare):
            groups = match.groupdict()
            body = groups.get("body") or _without_genitive(groups.get("genitive"))
            if not rule.needs_body or (body and is_body(body)):
                own = body is None or is_generic(body)
                return replace(rule.heading, body=None if own else body, date_text=groups.get("date"))
    return None


def sure_kind(text: str) -> SectionKind | None:
    """Give the kind of section that a line heads, None where the line could stand in prose as well."""
    heading = section_heading(text)
    if heading is None or heading.needs_style or heading.number is not None:
        return None
    return heading.kind if heading.rule != "beslutning-bare" else None


def _without_genitive(body: str | None) -> str | None:
    return body[:-1] if body else None


@dataclass(frozen=True, slots=True)
class Label:
    """A label and its value: `Mødested: Rådhuset`; `value` is empty where it stands on the next line."""

    field: str
    word: str
    value: str


@cache
def _labels(group: str) -> list[tuple[str, str, bool]]:
    found = [
        (word, entry["field"], entry.get("bare", False))
        for entry in table("layouts")[group]
        for word in entry["words"]
    ]
    return sorted(found, key=lambda entry: -len(entry[0]))


@cache
def _labels_by_letter() -> dict[str, list[tuple[str, str, bool]]]:
    """Give the labels of a header by their first letter: no line begins with any other."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for label in _labels("label"):
        found.setdefault(label[0][:1].lower(), []).append(label)
    return found


def header_label(text: str, *, is_marked: bool) -> Label | None:
    """Read a line of the meeting's header as label and value.

    `is_marked` says that the typography parts the label from its value (bold, a wide blank, or the
    label alone on its line): then no colon is needed.
    """
    lowered = text.lower()
    for word, field, is_bare in _labels_by_letter().get(lowered[:1], ()):
        if not lowered.startswith(word.lower()):
            continue
        rest = text[len(word) :]
        if rest and word[-1].isalnum() and (rest[0].isalnum() or rest[0] == "-"):
            continue
        if re.match(r"\s*:", rest) or not rest.strip() or is_bare or is_marked:
            return Label(field, word, rest.lstrip(" :\t").strip())
    return None


@cache
def _item_label_pattern() -> re.Pattern[str]:
    words = sorted((word for word, _, _ in _labels("item_label")), key=len, reverse=True)
    return re.compile(
        r"(?<!\w)("
        + "|".join(re.escape(word) for word in words)
        + rf")(\s*:|(?<=\.)|(?=\s+{CASE_NUMBER}(?:\s|$)))(?=\s|$|\w)",
        re.IGNORECASE,
    )


@cache
def _item_label_fields() -> dict[str, str]:
    return {word.lower(): field for word, field, _ in _labels("item_label")}


@cache
def _item_label_beginnings() -> frozenset[str]:
    return frozenset(word[:_LABEL_BEGINNING] for word in _item_label_fields())


def item_labels(text: str) -> list[Label] | None:
    """Read a line under an item's heading as a row of labels and values.

    None where the line does not begin with a label, so that a sentence is never taken apart.
    """
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    if text[:_LABEL_BEGINNING].lower() not in _item_label_beginnings():
        return None
    pattern = _item_label_pattern()
    if not pattern.match(text):
        return None
    matches = list(pattern.finditer(text))
    fields = _item_label_fields()
    found: list[Label] = []
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        field, value = fields[match[1].lower()], text[match.end() : end].replace(MASK, "").strip(" ,;|")
        if field.endswith("_number"):
            value = value.rstrip(".")
        if not fits(field, value):
            return None
        found.append(Label(field, match[1], value))
    return found


@cache
def _numbers_alone() -> dict[str, str]:
    """Give the labels of numbers that may stand alone on a line above their value, folded."""
    found = _labels("item_label")
    return {
        fold(word): field
        for word, field, _ in found
        if field.endswith("_number") and len(fold(word)) > _SHORTEST
    }


def item_label_alone(text: str) -> str | None:
    """Give the field of a label that is alone on its line, `Sagsid`; None where a line is none."""
    return _numbers_alone().get(fold(text)) if len(text) < _LONGEST_LABEL else None


def fits(field: str, value: str) -> bool:
    """Say whether a value can be what its label promises, so that no sentence is taken for one."""
    if field.endswith("_number"):
        return not value or _NUMBER.fullmatch(value) is not None
    return len(value) <= 60


@dataclass(frozen=True, slots=True)
class Marker:
    """How open or closed items are marked: in a title, on a line of its own, or over a group of items."""

    prefix: re.Pattern[str]
    suffix: re.Pattern[str]
    line: re.Pattern[str]
    group: re.Pattern[str]
    bare: re.Pattern[str]

    @classmethod
    @cache
    def of(cls, name: str) -> Marker:
        """Give the markers of `closed` or `open`."""
        entry: dict[str, Any] = table("layouts")[name]
        return cls(
            re.compile("^(?:" + "|".join(entry["prefixes"]) + ")"),
            re.compile("(?:" + "|".join(entry["suffixes"]) + ")$"),
            whole_line(entry["lines"]),
            whole_line([f"(?:{pattern}):?" for pattern in entry["group_headings"]]),
            re.compile(rf"(?:{alternatives(entry['bare'])})\s+(?=\w)"),
        )


def all_marked(titles: Sequence[str]) -> bool:
    """Say whether a bare `Åben` or `Lukket` opens every title: then it is a mark, and no word of a title."""
    marks = [Marker.of(name).bare for name in ("closed", "open")]
    return len(titles) > 1 and all(any(mark.match(title) for mark in marks) for title in titles)


def split_markers(title: str, *, are_marked: bool = False) -> tuple[str, bool]:
    """Take `Lukket:`, `(Åben)` and their like off a title; say whether it was closed.

    `are_marked`: in this document a bare word before the title is such a mark.
    """
    lowered = title.lower()
    if not any(part in lowered for part in MARKS_HOLD):
        return title.strip(), False
    closed, opened = Marker.of("closed"), Marker.of("open")
    is_closed = closed.line.fullmatch(title) is not None
    if are_marked and not (closed.prefix.match(title) or opened.prefix.match(title)):
        is_closed = is_closed or closed.bare.match(title) is not None
        title = opened.bare.sub("", closed.bare.sub("", title, count=1), count=1)
    while True:
        bare = closed.suffix.sub("", closed.prefix.sub("", title))
        is_closed = is_closed or bare != title
        bare = opened.suffix.sub("", opened.prefix.sub("", bare)).strip()
        if bare == title or not bare:
            return title.strip(), is_closed
        title = bare


def is_mark(text: str) -> bool:
    """Say whether a text is nothing but a mark of open or closed, `(lukket)`."""
    return _is_whole(_either("line"), text)


def is_closed_mark(text: str) -> bool:
    """Say whether a text is nothing but a mark of closed."""
    return _is_whole(Marker.of("closed").line, text)


def is_group_heading(text: str) -> bool:
    """Say whether a line heads a group of items, `Lukkede punkter`."""
    return _is_whole(_either("group"), text)


def is_closed_group(text: str) -> bool:
    """Say whether a line heads a group of closed items."""
    return _is_whole(Marker.of("closed").group, text)


@cache
def _either(name: str) -> re.Pattern[str]:
    return whole_line([getattr(Marker.of(kind), name).pattern for kind in ("closed", "open")])


def group_rule(text: str) -> str | None:
    """Give the rule by which the words of a line above an item head a group: who sends it, or its kind."""
    if len(text) > LONGEST_ANNOUNCED:
        return None
    words = table("layouts")["groups"]
    for rule in ("from_body", "of_body"):
        if (match := re.fullmatch(words[rule], text)) and is_body(match["body"]):
            return rule.replace("_", "-")
    return "kind-of-group" if whole_line(words["kinds"]).fullmatch(text) else None


def closed_up(text: str) -> str:
    """Write a word whose letters stand apart, as typewriters set headings, in one: `D A G S O R D E N`."""
    return text.replace(" ", "") if text[1:2] == " " and _APART.fullmatch(text) else text


def is_contents_heading(text: str) -> bool:
    """Say whether a line heads a contents list."""
    return _is_whole(_headings_of("contents"), closed_up(text))


def is_signature_heading(text: str) -> bool:
    """Say whether a line heads a page of signatures."""
    return _is_whole(_headings_of("signature"), closed_up(text))


@cache
def _headings_of(name: str) -> re.Pattern[str]:
    return whole_line([f"(?:{pattern}):?" for pattern in table("layouts")[name]["headings"]])


def _is_whole(pattern: re.Pattern[str], text: str) -> bool:
    return len(text) <= LONGEST_ANNOUNCED and pattern.fullmatch(text) is not None


@cache
def column_heads() -> re.Pattern[str]:
    """Give the pattern of the line over the columns of a contents list."""
    return whole_line(table("layouts")["contents"]["columns"])
