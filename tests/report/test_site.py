"""The folder of pages: whole, true to the rows, and written only where they changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import duckdb
import pytest

from flows.ingest import Order, run_pass
from report.kinds import KINDS as KINDS_OF_PAGES
from report.site import _alone, write_report
from schemas.errors import HomeMissing, RunFailed
from schemas.minutes import Attendance
from schemas.settings import Settings
from schemas.terms import AttendanceStatus
from tasks.store import prepare_home
from tests import factory
from tests.flows.homes import MINUTES
from tests.report.conftest import HOSTILE, ingest_samples, load
from tests.report.pages import KINDS, Page, contents
from warehouse.reading import Reading

Connection = duckdb.DuckDBPyConnection
Made = dict[str, tuple[str, str]]


@pytest.fixture
def copied(home: Settings, tmp_path: Path) -> Settings:
    """Give a home of this test's own with the same warehouse and the same pages."""
    return copy_of(home, tmp_path)


def copy_of(home: Settings, folder: Path) -> Settings:
    settings = Settings(home=folder / "home", workers=0)
    shutil.copytree(home.home, settings.home)
    return settings


def pages(settings: Settings) -> dict[str, Page]:
    return {
        path.relative_to(settings.report).as_posix(): Page(path) for path in settings.report.rglob("*.html")
    }


def from_scratch(settings: Settings) -> dict[str, bytes]:
    """Give the pages as they are where none were there before."""
    anew = Settings(home=settings.home.with_name("anew"), workers=0)
    anew.home.mkdir()
    shutil.copyfile(settings.published, anew.published)
    write_report(anew)
    found = contents(anew.report)
    shutil.rmtree(anew.home)
    return found


def test_every_link_leads_to_a_page_an_item_or_an_original(home):
    found = pages(home)
    for name, page in found.items():
        for address in page.addresses:
            parts = urlsplit(address)
            assert parts.scheme == "", f"{name} leads out of the folder: {address}"
            target = (home.report / name).parent / unquote(parts.path) if parts.path else home.report / name
            target = target.resolve()
            assert target.is_file(), f"{name} leads to nothing: {address}"
            if parts.fragment and target.suffix == ".html":
                there = found[target.relative_to(home.report.resolve()).as_posix()]
                assert unquote(parts.fragment) in there.ids, f"{name} points at nothing: {address}"


def test_there_is_a_page_for_each_meeting_case_standing_item_and_body_and_year(home):
    with duckdb.connect(str(home.published), read_only=True) as connection:
        (wanted,) = connection.execute(
            "SELECT (SELECT count(*) FROM meetings), (SELECT count(*) FROM standing_items), "
            "(SELECT count(DISTINCT case_number) FROM agenda_items), "
            "(SELECT count(DISTINCT (body, year(meeting_date))) FROM meetings)"
        ).fetchall()
    names = set(pages(home))
    found = (
        sum(name.startswith("meeting/") for name in names),
        sum(name.startswith("standing/") for name in names) - 1,
        sum(name.startswith("case/") for name in names) - 1,
        sum(name.startswith("body/") and not name.endswith("index.html") for name in names),
    )
    assert found == wanted


def test_every_item_has_an_address_of_its_own_whatever_its_number(home):
    for name, page in pages(home).items():
        assert len(page.ids) == len(set(page.ids)), name
    anchors = [name for name in pages(home)[KINDS["hostile"]].ids if name.startswith("punkt-")]
    sevens = [name for name in anchors if name.startswith("punkt-7") and not name.endswith("-titel")]
    assert sevens[0] == "punkt-7"
    assert len(sevens) == 2


def test_an_item_keeps_its_address_when_others_come_and_go(copied):
    name = "meeting/noerrestrand-kommune-direktionen-2021-03-15.html"
    before = [anchor for anchor in pages(copied)[name].ids if anchor.startswith("punkt-")]
    more = factory.minutes(factory.item("Et møde mere", "Tekst."), meeting_date=date(2021, 3, 16))
    load(copied, factory.parsed(more, municipality=MINUTES.name))
    write_report(copied)
    assert [anchor for anchor in pages(copied)[name].ids if anchor.startswith("punkt-")] == before


