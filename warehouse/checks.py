"""What a person should look at, as one sentence each: the checks of the night."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from tasks.parse import PARSER_VERSION

# A body is silent when nothing came for so many of its usual intervals, two months at least; one that has
# been silent for more than a year was dissolved.
_SILENT_INTERVALS = 3
_SILENT_DAYS = 60
_DISSOLVED_DAYS = 400

_SILENT = f"""
WITH gaps AS (
    SELECT municipality, body, meeting_date,
        meeting_date - lag(meeting_date) OVER (PARTITION BY municipality, body ORDER BY meeting_date) AS days
    FROM meetings WHERE meeting_date > current_date - INTERVAL 3 YEAR
), rhythm AS (
    SELECT municipality, body, max(meeting_date) AS newest, median(days) AS days
    FROM gaps GROUP BY municipality, body HAVING count(*) >= 6
)
SELECT body || coalesce(' (' || municipality || ')', '') || ': no meeting since ' || newest,
    count(*) OVER ()
FROM rhythm
WHERE current_date - newest > greatest({_SILENT_DAYS}, {_SILENT_INTERVALS} * days)
    AND current_date - newest < {_DISSOLVED_DAYS}
ORDER BY newest DESC, body, municipality
"""

# Below it, fields have lost words that stand on the page.
_ACCOUNTED = 0.99

_UNACCOUNTED = f"""
SELECT file_name || ': ' || round(100 * text_accounted, 1) || ' % of its text stands in a field',
    count(*) OVER ()
FROM documents WHERE status = 'current' AND text_accounted < {_ACCOUNTED}
ORDER BY first_seen_at DESC, file_name
"""

_QUARANTINED_SHARE = 0.05

_QUARANTINED = f"""
SELECT count(*) || ' of ' || (SELECT count(*) FROM documents)
    || ' files are in quarantine: `referat status` says why', 1
FROM quarantine WHERE closed_at IS NULL
HAVING count(*) > {_QUARANTINED_SHARE} * (SELECT count(*) FROM documents)
"""

_OUTDATED = f"""
SELECT count(*) || ' documents were read by an older version: `referat backfill --reparse` on the archive '
    || 'reads them anew', 1
FROM documents WHERE parser_version <> '{PARSER_VERSION}' HAVING count(*) > 0
"""

_NAMELESS = """
SELECT count(*) || ' meetings are of no known municipality: set REFERAT_MUNICIPALITY, or drop files in a '
    || 'folder named after it', 1
FROM meetings WHERE municipality IS NULL HAVING count(*) > 0
"""

_CHECKS = (_SILENT, _UNACCOUNTED, _QUARANTINED, _OUTDATED, _NAMELESS)

# Of each check so many are named, the rest is counted.
_NAMED = 3


def matters(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Say what a person should look at; nothing where all is well."""
    return tuple(line for check in _CHECKS for line in _lines(connection.execute(check).fetchmany(_NAMED)))


def _lines(found: Sequence[tuple[Any, ...]]) -> list[str]:
    lines = [str(line) for line, _ in found]
    if found and (more := found[0][1] - len(found)) > 0:
        lines[-1] += f", and {more} more"
    return lines
