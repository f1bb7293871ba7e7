"""Minutes of no one system: every part in one of the forms that Danish minutes give it, by seed.

`CHOICES` names what varies. The first form of each is the plainest; the strength of a choice, 0 to 1, is how
often another is taken, so that one kind of variation can be turned up while the rest stay plain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from functools import partial
from random import Random
from typing import Any

from corpus.danish import MONTHS, clock, dashed, day_month_year, dotted, genitive, weekday
from corpus.layouts.classic import Form, lay_out_in, signatures
from corpus.layouts.common import KIND_WORDS, Manner
from corpus.printed import Block, Labelled, Paragraph, Printed, Title
from corpus.truth import Meeting
from schemas.terms import AttendanceStatus

_ABSENT, _EXCUSED = AttendanceStatus.ABSENT, AttendanceStatus.EXCUSED

DATES: tuple[Callable[[date], str], ...] = (
    day_month_year,
    dashed,
    dotted,
    lambda day: f"{day.day}-{MONTHS[day.month - 1]}-{day.year}",
    lambda day: f"{day.day}.{MONTHS[day.month - 1]} {day.year}",
    lambda day: day.isoformat(),
    lambda day: f"{weekday(day)} den {day_month_year(day)}",
)
TIMES: tuple[Callable[[time], str], ...] = (
    lambda moment: f"kl. {clock(moment)}",
    lambda moment: f"kl. {clock(moment, '.')}",
    lambda moment: f"kl.{clock(moment)}",
    lambda moment: f"klokken {clock(moment, '.')}",
)
# What is printed in which place: the day, the hours, the end, the place.
TITLES = ("stacked", "in one line", "body alone")
ENDS = ("Sluttidspunkt: Kl.", "Møde slut:", "Mødet hævet", "Mødet sluttede kl.")
PLACES = ("Mødested", "Sted:", "Lokale:", "Lokation:")
ITEMS = (
    ("{n}. {title}", "{n}. Lukket: {title}"),
    ("Punkt {n}: {title}", "Punkt {n}: Lukket - {title}"),
    ("Punkt {n} - {title}", "Punkt {n} - {title} (Lukket)"),
    ("Nr. {n} - {title}", "Nr. {n} - Lukket sag: {title}"),
    ("Sag nr. {n} {title}", "Sag nr. {n} (Lukket) {title}"),
    ("Pkt. {n} {title}", "Pkt. {n} Lukket: {title}"),
    ("{n}. {title} (Åben)", "{n}. {title} (Lukket)"),
    ("{n}. Åben sag: {title}", "{n}. Lukket sag: {title}"),
    ("Tillægspunkt {n}: {title}", "Tillægspunkt {n}: Lukket: {title}"),
    ("Punkt {n}: {title} (B)", "Punkt {n}: (Lukket) {title}"),
)
NUMBERS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("Sagsnr.: {case}",),),
    (("{case}",),),
    (("Sagsnr.: {case}", "J.nr.: {journal}", "Dokumentnr.: {document}"),),
    (("Sagsnummer: {case}",), ("KLE-nr.: {journal}",)),
    (("Sagsnr. {case}",), ("J.nr. {journal}",), ("Dokumentnr. {document}",)),
)
DECISIONS: tuple[Callable[[str, date], str], ...] = (
    lambda body, day: f"Beslutning i {body} den {dashed(day)}",
    lambda body, day: f"{genitive(body)} beslutning den {day_month_year(day)}",
    lambda body, day: f"{genitive(body)} møde den {day_month_year(day)}:",
    lambda body, day: f"Beslutning fra {body} {dotted(day)}",
    lambda body, day: f"{body} den {day_month_year(day)}:",
    lambda body, day: f"{body}, {day_month_year(day)}, pkt. {day.day}:",
)
ATTACHMENTS = ("{title}", "Bilag {i}: {title}", "{number} - {title}", "{title} ({number})", "{i}. {title}")
AWAY = (
    ("Medlemmer", "Fraværende", _ABSENT),
    ("Deltagere", "Afbud", _EXCUSED),
    ("Til stede", "Fraværende med afbud", _EXCUSED),
    ("Mødedeltagere", "Fraværende uden afbud", _ABSENT),
    ("Deltog", "Ikke til stede", _ABSENT),
)
HEADINGS: tuple[Callable[[str], str], ...] = (str, str.upper, lambda heading: f"{heading.rstrip(':')}:")
CHOICES: Mapping[str, tuple[Any, ...]] = {
    "title": TITLES,
    "date": DATES,
    "time": TIMES,
    "end": ENDS,
    "place": PLACES,
    "item": ITEMS,
    "closed-group": (False, True),
    "numbers": NUMBERS,
    "decision": DECISIONS,
    "own-decision": ("dated", "bare"),
    "decision-first": (False, True),
    "attachment": ATTACHMENTS,
    "no-attachments": (False, True),
    "attendance": AWAY,
    "attendance-line": ("lines", "commas"),
    "heading": HEADINGS,
    "signatures": (False, True),
}


def lay_out(meeting: Meeting, manner: Manner) -> tuple[Printed, Meeting]:
    """Print a meeting in forms chosen by the manner's seed and strengths."""
    chosen = _choose(manner)
    if chosen["closed-group"]:
        meeting = _closed_last(meeting)
    return lay_out_in(_form(chosen), meeting, manner)


