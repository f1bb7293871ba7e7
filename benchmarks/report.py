"""What the pages cost: `python -m benchmarks.report [--meetings N …]`.

Fills a warehouse with invented rows of twelve items a meeting, 250 meetings a body, writes all pages, then
those of one meeting more, then nothing. Seconds of the clock, and of the processor in this process and its
workers; what a search loads; the memory of this process at most.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

import duckdb

from benchmarks.processor import processor_seconds
from benchmarks.workers import peak_megabytes
from report.site import Done, write_report
from schemas.settings import Settings
from tests import factory
from warehouse.bulk import transaction
from warehouse.derive import derive_all
from warehouse.load import load_batch
from warehouse.migrate import migrate
from warehouse.rules import keep_rules

ITEMS = 12
MEETINGS_PER_BODY = 250

# Each meeting has three standing items, two closed ones, and cases of which every second comes to two bodies.
_FILL = """
CREATE TEMP TABLE made AS
SELECT meeting, item, 'm' || meeting AS meeting_id, md5(meeting || '.' || item)[:16] AS item_id,
    meeting % {bodies} AS body, hash(meeting, item) % 4 = 0 AS is_new
FROM range({meetings}) m(meeting), range({items}) i(item);
INSERT INTO documents
SELECT 'd' || meeting, meeting || '.pdf', 'x', 'archive/' || meeting || '.pdf', 'application/pdf', 1, 20,
    'referat', 'd' || meeting, 1, 'm' || meeting, 'current', 'x', 'x', '1', now()::TIMESTAMP,
    now()::TIMESTAMP, now()::TIMESTAMP, 'run'
