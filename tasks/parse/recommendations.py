"""The Indstilling, split into its recommendations."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from schemas.minutes import Recommendation
from tasks.parse.text import is_marked, strip_marker
from vocabulary.bodies import is_body
from vocabulary.tables import alternatives, table

_AT = re.compile(r"^[Aa]t\b[:,]?\s*")
# `Magistratens 2. Afdeling` is a name with a full stop in it.
_ORDINAL = r"(?<=\d)\.(?= [A-ZÆØÅ])"
_INLINE_POINT = re.compile(r"(?:(?<=\s)|^)(?:[Aa]t\s+)?(\d{1,2})[.)]\s+(?=\S)")


@cache
def _introduction() -> re.Pattern[str]:
    """Compile how points are introduced: proposer, verb, whom they are addressed to, the first `at`."""
    words = {name: alternatives(patterns) for name, patterns in table("recommendations").items()}
    proposer = rf"(?P<proposer>(?:(?!\b(?:{words['never_inside']})\b)(?:[^.:\n]|{_ORDINAL})){{2,100}}?)"
    verb = rf"\s+(?:{words['verbs']})\b(?:\s+(?:{words['adverbs']}))?"
    addressed = rf"(?:\s+(?:{words['addressed']})\s+[^:\n]{{2,80}}?(?=,?\s+[Aa]t\b|\s*:|$))?"
    opening = r"(?:\s*,)?(?:\s*:?\s*\b[Aa]t\b)?\s*:?\s*"
    # What another body is to do with the points: `indstiller til udvalget at anbefale over for Byrådet, at`.
    asked = rf"(?:{words['passed_on']})\s+(?:{words['addressed']})\s+[^.:\n]{{2,80}}?"
    passed_on = rf"(?:{asked}(?:,?\s+[Aa]t\b|\s*:)\s*)?"
    return re.compile(proposer + verb + addressed + opening + passed_on + r"(?P<rest>.*)", re.DOTALL)


def split_recommendations(paragraphs: list[str]) -> list[Recommendation]:
    """Split the paragraphs of an Indstilling; each point keeps its own words, the introduction goes."""
    found: list[Recommendation] = []
    proposer: str | None = None
    is_open = False
    first = _first_point(paragraphs)
    for paragraph, following in pairwise([*paragraphs[first:], ""]):
        if (not found and _head().fullmatch(paragraph)) or _addressed().fullmatch(paragraph):
            is_open = True
            continue
        if found and proposer is None and (behind := _behind().fullmatch(paragraph)):
            proposer = behind["party"] or behind["office"]
            found = [point.model_copy(update={"proposer": point.proposer or proposer}) for point in found]
            is_open = False
            continue
        is_point = is_marked(paragraph) and not _counted_name().match(paragraph)
        introduced = None if is_point else _introduced(paragraph)
        if introduced and found and _seconded().fullmatch(introduced["rest"].strip()):
            continue
        if introduced:
            proposer = _proposer(introduced["proposer"])
            points = [] if _is_cut(introduced["rest"], following) else _points(introduced["rest"])
            is_open = not points
        elif is_marked(paragraph) or is_open or _AT.match(paragraph) or not found:
            is_cut = _AT.match(paragraph) is not None and _is_asked(_AT.sub("", paragraph), following)
            points = [] if is_cut else _points(paragraph)
            is_open = is_cut or (is_open and not is_marked(paragraph) and not _AT.match(paragraph))
        else:
            # Prose after the points explains them: it stays in the section, it is no point of its own.
            continue
        found += [Recommendation(proposer=proposer, text=point) for point in points]
    return found


def _introduced(paragraph: str) -> re.Match[str] | None:
    """Match a paragraph that says who proposes; `At udvalget anbefaler, at …` is a point of a proposal."""
    return None if paragraph.startswith("At ") else _introduction().fullmatch(paragraph)


def _first_point(paragraphs: list[str]) -> int:
    """Give the index of the first paragraph that is a point or introduces some.

    What stands above the introduction is prose: `Stillet af Venstre.`
    """
    for index, paragraph in enumerate(paragraphs):
        if is_marked(paragraph) or _AT.match(paragraph) or _head().fullmatch(paragraph):
            return 0
        if _introduced(paragraph):
            return index
    return 0


@cache
def _seconded() -> re.Pattern[str]:
    """Compile what another body says of the points above it, `Økonomiudvalget anbefaler indstillingen`."""
    return re.compile(rf"(?:{alternatives(table('recommendations')['seconded'])})\.?")


@cache
def _addressed() -> re.Pattern[str]:
    """Compile a line that says to whom the points below it go, `Til Økonomiudvalget og Byrådet:`."""
    whom = alternatives(table("recommendations")["asked_whom"])
    return re.compile(rf"Til (?:[^.:\n]{{2,120}} )?{whom}\s*:")


@cache
def _counted_name() -> re.Pattern[str]:
    """Compile the beginning of a paragraph that names a counted office, `2. Afdeling`: no point's number."""
    return re.compile(rf"\d{{1,2}}\. (?:{alternatives(table('recommendations')['counted'])})\b")


