from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from schemas.errors import RunFailed, WarehouseTooNew
from schemas.settings import Settings
from schemas.terms import DocumentKind, DocumentStatus, RunStatus
from tests.factory import item, minutes, parsed, refused, source
from tests.warehouse.helpers import load, query, snapshot_of
from warehouse.reader import open_published
from warehouse.sentences import _nothing
from warehouse.store import Warehouse

MEETING = minutes(item("Budget", "Tal."), item("Eventuelt", "Intet."))


def test_the_same_file_again_changes_nothing(settings: Settings) -> None:
    first = load(settings, [parsed(MEETING), refused()])
    rows = snapshot_of(settings)
    second = load(settings, [parsed(MEETING), refused()])
    assert [r.is_new for r in first] == [True, True]
    assert [r.is_new for r in second] == [False, False]
    assert [r.status for r in second] == [r.status for r in first]
    assert snapshot_of(settings) == rows


def test_equal_bytes_in_one_batch_are_one_document_with_the_earliest_date(settings: Settings) -> None:
    late, early = (
        parsed(MEETING, name, modified_at=datetime(2021, 1, day)) for name, day in (("a", 2), ("b", 1))
    )
    results = load(settings, [late, early])
    assert [r.is_new for r in results] == [True, False]
    assert query(settings, "SELECT file_name, file_modified_at FROM documents") == [
        ("a", datetime(2021, 1, 1))
    ]


def test_a_result_tells_the_meeting_and_its_items(settings: Settings) -> None:
    (result,) = load(settings, [parsed(MEETING)])
    assert (result.meeting, result.items, result.status) == (
        "Direktionen 2021-05-31",
        2,
        DocumentStatus.CURRENT,
    )


def test_a_new_parser_replaces_what_an_old_one_read(settings: Settings) -> None:
    load(settings, [parsed(MEETING)])
    better = MEETING.model_copy(update={"items": MEETING.items[:1]})
    (result,) = load(settings, [parsed(better, parser_version="2")])
    assert result.is_new
    assert query(settings, "SELECT title FROM agenda_items") == [("Budget",)]
    assert query(settings, "SELECT count(*) FROM contents") == [(1,)]


def test_a_document_that_moves_to_another_meeting_leaves_nothing_behind(settings: Settings) -> None:
    load(settings, [parsed(MEETING)])
    load(settings, [parsed(MEETING, municipality="Anden Kommune")])
    assert query(
        settings, "SELECT DISTINCT meeting_id FROM meetings JOIN agenda_items USING (meeting_id)"
    ) == [("anden-kommune-direktionen-2021-05-31",)]


def test_what_is_not_printed_is_null(settings: Settings) -> None:
    load(settings, [parsed(minutes(item("", "Tekst.", item_type=""), title="", place=None))])
    assert query(settings, "SELECT title, item_type FROM agenda_items") == [(None, None)]
    assert query(settings, "SELECT title, place FROM meetings") == [(None, None)]


def test_a_refused_file_leaves_the_others_loaded(settings: Settings) -> None:
    results = load(settings, [refused(), parsed(MEETING)])
    assert [r.status for r in results] == [DocumentStatus.QUARANTINED, DocumentStatus.CURRENT]
    assert query(settings, "SELECT status, meeting_id IS NULL FROM documents ORDER BY ALL") == [
        ("current", False), ("quarantined", True),
    ]  # fmt: skip


def test_a_refusal_by_a_later_parser_leaves_the_rows_of_an_earlier_one(settings: Settings) -> None:
    load(settings, [parsed(MEETING)])
    rows = snapshot_of(settings)
    bytes_again = parsed(MEETING).source
    (result,) = load(settings, [refused().model_copy(update={"source": bytes_again})])
    assert (result.status, result.is_new, result.error_code) == (DocumentStatus.CURRENT, False, "not-minutes")
    assert snapshot_of(settings) == rows


def test_a_failed_load_leaves_the_rows_as_they_were(settings: Settings) -> None:
    load(settings, [parsed(MEETING)])
    rows = snapshot_of(settings)
    broken = parsed(minutes(item("A"), meeting_date=MEETING.meeting_date.replace(day=1)))
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.begin_run()
        warehouse.connection.execute("ALTER TABLE documents ADD COLUMN required INTEGER DEFAULT 1")
        warehouse.connection.execute("ALTER TABLE documents ALTER COLUMN required DROP DEFAULT")
        warehouse.connection.execute("ALTER TABLE documents ALTER COLUMN required SET NOT NULL")
        with pytest.raises(RunFailed, match="could not be written"):
            warehouse.load([broken], stored_paths={})
        warehouse.connection.execute("ALTER TABLE documents DROP COLUMN required")
    assert snapshot_of(settings) == rows


