"""Decide which item is an occurrence of which standing item: by catalogue, by detection, by people's word.

Decided for whole bodies, from the titles that their meetings print and from nothing else.
"""

from __future__ import annotations

from typing import Any

import duckdb

from schemas.standing import NoOccurrence, StandingRules
from tasks.resolve import meeting_group
from vocabulary.standing import catalogue
from vocabulary.tables import fold
from warehouse.bulk import insert, select
from warehouse.item_titles import stem
from warehouse.rules import resolved_merges

# Meetings of the touched bodies that had an agenda, numbered within their body.
_HELD = """
CREATE OR REPLACE TEMP TABLE held AS
SELECT m.meeting_id, m.meeting_date, m.meeting_group, t.body_number, row_number() OVER (
    PARTITION BY t.body_number ORDER BY m.meeting_date, m.start_time NULLS FIRST, m.meeting_id
) AS moment
FROM meetings m
JOIN touched_bodies t ON t.body = m.body AND t.municipality IS NOT DISTINCT FROM m.municipality
WHERE m.meeting_id IN (SELECT meeting_id FROM agenda_items)
"""

_TITLED = """
CREATE OR REPLACE TEMP TABLE titled AS
SELECT i.item_id, i.position, i.content_id, i.standing_item_id AS was_standing_item_id,
    i.is_repeat AS was_repeat, i.novelty AS was_novelty, h.body_number, h.moment, h.meeting_date,
    t.catalogue_key, t.exact, t.nameless, t.head, t.period, t.period_year
FROM agenda_items i JOIN held h USING (meeting_id) JOIN item_titles t ON t.title = i.title
"""

# A stem that comes back: six meetings at least, hardly ever twice in one of them, and in more than
# half of the body's meetings; or for a year in half of the meetings from its first to its last; or as
# a report, with at least half of the months or quarters from the first to the last.
_DETECTED = """
CREATE OR REPLACE TEMP TABLE detected AS
WITH stems AS (
    SELECT item_id, body_number, moment, meeting_date, period, period_year,
        unnest([exact, nameless, head]) AS stem, unnest([1, 2, 3]) AS level
    FROM titled
    WHERE catalogue_key IS NULL AND item_id NOT IN (SELECT item_id FROM denied WHERE item_id IS NOT NULL)
), often AS (
    -- To count alone is cheap, and leaves little to look at closely.
    SELECT body_number, stem FROM stems WHERE stem IS NOT NULL GROUP BY ALL HAVING count(*) >= 6
), once AS (
    SELECT body_number, stem, moment, any_value(meeting_date) AS meeting_date, count(*) AS items,
        min(left(period, 1)) AS unit,
        min(coalesce(period_year, year(meeting_date)) * CASE left(period, 1) WHEN 'm' THEN 12 ELSE 4 END
            + CAST(substr(period, 2) AS INTEGER)) AS period
    FROM stems SEMI JOIN often USING (body_number, stem)
    GROUP BY body_number, stem, moment
), counted AS (
    SELECT body_number, stem, count(*) AS meetings, count(*) FILTER (items > 1) AS crowded,
        max(moment) - min(moment) + 1 AS span, date_diff('day', min(meeting_date), max(meeting_date)) AS days,
        count(unit) AS named, count(DISTINCT unit) AS units, count(DISTINCT period) AS periods,
        max(period) - min(period) + 1 AS period_span
    FROM once GROUP BY body_number, stem HAVING count(*) >= 6
), agendas AS (
    SELECT body_number, count(*) AS meetings FROM held GROUP BY body_number
), standing AS (
    SELECT c.body_number, c.stem
    FROM counted c JOIN agendas a USING (body_number)
    WHERE c.crowded * 10 <= c.meetings AND (
        c.meetings * 2 > a.meetings
        OR (c.meetings >= 12 AND c.days >= 365 AND c.meetings * 2 >= c.span)
        OR (c.units = 1 AND c.periods >= 6 AND c.named * 10 >= c.meetings * 8
            AND c.periods * 2 >= c.period_span)
    )
)
SELECT s.item_id, arg_min(s.stem, s.level) AS stem
FROM stems s JOIN standing USING (body_number, stem)
GROUP BY s.item_id
"""