def test_what_the_minutes_say_is_text_and_never_markup(home):
    found = pages(home)
    shown = [page for page in found.values() if " ".join(HOSTILE.split()) in page.text]
    assert len(shown) >= 3
    for name in found:
        source = (home.report / name).read_text(encoding="utf-8")
        assert "<script>document" not in source, name
        assert "<img src=x" not in source, name


def test_pages_want_no_robots_and_forbid_what_is_not_their_own(home):
    for name in pages(home):
        source = (home.report / name).read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex, nofollow">' in source
        assert "default-src 'none'" in source
        assert "unsafe" not in source
        assert " style=" not in source


def test_a_closed_item_shows_nothing_but_what_is_printed(tmp_path):
    settings = Settings(home=tmp_path / "home", workers=0)
    settings.home.mkdir()
    load_into_new(settings, factory.minutes(factory.item("Ejendomssag", is_closed=True)))
    (page,) = [page for name, page in pages(settings).items() if name.startswith("meeting/")]
    start = page.text.index("Punkterne")
    shown = page.text[start : page.text.index("Deltagere")]
    assert " ".join(shown.split()) == (
        "Punkterne Punkt 1 Ejendomssag Lukket punkt Referatet har ingen beslutning til det lukkede punkt."
    )


def load_into_new(settings: Settings, *minutes: object) -> None:
    prepare_home(settings)
    load(settings, *(factory.parsed(one) for one in minutes))
    write_report(settings)


def test_who_was_away_stands_before_who_was_there(tmp_path):
    settings = Settings(home=tmp_path / "home", workers=0)
    settings.home.mkdir()
    there = Attendance(name="Anna Holm", status=AttendanceStatus.PRESENT)
    away = Attendance(name="Bo Krogh", status=AttendanceStatus.EXCUSED)
    load_into_new(settings, factory.minutes(factory.item("Sag", "Tekst."), attendance=(there, away)))
    (page,) = [page for name, page in pages(settings).items() if name.startswith("meeting/")]
    assert "Deltagere Bo Krogh afbud Anna Holm til stede" in page.text


def test_a_cpr_number_reaches_no_page(tmp_path):
    settings = Settings(home=tmp_path / "home", workers=0)
    text = next(MINUTES.glob("*.md")).read_text(encoding="utf-8")
    settings.inbox.mkdir(parents=True)
    target = settings.inbox / "referat.md"
    target.write_text(text.replace(" er ", " (010190-1234) er "), encoding="utf-8")
    os.utime(target, (time.time() - 60,) * 2)
    run_pass(settings, Order(paths=(settings.inbox,)))
    write_report(settings)
    everything = b"".join(contents(settings.report).values())
    assert b"010190-1234" not in everything
    assert "sløret" in everything.decode()


def test_a_report_without_news_writes_nothing(copied):
    done = write_report(copied)
    assert (done.written, done.removed) == (0, 0)


def test_a_run_that_loaded_nothing_rewrites_the_overview_alone(copied):
    with duckdb.connect(str(copied.published)) as connection:
        connection.execute("UPDATE ingest_runs SET finished_at = finished_at + INTERVAL 1 DAY")
    done = write_report(copied)
    assert (done.written, done.removed) == (1, 0)
    assert done.pages == len(pages(copied)) + len(list((copied.report / "search").iterdir()))
    assert contents(copied.report) == from_scratch(copied)


