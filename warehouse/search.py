"""The words that `search()` looks up: each distinct content and title cut into words once, and whose it is.

Derived from the rows whenever the warehouse is published: what came or changed is indexed, what went is taken
out, the rest stays. The Danish stemmer is asked here, and what it says of each form of a word is kept in a
table, so that the asking side (macros/search.sql) is plain SQL.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import version

import duckdb
import snowballstemmer

from vocabulary.tables import table
from warehouse.bulk import insert, transaction

_TEXTS_AT_ONCE = 20_000

# The same as in macros/search.sql: what is asked is cut as what is kept.
_CUT = r"regexp_extract_all(lower(text), '[\p{L}\p{N}]+')"

# Names are spelt both ways, `Aabenraa` and `Åbenrå`.
_SPELLED = ("aa", "å")

# Six digits in a row are a case, a telephone or a person, and nothing that anybody looks up by a word.
_IS_WORD = r"length(form) BETWEEN 2 AND 40 AND NOT regexp_matches(form, '\d{6}')"

_GONE = """
CREATE OR REPLACE TEMP TABLE gone_texts AS
SELECT text_number FROM search_texts t
WHERE t.is_stale
    OR (t.content_id IS NOT NULL AND NOT EXISTS (FROM contents c WHERE c.content_id = t.content_id))
    OR (t.title IS NOT NULL AND NOT EXISTS (FROM agenda_items i WHERE i.title = t.title))
"""

# A form that nothing else says is forgotten as well, for erased words are to leave no trace; not those that
# the vocabulary names.
_FORGET = """
CREATE OR REPLACE TEMP TABLE gone_forms AS
SELECT DISTINCT form_number FROM search_words WHERE text_number IN (FROM gone_texts);
DELETE FROM search_words WHERE text_number IN (FROM gone_texts);
DELETE FROM search_texts WHERE text_number IN (FROM gone_texts);
DELETE FROM search_forms WHERE form_number IN (FROM gone_forms)
    AND form_number NOT IN (SELECT form_number FROM search_words) AND NOT list_contains(?, form);
"""

_COME = """
CREATE OR REPLACE TEMP TABLE new_texts AS
SELECT row_number() OVER (ORDER BY content_id, title)
    + (SELECT coalesce(max(text_number), 0) FROM search_texts) AS text_number, content_id, title
FROM (
    SELECT content_id, NULL AS title FROM contents c
    WHERE NOT EXISTS (FROM search_texts t WHERE t.content_id = c.content_id)
    UNION ALL
    SELECT DISTINCT NULL, title FROM agenda_items i
    WHERE title IS NOT NULL AND NOT EXISTS (FROM search_texts t WHERE t.title = i.title)
)
"""

_SAID = f"""
CREATE OR REPLACE TEMP TABLE said AS
SELECT text_number, form, count(*) AS times FROM (
    SELECT text_number, unnest({_CUT}) AS form FROM (
        SELECT n.text_number, coalesce(n.title, c.text) AS text
        FROM new_texts n LEFT JOIN contents c ON c.content_id = n.content_id
        WHERE n.text_number > ? AND n.text_number <= ?
    )
)
WHERE {_IS_WORD}
GROUP BY text_number, form
"""

_UNKNOWN_FORMS = """
SELECT DISTINCT form FROM said s WHERE NOT EXISTS (FROM search_forms f WHERE f.form = s.form) ORDER BY form
"""

_KEEP = """
INSERT INTO search_words
SELECT f.form_number, s.text_number, least(s.times, 255)
FROM said s JOIN search_forms f ON f.form = s.form
WHERE f.stem IS NOT NULL
ORDER BY ALL
"""

_KEEP_TEXTS = """
INSERT INTO search_texts
SELECT n.text_number, n.content_id, n.title, coalesce(l.words, 0), false
FROM new_texts n LEFT JOIN (
    SELECT text_number, sum(times) AS words
    FROM said s JOIN search_forms f ON f.form = s.form WHERE f.stem IS NOT NULL GROUP BY text_number
) l ON l.text_number = n.text_number
WHERE n.text_number > ? AND n.text_number <= ?
ORDER BY n.text_number
"""


# Items go by a hash of all that their row here comes from: to compare the letters takes ten times as long.
_MARK = "hash(i.item_id, i.title, i.content_id)"

# An item without a content counts as a short one.
_KEEP_ITEMS = f"""
DELETE FROM search_items s
WHERE s.content_number IN (FROM gone_texts) OR s.title_number IN (FROM gone_texts)
    OR NOT EXISTS (FROM agenda_items i WHERE NOT i.is_repeat AND {_MARK} = s.mark);