@cache
def _head() -> re.Pattern[str]:
    """Compile an introduction without a verb, `Indstilling om,`."""
    return re.compile(rf"(?:{alternatives(table('recommendations')['heads'])})\s*[,:]?(?:\s*at)?\s*:?")


@cache
def _behind() -> re.Pattern[str]:
    """Compile who proposes in brackets behind the points, `(Økonomiforvaltningen)`."""
    return re.compile(rf"\((?:{alternatives(table('recommendations')['behind'])})\)\.?")


def _is_cut(rest: str, following: str) -> bool:
    """Say whether what is recommended comes in the list below, `… at udvalget anbefaler,`."""
    if _is_asked(rest, following):
        return True
    bare = rest.strip()
    is_unfinished = bare.endswith((",", ":")) or is_body(bare) or is_body(bare.capitalize())
    return is_marked(following) and is_unfinished


def _is_asked(said: str, following: str) -> bool:
    """Say whether a text ends in what a body is to do with the points that follow."""
    are_below = is_marked(following) or _AT.match(following) is not None
    return are_below and _asked_below().search(said.strip()) is not None


@cache
def _asked_below() -> re.Pattern[str]:
    """Compile how an introduction ends: what a body is to do with the points, or whom it is to ask."""
    words = {name: alternatives(patterns) for name, patterns in table("recommendations").items()}
    asked = rf"\b(?:{words['asked']})(?: {words['asked_whom']})?"
    passed_on = rf"^(?:{words['passed_on']})(?: [^\s.]+){{1,6}}?"
    return re.compile(rf"(?:{asked}|{passed_on})(?:,?\s+at|[,:])?$")


@cache
def _opening() -> re.Pattern[str]:
    """Compile how a proposer opens an Indstilling that has no heading: a name, a verb, a comma or colon."""
    words = {name: alternatives(patterns) for name, patterns in table("recommendations").items()}
    proposer = rf"[A-ZÆØÅ](?:(?!\b(?:{words['never_inside']})\b)[^.:,\n]){{2,60}}?"
    return re.compile(
        rf"{proposer}\s+(?:{words['opening_verbs']})(?:\s+[^.:\n]{{2,80}}?)?\s*(?:,|:|,?\s+at\b)"
    )


def introduces(line: str) -> bool:
    """Say whether a line opens an Indstilling: `Økonomichefen foreslår,`, `Direktionen indstiller, at …`."""
    return _opening().match(line) is not None


def _proposer(printed: str) -> str | None:
    impersonal = alternatives(table("recommendations")["impersonal"])
    return None if re.match(rf"(?:{impersonal})\b", printed) else printed.strip(" ,")


def _points(text: str) -> list[str]:
    """Split a text at the points numbered inside it, `At 1) … At 2) …`, and clean each."""
    marks = list(_INLINE_POINT.finditer(text))
    numbers = [int(mark[1]) for mark in marks]
    parts = [text]
    if len(marks) > 1 and numbers == list(range(1, len(marks) + 1)) and not text[: marks[0].start()].strip():
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        inside = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
        # An ordinal, `1. at 2. regnskab godkendes`, and what a bracket closes, `(bilag 2)`, count no points.
        if all(part.strip(" ,;") and part.count("(") == part.count(")") for part in inside):
            parts = inside
    cleaned = [_AT.sub("", _AT.sub("", strip_marker(part.strip()))).strip() for part in parts]
    return [part for part in cleaned if part.strip(" .-")]
