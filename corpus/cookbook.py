"""Ask the questions of docs/cookbook.md of the sample minutes, and write the answers under them.

`python -m corpus.cookbook` ingests `samples/minutes` into a home of its own, runs every query,
and puts what it gives below it; a test fails when that is out of date.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from pathlib import Path

import duckdb

from corpus.samples import FOLDER
from flows.ingest import ingest
from schemas.settings import Settings
from tasks.store import prepare_home
from warehouse.reader import open_published

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "cookbook.md"

# A query, and the answer that stands below it.
_QUERY = re.compile(r"```sql\n(?P<query>.*?)```\n(?:\n```text\n.*?```\n)?", re.DOTALL)

MOST_ROWS = 6
WIDEST_CELL = 60


def sample_warehouse(home: Path) -> Settings:
    """Ingest the sample minutes into a new home."""
    settings = Settings(home=home, municipality=None)
    prepare_home(settings)
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file() and path.suffix != ".json":
            target = settings.inbox / path.relative_to(FOLDER)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (time.time() - 60,) * 2)
    ingest(home=str(home))
    return settings


def queries(text: str) -> list[str]:
    """Give the queries of the document."""
    return [match["query"] for match in _QUERY.finditer(text)]


def answered(text: str, connection: duckdb.DuckDBPyConnection) -> str:
    """Give the document with the answer of each query below it."""
    return _QUERY.sub(
        lambda match: f"```sql\n{match['query']}```\n\n```text\n{answer(connection, match['query'])}```\n",
        text,
    )


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
        settings = sample_warehouse(Path(folder) / "home")
        with open_published(settings) as connection:
            DOCUMENT.write_text(answered(DOCUMENT.read_text(encoding="utf-8"), connection), encoding="utf-8")
    print(DOCUMENT)


if __name__ == "__main__":
    main()
