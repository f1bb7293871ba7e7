"""The Indstilling, split into its recommendations."""

from __future__ import annotations

import re

from schemas.minutes import Recommendation
from tasks.parse.text import is_marked, strip_marker

_INTRODUCTION = re.compile(
    r"^(?P<proposer>(?:(?!\b(?:at|der|som)\b)[^.:\n]){2,100}?)\s+(?:indstiller|anbefaler|foreslår|indstilles)\b"
    r"(?:\s+(?:endvidere|samtidig|desuden|også|derfor|videre))?(?:\s+(?:til|over for)\s+[^:\n]{2,80}?(?=,?\s+[Aa]t\b|\s*:|$))?"
    r"(?:\s*,)?(?:\s*:?\s*\b[Aa]t\b)?\s*:?\s*(?P<rest>.*)$",
    re.DOTALL,
)
_IMPERSONAL = re.compile(r"^(?:Det|Herudover|Endvidere|Der|Desuden)\b")
_AT = re.compile(r"^[Aa]t\b[:,]?\s*")
_INLINE_POINT = re.compile(r"(?:(?<=\s)|^)(?:[Aa]t\s+)?(\d{1,2})[.)]\s+(?=\S)")


def split_recommendations(paragraphs: list[str]) -> list[Recommendation]:
    """Split the paragraphs of an Indstilling; each point keeps its own words, the introduction goes."""
    found: list[Recommendation] = []
    proposer: str | None = None
    is_open = False
    for paragraph in paragraphs:
        introduced = None if is_marked(paragraph) else _INTRODUCTION.match(paragraph)
        if introduced:
            proposer = _proposer(introduced["proposer"])
            points = _points(introduced["rest"])
            is_open = not points
        elif is_marked(paragraph) or is_open or _AT.match(paragraph) or not found:
            points = _points(paragraph)
        else:
            # Prose after the points explains them: it stays in the section, it is no point of its own.
            continue
        found += [Recommendation(proposer=proposer, text=point) for point in points]
    return found


def _proposer(printed: str) -> str | None:
    name = re.sub(r"\s+(?:indstiller|anbefaler)$", "", printed).strip(" ,")
    return None if _IMPERSONAL.match(name) else name


def _points(text: str) -> list[str]:
    """Split a text at the points numbered inside it, `At 1) … At 2) …`, and clean each."""
    marks = list(_INLINE_POINT.finditer(text))
    numbers = [int(mark[1]) for mark in marks]
    if len(marks) > 1 and numbers == list(range(1, len(marks) + 1)) and not text[: marks[0].start()].strip():
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        parts = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    else:
        parts = [text]
    cleaned = [_AT.sub("", _AT.sub("", strip_marker(part.strip()))).strip() for part in parts]
    return [part for part in cleaned if part.strip(" .-")]
