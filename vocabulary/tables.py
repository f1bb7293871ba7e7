"""Read the vocabulary's tables, once each."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_LETTERS = re.compile(r"[^\W_]+")


@cache
def table(name: str) -> dict[str, Any]:
    """Give the table `vocabulary/<name>.toml`."""
    return tomllib.loads(files("vocabulary").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


# A title is held against others again and again, so many of them are remembered.
@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """Fold a text to its letters and digits in lower case: what two spellings of a title share."""
    return "".join(_LETTERS.findall(unicodedata.normalize("NFC", text).casefold()))


def alternatives(patterns: list[str]) -> str:
    """Join patterns to one of which any may match."""
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def whole_line(patterns: list[str]) -> re.Pattern[str]:
    """Compile patterns of which one must match a whole line; one that never matches for none."""
    return re.compile(alternatives(patterns) or r"(?!)", re.IGNORECASE)


def capitalised(name: str) -> str:
    """Write a name that is printed in capitals as names are written, `Kultur- og Fritidsudvalget`."""
    small = table("bodies")["words"]["small"]
    return re.sub(r"[^\W\d_]+", lambda word: _cased(word[0].lower(), small), name)


def _cased(word: str, small: list[str]) -> str:
    return word if word in small else word.capitalize()
