"""Derive what depends on other meetings: contents, standing items, repeats, novelty.

All of it is a function of the rows that are there, in set-based SQL; only the bodies and contents that a load
touched are worked on.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import duckdb

from schemas.standing import StandingRules
from vocabulary.standing import catalogue
from warehouse.bulk import insert
from warehouse.contents import OldContents, derive_all_contents, derive_contents
from warehouse.detect import assign, find_item
from warehouse.item_titles import forget_titles, keep_titles, new_titles, title_rows
from warehouse.rules import kept_rules, resolved_merges
from warehouse.search import note_changed_wordings
from warehouse.sentences import sentence_rows

_CONTENTS_AT_ONCE = 5_000

# A changed wording may be cut into other sentences: every body that has it is looked at again.
_TOUCHED_BODIES = """
CREATE OR REPLACE TEMP TABLE touched_bodies AS
SELECT municipality, body, row_number() OVER () AS body_number FROM (
    SELECT unnest(?::VARCHAR[]) AS municipality, unnest(?::VARCHAR[]) AS body
    UNION
    SELECT municipality, body FROM meetings WHERE meeting_group IN (SELECT unnest(?::VARCHAR[]))
    UNION
    SELECT municipality, body FROM agenda_items JOIN meetings USING (meeting_id)
    WHERE standing_item_id IS NOT NULL AND content_id IN (SELECT content_id FROM changed_contents)
)
"""

_ALL_BODIES = """
CREATE OR REPLACE TEMP TABLE touched_bodies AS
SELECT municipality, body, row_number() OVER () AS body_number
FROM (SELECT DISTINCT municipality, body FROM meetings)
"""

# "Earlier" is by meeting_date, start_time, meeting_id (as `held.moment` counts), position.
_OCCURRENCES = """
CREATE OR REPLACE TEMP TABLE occurrences AS
SELECT item_id, content_id, body_number, standing_item_id, known_as,
    row_number() OVER (PARTITION BY body_number, standing_item_id ORDER BY moment, position) AS nth,
    content_id IS NOT NULL AND moment <> min(moment) OVER (
        PARTITION BY body_number, standing_item_id, content_id
    ) AS is_repeat
FROM decided WHERE standing_item_id IS NOT NULL
"""

# A later version may say the same words outside the standing items; a changed wording is cut anew.
_DELETE_SENTENCES = """
DELETE FROM content_sentences WHERE content_id IN (SELECT content_id FROM changed_contents);
DELETE FROM content_sentences WHERE content_id IN (FROM touched_contents UNION SELECT content_id FROM moved)
    AND content_id NOT IN (
        SELECT content_id FROM agenda_items WHERE standing_item_id IS NOT NULL AND content_id IS NOT NULL
    );
"""

_UNCUT = """
CREATE OR REPLACE TEMP TABLE uncut AS
SELECT DISTINCT content_id FROM occurrences ANTI JOIN content_sentences USING (content_id)
WHERE content_id IS NOT NULL
"""

# All at once, for each look into `contents` reads all of its texts where more than a few are asked for.
_UNCUT_TEXTS = """
CREATE OR REPLACE TEMP TABLE uncut_texts AS
SELECT content_id, text, row_number() OVER () AS number FROM contents JOIN uncut USING (content_id)
WHERE text IS NOT NULL
"""

_NEWS = """
CREATE OR REPLACE TEMP TABLE news AS
WITH said AS (
    SELECT o.item_id, s.position, s.words, s.text, s.says_nothing,
        o.nth = min(o.nth) OVER (PARTITION BY o.body_number, o.standing_item_id, s.sentence_key) AS is_new
    FROM occurrences o JOIN content_sentences s USING (content_id)
), summed AS (
    SELECT item_id, bool_and(says_nothing) AS is_empty,
        coalesce(sum(words) FILTER (is_new), 0) / sum(words) AS novelty,
        string_agg(text, chr(10) ORDER BY position) FILTER (is_new) AS new_text
    FROM said GROUP BY item_id
)
SELECT o.item_id, o.known_as, o.is_repeat, coalesce(s.is_empty, true) AS is_empty, s.new_text,
    -- A content without a sentence, such as a table of empty cells, is new or a repeat as a whole.
    CASE
        WHEN o.content_id IS NOT NULL THEN coalesce(s.novelty, CAST(NOT o.is_repeat AS DOUBLE))
    END AS novelty
