from __future__ import annotations

from datetime import datetime, time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from schemas.minutes import Minutes
from schemas.terms import DocumentKind, DocumentStatus
from tasks.resolve import KeptDocument, Resolution, meeting_group, resolve, slug
from tests.factory import DAY, MUNICIPALITY, item, minutes

CURRENT, SUPERSEDED, DUPLICATE = (
    DocumentStatus.CURRENT,
    DocumentStatus.SUPERSEDED,
    DocumentStatus.DUPLICATE,
)
GROUP = "proeveby-kommune-direktionen-2021-05-31"


def kept(document_id: str, content: Minutes, **fields: Any) -> KeptDocument:
    values: dict[str, Any] = {
        "municipality": MUNICIPALITY,
        "created_at": None,
        "file_modified_at": datetime(2021, 6, 1),
        "has_pages": True,
    }
    return KeptDocument(document_id, minutes=content, **(values | fields))


def meeting(*titles: str, **fields: Any) -> Minutes:
    return minutes(*(item(title) for title in titles), **fields)


def statuses(*documents: KeptDocument) -> dict[str, DocumentStatus]:
    return {key: status for key, (status, _) in resolve(documents).documents.items()}


def meeting_ids(*documents: KeptDocument) -> dict[str, str]:
    return {key: meeting_id for key, (_, meeting_id) in resolve(documents).documents.items()}


def test_a_meeting_has_an_id_that_people_can_read() -> None:
    assert meeting_group(None, "Børn & Unge-udvalget", DAY) == "ukendt-kommune-boern-unge-udvalget-2021-05-31"
    assert slug("Region Sjælland") == "region-sjaelland"
    assert slug("Aabenraa Kommune") == "aabenraa-kommune"


def test_minutes_replace_the_agenda_whatever_their_dates() -> None:
    agenda = kept("a", meeting("X", document_kind=DocumentKind.DAGSORDEN), created_at=datetime(2022, 1, 1))
    assert statuses(agenda, kept("b", meeting("X"))) == {"a": SUPERSEDED, "b": CURRENT}


def test_the_printed_version_counts_before_the_creation_date_and_that_before_the_file_date() -> None:
    first = kept("a", meeting("X", version="1"), created_at=datetime(2022, 1, 1))
    second = kept("b", meeting("X", version="2"), file_modified_at=datetime(2020, 1, 1))
    assert statuses(first, second) == {"a": SUPERSEDED, "b": CURRENT}
    early = kept(
        "c", meeting("X", "Y"), created_at=datetime(2021, 1, 1), file_modified_at=datetime(2023, 1, 1)
    )
    late = kept(
        "d", meeting("X", "Z"), created_at=datetime(2021, 1, 2), file_modified_at=datetime(2022, 1, 1)
    )
    assert statuses(early, late) == {"c": SUPERSEDED, "d": CURRENT}


def test_of_equal_texts_the_one_with_pages_is_current_then_the_older() -> None:
    text = kept("a", meeting("X"), has_pages=False, file_modified_at=datetime(2020, 1, 1))
    old = kept("c", meeting("X"), file_modified_at=datetime(2021, 1, 1))
    new = kept("b", meeting("X"), file_modified_at=datetime(2021, 1, 2))
    assert statuses(text, old, new) == {"a": DUPLICATE, "b": DUPLICATE, "c": CURRENT}


def test_a_duplicate_of_a_superseded_version_is_a_duplicate_of_its_meeting() -> None:
    old, copy = kept("a", meeting("X")), kept("b", meeting("X"))
    new = kept("c", meeting("X", version="2"))
    resolution = resolve([old, copy, new])
    assert resolution.documents["b"] == (DUPLICATE, GROUP)
    assert statuses(old, copy, new) == {"a": SUPERSEDED, "b": DUPLICATE, "c": CURRENT}


def test_an_addition_adds_its_items_after_the_main_ones_and_replaces_nothing() -> None:
    main = kept("b", meeting("X", "Eventuelt"))
    more = kept("a", meeting("Tillæg", "Eventuelt", document_kind=DocumentKind.TILLAEGSREFERAT))
    (held,) = resolve([more, main]).meetings
    assert statuses(more, main) == {"a": CURRENT, "b": CURRENT}
    assert held.main is main
    assert [(i.item.title, i.document_id, i.position) for i in held.items] == [
        ("X", "b", 1), ("Eventuelt", "b", 2), ("Tillæg", "a", 3), ("Eventuelt", "a", 4),
    ]  # fmt: skip
    assert len({i.item_id for i in held.items}) == 4


def test_an_additional_agenda_goes_when_the_minutes_print_its_items_and_stays_when_not() -> None:
    agenda = kept("a", meeting("Tillæg", document_kind=DocumentKind.TILLAEGSDAGSORDEN))
    assert statuses(agenda, kept("b", meeting("X", "Tillæg")))["a"] is SUPERSEDED
    assert statuses(agenda, kept("b", meeting("X")))["a"] is CURRENT


def test_an_addition_alone_is_a_meeting() -> None:
    agenda = kept("a", meeting("X", document_kind=DocumentKind.TILLAEGSDAGSORDEN))
    more = kept("b", meeting("Y", document_kind=DocumentKind.TILLAEGSREFERAT))
    (held,) = resolve([agenda, more]).meetings
    assert held.main is more


