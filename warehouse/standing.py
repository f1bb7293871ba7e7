"""The standing items as people see them, and the corrections that they make to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

import duckdb
from pydantic import ValidationError

from schemas.errors import UsageError
from schemas.minutes import Model
from schemas.settings import Settings
from schemas.standing import Corrections, Merge, NoOccurrence, Split
from tasks.publish import publish
from tasks.resolve import slug
from vocabulary.standing import catalogue
from vocabulary.tables import fold
from warehouse.item_titles import stem
from warehouse.rules import CORRECTIONS_FILE, append_correction, kept_rules, read_rules, resolved_merges
from warehouse.store import Warehouse

_WAIT_SECONDS = 10


class StandingLine(Model):
    """A row of `standing_items`."""

    standing_item_id: str
    title: str
    origin: str
    occurrences: int
    distinct_contents: int
    first_seen: date
    last_seen: date


class TimelineLine(Model):
    """A row of `v_standing_item_timeline`; `new_text` holds a sentence a line, None where nothing was new."""

    municipality: str | None
    body: str
    meeting_date: date
    item_id: str | None
    occurrence: str
    novelty: float | None
    new_text: str | None


class CorrectionLine(Model):
    """A correction; `problem` says why it changes nothing, None where it holds."""

    correction: str
    standing_item_id: str
    into_id: str | None
    item_id: str | None
    problem: str | None


def standing_items(connection: duckdb.DuckDBPyConnection) -> list[StandingLine]:
    """Give all standing items, those that come most often first."""
    names = tuple(StandingLine.model_fields)
    found = connection.execute(
        f"SELECT {', '.join(names)} FROM standing_items ORDER BY occurrences DESC, standing_item_id"
    ).fetchall()
    return [StandingLine(**dict(zip(names, row, strict=True))) for row in found]


def timeline(
    connection: duckdb.DuckDBPyConnection, key: str, body: str | None = None
) -> tuple[StandingLine, list[TimelineLine]]:
    """Give a standing item, its occurrences and its absences, body by body; `UsageError` where unknown."""
    line = next((line for line in standing_items(connection) if line.standing_item_id == key), None)
    if line is None:
        raise _unknown(connection, key)
    names = tuple(TimelineLine.model_fields)
    found = connection.execute(
        f"SELECT {', '.join(f't.{name}' for name in names)} FROM v_standing_item_timeline t "
        "JOIN meetings m USING (meeting_id) LEFT JOIN agenda_items i ON i.item_id = t.item_id "
        "WHERE t.standing_item_id = ? AND (?::VARCHAR IS NULL OR lower(t.body) = lower(?)) "
        "ORDER BY t.municipality, t.body, t.meeting_date, m.start_time NULLS FIRST, t.meeting_id, i.position",
        [key, body, body],
    ).fetchall()
    return line, [TimelineLine(**dict(zip(names, row, strict=True))) for row in found]


def corrections(connection: duckdb.DuckDBPyConnection) -> list[CorrectionLine]:
    """Give the corrections that were made, and whether they hold."""
    names = tuple(CorrectionLine.model_fields)
    found = connection.execute(f"SELECT {', '.join(names)} FROM standing_corrections ORDER BY position")
    return [CorrectionLine(**dict(zip(names, row, strict=True))) for row in found.fetchall()]


def merge(settings: Settings, key: str, into: str) -> int:
    """Make all of `key` belong to `into`, for good; give how many items that moves."""
    with _writer(settings) as warehouse:
        moved = _count(warehouse.connection, key)
        known = catalogue(kept_rules(warehouse.connection).item).titles
        if into not in known and not _count(warehouse.connection, into):
            raise _unknown(warehouse.connection, into)
        if not moved:
            raise _unknown(warehouse.connection, key)
        _keep(settings, warehouse, [Merge(key=key, into=into)])
    return moved


def split(settings: Settings, key: str, into: str, titles: tuple[str, ...]) -> int:
    """Make what `key` has under these titles a standing item `into`; give how many items that moves.

    Titles are compared without dates and numbers.
    """
    stems = {stem(title) for title in titles}
    if end := _ends(settings).get(into):
        raise UsageError(
            f"`{into}` belongs to `{end}`: to take that merge back, delete its lines in "
            f"{settings.home / CORRECTIONS_FILE}"
        )
    with _writer(settings) as warehouse:
        found = warehouse.connection.execute(
            "SELECT known_as, title FROM agenda_items JOIN standing_occurrences USING (item_id) "
            "WHERE standing_item_id = ?",
            [key],
        ).fetchall()
        if not found:
            raise _unknown(warehouse.connection, key)
        moved = [known_as for known_as, title in found if stem(title) in stems]
        if not moved:
            raise UsageError(f"no item of `{key}` has such a title; `referat standing show {key} --titles`")
        # What was merged into it keeps its own name in the file, so that a merge can be taken back.
        made = [_split(known_as, into, titles) for known_as in sorted(set(moved))]
        _keep(settings, warehouse, made)
    return len(moved)


def deny(settings: Settings, key: str, item_id: str) -> NoOccurrence:
    """Make an item no occurrence of `key`, for good; give the item as it is named in the file."""
    with _writer(settings) as warehouse:
        found = warehouse.connection.execute(
            "SELECT municipality, body, meeting_date, start_time, i.title, meeting_id, position, "
            "standing_item_id FROM agenda_items i JOIN meetings USING (meeting_id) WHERE item_id = ?",
            [item_id],
        ).fetchall()
        if not found:
            raise UsageError(f"there is no item `{item_id}`: `referat standing show {key}` names them")
        municipality, body, day, start, title, meeting_id, position, standing = found[0]
        if standing != key:
            belongs = f"belongs to `{standing}`" if standing else "belongs to no standing item"
            raise UsageError(f"item `{item_id}` is no occurrence of `{key}`: it {belongs}")
        entry = NoOccurrence(
            key=key,
            municipality=municipality,
            body=body,
            meeting_date=day,
            start_time=start,
            title=title,
            number_among_equals=_number_among_equals(warehouse.connection, meeting_id, position, title),
        )
        _keep(settings, warehouse, [entry])
    return entry


def titles_of(connection: duckdb.DuckDBPyConnection, key: str) -> list[tuple[str, int]]:
    """Give the titles that a standing item has come under, and how often."""
    return connection.execute(
        "SELECT title, count(*) FROM agenda_items WHERE standing_item_id = ? "
        "GROUP BY title ORDER BY 2 DESC, 1",
        [key],
    ).fetchall()


def _writer(settings: Settings) -> Warehouse:
    return Warehouse.writer(settings, flow="standing", wait=_WAIT_SECONDS)


def _keep(settings: Settings, warehouse: Warehouse, made: Sequence[Merge | Split | NoOccurrence]) -> None:
    """Write corrections into the home's file, then derive and publish by it."""
    # From the file and not from the warehouse: a person may have written into it since.
    kept = read_rules(settings.home).corrections
    merges = (*kept.merge, *(one for one in made if isinstance(one, Merge)))
    resolved_merges(Corrections(merge=merges))  # before anything is written
    for correction in made:
        append_correction(settings.home, correction)
    warehouse.apply_rules()
    if warehouse.needs_publishing():
        publish(settings, warehouse)


