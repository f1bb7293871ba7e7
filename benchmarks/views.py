"""How fast the views answer what people ask, and what search() costs to make, to keep and to ask.

`python -m benchmarks.views [--items N] [--texts N]`: fills a warehouse with invented rows and asks each view
a typical question; then fills another with texts whose words are as frequent as words are, indexes them,
searches, and adds one meeting. A question's time is the fastest of five.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from benchmarks.standing import FILL, ITEMS_PER_MEETING, MEETINGS_PER_BODY, MEMORY_LIMIT
from corpus import wordlists
from vocabulary.tables import table
from warehouse.bulk import transaction
from warehouse.derive import derive_all
from warehouse.migrate import migrate
from warehouse.publish import counts, replace_published
from warehouse.rules import keep_rules
from warehouse.search import index_texts
from warehouse.store import FORMAT

WORDS_PER_TEXT = 300
"""With the spaces some 2.6 kB, as items of real minutes have."""

VOCABULARY = 60_000

_TEXTS_AT_ONCE = 5_000

# Beside what standing items need: a document and 12 people a meeting, a decision an open item, a table in one
# item of twenty, a correction in one of a hundred, a run a day.
_FILL_MORE = """
INSERT INTO documents
SELECT 'd' || range, 'referat ' || range || '.pdf', 'inbox/' || range, 'archive/' || range, 'application/pdf',
    100000, 20, 'referat', 't' || range, 1.0, 'm' || range, 'current', 'firstagenda', 'pdfium', '1',
    TIMESTAMP '2021-01-01',
    TIMESTAMP '2021-01-01' + range // 100 * INTERVAL 1 DAY, TIMESTAMP '2021-01-01', 'r1'
FROM range({meetings});
INSERT INTO attendance
SELECT 'm' || m.range, p.range + 1, 'Person ' || m.range % {bodies} || '.' || p.range, NULL,
    chr(CAST(65 + p.range % 8 AS INTEGER)),
    CASE hash(m.range, p.range) % 10 WHEN 0 THEN 'excused' WHEN 1 THEN 'absent' ELSE 'present' END, NULL
FROM range({meetings}) m, range(12) p;
INSERT INTO decisions
SELECT i.item_id, 1, m.body, m.meeting_date, 'Godkendt.',
    CASE hash(i.item_id) % 9 WHEN 0 THEN 'udsat' WHEN 1 THEN 'afvist' ELSE 'godkendt' END, NULL, 'godkendt'
FROM agenda_items i JOIN meetings m USING (meeting_id) WHERE NOT i.is_closed;
UPDATE agenda_items SET case_number = substr(md5(title), 1, 10) WHERE position > 7;
UPDATE agenda_items SET case_number = 'case 77' WHERE title = (
    SELECT title FROM agenda_items WHERE meeting_id = 'm77' AND position = 9
);
INSERT INTO item_tables
SELECT item_id, 1, ['Post', '2021', '2022'],
    [['Løn', '1', '2'], ['Drift', '3', NULL], ['I alt', '4', '2']], 1, 1
FROM agenda_items WHERE position % 20 = 8;
INSERT INTO field_changes
SELECT meeting_id, position, item_id, 'outcome', 'godkendt', 'udsat', 'x', document_id
FROM agenda_items WHERE hash(item_id) % 100 = 0;
INSERT INTO ingest_runs
SELECT 'r' || range, 'nightly', TIMESTAMP '2021-01-01' + range * INTERVAL 1 DAY, NULL, 'completed',
    9, 9, 0, 0, 0
