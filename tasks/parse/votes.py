"""Who voted what, in the lines and sentences of a decision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from schemas.minutes import Vote
from schemas.terms import VoteChoice
from vocabulary.bodies import is_body
from vocabulary.tables import alternatives, table

_COUNT = re.compile(r"(\d{1,3})(?:\s+(?:stemmer?|medlem(?:mer)?))?\s*(?=$|[(:,.])")
_VOTERS = r"[A-ZÆØÅ][\w ,.()’'/-]*?"
_WITH_COUNT = re.compile(r"(.+?)(?:\s*\(|:\s*)(\d{1,3})(?: (?:stemmer?|medlemmer|mandater))?\)?$")
_TALLIED = (VoteChoice.FOR, VoteChoice.IMOD)
_NAMES_PART = re.compile(r"(?:\s*[,;]\s*|\s+(?:og|samt)\s+)(?![^()]*\))")
_JOINED = re.compile(r",?\s+(?:(?:og|mens)\s+)?(?P<rest>[A-ZÆØÅ\d].*)")
_COUNT_BEHIND = r"(?: ?\((?P<count>\d{1,3})\)\.?$)?"


@dataclass(frozen=True, slots=True)
class _Rule:
    choice: VoteChoice
    label: re.Pattern[str]
    sentence: re.Pattern[str]
    counted: re.Pattern[str]
    inverted: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            VoteChoice(entry["choice"]),
            re.compile(rf"(?:{alternatives(entry['labels'])})(?!\w)", re.IGNORECASE),
            re.compile(rf"^(?P<voters>{_VOTERS})\s+(?:{alternatives(entry['verbs'])})\b{_COUNT_BEHIND}"),
            re.compile(
                rf"^(?P<members>\d{{1,3}})(?: medlem(?:mer)?)? (?:{alternatives(entry['verbs'])})"
                r"(?: ?\((?P<voters>[^()]+)\))?\.?$"
            ),
            re.compile(
                "|".join(
                    each.replace("{voters}", f"(?P<voters{number}>{_VOTERS})")
                    for number, each in enumerate(entry["inverted"])
                )
            ),
        )
        for entry in table("decision_lines")["vote"]
    )


@cache
def _groups() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Compile how a majority or minority is named: at the start of voters, before its verb, in brackets."""
    words = table("decision_lines")["groups"]
    opening = rf"\b(?i:{words['opening']})\s+"
    verbs = rf"(?= (?:{words['verbs']}))"
    named = rf"{opening}(?P<voters>[^.:]+?){verbs}"
    return re.compile(opening), re.compile(named), re.compile(rf"\b(?i:{words['bracketed']})")


@cache
def _tells_more() -> re.Pattern[str]:
    """Match words that no name of a voter holds: `Indstillingen blev godkendt med 42 stemmer imod 10`."""
    return re.compile(rf"\b(?:{alternatives(table('decision_lines')['groups']['never_inside'])})\b", re.I)


@cache
def _next_label() -> re.Pattern[str]:
    """Match the comma before another label: `For: 20 (A), imod: 4 (O)`."""
    labels = [label for entry in table("decision_lines")["vote"] for label in entry["labels"]]
    voting = r"\s+(?:\w+\s+)?stem(?:te|mer)\b"
    told = rf"(?:{alternatives(labels)})(?:\s*:|\s+\d|(?<=stemte)\s|(?<=stemmer)\s|{voting})"
    colon = rf"\s+(?=(?-i:[A-Z]))(?=(?:{alternatives(labels)})\s*:)"  # `Ja: 15 Nej: 10`
    verbs = alternatives([verb for entry in table("decision_lines")["vote"] for verb in entry["verbs"]])
    # `imod stemte 2, mens Ida Krogh undlod at stemme`
    joined = rf",\s+mens\s+(?=(?-i:[A-ZÆØÅ\d])[^,:]*?\s(?:{verbs}))"
    return re.compile(rf"(?:[,;.]|,?\s+og)\s+(?={told})|{colon}|{joined}", re.IGNORECASE)


