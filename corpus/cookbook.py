"""Ask the questions of docs/cookbook.md of the sample minutes, and write the answers under them.

`python -m corpus.cookbook` ingests `samples/minutes`, and a file that is refused, into a home of its own,
runs every query and every piece of Python, and puts what it gives below it; a test fails when that is
out of date.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from corpus.samples import FOLDER
from corpus.wordlists import MUNICIPALITY
from flows.ingest import ingest
from schemas.settings import Settings
from tasks.store import prepare_home
from warehouse.reader import open_published

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "cookbook.md"

# A query or a piece of Python, and the answer that stands below it.
_ASKED = re.compile(r"```(?P<language>sql|python)\n(?P<code>.*?)```\n(?:\n```text\n.*?```\n)?", re.DOTALL)

MOST_ROWS = 6
WIDEST_CELL = 60


def sample_warehouse(home: Path) -> Settings:
    """Ingest the sample minutes, and the beginning of a file of February 2022, into a new home."""
    settings = Settings(home=home, municipality=None)
    prepare_home(settings)
    minutes = {path: path.relative_to(FOLDER) for path in FOLDER.rglob("*") if path.suffix != ".json"}
    broken = {FOLDER.parent / "refused" / "afbrudt.pdf": f"{MUNICIPALITY}/2022-02-21_direktionen.pdf"}
    for path, name in sorted((minutes | broken).items()):
        if path.is_file():
            target = settings.inbox / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (time.time() - 60,) * 2)
    ingest(home=str(home))
    return settings


def asked(text: str, language: str) -> list[str]:
    """Give what the document asks in a language, `sql` or `python`."""
    return [match["code"] for match in _ASKED.finditer(text) if match["language"] == language]


def answered(text: str, settings: Settings) -> str:
    """Give the document with the answer of each question below it."""
    with open_published(settings) as connection:

        def ask(match: re.Match[str]) -> str:
            language, code = match["language"], match["code"]
            found = answer(connection, code) if language == "sql" else printed(code, settings.home.parent)
            return f"```{language}\n{code}```\n\n```text\n{found}```\n"

        return _ASKED.sub(ask, text)


def printed(code: str, folder: Path) -> str:
    """Give what a piece of Python prints, run in a process of its own beside the home, as people run it."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def answer(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """Give the first rows of an answer as aligned columns, long cells cut."""
    found = connection.execute(query)
    names = [column[0] for column in found.description or []]
    rows = found.fetchall()
    lines = [names, *([_cell(value) for value in row] for row in rows[:MOST_ROWS])]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    shown = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    if len(rows) > MOST_ROWS:
        shown.append(f"… {len(rows)} rows")
    return "".join(f"{line}\n" for line in shown)


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= WIDEST_CELL else f"{text[: WIDEST_CELL - 1]}…"


def main() -> None:
    """Write the answers into docs/cookbook.md."""
    with tempfile.TemporaryDirectory() as folder:
        settings = sample_warehouse(Path(folder) / "data")
        DOCUMENT.write_text(answered(DOCUMENT.read_text(encoding="utf-8"), settings), encoding="utf-8")
    print(DOCUMENT)


if __name__ == "__main__":
    main()
