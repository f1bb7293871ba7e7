"""Decide what a set of documents says: which are one meeting, which of them are current.

All documents of one municipality, body and date (a *group*) are decided together and from the set alone, so
that the order in which they arrived cannot matter. The rules are the warehouse contract's.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from schemas.minutes import Item, Minutes
from schemas.terms import DocumentKind, DocumentStatus
from vocabulary.tables import fold

_NO_SLUG = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "oe", "ä": "ae"})


@dataclass(frozen=True)
class KeptDocument:
    """A parsed document and what else decides about it; times in UTC, without zone."""

    document_id: str
    municipality: str | None
    created_at: datetime | None
    file_modified_at: datetime
    has_pages: bool
    minutes: Minutes

    @property
    def is_minutes(self) -> bool:
        """Say whether it tells what was decided, not only what was to be."""
        return self.minutes.document_kind in (DocumentKind.REFERAT, DocumentKind.TILLAEGSREFERAT)

    @property
    def version_rank(self) -> tuple[bool, str, datetime, datetime, str]:
        """Give what orders versions of one text, the later one greater; unknown counts as early."""
        return (
            self.is_minutes,
            self.minutes.version or "",
            self.created_at or datetime.min,
            self.file_modified_at,
            self.document_id,
        )


@dataclass(frozen=True)
class ResolvedItem:
    """An item with the identity and the place that it has in its meeting."""

    item_id: str
    document_id: str
    position: int
    item: Item


@dataclass(frozen=True)
class ResolvedMeeting:
    """A sitting: its main document, the later versions of it, and all its items.

    `versions` are the minutes (or, without minutes, the agendas) that the main document replaced, the
    oldest first and the main document last.
    """

    meeting_id: str
    main: KeptDocument
    items: tuple[ResolvedItem, ...]
    versions: tuple[KeptDocument, ...]


@dataclass(frozen=True)
class Resolution:
    """What a group of documents comes to: its meetings, and each document's status and meeting."""

    meetings: tuple[ResolvedMeeting, ...]
    documents: dict[str, tuple[DocumentStatus, str]]


def slug(name: str) -> str:
    """Spell a name with a to z, digits and single hyphens: `Børn & Unge` → `boern-unge`."""
    return _NO_SLUG.sub("-", name.casefold().translate(_LETTERS)).strip("-")


def meeting_group(municipality: str | None, body: str, meeting_date: date) -> str:
    """Give the key of a group, which is the id of its first sitting.

    Two spellings that differ in case or punctuation alone are one body.
    """
    return f"{slug(municipality or 'Ukendt Kommune')}-{slug(body)}-{meeting_date.isoformat()}"


def title_keys(items: Iterable[Item]) -> list[tuple[str, int]]:
    """Give each item's folded title and its number (from 1) among the equal ones, in printed order."""
    seen: Counter[str] = Counter()
    keys = []
    for item in items:
        folded = fold(item.title)
        seen[folded] += 1
        keys.append((folded, seen[folded]))
    return keys


def item_id(meeting_id: str, title_key: tuple[str, int]) -> str:
    """Make the id of an item from its meeting, its folded title and the counter among equal titles."""
    folded, counter = title_key
    return hashlib.sha256(f"{meeting_id}\n{folded}\n{counter}".encode()).hexdigest()[:16]


def resolve(documents: Sequence[KeptDocument]) -> Resolution:
    """Decide the meetings of one group from all its documents, in whatever order they are given."""
    texts: dict[str, list[KeptDocument]] = {}
    for document in documents:
        texts.setdefault(document.minutes.text_sha256, []).append(document)
    originals = {
        min(equal, key=lambda d: (not d.has_pages, d.file_modified_at, d.document_id)).document_id: equal
        for equal in texts.values()
    }
    by_id = {document.document_id: document for document in documents}
    meetings: list[ResolvedMeeting] = []
    decided: dict[str, tuple[DocumentStatus, str]] = {}
    for number, sitting in enumerate(_sittings([by_id[key] for key in originals]), start=1):
        first = sitting[0]
        group = meeting_group(first.municipality, first.minutes.body, first.minutes.meeting_date)
        meeting_id = group if number == 1 else f"{group}-{number}"
        current = _current(sitting)
        meetings.append(_meeting(meeting_id, current, sitting))
        for document in sitting:
            status = DocumentStatus.CURRENT if document in current else DocumentStatus.SUPERSEDED
            for equal in originals[document.document_id]:
                is_original = equal is document
                decided[equal.document_id] = (
                    status if is_original else DocumentStatus.DUPLICATE,
                    meeting_id,
                )
    return Resolution(tuple(meetings), decided)


