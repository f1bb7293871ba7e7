"""Room on the disk for the next run."""

from __future__ import annotations

import shutil

from schemas.settings import Settings
from warehouse.reader import PRIVATE_NAME

# A publish needs the size of the warehouse once more; below twice that and a margin it may fail.
SPARE_BYTES = 200_000_000


def short_of_room(settings: Settings) -> str | None:
    """Say in a sentence that a publish may find the disk full, None where there is room."""
    files = (settings.published, settings.work / PRIVATE_NAME)
    size = max(path.stat().st_size if path.is_file() else 0 for path in files)
    free = shutil.disk_usage(settings.home).free
    if free >= 2 * size + SPARE_BYTES:
        return None
    return f"{free // 1_000_000} MB are free; publishing a warehouse of {size // 1_000_000} MB needs more."
