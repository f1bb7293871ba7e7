"""The pages as a flow, and at the end of the night."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from cli import main as program
from flows.nightly import nightly
from flows.progress import heard_by
from tests.flows.homes import drop_minutes, make_home
from tests.flows.listener import Heard

ONE = "2021-03-15_direktionen.pdf"


def test_the_night_leaves_pages_that_are_up_to_date(tmp_path):
    settings = make_home(tmp_path)
    drop_minutes(settings, ONE)
    nightly(home=str(settings.home))
    (meeting,) = (settings.report / "meeting").iterdir()
    assert "15.\N{NO-BREAK SPACE}marts 2021" in meeting.read_text(encoding="utf-8")


def test_pages_that_cannot_be_written_cost_the_night_a_warning_and_no_minutes(tmp_path):
    settings = make_home(tmp_path)
    drop_minutes(settings, ONE)
    settings.report.mkdir()
    handle = os.open(settings.report / ".lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    heard = Heard()
    with heard_by(heard):
        report = nightly(home=str(settings.home))
    os.close(handle)
    assert [result.items for result in report.results] == [7]
    assert any("the pages are not up to date: another report" in line for line in heard.lines)


def test_the_command_says_what_it_wrote_and_where(tmp_path, monkeypatch, capsys):
    settings = make_home(tmp_path)
    drop_minutes(settings, ONE)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    for call, said in ((["ingest"], "1 loaded"), (["report"], " 0 removed"), (["report"], " 0 written")):
        monkeypatch.setattr("sys.argv", ["referat", "--home", str(settings.home), *call])
        with pytest.raises(SystemExit) as ended:
            program.main()
        assert ended.value.code == 0
        assert said in capsys.readouterr().out
    assert (settings.report / "index.html").is_file()


def test_where_there_is_no_home_the_command_makes_none(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["referat", "--home", str(tmp_path / "none"), "report"])
    with pytest.raises(SystemExit) as ended:
        program.main()
    assert ended.value.code == 2
    assert "there is no warehouse" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_no_module_of_the_flows_has_the_name_of_a_package():
    """Prefect loads the deployments with `flows/` first on the path."""
    root = Path(program.__file__).parents[1]
    packages = {path.parent.name for path in root.glob("*/__init__.py")}
    assert "report" in packages
    assert not packages & {path.stem for path in (root / "flows").glob("*.py")} - {"__init__"}
