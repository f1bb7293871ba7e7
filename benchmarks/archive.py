"""A home with a large warehouse of invented rows, for what must not get slow as an archive grows."""

from __future__ import annotations

from pathlib import Path

from schemas.settings import Settings
from schemas.terms import RunStatus
from tasks.parse import PARSER_VERSION
from tasks.store import prepare_home
from warehouse.bulk import transaction
from warehouse.derive import derive_all
from warehouse.store import Warehouse

MEETINGS_PER_BODY = 250

# Each file is a meeting of its own. Five items of it stand on every agenda; the others are cases of 2.6 kB in
# three sections. The kept form of a document is as long as its sections, and not valid: nothing reads it.
_FILL = """
CREATE TEMP TABLE made AS
SELECT file, item, sha256(CAST(file AS VARCHAR)) AS document_id, 'm' || file AS meeting_id,
    md5(file || '.' || item) AS item_id
FROM range({files}) f(file), range({items}) i(item);
INSERT INTO documents
SELECT sha256(CAST(file AS VARCHAR)), file || '.pdf', '/srv/aar/' || file || '.pdf',
    'archive/kommune-' || file % {bodies} // 10 || '/2020/' || file || '.pdf', 'application/pdf', 200000, 15,
    'referat', md5('text ' || file), 1.0, 'm' || file, 'current', 'firstagenda', 'pdfium', '{version}',
    TIMESTAMP '2020-01-01', TIMESTAMP '2020-01-01', TIMESTAMP '2020-01-01', 'run'
FROM range({files}) f(file);
INSERT INTO meetings BY NAME
SELECT 'm' || file AS meeting_id, 'Kommune ' || file % {bodies} // 10 AS municipality,
    'Udvalg ' || file % {bodies} AS body,
    DATE '2002-01-07' + CAST(file // {bodies} * 30 AS INTEGER) AS meeting_date, 'referat' AS document_kind,
    false AS is_cancelled, sha256(CAST(file AS VARCHAR)) AS document_id, 'm' || file AS meeting_group
FROM range({files}) f(file);
INSERT INTO agenda_items BY NAME
SELECT item_id, meeting_id, document_id, item + 1 AS position, false AS is_closed, false AS is_repeat,
    CASE item
        WHEN 0 THEN 'Godkendelse af dagsorden'
        WHEN 1 THEN 'Status på COVID-19'
        WHEN 2 THEN 'Orientering om sager på vej'
        WHEN 3 THEN 'Meddelelser fra formanden'
        WHEN 4 THEN 'Eventuelt'
        ELSE 'Sag om ' || md5(item_id)[:8] || ' ved Skolegade ' || item
    END AS title,
    CASE WHEN item < 5 THEN md5('standing ' || item || file % {bodies}) ELSE md5('content ' || item_id) END
        AS content_id
FROM made;
INSERT INTO sections
SELECT item_id, part, ['sagsfremstilling', 'indstilling', 'beslutning'][part], 'Overskrift', CASE
        WHEN item < 5 AND part > 1 THEN 'Taget til efterretning.'
        WHEN item < 5 THEN 'Punktet drøftes på hvert møde i udvalget. Forvaltningen orienterer.'
        WHEN part > 1 THEN 'Direktøren indstiller, at sag ' || item_id || ' godkendes.'
        ELSE repeat('Forvaltningen har arbejdet med sag ' || item_id || '. ', 35)
    END
FROM made, range(1, 4) p(part);
INSERT INTO parsed_documents BY NAME
SELECT document_id, meeting_id AS meeting_group, {items} AS item_count, md5(document_id) AS reading_sha256,
    repeat('Forvaltningen har arbejdet med sag ' || document_id || '. ', 30 * {items}) AS minutes
FROM made WHERE item = 0;
DROP TABLE made;
"""


def make_archive(home: Path, *, files: int, items: int, is_derived: bool) -> Settings:
    """Make a home whose warehouse knows this many files of so many items each, and publish it.

    Only with `is_derived` are contents and standing items worked out, which takes time and which only loading
    asks for. The originals themselves do not exist.
    """
    settings = Settings(home=home)
    prepare_home(settings)
    with Warehouse.writer(settings, flow="ingest") as warehouse:
        warehouse.begin_run()
        connection = warehouse.connection
        with transaction(connection):
            bodies = -(-files // MEETINGS_PER_BODY)
            connection.execute(_FILL.format(files=files, items=items, bodies=bodies, version=PARSER_VERSION))
            if is_derived:
                derive_all(connection)
        warehouse.finish_run(RunStatus.COMPLETED, [])
        warehouse.publish()
    return settings