# The more specific stem goes first; then what people split off, merged and denied, in this order.
_DECIDED = """
CREATE OR REPLACE TEMP TABLE decided AS
WITH known AS (
    SELECT t.item_id, t.exact, coalesce(t.catalogue_key, CASE
        WHEN d.stem IN (SELECT unnest(?::VARCHAR[])) THEN d.stem || '-2' ELSE d.stem
    END) AS standing_item_id
    FROM titled t LEFT JOIN detected d USING (item_id)
), parted AS (
    SELECT k.item_id, k.standing_item_id AS known_as,
        coalesce(s.into_id, k.standing_item_id) AS standing_item_id
    FROM known k LEFT JOIN splits s ON s.standing_item_id = k.standing_item_id AND s.exact = k.exact
), merged AS (
    SELECT p.item_id, p.known_as, coalesce(m.into_id, p.standing_item_id) AS standing_item_id
    FROM parted p LEFT JOIN merges m ON m.standing_item_id = p.standing_item_id
)
SELECT t.item_id, t.position, t.content_id, t.body_number, t.moment, t.was_standing_item_id, t.was_repeat,
    t.was_novelty, m.known_as, CASE
        WHEN (m.item_id, m.standing_item_id) NOT IN (
            SELECT (item_id, standing_item_id) FROM denied WHERE item_id IS NOT NULL
        ) THEN m.standing_item_id
    END AS standing_item_id
FROM titled t JOIN merged m USING (item_id)
"""

_MOVED = """
CREATE OR REPLACE TEMP TABLE moved AS
SELECT item_id, content_id, standing_item_id FROM decided
WHERE standing_item_id IS DISTINCT FROM was_standing_item_id
"""

_MOVE = """
UPDATE agenda_items SET standing_item_id = moved.standing_item_id FROM moved
WHERE agenda_items.item_id = moved.item_id
"""


def assign(connection: duckdb.DuckDBPyConnection, rules: StandingRules) -> None:
    """Set `standing_item_id` in the touched bodies (temporary table `touched_bodies`).

    Leaves, for what follows, `held`, `decided` and `moved` (items whose standing item has changed).
    """
    connection.execute(_HELD)
    connection.execute(_TITLED)
    _keep_corrections(connection, rules)
    connection.execute(_DETECTED)
    taken = [*catalogue(rules.item).titles, *(split.into for split in rules.corrections.split)]
    connection.execute(_DECIDED, [taken])
    connection.execute(_MOVED)
    connection.execute(_MOVE)


def find_item(connection: duckdb.DuckDBPyConnection, entry: NoOccurrence) -> tuple[str | None, str | None]:
    """Find the item that a person named; give its id, or None and what is wrong."""
    group = meeting_group(entry.municipality, entry.body, entry.meeting_date)
    found = select(
        connection,
        "SELECT item_id, i.title, start_time, meeting_id "
        "FROM agenda_items i JOIN meetings USING (meeting_id) "
        "WHERE meeting_group IN (SELECT unnest(?::VARCHAR[])) ORDER BY meeting_id, position",
        [group],
    )
    sittings: dict[str, list[str]] = {}
    for item_id, title, start_time, meeting_id in found:
        is_sitting = entry.start_time is None or start_time is None or entry.start_time == start_time
        if is_sitting and fold(title or "") == fold(entry.title):
            sittings.setdefault(meeting_id, []).append(item_id)
    if len(sittings) > 1:
        return None, "two sittings of that day have such an item: name the start_time"
    items = next(iter(sittings.values()), [])
    if len(items) < entry.number_among_equals:
        return None, "the item is gone"
    return items[entry.number_among_equals - 1], None


def _splits(rules: StandingRules) -> dict[tuple[str, str], str]:
    """Give key and title of what was split off, and into what; the latest word holds."""
    return {
        (split.key, stem(title)): split.into for split in rules.corrections.split for title in split.titles
    }


def _keep_corrections(connection: duckdb.DuckDBPyConnection, rules: StandingRules) -> None:
    """Spell the corrections as the tables that `_DECIDED` joins."""
    made = rules.corrections
    merges = resolved_merges(made)
    found = [(find_item(connection, entry)[0], entry.key) for entry in made.no_occurrence]
    rows: dict[str, list[tuple[Any, ...]]] = {
        "splits": [(key, exact, into) for (key, exact), into in _splits(rules).items()],
        "merges": list(merges.items()),
        "denied": [(item_id, merges.get(key, key)) for item_id, key in found],
    }
    columns = {
        "splits": ("standing_item_id", "exact", "into_id"),
        "merges": ("standing_item_id", "into_id"),
        "denied": ("item_id", "standing_item_id"),
    }
    for name, names in columns.items():
        typed = ", ".join(f"{column} VARCHAR" for column in names)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({typed})")
        insert(connection, name, names, list(dict.fromkeys(rows[name])))