def _sittings(documents: list[KeptDocument]) -> list[list[KeptDocument]]:
    """Part documents into sittings, in the order of their start times.

    Documents with equal start times are one sitting, and so are two start times of which any two documents
    have most titles in common. A document without a start time could be any of them: it goes to the one
    that it shares most titles with, the earliest where nothing tells them apart.
    """
    timed: dict[time, list[KeptDocument]] = {}
    untimed: list[KeptDocument] = []
    for document in sorted(documents, key=lambda d: d.document_id):
        start = document.minutes.start_time
        if start is None:
            untimed.append(document)
        else:
            timed.setdefault(start, []).append(document)
    sittings: list[list[KeptDocument]] = []
    for start in sorted(timed):
        joined = [s for s in sittings if any(_agree(a, b) for a in s for b in timed[start])]
        apart = [s for s in sittings if s not in joined]
        merged = [document for sitting in joined for document in sitting] + timed[start]
        sittings = [*apart, merged]
    sittings.sort(key=_start)
    if not sittings:
        return [untimed] if untimed else []
    homes = [max(sittings, key=lambda s: max(_share(document, other) for other in s)) for document in untimed]
    for document, home in zip(untimed, homes, strict=True):
        home.append(document)
    return sittings


def _start(sitting: list[KeptDocument]) -> time:
    # No two sittings share a printed start, so this alone orders them.
    return min(d.minutes.start_time for d in sitting if d.minutes.start_time is not None)


def _share(one: KeptDocument, other: KeptDocument) -> float:
    """Give the share (0 to 1) of the smaller list of item titles that the other list has too."""
    titles, others = Counter(title_keys(one.minutes.items)), Counter(title_keys(other.minutes.items))
    smaller = min(titles.total(), others.total())
    return (titles & others).total() / smaller if smaller else 0.0


def _agree(one: KeptDocument, other: KeptDocument) -> bool:
    return _share(one, other) > 0.5


def _current(sitting: list[KeptDocument]) -> list[KeptDocument]:
    """Choose the documents whose items are the meeting's: the main one, then additions as they came.

    An addition replaces nothing but an earlier version of itself. Minutes that print every item of an
    additional agenda replace it, as they do the agenda. Where there are only additions, the first is the
    main document, minutes before agendas.
    """
    mains = [d for d in sitting if not d.minutes.document_kind.is_supplement]
    supplements = _latest([d for d in sitting if d.minutes.document_kind.is_supplement])
    if mains:
        main = max(mains, key=lambda d: d.version_rank)
    else:
        main = min(supplements, key=lambda d: (not d.is_minutes, d.version_rank[1:]))
    others = [d for d in supplements if d is not main]
    minutes = [d for d in [main, *others] if d.is_minutes]
    printed = {key for document in minutes for key in title_keys(document.minutes.items)}
    return [main, *(d for d in others if d.is_minutes or not _is_within(d, printed))]


def _latest(supplements: list[KeptDocument]) -> list[KeptDocument]:
    """Keep of each addition its latest version, in the order of their versions.

    Two additions are versions of one when they print the same titles, and no other case number beside them:
    two closed points of one name are two.
    """
    kept: list[KeptDocument] = []
    for document in sorted(supplements, key=lambda d: d.version_rank, reverse=True):
        if not any(_is_version(document, later) for later in kept):
            kept.append(document)
    return sorted(kept, key=lambda d: d.version_rank[1:])


def _is_version(one: KeptDocument, other: KeptDocument) -> bool:
    if one.is_minutes is not other.is_minutes:
        return False
    cases = [
        dict(zip(title_keys(d.minutes.items), (i.case_number for i in d.minutes.items), strict=True))
        for d in (one, other)
    ]
    return cases[0].keys() == cases[1].keys() and all(
        cases[0][key] == cases[1][key] for key in cases[0] if cases[0][key] or cases[1][key]
    )


def _is_within(agenda: KeptDocument, printed: set[tuple[str, int]]) -> bool:
    keys = title_keys(agenda.minutes.items)
    return bool(keys) and printed.issuperset(keys)


def _meeting(meeting_id: str, current: list[KeptDocument], sitting: list[KeptDocument]) -> ResolvedMeeting:
    main = current[0]
    printed = [(document, item) for document in current for item in document.minutes.items]
    keys = title_keys(item for _, item in printed)
    items = tuple(
        ResolvedItem(item_id(meeting_id, key), document.document_id, position, item)
        for position, ((document, item), key) in enumerate(zip(printed, keys, strict=True), start=1)
    )
    kind = main.minutes.document_kind
    versions = [d for d in sitting if d.minutes.document_kind is kind and not kind.is_supplement]
    return ResolvedMeeting(meeting_id, main, items, tuple(sorted(versions, key=lambda d: d.version_rank)))
