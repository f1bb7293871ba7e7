"""The night's pass: what it takes up again, what it says, and what colour it has."""

import os
from datetime import UTC, datetime, timedelta

import pytest

import tasks.parse
from cli.show import show_report
from flows import nightly as nightly_flow
from flows.ingest import ingest
from flows.nightly import nightly
from schemas.errors import RunFailed
from tests.flows.homes import MINUTES, REFUSED, contents, drop, drop_minutes, files, make_home, query
from vocabulary.retry import next_attempt
from warehouse.store import Warehouse

ONE = "2021-03-15_direktionen.pdf"
BROKEN = "ødelagt.pdf"


@pytest.fixture
def settings(tmp_path):
    return make_home(tmp_path)


@pytest.fixture
def stumbling(monkeypatch):
    """Let the parser fail on everything, as a fault of our own would; count how often it is asked."""
    asked = []

    def parse(pages):
        asked.append(pages)
        raise KeyError

    monkeypatch.setattr(tasks.parse, "parse", parse)
    return asked


def attempts(settings):
    return query(settings, "SELECT attempts, next_attempt_at IS NULL FROM quarantine")


def pass_days(settings, days):
    """Let time pass for what waits to be tried again."""
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.connection.execute(
            f"UPDATE quarantine SET next_attempt_at = next_attempt_at - INTERVAL {days} DAY"
        )


def test_a_passing_reason_is_tried_again_ever_later_and_then_left_to_a_person(settings, stumbling):
    drop_minutes(settings, ONE)
    ingest(home=str(settings.home))
    assert attempts(settings) == [(1, False)]
    nightly(home=str(settings.home))
    assert attempts(settings) == [(2, False)]
    nightly(home=str(settings.home))
    assert attempts(settings) == [(2, False)]
    pass_days(settings, 8)
    nightly(home=str(settings.home))
    assert attempts(settings) == [(3, True)]
    nightly(home=str(settings.home))
    assert len(stumbling) == 3


def test_what_will_not_pass_by_itself_is_left_until_a_new_version_comes(settings, monkeypatch):
    drop(REFUSED / BROKEN, settings.inbox / BROKEN)
    ingest(home=str(settings.home))
    assert attempts(settings) == [(1, True)]
    nightly(home=str(settings.home))
    assert attempts(settings) == [(1, True)]
    monkeypatch.setattr("tasks.quarantine.PARSER_VERSION", "a new one")
    nightly(home=str(settings.home))
    assert attempts(settings) == [(2, True)]


def test_every_wait_is_at_least_as_long_as_the_one_before():
    from vocabulary.tables import table

    now = datetime(2026, 1, 1)
    for code, entry in table("retry").items():
        waits = entry["wait_days"]
        assert waits == sorted(waits), code
        assert next_attempt(code, len(waits), now) == now + timedelta(days=waits[-1])
        assert next_attempt(code, len(waits) + 1, now) is None
    assert next_attempt("not-minutes", 1, now) is None


def test_a_night_with_nothing_new_is_one_line_and_reads_nothing(settings, monkeypatch, capsys):
    drop_minutes(settings, ONE)
    ingest(home=str(settings.home))
    before = contents(settings)
    (original,) = settings.archive.rglob("*.pdf")
    original.unlink()  # what is not looked at need not be there
    show_report(nightly(home=str(settings.home)))
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("Nothing new (")
    assert contents(settings) == before
    newest = query(settings, "SELECT flow, status FROM ingest_runs ORDER BY started_at DESC LIMIT 1")
    assert newest == [("nightly", "completed")]


def test_the_night_says_what_a_person_should_look_at(settings):
    day = datetime.now(UTC).date() - timedelta(days=100)
    drop_minutes(settings, ONE)
    drop(REFUSED / BROKEN, settings.inbox / BROKEN)
    ingest(home=str(settings.home))
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.connection.execute("UPDATE documents SET text_accounted = 0.5 WHERE status = 'current'")
        warehouse.connection.execute("UPDATE documents SET parser_version = '0' WHERE status = 'current'")
        warehouse.connection.execute(
            "INSERT INTO meetings BY NAME SELECT 'm' || n AS meeting_id, 'Udvalget' AS body, 'referat' AS "
            "document_kind, false AS is_cancelled, 'd' AS document_id, 'g' AS meeting_group, "
            "CAST(? AS DATE) - CAST(n * 14 AS INTEGER) AS meeting_date FROM range(10) r(n)",
            [day],
        )
    said = "\n".join(nightly(home=str(settings.home)).matters)
    assert f"Udvalget: no meeting since {day}" in said
    assert f"{ONE}: 50.0 % of its text stands in a field" in said
    assert "1 of 2 files are in quarantine" in said
    assert "1 documents were read by an older version" in said
    assert "10 meetings are of no known municipality" in said


def test_a_pass_that_fails_is_raised_after_the_checks_are_reported(settings, monkeypatch):
    drop_minutes(settings, ONE)
    ingest(home=str(settings.home))
    left = []
    monkeypatch.setattr(nightly_flow, "leave_report", left.append)
    settings.published.rename(settings.home / "kept")
    settings.published.mkdir()
    with pytest.raises(RunFailed):
        nightly(home=str(settings.home))
    (report,) = left
    assert "could not be replaced" in report.failure


def test_a_file_that_could_not_be_read_for_a_while_is_loaded_once_it_can(settings, monkeypatch):
    drop(MINUTES / ONE, settings.inbox / ONE)
    is_open = os.open

    def refuse(path, *rest, **options):
        if str(path).endswith(ONE):
            raise PermissionError(13, "Permission denied")
        return is_open(path, *rest, **options)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refuse)
        assert ingest(home=str(settings.home)).exit_status == 1
    report = nightly(home=str(settings.home))
    assert [result.status.value for result in report.results] == ["current"]
    assert files(settings.inbox) == []
