"""Derive what depends on other meetings: contents, standing items, repeats, novelty.

All of it is a function of the rows that are there, in set-based SQL; only the bodies and contents that a load
touched are worked on.
"""

from __future__ import annotations

import hashlib

import duckdb

from vocabulary.standing import CATALOGUE
from vocabulary.tables import table
from warehouse.bulk import insert, select
from warehouse.sentences import empty_phrases, sentence_rows

_EARLIER = "meeting_date, start_time NULLS FIRST, meeting_id, position"

_TOUCHED_CONTENTS = """
CREATE OR REPLACE TEMP TABLE touched_contents AS
SELECT unnest(?::VARCHAR[]) AS content_id
UNION
SELECT content_id FROM agenda_items JOIN meetings USING (meeting_id)
WHERE content_id IS NOT NULL AND meeting_group IN (SELECT unnest(?::VARCHAR[]))
"""

# The wording of the earliest item: its sections in printed order, each followed by the tables in it, those
# outside all sections first. An empty decision counts as nothing. As in `tasks.parse.content`.
_WORDINGS = f"""
CREATE OR REPLACE TEMP TABLE wordings AS
WITH earliest AS (
    SELECT content_id, item_id FROM agenda_items JOIN meetings USING (meeting_id)
    WHERE content_id IN (FROM touched_contents)
    QUALIFY row_number() OVER (PARTITION BY content_id ORDER BY {_EARLIER}) = 1
), parts AS (
    SELECT content_id, position AS section_position, 0 AS table_position, text
    FROM earliest JOIN sections USING (item_id)
    WHERE NOT (kind = 'beslutning' AND regexp_full_match(text, '[-–—.\\s]*'))
    UNION ALL
    SELECT content_id, coalesce(section_position, 0), position,
        array_to_string(list_transform(
            CASE WHEN len(header) > 0 THEN [header] || rows ELSE rows END,
            lambda cells: array_to_string(cells, chr(9))
        ), chr(10))
    FROM earliest JOIN item_tables USING (item_id)
)
SELECT e.content_id, string_agg(p.text, chr(10) ORDER BY p.section_position, p.table_position) AS text
FROM earliest e LEFT JOIN parts p USING (content_id)
GROUP BY e.content_id
"""

_CHANGED_WORDINGS = """
SELECT w.content_id, w.text FROM wordings w LEFT JOIN contents c USING (content_id)
WHERE c.content_id IS NULL OR c.text IS DISTINCT FROM w.text
ORDER BY w.content_id
"""

_FORGOTTEN_CONTENTS = """
SELECT content_id FROM touched_contents WHERE content_id NOT IN (SELECT content_id FROM wordings)
"""

# A changed wording may be cut into other sentences: every body that has it is looked at again.
_TOUCHED_BODIES = """
CREATE OR REPLACE TEMP TABLE touched_bodies AS
SELECT unnest(?::VARCHAR[]) AS municipality, unnest(?::VARCHAR[]) AS body
UNION
SELECT municipality, body FROM meetings WHERE meeting_group IN (SELECT unnest(?::VARCHAR[]))
UNION
SELECT municipality, body FROM agenda_items JOIN meetings USING (meeting_id)
WHERE standing_item_id IS NOT NULL AND content_id IN (SELECT unnest(?::VARCHAR[]))
"""

_OCCURRENCES = f"""
CREATE OR REPLACE TEMP TABLE occurrences AS
SELECT i.item_id, i.content_id, m.municipality, m.body, i.standing_item_id,
    row_number() OVER (
        PARTITION BY m.municipality, m.body, i.standing_item_id ORDER BY {_EARLIER}
    ) AS nth,
    i.content_id IS NOT NULL AND m.meeting_id <> first_value(m.meeting_id) OVER (
        PARTITION BY m.municipality, m.body, i.standing_item_id, i.content_id ORDER BY {_EARLIER}
    ) AS is_repeat
FROM agenda_items i JOIN meetings m USING (meeting_id)
JOIN touched_bodies t ON t.body = m.body AND t.municipality IS NOT DISTINCT FROM m.municipality
WHERE i.standing_item_id IS NOT NULL
"""

_WITHOUT_SENTENCES = """
SELECT content_id, text FROM contents
WHERE text IS NOT NULL AND content_id IN (SELECT content_id FROM occurrences)
    AND content_id NOT IN (SELECT content_id FROM content_sentences)
ORDER BY content_id
"""

# A later version may say the same words outside the standing items.
_DELETE_UNUSED_SENTENCES = """
DELETE FROM content_sentences WHERE content_id IN (FROM touched_contents) AND content_id NOT IN (
    SELECT content_id FROM agenda_items WHERE standing_item_id IS NOT NULL AND content_id IS NOT NULL
)
"""

