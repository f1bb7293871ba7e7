"""Invent meetings of Nørrestrand Kommune from a seed: all the facts, which a layout then prints in part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from random import Random
from typing import Literal

from corpus import wordlists
from corpus.invent_item import invent_closed, invent_item
from corpus.phrases import CASE_SYSTEMS, Phrases
from corpus.standing import STANDING, invent_standing
from corpus.truth import Attendance, Item, Meeting
from schemas.terms import AttendanceStatus, DocumentKind


@dataclass(frozen=True, slots=True)
class Variation:
    """What may differ from one meeting to the next; `numbering` starts a running number, 1 restarts.

    `long_paragraphs` are added to the text of each case.
    """

    body: str = "Direktionen"
    meeting_date: date = date(2021, 5, 31)
    start_time: time | None = time(11, 30)
    end_time: time | None = None
    place: str | None = wordlists.PLACES[0]
    document_kind: DocumentKind = DocumentKind.REFERAT
    case_system: str = "sbsys"
    item_count: int = 6
    first_number: int = 1
    numbering: Literal["plain", "dotted", "lettered"] = "plain"
    closed_share: float = 0.2
    standing: tuple[str, ...] = ("eventuelt",)
    has_attendance: bool = True
    has_parties: bool = False
    has_votes: bool = False
    has_rare_lines: bool = False
    has_substitutes: bool = False
    has_history: bool = False
    has_tables: bool = True
    has_long_table: bool = False
    long_paragraphs: int = 0
    is_cancelled: bool = False
    variety: float = 0

    @property
    def has_decisions(self) -> bool:
        """Say whether the meeting has been held: agendas print no decisions."""
        return self.document_kind in (DocumentKind.REFERAT, DocumentKind.TILLAEGSREFERAT)


def vary(random: Random) -> Variation:
    """Choose a variation at random."""
    is_political = random.random() < 0.5
    bodies = wordlists.COMMITTEES + wordlists.COUNCILS if is_political else wordlists.BOARDS
    day = date(2002, 1, 7) + timedelta(days=random.randint(0, 8900))
    day -= timedelta(days=max(0, day.weekday() - 4))  # nobody meets on a Saturday
    kinds = (DocumentKind.REFERAT,) * 7 + tuple(DocumentKind)[1:]
    standing = random.sample(tuple(STANDING), random.randint(0, 4))
    return Variation(
        body=random.choice(bodies),
        meeting_date=day,
        start_time=random.choice((None, time(9), time(11, 30), time(12, 30), time(16), time(18, 30))),
        end_time=random.choice((None, None, time(20, 15), time(21))),
        place=random.choice((None, *wordlists.PLACES)),
        document_kind=random.choice(kinds),
        case_system=random.choice(CASE_SYSTEMS),
        item_count=random.choice((1, 2, 3, 4, 5, 6, 7, 8, 15)),
        first_number=random.choice((1, 1, 1, random.randint(30, 300))),
        numbering=random.choice(("plain",) * 6 + ("dotted", "lettered")),
        standing=tuple(sorted(standing)),
        has_attendance=random.random() < 0.7,
        has_parties=is_political,
        has_votes=is_political,
        has_rare_lines=is_political and random.random() < 0.5,
        has_substitutes=random.random() < 0.3,
        has_history=is_political and random.random() < 0.5,
        has_long_table=random.random() < 0.1,
        is_cancelled=random.random() < 0.03,
    )


def invent(seed: int, variation: Variation | None = None, *, variety: float = 0) -> Meeting:
    """Invent a meeting: the same seed and variation give the same meeting.

    `variety` is that of a meeting whose variation the seed chooses.
    """
    random = Random(seed)
    variation = variation or replace(vary(random), variety=variety)
    phrases = Phrases(random, variation.body, variation.meeting_date, variation.case_system)
    items = () if variation.is_cancelled else tuple(_items(phrases, variation))
    return Meeting(
        municipality=wordlists.MUNICIPALITY,
        body=variation.body,
        meeting_date=variation.meeting_date,
        start_time=variation.start_time,
        end_time=variation.end_time if variation.start_time else None,
        place=variation.place,
        document_kind=variation.document_kind,
        attendance=_attendance(phrases, variation),
        items=items,
        is_cancelled=variation.is_cancelled,
        is_municipality_printed=False,
    )


def _items(phrases: Phrases, variation: Variation) -> list[Item]:
    """Invent the agenda: cases first, the standing items in between and at the end."""
    items = []
    subjects = phrases.random.sample(wordlists.SUBJECTS, variation.item_count)
    for index, subject in enumerate(subjects):
        is_closed = phrases.random.random() < variation.closed_share
        long_table = variation.has_long_table and index == 0
        variant = replace(variation, has_long_table=long_table)
        case = invent_closed(phrases, variant) if is_closed else invent_item(phrases, variant, subject)
        items.append(case)
    items += [invent_standing(key, phrases, variation) for key in variation.standing]
    items.sort(key=lambda item: item.standing_key == "eventuelt")
    return [
        item.model_copy(update={"position": i, "number": _number(i, variation)})
        for i, item in enumerate(items, start=1)
    ]


def _number(position: int, variation: Variation) -> str:
    """Give an item its number: `7`; or `1.1 1.2 2.1`; or `1 1a 2 2a`."""
    pair, second = divmod(position - 1, 2)
    match variation.numbering:
        case "dotted":
            return f"{variation.first_number + pair}.{second + 1}"
        case "lettered":
            return f"{variation.first_number + pair}{'a' if second else ''}"
        case _:
            return str(variation.first_number + position - 1)


ATTENDED = (AttendanceStatus.PRESENT,) * 7 + (
    AttendanceStatus.ABSENT,
    AttendanceStatus.EXCUSED,
    AttendanceStatus.PARTIAL,
)


def _attendance(phrases: Phrases, variation: Variation) -> tuple[Attendance, ...]:
    if not variation.has_attendance:
        return ()
    random = phrases.random
    names = list(dict.fromkeys(phrases.name() for _ in range(random.randint(4, 9))))
    people = []
    for position, name in enumerate(names, start=1):
        status = random.choice(ATTENDED)
        party = random.choice((*wordlists.PARTIES, "Løsgænger")) if variation.has_parties else None
        role = "formand" if variation.has_parties and position == 1 else None
        note = f"gik kl. {random.randint(14, 20)}.30" if status is AttendanceStatus.PARTIAL else None
        person = Attendance(position=position, name=name, role=role, party=party, status=status, note=note)
        people.append(person)
    if variation.has_substitutes:
        note = f"suppleant for {phrases.name()}"
        status, position = AttendanceStatus.SUBSTITUTE, len(people) + 1
        people.append(Attendance(position=position, name=phrases.name(), status=status, note=note))
    return tuple(people)
