"""Names of bodies in their canonical form."""

from __future__ import annotations

import re
from functools import cache

from vocabulary.tables import fold, table


@cache
def _aliases() -> dict[str, str]:
    return {
        fold(name): canonical_name
        for canonical_name, others in table("bodies")["aliases"].items()
        for name in [canonical_name, *others]
    }


@cache
def canonical(name: str) -> str:
    """Give the canonical name of a body: known aliases, else the definite form of its last or first word."""
    spaced = " ".join(name.split()).strip(" .,:;")
    if known := _aliases().get(fold(spaced)):
        return known
    if spaced.isupper() and len(spaced) > 4:
        spaced = spaced.capitalize()
    for indefinite, definite in table("bodies")["endings"].items():
        if spaced.lower().endswith(indefinite):
            return spaced[: len(spaced) - len(indefinite)] + _cased(definite, spaced[-len(indefinite) :])
    return spaced[:1].upper() + spaced[1:]


def _cased(ending: str, printed: str) -> str:
    return ending.capitalize() if printed[:1].isupper() else ending


@cache
def _pattern() -> re.Pattern[str]:
    words = table("bodies")["words"]
    openings, endings = "|".join(words["openings"]), "|".join(words["endings"])
    return re.compile(
        rf"^(?:(?:{openings})\s+\w.*|(?:[\w/&,-]+\s+){{0,6}}?[\w-]*(?:{endings}))$", re.IGNORECASE
    )


def is_body(text: str) -> bool:
    """Say whether a text is the name of a body."""
    return bool(fold(text) in _aliases() or _pattern().match(text.strip(" .,:;")))
