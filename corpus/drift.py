"""Let invented meetings drift as real ones do: titles reworded, look-alikes beside them, texts all but equal.

What a text says is decided before it is reprinted: `reprinted` changes what makes no difference (white space,
letter case, a hyphen between letters), `drifted` adds what does (a number, a sign, a date, a name, a cell).
"""

from __future__ import annotations

import re
from random import Random

from corpus.danish import MONTHS
from corpus.standing_titles import titles
from corpus.truth import Item, Meeting, Section, Table
from corpus.wordlists import TOWNS
from schemas.terms import SectionKind

REPORT = "noegletal-for-aeldreomraadet"
TRAVELLING = "decentrale-direktionsmoeder"
"""Standing items that no catalogue knows: a monthly report, and a visit to a new place each time."""

ALMOST_EQUAL = (
    ("Der kom 10-12 børn.", "Der kom 1012 børn.", "Der kom 10 12 børn.", "Der kom 10.12 børn."),
    ("Tallet er -5 pct.", "Tallet er 5 pct.", "Tallet er +5 pct.", "Tallet er 5,0 pct.", "Tallet er 50 pct."),
    ("Næste møde er den 3. maj.", "Næste møde er den 4. maj.", "Næste møde er den 3. juni."),
    ("Anna Jensen orienterede.", "Anne Jensen orienterede.", "Anna Jansen orienterede."),
    ("Sagen blev godkendt.", "Sagen blev ikke godkendt.", "Sagen blev godkendt?"),
)  # fmt: skip
"""Sentences of which no two say the same."""

KINDS = ("Ejendomssag", "Personalesag", "Lukket sag", "Orientering", "Lukket punkt")


def drifted(meeting: Meeting, random: Random) -> Meeting:
    """Give a meeting titles that drift, texts all but equal, and further items of every kind."""
    known = titles()["known"]
    items = [
        _almost_equal(item.model_copy(update={"title": random.choice(known[item.standing_key])}), random)
        if item.standing_key
        else item
        for item in meeting.items
    ]
    items += [_plain(title) for title in random.sample(titles()["look_alikes"], 2)]
    items.append(_plain(random.choice(KINDS), is_closed=True))
    if meeting.body == "Direktionen" and random.random() < 0.8:
        place = f"{random.choice(TOWNS)} {random.choice(('Skole', 'Bibliotek', 'Plejecenter'))}"
        items.append(_plain(f"Decentrale direktionsmøder - {place}", TRAVELLING))
    if meeting.body == "Økonomiudvalget" and meeting.meeting_date.day > 14:
        month = f"{MONTHS[meeting.meeting_date.month - 1]} {meeting.meeting_date.year}"
        items.append(_with_figures(_plain(f"Nøgletal for ældreområdet, {month}", REPORT), random))
    random.shuffle(items)
    placed = (item.model_copy(update={"position": n}) for n, item in enumerate(items, start=1))
    return meeting.model_copy(update={"items": tuple(placed)})


def said(item: Item) -> str:
    """Give what an item was invented to say, exactly; '' where it says nothing but its title."""
    texts = [s.text for s in item.sections if s.text.strip(" -–")]
    return "\n".join([*texts, *("\t".join(table.cells) for table in item.tables)])


def reprinted(text: str, random: Random) -> str:
    """Print a text as another export does: every change is one that makes no difference."""
    changes = random.sample(range(5), random.randint(0, 2))
    if 0 in changes:
        text = text.replace(" ", "  ")
    if 1 in changes:  # lines wrapped, but never between two digits: there a space counts, and so it stays
        text = re.sub(r"(?<=[^\W\d]) (?=[^\W\d])", lambda _: random.choice((" ", "\n")), text)
    if 2 in changes:
        text = text.replace(" ", "\u00a0")
    if 3 in changes:
        text = text.upper() if random.random() < 0.5 else text[:1].lower() + text[1:]
    if 4 in changes:
        text = re.sub(r"(?<=[^\W\d]{5})(?=[^\W\d]{5})", "-", text, count=1)
    return text


def _plain(title: str, key: str | None = None, *, is_closed: bool = False) -> Item:
    return Item(position=1, title=title, standing_key=key, is_closed=is_closed)


def _almost_equal(item: Item, random: Random) -> Item:
    """Add, once in a while, a sentence that is all but one said before."""
    if not item.sections or random.random() < 0.5:
        return item
    text = random.choice(random.choice(ALMOST_EQUAL))
    more = Section(kind=SectionKind.SAGSFREMSTILLING, heading="Sagsfremstilling", text=text)
    return item.model_copy(update={"sections": (*item.sections, more)})


def _with_figures(item: Item, random: Random) -> Item:
    """Give a report its table, of which one cell at most is another than in another month."""
    cell = random.choice(("12", "1 2", "-12", "1,2"))
    table = Table(header=("Område", "Antal"), rows=(("Hjemmepleje", cell), ("Plejehjem", "34")))
    section = Section(kind=SectionKind.SAGSFREMSTILLING, heading="Sagsfremstilling", text="Tallene følger.")
    return item.model_copy(update={"sections": (section,), "tables": (table,)})
