"""Give readers a whole new file, or leave them the one they have."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb

from schemas.errors import DiskFull, RunFailed, is_full_disk

Counts = dict[str, int]


def counts(connection: duckdb.DuckDBPyConnection) -> Counts:
    """Count the rows of every table of the file that is in use."""
    names = connection.execute(
        "SELECT table_name FROM duckdb_tables() "
        "WHERE database_name = current_database() AND NOT temporary ORDER BY table_name"
    ).fetchall()
    each = ", ".join(f'(SELECT count(*) FROM "{name}")' for (name,) in names)
    found = connection.execute(f"SELECT {each}").fetchall()[0] if names else ()
    return {name: count for (name,), count in zip(names, found, strict=True)}


def replace_published(private: Path, published: Path, expected: Counts) -> None:
    """Copy the closed private file, check the copy, and put it in the published file's place.

    Readers that have the old file open go on with it. Raises `RunFailed` where the copy cannot be
    written or read; the published file is then as it was.
    """
    copy = published.with_name(f".{published.name}.new")
    try:
        copy_synced(private, copy)
        with duckdb.connect(str(copy), read_only=True) as connection:
            found = counts(connection)
        if found != expected:
            raise RunFailed(f"the copy of the warehouse is not what was written: {published} stays as it was")
        copy.replace(published)
        sync_folder(published.parent)
    except (OSError, duckdb.Error) as error:
        if is_full_disk(error):
            raise DiskFull from error
        raise RunFailed(f"{published} could not be replaced and stays as it was: {error}") from error
    finally:
        copy.unlink(missing_ok=True)


def copy_synced(source: Path, target: Path) -> None:
    """Copy a file's bytes and wait until they are on the disk."""
    shutil.copyfile(source, target)
    with target.open("rb+") as handle:
        os.fsync(handle.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until a folder's entries are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
