"""Invent what a body decided: a phrase whose outcome is known, a remark, votes, who was away."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import wordlists
from corpus.phrases import Phrases
from schemas.minutes import ItemAttendance, Vote
from schemas.terms import ItemAttendanceStatus, Outcome, VoteChoice

PHRASES: tuple[tuple[str, Outcome], ...] = (
    ("Godkendt.", Outcome.GODKENDT),
    ("Godkendt.", Outcome.GODKENDT),
    ("Godkendes.", Outcome.GODKENDT),
    ("Indstillingen godkendt.", Outcome.GODKENDT),
    ("Tiltrådt.", Outcome.GODKENDT),
    ("Vedtaget.", Outcome.VEDTAGET),
    ("Anbefales.", Outcome.ANBEFALET),
    ("Indstilles godkendt.", Outcome.ANBEFALET),
    ("Indstilles til godkendelse.", Outcome.ANBEFALET),
    ("Anbefalet af {body}.", Outcome.ANBEFALET),
    ("{body} kan ikke anbefale forslaget.", Outcome.IKKE_ANBEFALET),
    ("Taget til efterretning.", Outcome.TAGET_TIL_EFTERRETNING),
    ("Taget til efterretning.", Outcome.TAGET_TIL_EFTERRETNING),
    ("Drøftet og taget til efterretning.", Outcome.TAGET_TIL_EFTERRETNING),
    ("Til efterretning.", Outcome.TAGET_TIL_EFTERRETNING),
    ("Drøftet.", Outcome.DROEFTET),
    ("Punktet blev drøftet.", Outcome.DROEFTET),
    ("Udsat.", Outcome.UDSAT),
    ("Sagen blev udsat.", Outcome.UDSAT),
    ("Sagen blev udskudt til næste møde.", Outcome.UDSAT),
    ("Fremsendes til Økonomiudvalget til behandling.", Outcome.OVERSENDT),
    ("Sagen oversendes til budgetforhandlingerne.", Outcome.OVERSENDT),
    ("Sendes i høring.", Outcome.OVERSENDT),
    ("Sendes tilbage til forvaltningen.", Outcome.TILBAGESENDT),
    ("Forkastet.", Outcome.AFVIST),
    ("Afvist.", Outcome.AFVIST),
    ("Indstillingen nedstemt.", Outcome.AFVIST),
    ("Forslaget faldt.", Outcome.AFVIST),
    ("Punktet udgår af dagsordenen.", Outcome.UDGAAET),
    ("Taget af dagsordenen.", Outcome.UDGAAET),
    ("Ad 1: Godkendt.\nAd 2: Udsat.", Outcome.DELVIST_GODKENDT),
    ("{Office} inviteres til et kommende møde.", Outcome.ANDET),
    (
        "Tilbagesendes {Office} med bemærkning, at byrådet har vedtaget indstillingen.",
        Outcome.VEDTAGET,
    ),
)
REMARKED = (
    "Godkendt med den bemærkning, at {remark}",
    "Godkendt med den ændring, at {remark}",
    "Taget til efterretning med den bemærkning, at {remark}",
    "Anbefales med den bemærkning, at {remark}",
)


# Phrases of the domain's table in the forms that are less common, and its traps: taken by `variety`.
VARIED: tuple[tuple[str, Outcome], ...] = (
    ("Indstillingen tiltrådt.", Outcome.GODKENDT),
    ("Forvaltningens indstilling blev tiltrådt uden afstemning.", Outcome.GODKENDT),
    ("Godkendt, idet {remark}", Outcome.GODKENDT),
    ("Godkendt med den ændring, at sag 7 udsættes.", Outcome.GODKENDT),
    ("Udvalget godkendte, at sagen sendes i høring.", Outcome.GODKENDT),
    ("Byrådet har vedtaget indstillingen.", Outcome.VEDTAGET),
    ("Indstillingen blev vedtaget.", Outcome.VEDTAGET),
    ("Indstilles godkendt med den bemærkning, at {remark}", Outcome.ANBEFALET),
    ("Et flertal bestående af A, C og V (6) anbefaler indstillingen.", Outcome.ANBEFALET),
    ("Udvalget anbefaler indstillingen over for {body}.", Outcome.ANBEFALET),
    ("Kan ikke anbefales.", Outcome.IKKE_ANBEFALET),
    ("{body} tager orienteringen til efterretning.", Outcome.TAGET_TIL_EFTERRETNING),
    ("Orienteringen blev taget til efterretning.", Outcome.TAGET_TIL_EFTERRETNING),
    ("Udvalget drøftede sagen.", Outcome.DROEFTET),
    ("Sagen udsættes til næste møde.", Outcome.UDSAT),
    ("Behandlingen af punktet blev udsat.", Outcome.UDSAT),
    ("Sendes i høring frem til den {date}.", Outcome.OVERSENDT),
    ("Oversendes til behandling i {body}.", Outcome.OVERSENDT),
    ("Sagen sendes tilbage til forvaltningen med henblik på nye beregninger.", Outcome.TILBAGESENDT),
    ("Tilbagesendt til fornyet behandling i {Office}.", Outcome.TILBAGESENDT),
    ("Ikke godkendt.", Outcome.AFVIST),
    ("Ændringsforslaget faldt.", Outcome.AFVIST),
    ("Udgår.", Outcome.UDGAAET),
    ("Punktet blev taget af dagsordenen.", Outcome.UDGAAET),
    ("Ad 1: Godkendt.\nAd 2: Taget til efterretning.\nAd 3: Udsat.", Outcome.DELVIST_GODKENDT),
    ("Indstilling 1 og 2 blev godkendt. Indstilling 3 blev udsat.", Outcome.DELVIST_GODKENDT),
    ("Formanden orienterede om besøget i {town}. Forslaget om en ny hal er udsat.", Outcome.ANDET),
    ("Der var spørgsmål til tidsplanen for {street}.", Outcome.ANDET),
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What stands in a decision field: `printed` is all of it, `text` without votes and attendance."""

    printed: str
    text: str
    outcome: Outcome
    remark: str | None = None
    votes: tuple[Vote, ...] = ()
    away: tuple[ItemAttendance, ...] = ()