def test_the_ledger_knows_what_was_loaded_and_what_was_refused(settings: Settings) -> None:
    good, bad = parsed(MEETING), refused()
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.begin_run()
        keys = [good.source.document_id, bad.source.document_id]
        warehouse.load([good, bad], stored_paths={keys[0]: "archive/1.pdf", keys[1]: "quarantine/2.pdf"})
        known = warehouse.known([*keys, "unknown"])
        assert warehouse.taken_paths("archive") == {"archive/1.pdf"}
        assert warehouse.taken_paths("quarantine") == {"quarantine/2.pdf"}
    loaded, quarantined = known[keys[0]], known[keys[1]]
    assert set(known) == set(keys)
    assert (loaded.meeting, loaded.items, loaded.stored_path) == (
        "Direktionen 2021-05-31",
        2,
        "archive/1.pdf",
    )
    assert (quarantined.status, quarantined.error_code) == (DocumentStatus.QUARANTINED, "not-minutes")


def test_a_copy_seen_again_with_an_earlier_date_can_make_another_document_current(settings: Settings) -> None:
    first = parsed(MEETING, "a.pdf", bytes_of="a", modified_at=datetime(2021, 6, 2))
    second = parsed(MEETING, "b.pdf", bytes_of="b", modified_at=datetime(2021, 6, 3))
    load(settings, [first, second])
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.begin_run()
        warehouse.seen([source("b.pdf", (MEETING.text_sha256, "b"), modified_at=datetime(2021, 6, 1))])
        known = warehouse.known([first.source.document_id, second.source.document_id])
    assert {document.file_name: document.status.value for document in known.values()} == {
        "a.pdf": "duplicate",
        "b.pdf": "current",
    }


def test_a_run_counts_what_it_did(settings: Settings) -> None:
    agenda = parsed(minutes(item("Budget"), document_kind=DocumentKind.DAGSORDEN), "dagsorden.pdf")
    load(settings, [agenda])
    with Warehouse.writer(settings, flow="nightly") as warehouse:
        warehouse.begin_run()
        outcomes = [parsed(MEETING), parsed(MEETING, "kopi.pdf", bytes_of="copy"), refused(), agenda]
        results = warehouse.load(outcomes, stored_paths={})
        warehouse.finish_run(RunStatus.COMPLETED_WITH_REFUSALS, results)
    counted = "files_seen, files_loaded, files_duplicate, files_superseded, files_quarantined"
    assert query(
        settings, f"SELECT flow, status, {counted} FROM ingest_runs WHERE finished_at IS NOT NULL"
    ) == [("nightly", "completed with refusals", 4, 1, 1, 1, 1)]


def test_rebuilding_everything_from_the_kept_documents_changes_no_row(settings: Settings) -> None:
    load(settings, [parsed(MEETING), parsed(minutes(item("Eventuelt", "Intet."), start_time=None), "b.pdf")])
    rows = snapshot_of(settings)
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.rebuild()
    assert snapshot_of(settings) == rows


_KILLED = """
import os, sys
from pathlib import Path
from schemas.settings import Settings
from tests.factory import item, minutes, parsed
from warehouse import meetings, publish
from warehouse.store import Warehouse

def die(*args, **kwargs):
    os.kill(os.getpid(), 9)

meeting = minutes(item("Budget", "Tal."), item("Eventuelt", "Intet."))
with Warehouse.writer(Settings(home=Path(sys.argv[1])), flow="ingest") as warehouse:
    warehouse.begin_run()
    if sys.argv[2] == "in the transaction":
        meetings.derive = die
    warehouse.load([parsed(meeting)], stored_paths={})
    if sys.argv[2] == "in the publish":
        publish.counts = die
        warehouse.publish()
    die()
"""


def _run_killed(settings: Settings, moment: str) -> None:
    environment = os.environ | {"PYTHONPATH": "."}
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(settings.home), moment], env=environment, check=False
    )
    assert done.returncode == -9