FROM occurrences o LEFT JOIN summed s USING (item_id)
"""

_KEEP_NEWS = """
DELETE FROM standing_occurrences WHERE item_id IN (SELECT item_id FROM decided);
INSERT INTO standing_occurrences SELECT item_id, known_as, is_repeat, is_empty, novelty, new_text FROM news;
UPDATE agenda_items SET is_repeat = now.is_repeat, novelty = now.novelty FROM (
    SELECT item_id, coalesce(n.is_repeat, false) AS is_repeat, n.novelty
    FROM decided d LEFT JOIN news n USING (item_id)
    WHERE coalesce(n.is_repeat, false) <> d.was_repeat OR n.novelty IS DISTINCT FROM d.was_novelty
) AS now
WHERE agenda_items.item_id = now.item_id;
"""

# It had a rhythm: six meetings so far, and more than every second one, this one counted. Three in a row at
# most.
_KEEP_ABSENCES = """
DELETE FROM standing_absences WHERE meeting_id IN (SELECT meeting_id FROM held);
INSERT INTO standing_absences
WITH stood AS (
    -- One row per standing item and meeting that had it: the how manieth, and where it stood next.
    SELECT standing_item_id, body_number, moment,
        row_number() OVER series AS times,
        min(moment) OVER (PARTITION BY standing_item_id, body_number) AS first_moment,
        lead(moment) OVER series AS next_moment
    FROM (
        SELECT DISTINCT standing_item_id, body_number, moment FROM decided WHERE standing_item_id IS NOT NULL
    )
    WINDOW series AS (PARTITION BY standing_item_id, body_number ORDER BY moment)
), missed AS (
    SELECT standing_item_id, body_number, moment + later AS moment
    FROM stood, (SELECT unnest([1, 2, 3]) AS later)
    WHERE (next_moment IS NULL OR moment + later < next_moment)
        AND times >= 6 AND times * 2 > moment + later - first_moment + 1
)
SELECT s.standing_item_id, h.meeting_id
FROM missed s JOIN held h ON h.body_number = s.body_number AND h.moment = s.moment
ORDER BY ALL;
"""

_STANDING_ITEMS = """
WITH counted AS (
    SELECT standing_item_id, count(*) AS occurrences, count(DISTINCT content_id) AS distinct_contents,
        min(meeting_date) AS first_seen, max(meeting_date) AS last_seen
    FROM agenda_items JOIN meetings USING (meeting_id)
    WHERE standing_item_id IS NOT NULL GROUP BY standing_item_id
), came_as AS (
    SELECT standing_item_id, title, count(*) AS items FROM agenda_items
    WHERE standing_item_id IS NOT NULL AND standing_item_id NOT IN (SELECT unnest(?::VARCHAR[]))
    GROUP BY ALL
), named AS (
    -- What the catalogue does not know is called what most of its titles have in common.
    SELECT c.standing_item_id, CASE
            WHEN c.standing_item_id IN (t.exact, t.exact || '-2') THEN t.exact_title
            WHEN c.standing_item_id IN (t.nameless, t.nameless || '-2') THEN t.nameless_title
            WHEN c.standing_item_id IN (t.head, t.head || '-2') THEN t.head_title
        END AS stem_title, t.exact_title, sum(c.items) AS items
    FROM came_as c JOIN item_titles t USING (title)
    GROUP BY ALL
), titled AS (
    SELECT standing_item_id, arg_max(
        coalesce(stem_title, exact_title), (stem_title IS NOT NULL, items, coalesce(stem_title, exact_title))
    ) AS title
    FROM named GROUP BY standing_item_id
)
SELECT c.standing_item_id, t.title, c.occurrences, c.distinct_contents, c.first_seen, c.last_seen
FROM counted c LEFT JOIN titled t USING (standing_item_id) ORDER BY c.standing_item_id
"""

_STANDING_COLUMNS = (
    "standing_item_id", "title", "origin", "occurrences", "distinct_contents", "first_seen", "last_seen",
)  # fmt: skip

_CORRECTION_COLUMNS = ("position", "correction", "standing_item_id", "into_id", "item_id", "problem")


def derive(
    connection: duckdb.DuckDBPyConnection,
    groups: list[str],
    *,
    old_contents: OldContents,
    old_titles: list[str],
    old_bodies: list[tuple[str | None, str]],
) -> None:
    """Derive what the rows of these groups of meetings change, inside the caller's transaction.

    `old_contents`, `old_titles` and `old_bodies` are those of the rows that were deleted.
    """
    rules = kept_rules(connection)
    derive_contents(connection, groups, old_contents)
    note_changed_wordings(connection)
    forget_titles(connection, old_titles)
    keep_titles(connection, title_rows(new_titles(connection, groups), rules))
    municipalities, bodies = [m for m, _ in old_bodies], [b for _, b in old_bodies]
    connection.execute(_TOUCHED_BODIES, [municipalities, bodies, groups])
    _derive_standing(connection, rules)


def derive_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Derive everything from all rows, inside the caller's transaction."""
    rules = kept_rules(connection)
    connection.execute("DELETE FROM item_titles")
    # Titles are Python's work; while DuckDB copies texts, Python has a core to itself.
    with ThreadPoolExecutor(max_workers=1) as beside:
        titles = beside.submit(title_rows, new_titles(connection), rules)
        derive_all_contents(connection)
        note_changed_wordings(connection)
        keep_titles(connection, titles.result())
    connection.execute("DELETE FROM content_sentences")
    connection.execute(_ALL_BODIES)
    _derive_standing(connection, rules)