def decide(
    phrases: Phrases,
    *,
    has_remarks: bool = True,
    has_votes: bool = False,
    has_rare_lines: bool = False,
    variety: float = 0,
) -> Decided:
    """Invent one decision; rare lines are votes and absences in their less common forms.

    `variety` is the share of decisions in the less common phrases, and of lines in less common forms.
    """
    random = phrases.random
    if variety and random.random() < variety:
        return _varied(phrases, has_votes=has_votes)
    remark = None
    if has_remarks and random.random() < 0.25:
        template = random.choice(REMARKED)
        remark = phrases.pick(wordlists.REMARKS)
        text = template.replace("{remark}", remark)
        outcome = next(o for phrase, o in PHRASES if template.startswith(phrase.rstrip(".")))
    else:
        template, outcome = random.choice(PHRASES)
        text = phrases.fill(template)
        if "bemærkning, at " in text:
            remark = text.partition("bemærkning, at ")[2]
    if not has_votes or random.random() < 0.5:
        return Decided(text, text, outcome, remark)
    lines, votes, away = _rare_lines(phrases) if has_rare_lines else _votes_and_absence(phrases)
    return Decided("\n".join([text, *lines]), text, outcome, remark, votes, away)


def _varied(phrases: Phrases, *, has_votes: bool) -> Decided:
    """Invent a decision in a less common phrase, with less common lines below it."""
    random = phrases.random
    template, outcome = random.choice(VARIED)
    remark = phrases.pick(wordlists.REMARKS) if "{remark}" in template else None
    text = phrases.fill(template.replace("{remark}", remark or ""))
    if "den ændring, at " in text:
        remark = text.partition("den ændring, at ")[2]
    votes: tuple[Vote, ...] = ()
    if "flertal" in text:
        whole = (Vote(choice=VoteChoice.FOR, votes=6),)
        votes = (*whole, *(Vote(voter=party, choice=VoteChoice.FOR) for party in ("A", "C", "V")))
    if not has_votes:
        return Decided(text, text, outcome, remark, votes)
    lines, more, away = _varied_lines(phrases)
    return Decided("\n".join([text, *lines]), text, outcome, remark, (*votes, *more), away)


