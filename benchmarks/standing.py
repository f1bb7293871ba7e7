"""How deriving standing items scales, and what a night's one meeting costs.

`python -m benchmarks.standing [--items N …]`: fills a warehouse with invented rows, derives all of it, then
loads one meeting more. Each size in a process of its own, so that the memory is its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import duckdb

from benchmarks.workers import peak_megabytes
from tests import factory
from warehouse.bulk import transaction
from warehouse.derive import derive_all
from warehouse.load import load_batch
from warehouse.migrate import migrate
from warehouse.rules import keep_rules

ITEMS_PER_MEETING = 40
MEETINGS_PER_BODY = 250
SIZES = (100_000, 300_000, 1_000_000)
MEMORY_LIMIT = "2500MB"
"""What DuckDB may take; the rest of the 4 GB is Python's."""

# Every meeting has five standing items that the catalogue knows and two that it does not; one in ten
# of what these say is new, with three sentences of its own among five. The other items are cases of 2.6 kB.
FILL = """
CREATE TEMP TABLE made AS
SELECT meeting, item, 'm' || meeting AS meeting_id, md5(meeting || '.' || item)[:16] AS item_id,
    meeting % {bodies} AS body, hash(meeting, item) % 10 = 0 AS is_new
FROM range({meetings}) m(meeting), range({per_meeting}) i(item);
INSERT INTO meetings
SELECT 'm' || meeting, 'Kommune ' || meeting % {bodies} // 10, 'Udvalg ' || meeting % {bodies},
    DATE '2002-01-07' + CAST(meeting // {bodies} * 30 AS INTEGER), NULL, NULL, NULL, 'referat', NULL, false,
    'd' || meeting, 'm' || meeting
FROM range({meetings}) m(meeting);
INSERT INTO agenda_items (item_id, meeting_id, document_id, position, title, is_closed, content_id, is_repeat)
SELECT item_id, meeting_id, 'd' || meeting, item + 1, CASE item
        WHEN 0 THEN 'Godkendelse af dagsorden til mødet den ' || 1 + meeting % 28 || '. maj 2021'
        WHEN 1 THEN CASE WHEN is_new THEN 'Coronasituation – status og tiltag' ELSE 'Status på COVID-19' END
        WHEN 2 THEN 'Orientering om sager på vej'
        WHEN 3 THEN 'Meddelelser fra formanden'
        WHEN 4 THEN 'Eventuelt'
        WHEN 5 THEN 'Decentrale direktionsmøder - Skole ' || chr(CAST(65 + meeting % 26 AS INTEGER)) || 'by'
        WHEN 6 THEN 'Nøgletal for ældreområdet, uge ' || 1 + meeting % 52
        -- A case is on two agendas, as a committee's case is on the council's.
        ELSE 'Sag om ' || md5(meeting // 2 || '.' || item)[:8] || ' ved Skolegade ' || item
    END, item % 20 = 19, CASE
        WHEN item = 4 AND meeting % 3 > 0 THEN NULL
        WHEN item < 7 AND NOT is_new THEN md5('standing ' || item || ' of ' || body)
        ELSE md5('content of ' || item_id)
    END, false
FROM made;
INSERT INTO sections
SELECT item_id, part, ['sagsfremstilling', 'indstilling', 'beslutning'][part], 'Overskrift', CASE
        WHEN item < 7 AND part > 1 THEN 'Direktionen drøfter sagen. Taget til efterretning.'
        WHEN item < 7 THEN 'Punktet drøftes på hvert møde i udvalget. Forvaltningen orienterer.' || CASE
            WHEN is_new THEN ' Nyt ' || item_id || '. Der er ' || meeting || ' sager. Se bilag ' || item
                || '.'
            ELSE ''
        END
        WHEN part > 1 THEN 'Direktøren indstiller, at sag ' || item_id || ' godkendes.'
        ELSE repeat('Forvaltningen har arbejdet med sag ' || item_id || '. ', 35)
    END
FROM made, range(1, 4) p(part)
WHERE NOT (item = 4 AND meeting % 3 > 0);
DROP TABLE made;
"""


def measure(items: int) -> tuple[float, float, float, int, int, int, int]:
    """Give seconds for all, of them the processor's, seconds for one meeting more, MB at most, and counts."""
    meetings = items // ITEMS_PER_MEETING
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "warehouse.duckdb"
        with duckdb.connect() as made:
            made.execute(f"ATTACH '{path}' AS warehouse (STORAGE_VERSION 'v1.2.0')")
        with duckdb.connect(str(path)) as connection:
            connection.execute(
                f"SET memory_limit = '{MEMORY_LIMIT}'; SET threads = 2; SET enable_progress_bar = false"
            )
            migrate(connection)
            keep_rules(connection)
            values = {
                "meetings": meetings,
                "bodies": -(-meetings // MEETINGS_PER_BODY),
                "per_meeting": ITEMS_PER_MEETING,
            }
            connection.execute(FILL.format(**values))
            connection.execute("CHECKPOINT")
            busy = time.process_time()
            whole = _seconds(connection, lambda: derive_all(connection))
            busy = time.process_time() - busy
            one = _seconds(connection, lambda: _load_one(connection))
            counts = connection.execute(
                "SELECT count(*), count(*) FILTER (is_repeat), (SELECT count(*) FROM contents) "
                "FROM agenda_items WHERE standing_item_id IS NOT NULL"
            ).fetchall()[0]
    return whole, busy, one, peak_megabytes(), *counts


def _seconds(connection: duckdb.DuckDBPyConnection, work: Callable[[], object]) -> float:
    began = time.perf_counter()
    with transaction(connection):
        work()
    return time.perf_counter() - began


def _load_one(connection: duckdb.DuckDBPyConnection) -> None:
    agenda = [factory.item("Status på COVID-19", "Smitten falder."), factory.item("Eventuelt")]
    agenda += [factory.item(f"Sag {n}", f"Sagens tekst {n}.") for n in range(ITEMS_PER_MEETING - 2)]
    meeting = factory.minutes(*agenda, body="Udvalg 0", meeting_date=date(2026, 1, 5))
    document = factory.parsed(meeting, municipality="Kommune 0")
    load_batch(connection, [document], {}, run_id="run", now=datetime(2026, 1, 6))


def measure_all(sizes: Sequence[int]) -> None:
    """Measure warehouses of these many items, each in a process of its own, and print the table."""
    names = (
        "items",
        "meetings",
        "bodies",
        "all s",
        "cpu s",
        "µs/item",
        "one s",
        "MB",
        "standing",
        "repeats",
        "contents",
    )
    print("".join(f"{name:>10}" for name in names))
    for items in sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            whole, busy, one, memory, standing, repeats, contents = pool.apply(measure, (items,))
        meetings = items // ITEMS_PER_MEETING
        print(
            f"{items:10}{meetings:10}{-(-meetings // MEETINGS_PER_BODY):10}{whole:10.1f}"
            f"{busy:10.1f}{whole / items * 1e6:10.1f}{one:10.2f}{memory:10}"
            f"{standing:10}{repeats:10}{contents:10}",
            flush=True,
        )


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.standing", description=__doc__)
    parser.add_argument("--items", type=int, nargs="*", default=SIZES)
    measure_all(parser.parse_args().items)


if __name__ == "__main__":
    main()
