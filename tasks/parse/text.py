"""From rows to text as a person reads it: paragraphs, list entries, whole words."""

from __future__ import annotations

import re
from functools import cache

from tasks.parse.dates import MONTHS
from tasks.parse.rows import Row, Typography
from vocabulary.cpr import mask, may_hold
from vocabulary.tables import alternatives, table

_BULLET = re.compile(r"^(?:[-–—•·▪◦‣►●○∙*→➢➔✓□■\uf0b7\uf0a7\u2043]|o(?=\s+[A-ZÆØÅa-zæøå]))\s+(?=\S)")
_NUMBERED = re.compile(
    r"^(?:\d{1,2}[.)]|[a-zA-Z][.)]|[ivx]{1,4}[.)])\s+(?=\S)|^(?:[Aa]t\s+\d{1,2}[.)])\s+(?=\S)"
)
_MARKED = re.compile(f"{_BULLET.pattern}|{_NUMBERED.pattern}")
_STRAY = re.compile(r"^(?:[.\s]+|_[_\s]+|([-–=*~])\1{4,})$")
_LINE_END_HYPHEN = re.compile(r"([^\W_][\w-]*)-$")
# What compounds begin with that are written with a hyphen: `it-pulje`.
_SHORT_FORMS = frozenset({"it", "tv", "pc", "eu", "cv", "sms", "ai", "app", "pr", "gps", "co"})
_COORDINATION = re.compile(r"^(?:og|eller|samt|men|/)\b")
# Where a line may end inside what is written in one: after a stroke, in a range, inside a web address.
_IN_ONE = re.compile(r"\w/$|https?://(?:\S*[/?&=#%_-])?$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*\.$")
_CUT_RANGE = re.compile(r"\d–$")
_CUT_DIGITS = re.compile(r"\d-$")
# What the three of these end with.
_MAY_GO_ON = tuple("/?&=#%_-.–")
# A line that a point beginning with `at` may follow.
_OPEN_POINT = re.compile(r"(?:,|;|,? og|,? samt)$")
_HANGS = re.compile(r"(?:\b(?:kl\.?|klokken|den|d\.|i|på|til|af|og|for|fra|pr\.|nr\.)|\b\d{1,2}\.|\d ?[-–])$")
# A day that a line break cut off the word before it, `… den` / `15. september`.
_DAY_BEFORE = re.compile(r"\b(?:den|d\.|pr\.|til|og)$")
_DAY = re.compile(rf"\d{{1,2}}\. ?(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
_TERMINAL = (".", ":", ";", "!", "?")


def is_entry(row: Row) -> bool:
    """Say whether a row begins an entry of a list."""
    if row.line and row.line.has_drawn_bullet:
        return True
    return is_marked(row.text)


def hangs(line: str) -> bool:
    """Say whether a line ends in a word that something must follow: `kl.`, `den`, `8.`."""
    return _HANGS.search(line) is not None


def is_stray(row: Row) -> bool:
    """Say whether a row holds nothing but full stops, or a line drawn with characters."""
    return not row.text[:1].isalnum() and _STRAY.match(row.text) is not None


def continues(above: Row, row: Row, typography: Typography, *, right: float | None = None) -> bool:
    """Say whether a row goes on with the paragraph of the row above."""
    if (
        row.line is None
        or above.line is None
        or (is_entry(row) and not _is_wrapped_mark(above, row, typography))
    ):
        return False
    if above.text.endswith("\u00ad"):
        return True
    starts_low = row.text[:1].islower()
    is_full = typography.is_full(above, row, right)
    if row.page != above.page:
        return starts_low or (is_full and not above.text.endswith(_TERMINAL))
    if not typography.is_tight(row) or abs(row.size - above.size) > 0.08 * above.size:
        return False
    if row.is_bold != above.is_bold and not is_full:
        return False
    if not is_full and row.text.startswith("at ") and _OPEN_POINT.search(above.text):
        return False  # points of an Indstilling, each on a line of its own
    return is_full or (starts_low and not above.text.endswith(_TERMINAL)) or above.text.endswith("-")


@cache
def _introduction() -> re.Pattern[str]:
    """Compile how the points of an Indstilling are introduced, as far as the verb."""
    return re.compile(rf"[A-ZÆØÅ][^.:]{{2,100}}?\b(?:{alternatives(table('recommendations')['verbs'])})\b")


def _begins_point(said: str, above: Row, row: Row, typography: Typography) -> bool:
    """Say whether a line is a point, `at …`, of those that a paragraph introduces or is one of itself.

    The line above had room for the word: it was ended and did not wrap.
    """
    if not row.text.startswith("at ") or typography.is_full(above, row):
        return False
    return said.startswith(("at ", "At ")) or _introduction().match(said) is not None


def _is_wrapped_mark(above: Row, row: Row, typography: Typography) -> bool:
    """Tell what only looks like a list marker: a dash, a date (`10. maj`), the rest of a cut number."""
    assert row.line is not None
    assert above.line is not None
    if _CUT_DIGITS.search(above.text) and row.text[0].isdigit():
        return typography.is_tight(row)
    if _DAY_BEFORE.search(above.text) and _DAY.match(row.text):
        return typography.is_tight(row)
    goes_on_low = re.match(r"(?:[-–—]|\d{1,2}\.) (?!at\b)[a-zæøå]", row.text) is not None
    is_range = re.match(r"[-–—] \d", row.text) is not None and above.text[-1].isdigit()
    is_flush = abs(row.line.x0 - above.line.x0) < 0.3 * row.size
    is_open = typography.is_full(above, row) and not above.text.endswith(_TERMINAL)
    is_beside_mark = is_entry(above) and not above.line.has_drawn_bullet
    return (goes_on_low or is_range) and is_flush and is_open and not is_beside_mark


def join(left: str, right: str, typography: Typography) -> str:
    """Join two lines of one paragraph, undoing a line-end hyphen where the word says so.

    The hyphen goes where the document spells the word without it, or where the producer breaks words; it
    stays where it is spelled so, or where the producer breaks none. Where too little tells of the producer,
    it goes if what follows is no word of the document (`lederud-`/`vikling`, not `ungdoms-`/`uddannelse`).
    """
    if left.endswith("\u00ad"):
        return left[:-1] + right
    if _is_written_in_one(left, right):
        return left + right
    cut = _LINE_END_HYPHEN.search(_end_of(left)) if left.endswith("-") else None
    if not cut or not right:
        return f"{left} {right}".strip()
    if _COORDINATION.match(right):
        return f"{left} {right}"
    if not right[0].islower() or not cut[1][-1].islower():
        return left + right
    head, tail = cut[1].lower(), re.split(r"[^\w-]", right.lower(), maxsplit=1)[0]
    if f"{head}-{tail}" in typography.words:
        return left + right
    is_cut = typography.hyphenates and cut[1] not in typography.places  # `Skovby-hallen`
    if is_cut is None:
        is_name = cut[1][0].isupper() and head in typography.words
        is_cut = tail not in typography.words and not is_name
    if "-" in head:  # `IT-under-`/`støttede`, but `e-handels-`/`projektet`
        is_cut = bool(typography.hyphenates) and tail not in typography.words
    is_cut = is_cut and len(head) > 1 and head not in _SHORT_FORMS
    return (left[:-1] if is_cut or head + tail in typography.words else left) + right


def _is_written_in_one(left: str, right: str) -> bool:
    if not left.endswith(_MAY_GO_ON):
        return False
    end, follows = _end_of(left), right[:1]
    if _IN_ONE.search(end):
        return True
    return bool(
        (_ADDRESS.search(end) and follows.islower()) or (_CUT_RANGE.search(end) and follows.isdigit())
    )


def _end_of(text: str) -> str:
    """Give what follows the last space: the rest of a long paragraph is not searched for how it ends."""
    return text[text.rfind(" ") + 1 :]


def paragraphs(rows: list[Row], typography: Typography) -> list[str]:
    """Join rows to paragraphs and list entries, each one string without a line break."""
    found: list[str] = []
    above: Row | None = None
    for row in rows:
        if row.table is not None or is_stray(row):
            above = None
            continue
        if (
            above is not None
            and found
            and continues(above, row, typography)
            and not _begins_point(found[-1], above, row, typography)
        ):
            found[-1] = join(found[-1], row.text, typography)
        else:
            found.append(entry_text(row, row.text))
        above = row
    said = [paragraph for paragraph in found if paragraph]
    # A number that a line break had cut is whole only now.
    return list(map(mask, said)) if may_hold("\n".join(said)) else said


def entry_text(row: Row, text: str) -> str:
    """Give a row's text, or what is left of it, with its bullet written as a hyphen."""
    if row.line and row.line.has_drawn_bullet and not _BULLET.match(text):
        return f"- {text}"
    return _BULLET.sub("- ", text)


def strip_marker(paragraph: str) -> str:
    """Take a list marker off the front of a paragraph."""
    return _NUMBERED.sub("", _BULLET.sub("", paragraph, count=1), count=1).strip()


def is_marked(paragraph: str) -> bool:
    """Say whether a paragraph begins with a list marker."""
    return _MARKED.match(paragraph) is not None


def cell_text(cell: str | None, typography: Typography) -> str:
    """Join the lines of a table's cell."""
    text = ""
    for line in (cell or "").split("\n"):
        text = join(text, line.strip(), typography)
    return text
