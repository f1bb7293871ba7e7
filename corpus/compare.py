"""Compare what the parser gave with the truth, field by field.

A hit is a value that is right, a miss one that the truth has and the parser has not, an extra one that
only the parser has; a wrong value is both a miss and an extra. Texts are equal when they are equal after
runs of white space became one space, and nothing else is forgiven.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from corpus import truth
from schemas import minutes

A = TypeVar("A")
B = TypeVar("B")


@dataclass(slots=True)
class Score:
    """How often one field was right."""

    hits: int = 0
    misses: int = 0
    extras: int = 0

    @property
    def precision(self) -> float:
        """Give the share of the parser's values that are right, 1 where it gave none."""
        given = self.hits + self.extras
        return self.hits / given if given else 1.0

    @property
    def recall(self) -> float:
        """Give the share of the truth's values that the parser found, 1 where there are none."""
        wanted = self.hits + self.misses
        return self.hits / wanted if wanted else 1.0

    def add(self, other: Score) -> None:
        """Count another document's score in."""
        self.hits += other.hits
        self.misses += other.misses
        self.extras += other.extras


@dataclass(slots=True)
class Comparison:
    """The scores of all fields, and the differences as lines for a person."""

    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    differences: list[str] = field(default_factory=list)

    @property
    def is_equal(self) -> bool:
        """Say whether nothing differs."""
        return not self.differences

    def value(self, name: str, where: str, wanted: object, got: object, *others: object) -> None:
        """Compare one value; `others` are right as well."""
        wanted, got = _folded(wanted), _folded(got)
        score = self.scores[name]
        if got == wanted or got in [_folded(other) for other in others]:
            score.hits += wanted is not None
            return
        score.misses += wanted is not None
        score.extras += got is not None
        self.differences.append(f"{where} · {name}: {_shown(wanted, got)}")

    def missing(self, name: str, where: str, wanted: object) -> None:
        """Note something that the parser did not find."""
        self.scores[name].misses += 1
        self.differences.append(f"{where} · {name}: missing {_short(wanted)}")

    def extra(self, name: str, where: str, got: object) -> None:
        """Note something that is not in the document."""
        self.scores[name].extras += 1
        self.differences.append(f"{where} · {name}: not in the truth {_short(got)}")

    def hit(self, name: str) -> None:
        """Count something found."""
        self.scores[name].hits += 1


def compare(found: minutes.Minutes, wanted: truth.Meeting, *, has_pages: bool = True) -> Comparison:
    """Compare a parsed document with its truth; pages are skipped where the document has none."""
    result = Comparison()
    for name in ("body", "meeting_date", "start_time", "end_time", "place", "document_kind"):
        result.value(name, "meeting", getattr(wanted, name), getattr(found, name))
    result.value("title", "meeting", wanted.title, found.title)
    if wanted.states("is_cancelled"):
        result.value("is_cancelled", "meeting", wanted.is_cancelled, found.is_cancelled)
    _compare_municipality(result, found, wanted)
    _compare_rows(result, "attendance", "meeting", wanted.attendance, found.attendance, _PERSON)
    _compare_items(result, found, wanted, has_pages=has_pages)
    return result


def _compare_municipality(result: Comparison, found: minutes.Minutes, wanted: truth.Meeting) -> None:
    """Demand the municipality where it is printed; elsewhere it may be found or not, never wrong."""
    if not wanted.states("is_municipality_printed"):
        others: tuple[object, ...] = (None,)
    else:
        others = () if wanted.is_municipality_printed else (None,)
    result.value("municipality", "meeting", wanted.municipality, found.municipality, *others)


def _compare_items(
    result: Comparison, found: minutes.Minutes, wanted: truth.Meeting, *, has_pages: bool
) -> None:
    def likeness(item: truth.Item, other: minutes.Item) -> float:
        if _letters(item.title) == _letters(other.title):
            return 3
        return 1.5 if item.number is not None and item.number == other.number else 0

    for item, other in align(wanted.items, found.items, likeness):
        if other is None:
            assert item is not None
            result.missing("items", f"item {item.position}", item.title)
        elif item is None:
            result.extra("items", f"item +{other.position}", other.title)
        else:
            result.hit("items")
            _compare_item(result, item, other, has_pages=has_pages)


def _compare_item(result: Comparison, item: truth.Item, other: minutes.Item, *, has_pages: bool) -> None:
    where = f"item {item.position} ({_short(item.title, 24)})"
    result.value("item.title", where, item.title, other.title, *item.alt_titles)
    names = ["number", "is_closed", "case_number", "journal_number", "document_number", "item_type"]
    names += ["page_first", "page_last"] if has_pages else []
    for name in names:
        result.value(f"item.{name}", where, getattr(item, name), getattr(other, name))
    _compare_sections(result, where, item, other)
    _compare_rows(result, "recommendations", where, item.recommendations, other.recommendations, _POINT)
    _compare_decisions(result, where, item, other)
    _compare_rows(result, "attachments", where, item.attachments, other.attachments, _ATTACHMENT)
    routes = [_Named(body) for body in item.consultations], [_Named(body) for body in other.consultations]
    _compare_rows(result, "consultations", where, *routes, ("name",))
    _compare_tables(result, where, item, other, has_pages=has_pages)
    if item.states("item_attendance"):
        _compare_rows(
            result, "item_attendance", where, item.item_attendance, other.item_attendance, _PERSON_AT
        )
    if item.states("votes"):
        _compare_rows(result, "votes", where, item.votes, other.votes, ("voter", "choice", "votes"))


@dataclass(frozen=True, slots=True)
class _Named:
    name: str


