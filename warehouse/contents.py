"""Keep every distinct item text once, in the wording of the earliest meeting."""

from __future__ import annotations

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
SELECT content_id, arg_min(item_id, moment * 100000 + position) AS item_id
FROM agenda_items JOIN moments USING (meeting_id)
WHERE content_id IN (FROM touched_contents)
GROUP BY content_id
"""

# Sections of a meeting lie together, so a slice of the items by where their sections lie reads a slice of the
# table. What a slice holds in memory does not grow with the archive.
_SLICES = f"""
CREATE OR REPLACE TEMP TABLE sliced AS
SELECT e.content_id, e.item_id, coalesce(min(s.rowid), 0) // {_SECTIONS_AT_ONCE} AS slice,
    min(s.rowid) AS first_row, max(s.rowid) AS last_row
FROM earliest e LEFT JOIN sections s USING (item_id)
GROUP BY e.content_id, e.item_id
"""

_SLICE = """
CREATE OR REPLACE TEMP TABLE slice AS SELECT content_id, item_id FROM sliced WHERE slice = ?
"""

# `{earliest}` is a table of contents and items, `{rows}` a condition on the sections that are read.
# The sections in printed order, each followed by the tables in it, those outside all sections first. An empty
# decision counts as nothing. As in `tasks.parse.content`.
_WORDINGS = """
WITH parts AS (
    SELECT content_id, position AS section_position, 0 AS table_position, text
    FROM {earliest} JOIN sections USING (item_id)
    WHERE {rows} AND NOT (kind = 'beslutning' AND regexp_full_match(text, '[-–—.\\s]*'))
    UNION ALL
    SELECT content_id, coalesce(section_position, 0), position,
        array_to_string(list_transform(
            CASE WHEN len(header) > 0 THEN [header] || rows ELSE rows END,
            lambda cells: array_to_string(cells, chr(9))
        ), chr(10))
    FROM {earliest} JOIN item_tables USING (item_id)
)
SELECT e.content_id, array_to_string(list_transform(
    -- Sorted by its members in turn; twice as fast as a sorted string_agg.
    list_sort(list({{'section': p.section_position, 'place': p.table_position, 'text': p.text}})
        FILTER (p.text IS NOT NULL)),
    lambda part: part.text
), chr(10)) AS text
FROM {earliest} e LEFT JOIN parts p USING (content_id)
GROUP BY e.content_id
"""

_CHANGED = f"""
CREATE OR REPLACE TEMP TABLE changed_contents AS
SELECT w.content_id, w.text FROM ({_WORDINGS.format(earliest="earliest", rows="true")}) w
LEFT JOIN contents c USING (content_id)
WHERE c.content_id IS NULL OR c.text IS DISTINCT FROM w.text
"""

_REPLACE = """
DELETE FROM contents WHERE content_id IN (SELECT content_id FROM changed_contents)
    OR content_id IN (SELECT content_id FROM touched_contents ANTI JOIN earliest USING (content_id));
INSERT INTO contents SELECT content_id, text FROM changed_contents;
"""


def derive_contents(
    connection: duckdb.DuckDBPyConnection, groups: list[str], old_contents: list[str]
) -> None:
    """Give each touched content the wording of its earliest item, and forget those that nobody says.

    Leaves the temporary tables `touched_contents` and `changed_contents` (those whose wording is another).
    """
    connection.execute(_MOMENTS)
    connection.execute(_TOUCHED, [old_contents, groups])
    connection.execute(_EARLIEST)
    connection.execute(_CHANGED)
    connection.execute(_REPLACE)


def derive_all_contents(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all contents anew, some at a time; leaves the same temporary tables."""
    connection.execute(_MOMENTS)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE touched_contents AS "
        "SELECT DISTINCT content_id FROM agenda_items WHERE content_id IS NOT NULL"
    )
    connection.execute(_EARLIEST)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE changed_contents AS SELECT content_id FROM touched_contents"
    )
    connection.execute("DELETE FROM contents")
    connection.execute(_SLICES)
    slices = connection.execute(
        "SELECT slice, min(first_row), max(last_row) FROM sliced GROUP BY slice ORDER BY slice"
    ).fetchall()
    for number, first_row, last_row in slices:
        connection.execute(_SLICE, [number])
        rows = f"sections.rowid BETWEEN {first_row or 0} AND {last_row or 0}"
        connection.execute(f"INSERT INTO contents {_WORDINGS.format(earliest='slice', rows=rows)}")