def read_votes(sentence: str) -> list[Vote] | None:
    """Read a sentence that says who voted what, and perhaps why; None where it says more."""
    sentence = _reason().split(sentence, maxsplit=1)[0]
    if told := _told_tally(sentence.strip(" ."), is_whole=True):
        return told
    if listed := _counted_ways(sentence.strip(" .")):
        return listed
    votes: list[Vote] = []
    for part in _next_label().split(sentence.strip()):
        found = _from_label(part)
        if found is None and votes:
            found = _from_sentence(part)
        if found is None:
            return _from_sentence(sentence)
        votes += found
    return votes


def _counted_ways(sentence: str) -> list[Vote]:
    """Read numbers that say which way, each with its voters: `15 for (A, B), 10 imod (V)`."""
    words = table("decision_lines")["groups"]
    parts = re.split(r"(?<=\))(?:,? og|[,;.]) (?=\d)", sentence)
    ways = [re.fullmatch(words["counted_way"], part) for part in parts]
    if None in ways:
        return []
    return [
        vote
        for way in ways
        if way
        for choice in VoteChoice
        if way.groupdict().get(choice.value)
        for vote in _votes(choice, way["voters"], int(way["votes"]))
    ]


@cache
def _announcement() -> re.Pattern[str]:
    labels = [label for entry in table("decision_lines")["vote"] for label in entry["labels"]]
    return re.compile(
        rf"[A-ZÆØÅ][^:.]{{5,80}}:\s+(?=(?:{alternatives(labels)})(?:\s*:|(?<=stemte)\s|(?<=stemmer)\s))"
    )


def announces_votes(sentence: str) -> re.Match[str] | None:
    """Match what stands before the votes in their sentence, `Der stemmes om indstillingen: For stemte A`."""
    return _announcement().match(sentence)


def tells_again(sentence: str, votes: list[Vote], before: list[Vote]) -> bool:
    """Say whether a sentence explains votes that a list before it holds: `O kunne ikke tiltræde, at …`."""
    is_told = _from_label(sentence) is None and all(vote.votes is None and vote.voter for vote in votes)
    known = {(vote.voter, vote.choice) for vote in before}
    return is_told and bool(votes) and all((vote.voter, vote.choice) in known for vote in votes)


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
            opening, _, bracketed = _groups()
            group = bracketed.fullmatch(voters) or opening.match(voters)
            if group and group["kind"].lower() == "flertal" and " ikke " in match[0]:
                return None  # a majority that cannot recommend it has decided so
            if group is None and _tells_more().search(voters):
                continue
            members = int(group["members"]) if group and group["members"] else None
            if group:
                voters = group["voters"] if "voters" in group.groupdict() else voters[group.end() :]
            elif match["count"]:
                members = int(match["count"])
            votes = _votes(rule.choice, voters, members)
            # `A og F stemte for, mens V stemte imod.`
            also = _JOINED.match(sentence[match.end() :])
            return votes + ((_from_sentence(also["rest"]) or []) if also else [])
    return None


def read_majority(sentence: str) -> list[Vote]:
    """Read the votes that a decision names in passing: a majority, a tally, who was against it."""
    votes: list[Vote] = []
    words = table("decision_lines")["groups"]
    _, named, bracketed = _groups()
    for match in [*named.finditer(sentence), *bracketed.finditer(sentence)]:
        choice = VoteChoice.FOR if match["kind"].lower() == "flertal" else VoteChoice.IMOD
        if re.match(words["against"], sentence[match.end() :]):
            choice = VoteChoice.IMOD
        elif re.match(words["reserved"], sentence[match.end() :]):
            choice = VoteChoice.FORBEHOLD
        members = int(match["members"]) if match["members"] else None
        votes += _votes(choice, match["voters"], members)
    if told := _told_tally(sentence):
        votes += told
    elif tally := re.search(words["tally"], sentence):
        votes += _passing_tally(tally, sentence[: tally.start()])
    for match in re.finditer(words["reserving"], sentence):
        if _names_only_voters(match["voters"]):
            votes += _votes(VoteChoice.FORBEHOLD, match["voters"], None)
    return votes + [vote for clause in _clause().split(sentence)[1:] for vote in _from_clause(clause)]


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(rf",?\s+(?:{alternatives(table('decision_lines')['groups']['clauses'])})\s+")