_NEWS = """
CREATE OR REPLACE TEMP TABLE news AS
WITH said AS (
    SELECT o.item_id, s.position, s.words, s.text,
        o.nth = min(o.nth) OVER (
            PARTITION BY o.municipality, o.body, o.standing_item_id, s.sentence_key
        ) AS is_new
    FROM occurrences o JOIN content_sentences s USING (content_id)
), summed AS (
    SELECT item_id, coalesce(sum(words) FILTER (is_new), 0) / sum(words) AS novelty,
        string_agg(text, chr(10) ORDER BY position) FILTER (is_new) AS new_text
    FROM said GROUP BY item_id
)
SELECT o.item_id, o.is_repeat, s.novelty, s.new_text
FROM occurrences o LEFT JOIN summed s USING (item_id)
"""

_KEEP_NEWS = """
DELETE FROM standing_occurrences WHERE item_id IN (SELECT item_id FROM news);
INSERT INTO standing_occurrences SELECT item_id, is_repeat, novelty, new_text FROM news;
UPDATE agenda_items SET is_repeat = news.is_repeat, novelty = news.novelty FROM news
WHERE agenda_items.item_id = news.item_id
    AND (agenda_items.is_repeat <> news.is_repeat OR agenda_items.novelty IS DISTINCT FROM news.novelty);
"""

_STANDING_ITEMS = """
SELECT standing_item_id, count(*), count(DISTINCT content_id), min(meeting_date), max(meeting_date)
FROM agenda_items JOIN meetings USING (meeting_id)
WHERE standing_item_id IS NOT NULL GROUP BY standing_item_id ORDER BY standing_item_id
"""


def derive(
    connection: duckdb.DuckDBPyConnection,
    groups: list[str],
    *,
    old_contents: list[str],
    old_bodies: list[tuple[str | None, str]],
) -> None:
    """Derive what the rows of these groups of meetings change, inside the caller's transaction.

    `old_contents` and `old_bodies` are those of the rows that were deleted.
    """
    changed = _derive_contents(connection, groups, old_contents)
    municipalities, bodies = [m for m, _ in old_bodies], [b for _, b in old_bodies]
    connection.execute(_TOUCHED_BODIES, [municipalities, bodies, groups, changed])
    connection.execute(_OCCURRENCES)
    _derive_sentences(connection)
    connection.execute(_NEWS)
    connection.execute(_KEEP_NEWS)
    _derive_standing_items(connection)


def keep_rules(connection: duckdb.DuckDBPyConnection) -> bool:
    """Take note of the vocabulary that rows are derived by; say whether it is another than before."""
    vocabulary = repr([table(name) for name in ("standing", "empty_phrases")])
    digest = hashlib.sha256(vocabulary.encode()).hexdigest()
    if connection.execute("SELECT rules_sha256 FROM warehouse_state").fetchall() == [(digest,)]:
        return False
    connection.execute("UPDATE warehouse_state SET rules_sha256 = ?", [digest])
    connection.execute("DELETE FROM empty_phrases")
    insert(connection, "empty_phrases", ("sentence_key", "phrase"), empty_phrases())
    return True


def _derive_contents(
    connection: duckdb.DuckDBPyConnection, groups: list[str], old_contents: list[str]
) -> list[str]:
    """Give each touched content the wording of its earliest item; give those whose wording changed."""
    connection.execute(_TOUCHED_CONTENTS, [old_contents, groups])
    connection.execute(_WORDINGS)
    changed = connection.execute(_CHANGED_WORDINGS).fetchall()
    gone = [row[0] for row in connection.execute(_FORGOTTEN_CONTENTS).fetchall()]
    keys = [key for key, _ in changed]
    for name in ("contents", "content_sentences"):
        select(
            connection,
            f"DELETE FROM {name} WHERE content_id IN (SELECT unnest(?::VARCHAR[]))",
            [*gone, *keys],
        )
    insert(connection, "contents", ("content_id", "text"), changed)
    return keys


def _derive_sentences(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep the sentences of what the touched standing items say, and of nothing else."""
    connection.execute(_DELETE_UNUSED_SENTENCES)
    missing = connection.execute(_WITHOUT_SENTENCES).fetchall()
    insert(
        connection,
        "content_sentences",
        ("content_id", "position", "sentence_key", "words", "text"),
        [row for key, text in missing for row in sentence_rows(key, text)],
    )


def _derive_standing_items(connection: duckdb.DuckDBPyConnection) -> None:
    counted = connection.execute(_STANDING_ITEMS).fetchall()
    connection.execute("DELETE FROM standing_items")
    insert(
        connection,
        "standing_items",
        (
            "standing_item_id", "title", "origin", "occurrences", "distinct_contents", "first_seen",
            "last_seen",
        ),
        [(key, CATALOGUE[key], "catalogue", *rest) for key, *rest in counted],
    )  # fmt: skip