def test_rows_that_were_put_back_leave_no_page_of_what_they_were_meanwhile(copied, monkeypatch):
    published = copied.published.read_bytes()
    with duckdb.connect(str(copied.published)) as connection:
        connection.execute("UPDATE meetings SET place = 'Et andet sted'")
    monkeypatch.setattr("report.site.PageFolder.keep_only", lambda *_: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        write_report(copied)
    monkeypatch.undo()
    copied.published.write_bytes(published)
    write_report(copied)
    assert contents(copied.report) == from_scratch(copied)


def test_one_more_meeting_rewrites_its_neighbours_and_leaves_the_rest(copied):
    before = {path: path.stat().st_mtime_ns for path in copied.report.rglob("*.html")}
    more = factory.minutes(
        factory.item("Ny sag", "Tekst.", case_number="99-1"),
        body="Økonomiudvalget",
        meeting_date=date(2023, 5, 1),
    )
    load(copied, factory.parsed(more, municipality=MINUTES.name))
    done = write_report(copied)
    changed = {
        path.relative_to(copied.report).as_posix()
        for path in copied.report.rglob("*.html")
        if before.get(path) != path.stat().st_mtime_ns
    }
    assert "meeting/noerrestrand-kommune-oekonomiudvalget-2023-05-01.html" in changed
    assert KINDS["hostile"] in changed, "it has a next meeting now"
    assert "case/noerrestrand-kommune/99-1.html" in changed
    assert "index.html" in changed
    assert not any("direktionen" in name for name in changed)
    assert done.written < 15
    assert contents(copied.report) == from_scratch(copied)


# Every table that a page shows, and a change to it.
CHANGES = [
    "UPDATE meetings SET place = 'Et andet sted'",
    "UPDATE meetings SET start_time = TIME '03:03:00'",
    "UPDATE attendance SET name = name || ' X'",
    "UPDATE agenda_items SET title = title || ' X'",
    "UPDATE agenda_items SET number = number || 'a'",
    "UPDATE agenda_items SET is_closed = NOT is_closed",
    "UPDATE agenda_items SET case_number = NULL",
    "UPDATE agenda_items SET standing_item_id = NULL",
    "UPDATE agenda_items SET position = 100 - position",
    "UPDATE sections SET text = text || ' X'",
    "UPDATE recommendations SET text = text || ' X'",
    "UPDATE decisions SET text = text || ' X'",
    "UPDATE decisions SET outcome = 'udsat'",
    "UPDATE item_attendance SET note = 'X'",
    "UPDATE votes SET votes = 3",
    "UPDATE consultations SET body = body || 'X'",
    "UPDATE attachments SET title = title || ' X'",
    "UPDATE item_tables SET header = ['X']",
    "UPDATE contents SET text = text || ' X'",
    "UPDATE standing_items SET title = title || ' X'",
    "UPDATE standing_occurrences SET new_text = new_text || ' X'",
    "UPDATE findings SET rule = 'X', message = 'X'",
    "UPDATE field_changes SET new_value = 'X'",
    "UPDATE documents SET stored_path = 'archive/x.pdf'",
    "UPDATE quarantine SET closed_at = quarantined_at",
    "UPDATE ingest_runs SET finished_at = finished_at + INTERVAL 1 DAY",
    "DELETE FROM meetings WHERE body = 'Direktionen'; DELETE FROM agenda_items WHERE meeting_id NOT IN "
    "(SELECT meeting_id FROM meetings)",
]


@pytest.fixture(scope="module")
def planned(few: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Connection, Made]]:
    """Give a warehouse that can be changed and rolled back, and the pages before any change."""
    path = tmp_path_factory.mktemp("planned") / "minutes.duckdb"
    shutil.copyfile(few.published, path)
    with duckdb.connect(str(path)) as connection:
        yield connection, made_of(connection)


def made_of(connection: Connection) -> Made:
    """Give the mark and the content of every page that there is to be."""
    reading = Reading(connection)
    return {
        page.address: (page.mark, content)
        for kind in KINDS_OF_PAGES.values()
        for page, content in kind.read(reading, kind.plan(reading))
    }


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change[:60])
def test_no_page_shows_anything_new_under_an_old_mark(planned, change):
    connection, before = planned
    connection.begin()
    try:
        for one in change.split("; "):
            assert connection.execute(one).fetchall()[0][0] > 0, "the change changes something"
        after = made_of(connection)
    finally:
        connection.rollback()
    changed = {address for address, made in after.items() if made[1] != before.get(address, ("", ""))[1]}
    assert changed or before.keys() - after.keys()
    assert {address for address in changed if before.get(address, ("",))[0] == after[address][0]} == set()


def test_pages_brought_up_to_date_are_those_made_anew(few, tmp_path):
    changed = copy_of(few, tmp_path)
    with duckdb.connect(str(changed.published)) as connection:
        for one in CHANGES[::3]:
            connection.execute(one)
    assert write_report(changed).written > 0
    assert contents(changed.report) == from_scratch(changed)


