"""The units and the cron lines that docs/operations.md shows."""

import configparser
import re
import shlex
from pathlib import Path

import pytest

from cli.main import cli

TEXT = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^    # /etc/systemd/system/(\S+)\n((?:    .*\n|\n(?=    (?!#)))+)", re.MULTILINE)
UNITS = {name: re.sub(r"^    ", "", body, flags=re.MULTILINE) for name, body in BLOCK.findall(TEXT)}


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=True, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment]
    parser.read_string(UNITS[name])
    return parser


def test_all_units_are_found():
    assert sorted(UNITS) == [
        "prefect-server.service",
        "referat-night.service",
        "referat-night.timer",
        "referat-serve.service",
        "referat-watch.service",
    ]


@pytest.mark.parametrize("name", sorted(UNITS))
def test_a_unit_runs_a_command_that_exists(name):
    parser = unit(name)
    assert parser["Unit"]["Description"]
    if name.endswith(".timer"):
        assert parser["Timer"]["OnCalendar"] == "*-*-* 04:30:00 Europe/Copenhagen"
        return
    program, command, *_ = shlex.split(parser["Service"]["ExecStart"])
    assert program.startswith("/opt/referat/.venv/bin/")
    if program.endswith("/referat"):
        assert command in cli.commands
        assert "REFERAT_HOME=/srv/referat" in parser["Service"]["Environment"].split()


def test_where_all_else_is_read_only_a_run_has_a_folder_for_temporary_files():
    for name in UNITS:
        if name.endswith(".service") and (service := unit(name)["Service"]).get("ProtectSystem") == "strict":
            assert service["PrivateTmp"] == "yes"


def test_the_cron_lines_have_five_fields_and_a_command_that_exists():
    lines = re.findall(r"^    ((?:[\d*/]+ +){5})(REFERAT_HOME=\S+) \S+/referat (\w+)", TEXT, re.MULTILINE)
    assert [(len(fields.split()), command) for fields, _, command in lines] == [(5, "nightly"), (5, "ingest")]
    assert lines[0][0].split() == ["30", "4", "*", "*", "*"]
    assert all(command in cli.commands for _, _, command in lines)
