"""`referat sql` and `referat export`: what people get, and what a query cannot do."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from cli import main as program
from schemas.minutes import Finding
from schemas.settings import Settings
from schemas.terms import Severity
from tests.factory import decided, item, minutes, parsed, refused
from warehouse.export import export
from warehouse.store import Warehouse

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    meeting = minutes(
        decided("Ærø", "Godkendt.", number="1.1"),
        item("Årsplan", "- punkt\n- punkt", case_number="12/27845"),
        item("Aftale", '=1+1; "citat"', is_closed=True),
    )
    other = minutes(item("Budget", "Tal."), meeting_date=meeting.meeting_date.replace(year=2022))
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.begin_run()
        warehouse.load([parsed(meeting), parsed(other, "b.pdf"), refused()], stored_paths={})
        warehouse.publish()
    return settings.home


@pytest.fixture
def referat(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["referat", "--home", str(home), *arguments])
        with pytest.raises(SystemExit) as ended:
            program.main()
        output = capsys.readouterr()
        return int(ended.value.code or 0), output.out, output.err

    return call


TWO = "SELECT title, novelty, ['a|b', NULL] AS list, E'a\\nb' AS lines FROM v_agenda LIMIT 2"


def test_csv_keeps_lines_and_lists(referat: Call) -> None:
    _, out, _ = referat("sql", TWO, "--format", "csv")
    rows = list(csv.reader(io.StringIO(out)))
    assert rows[0] == ["title", "novelty", "list", "lines"]
    assert rows[1][1:] == ["", '["a|b", null]', "a\nb"]


def test_json_is_an_array_of_objects(referat: Call) -> None:
    _, out, _ = referat("sql", TWO, "--format", "json")
    assert [record["list"] for record in json.loads(out)] == [["a|b", None]] * 2
    assert json.loads(referat("sql", "SELECT 1 WHERE false", "--format", "json")[1]) == []


def test_markdown_breaks_no_table(referat: Call) -> None:
    lines = referat("sql", TWO, "--format", "md")[1].splitlines()
    assert lines[1] == "|---|---|---|---|"
    assert lines[2].endswith('| ["a\\|b", null] | a<br>b |')


def test_parquet_goes_to_a_file_and_nowhere_else(referat: Call, tmp_path: Path) -> None:
    assert referat("sql", TWO, "--format", "parquet")[0] == 2
    assert referat("sql", TWO, "--format", "parquet", "-o", "a.parquet")[0] == 0
    assert pq.read_table(tmp_path / "a.parquet").num_rows == 2
    assert referat("sql", "SELECT * FROM nowhere", "--format", "parquet", "-o", "b.parquet")[0] == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.parquet"]


def test_a_query_is_read_from_a_file_and_the_last_statement_answers(referat: Call, tmp_path: Path) -> None:
    script = tmp_path / "q.sql"
    script.write_text(
        "SELECT 1;\n-- titler\nSELECT title FROM v_agenda ORDER BY title COLLATE da;", "utf-8-sig"
    )
    _, out, _ = referat("sql", "-f", str(script), "--format", "csv")
    assert out.split() == ["title", "Aftale", "Budget", "Ærø", "Årsplan"]
    assert referat("sql", "SELECT 1", "-f", str(script))[0] == 2
    assert referat("sql")[0] == 2


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("SELECT * FROM agenda_item", "agenda_items (Punkter)"),
        ("SELECT * FROM punkter", "agenda_items (Punkter)"),
        ("SELECT * FROM møde", "meetings (Møder)"),
        ("SELECT titel FROM v_agenda", "title (in v_agenda"),
        ("SELECT m.boddy FROM meetings m", "body (in v_agenda"),
        ("SELECT sagsnummer FROM v_agenda", "case_number (in v_agenda"),
        ("SELECT 1,\n2 FROM møde", "(line 2)"),
        ("FROM v_agenda WHERE year(dato) = 2021", "meeting_date (in v_agenda"),
        ('FROM v_agenda WHERE body = "Direktionen"', "A text stands in single quotes: 'Direktionen'"),
        ('SELECT "Søren\'s vej"', "A text stands in single quotes: 'Søren''s vej'"),
    ],
)
def test_an_unknown_name_gets_the_names_that_are_near(referat: Call, query: str, near: str) -> None:
    status, _, err = referat("sql", query)
    assert status == 2
    assert near in err


@pytest.mark.parametrize("query", ["", "  \n", ";", "-- only a comment", "/* so\nis this */ ;"])
def test_a_query_that_asks_nothing_is_told_so(referat: Call, query: str) -> None:
    for more in ((), ("--format", "parquet", "-o", "a.parquet")):
        status, _, err = referat("sql", query, *more)
        assert (status, "the query is empty" in err) == (2, True)


def test_a_query_may_begin_with_a_comment(referat: Call) -> None:
    assert referat("sql", "-- titler\nSELECT 1 AS one", "--format", "csv")[1] == "one\n1\n"


def test_json_has_numbers_for_decimals_and_null_for_what_is_no_number(referat: Call) -> None:
    query = "SELECT 1.50 AS a, 12.0 AS b, 'NaN'::DOUBLE AS c, '-Infinity'::DOUBLE AS d"
    _, out, _ = referat("sql", query, "--format", "json")
    assert json.loads(out, parse_constant=pytest.fail) == [{"a": 1.5, "b": 12, "c": None, "d": None}]


@pytest.mark.parametrize("kind", ["json", "parquet"])
def test_no_column_is_lost_to_another_of_its_name(referat: Call, kind: str) -> None:
    status, _, err = referat("sql", "SELECT 1 AS a, 2 AS a", "--format", kind, "-o", "out")
    assert (status, "several columns are called a" in err) == (2, True)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_file_that_cannot_be_written_is_a_wrong_call(referat: Call, kind: str) -> None:
    status, _, err = referat("sql", "SELECT 1", "--format", kind, "-o", "nowhere/out")
    assert (status, "nowhere/out cannot be written: No such file" in err) == (2, True)


def test_an_answer_that_breaks_off_leaves_the_file_before(referat: Call, tmp_path: Path) -> None:
    assert referat("sql", "SELECT 1 AS one", "--format", "csv", "-o", "out.csv")[0] == 0
    breaks = "SELECT CASE WHEN range = 900000 THEN error('broken') END AS x FROM range(1000000)"
    assert referat("sql", breaks, "--format", "csv", "-o", "out.csv")[0] == 2
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out.csv", "one\n1\n")]


def test_what_the_output_is_a_link_to_is_written_and_the_link_stays(referat: Call, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert referat("sql", "SELECT 1 AS one", "--format", "csv", "-o", "link.csv")[0] == 0
    assert ((tmp_path / "link.csv").is_symlink(), (tmp_path / "real.csv").read_text()) == (True, "one\n1\n")


def test_an_output_that_is_a_pipe_is_written_to_and_not_replaced(referat: Call, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", "pipe"], cwd=tmp_path, stdout=subprocess.PIPE, text=True) as reader:
        assert referat("sql", "SELECT 1 AS one", "--format", "csv", "-o", "pipe")[0] == 0
        assert reader.communicate(timeout=30)[0] == "one\n1\n"
    assert (tmp_path / "pipe").is_fifo()


def test_ctrl_c_stops_a_query_that_would_take_hours(home: Path) -> None:
    """In a process of its own: the exception may break off the unwinding too, and leave the file open."""
    query = "SELECT sum(a.range * b.range) FROM range(100000000) a, range(100000) b"
    with subprocess.Popen(
        [sys.executable, "-c", "from cli.main import main; main()", "--home", str(home), "sql", query],
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=4)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=60)[1].strip() == "Stopped."
    assert process.returncode == 130


def test_a_script_that_is_not_utf_8_is_a_wrong_call(referat: Call, tmp_path: Path) -> None:
    (tmp_path / "q.sql").write_bytes("SELECT 'æ'".encode("latin-1"))
    status, _, err = referat("sql", "-f", "q.sql")
    assert (status, "not UTF-8" in err) == (2, True)


def test_a_near_miss_of_search_is_told_and_weak_ones_are_not(referat: Call) -> None:
    assert "Near: search (Søgning)" in referat("sql", "SELECT * FROM serch('vej')")[2]
    assert "partial" not in referat("sql", "SELECT titel FROM v_agenda")[2]


@pytest.mark.parametrize(
    "query",
    [
        "COPY (SELECT 1) TO 'out.csv'",
        "SELECT * FROM read_text('/etc/hostname')",
        "ATTACH 'other.db'",
        "CREATE TABLE x (a INTEGER)",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "INSTALL fts",
        "EXPORT DATABASE 'out'",
    ],
)
def test_a_query_reaches_nothing_outside_the_file(referat: Call, tmp_path: Path, query: str) -> None:
    assert referat("sql", query)[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_wide_text_is_shown_field_by_field_on_a_terminal(home: Path) -> None:
    """A pseudo-terminal of 60 columns: the row is no longer side by side, and no line runs over."""
    import os
    import pty

    parent, child = pty.openpty()
    query = "SELECT title, repeat('ord ', 60) AS text, repeat('x', 30) AS a, a AS b FROM v_agenda LIMIT 1"
    process = subprocess.Popen(
        [sys.executable, "-c", "from cli.main import main; main()", "--home", str(home), "sql", query],
        stdout=child,
        env={**os.environ, "COLUMNS": "60", "TERM": "xterm"},
        cwd=Path(__file__).parents[2],
    )
    process.wait(timeout=60)
    os.close(child)
    shown = os.read(parent, 10_000).decode().replace("\r", "")
    os.close(parent)
    lines = [re.sub(r"\x1b\[[\d;]*m", "", line).rstrip() for line in shown.splitlines()]
    assert any(line.startswith("title  ") for line in lines)
    assert max(map(len, lines)) <= 60
    assert sum(line.count("ord") for line in lines) == 60


def test_parquet_is_exported_by_year_and_reads_back_whole(referat: Call, tmp_path: Path) -> None:
    assert referat("export", "out")[0] == 0
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT year, count(*) FROM read_parquet('out/agenda_items/*/*.parquet') GROUP BY 1 ORDER BY 1"
        ).fetchall()
        assert found == [(2021, 3), (2022, 1)]
        documents = connection.execute("SELECT count(*) FROM read_parquet('out/documents/*/*.parquet')")
        assert documents.fetchall() == [(3,)]


def test_no_row_is_exported_to_a_folder_for_no_year(tmp_path: Path) -> None:
    """pandas cannot read such a folder beside those of years; a finding about a whole file has no item."""
    settings = Settings(home=tmp_path / "home")
    found = minutes(
        item("Budget", "Tal."),
        findings=(Finding(severity=Severity.WARNING, rule="contents-entry-without-item", message="Skole"),),
    )
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.begin_run()
        warehouse.load([parsed(found), refused()], stored_paths={})
        warehouse.publish()
    export(settings, tmp_path / "out", kind="parquet", with_views=True)
    years = {path.name for path in (tmp_path / "out").rglob("year=*")}
    assert years <= {"year=2021", f"year={datetime.now(UTC).year}"}
    assert (tmp_path / "out" / "findings" / "year=2021").is_dir()
    assert pq.read_table(tmp_path / "out" / "quarantine.parquet").num_rows == 1


def test_csv_is_what_a_danish_excel_opens_right(referat: Call, tmp_path: Path) -> None:
    assert referat("export", "out", "--format", "csv", "--views")[0] == 0
    raw = (tmp_path / "out" / "agenda_items.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    by_title = {row["title"]: row for row in rows}
    assert by_title["Ærø"]["number"] == '="1.1"'
    assert by_title["Årsplan"]["case_number"] == '="12/27845"'
    assert (by_title["Aftale"]["is_closed"], by_title["Ærø"]["is_closed"]) == ("SAND", "FALSK")
    with (tmp_path / "out" / "sections.csv").open(encoding="utf-8-sig", newline="") as handle:
        texts = [row["text"] for row in csv.DictReader(handle, delimiter=";")]
    assert {"'- punkt\n- punkt", '\'=1+1; "citat"'} <= set(texts)
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8-sig", newline="") as handle:
        shares = sorted(row["text_accounted"] for row in csv.DictReader(handle, delimiter=";"))
    assert shares == ["", "1,0", "1,0"]
    assert (tmp_path / "out" / "v_agenda.csv").is_file()


def test_an_export_comes_with_its_dictionary_and_checksums(referat: Call, tmp_path: Path) -> None:
    import hashlib

    assert referat("export", "out")[0] == 0
    folder = tmp_path / "out"
    sums = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(sums) == files - {"SHA256SUMS"}
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == sums[name] for name in sums)
    with (folder / "data-dictionary.csv").open(encoding="utf-8-sig", newline="") as handle:
        described = {(row["table"], row["column"]) for row in csv.DictReader(handle)}
    assert ("agenda_items", "novelty") in described


def test_an_export_replaces_an_export_and_nothing_else(referat: Call, tmp_path: Path) -> None:
    assert referat("export", "out")[0] == 0
    assert referat("export", "out", "--format", "csv")[0] == 0
    assert not list((tmp_path / "out").rglob("*.parquet"))
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    status, _, err = referat("export", "mine")
    assert (status, "holds no export" in err) == (2, True)
    assert [path.name for path in mine.iterdir()] == ["thesis.txt"]


def test_an_export_that_fails_leaves_the_one_before(
    referat: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert referat("export", "out")[0] == 0
    before = (tmp_path / "out" / "SHA256SUMS").read_bytes()

    def full(folder: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("warehouse.export._write_checksums", full)
    status, _, err = referat("export", "out")
    assert (status, "No space left" in err) == (3, True)
    assert (tmp_path / "out" / "SHA256SUMS").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
