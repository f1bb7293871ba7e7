"""A decision's text to its outcome and remark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from schemas.terms import Outcome
from tasks.parse import dates
from tasks.parse.sentences import sentences
from tasks.parse.text import is_marked
from vocabulary.tables import alternatives, table

# `Byrådet besluttede,` and below it `at godkende …` are one sentence.
_LISTED = re.compile(r"[,:]?\s*\n\s*(?=at\b)")

# Before a day: the words that introduce it.
_DAY_BEFORE = re.compile(r"(?:\s+(?:den|d\.|af|dateret))*\s*$")

_DAY_OF_YEAR = re.compile(rf"\b\d{{1,2}}\. (?:{'|'.join(dates.MONTHS)})\b")

POINTS_DIFFER = "points-differ"
"""The rule that says that points were decided differently."""

# Points decided in these two words are not decided differently.
_APPROVED = {Outcome.GODKENDT, Outcome.VEDTAGET}


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    outcome: Outcome
    sees_whole: bool
    pattern: re.Pattern[str]
    first_pattern: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    words = table("outcomes")["lead"]
    lead = rf"(?:(?:{alternatives(words['subjects'])}) )?(?:(?:{alternatives(words['between'])}) )*"
    found = []
    for entry in table("outcomes")["rule"]:
        strict = [pattern.replace("{lead}", lead) for pattern in entry["patterns"]]
        loose = [pattern.replace("{decided}", words["decided"]) for pattern in entry.get("loose", ())]
        loose = [*strict, *loose]
        patterns = re.compile(alternatives(strict)), re.compile(alternatives(loose))
        found.append(_Rule(entry["id"], Outcome(entry["outcome"]), entry.get("whole", False), *patterns))
    return tuple(found)


@cache
def _pattern(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """Compile a list of the table `outcomes` that is no rule."""
    found = alternatives(table("outcomes")[name])
    return re.compile(f"{before}(?:{found}){after}", re.IGNORECASE | re.MULTILINE)


def classify(text: str) -> tuple[Outcome, str]:
    """Give a decision's outcome and the id of the rule that chose it."""
    text = _LISTED.sub(" ", text)
    by_point = _by_point(text)
    if len(by_point) > 1:
        outcomes = {outcome for outcome, _ in by_point}
        return (
            by_point[0]
            if len(outcomes) == 1 or outcomes <= _APPROVED
            else (Outcome.DELVIST_GODKENDT, POINTS_DIFFER)
        )
    # What may be the outcome where nothing else is: of an amendment, of a proposal that is decided below.
    amendment: tuple[Outcome, str] | None = None
    proposed: tuple[Outcome, str] | None = None
    is_first, is_open = True, False
    parts = (part for said in sentences(text) for part in re.split(table("outcomes")["then"], said))
    for sentence in (_pattern("announced", "^").sub("", part) or part for part in parts):
        found = _classify_sentence(sentence, is_first=is_first)
        if not found and (point := opens_point(sentence)):
            found = _classify_sentence(sentence[point.end() :], is_first=is_first)
        if _pattern("proposals", "^").match(sentence):
            proposed, is_open = proposed or found, True
            continue
        is_amendment = _pattern("amendments", "^").match(sentence) is not None
        is_of_proposal = is_open and _pattern("of_proposal", "^").match(sentence) is not None
        is_lost = found is not None and found[0] is Outcome.AFVIST
        if is_of_proposal and is_lost:
            proposed, is_open = None, False
        elif found and is_of_proposal and proposed:
            return proposed
        elif found and not (is_amendment or is_of_proposal or (is_lost and _is_of_own_proposal(sentence))):
            return found
        amendment, is_first = amendment or found, is_first and (is_amendment or is_of_proposal)
    return proposed or amendment or (Outcome.ANDET, "no-rule")


def _is_of_own_proposal(sentence: str) -> bool:
    """Say whether a sentence tells what became of a proposal that may be the item itself or not."""
    return _pattern("own_proposal", "^").match(sentence) is not None


def _classify_sentence(sentence: str, *, is_first: bool) -> tuple[Outcome, str] | None:
    whole = " ".join(sentence.lower().split()).strip(" .-–")
    whole = re.sub(table("outcomes")["majority"], "", whole)
    whole = re.sub(table("outcomes")["voted_to"], "besluttede at ", whole)
    whole = _without_day(whole)
    if _pattern("news", "^").match(whole) and not re.search(table("outcomes")["news_unless"], whole):
        return None
    bare = _pattern("attached", r",?\s", r"\b").split(whole, maxsplit=1)[0] or whole
    # `godkendte, at sagen sendes i høring`: the verdict stands before the words that it is about.
    for candidate in (re.split(r",? at ", bare, maxsplit=1)[0], bare, whole):
        for rule in _rules():
            pattern = rule.first_pattern if is_first else rule.pattern
            if pattern.search(whole if rule.sees_whole else candidate):
                return rule.outcome, rule.id
    return None


def _without_day(sentence: str) -> str:
    """Take the first day out of a sentence, `referat fra mødet den 3. maj`: it is part of no verdict."""
    day = dates.find(sentence) or _DAY_OF_YEAR.search(sentence)
    return _DAY_BEFORE.sub("", sentence[: day.start()]) + sentence[day.end() :] if day else sentence


def _by_point(text: str) -> list[tuple[Outcome, str]]:
    """Classify points that were decided one by one, `Ad 1: Godkendt. Ad 2: Udsat`.

    Words may introduce them, `Udvalget besluttede, at` and a counted list below.
    """
    if named := _by_name(text):
        return named
    marks = list(_pattern("points").finditer(text))
    before = text[: marks[0].start()].strip() if marks else ""
    if len(marks) < 2 or (before and not _pattern("introduced", "^", "$").match(before)):
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    bare = [next(sentences(part.removeprefix("at ") if before else part), "") for part in parts]
    first = [_classify_sentence(part, is_first=True) for part in bare]
    if before:  # `at` / `2. udsætte sagen`
        first = [
            found or _classify_sentence(f"besluttede at {part}", is_first=True)
            for found, part in zip(first, bare, strict=True)
        ]
    return [found for found in first if found]


def _by_name(text: str) -> list[tuple[Outcome, str]]:
    """Classify points that are named, each on a line of its own with its verdict behind a colon."""
    marks = [re.match(table("outcomes")["named_point"], line) for line in text.split("\n")]
    if len(marks) < 2 or None in marks:
        return []
    said = [next(sentences(mark.string[mark.end() :]), "") for mark in marks if mark]
    found = [_classify_sentence(sentence, is_first=False) for sentence in said]
    return [outcome for outcome in found if outcome] if None not in found else []


def opens_point(sentence: str) -> re.Match[str] | None:
    """Match the number of a point that opens a sentence, `Ad 2: …`."""
    return _pattern("points").match(sentence)


def remark_of(text: str) -> str | None:
    """Give what follows `med den bemærkning, at` and its like, None where nothing does.

    It ends with its paragraph, or with the list below it. There is none where `idet` only tells why a case
    was put off.
    """
    for match in _pattern("remarks", r"\b").finditer(text):
        before = text[: match.start()].rpartition("\n")[2]
        if match[0].lower().startswith("idet") and _pattern("reasoned", r"\b", r"\b").search(before):
            continue
        first, *others = text[match.end() :].strip().split("\n")
        if is_marked(before):
            others = []  # the next entries of the list that the remark stands in
        listed = others if first.endswith(":") or not first else list(takewhile(is_marked, others))
        return "\n".join([first, *listed]).strip() or None
    return None
