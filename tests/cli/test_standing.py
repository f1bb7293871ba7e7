import sys
from datetime import date, timedelta

import pytest
from rich.console import Console

from cli import main as program
from schemas.settings import Settings
from tests.factory import item, minutes, parsed
from warehouse.store import Warehouse

FIRST = date(2021, 1, 4)
TEXTS = ("Smitten falder.", "Smitten falder.", "Smitten falder. Skolen åbner.")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Three meetings, published; no settings of the machine."""
    monkeypatch.chdir(tmp_path)
    for name in ("REFERAT_HOME", "REFERAT_MUNICIPALITY"):
        monkeypatch.delenv(name, raising=False)
    meetings = [
        minutes(
            item("Status på COVID-19", text), item("Eventuelt"), meeting_date=FIRST + timedelta(weeks=week)
        )
        for week, text in enumerate(TEXTS)
    ]
    with Warehouse.writer(Settings(home=tmp_path / "data"), flow="test") as warehouse:
        warehouse.begin_run()
        warehouse.load([parsed(meeting, str(meeting.meeting_date)) for meeting in meetings], stored_paths={})
        warehouse.publish()
    return tmp_path / "data"


@pytest.fixture
def referat(monkeypatch, capsys):
    """Call `referat standing`; give its exit status and what it printed."""

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["referat", "standing", *arguments])
        with pytest.raises(SystemExit) as ended:
            program.main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return call


def test_list_names_each_standing_item(home, referat):
    status, out, _ = referat("list")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == ["key", "covid-19-status", "eventuelt"]


def test_list_cuts_titles_and_no_keys_on_a_narrow_terminal(home, referat, monkeypatch):
    monkeypatch.setattr("cli.show.output", lambda: Console(width=74, highlight=False))
    _, out, _ = referat("list")
    assert out.splitlines()[1:] == [
        "covid-19-status      3      2  2021-01-04  2021-01-18  catalogue  Status på C…",
        "eventuelt            3      0  2021-01-04  2021-01-18  catalogue  Eventuelt",
    ]


def test_show_reads_as_the_sentences_that_changed(home, referat):
    _, out, _ = referat("show", "covid-19-status")
    lines = [line for line in out.splitlines() if line]
    assert lines[:2] == [
        "Status på COVID-19 (covid-19-status, catalogue)", "Direktionen, Prøveby Kommune",
    ]  # fmt: skip
    assert [line.split()[2] if line[0] == "2" else line.strip() for line in lines[2:]] == [
        "new", "Smitten falder.", "repeat", "new", "Skolen åbner.",
    ]  # fmt: skip


def test_an_item_that_show_names_can_be_denied_and_list_tells_when_it_is_gone(home, referat):
    _, out, _ = referat("show", "eventuelt")
    denied = out.splitlines()[3].split()[1]
    status, out, _ = referat("not", "eventuelt", denied)
    assert (status, out) == (0, "«Eventuelt» in Direktionen 2021-01-04 is no occurrence of eventuelt.\n")
    _, out, _ = referat("list")
    assert out.splitlines()[2].split()[1] == "2"
    file = home / "standing-corrections.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Eventuelt", "Andet"), encoding="utf-8")
    with Warehouse.writer(Settings(home=home), flow="test") as warehouse:
        warehouse.publish()
    _, out, _ = referat("list")
    assert out.splitlines()[-1] == "not eventuelt: changes nothing, the item is gone"


def test_merge_and_split_say_what_they_moved(home, referat):
    assert (
        referat("merge", "eventuelt", "meddelelser")[1] == "3 items of eventuelt now belong to meddelelser.\n"
    )
    out = referat("split", "covid-19-status", "corona", "Status på COVID-19")[1]
    assert out == "3 items of covid-19-status now belong to corona.\n"
    _, out, _ = referat("list")
    assert [line.split()[0] for line in out.splitlines()] == ["key", "corona", "meddelelser"]


def test_an_unknown_key_is_exit_status_2_and_a_line_that_helps(home, referat):
    status, _, err = referat("show", "havnen")
    assert status == 2
    assert err == "referat: there is no standing item `havnen`: `referat standing list` names them\n"


def test_no_home_is_made_by_asking(tmp_path, monkeypatch, referat):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REFERAT_HOME", raising=False)
    for call in (("list",), ("show", "eventuelt"), ("merge", "a", "b")):
        assert referat(*call)[0] == 2
    assert list(tmp_path.iterdir()) == []