def test_two_start_times_with_other_items_are_two_sittings_in_their_order() -> None:
    afternoon, morning = kept("a", meeting("X", start_time=time(17))), kept("b", meeting("Y"))
    assert meeting_ids(afternoon, morning) == {"a": f"{GROUP}-2", "b": GROUP}
    assert statuses(afternoon, morning) == {"a": CURRENT, "b": CURRENT}


def test_a_start_time_that_was_corrected_is_no_second_sitting() -> None:
    first = kept("a", meeting("X", "Y", "Z"))
    second = kept("b", meeting("X", "Y", "Ny", start_time=time(11), version="2"))
    assert statuses(first, second) == {"a": SUPERSEDED, "b": CURRENT}


def test_a_document_without_start_time_joins_the_sitting_whose_items_it_has() -> None:
    morning, afternoon = kept("a", meeting("X", "Y")), kept("b", meeting("Z", start_time=time(17)))
    untimed = kept("c", meeting("Z", start_time=None, document_kind=DocumentKind.DAGSORDEN))
    assert meeting_ids(morning, afternoon, untimed)["c"] == f"{GROUP}-2"
    assert statuses(morning, afternoon, untimed)["c"] is SUPERSEDED


def test_an_item_moved_inserted_or_removed_changes_no_other_items_id() -> None:
    def ids(*titles: str) -> dict[tuple[str, int], str]:
        (held,) = resolve([kept("a", meeting(*titles))]).meetings
        count: dict[str, int] = {}
        named = {}
        for resolved in held.items:
            title = resolved.item.title
            count[title] = count.get(title, 0) + 1
            named[title, count[title]] = resolved.item_id
        return named

    before, after = ids("A", "Lukket sag", "B", "Lukket sag"), ids("B", "Ny", "Lukket sag", "A")
    assert all(after[key] == before[key] for key in after if key in before)


def test_case_and_punctuation_of_a_title_make_no_other_item() -> None:
    one, other = (
        resolve([kept("a", meeting("Status på COVID-19"))]),
        resolve([kept("a", meeting("STATUS på Covid 19."))]),
    )
    assert one.meetings[0].items[0].item_id == other.meetings[0].items[0].item_id


TITLES = st.lists(st.sampled_from("ABCDE"), max_size=4)
DOCUMENTS = st.lists(
    st.builds(
        lambda titles, start, kind, version, pages, day: (titles, start, kind, version, pages, day),
        TITLES,
        st.sampled_from([None, time(10), time(12), time(17)]),
        st.sampled_from(list(DocumentKind)),
        st.sampled_from([None, "1", "2"]),
        st.booleans(),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=6,
)


def kept_all(descriptions: list[Any]) -> list[KeptDocument]:
    return [
        kept(
            f"{number:02}",
            meeting(*titles, start_time=start, document_kind=kind, version=version),
            has_pages=pages,
            file_modified_at=datetime(2021, 6, day),
        )
        for number, (titles, start, kind, version, pages, day) in enumerate(descriptions)
    ]


def comparable(resolution: Resolution) -> object:
    return [
        (m.meeting_id, m.main.document_id, [(i.item_id, i.position, i.document_id) for i in m.items])
        for m in resolution.meetings
    ], sorted(resolution.documents.items())


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_order_of_arrival_decides_nothing(descriptions: list[Any], random: Any) -> None:
    documents = kept_all(descriptions)
    shuffled = random.sample(documents, len(documents))
    assert comparable(resolve(shuffled)) == comparable(resolve(documents))


@given(DOCUMENTS)
def test_no_item_of_a_current_document_is_lost_and_no_id_is_given_twice(descriptions: list[Any]) -> None:
    documents = kept_all(descriptions)
    resolution = resolve(documents)
    assert set(resolution.documents) == {d.document_id for d in documents}
    items = [i for m in resolution.meetings for i in m.items]
    assert len({i.item_id for i in items}) == len(items)
    for document in documents:
        is_current = resolution.documents[document.document_id][0] is CURRENT
        printed = [i for i in items if i.document_id == document.document_id]
        assert len(printed) == (len(document.minutes.items) if is_current else 0)


@given(DOCUMENTS)
def test_every_meeting_has_one_main_document_that_is_current(descriptions: list[Any]) -> None:
    resolution = resolve(kept_all(descriptions))
    for held in resolution.meetings:
        assert resolution.documents[held.main.document_id] == (CURRENT, held.meeting_id)


def test_a_later_version_of_an_addition_replaces_it_and_another_addition_does_not() -> None:
    main = kept("a", meeting("X"))
    first = kept("b", meeting("Skolestruktur", document_kind=DocumentKind.TILLAEGSREFERAT, text="first"))
    later = kept(
        "c",
        meeting("Skolestruktur", document_kind=DocumentKind.TILLAEGSREFERAT, text="later"),
        created_at=datetime(2021, 7, 1),
    )
    other = kept("d", meeting("Havneplan", document_kind=DocumentKind.TILLAEGSREFERAT))
    assert statuses(main, first, later, other) == {
        "a": CURRENT, "b": SUPERSEDED, "c": CURRENT, "d": CURRENT,
    }  # fmt: skip


def test_two_closed_additions_of_one_name_and_two_cases_are_two() -> None:
    def addition(case_number: str) -> Minutes:
        closed = item("Ejendomssag", is_closed=True, case_number=case_number)
        return minutes(closed, document_kind=DocumentKind.TILLAEGSREFERAT)

    both = statuses(kept("a", meeting("X")), kept("b", addition("21-1")), kept("c", addition("21-2")))
    assert both == {"a": CURRENT, "b": CURRENT, "c": CURRENT}
