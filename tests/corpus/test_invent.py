"""Invented meetings are plausible, and the same for the same seed."""

from datetime import date

import pytest

from corpus.invent import Variation, invent
from corpus.repeats import content, with_repeats
from corpus.truth import truth_text
from schemas.terms import DocumentKind, SectionKind


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_seed_gives_the_same_meeting(seed: int) -> None:
    assert truth_text(invent(seed)) == truth_text(invent(seed))


def test_an_agenda_decides_nothing() -> None:
    agenda = invent(7, Variation(document_kind=DocumentKind.DAGSORDEN, has_votes=True))
    assert agenda.items
    assert not any(item.decisions or item.votes for item in agenda.items)
    assert not any(s.kind is SectionKind.BESLUTNING for item in agenda.items for s in item.sections)


def test_numbers_run_on_from_the_first_number() -> None:
    meeting = invent(8, Variation(first_number=112, item_count=3))
    assert [item.number for item in meeting.items] == ["112", "113", "114", "115"]
    assert [item.position for item in meeting.items] == [1, 2, 3, 4]


def test_every_recommendation_stands_in_its_section() -> None:
    for seed in range(60):
        for item in invent(seed).items:
            text = " ".join(s.text for s in item.sections if s.kind is SectionKind.INDSTILLING)
            assert all(point.text in text for point in item.recommendations)


def test_every_decision_stands_in_a_section_without_its_votes() -> None:
    for seed in range(60):
        for item in invent(seed).items:
            printed = [s.text for s in item.sections if s.kind is SectionKind.BESLUTNING]
            assert all(any(text.startswith(d.text) for text in printed) for d in item.decisions)


def test_a_repeat_is_an_occurrence_that_says_nothing_new() -> None:
    def board(day: date) -> Variation:
        return Variation(meeting_date=day, item_count=1, standing=("covid-19-status",))

    first, second = invent(1, board(date(2021, 3, 1))), invent(2, board(date(2021, 4, 5)))
    later = with_repeats([(second, False), (first, False)])
    assert [item.is_repeat for item in later[0].items if item.standing_key] == [True]
    assert [item.is_repeat for item in later[1].items if item.standing_key] == [False]


def test_an_item_that_prints_only_its_title_has_no_content() -> None:
    items = [item for seed in range(30) for item in invent(seed).items if not item.sections]
    assert items
    assert {content(item) for item in items} == {""}
