"""What every printed title is known by: its catalogue entry, its stems and its period."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from schemas.standing import StandingRules
from tasks.resolve import slug
from vocabulary.standing import Catalogue, catalogue
from vocabulary.titles import head, is_a_case, nameless, names_a_kind, plain, tidy
from warehouse.bulk import Row

_TITLES_AT_ONCE = 50_000

_COLUMNS = (
    "title", "catalogue_key", "exact", "exact_title", "nameless", "nameless_title", "head", "head_title",
    "period", "period_year",
)  # fmt: skip
_SCHEMA = pa.schema([(name, pa.int32() if name == "period_year" else pa.string()) for name in _COLUMNS])

_DELETE_UNUSED = """
DELETE FROM item_titles WHERE title IN (SELECT unnest(?::VARCHAR[]))
    AND title NOT IN (SELECT title FROM agenda_items WHERE title IS NOT NULL)
"""

_NEW = """
SELECT DISTINCT i.title FROM agenda_items i JOIN meetings m USING (meeting_id)
ANTI JOIN item_titles t ON t.title = i.title
WHERE i.title IS NOT NULL AND m.meeting_group IN (SELECT unnest(?::VARCHAR[]))
"""

_ALL_NEW = """
SELECT DISTINCT i.title FROM agenda_items i ANTI JOIN item_titles t ON t.title = i.title
WHERE i.title IS NOT NULL
"""


def title_row(title: str, known: Catalogue, kinds: frozenset[str]) -> Row:
    """Give the row of `item_titles` for a title; a stem that is another's, or names a kind, is None."""
    tidied = tidy(title)
    plainly = plain(tidied)
    key = known.recognise_plain(tidied, plainly.text)
    exact = plainly.text
    stems: list[str | None] = [slug(exact) or None, exact]
    if key is None and names_a_kind(exact, kinds):
        stems[0] = None
    seen = {stems[0]}
    for text in (nameless(exact), head(exact)) if key is None else (None, None):
        stem = slug(text) if text and not is_a_case(text) and not names_a_kind(text, kinds) else None
        stems += [None, None] if stem in seen else [stem, text]
        seen.add(stem)
    return (title, key, *stems, plainly.period, plainly.year)


def stem(title: str) -> str:
    """Give what two titles share that differ in dates and numbers alone."""
    return slug(plain(tidy(title)).text)


def new_titles(connection: duckdb.DuckDBPyConnection, groups: list[str] | None = None) -> list[str]:
    """Give the titles without a row that these groups of meetings print, or that any meeting prints."""
    found = connection.execute(_ALL_NEW) if groups is None else connection.execute(_NEW, [groups])
    return [title for (title,) in found.fetchall()]


def title_rows(titles: list[str], rules: StandingRules) -> pa.Table:
    """Give the rows of titles by these rules. Asks no database, so that it can run beside one."""
    known, kinds = catalogue(rules.item), frozenset(kind.lower() for kind in rules.kinds)
    made = []
    for start in range(0, len(titles), _TITLES_AT_ONCE):
        rows = [title_row(title, known, kinds) for title in titles[start : start + _TITLES_AT_ONCE]]
        columns = [
            pa.array(values, kind)
            for values, kind in zip(zip(*rows, strict=True), _SCHEMA.types, strict=True)
        ]
        made.append(pa.table(columns, schema=_SCHEMA))
    return pa.concat_tables(made) if made else _SCHEMA.empty_table()


def keep_titles(connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> None:
    """Keep rows that `title_rows` made."""
    if not rows.num_rows:
        return
    connection.register("new_rows", rows)
    try:
        connection.execute("INSERT INTO item_titles BY NAME SELECT * FROM new_rows")
    finally:
        connection.unregister("new_rows")


def forget_titles(connection: duckdb.DuckDBPyConnection, titles: list[str]) -> None:
    """Forget those of these titles that nothing is printed under any more."""
    if titles:
        connection.execute(_DELETE_UNUSED, [titles])
