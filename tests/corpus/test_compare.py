"""A comparison finds what differs, and nothing else."""

from typing import Any

from corpus import truth
from corpus.compare import Comparison, compare
from corpus.invent import Variation, invent
from corpus.layouts import LAYOUTS, Manner
from schemas import minutes
from schemas.terms import Outcome

VARIATION = Variation(item_count=3, closed_share=0, has_parties=True, has_votes=True)


def printed_truth() -> truth.Meeting:
    return LAYOUTS["firstagenda"](invent(3, VARIATION), Manner())[1]


def as_parsed(meeting: truth.Meeting, **changes: Any) -> minutes.Minutes:
    """Give the minutes that a faultless parser would give for a truth."""
    fields = {name: getattr(meeting, name) for name in ("body", "meeting_date", "start_time", "end_time")}
    fields |= {name: getattr(meeting, name) for name in ("place", "document_kind", "title", "is_cancelled")}
    people = [p.model_dump(exclude={"position"}) for p in meeting.attendance]
    items = [_item(item) for item in meeting.items]
    rest = {"layout": "x", "text_sha256": "0" * 64, "text_accounted": 1.0}
    return minutes.Minutes.model_validate(fields | {"attendance": people, "items": items} | rest | changes)


def _item(item: truth.Item) -> dict[str, Any]:
    apart = {"alt_titles", "standing_key", "is_repeat", "sections", "decisions"}
    given: dict[str, Any] = item.model_dump(exclude=apart)
    given["sections"] = [{"kind": s.kind, "heading": s.heading, "text": s.text} for s in item.sections]
    given["decisions"] = [d.model_dump(exclude={"alt_texts"}) | {"rule": "x"} for d in item.decisions]
    return given


def differing_fields(result: Comparison) -> set[str]:
    return {name for name, score in result.scores.items() if score.misses + score.extras}


def changed(item: minutes.Item, **changes: object) -> minutes.Item:
    return item.model_copy(update=changes)


def test_a_faultless_parse_has_no_difference() -> None:
    meeting = printed_truth()
    result = compare(as_parsed(meeting), meeting)
    assert result.is_equal, result.differences
    assert result.scores["section.text"].hits > 5


def test_white_space_is_no_difference_and_a_letter_is() -> None:
    meeting = printed_truth()
    parsed = as_parsed(meeting)
    section = parsed.items[0].sections[0]
    for text, expected in ((f" {section.text}\n", set()), (section.text + "x", {"section.text"})):
        sections = (section.model_copy(update={"text": text}), *parsed.items[0].sections[1:])
        items = (changed(parsed.items[0], sections=sections), *parsed.items[1:])
        assert differing_fields(compare(parsed.model_copy(update={"items": items}), meeting)) == expected


def test_a_lost_item_spoils_no_other() -> None:
    meeting = printed_truth()
    parsed = as_parsed(meeting)
    result = compare(parsed.model_copy(update={"items": parsed.items[1:]}), meeting)
    assert differing_fields(result) == {"items"}
    assert result.scores["items"].misses == 1


def test_a_wrong_outcome_is_a_miss_and_an_extra() -> None:
    meeting = printed_truth()
    parsed = as_parsed(meeting)
    index = next(i for i, item in enumerate(parsed.items) if item.decisions)
    item = parsed.items[index]
    other = next(o for o in Outcome if o is not item.decisions[0].outcome)
    decisions = (item.decisions[0].model_copy(update={"outcome": other}), *item.decisions[1:])
    items = [*parsed.items]
    items[index] = changed(item, decisions=decisions)
    score = compare(parsed.model_copy(update={"items": tuple(items)}), meeting).scores["decision.outcome"]
    assert (score.misses, score.extras) == (1, 1)


def test_an_optional_section_may_be_absent() -> None:
    section = truth.Section(kind="beslutning", heading="Beslutning", text="-", optional=True)
    item = truth.Item(position=1, title="Eventuelt", sections=(section,))
    meeting = printed_truth().model_copy(update={"items": (item,)})
    parsed = as_parsed(meeting)
    without = changed(parsed.items[0], sections=())
    assert compare(parsed, meeting).is_equal
    assert compare(parsed.model_copy(update={"items": (without,)}), meeting).is_equal


def test_pages_are_skipped_where_the_format_has_none() -> None:
    meeting = printed_truth()
    parsed = as_parsed(meeting)
    items = tuple(changed(item, page_first=3, page_last=3) for item in parsed.items)
    paged = parsed.model_copy(update={"items": items})
    assert compare(paged, meeting, has_pages=False).is_equal
    assert differing_fields(compare(paged, meeting)) == {"item.page_first", "item.page_last"}


def test_a_wrong_municipality_is_an_error_even_where_none_is_printed() -> None:
    meeting = printed_truth()
    right = as_parsed(meeting, municipality=meeting.municipality)
    wrong = as_parsed(meeting, municipality="Andet Kommune")
    assert compare(right, meeting).is_equal
    assert differing_fields(compare(wrong, meeting)) == {"municipality"}


def test_what_an_older_truth_does_not_state_is_not_compared() -> None:
    meeting = truth.Meeting.model_validate(
        printed_truth().model_dump(mode="json", exclude={"is_cancelled", "is_municipality_printed"})
    )
    assert compare(as_parsed(meeting, is_cancelled=True), meeting).is_equal
