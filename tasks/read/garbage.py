"""Memory: no search for cycles among a document's words, and what pdfium has freed given back."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep Python from looking for cycles among words: there are none, and it costs a fifth of reading.

    It is best held until the pages are gone, or they are looked through once when it ends.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def give_back() -> None:
    """Give memory that pdfium has freed back to the machine; the allocator would keep it (glibc only)."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