def _ends(settings: Settings) -> dict[str, str]:
    return resolved_merges(read_rules(settings.home).corrections)


def _split(key: str, into: str, titles: tuple[str, ...]) -> Split:
    try:
        return Split(key=key, into=into, title=titles[0], titles=titles)
    except ValidationError as error:
        raise UsageError(f"`{into}` is no key: small letters a to z, digits, single hyphens") from error


def _count(connection: duckdb.DuckDBPyConnection, key: str) -> int:
    found = connection.execute("SELECT count(*) FROM agenda_items WHERE standing_item_id = ?", [key])
    count: int = found.fetchall()[0][0]
    return count


def _number_among_equals(
    connection: duckdb.DuckDBPyConnection, meeting_id: str, position: int, title: str
) -> int:
    before = connection.execute(
        "SELECT title FROM agenda_items WHERE meeting_id = ? AND position <= ?", [meeting_id, position]
    ).fetchall()
    return sum(fold(other or "") == fold(title) for (other,) in before)


def _unknown(connection: duckdb.DuckDBPyConnection, key: str) -> UsageError:
    """Say that nothing belongs to a key, and to what it was merged or which keys are like it."""
    merged = {
        one.standing_item_id: one.into_id for one in corrections(connection) if one.correction == "merge"
    }
    if key in merged:
        return UsageError(f"`{key}` belongs to `{merged[key]}` already: a merge of yours made it so")
    keys = [line.standing_item_id for line in standing_items(connection)]
    near = [f"`{other}`" for other in get_close_matches(slug(key), keys)]
    like = f" (near it: {', '.join(near)})" if near else ""
    return UsageError(f"there is no standing item `{key}`{like}: `referat standing list` names them")