@pytest.mark.parametrize("moment", ["in the transaction", "after the commit"])
def test_a_killed_run_leaves_old_rows_or_new_and_the_next_one_ends_alike(
    settings: Settings, moment: str
) -> None:
    _run_killed(settings, moment)
    with Warehouse.writer(settings, flow="ingest") as warehouse:
        warehouse.begin_run()
        rows = warehouse.connection.execute("SELECT count(*) FROM documents").fetchall()[0][0]
        assert rows == (0 if moment == "in the transaction" else 1)
        warehouse.load([parsed(MEETING)], stored_paths={})
    assert query(settings, "SELECT status FROM ingest_runs ORDER BY started_at") == [
        ("interrupted",),
        ("running",),
    ]
    undisturbed = Settings(home=settings.home.with_name("undisturbed"))
    load(undisturbed, [parsed(MEETING)])
    assert snapshot_of(settings) == snapshot_of(undisturbed)


def test_a_publish_that_was_killed_is_done_by_the_next_run(settings: Settings) -> None:
    _run_killed(settings, "in the publish")
    assert not settings.published.exists()
    with Warehouse.writer(settings, flow="ingest") as warehouse:
        assert warehouse.needs_publishing()
        warehouse.publish()
    assert [file.name for file in settings.home.iterdir() if file.is_file()] == [settings.published.name]
    with open_published(settings) as reader:
        assert reader.execute("SELECT count(*) FROM meetings").fetchall() == [(1,)]


def test_a_reader_keeps_its_file_while_a_new_one_is_published(settings: Settings) -> None:
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.begin_run()
        warehouse.publish()
        with open_published(settings) as reader:
            warehouse.load([parsed(MEETING)], stored_paths={})
            warehouse.publish()
            assert reader.execute("SELECT count(*) FROM meetings").fetchall() == [(0,)]
        with open_published(settings) as reader:
            assert reader.execute("SELECT count(*) FROM meetings").fetchall() == [(1,)]
        warehouse.load([refused()], stored_paths={})  # the private file is open again


def test_publishing_is_due_until_done_and_again_after_a_change(settings: Settings) -> None:
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.begin_run()
        assert warehouse.needs_publishing()
        warehouse.publish()
        assert not warehouse.needs_publishing()
        warehouse.load([parsed(MEETING)], stored_paths={})
        assert warehouse.needs_publishing()
        warehouse.publish()
        warehouse.load([parsed(MEETING)], stored_paths={})
        assert not warehouse.needs_publishing()
        settings.published.unlink()
        assert warehouse.needs_publishing()


def test_a_publish_that_fails_leaves_the_old_file(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.begin_run()
        warehouse.publish()
        before = settings.published.read_bytes()
        warehouse.load([parsed(MEETING)], stored_paths={})
        monkeypatch.setattr("warehouse.publish.copy_synced", _disk_full)
        with pytest.raises(RunFailed, match="the disk is full"):
            warehouse.publish()
        assert warehouse.needs_publishing()
    assert settings.published.read_bytes() == before
    assert [file.name for file in settings.home.iterdir() if file.is_file()] == [settings.published.name]


def _disk_full(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes()[:100])
    raise OSError(28, "No space left on device")


def test_a_lost_private_file_is_made_again_from_the_published_one(settings: Settings) -> None:
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.begin_run()
        warehouse.load([parsed(MEETING)], stored_paths={})
        warehouse.publish()
    (settings.work / "warehouse.duckdb").unlink()
    (result,) = load(settings, [parsed(MEETING)])
    assert not result.is_new


def test_another_vocabulary_makes_all_rows_anew(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    load(settings, [parsed(minutes(item("Havnen", "Stille.")))])
    assert query(settings, "SELECT standing_item_id FROM agenda_items") == [(None,)]
    phrases = {"phrases": ["Stille"], "patterns": [], "abbreviations": []}
    monkeypatch.setattr("warehouse.rules.table", lambda name: phrases)
    monkeypatch.setattr("warehouse.sentences.table", lambda name: phrases)
    _nothing.cache_clear()
    (settings.home / "standing.toml").write_text(
        '[[item]]\nkey = "eventuelt"\ntitles = ["Havnen"]\n', encoding="utf-8"
    )
    load(settings)
    _nothing.cache_clear()
    assert query(settings, "SELECT standing_item_id, occurrence FROM v_standing_item_timeline") == [
        ("eventuelt", "empty")
    ]


def test_a_warehouse_of_a_later_version_is_left_alone(settings: Settings) -> None:
    load(settings)
    with duckdb.connect(str(settings.work / "warehouse.duckdb")) as connection:
        connection.execute("INSERT INTO schema_migrations VALUES (999, 'later', now()::TIMESTAMP)")
    with pytest.raises(WarehouseTooNew, match="999"):
        load(settings)
