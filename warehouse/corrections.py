"""What a later version of the same minutes changed, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from schemas.minutes import Item, Minutes
from tasks.resolve import ResolvedMeeting, item_id, title_keys
from warehouse.bulk import Row

Fields = dict[str, str]
Items = dict[tuple[str, int], Item]
"""Items by their folded title and the number among equal ones."""


def correction_rows(meeting: ResolvedMeeting) -> Iterator[Row]:
    """Give the rows of `field_changes` for a meeting: each version compared with the one it replaced."""
    position = 0
    for old, new in pairwise(meeting.versions):
        for item, field, before, after in _changes(meeting.meeting_id, old.minutes, new.minutes):
            position += 1
            yield (
                meeting.meeting_id, position, item, field, before, after, old.document_id, new.document_id,
            )  # fmt: skip


def field_changes(old: Minutes, new: Minutes) -> Iterator[tuple[str, str | None, str | None]]:
    """Give field, value before and value after of all that two readings of one meeting differ in."""
    for _, field, before, after in _changes("", old, new):
        yield field, before, after


def _changes(
    meeting_id: str, old: Minutes, new: Minutes
) -> Iterator[tuple[str | None, str, str | None, str | None]]:
    yield from ((None, *change) for change in _differences(_meeting_fields(old), _meeting_fields(new)))
    before = dict(zip(title_keys(old.items), old.items, strict=True))
    after = dict(zip(title_keys(new.items), new.items, strict=True))
    retitled = _retitled(before, after)
    before = {retitled.get(key, key): item for key, item in before.items()}
    for key in [*before, *(key for key in after if key not in before)]:
        fields = [_item_fields(items[key]) if key in items else {} for items in (before, after)]
        yield from ((item_id(meeting_id, key), *change) for change in _differences(*fields))


def _retitled(before: Items, after: Items) -> dict[tuple[str, int], tuple[str, int]]:
    """Give the key now by the key before, of items that are the same under another title.

    They are told by a case number that no other item of their version has, else by number and text.
    """
    marks: tuple[Callable[[Item], object], ...] = (
        lambda item: item.case_number,
        lambda item: item.content_id and (item.number, item.content_id),
    )
    found: dict[tuple[str, int], tuple[str, int]] = {}
    for mark in marks:
        then, now = _alone(before, mark), _alone(after, mark)
        for value in then.keys() & now.keys():
            if then[value] not in after and now[value] not in before and now[value] not in found.values():
                found.setdefault(then[value], now[value])
    return found


def _alone(items: Items, mark: Callable[[Item], object]) -> dict[object, tuple[str, int]]:
    """Give the key by the mark, of items that no other item shares its mark with."""
    marked = [(mark(item), key) for key, item in items.items()]
    counts = Counter(value for value, _ in marked)
    return {value: key for value, key in marked if value and counts[value] == 1}


def _differences(old: Fields, new: Fields) -> Iterator[tuple[str, str | None, str | None]]:
    for field in [*old, *(field for field in new if field not in old)]:
        if old.get(field) != new.get(field):
            yield field, old.get(field), new.get(field)


def _meeting_fields(minutes: Minutes) -> Fields:
    values = {
        "title": minutes.title,
        "start_time": minutes.start_time and minutes.start_time.isoformat("minutes"),
        "end_time": minutes.end_time and minutes.end_time.isoformat("minutes"),
        "place": minutes.place,
        "is_cancelled": "true" if minutes.is_cancelled else None,
        "attendance": _lines((p.name, p.role, p.party, p.status.value, p.note) for p in minutes.attendance),
    }
    return {field: value for field, value in values.items() if value}


def _item_fields(item: Item) -> Fields:
    """Spell an item as named texts; what is not printed has no entry."""
    values = {
        "number": item.number,
        "title": item.title,
        "is_closed": "true" if item.is_closed else None,
        "case_number": item.case_number,
        "journal_number": item.journal_number,
        "document_number": item.document_number,
        "item_type": item.item_type,
    }
    seen: Counter[str] = Counter()
    for section in item.sections:
        seen[section.kind] += 1
        values[_numbered(f"section {section.kind.value}", seen[section.kind])] = section.text
    for position, decision in enumerate(item.decisions, start=1):
        values[_numbered("decision", position)] = decision.text
        values[_numbered("outcome", position)] = decision.outcome.value
    values |= {
        "recommendations": _lines((r.proposer, r.text) for r in item.recommendations),
        "item_attendance": _lines((p.name, p.party, p.status.value, p.note) for p in item.item_attendance),
        "votes": _lines((v.voter, v.choice.value, v.votes) for v in item.votes),
        "consultations": _lines((body,) for body in item.consultations),
        "attachments": _lines((a.title, a.document_number) for a in item.attachments),
        "item_tables": _lines(row for table in item.tables for row in (table.header, *table.rows)),
    }
    return {field: value for field, value in values.items() if value}


def _numbered(field: str, number: int) -> str:
    return field if number == 1 else f"{field} {number}"


def _lines(rows: Iterator[tuple[object, ...]]) -> str:
    return "\n".join(" · ".join(str(value) for value in row if value not in (None, "")) for row in rows)
