import io
import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli import main as program
from tests.flows.homes import MINUTES, REFUSED, drop, files, make_home

ONE = "2021-03-15_direktionen.pdf"
BROKEN = "ødelagt.pdf"


@pytest.fixture(autouse=True)
def no_api(tmp_path, monkeypatch):
    """Run in an empty folder with no Prefect API and no settings of the machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    for name in ("PREFECT_API_URL", "PREFECT_PROFILE", "REFERAT_HOME", "REFERAT_MUNICIPALITY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def referat(monkeypatch, capsys):
    """Call the program; give its exit status and what it printed."""

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["referat", *arguments])
        with pytest.raises(SystemExit) as ended:
            program.main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return call


def test_help_is_quick_and_loads_nothing_heavy():
    code = (
        "import sys; sys.argv = ['referat', '--help']\n"
        "from cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'prefect', 'pydantic', 'duckdb', 'pdfplumber', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


def test_reading_commands_import_neither_prefect_nor_pdfplumber(tmp_path):
    code = (
        "import sys; sys.argv = ['referat', '--home', 'nowhere', 'status']\n"
        "from cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "assert not {'prefect', 'pdfplumber'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stderr=subprocess.DEVNULL, cwd=tmp_path)


def test_a_pass_says_what_became_of_each_file(referat):
    drop(MINUTES / ONE, Path("data/inbox/Nørrestrand Kommune") / ONE)
    status, out, err = referat("ingest")
    assert status == 0
    assert out.splitlines()[0].split() == ["file", "meeting", "items", "status", "reason"]
    assert ONE in out
    assert "Direktionen 2021-03-15" in out
    assert out.splitlines()[-1].startswith("1 loaded (")
    assert err == "1 file waits.\n"


def test_a_night_with_nothing_new_is_one_line(referat):
    assert referat("nightly")[0] == 0
    status, out, err = referat("nightly")
    assert (status, err) == (0, "")
    assert re.fullmatch(r"Nothing new \([\d.]+ s\)\.\n", out)


def test_a_pass_over_an_empty_folder_gives_cron_nothing_to_mail(referat):
    assert referat("ingest")[2] == ""


def test_something_quarantined_is_exit_status_1(referat):
    status, out, _ = referat("ingest", str(REFUSED / BROKEN))
    assert status == 1
    assert "quarantined" in out
    assert "broken: " in out


def test_a_file_that_is_refused_again_is_exit_status_1_again(referat):
    referat("ingest", str(REFUSED / BROKEN))
    assert referat("ingest", str(REFUSED / BROKEN))[0] == 1


@pytest.mark.parametrize(
    "call",
    [("ingest", "gone.pdf"), ("backfill",), ("nonsense",), ("backfill", ".", "--from", "yesterday")],
)
def test_a_wrong_call_is_exit_status_2_and_makes_no_home(referat, call):
    status, _, err = referat(*call)
    assert status == 2
    assert "Traceback" not in err
    assert not Path("data").exists()


def test_wrong_settings_are_exit_status_2(referat, monkeypatch):
    monkeypatch.setenv("REFERAT_MUNICIPALITY", "")
    status, _, err = referat("ingest")
    assert (status, "REFERAT_MUNICIPALITY" in err) == (2, True)


@pytest.mark.parametrize(
    "call", [("status",), ("sql", "SELECT 1"), ("retry",), ("dismiss", "a.pdf"), ("doctor",)]
)
def test_reading_where_there_is_no_home_says_so_and_creates_nothing(referat, call):
    status, _, err = referat("--home", "nowhere", *call)
    assert status == 2
    assert err.startswith(
        ("referat: there is no warehouse in nowhere", "referat: there is no home in nowhere")
    )
    assert not Path("nowhere").exists()


def test_a_failed_run_is_exit_status_3_in_one_line(referat):
    make_home(Path())
    Path("home/work/warehouse.duckdb").write_bytes(b"no database at all" * 1000)
    status, _, err = referat("--home", "home", "ingest")
    assert status == 3
    assert err.splitlines()[-1].startswith("referat: ")
    assert "Traceback" not in err


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_how_a_run_failed_is_told_as_all_lines_are(referat, monkeypatch, log_format):
    monkeypatch.setenv("REFERAT_LOG_FORMAT", log_format)
    home = make_home(Path("010203-1234"))
    (home.work / "warehouse.duckdb").write_bytes(b"no database at all" * 1000)
    status, _, err = referat("--home", str(home.home), "ingest")
    last = err.splitlines()[-1]
    assert (status, "010203" in last) == (3, False)
    if log_format == "json":
        told = json.loads(last)
        assert told["level"] == "error"
        assert told["message"].startswith("the home could not be written: ")


def test_a_rehearsal_says_what_would_be_loaded(referat):
    status, out, _ = referat("backfill", "--dry-run", str(MINUTES / ONE), str(REFUSED / BROKEN))
    assert status == 1
    assert "1 would be loaded, 1 refused. Nothing was written." in out
    assert not Path("data").exists()


def test_status_tells_what_waits_and_what_is_in_quarantine(referat):
    drop(REFUSED / BROKEN, Path("data/inbox") / BROKEN)
    drop(MINUTES / ONE, Path("data/inbox") / ONE)
    referat("ingest")
    drop(MINUTES / ONE, Path("data/inbox") / ONE)
    status, out, _ = referat("status")
    assert status == 1
    assert "documents  1 current, 1 quarantined" in out
    assert "waiting    1 in" in out
    assert f"  {BROKEN}: broken." in out


def test_a_monitoring_program_reads_the_status_as_json(referat):
    referat("ingest", str(REFUSED / BROKEN))
    status, out, _ = referat("status", "--json")
    told = json.loads(out)
    assert (status, told["health"], told["quarantine"][0]["file_name"]) == (1, "attention", BROKEN)


def test_the_doctor_says_what_is_off_and_mends_it(referat):
    referat("ingest", str(MINUTES / ONE))
    assert referat("doctor")[:2] == (0, "Nothing is off.\n")
    Path("data/minutes.duckdb").unlink()
    status, out, _ = referat("doctor")
    assert (status, "published" in out, "--mend" in out) == (3, True, True)
    assert referat("doctor", "--mend")[:2] == (0, "Nothing is off.\n")


def test_an_erasure_shows_what_goes_and_asks_first(referat, monkeypatch):
    referat("ingest", str(MINUTES / ONE))
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    status, out, _ = referat("forget", ONE, "--reason", "asked for")
    assert (status, ONE in out, "Erase this for good?" in out) == (1, True, True)
    assert referat("forget", "Direktionen", "2021-03-15", "--reason", "asked for", "--yes")[:2] == (
        0,
        "1 document is erased.\n",
    )
    assert referat("forget", ONE, "--reason", "asked for", "--yes")[0] == 2
    assert files(Path("data/archive")) == []


def test_what_is_dismissed_is_not_asked_about_again(referat):
    drop(REFUSED / BROKEN, Path("data/inbox") / BROKEN)
    referat("ingest")
    assert referat("dismiss", BROKEN)[:2] == (0, f"{BROKEN} is dismissed.\n")
    assert "quarantine 0 open" in referat("status")[1]
    assert files(Path("data/quarantine")) == [BROKEN, f"{BROKEN}.json"]
    assert referat("nightly")[0] == 0


def test_a_name_that_is_not_in_quarantine_is_a_wrong_call(referat):
    referat("ingest", str(REFUSED / BROKEN))
    before = json.loads(referat("status", "--json")[1])["runs"]
    for name in ("other.pdf", "", f"archive/{BROKEN}"):
        assert referat("dismiss", name)[0] == 2
        assert referat("retry", name)[0] == 2
    assert json.loads(referat("status", "--json")[1])["runs"] == before


def test_a_file_in_quarantine_can_be_named_by_its_path(referat):
    drop(REFUSED / BROKEN, Path("data/inbox") / BROKEN)
    referat("ingest")
    assert referat("retry", f"data/quarantine/{BROKEN}")[0] == 1
    assert referat("dismiss", str(Path("data/quarantine", BROKEN).absolute()))[0] == 0
    status, _, err = referat("dismiss", BROKEN)
    assert (status, "dropped again" in err) == (2, True)
    drop(REFUSED / BROKEN, Path("data/inbox") / BROKEN)
    assert referat("ingest")[0] == 1


def test_a_retry_takes_up_what_can_be_read_now(referat, monkeypatch):
    import tasks.parse

    with monkeypatch.context() as patched:
        patched.setattr(tasks.parse, "parse", lambda pages: [][0])
        drop(MINUTES / ONE, Path("data/inbox") / ONE)
        assert referat("ingest")[0] == 1
    status, out, _ = referat("retry", "all")
    assert (status, "1 loaded" in out) == (0, True)
    assert files(Path("data/quarantine")) == []


def test_a_query_is_shown_as_a_table_with_whole_rows(referat):
    referat("ingest", str(MINUTES / ONE))
    status, out, _ = referat("sql", "SELECT body, NULL AS nothing, repeat('x', 300) AS long FROM meetings")
    assert status == 0
    assert out.splitlines()[0].split() == ["body", "nothing", "long"]
    assert out.splitlines()[1].split() == ["Direktionen", "x" * 300]


def test_a_query_that_duckdb_does_not_take_is_a_wrong_call(referat):
    referat("ingest", str(MINUTES / ONE))
    status, _, err = referat("sql", "SELEKT 1")
    assert (status, "syntax error" in err) == (2, True)


def test_a_query_cannot_change_the_warehouse(referat):
    referat("ingest", str(MINUTES / ONE))
    assert referat("sql", "DELETE FROM meetings")[0] == 2
    assert "Direktionen" in referat("sql", "SELECT body FROM meetings")[1]


def test_names_cannot_write_on_the_terminal(referat):
    drop(REFUSED / BROKEN, Path("data/inbox/\x1b[31mred[bold].pdf"))
    out = referat("ingest")[1]
    assert "\x1b" not in out
    assert "[31mred[bold].pdf" in out


def test_ctrl_c_is_exit_status_130_and_keeps_what_was_loaded(tmp_path):
    for number in range(40):
        target = drop(MINUTES / ONE, tmp_path / "data/inbox" / f"{number}.pdf")
        with target.open("ab") as file:
            file.write(b"\n%% %d\n" % number)
    program = Path(sys.executable).with_name("referat")
    process = subprocess.Popen([program, "ingest"], stderr=subprocess.PIPE, cwd=tmp_path, text=True)
    assert process.stderr is not None
    while "files wait" not in process.stderr.readline():
        pass
    process.send_signal(2)
    _, err = process.communicate(timeout=180)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert len(files(tmp_path / "data/inbox")) == 40


def test_a_closed_pipe_ends_quietly(tmp_path):
    program = Path(sys.executable).with_name("referat")
    make_home(tmp_path)
    done = subprocess.run(
        f"{program} --home home ingest '{MINUTES / ONE}' | true",
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_the_watcher_takes_what_lands_and_ends_on_sigterm(tmp_path):
    program = Path(sys.executable).with_name("referat")
    process = subprocess.Popen(
        [program, "watch"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Watching ")
    # As a browser saves it: under a temporary name first.
    part = tmp_path / "data/inbox" / f"{ONE}.part"
    shutil.copyfile(MINUTES / ONE, part)
    part.rename(part.with_suffix(""))
    deadline = time.monotonic() + 180
    while not files(tmp_path / "data/archive") and time.monotonic() < deadline:
        time.sleep(0.1)
    process.terminate()
    out, _ = process.communicate(timeout=180)
    assert process.returncode == 0
    assert len(files(tmp_path / "data/archive")) == 1
    assert out.splitlines()[-1] == "Stopped."