def _from_clause(clause: str) -> list[Vote]:
    """Read who voted otherwise in what follows a decision, `idet O stemte imod` or `dog tog V forbehold`."""
    for rule in _rules():
        inverted = rule.inverted.match(clause)
        voters = next(filter(None, inverted.groups()), "") if inverted else ""
        match = rule.sentence.match(clause)
        voters = match["voters"] if match else voters
        if voters and _names_only_voters(voters):
            also = _JOINED.match(clause[match.end() :]) if match else None
            return _votes(rule.choice, voters, None) + (_from_clause(also["rest"]) if also else [])
    return []


def _names_only_voters(voters: str) -> bool:
    """Say whether words are names: each is written large, but those that join names."""
    small = table("decision_lines")["groups"]["small"]
    return all(not word[0].islower() or word in small for word in re.findall(r"[\w’'-]+", voters))


def _told_tally(text: str, *, is_whole: bool = False) -> list[Vote]:
    """Read a tally that says which number was for it, `15 stemmer for og 4 imod`."""
    for pattern in table("decision_lines")["groups"]["tally_told"]:
        if tally := re.fullmatch(pattern, text) if is_whole else re.search(pattern, text):
            return _tallied(tally)
    return []


def _passing_tally(tally: re.Match[str], before: str) -> list[Vote]:
    """Read a tally that does not say which number was for it: of what is lost the larger was against it.

    An amendment that is lost was another vote than that on the item.
    """
    words = table("decision_lines")["groups"]
    if not re.search(words["lost"], before):
        return _tallied(tally)
    if re.search(words["amended"], before, re.IGNORECASE):
        return []
    is_inverted = int(tally["for"]) > int(tally["imod"])
    return _tallied(tally, order=_TALLIED[::-1] if is_inverted else _TALLIED)


def _tallied(tally: re.Match[str], order: tuple[VoteChoice, ...] = _TALLIED) -> list[Vote]:
    counts = dict(zip(order, (int(tally["for"]), int(tally["imod"])), strict=True))
    votes = [Vote(choice=choice, votes=counts[choice]) for choice in _TALLIED]
    return [*votes, Vote(choice=VoteChoice.UNDLOD, votes=int(tally["undlod"]))] if tally["undlod"] else votes


@cache
def _sum_behind() -> re.Pattern[str]:
    """Match how many all voters are, behind the last: `A, F og Ø – i alt 6`, `A, F, 6 stemmer`."""
    count = r"(\d{1,3})(?: stemmer)?\)?$"
    said = rf"(?:^|[\s,;(–-]+){table('decision_lines')['groups']['sum']}{count}"
    return re.compile(rf"{said}|(?:^|[,;]\s*){count}", re.IGNORECASE)


def _votes(choice: VoteChoice, voters: str, total: int | None) -> list[Vote]:
    """Make a vote for each voter; a number behind the last of several is that of all together."""
    told = _sum_behind().search(voters) if total is None else None
    voters = voters[: told.start()] if told else voters
    names = [name.strip(" .") for name in _NAMES_PART.split(voters) if name.strip(" .-")]
    nobody = re.compile(table("decision_lines")["groups"]["nobody"], re.IGNORECASE)
    names = [name for name in names if not nobody.fullmatch(name)]
    # Where each has its number what all come to is no other vote.
    if told and not (names and all(map(_WITH_COUNT.fullmatch, names))):
        total = int(told[1] or told[2])
    counted = [_WITH_COUNT.fullmatch(name) for name in names]
    bare = [match[1] if match else name for match, name in zip(counted, names, strict=True)]
    each = [int(match[2]) if match else None for match in counted]
    if len(names) > 1 and each[-1] is not None and not any(each[:-1]):
        total, each[-1] = each[-1] if total is None else total, None
    if len(names) == 1 and total is not None:
        return [Vote(voter=bare[0], choice=choice, votes=each[0] or total)]
    whole = [Vote(choice=choice, votes=total)] if total is not None else []
    return [*whole, *(Vote(voter=n, choice=choice, votes=v) for n, v in zip(bare, each, strict=True))]
