"""The views answer the questions that they are there for."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb

from schemas.document import Outcome as Arrived
from schemas.minutes import Attendance, Decision, Item
from schemas.settings import Settings
from schemas.terms import AttendanceStatus, DocumentKind, Outcome
from tests.factory import decided, item, minutes, parsed, refused
from tests.warehouse.helpers import load, query


def on(day: date, *agenda: Item, **fields: Any) -> Arrived:
    content = minutes(*agenda, meeting_date=day, **fields)
    return parsed(content, f"{content.body} {day}.pdf")


def test_a_meetings_own_decision_is_told_from_those_it_repeats(settings: Settings) -> None:
    earlier = Decision(
        body="Børneudvalget",
        decided_on=date(2021, 5, 3),
        text="Anbefales.",
        outcome=Outcome.ANBEFALET,
        rule="x",
    )
    own = Decision(text="Godkendt.", outcome=Outcome.GODKENDT, rule="x")
    load(settings, [on(date(2021, 5, 31), item("Skole", decisions=(earlier, own)))])
    assert query(settings, "SELECT decision, outcome FROM v_agenda") == [("Godkendt.", "godkendt")]
    assert query(settings, "SELECT decided_by, decided_on, is_own FROM v_decisions ORDER BY decided_on") == [
        ("Børneudvalget", date(2021, 5, 3), False), ("Direktionen", date(2021, 5, 31), True),
    ]  # fmt: skip
    beside = "SELECT item_id, decision AS text, outcome FROM agenda_items WHERE decision IS NOT NULL"
    own_rows = "SELECT item_id, text, outcome FROM v_decisions WHERE is_own"
    assert query(settings, beside) == query(settings, own_rows)


def test_a_case_is_followed_through_the_bodies_under_drifting_titles(settings: Settings) -> None:
    load(
        settings,
        [
            on(
                date(2021, 6, 7),
                decided("Budget 2022 - 2. behandling", "Vedtaget.", case_number="1"),
                body="Byrådet",
            ),
            on(date(2021, 5, 31), decided("Budget 2022 - 1. behandling", "Godkendt.", case_number="1")),
        ],
    )
    found = query(settings, "SELECT step, body, is_container FROM v_case_history ORDER BY step")
    assert found == [(1, "Direktionen", False), (2, "Byrådet", False)]


def test_a_meeting_case_that_serves_anything_is_a_container(settings: Settings) -> None:
    agenda = [item("Eventuelt", case_number="9"), item("Status på COVID-19", case_number="9")]
    load(settings, [on(date(2021, 5, 31), *agenda), on(date(2021, 6, 7), item("Evt.", case_number="8"))])
    found = query(settings, "SELECT DISTINCT case_number, is_container FROM v_case_history ORDER BY 1")
    assert found == [("8", False), ("9", True)]


def test_a_case_whose_title_comes_back_in_one_body_only_is_no_container(settings: Settings) -> None:
    here = on(date(2021, 8, 3), decided("Takster", "Anbefales.", case_number="8"))
    there = on(date(2021, 9, 3), decided("Takster", "Godkendt.", case_number="8"), body="Byrådet")
    load(settings, [here, there])
    with duckdb.connect(str(settings.work / "warehouse.duckdb")) as connection:
        connection.execute(
            "UPDATE agenda_items SET standing_item_id = 'takster' "
            "WHERE meeting_id IN (SELECT meeting_id FROM meetings WHERE body = 'Direktionen')"
        )
    found = query(settings, "SELECT DISTINCT is_container FROM v_case_history WHERE case_number = '8'")
    assert found == [(False,)]


def test_a_case_tells_the_days_from_its_first_agenda_to_what_settled_it(settings: Settings) -> None:
    def case(number: str, *outcomes: Outcome) -> list[Arrived]:
        return [
            on(
                date(2021, 5, day),
                decided(f"Sag {number}", "Det blev det.", outcome, case_number=number),
                body=f"Udvalg {number}",
            )
            for day, outcome in enumerate(outcomes, start=3)
        ]

    load(
        settings, [*case("1", Outcome.UDSAT, Outcome.UDSAT, Outcome.GODKENDT), *case("2", Outcome.ANBEFALET)]
    )
    found = query(
        settings,
        "SELECT case_number, times, times_postponed, outcome, settled_on, days_to_settle "
        "FROM v_cases ORDER BY 1",
    )
    assert found == [("1", 3, 2, "godkendt", date(2021, 5, 5), 2), ("2", 1, 0, "anbefalet", None, None)]


def test_a_number_that_serves_a_standing_item_alone_can_be_told_from_other_cases(settings: Settings) -> None:
    agenda = decided("Godkendelse af dagsorden", "Godkendt.", case_number="1")
    load(settings, [on(date(2021, 5, 3), agenda, decided("Takster", "Godkendt.", case_number="2"))])
    found = query(settings, "SELECT case_number, standing_item_id FROM v_cases ORDER BY 1")
    assert found == [("1", "godkendelse-af-dagsorden"), ("2", None)]


def test_a_case_is_told_of_where_its_history_calls_it_no_container(settings: Settings) -> None:
    days = [date(2021, month, 3) for month in range(1, 9)]
    mixed = [decided("Takster", "Godkendt.", case_number="1"), decided("Lejemål", "Udsat.", case_number="1")]
    load(
        settings,
        [
            *(on(day, item("Eventuelt", f"Om {day}.", case_number="2")) for day in days),
            on(date(2021, 9, 3), *mixed, item("Skole", "Nyt.", case_number="2")),
            on(date(2021, 9, 4), decided("Skolevej", "Godkendt.", case_number="3")),
            on(date(2021, 9, 5), decided("Skolevejen", "Godkendt.", case_number="3")),
        ],
    )
    containers = query(settings, "SELECT DISTINCT case_number, is_container FROM v_case_history ORDER BY 1")
    assert containers == [("1", True), ("2", True), ("3", False)]
    assert query(settings, "SELECT case_number, title, times FROM v_cases") == [("3", "Skolevejen", 2)]


def test_a_month_that_was_not_over_when_the_file_was_built_is_no_gap(settings: Settings) -> None:
    load(settings, monthly(2020, without=(7,)) + monthly(2020, without=(7, 12), body="Byrådet"))
    assert coverage(settings, "is_gap", True) == ["2020-12"]
    with duckdb.connect(str(settings.work / "warehouse.duckdb")) as connection:
        connection.execute("UPDATE warehouse_state SET published_at = TIMESTAMP '2020-12-09'")
    assert coverage(settings, "is_gap", True) == []


def test_attendance_counts_meetings_by_person(settings: Settings) -> None:
    def person(status: AttendanceStatus, party: str | None) -> tuple[Attendance, ...]:
        return (Attendance(name="Ida Krogh", party=party, status=status),)

    load(
        settings,
        [
            on(date(2021, 1, 4), attendance=person(AttendanceStatus.PRESENT, "A")),
            on(date(2021, 1, 11), attendance=person(AttendanceStatus.EXCUSED, "B")),
            on(date(2021, 1, 18), attendance=person(AttendanceStatus.SUBSTITUTE, None)),
            on(date(2021, 1, 25)),
        ],
    )
    found = query(
        settings, 'SELECT name, party, meetings, present, absent, excused, "partial" FROM v_attendance'
    )
    assert found == [("Ida Krogh", "B", 3, 2, 0, 1, 0)]


def coverage(settings: Settings, column: str, value: object) -> list[str]:
    found = query(
        settings, f"SELECT strftime(month, '%Y-%m') FROM v_coverage WHERE {column} = {value} ORDER BY 1"
    )
    return [month for (month,) in found]


def monthly(year: int, *, without: tuple[int, ...] = (), **fields: Any) -> list[Arrived]:
    return [
        on(date(year, month, 5), item("Budget"), **fields) for month in range(1, 13) if month not in without
    ]


def test_a_month_without_the_usual_meeting_is_a_gap_but_july_is_not(settings: Settings) -> None:
    load(settings, monthly(2020, without=(3, 7)))
    assert coverage(settings, "is_gap", True) == ["2020-03"]


def test_july_is_a_gap_where_other_years_met(settings: Settings) -> None:
    load(settings, monthly(2019) + monthly(2020, without=(7,)))
    assert coverage(settings, "is_gap", True) == ["2020-07"]


def test_the_november_of_an_election_is_no_gap_because_other_novembers_had_meetings(
    settings: Settings,
) -> None:
    load(
        settings,
        monthly(2020, without=(7,)) + monthly(2021, without=(7, 11)) + monthly(2022, without=(7, 11)),
    )
    assert coverage(settings, "is_gap", True) == ["2022-11"]


def test_a_month_that_no_year_meets_in_is_no_gap(settings: Settings) -> None:
    load(settings, [m for year in (2018, 2019, 2020) for m in monthly(year, without=(7, 8))])
    assert coverage(settings, "is_gap", True) == []


def test_a_body_that_falls_silent_while_others_go_on_is_missed_for_three_months(settings: Settings) -> None:
    load(settings, monthly(2020) + monthly(2020, without=(8, 9, 10, 11, 12), body="Byrådet"))
    assert coverage(settings, "is_gap", True) == ["2020-08", "2020-09", "2020-10"]


def test_a_gap_shows_the_file_in_quarantine_that_may_fill_it(settings: Settings) -> None:
    load(
        settings,
        [*monthly(2020, without=(3, 7)), refused("Direktionen/2020-03-05.pdf"), refused("x.pdf", "x")],
    )
    assert coverage(settings, "files_quarantined", 1) == ["2020-03"]


def test_a_month_of_which_only_the_agenda_came_says_so(settings: Settings) -> None:
    agenda = on(date(2020, 3, 5), item("Budget"), document_kind=DocumentKind.DAGSORDEN)
    load(settings, [*monthly(2020, without=(3, 7)), agenda])
    assert coverage(settings, "only_agendas", 1) == ["2020-03"]
    assert coverage(settings, "is_gap", True) == []


def numbered(day: date, first: int, count: int = 3, **fields: Any) -> Arrived:
    return on(day, *(item(f"Sag {n}", number=str(n)) for n in range(first, first + count)), **fields)


def test_numbers_that_are_missing_between_two_meetings_are_told(settings: Settings) -> None:
    starts = {1: 1, 2: 4, 3: 7, 4: 10, 6: 16, 8: 19}  # the meeting of May had 13 to 15
    year = [numbered(date(2020, month, 5), first) for month, first in starts.items()]
    restarts = [numbered(date(2020, month, 9), 1, count=month, body="Byrådet") for month in range(1, 9)]
    load(settings, [*year, numbered(date(2021, 1, 5), 1), *restarts])
    found = query(settings, "SELECT * EXCLUDE (municipality) FROM v_number_gaps")
    assert found == [("Direktionen", date(2020, 4, 5), date(2020, 6, 5), 13, 15)]


def test_about_promises_no_gaps_only_where_there_are_meetings_to_tell_by(settings: Settings) -> None:
    agenda = on(date(2020, 7, 5), item("Budget"), document_kind=DocumentKind.DAGSORDEN)
    rare = [on(date(year, month, 5), body="Ældrerådet") for year, month in ((2018, 1), (2019, 3), (2020, 6))]
    lone = on(date(2020, 5, 5), body="Byrådet")
    load(settings, [*monthly(2020, without=(7,)), agenda, lone, *rare])
    few = "for få møder til at kende huller, too few meetings to tell gaps"
    assert [value.split("; ")[1:] for value in about(settings, "body")] == [
        [few],
        ["ingen huller, no gaps", "uden referat, without minutes: 1"],
        [few],
    ]


def test_about_names_the_municipalities_in_one_order(settings: Settings) -> None:
    names = ["Aarup Kommune", None, "Dragør Kommune", "Assens Kommune"]
    documents = [
        parsed(minutes(meeting_date=date(2020, 5, 5 + day)), f"{day}.pdf", municipality=name)
        for day, name in enumerate(names)
    ]
    load(settings, documents)
    assert about(settings, "municipalities") == [
        "Aarup Kommune, Assens Kommune, Dragør Kommune, ukendt/unknown (NULL)"
    ]


def about(settings: Settings, topic: str) -> list[str]:
    found = query(settings, f"SELECT value FROM about WHERE topic = '{topic}' ORDER BY value")
    return [value for (value,) in found]


def test_a_correction_is_told_field_by_field(settings: Settings) -> None:
    day = date(2021, 5, 31)
    old = on(day, decided("Budget", "Godkendt."), item("Skole", "Tekst."), version="1", place="Rådhuset")
    new = on(
        day, decided("Budget", "Udsat.", Outcome.UDSAT), item("Skole", "Tekst."), item("Ny"), version="2"
    )
    load(settings, [old, new])
    changes = query(settings, "SELECT field, old_value, new_value FROM v_corrections ORDER BY field")
    assert changes == [
        ("decision", "Godkendt.", "Udsat."),
        ("number", None, "3"),
        ("outcome", "godkendt", "udsat"),
        ("place", "Rådhuset", None),
        ("section beslutning", "Godkendt.", "Udsat."),
        ("title", None, "Ny"),
    ]
    items = query(
        settings, "SELECT DISTINCT title FROM v_corrections c JOIN v_agenda USING (item_id) ORDER BY 1"
    )
    assert items == [("Budget",), ("Ny",)]


def test_a_corrected_title_is_one_correction_and_no_item_less_and_one_more(settings: Settings) -> None:
    day = date(2021, 5, 31)
    shared = {"case_number": "21-1"}  # a case of the whole meeting tells no item
    old = (
        item("Buget", "Tal.", case_number="21-2"), item("Skloe", "Tekst."), item("Evt.", "A.", **shared),
        item("Gammel", "B.", number="4", **shared),
    )  # fmt: skip
    new = (
        item("Budget", "Andre tal.", case_number="21-2"), item("Skole", "Tekst."),
        item("Evt.", "A.", **shared), item("Ny", "C.", number="4", **shared),
    )  # fmt: skip
    load(settings, [on(day, *old, version="1"), on(day, *new, version="2")])
    changes = query(
        settings,
        "SELECT i.title, field, old_value, new_value "
        "FROM v_corrections c LEFT JOIN agenda_items i USING (item_id) "
        "WHERE field IN ('title', 'section sagsfremstilling') ORDER BY ALL",
    )
    assert changes == [
        ("Budget", "section sagsfremstilling", "Tal.", "Andre tal."),
        ("Budget", "title", "Buget", "Budget"),
        ("Ny", "section sagsfremstilling", None, "C."),
        ("Ny", "title", None, "Ny"),
        ("Skole", "title", "Skloe", "Skole"),
        (None, "section sagsfremstilling", "B.", None),
        (None, "title", "Gammel", None),
    ]


def test_minutes_that_replace_an_agenda_correct_nothing(settings: Settings) -> None:
    day = date(2021, 5, 31)
    load(
        settings,
        [on(day, item("Budget"), document_kind=DocumentKind.DAGSORDEN), on(day, decided("Budget", "Udsat."))],
    )
    assert query(settings, "SELECT count(*) FROM v_corrections") == [(0,)]
    assert query(settings, "SELECT files_superseded FROM v_coverage") == [(1,)]
