"""The tables that `docs/performance.md` holds, line by line as they come."""

from __future__ import annotations


def heading(*columns: str) -> None:
    """Print the heading of a table; all columns but the first hold numbers."""
    row(*columns)
    print("|---|" + "---:|" * (len(columns) - 1), flush=True)


def row(*cells: object) -> None:
    """Print one row."""
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)
