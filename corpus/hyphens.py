"""Where a long Danish word may break: enough for a producer that hyphenates, no more."""

from __future__ import annotations

import re

SOFT_HYPHEN = "\u00ad"
LONG_WORD = re.compile(r"[A-Za-zÆØÅæøåé]{9,}")
BREAK = re.compile(r"(?<=[aeiouyæøå][bdfghjklmnprstv])(?=[bdfghjklmnprstv][aeiouyæøå])")


def softened(text: str) -> str:
    """Put soft hyphens between the consonants of long words, four letters from either end."""
    return LONG_WORD.sub(lambda match: _soften(match[0]), text)


def _soften(word: str) -> str:
    places = [m.start() for m in BREAK.finditer(word) if 3 < m.start() < len(word) - 3]
    for place in reversed(places):
        word = f"{word[:place]}{SOFT_HYPHEN}{word[place:]}"
    return word
