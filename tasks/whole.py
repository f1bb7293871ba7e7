"""Whether a file has come to its end: what is cut short may still be on its way."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

# A PDF that has no end and changed this recently is taken for one that is still being copied; an older one is
# what it is, and the reader says what is wrong with it.
WITHOUT_END_SECONDS = 30.0

_PDF = b"%PDF-"
# The standard wants the marker in the last 1,024 bytes; some producers write more behind it.
_END_MARKER = b"%%EOF"
_TAIL_BYTES = 2048


def lacks_its_end(path: Path) -> bool:
    """Say whether a file is a PDF without its end marker, or one that does not open: others may hold it."""
    try:
        with path.open("rb") as stream:
            return lacks_end_marker(stream)
    except OSError:
        return True


def lacks_end_marker(stream: BinaryIO) -> bool:
    """Say whether an open file begins as a PDF and does not end as one."""
    stream.seek(0)
    if stream.read(len(_PDF)) != _PDF:
        return False
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _TAIL_BYTES))
    return _END_MARKER not in stream.read()
