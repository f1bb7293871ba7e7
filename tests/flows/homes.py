"""Homes with the repo's own samples in them, and what lies and stands in them afterwards."""

import os
import shutil
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from schemas.settings import Settings
from tasks.discover import MUNICIPALITY_NOTE
from tasks.store import prepare_home
from warehouse.store import PRIVATE_NAME, Warehouse

SAMPLES = Path(__file__).parents[2] / "samples"
MINUTES = SAMPLES / "minutes" / "Nørrestrand Kommune"
REFUSED = SAMPLES / "refused"

# What may differ between two ways to the same rows: times, run ids, names and paths of files.
INCIDENTAL = (
    "EXCLUDE (file_name, source_path, stored_path, file_modified_at, first_seen_at, ingested_at, run_id)"
)


def make_home(folder: Path) -> Settings:
    """Make a home with an empty warehouse, as after a pass that found nothing."""
    settings = Settings(home=folder / "home")
    prepare_home(settings)
    (settings.work / PRIVATE_NAME).write_bytes(empty_warehouse())
    return settings


@cache
def empty_warehouse() -> bytes:
    """Give the private file of an empty warehouse: making one costs as much as a pass over one file."""
    with TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        prepare_home(settings)
        with Warehouse.writer(settings, flow="test"):
            pass
        return (settings.work / PRIVATE_NAME).read_bytes()


def drop(source: Path, target: Path) -> Path:
    """Copy a file to where it is to be found, as if it had lain there for a while."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    os.utime(target, (time.time() - 60,) * 2)
    return target


def drop_minutes(settings: Settings, *names: str) -> None:
    for name in names:
        drop(MINUTES / name, settings.inbox / "Nørrestrand Kommune" / name)


def samples() -> list[str]:
    return sorted(path.name for path in MINUTES.iterdir() if path.suffix != ".json")


def query(settings: Settings, sql: str) -> list[tuple]:
    with duckdb.connect(str(settings.published), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def contents(settings: Settings) -> dict[str, list[tuple]]:
    """Give the rows that the contract wants equal however they came about."""
    tables = {
        "documents": f"SELECT * {INCIDENTAL} FROM documents ORDER BY ALL",
        "quarantine": "SELECT document_id, stage, error_code, message FROM quarantine ORDER BY ALL",
    }
    for table in (
        "meetings", "attendance", "agenda_items", "sections", "recommendations", "decisions", "votes",
        "item_attendance", "consultations", "attachments", "item_tables", "contents", "standing_items",
        "findings",
    ):  # fmt: skip
        tables[table] = f"SELECT * FROM {table} ORDER BY ALL"
    with duckdb.connect(str(settings.published), read_only=True) as connection:
        return {table: connection.execute(sql).fetchall() for table, sql in tables.items()}


def files(folder: Path) -> list[str]:
    """List the files below a folder, the notes of the archive left out."""
    found = (p for p in folder.rglob("*") if not p.is_dir() and p.name != MUNICIPALITY_NOTE)
    return sorted(p.relative_to(folder).as_posix() for p in found)