FROM range(2000);
"""

QUESTIONS = {
    "about": "FROM about",
    "v_agenda": "FROM v_agenda WHERE body = 'Udvalg 3' AND year(meeting_date) = 2015",
    "v_agenda, a standing item": "SELECT meeting_date, body, decision, outcome FROM v_agenda "
    "WHERE standing_item_id = 'covid-19-status' AND year(meeting_date) = 2015",
    "v_unique_items": "SELECT date_trunc('month', meeting_date), count(*) FROM v_unique_items "
    "WHERE municipality = 'Kommune 1' GROUP BY 1",
    "v_standing_item_timeline": "FROM v_standing_item_timeline "
    "WHERE standing_item_id = 'covid-19-status' AND body = 'Udvalg 3'",
    "v_decisions": "SELECT outcome, count(*) FROM v_decisions WHERE year(meeting_date) = 2015 GROUP BY 1",
    "v_case_history": "FROM v_case_history WHERE case_number = 'case 77' ORDER BY step",
    "v_cases": "FROM v_cases WHERE municipality = 'Kommune 1' AND case_number = 'case 77'",
    "v_cases, everything": "SELECT count(*), median(days_to_settle) FROM v_cases",
    "v_attendance": "FROM v_attendance WHERE body = 'Udvalg 3'",
    "v_table_cells": "SELECT sum(TRY_CAST(value AS DOUBLE)) FROM v_table_cells "
    "WHERE column_header = '2021' AND item_id = (SELECT item_id FROM item_tables LIMIT 1)",
    "v_coverage": "FROM v_coverage WHERE is_gap AND municipality = 'Kommune 1' ORDER BY month",
    "v_coverage, everything": "SELECT count(*) FILTER (is_gap), count(*) FROM v_coverage",
    "v_corrections": "FROM v_corrections WHERE meeting_id = 'm77'",
    "v_pipeline_health": "FROM v_pipeline_health ORDER BY day DESC LIMIT 30",
}

# Drawn first: else the join may be done before the drawing, with every word beside every text.
_SAY = """
CREATE OR REPLACE TEMP TABLE drawn AS
SELECT t.range AS text, w.range AS place, CAST(floor(
        exp(hash(t.range, w.range) / 18446744073709551616.0 * ln({vocabulary}))
    ) AS BIGINT) AS rank
FROM range({start}, {end}) t, range({words}) w;
CREATE OR REPLACE TEMP TABLE said AS
SELECT text, string_agg(word, ' ' ORDER BY place) AS text_said
FROM drawn JOIN vocabulary USING (rank) GROUP BY text;
INSERT INTO contents SELECT md5(CAST(text AS VARCHAR)), text_said FROM said;
INSERT INTO agenda_items
    (item_id, meeting_id, document_id, position, title, is_closed, content_id, is_repeat)
SELECT md5(CAST(text AS VARCHAR))[:16], 'm' || text // {per_meeting}, 'd', text % {per_meeting},
    substr(text_said, 1, 50), false, md5(CAST(text AS VARCHAR)), false
