"""Invent one item of an agenda, open or closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus import wordlists
from corpus.danish import enumerated
from corpus.decide import decide
from corpus.phrases import Phrases
from corpus.truth import Attachment, Decision, Item, Recommendation, Section, Table
from schemas.terms import SectionKind

if TYPE_CHECKING:
    from corpus.invent import Variation

HEADINGS = {
    SectionKind.RESUME: ("Resume og sagens baggrund", "Resume", "Resumé", "Sagsresume", "Sammendrag"),
    SectionKind.INDSTILLING: ("Indstillinger", "Indstilling", "Administrativ indstilling"),
    SectionKind.BEHANDLING: ("Behandling", "Sagsgang"),
    SectionKind.SAGSFREMSTILLING: ("Sagsfremstilling", "Sagsfremstilling", "Sagsbeskrivelse"),
    SectionKind.OEKONOMI: ("Økonomiske konsekvenser", "Økonomi"),
    SectionKind.LOVGRUNDLAG: ("Lovgrundlag", "Retsgrundlag"),
    SectionKind.HOERING: ("Høring",),
    SectionKind.ANDET: ("Personalemæssige konsekvenser", "Kommunikation", "Vurdering"),
}
TYPES = ("Beslutning", "Orientering", "Drøftelse")


def invent_item(phrases: Phrases, variation: Variation, subject: tuple[str, str, str]) -> Item:
    """Invent an open case; its position and number come from the agenda that it is put on."""
    r = phrases.random
    title, topic, journal_number = subject
    tables = tuple(_tables(phrases, variation))
    recommendations, indstilling = _recommend(phrases, topic)
    route = tuple(dict.fromkeys((variation.body, *r.sample(wordlists.COMMITTEES + wordlists.COUNCILS, 2))))
    route = route[: r.randint(1, len(route))]
    routed = r.choice((f"{', '.join(route)}.", "\n".join(route), f"{enumerated(route)}."))
    attachments = tuple(_attachments(phrases, topic))
    sections = _sections(phrases, topic, indstilling, routed, tables, variation.long_paragraphs)
    is_routed = any(s.kind is SectionKind.BEHANDLING for s in sections)
    item = Item(
        position=1,
        title=phrases.fill(title, topic),
        case_number=phrases.case_number() if r.random() < 0.9 else None,
        journal_number=journal_number,
        document_number=phrases.document_number(),
        item_type=r.choice(TYPES),
        sections=tuple(sections),
        recommendations=recommendations,
        consultations=route if is_routed else (),
        attachments=attachments,
        tables=tables,
    )
    return with_decisions(item, phrases, variation)


def invent_closed(phrases: Phrases, variation: Variation) -> Item:
    """Invent a closed case: a title, maybe a case number, now and then a decision all the same."""
    has_number = phrases.random.random() < 0.5
    item = Item(
        position=1,
        title=phrases.pick(wordlists.CLOSED_SUBJECTS),
        is_closed=True,
        case_number=phrases.case_number() if has_number else None,
        votes=(),
        item_attendance=(),
    )
    is_decided = phrases.random.random() < 0.2
    return with_decisions(item, phrases, variation) if is_decided else item


def with_decisions(item: Item, phrases: Phrases, variation: Variation) -> Item:
    """Add what was decided, and what another body had decided before."""
    if not variation.has_decisions:
        return item.model_copy(update={"votes": (), "item_attendance": ()})
    if not item.is_closed and phrases.random.random() < 0.08:
        sections = (*item.sections, empty_decision())
        return item.model_copy(update={"sections": sections, "votes": (), "item_attendance": ()})
    own = decide(
        phrases,
        has_votes=variation.has_votes,
        has_rare_lines=variation.has_rare_lines,
        variety=variation.variety,
    )
    entries = [(own, variation.body, variation.meeting_date)]
    if variation.has_history and phrases.random.random() < 0.4:
        others = [c for c in wordlists.COMMITTEES if c != variation.body]
        day = variation.meeting_date.replace(day=1)
        entries.append((decide(phrases, has_remarks=False), phrases.random.choice(others), day))
    sections = tuple(
        Section(kind=SectionKind.BESLUTNING, heading="Beslutning", text=d.printed) for d, *_ in entries
    )
    decisions = tuple(
        Decision(body=body, decided_on=day, text=d.text, outcome=d.outcome, remark=d.remark)
        for d, body, day in entries
    )
    update = {
        "sections": item.sections + sections,
        "decisions": item.decisions + decisions,
        "votes": own.votes,
        "item_attendance": own.away,
    }
    return item.model_copy(update=update)


def empty_decision() -> Section:
    """Give a decision field that holds nothing: it may be read as a section or left out."""
    return Section(kind=SectionKind.BESLUTNING, heading="Beslutning", text="-", optional=True)


def _sections(
    phrases: Phrases,
    topic: str,
    indstilling: str,
    route: str,
    tables: tuple[Table, ...],
    long_paragraphs: int,
) -> list[Section]:
    r = phrases.random
    texts: dict[SectionKind, str] = {
        SectionKind.RESUME: _prose(phrases, topic, 2),
        SectionKind.INDSTILLING: indstilling,
        SectionKind.BEHANDLING: route,
        SectionKind.SAGSFREMSTILLING: _long_text(phrases, topic, bool(tables), long_paragraphs),
        SectionKind.OEKONOMI: r.choice(("Ingen.", _prose(phrases, topic, 1))),
    }
    more = {
        SectionKind.LOVGRUNDLAG: "Lov om kommunernes styrelse § 17, stk. 4.",
        SectionKind.HOERING: _prose(phrases, topic, 1),
        SectionKind.ANDET: "Ingen.",
    }
    texts |= {kind: text for kind, text in more.items() if r.random() < 0.15}
    left_out = {kind for kind in (SectionKind.RESUME, SectionKind.BEHANDLING) if r.random() < 0.15}
    cells = tuple(cell for table in tables for cell in table.cells)
    return [
        Section(
            kind=kind,
            heading=r.choice(HEADINGS[kind]),
            text=text,
            table_cells=cells if kind is SectionKind.SAGSFREMSTILLING else (),
        )
        for kind, text in texts.items()
        if kind not in left_out
    ]


def _prose(phrases: Phrases, topic: str, sentences: int) -> str:
    templates = phrases.random.sample(wordlists.SENTENCES, sentences)
    return " ".join(phrases.fill(template, topic) for template in templates)


def _long_text(phrases: Phrases, topic: str, has_table: bool, long_paragraphs: int) -> str:
    """Invent paragraphs, among them lists and lines that look like headings and are none."""
    r = phrases.random
    parts = [_prose(phrases, topic, r.randint(1, 5))]
    for _ in range(r.randint(0, 4)):
        kind = r.random()
        if kind < 0.3:
            parts += [phrases.pick(wordlists.LIST_INTROS), *_list(phrases)]
        elif kind < 0.45:
            parts.append(r.choice(wordlists.SUBHEADINGS))
        parts.append(_prose(phrases, topic, r.randint(1, 4)))
    parts += [_prose(phrases, topic, r.randint(5, 8)) for _ in range(long_paragraphs)]
    if has_table:
        parts.append("Kilde: Økonomisystemet.")
    return "\n".join(parts)


def _list(phrases: Phrases) -> list[str]:
    """Invent a list: bullets, numbers, or bullets with bullets below the first."""
    entries = phrases.random.sample(wordlists.ENTRIES, phrases.random.randint(2, 5))
    kind = phrases.random.random()
    if kind < 0.35:
        return [f"{n}. {entry}" for n, entry in enumerate(entries, start=1)]
    lines = [f"- {entry}" for entry in entries]
    if kind > 0.8:
        lines[1:1] = ["  - Herunder drift", "  - Herunder anlæg"]
    return lines


def _recommend(phrases: Phrases, topic: str) -> tuple[tuple[Recommendation, ...], str]:
    """Invent the Indstilling in one of its forms, and what it is split into."""
    r = phrases.random
    proposer: str | None = r.choice(wordlists.PROPOSERS)
    count = r.choice((1, 1, 2, 3))
    points = [phrases.fill(p, topic) for p in r.sample(wordlists.RECOMMENDATIONS, count)]
    if count == 1:
        comma = r.choice((",", ""))
        to_body = r.choice(("", "", f" til {phrases.body}"))
        text = f"{proposer} indstiller{to_body}{comma} at {points[0]}"
    else:
        form = r.choice(("plain", "at", "mixed", "At", "bullets"))
        if form == "At":
            proposer = None
            lines = ["Det indstilles:", *(f"At {n}) {p}" for n, p in enumerate(points, start=1))]
        else:
            ats = {"plain": "", "at": "at ", "mixed": "", "bullets": "at "}
            lead = [ats[form]] * count
            if form == "mixed":
                lead[-1] = "at "
            marks = ["- "] * count if form == "bullets" else [f"{n}. " for n in range(1, count + 1)]
            intro = f"{proposer} indstiller{':' if form == 'bullets' else ', at'}"
            lines = [intro, *(f"{m}{a}{p}" for m, a, p in zip(marks, lead, points, strict=True))]
        text = "\n".join(lines)
    return tuple(Recommendation(proposer=proposer, text=p) for p in points), text


def _attachments(phrases: Phrases, topic: str) -> list[Attachment]:
    templates = phrases.random.sample(wordlists.ATTACHMENTS, phrases.random.choice((0, 0, 1, 2, 3)))
    titles = [phrases.fill(template, topic) for template in templates]
    return [Attachment(title=t, document_number=phrases.document_number()) for t in titles]


def _tables(phrases: Phrases, variation: Variation) -> list[Table]:
    """Invent tables of amounts; a long one runs over the end of its page."""
    r = phrases.random
    if variation.has_long_table:
        return [_amounts(phrases, variation.meeting_date.year, 28)]
    if not (variation.has_tables and r.random() < 0.2):
        return []
    tables = [_amounts(phrases, variation.meeting_date.year, r.randint(1, 5))]
    return [*tables, _milestones(phrases)] if r.random() < 0.3 else tables


def _amounts(phrases: Phrases, year: int, count: int) -> Table:
    r = phrases.random
    years = [str(year + n) for n in range(r.randint(2, 4))]
    header = ("Beløb i 1.000 kr.", *(f"Budget {year}" for year in years))
    kinds = ("Skole", "Bibliotek", "Plejecenter", "Hal")
    labels = [f"{town} {kind}" for kind in kinds for town in wordlists.TOWNS]
    rows = tuple((label, *(_amount(phrases) for _ in years)) for label in labels[:count])
    return Table(header=header, rows=rows)


def _amount(phrases: Phrases) -> str:
    r = phrases.random
    thousands = f"{r.randint(1, 900)}.{r.randint(100, 999)}"
    return r.choice((f"{r.randint(1, 999)}", thousands, f"-{r.randint(1, 90)}", "0", ""))


def _milestones(phrases: Phrases) -> Table:
    """Invent a table of prose, whose cells run over several lines."""
    steps = phrases.random.sample(wordlists.ENTRIES, 3)
    rows = tuple((phrases.fill("{month} {year}"), step, phrases.fill("{Office}")) for step in steps)
    return Table(header=("Tidspunkt", "Aktivitet", "Ansvarlig"), rows=rows)
