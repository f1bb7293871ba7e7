"""Sentences of contents, and whether two of them say the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache

from tasks.parse.content import fold_saying
from tasks.parse.sentences import sentences
from vocabulary.tables import alternatives, table
from warehouse.bulk import Row


def sentence_key(sentence: str) -> str:
    """Give 16 hex digits, equal for two sentences that say the same.

    As in a content's key, and closing stops make no difference either.
    """
    folded = fold_saying(sentence)
    return hashlib.sha256((folded.rstrip(".!…") or folded).encode()).hexdigest()[:16]


def says_nothing(sentence: str) -> bool:
    """Say whether a sentence is a phrase for nothing, or a line of attendance."""
    words = " ".join(sentence.lower().split()).lstrip("- ").rstrip(" .!…")
    return not words or _nothing().fullmatch(words) is not None


def sentence_rows(content_id: str, text: str) -> Iterator[Row]:
    """Give the rows of `content_sentences` for a content."""
    for position, sentence in enumerate(sentences(text), start=1):
        key, words = sentence_key(sentence), len(sentence.split())
        yield content_id, position, key, words, sentence, says_nothing(sentence)


@cache
def _nothing() -> re.Pattern[str]:
    phrases = [re.escape(phrase.lower()) for phrase in table("empty_phrases")["phrases"]]
    return re.compile(alternatives([*phrases, *table("empty_phrases")["patterns"]]))
