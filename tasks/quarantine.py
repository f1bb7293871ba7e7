"""Files in quarantine that a person, or the night, takes up again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from schemas.errors import UsageError
from schemas.settings import Settings
from tasks.parse import PARSER_VERSION
from tasks.publish import publish
from tasks.store import files_in_quarantine, locate
from warehouse.store import QuarantinedFile, Warehouse


def waiting_in_quarantine(
    settings: Settings, warehouse: Warehouse, names: Sequence[str] | None
) -> list[Path]:
    """Give the paths of the files to try again: those named, all open ones for (), none for None.

    A file that could not be read at all lies where it was dropped; one that somebody took away is
    left out.
    """
    if names is None:
        return []
    files = [lies(settings, file) for file in named(warehouse.open_quarantine(), names)]
    return [path for path in files if path.is_file()]


def check_names(warehouse: Warehouse, names: Sequence[str] | None) -> None:
    """Raise `UsageError` for a name that no open file goes by: a wrong call is to leave no failed run."""
    named(warehouse.open_quarantine(), names or ())


def due_again(settings: Settings, warehouse: Warehouse) -> list[Path]:
    """Give the paths of the files whose reason may have passed, or that an older version refused."""
    paths = [lies(settings, file) for file in warehouse.due_quarantine(PARSER_VERSION)]
    return [path for path in paths if path.is_file()]


def stranded(settings: Settings, warehouse: Warehouse) -> list[Path]:
    """Give the files in quarantine that the ledger does not know there.

    A kill leaves one so between the commit that made its rows and the move to the archive; a lost warehouse
    leaves all of them so.
    """
    lying = files_in_quarantine(settings)
    known = warehouse.are_stored([path.relative_to(settings.home).as_posix() for path in lying])
    return [path for path in lying if path.relative_to(settings.home).as_posix() not in known]


def named(files: Sequence[QuarantinedFile], names: Sequence[str]) -> list[QuarantinedFile]:
    """Give the files that go by these names, all for none; `UsageError` for a name that none goes by.

    A name is the file's own, the one it has in quarantine or its path there, its relative path, or the row's
    id.
    """
    chosen = []
    for name in names:
        path = Path(name)
        wanted = path.name if path.parent.name == "quarantine" else name
        called = [file for file in files if wanted in _names(file)]
        if not called:
            raise UsageError(
                f"no open file in quarantine is called {name or 'nothing'}: `referat status` lists them; "
                "one that was dismissed is read again when it is dropped again"
            )
        chosen += [file for file in called if file not in chosen]
    return chosen if names else list(files)


def dismiss(settings: Settings, names: Sequence[str]) -> list[QuarantinedFile]:
    """Close the rows of these files: they stay in quarantine and are not asked about again."""
    with Warehouse.writer(settings, flow="dismiss", wait=settings.wait_seconds) as warehouse:
        files = named(warehouse.open_quarantine(), names)
        warehouse.close_quarantine([file.quarantine_id for file in files], by="dismissed")
        if warehouse.needs_publishing():
            publish(settings, warehouse)
    return files


def lies(settings: Settings, file: QuarantinedFile) -> Path:
    """Give where a file in quarantine lies."""
    return locate(settings, file.stored_path) if file.stored_path else Path(file.source_path)


def _names(file: QuarantinedFile) -> set[str]:
    return {file.file_name, file.relative_path, file.quarantine_id, Path(file.stored_path or "").name}
