"""Characters as a person reads them: the one spelling that both PDF readers and the text reader give."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What PDFs write for a bullet: pdfminer's name for WinAnsi code 127, and symbol fonts' private codes.
_CID_BULLET = "(cid:127)"
_SOFT = "\u00ad"
_PRIVATE_USE = re.compile("^[\ue000-\uf8ff]$")

_SPELLING = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "ft",
    "ﬆ": "st",
    "\uf001": "fi",  # Liberation's and Arial's own codes for them
    "\uf002": "fl",
    "\u2010": "-",
    "\u2011": "-",
}
_ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffe\x00"
_TRANSLATION = str.maketrans(_SPELLING | dict.fromkeys(_ZERO_WIDTH, ""))

# Some fonts name their ordinary hyphen a soft one: in a case number it is drawn and meant.
_DRAWN_SOFT_HYPHEN = re.compile("(?<=[0-9])\u00ad(?=.)|(?<=.)\u00ad(?=[0-9])")
_SOFT_HYPHEN = re.compile("\u00ad+(?=.)", re.DOTALL)


def is_plain(text: str) -> bool:
    """Say whether a text is spelled plainly as it is: most are, and a line is asked about at one go."""
    if not text.isascii():
        try:
            # Nothing in Latin 1 can be composed or taken apart.
            text.encode("latin-1")
        except UnicodeEncodeError:
            return False
    return _SOFT not in text and "\x00" not in text and _CID_BULLET not in text


@lru_cache(maxsize=16384)
def clean(text: str) -> str:
    """Spell one word plainly: NFC, ligatures taken apart, bullets as `•`, nothing of no width.

    A soft hyphen at the end of the word stays, for a line may be broken there; the caller drops it
    from words inside a line with `without_end_hyphen`.
    """
    if text.isascii() and "(" not in text and "\x00" not in text:
        return text
    text = text.replace(_CID_BULLET, "•").translate(_TRANSLATION)
    text = _PRIVATE_USE.sub("•", text)
    text = _DRAWN_SOFT_HYPHEN.sub("-", text)
    return unicodedata.normalize("NFC", _SOFT_HYPHEN.sub("", text))


def without_end_hyphen(text: str) -> str:
    """Drop the soft hyphen at the end of a word that no line end follows."""
    return text.rstrip("\u00ad")