FROM range({meetings}) m(meeting);
INSERT INTO meetings
SELECT 'm' || meeting, 'Kommune ' || meeting % {bodies} // 10, 'Udvalg ' || meeting % {bodies},
    DATE '2002-01-07' + CAST(meeting // {bodies} * 35 AS INTEGER), TIME '16:00:00', NULL, 'Mødelokale 1',
    'referat', NULL, false, 'd' || meeting, 'm' || meeting
FROM range({meetings}) m(meeting);
INSERT INTO attendance
SELECT 'm' || meeting, person + 1, 'Person ' || meeting % {bodies} || '-' || person, NULL, 'A', 'present',
    NULL
FROM range({meetings}) m(meeting), range(9) p(person);
INSERT INTO agenda_items (
    item_id, meeting_id, document_id, position, number, title, is_closed, case_number, content_id,
    is_repeat, page_first
)
SELECT item_id, meeting_id, 'd' || meeting, item + 1, CAST(item + 1 AS VARCHAR), CASE item
        WHEN 0 THEN 'Godkendelse af dagsorden' WHEN 1 THEN 'Meddelelser fra formanden'
        WHEN 11 THEN 'Eventuelt'
        ELSE ['Anlægsbevilling til', 'Status på', 'Lokalplan for', 'Takster for', 'Høring om'][1 + item % 5]
            || ' ' || ['plejecenter', 'cykelsti', 'havnebad', 'bibliotek', 'skole'][1 + meeting % 5]
            || ' ' || md5(meeting // 2 || '.' || item)[:6]
    END, item IN (4, 5),
    CASE WHEN item BETWEEN 2 AND 10 THEN 20 || meeting % 20 || '-' || (meeting // 2 * 10 + item) END,
    CASE WHEN item IN (0, 1, 11) AND NOT is_new THEN md5('standing ' || item || ' of ' || body)
        WHEN item NOT IN (4, 5) THEN md5('content of ' || item_id) END, false, item + 1
FROM made;
INSERT INTO sections
SELECT item_id, part, ['sagsfremstilling', 'indstilling', 'beslutning'][part],
    ['Sagsfremstilling', 'Indstilling', 'Beslutning'][part], CASE
        WHEN part = 3 THEN 'Godkendt.'
        WHEN part = 2 THEN 'Direktøren indstiller, at sagen godkendes.'
        WHEN item IN (0, 1, 11) THEN 'Der er ' || CASE WHEN is_new THEN meeting ELSE 3 END || ' sager på vej.'
        ELSE repeat('Forvaltningen har arbejdet med sag ' || item_id || '. ', 35)
    END
FROM made, range(1, 4) p(part) WHERE item NOT IN (4, 5);
INSERT INTO recommendations
SELECT item_id, 1, 'Direktøren', 'sagen godkendes.' FROM made WHERE item NOT IN (0, 1, 4, 5, 11);
INSERT INTO decisions
SELECT i.item_id, 1, m.body, m.meeting_date, 'Godkendt med bemærkning ' || md5(i.item_id)[:5] || '.',
    'godkendt', NULL, 'x'
FROM agenda_items i JOIN meetings m ON m.meeting_id = i.meeting_id WHERE NOT i.is_closed;
INSERT INTO attachments
SELECT item_id, 1, 'Bilag om sagen', NULL FROM made WHERE item NOT IN (0, 1, 4, 5, 11);
DROP TABLE made;
"""


def measure(meetings: int) -> None:
    """Fill, write, and print a line for each report."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        _fill(settings.published, meetings)
        for name, prepare in (("all", None), ("one more", _load_one), ("nothing", None)):
            if prepare:
                with duckdb.connect(str(settings.published)) as connection, transaction(connection):
                    prepare(connection)
            before, began = processor_seconds(), time.perf_counter()
            done = write_report(settings)
            _show(meetings, name, done, time.perf_counter() - began, processor_seconds() - before)
        parts = [part for part in (settings.report / "search").iterdir() if part.stem != "parts"]
        sizes = [part.stat().st_size for part in parts]
        pages = sum(path.stat().st_size for path in settings.report.rglob("*.html"))
        per_item = sum(sizes) / (meetings * ITEMS)
        print(
            f"{meetings * ITEMS} items to search: {len(parts)} parts, {sum(sizes) / 1e6:.1f} MB, the largest "
            f"{max(sizes) / 1e6:.1f} MB, {per_item:.0f} bytes an item; pages {pages / 1e6:.0f} MB"
        )


def _fill(path: Path, meetings: int) -> None:
    with duckdb.connect() as made:
        made.execute(f"ATTACH '{path}' AS warehouse (STORAGE_VERSION 'v1.2.0')")
    with duckdb.connect(str(path)) as connection:
        connection.execute("SET enable_progress_bar = false")
        migrate(connection)
        keep_rules(connection)
        values = {"meetings": meetings, "bodies": -(-meetings // MEETINGS_PER_BODY), "items": ITEMS}
        connection.execute(_FILL.format(**values))
        with transaction(connection):
            derive_all(connection)


def _load_one(connection: duckdb.DuckDBPyConnection) -> None:
    agenda = [factory.decided(f"Sag {n}", f"Godkendt, nr. {n}.") for n in range(ITEMS - 1)]
    meeting = factory.minutes(
        *agenda, factory.item("Eventuelt"), body="Udvalg 0", meeting_date=date(2028, 1, 5)
    )
    document = factory.parsed(meeting, municipality="Kommune 0")
    load_batch(connection, [document], {}, run_id="run", now=datetime(2028, 1, 6))


def _show(meetings: int, name: str, done: Done, seconds: float, processor: float) -> None:
    print(
        f"{meetings:10}{name:>12}{done.pages:10}{done.written:10}{seconds:10.1f}{processor:10.1f}"
        f"{peak_megabytes():8}",
        flush=True,
    )


def main() -> None:
    """Read the command line and measure, each size in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.report", description=__doc__)
    parser.add_argument("--meetings", type=int, nargs="*", default=[2500, 25_000])
    given = parser.parse_args()
    names = ("meetings", "report", "pages", "written", "seconds", "cpu s", "MB")
    print("".join(f"{name:>{width}}" for name, width in zip(names, (10, 12, 10, 10, 10, 10, 8), strict=True)))
    for meetings in given.meetings:
        process = multiprocessing.get_context("spawn").Process(target=measure, args=(meetings,))
        process.start()
        process.join()
        if process.exitcode:
            raise SystemExit(process.exitcode)


if __name__ == "__main__":
    main()
