"""Cut a Danish text into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tasks.parse import dates
from vocabulary.tables import table

# A stop, a closing quote or bracket after it, white space, then what can begin a sentence. A digit before the
# stop is an ordinal or a date (`d. 3. maj`): such a stop ends a sentence only before a capital, see `_ends`.
_STOP = re.compile(r"[.!?…][»”\"')\]]*\s+(?=[«“\"'(\[-]*[\dA-ZÆØÅÉ])")
_LAST_WORD = re.compile(r"[(\[«“\"']*(\S+)$")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(table("empty_phrases")["abbreviations"])


@cache
def _counted() -> frozenset[str]:
    return frozenset(table("empty_phrases")["counted"])


@cache
def _openers() -> frozenset[str]:
    return frozenset(table("empty_phrases")["openers"])


def sentences(text: str) -> Iterator[str]:
    """Cut a text into its sentences; a line break always ends one."""
    for line in text.split("\n"):
        start = 0
        for stop in _STOP.finditer(line):
            if _ends(line[start : stop.start() + 1], line[stop.end() :]):
                yield line[start : stop.end()].strip()
                start = stop.end()
        if rest := line[start:].strip():
            yield rest


def _ends(before: str, after: str) -> bool:
    """Say whether the stop that `before` ends in ends a sentence that `after` does not go on with."""
    if not before.endswith("."):
        return True
    match = _LAST_WORD.search(before)
    word = match[1].lower() if match else ""
    if word in _abbreviations():
        return False
    if re.fullmatch(r"\d{1,2}\.", word):
        follows = re.match(r"[^\W\d]+", after)
        return follows is not None and follows[0].lower() not in (*dates.MONTHS, *_counted())
    is_initial = re.fullmatch(r"[a-zæøå]\.", word) is not None  # `A. Jensen`
    return not is_initial or re.split(r"[^\w]", after, maxsplit=1)[0] in _openers()
