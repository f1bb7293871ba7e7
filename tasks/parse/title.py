"""The title of a document: one line, or a block of stacked ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from functools import cache, reduce
from itertools import pairwise

from schemas.errors import DocumentRefused
from schemas.terms import DocumentKind, Stage
from tasks.parse import dates
from tasks.parse.layout import header_label
from tasks.parse.rows import Row, Typography
from tasks.parse.text import hangs, join
from vocabulary.bodies import canonical, find_body, is_body, is_generic
from vocabulary.municipalities import without_name
from vocabulary.tables import alternatives, capitalised, table

_TITLE_ROWS = 6
# A title line has at most so many characters, a line stacked below it at most so many.
_LONGEST, _LONGEST_BELOW = 200, 90
# Every word for a kind of document holds one of these, in small letters: other lines are not searched.
KINDS_HOLD = ("referat", "protokol", "dagsorden", "beslutning", "indkaldelse", "udskrift")
_CONNECTOR_EDGE = re.compile(r"^[\s,:;./–-]+|[\s,:;/–-]+$")
_PLACE = re.compile(
    r"(?:[Kk]l\.?\s*[\d.:]+(?:\s*[-–]\s*[\d.:]+)?|\d{4}),?\s+(?:i|på)\s+"
    r"(?P<place>(?:[A-ZÆØÅ]|(?:møde)?lokale |\w*(?:sal(?:en)?|lokalet|kontoret|skolen|huset|gården|kroen)\b)"
    r".{0,120})$"
)
# A line below the title that says when the meeting was has at most so many characters.
_LONGEST_DATE_LINE = 120
_AFTER_DATE = re.compile(
    rf"[\s,.;)–-]*(?:$|[(|]|kl|fra\b|i\b|på\b|{dates.WEEKDAYS}|\d{{1,2}}[.:]\d\d"
    r"|(?:\w+ )?\w*(?:referat|dagsorden))",
    re.IGNORECASE,
)
# Before a date that is another than the meeting's: `Regnskab pr. 31-03-2021`.
_OTHER_DAY = re.compile(
    r"\b(?:pr\.?|senest|inden|ultimo|primo|(?:brev|notat|skrivelse|udkast) af)\s*(?:den|d\.)?\s*$",
    re.IGNORECASE,
)
# What parts the words of a running head.
_PARTS_OF_HEAD = re.compile(r"\s+[–—|/·•-]+\s+|,\s+|\s*[|·•]\s*|\s+(?=Side \d)", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:i|[Kk]l\.?|på)\s")


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says; `text` is the title line as printed, `page` where it stands."""

    text: str
    kind: DocumentKind | None
    body: str | None
    meeting_date: date | None
    times: tuple[time, ...]
    place: str | None
    page: int | None


@cache
def _kind_words() -> list[tuple[DocumentKind, re.Pattern[str]]]:
    return [
        (DocumentKind(entry["kind"]), re.compile(rf"(?:{entry['pattern']})\b", re.IGNORECASE))
        for entry in table("layouts")["title"]["words"]
    ]


@cache
def _any_kind() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for _, pattern in _kind_words()), re.IGNORECASE)


def _names_kind(text: str) -> bool:
    lowered = text.lower()
    return any(part in lowered for part in KINDS_HOLD) and _any_kind().search(text) is not None


def title_kind(text: str) -> tuple[DocumentKind, int] | None:
    """Give the kind that a line promises by its first words, and where they end."""
    for kind, pattern in _kind_words():
        if match := pattern.match(text):
            return kind, match.end()
    return None


def _kind_first(text: str) -> str:
    """Put the kind first where it stands after the body or a mark: `Byrådet - Referat`, `Aflyst: …`."""
    text = re.sub(rf"^(?:{'|'.join(table('layouts')['title']['cancelled'])})\W+", "", text)
    kind = None if title_kind(text) else _any_kind().search(text)
    if kind is None:
        return text
    before = text[: kind.start()].strip(" ,-–|")
    return f"{kind[0]} {before} {text[kind.end() :].strip(' ,-–|')}" if find_body(before) else text


def title_rows(rows: list[Row], typography: Typography) -> list[Row]:
    """Find the title line with all that is stacked on it, down to the first label."""
    blocks = (title_at(rows, index, typography) for index in range(len(rows)))
    return next(filter(None, blocks), [])


def title_at(rows: list[Row], index: int, typography: Typography) -> list[Row]:
    """Give the block of a title that begins at an index; an empty list where none does."""
    row = rows[index]
    if row.line is None or len(row.text) > _LONGEST or not _names_kind(row.text):
        return []
    if not title_kind(_kind_first(row.text)):
        return []
    if not (_is_title_like(row, typography) or dates.find(row.text)):
        return []
    block = [row]
    for below in rows[index + 1 : index + _TITLE_ROWS]:
        if below.line is None or below.page != row.page or not _belongs(block, below, typography):
            break
        block.append(below)
    block += _place_and_body(block, rows[index + len(block) :][:2])
    above = _line_above(rows, index, typography)
    is_named = find_body(_text_of(block, typography)) is not None
    if above and not is_named and _names_body(_text_of(above, typography)):
        block[1:1] = above
    return block