def _varied_lines(phrases: Phrases) -> tuple[list[str], tuple[Vote, ...], tuple[ItemAttendance, ...]]:
    """Invent a line that says who voted how, who was not there, or who had no part in the case."""
    random = phrases.random
    one, two, three = random.sample(wordlists.PARTIES, 3)
    name, other = phrases.name(), phrases.name()
    absent, excused = ItemAttendanceStatus.ABSENT, ItemAttendanceStatus.EXCUSED
    inhabil = ItemAttendanceStatus.INHABIL
    against = tuple(Vote(voter=party, choice=VoteChoice.IMOD) for party in (one, two))
    for_line = (Vote(choice=VoteChoice.FOR, votes=20), Vote(voter=three, choice=VoteChoice.FOR))
    forms: tuple[tuple[str, tuple[Vote, ...], tuple[ItemAttendance, ...]], ...] = (
        (f"Imod stemte: {one} og {two}.", against, ()),
        (f"{one} kunne ikke tiltræde.", against[:1], ()),
        (f"{name} ({one}) stemte imod.", (Vote(voter=f"{name} ({one})", choice=VoteChoice.IMOD),), ()),
        (f"{one} og {two} tager forbehold.", _all(VoteChoice.FORBEHOLD, one, two), ()),
        (f"For: 20 ({three}, {one})", (*for_line, Vote(voter=one, choice=VoteChoice.FOR)), ()),
        (f"{name} ({one}) var inhabil.", (), (_away(name, one, inhabil),)),
        (f"Inhabil: {name} ({one}).", (), (_away(name, one, inhabil),)),
        (f"Ikke til stede: {name}, {other}.", (), (_away(name, None, absent), _away(other, None, absent))),
        (f"Afbud: {name} ({two}).", (), (_away(name, two, excused),)),
        (f"Fraværende med afbud: {name}", (), (_away(name, None, excused),)),
        (f"{name} deltog ikke i sagens behandling.", (), (_away(name, None, absent),)),
    )
    line, votes, away = random.choice(forms)
    return [line], votes, away


def _all(choice: VoteChoice, *voters: str) -> tuple[Vote, ...]:
    return tuple(Vote(voter=voter, choice=choice) for voter in voters)


def _away(name: str, party: str | None, status: ItemAttendanceStatus) -> ItemAttendance:
    return ItemAttendance(name=name, party=party, status=status)


def _votes_and_absence(
    phrases: Phrases,
) -> tuple[list[str], tuple[Vote, ...], tuple[ItemAttendance, ...]]:
    """Invent the lines under a decision that say who voted how and who was not there."""
    random = phrases.random
    lines: list[str] = []
    votes: list[Vote] = []
    away: list[ItemAttendance] = []
    parties = random.sample(wordlists.PARTIES, 3)
    if random.random() < 0.5:
        lines.append(f"Imod stemte: {', '.join(parties)}.")
        votes += [Vote(voter=party, choice=VoteChoice.IMOD) for party in parties]
    elif random.random() < 0.5:
        lines.append(f"{parties[0]} tog forbehold.")
        votes.append(Vote(voter=parties[0], choice=VoteChoice.FORBEHOLD))
    if not lines or random.random() < 0.5:
        name, party = phrases.name(), random.choice(wordlists.PARTIES)
        label, status = random.choice(
            (
                ("Fraværende", ItemAttendanceStatus.ABSENT),
                ("Afbud", ItemAttendanceStatus.EXCUSED),
                ("Ikke til stede", ItemAttendanceStatus.ABSENT),
            )
        )
        lines.append(f"{label}: {name} ({party}).")
        away.append(ItemAttendance(name=name, party=party, status=status))
    return lines, tuple(votes), tuple(away)


def _rare_lines(phrases: Phrases) -> tuple[list[str], tuple[Vote, ...], tuple[ItemAttendance, ...]]:
    """Invent a line or two: counted votes, abstentions, a dissent, somebody disqualified or replaced."""
    random = phrases.random
    one, two = random.sample(wordlists.PARTIES, 2)
    name, for_count, against_count = phrases.name(), random.randint(9, 20), random.randint(1, 8)
    match random.choice(("counted", "abstained", "dissent", "disqualified")):
        case "counted":
            counted = ((VoteChoice.FOR, for_count), (VoteChoice.IMOD, against_count))
            votes = tuple(Vote(choice=choice, votes=count) for choice, count in counted)
            return [f"For: {for_count}.", f"Imod: {against_count}."], votes, ()
        case "abstained":
            return [f"{one} undlod at stemme."], (Vote(voter=one, choice=VoteChoice.UNDLOD),), ()
        case "dissent":
            votes = tuple(Vote(voter=party, choice=VoteChoice.IMOD) for party in (one, two))
            return [f"{one} og {two} kunne ikke tiltræde indstillingen."], votes, ()
        case _:
            person = ItemAttendance(name=name, party=one, status=ItemAttendanceStatus.INHABIL)
            return [f"{name} ({one}) erklærede sig inhabil og deltog ikke i behandlingen."], (), (person,)
