"""Names of bodies in their canonical form."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from vocabulary.tables import capitalised, fold, table

# The years that a body is elected for, behind its name: `Kommunalbestyrelsen 2014-2017`.
_TERM = re.compile(r"\s*\(?\b(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d\)?$")
# The name of a body has at most so many words.
_LONGEST_NAME = 10
# What belongs to a body behind its genitive: `Økonomiudvalgets protokol`.
_OF_A_MEETING = ("møde", "protokol", "beslutningsprotokol", "referat", "dagsorden")
# `Dagsorden for mødet`: which meeting it was stands elsewhere.
_OF_SOME_MEETING = re.compile(r"\b(?:for|fra|til|af)\s+mødet$", re.IGNORECASE)
_MEETING_IN_WORD = re.compile(r"(?<=\w)møde(?:t)?$")


@cache
def _aliases() -> dict[str, str]:
    return {
        fold(name): canonical_name
        for canonical_name, others in table("bodies")["aliases"].items()
        for name in [canonical_name, *others]
    }


@lru_cache(maxsize=1024)
def canonical(name: str) -> str:
    """Give the canonical name of a body: known aliases, else the definite form of its last or first word."""
    spaced = _TERM.sub("", " ".join(name.split())).strip(" .,:;")
    if known := _aliases().get(fold(spaced)):
        return known
    if spaced.isupper() and len(spaced) > 4:
        spaced = capitalised(spaced)
    spaced = spaced[:1].upper() + spaced[1:]
    for indefinite, definite in table("bodies")["endings"].items():
        # `Teknisk Udvalg`, `Ungdommens Byråd` and `Det Lokale Beskæftigelsesråd` are definite as they are.
        is_own_word = spaced.lower().endswith(f" {indefinite}") or spaced.startswith(("Det ", "Den "))
        is_own_word = is_own_word or re.search(r"[a-zæøå]s \S+$", spaced) is not None
        if spaced.lower().endswith(indefinite) and not is_own_word:
            return spaced[: len(spaced) - len(indefinite)] + _cased(definite, spaced[-len(indefinite) :])
    return spaced


def _cased(ending: str, printed: str) -> str:
    return ending.capitalize() if printed[:1].isupper() else ending


@cache
def _pattern() -> re.Pattern[str]:
    words = table("bodies")["words"]
    openings, endings = "|".join(words["openings"]), "|".join(words["endings"])
    # Words before the last are names or join names: `Sagen behandles i Byrådet` is a sentence.
    before = r"(?:(?:[A-ZÆØÅ][\w/&,-]*|og|for|samt|det|den|&|/)\s+){0,6}?"
    names = "|".join(words["names"])
    return re.compile(rf"^(?:(?i:{openings})\s+\w.*|{before}[\w-]*(?i:{endings})|{names})$")


@lru_cache(maxsize=1024)
def is_body(text: str) -> bool:
    """Say whether a text is the name of a body."""
    bare = _TERM.sub("", text).strip(" .,:;")
    return bool(fold(bare) in _aliases() or _pattern().match(bare))


def is_generic(name: str) -> bool:
    """Say whether a word stands for whichever body meets, `Udvalget`."""
    return name in table("bodies")["words"]["generic"]


def find_body(text: str) -> str | None:
    """Give the longest name of a body among the words of a line; None where it names none.

    The genitive before a meeting or its minutes (`Byrådets møde`) and the meeting in one word
    (`Ungdomsrådsmøde`) name it too.
    """
    words = text.split()
    for length in range(min(len(words), _LONGEST_NAME), 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length]).strip(" .,:;()-–")
            if not name or _opens_no_name(words[start]):
                continue
            if is_body(name) and not _OF_SOME_MEETING.search(name):
                return name
            following = words[start + length] if start + length < len(words) else ""
            stem = _MEETING_IN_WORD.sub("", name)
            if (stem != name or following.lower().startswith(_OF_A_MEETING)) and is_body(
                whose := re.sub("[sS]$", "", stem)
            ):
                return whose
    return next(filter(None, map(_whose_meeting, words)), None)


def _whose_meeting(word: str) -> str | None:
    """Give the body that a word for its meeting names, `skolebestyrelsesmøde`; `udvalgsmøde` names none."""
    bare = word.strip(" .,:;()-–")
    if bare.lower() in _meetings():
        return bare[:1].upper() + bare[1:]
    name = _MEETING_IN_WORD.sub("", bare).removesuffix("s")
    name = name[:1].upper() + name[1:]
    return name if len(name) < len(bare) - 1 and is_body(name) and not is_generic(canonical(name)) else None


@cache
def _meetings() -> frozenset[str]:
    """Give the words for meetings that are bodies themselves, in small letters: `rådmandsmøde`."""
    return frozenset(
        name.lower()
        for canonical_name, others in table("bodies")["aliases"].items()
        for name in [canonical_name, *others]
        if canonical_name.endswith("mødet")
    )


def _opens_no_name(word: str) -> bool:
    """Say whether a word is none that a name begins with, `MØDE I BYRÅDET` in capitals or not."""
    small = {*table("bodies")["words"]["small"], "møde"}
    return word[:1].islower() or (word.isupper() and word.lower() in small)


def is_own(name: str) -> bool:
    """Say whether a name means the body that meets, whichever that is: `Udvalgets beslutning`."""
    return name in table("bodies")["words"]["own"]


def takes_list(text: str) -> bool:
    """Say whether a body's name may go on with a list: `Udvalget for Børn, Unge og Familie`."""
    openings = "|".join(table("bodies")["words"]["openings"])
    return re.match(rf"(?i:{openings})\s", text.strip()) is not None
