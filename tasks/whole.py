"""Whether a file has come to its end: what is cut short may still be on its way."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
from pathlib import Path
from typing import BinaryIO

# What may still grow and changed this recently is taken for a file that is being copied; an older one is what
# it is, and the reader says what is wrong with it.
WITHOUT_END_SECONDS = 30.0

_PDF = b"%PDF-"
# The standard wants the marker in the last 1,024 bytes; some producers write more behind it.
_END_MARKER = b"%%EOF"
_TAIL_BYTES = 2048


def may_grow(path: Path) -> bool:
    """Say whether more of a file may come, or it does not open: others may hold it."""
    try:
        with path.open("rb") as stream:
            return has_no_end(stream)
    except OSError:
        return True


def has_no_end(stream: BinaryIO) -> bool:
    """Say whether more of an open file may come.

    So it is where nothing has come yet, where a PDF has no end marker, and, for a text has none to look for,
    where another program holds a file of another kind open for writing.
    """
    stream.seek(0)
    head = stream.read(len(_PDF))
    if head != _PDF:
        return not head or _is_written_to(stream)
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _TAIL_BYTES))
    return _END_MARKER not in stream.read()


def _is_written_to(stream: BinaryIO) -> bool:
    """Say whether a program on this machine has a file open for writing; no where the system does not tell.

    Linux gives a read lease (fcntl(2)) only where nobody has. Whoever wants to write in the moment that it is
    held waits for it, and the kernel signals: by one that ends nobody, for its own choice would.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        fcntl.fcntl(stream, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(stream, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(stream, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:  # another user's file, or a share that knows no leases
        return error.errno == errno.EAGAIN
    return False