_PERSON = ("name", "role", "party", "status", "note")
_PERSON_AT = ("name", "party", "status")
_POINT = ("text", "proposer")
_ATTACHMENT = ("title", "document_number")


def _compare_rows(
    result: Comparison,
    name: str,
    where: str,
    wanted: Sequence[object],
    found: Sequence[object],
    fields: tuple[str, ...],
) -> None:
    """Compare two lists of rows; their first field tells which row is which, the rest is compared."""
    key, *rest = fields

    def likeness(row: object, other: object) -> float:
        return 2 if _folded(getattr(row, key)) == _folded(getattr(other, key)) else 0

    for row, other in align(wanted, found, likeness):
        if other is None:
            result.missing(name, where, row)
        elif row is None:
            result.extra(name, where, other)
        else:
            result.hit(name)
            for part in rest:
                at = f"{where} · {_short(getattr(row, key), 30)}"
                result.value(f"{name}.{part}", at, getattr(row, part), getattr(other, part))


def _compare_sections(result: Comparison, where: str, item: truth.Item, other: minutes.Item) -> None:
    def likeness(section: truth.Section, given: minutes.Section) -> float:
        if section.heading != given.heading and given.kind not in (section.kind, *section.alt_kinds):
            return 0
        same_text = _folded(given.text) in [_folded(t) for t in (section.text, *section.alt_texts)]
        return 1 + (section.heading == given.heading) + same_text - 0.1 * section.optional

    for section, given in align(item.sections, other.sections, likeness):
        if section is None:
            assert given is not None
            result.extra("sections", where, f"{given.kind} «{given.heading}»: {given.text}")
        elif given is None:
            if not section.optional:
                result.missing("sections", where, f"{section.kind} «{section.heading}»: {section.text}")
        else:
            at = f"{where} · «{_short(section.heading, 30)}»"
            result.hit("sections")
            result.value("section.kind", at, section.kind, given.kind, *section.alt_kinds)
            result.value("section.heading", at, section.heading, given.heading)
            result.value("section.text", at, section.text, given.text, *section.alt_texts)


def _compare_decisions(result: Comparison, where: str, item: truth.Item, other: minutes.Item) -> None:
    def likeness(decision: truth.Decision, given: minutes.Decision) -> float:
        same_time = (decision.body, decision.decided_on) == (given.body, given.decided_on)
        same_text = _folded(decision.text) == _folded(given.text)
        return 1.0 * same_time + 1.5 * same_text

    for decision, given in align(item.decisions, other.decisions, likeness):
        if decision is None:
            result.extra("decisions", where, given)
        elif given is None:
            result.missing("decisions", where, decision)
        else:
            result.hit("decisions")
            at = f"{where} · decision"
            result.value("decision.text", at, decision.text, given.text, *decision.alt_texts)
            for name in ("body", "decided_on", "outcome"):
                result.value(f"decision.{name}", at, getattr(decision, name), getattr(given, name))
            if decision.states("remark"):
                result.value("decision.remark", at, decision.remark, given.remark)


def _compare_tables(
    result: Comparison, where: str, item: truth.Item, other: minutes.Item, *, has_pages: bool
) -> None:
    def likeness(table: truth.Table, given: minutes.ItemTable) -> float:
        cells = {_folded(cell) for row in (given.header, *given.rows) for cell in row}
        shared = sum(_folded(cell) in cells for cell in table.cells)
        return 2 * shared / max(1, len(table.cells))

    for table, given in align(item.tables, other.tables, likeness):
        if table is None:
            result.extra("tables", where, given)
        elif given is None:
            result.missing("tables", where, table)
        else:
            result.hit("tables")
            result.value("table.header", where, table.header, given.header)
            result.value("table.rows", where, table.rows, given.rows)
            if has_pages:
                result.value("table.page", where, table.page, given.page)


def align(
    left: Sequence[A], right: Sequence[B], likeness: Callable[[A, B], float]
) -> list[tuple[A | None, B | None]]:
    """Pair two sequences in order so that the pairs are most alike; a likeness of 0 never pairs.

    What has no partner stands with None, in its place.
    """
    like = [[likeness(a, b) for b in right] for a in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            paired = like[i][j] + best[i + 1][j + 1] if like[i][j] > 0 else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[A | None, B | None]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if like[i][j] > 0 and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            pairs.append((left[i], right[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((left[i], None))
            i += 1
        else:
            pairs.append((None, right[j]))
            j += 1
    return pairs + [(a, None) for a in left[i:]] + [(None, b) for b in right[j:]]


def _folded(value: object) -> object:
    """Collapse white space in text, and in the texts of a table."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, tuple | list):
        return tuple(_folded(part) for part in value)
    return value


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _short(value: object, width: int = 160) -> str:
    if isinstance(value, BaseModel):
        parts = value.model_dump(mode="json", exclude_defaults=True)
        value = ", ".join(f"{name}={part}" for name, part in parts.items() if part is not None)
    text = " ".join(str(getattr(value, "name", value)).split())
    return text if len(text) <= width else text[: width - 1] + "…"


def _shown(wanted: object, got: object) -> str:
    """Show two values side by side; of long texts only the neighbourhood of their first difference."""
    if not (isinstance(wanted, str) and isinstance(got, str)):
        return f"wanted {_short(wanted)} | got {_short(got)}"
    pairs = zip(wanted, got, strict=False)
    same = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(wanted), len(got)))
    start = max(0, same - 30) if same > 60 else 0
    dots = "…" if start else ""
    return f"wanted «{dots}{_short(wanted[start:], 110)}» | got «{dots}{_short(got[start:], 110)}»"
