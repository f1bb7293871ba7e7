import re
from pathlib import Path

import click
import pytest

from cli.main import cli
from schemas.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]

# Programs of the contract that are promised for later and may be named as such.
CALL = re.compile(r"(?:^ {4,}|`|bin/)referat((?: --?[\w-]+(?: [A-Z]+)?)*) ([a-z]+)([^`#\n]*)", re.MULTILINE)


def calls(document: Path) -> list[tuple[str, str]]:
    return [(match[2], match[3]) for match in CALL.finditer(document.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
def test_every_command_that_is_named_exists_with_its_options(document):
    for name, arguments in calls(document):
        command = cli.commands.get(name)
        assert isinstance(command, click.Command), f"{document.name} names `referat {name}`"
        parts = [command, *getattr(command, "commands", {}).values()]
        options = {option for part in parts for parameter in part.params for option in parameter.opts}
        named = set(re.findall(r"(?<!\S)--[\w-]+", arguments)) - {"--help"}
        assert named <= options, f"{document.name}: `referat {name}` has no {named - options}"


def test_the_documents_name_commands_at_all():
    assert {name for document in DOCS for name, _ in calls(document)} >= set(cli.commands)


def test_every_setting_is_documented_as_it_is():
    table = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(REFERAT_\w+)` \| (.*) \|$", table, re.MULTILINE))
    expected = {}
    for name, field in Settings.model_fields.items():
        default = "none" if field.default is None else f"`{field.default}`"
        expected[f"REFERAT_{name.upper()}"] = f"{default} | {field.description}"
    assert rows == expected


def test_every_setting_that_is_set_for_prefect_is_documented():
    from flows.recorder import QUIET

    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert all(f"`{name}={value}`" in text for name, value in QUIET.items())


def test_links_between_documents_lead_somewhere():
    for document in DOCS:
        for target in re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_pin_by_hash_and_name_no_index(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:|--(?:extra-)?index|--find-links|(?<![\w#])/\w+/", text)
    packages = re.findall(r"^[a-z0-9][\w.-]*(?:\[[\w,]+\])?==\S+.*$", text, re.MULTILINE)
    assert packages
    assert all(package.endswith("\\") for package in packages)
