"""Cut a Danish text into sentences, and tell whether two of them say the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache

from tasks.parse.content import fold_saying
from vocabulary.tables import table
from warehouse.bulk import Row

# A stop, a closing quote or bracket after it, white space, then what can begin a sentence. A digit before the
# stop is an ordinal or a date (`d. 3. maj`): such a stop ends a sentence only before a capital, see `_ends`.
_STOP = re.compile(r"[.!?…][»”\"')\]]*\s+(?=[«“\"'(\[-]*[\dA-ZÆØÅÉ])")
_LAST_WORD = re.compile(r"[(\[«“\"']*(\S+)$")
_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
    "november", "december",
)  # fmt: skip


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(table("empty_phrases")["abbreviations"])


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
        return follows is not None and follows[0].lower() not in _MONTHS
    return not re.fullmatch(r"[a-zæøå]\.", word)  # an initial, `A. Jensen`


def sentence_key(sentence: str) -> str:
    """Give 16 hex digits, equal for two sentences that say the same.

    As in a content's key, and closing stops make no difference either.
    """
    folded = fold_saying(sentence)
    return hashlib.sha256((folded.rstrip(".!…") or folded).encode()).hexdigest()[:16]


def sentence_rows(content_id: str, text: str) -> Iterator[Row]:
    """Give the rows of `content_sentences` for a content."""
    for position, sentence in enumerate(sentences(text), start=1):
        yield content_id, position, sentence_key(sentence), len(sentence.split()), sentence


def empty_phrases() -> list[Row]:
    """Give the rows of `empty_phrases`."""
    return sorted({sentence_key(phrase): phrase for phrase in table("empty_phrases")["phrases"]}.items())
