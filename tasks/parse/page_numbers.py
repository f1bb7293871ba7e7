"""Page numbers as they are printed: digits, or the roman numerals of older systems (`Side iv`)."""

from __future__ import annotations

import re

_ROMAN = r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?!\w)"
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}

PAGE_NUMBER = rf"(?:\d{{1,4}}|{_ROMAN})"
"""A page number as text, without groups, to stand inside other patterns; numerals in small letters."""

ROMAN_AT_END = re.compile(rf"(?<=[Ss]ide ){_ROMAN}$")
"""The numeral of a page at the end of a line; without the word before it a letter is none."""


def page_number(printed: str) -> int:
    """Give the number that a text which `PAGE_NUMBER` matches stands for."""
    if printed.isdigit():
        return int(printed)
    values = [_VALUES[letter] for letter in printed]
    after = [*values[1:], 0]
    return sum(-value if value < right else value for value, right in zip(values, after, strict=True))
