"""A decision's text to its outcome and remark."""

from __future__ import annotations

import re
from functools import cache

from schemas.vocabulary import Outcome
from tasks.parse.sentences import sentences
from vocabulary.tables import table

_POINT = re.compile(r"(?:^|(?<=[\s.;,]))(?:Ad|Pkt\.?|Punkt)\s*(\d{1,2})\s*[:.)–-]?\s+", re.IGNORECASE)
_REMARK = re.compile(
    r"\b(?:med (?:den|de|følgende|en) (?:bemærkning(?:er)?|ændring(?:er)?|tilføjelse(?:r)?|præcisering(?:er)?|justering(?:er)?)"
    r"(?:\s*,?\s*at\b|\s*:)|med bemærkning(?:er)?,? (?:om,? )?at\b|,?\s*idet\b|,?\s*dog (?:således,? )?at\b)\s*(?P<remark>.+)",
    re.IGNORECASE | re.DOTALL,
)


@cache
def _rules() -> list[tuple[str, Outcome, list[re.Pattern[str]]]]:
    return [
        (entry["id"], Outcome(entry["outcome"]), [re.compile(pattern) for pattern in entry["patterns"]])
        for entry in table("outcomes")["rule"]
    ]


def classify(text: str) -> tuple[Outcome, str]:
    """Give a decision's outcome and the id of the rule that chose it."""
    by_point = _by_point(text)
    if len(by_point) > 1:
        outcomes = {outcome for outcome, _ in by_point}
        if len(outcomes) == 1:
            return by_point[0]
        return Outcome.DELVIST_GODKENDT, "points-differ"
    for sentence in sentences(text):
        if found := _classify_sentence(sentence):
            return found
    return Outcome.ANDET, "no-rule"


def _classify_sentence(sentence: str) -> tuple[Outcome, str] | None:
    lowered = " ".join(sentence.lower().split()).strip(" .-–")
    # What is attached to a verdict (`med den ændring, at sag 7 udsættes`) must not outvote it.
    verdict = re.split(r",? (?:med (?:den|de|følgende)|idet|således at|dog)\b", lowered)[0] or lowered
    for candidate in (verdict, lowered):
        for rule, outcome, patterns in _rules():
            if any(pattern.search(candidate) for pattern in patterns):
                return outcome, rule
    return None


def _by_point(text: str) -> list[tuple[Outcome, str]]:
    """Classify points that were decided one by one, `Ad 1: Godkendt. Ad 2: Udsat`."""
    marks = list(_POINT.finditer(text))
    if len(marks) < 2 or text[: marks[0].start()].strip():
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    return [found for part in parts if (found := _classify_sentence(next(sentences(part), "")))]


def remark_of(text: str) -> str | None:
    """Give what follows `med den bemærkning, at` and its like, None where nothing does."""
    match = _REMARK.search(text)
    if not match:
        return None
    remark = match["remark"].strip()
    return remark or None