def _place_and_body(block: list[Row], below: list[Row]) -> list[Row]:
    """Give two lines below a title that names no body: the place, and below it the body's name."""
    texts = [row.text for row in below if row.line and row.page == block[0].page]
    if len(texts) < 2 or not (is_place(texts[0]) and is_body(texts[1])):
        return []
    whole = _kind_first(" ".join(row.text for row in block))
    return [] if find_body(whole) or _body_in(whole) else below


def _line_above(rows: list[Row], index: int, typography: Typography) -> list[Row]:
    """Give the line above a row, with the one it wrapped from."""
    above = [row for row in rows[max(0, index - 2) : index] if row.line and row.page == rows[index].page]
    if len(above) > 1:
        first, second = above
        is_wrapped = typography.is_full(first, second) or (typography.is_tight(second) and hangs(first.text))
        above = above if first.is_set_like(second) and is_wrapped else [second]
    return above


def _names_body(text: str) -> bool:
    """Say whether a line above the kind names the body: `Byrådet`, `Ekstraordinært møde i Byrådet`.

    It may be long where it also says when and where the body met.
    """
    return (len(text) < _LONGEST_BELOW or says_when(text)) and find_body(text) is not None


def _is_title_like(row: Row, typography: Typography) -> bool:
    return typography.looks_like_heading(row) or row.gap is None or len(row.text) < 60


def _belongs(block: list[Row], row: Row, typography: Typography) -> bool:
    """Say whether a row goes on with a title: wrapped, or a part of a stacked block that still lacks it."""
    if (found := dates.find(row.text)) and _OTHER_DAY.search(row.text[: found.start()]):
        return False
    above = block[-1]
    is_alike = above.is_set_like(row) and row.gap is not None and row.gap < 1.6 and typography.is_styled
    if is_alike and typography.looks_like_heading(row) and typography.is_full(above, row):
        return True
    columns = row.columns() if row.line else []
    if header_label(row.text, is_marked=len(columns) > 1 or row.begins_bold):
        return False
    if is_alike:
        return True
    whole = " ".join(part.text for part in block)
    is_short = len(row.text) < _LONGEST_BELOW
    if is_short and hangs(above.text):
        return True
    if (
        is_short
        and not (find_body(whole) or _body_in(whole))
        and (is_body(row.text) or not dates.find(whole))
    ):
        return True
    if is_short and not dates.find(whole) and says_when(row.text):
        return True
    return bool(_GOES_ON.match(row.text)) or title_kind(row.text) is not None


def read_title(block: list[Row], typography: Typography) -> Title:
    """Read the rows of a title; raise `DocumentRefused` where its date is no day of the calendar."""
    text = _kind_first(_text_of(block, typography))
    kind, page = title_kind(text), block[0].page
    place = _PLACE.search(_trim_kind(text))
    below = next((row.text for row in block[1:] if is_place(row.text) and not dates.find(row.text)), None)
    return Title(
        text=_text_of(_printed(block, typography), typography),
        kind=kind[0] if kind else None,
        body=_body_in(_kind_first(_text_of(_without_place(block), typography))),
        meeting_date=meeting_day(text, page),
        times=tuple(dates.times(text)),
        place=place["place"] if place else below,
        page=page,
    )


def _without_place(block: list[Row]) -> list[Row]:
    """Give a title's lines without one for the place that the name of the body stands below."""
    is_named = is_body(block[-1].text) and len(block) > 1
    return [*block[:-2], block[-1]] if is_named and is_place(block[-2].text) else block


@cache
def _place_line() -> re.Pattern[str]:
    return re.compile(alternatives(table("layouts")["title"]["places"]))


def is_place(text: str) -> bool:
    """Say whether a line below the meeting's date names where it was held, though no label says so."""
    return _place_line().fullmatch(text) is not None


def meeting_day(text: str, page: int | None) -> date | None:
    """Read the day of a meeting; raise `DocumentRefused` where no calendar has it."""
    try:
        return dates.read(text)
    except dates.ImpossibleDate as error:
        raise DocumentRefused(
            "impossible-date",
            f"The meeting’s date is printed as “{error}”, which is no day of the calendar.",
            remedy="Correct the date in the document, or ask the municipality for a corrected copy.",
            stage=Stage.PARSE,
            page=page,
        ) from error


def says_when(text: str) -> bool:
    """Say whether a line tells when the meeting was: a date with nothing around it but what belongs to one.

    Before it may stand words that join and the body's name, after it a time, a place or the kind.
    `Rapport pr. 31-03-2021` is the title of an item, `Nordby, den 3. maj 2021` the day of a letter.
    """
    found = dates.find(text)
    if found is None or len(text) > _LONGEST_DATE_LINE:
        return False
    before = _strip_connectors(_kind_first(_without_count(text[: found.start()]).strip(" (")))
    kind = title_kind(before)
    before = _strip_connectors(before[kind[1] :]) if kind else before
    is_own = not before or _whose(before) is not None
    return is_own and _AFTER_DATE.match(text[found.end() :]) is not None


