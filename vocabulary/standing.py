"""The catalogue of standing items: which title is an occurrence of which."""

from __future__ import annotations

import re
from functools import cache

from vocabulary.tables import fold, table

CATALOGUE: dict[str, str] = {entry["key"]: entry["title"] for entry in table("standing")["item"]}
"""Key of a standing item → its canonical title."""


@cache
def _entries() -> list[tuple[str, frozenset[str], list[re.Pattern[str]], list[re.Pattern[str]]]]:
    return [
        (
            entry["key"],
            frozenset(fold(title) for title in [entry["title"], *entry["titles"]]),
            [re.compile(pattern) for pattern in entry["patterns"]],
            [re.compile(pattern) for pattern in entry["never"]],
        )
        for entry in table("standing")["item"]
    ]


@cache
def recognise(title: str) -> str | None:
    """Give the key of the standing item that a title belongs to, None where the catalogue knows none."""
    folded, lowered = fold(title), " ".join(title.lower().split())
    for key, titles, patterns, never in _entries():
        if any(pattern.search(lowered) for pattern in never):
            continue
        if folded in titles or any(pattern.search(lowered) for pattern in patterns):
            return key
    return None
