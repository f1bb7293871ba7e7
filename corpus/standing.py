"""Invent the items that come on every agenda, under titles that drift."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from corpus import wordlists
from corpus.danish import MONTHS
from corpus.invent_item import empty_decision
from corpus.phrases import Phrases
from corpus.truth import Decision, Item, Recommendation, Section
from schemas.terms import Outcome, SectionKind

if TYPE_CHECKING:
    from corpus.invent import Variation

STANDING = {
    "godkendelse-af-dagsorden": ("Godkendelse af dagsorden", "Godkendelse af dagsordenen"),
    "meddelelser": ("Meddelelser fra formanden", "Meddelelser"),
    "covid-19-status": (
        "Status på COVID-19",
        "Coronasituation – status, opgaver og tiltag",
        "Orientering om COVID-19",
    ),
    "sager-paa-vej": ("Orientering om sager på vej", "Sager på vej"),
    "arbejdsmarked": ("Orientering om udviklingen på arbejdsmarkedet {month} {year}",),
    "formidling": ("Formidling af {body}s drøftelser og beslutninger til organisationen",),
    "eventuelt": ("Eventuelt", "Evt.", "Eventuelt"),
}
REWORDED = date(2021, 9, 1)
"""From here on the standing items say something new, as they do once in a while."""
OUTCOMES = {
    "godkendelse-af-dagsorden": ("Godkendt.", Outcome.GODKENDT),
    "meddelelser": ("Taget til efterretning.", Outcome.TAGET_TIL_EFTERRETNING),
    "covid-19-status": ("Drøftet.", Outcome.DROEFTET),
    "sager-paa-vej": ("Taget til efterretning.", Outcome.TAGET_TIL_EFTERRETNING),
    "arbejdsmarked": ("Taget til efterretning.", Outcome.TAGET_TIL_EFTERRETNING),
    "formidling": ("Drøftet.", Outcome.DROEFTET),
}


def invent_standing(key: str, phrases: Phrases, variation: Variation) -> Item:
    """Invent an occurrence of a standing item."""
    r = phrases.random
    title = r.choice(STANDING[key]).replace("{body}", variation.body)
    title = title.replace("{month}", MONTHS[variation.meeting_date.month - 1])
    title = title.replace("{year}", str(variation.meeting_date.year))
    is_closed = key in ("sager-paa-vej", "formidling") and r.random() < 0.5
    item = Item(
        position=1,
        title=title,
        is_closed=is_closed,
        case_number=phrases.case_number() if r.random() < 0.7 else None,
        journal_number="00.01.10",
        document_number=phrases.document_number(),
        standing_key=key,
        votes=(),
        item_attendance=(),
    )
    if is_closed:
        return item.model_copy(update={"journal_number": None, "document_number": None})
    if key == "eventuelt":
        return _eventuelt(item, phrases, variation)
    return _decided(_described(item, key, phrases, variation), key, variation)


def _described(item: Item, key: str, phrases: Phrases, variation: Variation) -> Item:
    body = variation.body
    is_late = variation.meeting_date >= REWORDED
    vaccines = " og vaccinationsindsatsen" if is_late else ""
    where = " på intranettet" if is_late else " til organisationen"
    ahead = " i 1. halvår" if is_late else ""
    texts = {
        "covid-19-status": f"{body} drøfter løbende situationen omkring COVID-19{vaccines} m.m.",
        "sager-paa-vej": f"Forvaltningen orienterer om kommende sager til politisk behandling{ahead}.",
        "arbejdsmarked": "Jobcentret fremlægger hver måned tal for ledigheden.",
        "formidling": f"{body} aftaler, hvad der skal formidles{where}.",
    }
    if key not in texts:
        return item
    verb = "drøftes" if OUTCOMES[key][1] is Outcome.DROEFTET else "tages til efterretning"
    point = f"sagen {verb}."
    sections: tuple[Section, ...] = (
        Section(kind=SectionKind.RESUME, heading="Resume og sagens baggrund", text=texts[key]),
        Section(
            kind=SectionKind.INDSTILLING,
            heading="Indstillinger",
            text=f"Sekretariatschefen indstiller, at {point}",
        ),
        Section(kind=SectionKind.BEHANDLING, heading="Behandling", text=f"{body}."),
    )
    if key == "arbejdsmarked":
        figures = phrases.fill("Ledigheden udgjorde {percent} pct. svarende til {number} fuldtidspersoner.")
        sections += (Section(kind=SectionKind.SAGSFREMSTILLING, heading="Sagsfremstilling", text=figures),)
    return item.model_copy(
        update={
            "item_type": "Drøftelse" if verb == "drøftes" else "Orientering",
            "sections": sections,
            "recommendations": (Recommendation(proposer="Sekretariatschefen", text=point),),
            "consultations": (body,),
        }
    )


def _decided(item: Item, key: str, variation: Variation) -> Item:
    if not variation.has_decisions:
        return item
    text, outcome = OUTCOMES[key]
    return _with_text(item, text, outcome, variation)


def _eventuelt(item: Item, phrases: Phrases, variation: Variation) -> Item:
    """Invent Eventuelt: news, or an empty field, in which case only the title is a fact."""
    if not variation.has_decisions:
        return item
    if phrases.random.random() < 0.4:
        return item.model_copy(update={"sections": (empty_decision(),)})
    news = phrases.random.sample(wordlists.NEWS, phrases.random.randint(1, 3))
    text = "\n".join(phrases.fill(line) for line in news)
    return _with_text(item, text, Outcome.ANDET, variation)


def _with_text(item: Item, text: str, outcome: Outcome, variation: Variation) -> Item:
    section = Section(kind=SectionKind.BESLUTNING, heading="Beslutning", text=text)
    day = variation.meeting_date
    decision = Decision(body=variation.body, decided_on=day, text=text, outcome=outcome, remark=None)
    return item.model_copy(update={"sections": (*item.sections, section), "decisions": (decision,)})
