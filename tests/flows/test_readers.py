"""Readers hold the published file open through any run, and see each batch as a whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import duckdb

from tests.flows.homes import MINUTES, drop_minutes, make_home, samples

_WHOLE = """
SELECT (SELECT count(*) FROM documents),
    (SELECT count(*) FROM agenda_items ANTI JOIN meetings USING (meeting_id)),
    (SELECT count(*) FROM meetings ANTI JOIN documents USING (document_id)),
    (SELECT count(*) FROM search('kommunen')) >= 0 AND (SELECT count(*) FROM v_coverage) >= 0
"""


def backfill(home: Path, names: list[str]) -> subprocess.Popen[bytes]:
    paths = [str(MINUTES / name) for name in names]
    code = "from cli.main import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, "--home", str(home), "backfill", *paths],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "REFERAT_WORKERS": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_a_reader_that_queries_in_a_loop_sees_only_whole_batches_while_two_backfills_run(
    tmp_path: Path,
) -> None:
    from flows.ingest import ingest

    settings = make_home(tmp_path)
    names = samples()
    drop_minutes(settings, names[0])
    ingest(home=str(settings.home))
    runs = [backfill(settings.home, names[1::2]), backfill(settings.home, names[2::2])]
    seen: list[int] = []
    with duckdb.connect(str(settings.published), read_only=True, config={"threads": 1}) as held:
        deadline = time.monotonic() + 600
        while any(run.poll() is None for run in runs) and time.monotonic() < deadline:
            # Another name for the file: one process shares a database that it has open under one name.
            link = tmp_path / f"seen-{len(seen)}.duckdb"
            os.link(settings.published, link)
            with duckdb.connect(str(link), read_only=True, config={"threads": 1}) as reader:
                documents, homeless, unread, _ = reader.execute(_WHOLE).fetchall()[0]
            link.unlink()
            assert (homeless, unread) == (0, 0)
            seen.append(documents)
            assert held.execute("SELECT count(*) FROM documents").fetchall() == [(1,)]
    assert [run.wait(timeout=10) for run in runs] == [0, 0]
    assert seen == sorted(seen)
    assert set(seen) <= {1, 1 + len(names[1::2]), 1 + len(names[2::2]), len(names)}
    with duckdb.connect(str(settings.published), read_only=True) as reader:
        assert reader.execute("SELECT count(*) FROM documents").fetchall() == [(len(names),)]
