"""Processor time of a process and of everything below it, whoever started it and whether it has ended."""

from __future__ import annotations

import ctypes
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

# linux/prctl.h: what loses its parent below this process becomes its own child.
_PR_SET_CHILD_SUBREAPER = 36

_TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds() -> float:
    """Give the processor time of this process and of all processes below it.

    Workers are forked by a server that outlives the run which started it: to its parent's own count they
    would add nothing.
    """
    below: dict[int, list[int]] = defaultdict(list)
    ticks = {}
    for process, parent, used in _processes():
        below[parent].append(process)
        ticks[process] = used
    counted, left = 0, [os.getpid()]
    while left:
        process = left.pop()
        counted += ticks.get(process, 0)
        left += below[process]
    return counted / _TICKS


def adopt_orphans() -> None:
    """Keep below this process what a program leaves behind that it started; Linux only."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _processes() -> Iterator[tuple[int, int, int]]:
    """Give each process, its parent, and the ticks of it and of its children that were waited for."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # proc(5): the name, in brackets, may hold spaces; parent, and then four times, follow the state.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        yield int(folder.name), int(fields[1]), sum(map(int, fields[11:15]))
