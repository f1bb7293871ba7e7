"""Acadre, eDoc, SBSYS, and minutes typed without numbers: the forms of `corpus.layouts.classic`."""

from __future__ import annotations

from dataclasses import replace

from corpus.danish import clock, dashed, day_month_year, dotted, genitive, weekday
from corpus.layouts.classic import Form, signatures
from corpus.layouts.common import KIND_WORDS
from corpus.printed import Block, Labelled, Title
from corpus.truth import Meeting
from schemas.terms import AttendanceStatus


def _acadre_titles(meeting: Meeting) -> list[Title]:
    """Stack `Referat` / body / `tirsdag den 4. december 2012, kl. 13:00` / `i Mødecenter C`."""
    start = f", kl. {clock(meeting.start_time)}" if meeting.start_time else ""
    day = meeting.meeting_date
    lines = [
        Title(KIND_WORDS[meeting.document_kind]),
        Title(meeting.body, is_main=False),
        Title(f"{weekday(day)} den {day_month_year(day)}{start}", is_main=False),
    ]
    if meeting.place:
        lines.append(Title(f"i {meeting.place}", is_main=False))
    return lines


def _edoc_titles(meeting: Meeting) -> list[Title]:
    """Write `Referat til mødet i <udvalg> den 22. juni 2020 kl. 17:30 i <sted>` in one line."""
    start = f" kl. {clock(meeting.start_time)}" if meeting.start_time else ""
    place = f" i {meeting.place}" if meeting.place else ""
    word, day = KIND_WORDS[meeting.document_kind], day_month_year(meeting.meeting_date)
    return [Title(f"{word} til mødet i {meeting.body} den {day}{start}{place}")]


def _sbsys_titles(meeting: Meeting) -> list[Title]:
    """Stack `Referat af møde i` / body / `Den 09.01.2020 kl. 13.00`."""
    start = f" kl. {clock(meeting.start_time, '.')}" if meeting.start_time else ""
    word = KIND_WORDS[meeting.document_kind]
    return [
        Title(f"{word} af møde i {meeting.body}"),
        Title(f"Den {dotted(meeting.meeting_date)}{start}", is_main=False),
    ]


def _typed_titles(meeting: Meeting) -> list[Title]:
    return [Title(f"{KIND_WORDS[meeting.document_kind]} {meeting.body}")]


def _sbsys_labels(meeting: Meeting) -> list[Block]:
    labels: list[Block] = [Labelled("Sted:", meeting.place)] if meeting.place else []
    if meeting.end_time:
        labels.append(Labelled("Møde slut:", clock(meeting.end_time)))
    return labels


def _typed_labels(meeting: Meeting) -> list[Block]:
    start = meeting.start_time
    span = f"kl. {clock(start)}" if start else ""
    if start and meeting.end_time:
        span = f"kl. {clock(start)}-{clock(meeting.end_time)}"
    labels: list[Block] = [Labelled("Dato:", f"{dotted(meeting.meeting_date)} {span}".strip())]
    if meeting.place:
        labels.append(Labelled("Lokale:", meeting.place))
    return labels


ACADRE = Form(
    titles=_acadre_titles,
    labels=lambda _: [],
    heading="{n}. {title}",
    closed="{n}. Lukket sag: {title}",
    numbers=(("Sagsnr.: {case}",),),
    own_heading=lambda body, day: f"Beslutning i {body} den {dashed(day)}",
    other_heading=lambda body, day: f"Beslutning i {body} den {dashed(day)}",
    attachment="{title}",
    members="Medlemmer",
    away="Fraværende med afbud",
    away_status=AttendanceStatus.EXCUSED,
    closing=signatures,
    says_no_attachments=True,
    shows_end=False,
)
EDOC = Form(
    titles=_edoc_titles,
    labels=lambda _: [],
    heading="Pkt. {n} {title} (Åben)",
    closed="Pkt. {n} Lukket - {title}",
    numbers=(("Sagsnr. {case}",), ("J.nr. {journal}",)),
    own_heading=lambda body, day: f"{genitive(body)} beslutning den {day_month_year(day)}",
    other_heading=lambda body, day: f"{genitive(body)} beslutning den {day_month_year(day)}",
    attachment="{number} - {title}",
    members="Til stede",
    away="Fraværende",
    away_status=AttendanceStatus.ABSENT,
    shows_end=False,
)
SBSYS = Form(
    titles=_sbsys_titles,
    labels=_sbsys_labels,
    heading="Nr. {n} - {title}",
    closed="Nr. {n} - Lukket: {title}",
    numbers=(("Sagsnr.: {case}", "J.nr.: {journal}"),),
    own_heading=lambda body, day: "Beslutning",
    other_heading=lambda body, day: f"Beslutning i {body} den {dashed(day)}",
    attachment="{title}",
    members="Deltagere",
    away="Afbud",
    away_status=AttendanceStatus.EXCUSED,
    is_decision_first=True,
)
TYPED = Form(
    titles=_typed_titles,
    labels=_typed_labels,
    heading="{n}. {title}",
    closed="{n}. {title} (Lukket)",
    numbers=(("Sagsnr. {case}",),),
    own_heading=lambda body, day: "Beslutning",
    other_heading=lambda body, day: f"{genitive(body)} møde den {day_month_year(day)}:",
    attachment="{title}",
    members="Deltagere",
    away="Ikke til stede",
    away_status=AttendanceStatus.ABSENT,
    closing=signatures,
)
UNNUMBERED = replace(
    SBSYS,
    heading="{title}",
    closed="Lukket: {title}",
    members="Medlemmer",
    away="Fraværende uden afbud",
    away_status=AttendanceStatus.ABSENT,
)