def _choose(manner: Manner) -> dict[str, Any]:
    random, strengths = Random(manner.seed), dict(manner.strengths)
    chosen = {}
    for name, (plain, *others) in CHOICES.items():
        other, roll = random.choice(others), random.random()
        chosen[name] = other if roll < strengths.get(name, 0.7) else plain
    return chosen


def _closed_last(meeting: Meeting) -> Meeting:
    """Put closed items last, under a heading of their own; numbers stay in their order."""
    order = sorted(meeting.items, key=lambda item: item.is_closed)
    items = [
        item.model_copy(update={"position": place.position, "number": place.number})
        for item, place in zip(order, meeting.items, strict=True)
    ]
    return meeting.model_copy(update={"items": tuple(items)})


def _form(chosen: dict[str, Any]) -> Form:
    heading, closed = chosen["item"]
    members, away, status = chosen["attendance"]
    word = chosen["heading"]
    own = chosen["decision"] if chosen["own-decision"] == "dated" else lambda _body, _day: word("Beslutning")
    return Form(
        titles=partial(_titles, chosen),
        labels=partial(_labels, chosen),
        heading=heading,
        closed=closed if not chosen["closed-group"] else heading,
        numbers=chosen["numbers"],
        own_heading=own,
        other_heading=chosen["decision"],
        attachment=chosen["attachment"],
        members=members,
        away=away,
        away_status=status,
        is_decision_first=chosen["decision-first"],
        says_no_attachments=chosen["no-attachments"],
        people=chosen["attendance-line"],
        word=word,
        has_closed_group=chosen["closed-group"],
        closing=partial(_closing, chosen),
    )


def _titles(chosen: dict[str, Any], meeting: Meeting) -> list[Title]:
    word, day = KIND_WORDS[meeting.document_kind], chosen["date"](meeting.meeting_date)
    hour = f" {chosen['time'](meeting.start_time)}" if meeting.start_time else ""
    match chosen["title"]:
        case "in one line":
            return [
                Title(f"{word} til mødet i {meeting.body} den {day_month_year(meeting.meeting_date)}{hour}")
            ]
        case "body alone":
            return [Title(f"{word} {meeting.body}")]
        case _:
            return [
                Title(word),
                Title(meeting.body, is_main=False),
                Title(f"{day}{hour}", is_main=False),
            ]


def _labels(chosen: dict[str, Any], meeting: Meeting) -> list[Block]:
    labels: list[Block] = []
    if chosen["title"] == "body alone":
        hour = f" {chosen['time'](meeting.start_time)}" if meeting.start_time else ""
        labels.append(Labelled("Mødedato:", chosen["date"](meeting.meeting_date) + hour))
    if meeting.end_time and not chosen["end"].startswith("Mødet"):
        label, _, kl = chosen["end"].partition(": ")
        labels.append(Labelled(f"{label.rstrip(':')}:", f"{kl} {clock(meeting.end_time)}".strip()))
    if meeting.place:
        labels.append(Labelled(chosen["place"], meeting.place))
    return labels


def _closing(chosen: dict[str, Any], meeting: Meeting) -> list[Block]:
    blocks: list[Block] = []
    if meeting.end_time and chosen["end"].startswith("Mødet"):
        end = chosen["end"].removesuffix(" kl.")
        blocks.append(Paragraph(f"{end} kl. {clock(meeting.end_time, '.')}"))
    return [*blocks, *(signatures(meeting) if chosen["signatures"] else [])]