def _printed(block: list[Row], typography: Typography) -> list[Row]:
    """Give the title line with the lines over which it wraps; what is stacked below it is no part."""
    wrapped = [block[0]]
    for above, row in pairwise(block):  # the name of the body, next in the block, may stand above it
        is_below = row.line is not None and block[0].line is not None and row.line.top > block[0].line.top
        is_near = is_below and row.gap is not None and row.gap < 1.6
        goes_on = typography.is_full(above, row) or hangs(above.text)
        if not (is_near and above.is_set_like(row) and goes_on):
            break
        wrapped.append(row)
    return wrapped


def _text_of(rows: list[Row], typography: Typography) -> str:
    return reduce(lambda text, row: join(text, row.text, typography), rows[1:], rows[0].text)


def _trim_kind(text: str) -> str:
    """Take a second naming of the kind (`… Åbent referat`) off the end of a stacked block."""
    return re.sub(rf"\s+(?:{alternatives(table('layouts')['title']['kind_again'])})$", "", text)


def _body_in(title: str) -> str | None:
    """Give the body's name: what is left without kind, date, time, place and connecting words."""
    kind = title_kind(title)
    text = without_name(_trim_kind(title[kind[1] :] if kind else title))
    if found := dates.find(text):
        before, after = text[: found.start()], text[found.end() :]
        text = before if _strip_connectors(before) else after
    text = re.split(r"\s+(?:kl\.?|klokken)\s*\d", text)[0]
    text = re.split(rf",?\s+(?:(?:{dates.WEEKDAYS})\b|d\.|den\s+\d)", text, flags=re.IGNORECASE)[0]
    for pattern in table("layouts")["title"]["cancelled"]:
        text = re.sub(pattern, "", text)
    bare = _strip_connectors(text)
    named = find_body(text)
    if named and (bare in named or not is_body(bare)):
        return _without_edge(named)
    # A name that is no known kind of body is one all the same, `Plan, Teknik og Miljø`; `nr. 12` is none.
    return bare if bare[:1].isupper() else find_body(bare) or _named_by(bare) or find_body(title)


def _named_by(words: str) -> str | None:
    """Give the body that some words name, in small letters (`regionsrådet`) or in the genitive as well."""
    name = capitalised(words) if words[:1].islower() else words
    return next(filter(is_body, (name, name.removesuffix("s"))), None)


def body_of_meeting(text: str) -> str | None:
    """Give the body that a line without a word for the kind names beside the day that it met."""
    found = dates.find(text)
    return _whose(_strip_connectors(_without_count(text[: found.start()]))) if found else None


def body_alone(text: str) -> str | None:
    """Give the body that a line names and says nothing else: `Byrådet`, `Borgerrepræsentationens møde`."""
    is_short = len(text) < _LONGEST_BELOW and ":" not in text
    return _whose(_strip_connectors(_without_count(text))) if is_short else None


def _without_count(before: str) -> str:
    """Take what else may stand before a day off: the municipality, that it was held, `møde nr. 4`."""
    words = alternatives(table("layouts")["title"]["before_date"])
    return re.sub(words, "", without_name(before), flags=re.IGNORECASE)


def _whose(words: str) -> str | None:
    """Give the body whose meeting words name: by its name, in the genitive or not, or as `Byrådsmøde`."""
    named = next(filter(is_body, (words, re.sub("[sS]$", "", words))), None)
    if named is None and words.isalpha():  # `Udvalgsmøde` is that of any
        named = next((name for name in [find_body(words)] if name and not is_generic(canonical(name))), None)
    return named


def body_in_running_head(text: str) -> str | None:
    """Give the body that a running head names beside the municipality, the kind, the day and the page."""
    text = without_name(text)
    if found := dates.find(text):
        text = f"{text[: found.start()]} | {text[found.end() :]}"
    parts = (_strip_connectors(_any_kind().sub("", part)) for part in _PARTS_OF_HEAD.split(text))
    return next(filter(None, map(_named_by, parts)), None)


def _without_edge(name: str) -> str:
    """Take connecting words off the end of a name."""
    words = name.split()
    while words and words[-1].lower() in table("layouts")["title"]["connectors"]:
        words = words[:-1]
    return " ".join(words)


def _strip_connectors(text: str) -> str:
    connectors = {word.lower() for word in table("layouts")["title"]["connectors"]}
    while True:
        words = _CONNECTOR_EDGE.sub("", text).split()
        if words and _joins(words[0].lower().rstrip(",:"), connectors):
            words = words[1:]
        if words and _joins(words[-1].lower().rstrip(",:"), connectors | {"d"}):
            words = words[:-1]
        bare = " ".join(words)
        if bare == text:
            return bare
        text = bare


def _joins(word: str, connectors: set[str]) -> bool:
    return word in connectors or re.fullmatch(dates.WEEKDAYS, word, re.IGNORECASE) is not None
