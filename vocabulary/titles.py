"""Titles of agenda items, with what changes from meeting to meeting taken out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from vocabulary.tables import table

# Before and after a title: that it is open or closed, or on every agenda.
_MARKER = r"lukkede?|lukket|åbent?|åbne|fortrolig\w*|tillægspunkt|fast punkt"
_BEFORE = re.compile(rf"^(?:(?:{_MARKER})(?: (?:punkt|sag|møde|del))?\s*[:-]\s*)+(?=\S)", re.IGNORECASE)
_AFTER = re.compile(
    rf"\s*(?:\((?:(?:{_MARKER})(?: (?:punkt|sag|møde))?|[A-Z])\)|-\s*(?:{_MARKER})(?: (?:punkt|sag))?)$",
    re.IGNORECASE,
)
# Fewer letters than these are no subject.
_LEAST_LETTERS = 4
_DASHES = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00ad": None})
_JOINED = re.compile(r"\s+-\s+|\s*:\s+|,\s+(?=[A-ZÆØÅÉ\d])")
_EMPTY_BRACKETS = re.compile(r"[(\[]\s*[-.,/]*\s*[)\]]")
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅÉÄÖÜ")
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"\s[\"'”«(/]*[A-ZÆØÅÉÄÖÜ]")
_DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_ORDINALS = {
    "første": 1, "andet": 2, "anden": 2, "tredje": 3, "fjerde": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
# Words with single spaces between them have nothing to tidy; most titles are so.
_IS_TIDY = re.compile(r"[\w.,/&]+(?:-[\w.,/&]+)*(?: [\w.,/&]+(?:-[\w.,/&]+)*)*")


@dataclass(frozen=True)
class PlainTitle:
    """A title without dates and numbers; `period` is what the title of a report names.

    `period` reads `m03` (March) or `k3` (third quarter), `year` is the one beside it.
    """

    text: str
    period: str | None = None
    year: int | None = None


def tidy(title: str) -> str:
    """Spell a title with plain spaces and hyphens, without what says that it is open, closed or standing."""
    if _IS_TIDY.fullmatch(title) and unicodedata.is_normalized("NFC", title):
        return title
    text = " ".join(unicodedata.normalize("NFC", title).translate(_DASHES).split())
    text = _BEFORE.sub("", text)
    while (shorter := _AFTER.sub("", text)) != text and shorter:
        text = shorter
    return text


def plain(title: str) -> PlainTitle:
    """Take dates, months, quarters, years and numbers out of a tidy title, and what they leave hanging."""
    lowered = title.lower()
    found = list(_dated().finditer(lowered)) if _maybe_dated().search(lowered) else []
    if not found or len(lowered) != len(title):
        return PlainTitle(title.rstrip(" .:;,-*") or title)
    period, year = _period(found)
    ends = [0, *(match.end() for match in found)]
    starts = [*(match.start() for match in found), len(title)]
    text = " ".join(title[end:start] for end, start in zip(ends, starts, strict=True))
    return PlainTitle(trimmed(text) or title, period, year)


def trimmed(text: str) -> str:
    """Take away what hangs over at either end: separators, empty brackets, prepositions."""
    if "(" in text or "[" in text:
        text = _EMPTY_BRACKETS.sub(" ", text)
    text = " ".join(text.split()).lstrip(" .:;,/*)-")
    # Most titles end in a word that does not hang; to look at it costs a tenth of searching them.
    last = text[text.rfind(" ") + 1 :]
    if last.isalnum() and last.lower() not in _hanging_words():
        return text
    return _hanging().sub("", text)


def head(text: str) -> str | None:
    """Give what stands before a dash, a colon or a comma with a name after it, None where there is none."""
    match = _JOINED.search(text)
    return (trimmed(text[: match.start()]) or None) if match else None


def nameless(text: str) -> str | None:
    """Take out places and names: words with a capital that do not begin the title. None where none is."""
    if not _NAME.search(text):
        return None
    first, *rest = text.split()
    kept = [word for word in rest if word.lstrip("\"'”«(/")[:1] not in _CAPITALS]
    if len(kept) == len(rest):
        return None
    return trimmed(" ".join([first, *kept])) or None


def names_a_kind(text: str, kinds: frozenset[str] = frozenset()) -> bool:
    """Say whether a text names nothing but a kind of case; `kinds` are further words that do."""
    empty, letters, has_subject = _empty_words(), 0, False
    for match in _WORD.finditer(text.lower()):
        word = match[0]
        if word in empty or word.isdigit():
            continue
        letters += len(word)
        has_subject = has_subject or not (word in kinds or _is_kind(word))
        if has_subject and letters >= _LEAST_LETTERS:
            return False
    return True


def is_a_case(text: str) -> bool:
    """Say whether a text without its names still tells of one case, such as `Køb af areal`."""
    return bool(_cases().match(text.lower()))


def _period(found: list[re.Match[str]]) -> tuple[str | None, int | None]:
    """Give the last period that a title names."""
    for match in reversed(found):
        if match.lastgroup is None:
            continue
        parts = match.groupdict()
        year = next((int(parts[name]) for name in ("year1", "year2", "year3") if parts[name]), None)
        month = parts["month"] or (parts["day_month"] if parts["per"] else None)
        if month:
            # Of a span (`januar - marts`) the last month counts.
            name = re.findall(r"[a-zæøå]{3,}", month)[-1]
            return f"m{_month_numbers()[name[:3]]:02}", year
        if parts["quarter"]:
            number = re.findall(r"[1-4]|[a-z]+", parts["quarter"])[-1]
            return f"k{_ordinal(number)}", year
    return None, None


def _ordinal(text: str) -> int:
    return _ORDINALS.get(text) or int(text)


@cache
def _month_numbers() -> dict[str, int]:
    return {name[:3]: number for number, name in enumerate(table("titles")["months"], start=1)}


@cache
def _maybe_dated() -> re.Pattern[str]:
    words = [*table("titles")["months"], "kvartal", "halvår", "tertial"]
    return re.compile(rf"\d|{'|'.join(words)}")


@cache
def _dated() -> re.Pattern[str]:
    months, short = "|".join(table("titles")["months"]), "|".join(table("titles")["short_months"])
    month = rf"(?:{months}|(?:{short})(?=\.|\s+(?:19|20)\d\d))\.?"
    ordinal = rf"(?:[1-4]\.?|i{{1,3}}\.?|iv\.?|{'|'.join(table('titles')['ordinals'])})"
    year = r"(?:19|20)\d\d"
    return re.compile(
        rf"\b(?={_dated_beginning()})(?<![^\W\d]-)(?:"
        r"\d{4}-\d\d?-\d\d?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}/\d{1,2}(?:-\d{2,4})?"
        rf"|(?P<per>(?:(?:pr\.?|ultimo|primo)\s+)+)?(?:(?:{'|'.join(_DAYS)})\s+)?(?:d(?:en|\.)?\s*)?"
        rf"\d{{1,2}}\.?\s*(?P<day_month>{month})(?:\s+(?P<year1>{year}))?"
        rf"|(?P<quarter>{ordinal}(?:\s*(?:-|og)\s*{ordinal})?)\s*kvartal\w*(?:\s+(?:i\s+)?(?P<year2>{year}))?"
        rf"|{ordinal}\s*(?:halvår|tertial)\w*"
        rf"|(?:pr\.?\s+)?(?:ultimo\s+|primo\s+)?(?P<month>{month}(?:\s*(?:-|/|og|til)\s*{month})?)(?:\s+(?P<year3>{year}))?"
        r"|uge\s+\d{1,2}(?:\s*(?:-|og)\s*\d{1,2})?|kl\.?\s*\d{1,2}(?:[.:]\d\d)?"
        rf"|{year}\s*[-/]\s*(?:{year}|\d\d)|{year}"
        r"|(?:nr\.?\s*)?\d+(?:[.,]\d+)*\.?"
        r")(?!\w)(?!-\w)"
    )


def _dated_beginning() -> str:
    """Give what a date can begin with: most words are none, and to try each form of a date takes long."""
    known = [table("titles")[name] for name in ("months", "short_months", "ordinals")]
    words = chain(*known, _DAYS, ("pr", "primo", "ultimo", "uge", "kl", "nr"))
    letters = sorted({word[:2] for word in words})
    return rf"\d|d(?:en|[.\s\d])|i[iv.\s]|{'|'.join(letters)}"


@cache
def _hanging() -> re.Pattern[str]:
    words = "|".join(table("titles")["hanging"])
    return re.compile(rf"(?:[\s.:;,/*(-]+(?:(?:{words})(?=[\s.:;,/*(-]|$))?)+$", re.IGNORECASE)


@cache
def _hanging_words() -> frozenset[str]:
    return frozenset(table("titles")["hanging"])


@cache
def _empty_words() -> frozenset[str]:
    return frozenset([*table("titles")["hanging"], *table("titles")["fillers"]])


@lru_cache(maxsize=100_000)
def _is_kind(word: str) -> bool:
    return _kinds().fullmatch(word) is not None


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile("|".join(table("titles")["kinds"]))


@cache
def _cases() -> re.Pattern[str]:
    return re.compile("|".join(table("titles")["cases"]))
