"""Who voted what, in the lines and sentences of a decision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from schemas.minutes import Vote
from schemas.terms import VoteChoice
from vocabulary.bodies import is_body
from vocabulary.tables import alternatives, table

_COUNT = re.compile(r"(\d{1,3})(?:\s+(?:stemmer?|medlemmer))?\s*(?=$|[(:,.])")
_VOTERS = r"[A-ZÆØÅ][\w ,.()’'/-]*?"
_WITH_COUNT = re.compile(r"(.+?)\s*\((\d{1,3})(?: (?:stemmer?|medlemmer|mandater))?\)$")
_TALLIED = (VoteChoice.FOR, VoteChoice.IMOD)
_NAMES_PART = re.compile(r"\s*[,;]\s*(?![^()]*\))|\s+(?:og|samt)\s+")


@dataclass(frozen=True, slots=True)
class _Rule:
    choice: VoteChoice
    label: re.Pattern[str]
    sentence: re.Pattern[str]
    counted: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            VoteChoice(entry["choice"]),
            re.compile(rf"(?:{alternatives(entry['labels'])})(?!\w)", re.IGNORECASE),
            re.compile(rf"^(?P<voters>{_VOTERS})\s+(?:{alternatives(entry['verbs'])})\b"),
            re.compile(
                rf"^(?P<members>\d{{1,3}})(?: medlem(?:mer)?)? (?:{alternatives(entry['verbs'])})"
                r"(?: ?\((?P<voters>[^()]+)\))?\.?$"
            ),
        )
        for entry in table("decision_lines")["vote"]
    )


@cache
def _groups() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile how a majority or minority is named: at the start of voters, and before its verb."""
    words = table("decision_lines")["groups"]
    opening = rf"\b(?i:{words['opening']})\s+"
    named = rf"{opening}(?P<voters>[^.:]+?)(?= (?:{words['verbs']}))"
    return re.compile(opening), re.compile(named)


@cache
def _tells_more() -> re.Pattern[str]:
    """Match words that no name of a voter holds: `Indstillingen blev godkendt med 42 stemmer imod 10`."""
    return re.compile(rf"\b(?:{alternatives(table('decision_lines')['groups']['never_inside'])})\b", re.I)


@cache
def _next_label() -> re.Pattern[str]:
    """Match the comma before another label: `For: 20 (A), imod: 4 (O)`."""
    labels = [label for entry in table("decision_lines")["vote"] for label in entry["labels"]]
    return re.compile(rf"[,;.]\s+(?=(?:{alternatives(labels)})(?:\s*:|\s+\d))", re.IGNORECASE)


def read_votes(sentence: str) -> list[Vote] | None:
    """Read a sentence that says who voted what, and perhaps why; None where it says more."""
    sentence = _reason().split(sentence, maxsplit=1)[0]
    votes: list[Vote] = []
    for part in _next_label().split(sentence.strip()):
        found = _from_label(part)
        if found is None:
            return _from_sentence(sentence)
        votes += found
    return votes


@cache
def _reason() -> re.Pattern[str]:
    return re.compile(rf",\s+(?:{alternatives(table('decision_lines')['groups']['reasons'])})\b")


def _from_label(part: str) -> list[Vote] | None:
    for rule in _rules():
        if not (label := rule.label.match(part)):
            continue
        rest = part[label.end() :].strip()
        has_colon, rest = rest.startswith(":"), rest.lstrip(":").strip(" .")
        count = _COUNT.match(rest)
        if not (has_colon or count or "stemte" in label[0].lower()):
            continue
        voters = rest[count.end() :].strip(" :") if count else rest
        if voters.startswith("(") and voters.endswith(")"):
            voters = voters[1:-1]
        return _votes(rule.choice, voters, int(count[1]) if count else None)
    return None


def _from_sentence(sentence: str) -> list[Vote] | None:
    for rule in _rules():
        if counted := rule.counted.match(sentence):
            return _votes(rule.choice, counted["voters"] or "", int(counted["members"]))
        if match := rule.sentence.match(sentence):
            voters = match["voters"]
            if is_body(voters) and " ikke " in match[0] and not voters.endswith("gruppen"):
                return None  # `Udvalget kan ikke anbefale …` is the decision
            if voters[-1].isdigit():
                return None  # a tally inside a sentence, `godkendt med 44 stemmer imod 9`
            group = _groups()[0].match(voters)
            if group is None and _tells_more().search(voters):
                continue
            members = int(group["members"]) if group and group["members"] else None
            return _votes(rule.choice, voters[group.end() :] if group else voters, members)
    return None


def read_majority(sentence: str) -> list[Vote]:
    """Read the votes that a decision names in passing: a majority and its members, or a tally."""
    votes: list[Vote] = []
    for match in _groups()[1].finditer(sentence):
        choice = VoteChoice.FOR if match["kind"].lower() == "flertal" else VoteChoice.IMOD
        members = int(match["members"]) if match["members"] else None
        votes += _votes(choice, match["voters"], members)
    if tally := re.search(table("decision_lines")["groups"]["tally"], sentence):
        counts = [int(tally["for"]), int(tally["imod"])]
        if re.search(table("decision_lines")["groups"]["lost"], sentence[: tally.start()]):
            counts.reverse()  # those who rejected it voted against it
        votes += [Vote(choice=choice, votes=count) for choice, count in zip(_TALLIED, counts, strict=True)]
        if tally["undlod"]:
            votes.append(Vote(choice=VoteChoice.UNDLOD, votes=int(tally["undlod"])))
    return votes


def _votes(choice: VoteChoice, voters: str, total: int | None) -> list[Vote]:
    """Make a vote for each voter; a number behind the last of several is that of all together."""
    names = [name.strip(" .") for name in _NAMES_PART.split(voters) if name.strip(" .-")]
    counted = [_WITH_COUNT.fullmatch(name) for name in names]
    bare = [match[1] if match else name for match, name in zip(counted, names, strict=True)]
    each = [int(match[2]) if match else None for match in counted]
    if len(names) > 1 and each[-1] is not None and not any(each[:-1]):
        total, each[-1] = each[-1] if total is None else total, None
    if len(names) == 1 and total is not None:
        return [Vote(voter=bare[0], choice=choice, votes=each[0] or total)]
    whole = [Vote(choice=choice, votes=total)] if total is not None else []
    return [*whole, *(Vote(voter=n, choice=choice, votes=v) for n, v in zip(bare, each, strict=True))]