FROM said;
INSERT INTO meetings
SELECT DISTINCT 'm' || text // {per_meeting}, 'Kommune', 'Udvalget',
    DATE '2002-01-07' + CAST(text // {per_meeting} AS INTEGER),
    NULL, NULL, NULL, 'referat', NULL, false, 'd', 'm'
FROM said;
"""


def measure_views(items: int) -> None:
    """Fill a warehouse with so many items and print how long each question takes."""
    meetings = items // ITEMS_PER_MEETING
    with _warehouse() as connection:
        keep_rules(connection)
        values = {
            "meetings": meetings,
            "bodies": -(-meetings // MEETINGS_PER_BODY),
            "per_meeting": ITEMS_PER_MEETING,
        }
        connection.execute(FILL.format(**values) + _FILL_MORE.format(**values))
        with transaction(connection):
            derive_all(connection)
        connection.execute("CHECKPOINT")
        print(f"{items} items in {meetings} meetings")
        print(f"{'question':32}{'rows':>8}{'ms':>8}{'cpu ms':>8}")
        for name, query in QUESTIONS.items():
            rows, seconds, processor = _ask(connection, query)
            print(f"{name:32}{rows:8}{seconds * 1000:8.0f}{processor * 1000:8.0f}")


def measure_search(texts: int) -> None:
    """Fill a warehouse with so many texts, and print what the index costs and how fast it answers."""
    with _warehouse() as connection:
        words = _vocabulary()
        connection.register("words", pa.table({"rank": range(1, len(words) + 1), "word": words}))
        connection.execute("CREATE TEMP TABLE vocabulary AS FROM words")
        _say(connection, 0, texts)
        connection.execute("CHECKPOINT")
        before = _size(connection)
        characters = connection.execute("SELECT sum(length(text)) FROM contents").fetchall()[0][0]
        seconds, processor = _timed(lambda: index_texts(connection))
        connection.execute("CHECKPOINT")
        print(f"{texts} texts of {characters // texts} characters")
        print(f"made in            {seconds:8.1f} s, {processor:.1f} s of the processor")
        print(f"takes              {(_size(connection) - before) / 1e6:8.1f} MB beside {before / 1e6:.1f} MB")
        for question in (
            words[40_000],
            f"{words[3_000]} {words[700]}",
            f"{words[130]} {words[90]} {words[110]}",
        ):
            rows, seconds, processor = _ask(connection, f"FROM search('{question}')")
            print(
                f"search             {seconds * 1000:8.0f} ms, {processor * 1000:.0f} ms of the processor, "
                f"{rows} rows: {question}"
            )
        _say(connection, texts, texts + ITEMS_PER_MEETING)
        seconds, _ = _timed(lambda: index_texts(connection))
        print(f"one meeting more   {seconds * 1000:8.0f} ms")
        _publish(connection)


def _publish(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CHECKPOINT")
    expected = counts(connection)
    found = connection.execute("SELECT path FROM duckdb_databases() WHERE path IS NOT NULL").fetchall()
    path = Path(found[0][0])
    connection.close()
    seconds, _ = _timed(lambda: replace_published(path, path.with_name("minutes.duckdb"), expected))
    print(f"published in       {seconds * 1000:8.0f} ms, {path.stat().st_size / 1e6:.0f} MB")


def _vocabulary() -> list[str]:
    """Give words, the most frequent first: those that say nothing, then those of minutes, then compounds."""
    stop_words = str(table("search")["stop_words"]).split()
    text = " ".join(str(value) for name, value in vars(wordlists).items() if not name.startswith("_"))
    plain = sorted(set(re.findall(r"[a-zæøå]{4,}", text.lower())), key=lambda word: (hash_of(word), word))
    short = [word for word in plain if len(word) <= 8]
    compounds = (f"{one}{other}{ending}" for ending in ("", "en", "s") for one in short for other in short)
    words = [*stop_words, *plain]
    return [*words, *(next(compounds) for _ in range(VOCABULARY - len(words)))]


def hash_of(word: str) -> int:
    """Give a number that is the same in every run."""
    return int.from_bytes(word.encode()[::-1][:4], "big") % 7919


def _say(connection: duckdb.DuckDBPyConnection, first: int, end: int) -> None:
    for start in range(first, end, _TEXTS_AT_ONCE):
        values = {"start": start, "end": min(start + _TEXTS_AT_ONCE, end), "words": WORDS_PER_TEXT}
        connection.execute(_SAY.format(**values, vocabulary=VOCABULARY, per_meeting=ITEMS_PER_MEETING))


@contextmanager
def _warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "warehouse.duckdb"
        with duckdb.connect() as made:
            made.execute(f"ATTACH '{path}' AS warehouse ({FORMAT})")
        connection = duckdb.connect()
        connection.execute(
            f"ATTACH '{path}' AS warehouse ({FORMAT}); USE warehouse; "
            f"SET memory_limit = '{MEMORY_LIMIT}'; SET threads = 2; SET enable_progress_bar = false"
        )
        migrate(connection)
        try:
            yield connection
        finally:
            connection.close()


def _ask(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, float, float]:
    """Give the number of rows, and the least seconds by the clock and of the processor."""
    rows = len(connection.execute(query).fetchall())
    times = [_timed(lambda: connection.execute(query).fetchall()) for _ in range(5)]
    return rows, min(seconds for seconds, _ in times), min(processor for _, processor in times)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    began, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - busy


def _size(connection: duckdb.DuckDBPyConnection) -> int:
    found = connection.execute("SELECT block_size * used_blocks FROM pragma_database_size()").fetchall()
    return int(found[0][0])


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.views", description=__doc__)
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--texts", type=int, default=100_000)
    given = parser.parse_args()
    if given.items:
        measure_views(given.items)
    if given.texts:
        measure_search(given.texts)


if __name__ == "__main__":
    main()