def test_a_report_that_is_killed_leaves_whole_pages_and_the_next_completes_it(copied):
    shutil.rmtree(copied.report)
    code = "import sys; from pathlib import Path; from report.site import _alone, write_report; "
    code += "from schemas.settings import Settings; write_report(Settings(home=Path(sys.argv[1]), workers=0))"
    child = subprocess.Popen([sys.executable, "-c", code, str(copied.home)])
    while child.poll() is None and not list(copied.report.glob("meeting/*.html")):
        time.sleep(0.002)
    child.kill()
    child.wait()
    left = list(copied.report.rglob("*.html"))
    assert left
    assert all(path.read_text(encoding="utf-8").rstrip().endswith("</html>") for path in left)
    write_report(copied)
    assert contents(copied.report) == from_scratch(copied)


def test_a_page_that_was_cut_off_or_removed_is_written_again(copied):
    (copied.report / "index.html").write_text("<!doc", encoding="utf-8")
    (copied.report / KINDS["meeting"]).unlink()
    (copied.report / "meeting" / "gone.html").write_text("old", encoding="utf-8")
    done = write_report(copied)
    assert (done.written, done.removed) == (2, 1)
    assert contents(copied.report) == from_scratch(copied)


def test_a_state_file_that_is_cut_off_costs_pages_and_nothing_else(copied):
    state = copied.report / ".state"
    text = state.read_text(encoding="utf-8")
    state.write_text(text[: len(text) // 2], encoding="utf-8")
    assert write_report(copied).written > 0
    assert contents(copied.report) == from_scratch(copied)


def test_several_processes_write_what_one_writes(copied, monkeypatch):
    monkeypatch.setattr("report.site._PAGES_WORTH_A_WORKER", 10)
    shutil.rmtree(copied.report)
    write_report(copied.model_copy(update={"workers": 2}))
    assert contents(copied.report) == from_scratch(copied)


def test_a_standing_item_with_very_many_occurrences_has_a_page_for_each_body(copied, monkeypatch):
    monkeypatch.setattr("report.kinds.MAX_OCCURRENCES", 5)
    with duckdb.connect(str(copied.published)) as connection:
        connection.execute("UPDATE agenda_items SET title = title || '!'")
    write_report(copied)
    assert (copied.report / "standing/eventuelt/noerrestrand-kommune/direktionen.html").is_file()
    test_every_link_leads_to_a_page_an_item_or_an_original(copied)


def test_no_year_of_any_municipality_is_missing_where_there_are_several(copied, monkeypatch):
    monkeypatch.setattr("report.overview.MAX_CALENDAR_ROWS", 2)
    other = factory.minutes(factory.item("Sag", "Tekst."), body="Byrådet", meeting_date=date(2019, 5, 1))
    load(copied, factory.parsed(other, municipality="Anden Kommune"))
    write_report(copied)
    found = pages(copied)
    names = ["body/noerrestrand-kommune/index.html", "body/anden-kommune/index.html"]
    assert set(names) <= set(found["index.html"].addresses)
    with duckdb.connect(str(copied.published), read_only=True) as connection:
        held = connection.execute("SELECT DISTINCT municipality, year(meeting_date) FROM meetings").fetchall()
    for municipality, year in held:
        name = names[municipality == "Anden Kommune"]
        assert f" {year} Organ jan" in found[name].text, "a calendar of that year"
    assert "Årene før 2023 står på kommunernes sider: Anden Kommune" in found["index.html"].text
    assert f"../../../{names[0]}" in found["body/noerrestrand-kommune/direktionen/index.html"].addresses
    test_every_link_leads_to_a_page_an_item_or_an_original(copied)


def test_two_reports_at_a_time_are_one_too_many(copied):
    with _alone(copied.report), pytest.raises(RunFailed, match="another report"):
        write_report(copied)


def test_without_a_warehouse_nothing_is_made(tmp_path):
    with pytest.raises(HomeMissing):
        write_report(Settings(home=tmp_path / "none"))
    assert not (tmp_path / "none").exists()


def test_a_warehouse_without_meetings_has_an_overview(tmp_path):
    settings = ingest_samples(tmp_path)
    if not settings.published.exists():
        load(settings)
    write_report(settings)
    assert "ingen møder" in pages(settings)["index.html"].text
