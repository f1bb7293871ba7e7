"""Keep every distinct item text once, in the wording of the earliest meeting."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

_SECTIONS_AT_ONCE = 250_000

# The moment of a meeting counts all meetings, so that one number orders their items.
_MOMENTS = """
CREATE OR REPLACE TEMP TABLE moments AS
SELECT meeting_id, meeting_group, row_number() OVER (
    ORDER BY meeting_date, start_time NULLS FIRST, meeting_id
) AS moment
FROM meetings
"""

_TOUCHED = """
CREATE OR REPLACE TEMP TABLE touched_contents AS
SELECT unnest(?::VARCHAR[]) AS content_id
UNION
SELECT content_id FROM agenda_items JOIN moments USING (meeting_id)
WHERE content_id IS NOT NULL AND meeting_group IN (SELECT unnest(?::VARCHAR[]))
"""

_EARLIEST = """
CREATE OR REPLACE TEMP TABLE earliest AS
SELECT content_id, arg_min(item_id, moment * 100000 + position) AS item_id,
    arg_min(meeting_group, moment * 100000 + position) AS meeting_group
FROM agenda_items JOIN moments USING (meeting_id)
WHERE content_id IN (FROM touched_contents)
GROUP BY content_id
"""

# A wording can only have become another where its earliest item is, or was, in a meeting that was made anew.
_UNREAD = """
CREATE OR REPLACE TEMP TABLE unread AS
SELECT content_id, item_id FROM earliest
WHERE meeting_group IN (SELECT unnest(?::VARCHAR[])) OR content_id IN (SELECT unnest(?::VARCHAR[]))
"""

_ALL_UNREAD = """
CREATE OR REPLACE TEMP TABLE unread AS
SELECT content_id, arg_min(item_id, moment * 100000 + position) AS item_id
FROM agenda_items JOIN moments USING (meeting_id)
WHERE content_id IS NOT NULL
GROUP BY content_id
"""

# Sections of a meeting lie together, so a slice of the items by where their sections lie reads a slice of the
# table. What a slice holds in memory does not grow with the archive.
_SLICES = f"""
CREATE OR REPLACE TEMP TABLE sliced AS
SELECT e.content_id, e.item_id, coalesce(min(s.rowid), 0) // {_SECTIONS_AT_ONCE} AS slice,
    min(s.rowid) AS first_row, max(s.rowid) AS last_row
FROM unread e LEFT JOIN sections s USING (item_id)
GROUP BY e.content_id, e.item_id
"""

_SLICE = """
CREATE OR REPLACE TEMP TABLE slice AS SELECT content_id, item_id FROM sliced WHERE slice = ?
"""

# The sections in printed order, each followed by the tables in it, those outside all sections first. An empty
# decision counts as nothing. As in `tasks.parse.content`. The first section is joined and not gathered with
# the rest: to gather a text copies it twice, and most of what an item says stands in one section.
_WORDINGS = """
WITH spoken AS (
    SELECT item_id, position, text FROM sections
    WHERE rowid BETWEEN ? AND ? AND NOT (kind = 'beslutning' AND regexp_full_match(text, '[-–—.\\s]*'))
), tabled AS (
    SELECT item_id, coalesce(section_position, 0) AS section_position, position AS table_position,
        array_to_string(list_transform(
            CASE WHEN len(header) > 0 THEN [header] || rows ELSE rows END,
            lambda cells: array_to_string(cells, chr(9))
        ), chr(10)) AS text
    FROM slice JOIN item_tables USING (item_id)
), before AS (
    SELECT item_id, string_agg(text, chr(10) ORDER BY table_position) AS text
    FROM tabled WHERE section_position = 0 GROUP BY item_id
), after AS (
    SELECT item_id, string_agg(text, chr(10) ORDER BY section_position * 100000 + table_position) AS text
    FROM (
        SELECT item_id, position AS section_position, 0 AS table_position, text
        FROM slice JOIN spoken USING (item_id) WHERE position > 1
        UNION ALL
        FROM tabled WHERE section_position > 0
    )
    GROUP BY item_id
)
SELECT s.content_id, concat_ws(chr(10), before.text, first.text, after.text) AS text
FROM slice s
LEFT JOIN before USING (item_id)
LEFT JOIN (FROM spoken WHERE position = 1) first USING (item_id)
LEFT JOIN after USING (item_id)
"""

_CHANGED = """
CREATE OR REPLACE TEMP TABLE changed_contents AS
SELECT w.content_id, w.text FROM worded w LEFT JOIN contents c USING (content_id)
WHERE c.content_id IS NULL OR c.text IS DISTINCT FROM w.text
"""

_REPLACE = """
DELETE FROM contents WHERE content_id IN (SELECT content_id FROM changed_contents)
    OR content_id IN (SELECT content_id FROM touched_contents ANTI JOIN earliest USING (content_id));
INSERT INTO contents SELECT content_id, text FROM changed_contents;
"""


@dataclass(frozen=True)
class OldContents:
    """What meetings said before their rows were deleted, and of it, what nobody had said earlier."""

    said: list[str]
    said_first: list[str]


def old_contents(connection: duckdb.DuckDBPyConnection, groups: list[str]) -> OldContents:
    """Give the contents of the rows of these groups, which are about to be deleted."""
    connection.execute(_MOMENTS)
    connection.execute(_TOUCHED, [[], groups])
    connection.execute(_EARLIEST)
    found = connection.execute(
        "SELECT content_id, meeting_group IN (SELECT unnest(?::VARCHAR[])) FROM earliest", [groups]
    ).fetchall()
    return OldContents([key for key, _ in found], [key for key, is_first in found if is_first])


def derive_contents(connection: duckdb.DuckDBPyConnection, groups: list[str], old: OldContents) -> None:
    """Give each touched content the wording of its earliest item, and forget those that nobody says.

    Leaves the temporary tables `touched_contents` and `changed_contents` (those whose wording is another).
    """
    connection.execute(_MOMENTS)
    connection.execute(_TOUCHED, [old.said, groups])
    connection.execute(_EARLIEST)
    connection.execute(_UNREAD, [groups, old.said_first])
    connection.execute("CREATE OR REPLACE TEMP TABLE worded (content_id VARCHAR, text VARCHAR)")
    _read_wordings(connection, "worded")
    connection.execute(_CHANGED)
    connection.execute(_REPLACE)


def derive_all_contents(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all contents anew; leaves the same temporary tables."""
    connection.execute(_MOMENTS)
    connection.execute(_ALL_UNREAD)
    for name in ("touched_contents", "changed_contents"):
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT content_id FROM unread")
    connection.execute("DELETE FROM contents")
    _read_wordings(connection, "contents")


def _read_wordings(connection: duckdb.DuckDBPyConnection, into: str) -> None:
    """Put the texts of the items in `unread` into a table, some at a time."""
    connection.execute(_SLICES)
    slices = connection.execute(
        "SELECT slice, coalesce(min(first_row), 0), coalesce(max(last_row), 0) FROM sliced "
        "GROUP BY slice ORDER BY slice"
    ).fetchall()
    for number, first_row, last_row in slices:
        connection.execute(_SLICE, [number])
        connection.execute(f"INSERT INTO {into} {_WORDINGS}", [first_row, last_row])