INSERT INTO search_items
SELECT i.item_id, c.text_number, t.text_number, coalesce(c.words, 20), {_MARK}
FROM agenda_items i
LEFT JOIN search_texts c ON c.content_id = i.content_id
LEFT JOIN search_texts t ON t.title = i.title
WHERE NOT i.is_repeat AND NOT EXISTS (FROM search_items s WHERE s.mark = {_MARK})
ORDER BY c.text_number, i.item_id;
"""


def note_changed_wordings(connection: duckdb.DuckDBPyConnection) -> None:
    """Mark the contents in the temporary table `changed_contents` to be cut anew."""
    connection.execute(
        "UPDATE search_texts SET is_stale = true "
        "WHERE content_id IN (SELECT content_id FROM changed_contents)"
    )


def index_texts(connection: duckdb.DuckDBPyConnection) -> int:
    """Bring the index up to date with the rows, in a transaction; give how many texts were cut."""
    with transaction(connection):
        _start_over_for_other_rules(connection)
        connection.execute(_GONE)
        if connection.execute("SELECT count(*) FROM gone_texts").fetchall() != [(0,)]:
            connection.execute(_FORGET, [sorted(_same_word())])
        connection.execute(_COME)
        first, last, count = connection.execute(
            "SELECT min(text_number), max(text_number), count(*) FROM new_texts"
        ).fetchall()[0]
        for start in range((first or 1) - 1, last or 0, _TEXTS_AT_ONCE):
            _index_slice(connection, start, start + _TEXTS_AT_ONCE)
        connection.execute(_KEEP_ITEMS)
    return int(count)


def _index_slice(connection: duckdb.DuckDBPyConnection, after: int, to: int) -> None:
    connection.execute(_SAID, [after, to])
    unknown = [form for (form,) in connection.execute(_UNKNOWN_FORMS).fetchall()]
    used = connection.execute("SELECT coalesce(max(form_number), 0) FROM search_forms").fetchall()[0][0]
    stop_words, stem_of = _stop_words(), _stemmer()
    rows = [(form, None if form in stop_words else stem_of(form)) for form in unknown]
    _keep_forms(connection, rows, after=used)
    connection.execute(_KEEP)
    connection.execute(_KEEP_TEXTS, [after, to])


def _keep_forms(
    connection: duckdb.DuckDBPyConnection, rows: list[tuple[str, str | None]], *, after: int
) -> None:
    numbered = [(number, *row) for number, row in enumerate(rows, start=after + 1)]
    insert(connection, "search_forms", ("form_number", "form", "stem"), numbered)


def _start_over_for_other_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Empty the index where it was made by other words or another stemmer."""
    same = (f"{form} {stem}" for form, stem in sorted(_same_word().items()))
    rules = (_CUT, _IS_WORD, *_SPELLED, *sorted(_stop_words()), *same, version("snowballstemmer"))
    digest = hashlib.sha256("\n".join(rules).encode()).hexdigest()
    if connection.execute("SELECT search_sha256 FROM warehouse_state").fetchall() == [(digest,)]:
        return
    for name in ("search_words", "search_texts", "search_items", "search_forms"):
        connection.execute(f"DELETE FROM {name}")
    # A stop word is a form without a stem, known from the start: else a question of it would find compounds.
    # So are forms that only the vocabulary can bring together.
    rows = [*((word, None) for word in sorted(_stop_words())), *sorted(_same_word().items())]
    _keep_forms(connection, rows, after=0)
    connection.execute("UPDATE warehouse_state SET search_sha256 = ?", [digest])


def _stemmer() -> Callable[[str], str]:
    """Give what makes a form to the stem that it is looked up by."""
    stemmer = snowballstemmer.stemmer("danish")
    heads = {stemmer.stemWord(form): head for form, head in _same_word().items()}

    def stem_of(form: str) -> str:
        stem: str = stemmer.stemWord(form.replace(*_SPELLED))
        return heads.get(stem, stem)

    return stem_of


@cache
def _same_word() -> dict[str, str]:
    """Give the stem of each form that the vocabulary brings together with others."""
    stemmer = snowballstemmer.stemmer("danish")
    lines = [line.split() for line in table("search")["same_word"].splitlines() if line]
    return {form: stemmer.stemWord(forms[0]) for forms in lines for form in forms}


def _stop_words() -> frozenset[str]:
    return frozenset(str(table("search")["stop_words"]).split())
