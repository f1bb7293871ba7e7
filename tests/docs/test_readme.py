import re
import sys
from pathlib import Path

import pytest

from cli import main as program
from tests.flows.homes import MINUTES, drop, samples

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def shape(text: str) -> list[list[str]]:
    """Give the words of each line, a number as N: what stays when the samples are read better."""
    return [re.sub(r"\d+", "N", line).split() for line in text.splitlines() if line.strip()]


def test_the_output_of_make_run_looks_as_the_readme_shows_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    for name in ("PREFECT_API_URL", "PREFECT_PROFILE", "REFERAT_HOME", "REFERAT_MUNICIPALITY"):
        monkeypatch.delenv(name, raising=False)
    for name in samples():
        drop(MINUTES / name, Path("data/inbox") / MINUTES.name / name)
    printed = ""
    for call in (["ingest"], ["status", "--tables"]):
        monkeypatch.setattr(sys, "argv", ["referat", "--home", "data", *call])
        with pytest.raises(SystemExit):
            program.main()
        output = capsys.readouterr()
        printed += output.err + output.out
    block = re.search(r"```console\n\$ make run\n(.*?)```", README, re.DOTALL)
    assert block
    shown, _, next_commands = block[1].partition("Next, try:\n")
    assert shape(shown) == shape(printed)
    makefile = (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")
    for line in next_commands.splitlines():
        assert line.strip().removeprefix(".venv/bin/") in makefile