def derive_all_standing(connection: duckdb.DuckDBPyConnection) -> None:
    """Derive the standing items of all bodies from titles to sentences, for other rules than before."""
    rules = kept_rules(connection)
    for name in ("changed_contents", "touched_contents"):
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} (content_id VARCHAR)")
    for name in ("item_titles", "content_sentences"):
        connection.execute(f"DELETE FROM {name}")
    keep_titles(connection, title_rows(new_titles(connection), rules))
    connection.execute(_ALL_BODIES)
    _derive_standing(connection, rules)


def _derive_standing(connection: duckdb.DuckDBPyConnection, rules: StandingRules) -> None:
    assign(connection, rules)
    connection.execute(_OCCURRENCES)
    _derive_sentences(connection)
    connection.execute(_NEWS)
    connection.execute(_KEEP_NEWS)
    connection.execute(_KEEP_ABSENCES)
    _derive_standing_items(connection, rules)
    _derive_corrections(connection, rules)


def _derive_sentences(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep the sentences of what the standing items of the touched bodies say, and of nothing else."""
    connection.execute(_DELETE_SENTENCES)
    connection.execute(_UNCUT)
    connection.execute(_UNCUT_TEXTS)
    count = connection.execute("SELECT count(*) FROM uncut_texts").fetchall()[0][0]
    for start in range(0, count, _CONTENTS_AT_ONCE):
        uncut = connection.execute(
            "SELECT content_id, text FROM uncut_texts WHERE number > ? AND number <= ?",
            [start, start + _CONTENTS_AT_ONCE],
        ).fetchall()
        insert(
            connection,
            "content_sentences",
            ("content_id", "position", "sentence_key", "words", "text", "says_nothing"),
            [row for key, text in uncut for row in sentence_rows(key, text)],
        )


def _derive_standing_items(connection: duckdb.DuckDBPyConnection, rules: StandingRules) -> None:
    known = catalogue(rules.item).titles
    manual = {split.into: split.title for split in rules.corrections.split}
    rows = []
    for key, title, *rest in connection.execute(_STANDING_ITEMS, [list(known)]).fetchall():
        origin = "catalogue" if key in known else "manual" if key in manual else "detected"
        rows.append((key, known.get(key) or manual.get(key) or title or key, origin, *rest))
    connection.execute("DELETE FROM standing_items")
    insert(connection, "standing_items", _STANDING_COLUMNS, rows)


def _derive_corrections(connection: duckdb.DuckDBPyConnection, rules: StandingRules) -> None:
    """Tell of each correction whether it holds."""
    made = rules.corrections
    ends = resolved_merges(made)
    connection.execute("DELETE FROM standing_corrections")
    if not (made.split or made.merge or made.no_occurrence):
        return
    found = connection.execute(
        "SELECT DISTINCT known_as, standing_item_id "
        "FROM standing_occurrences JOIN agenda_items USING (item_id)"
    ).fetchall()
    there, became = {known_as for known_as, _ in found}, set(found)
    rows: list[tuple[str, str, str | None, str | None, str | None]] = []
    for split in made.split:
        is_there = (split.key, ends.get(split.into, split.into)) in became
        there |= {split.into} if is_there else set()
        problem = None if is_there else f"no item of {split.key} has such a title"
        rows.append(("split", split.key, split.into, None, problem))
    for merge in made.merge:
        is_there = merge.key in there or any(other.into == merge.key for other in made.merge)
        problem = None if is_there else f"no item belongs to {merge.key}"
        rows.append(("merge", merge.key, merge.into, None, problem))
    for entry in made.no_occurrence:
        item_id, problem = find_item(connection, entry)
        rows.append(("not", entry.key, None, item_id, problem))
    insert(
        connection, "standing_corrections", _CORRECTION_COLUMNS, [(n, *row) for n, row in enumerate(rows, 1)]
    )
