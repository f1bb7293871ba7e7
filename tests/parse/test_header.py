from datetime import date, time
from pathlib import Path

import pytest

from schemas.errors import DocumentRefused
from schemas.page import DocumentPages, Page
from schemas.terms import AttendanceStatus, DocumentKind
from tasks.parse import parse
from tasks.parse.title import body_in_running_head
from tests.parse.documents import read_text
from tests.parse.test_print import BOLD, line

ITEM = "\n\nPunkt 1: Budget 2022\n\nSagsfremstilling\n\nBudgettet gennemgås.\n"

P, A, E, S, H = (
    AttendanceStatus.PRESENT,
    AttendanceStatus.ABSENT,
    AttendanceStatus.EXCUSED,
    AttendanceStatus.SUBSTITUTE,
    AttendanceStatus.PARTIAL,
)


@pytest.mark.parametrize(
    ("head", "body", "day", "start", "place"),
    [
        ("REFERAT Direktionen d. 22-11-2021", "Direktionen", date(2021, 11, 22), None, None),
        (
            "Referat Økonomiudvalget tirsdag den 16. januar 2018 kl. 16:30 i Mødelokale 1",
            "Økonomiudvalget",
            date(2018, 1, 16),
            time(16, 30),
            "Mødelokale 1",
        ),
        (
            (
                "Referat\n\nTeknisk Udvalg\n\ntirsdag den 4. december 2012, kl. 13:00\n\ni "
                "Mødecenter C\n\nÅbent referat"
            ),
            "Teknisk Udvalg",
            date(2012, 12, 4),
            time(13),
            "Mødecenter C",
        ),
        (
            (
                "Referat\nØkonomiudvalget\ntirsdag den 4. december 2012, kl. 13:00\ni Mødecenter "
                "C\nÅbent referat"
            ),
            "Økonomiudvalget",
            date(2012, 12, 4),
            time(13),
            "Mødecenter C",
        ),
        (
            "Referat til mødet i Udvalget for Teknik og Miljø den 22. juni 2020 kl. 17:30 i Byrådssalen",
            "Udvalget for Teknik og Miljø",
            date(2020, 6, 22),
            time(17, 30),
            "Byrådssalen",
        ),
        (
            "Referat af møde i Økonomiudvalget\n\nDen 09.01.2020 kl. 13:00",
            "Økonomiudvalget",
            date(2020, 1, 9),
            time(13),
            None,
        ),
        (
            "Referat\n\nUdvalg: Social- og Sundhedsudvalget\n\nDato: 04.12.2012\n\nTidspunkt: kl.13.00",
            "Social- og Sundhedsudvalget",
            date(2012, 12, 4),
            time(13),
            None,
        ),
        ("Beslutningsprotokol\n\nByrådet\n\n15-maj-2002", "Byrådet", date(2002, 5, 15), None, None),
        ("Protokol for Byrådets møde den 3.april 2017", "Byrådet", date(2017, 4, 3), None, None),
        ("Beslutninger fra mødet i Byrådet den 3. april 2017", "Byrådet", date(2017, 4, 3), None, None),
        ("Byrådet\n\nReferat\n\n3. april 2017 kl. 19.00", "Byrådet", date(2017, 4, 3), time(19), None),
        (
            "Referat fra ordinært møde i Kommunalbestyrelsen onsdag den 3. april 2017",
            "Kommunalbestyrelsen",
            date(2017, 4, 3),
            None,
            None,
        ),
        (
            "REFERAT\n\nKOMMUNALBESTYRELSEN\n\nONSDAG DEN 3. APRIL 2017 KL. 18.00",
            "Kommunalbestyrelsen",
            date(2017, 4, 3),
            time(18),
            None,
        ),
        (
            "Referat\nMøde: Børne- og Ungdomsudvalget\nMødedato: 2017-04-03\nMødetidspunkt: 16.00 - 18.30",
            "Børne- og Ungdomsudvalget",
            date(2017, 4, 3),
            time(16),
            None,
        ),
        (
            "Udvalget for Børn, Unge og Familie - Referat - 03-04-2017",
            "Udvalget for Børn, Unge og Familie",
            date(2017, 4, 3),
            None,
            None,
        ),
        (
            (
                "Kultur- og Fritidsudvalget mandag den 3. april 2017, kl. 16:30 i\nRådhuset, mødelokale 3"
                "\n\nÅbent referat"
            ),
            "Kultur- og Fritidsudvalget",
            date(2017, 4, 3),
            time(16, 30),
            "Rådhuset, mødelokale 3",
        ),
        (
            "Referat fra møde i Kulturudvalget\n\nDen 3. april 2017\n\nKl. 15.00 i Borgmesterens kontor",
            "Kulturudvalget",
            date(2017, 4, 3),
            time(15),
            "Borgmesterens kontor",
        ),
        (
            "MØDE I KULTURUDVALGET\n\nREFERAT\n\nDato: 3. april 2017",
            "Kulturudvalget",
            date(2017, 4, 3),
            None,
            None,
        ),
        (
            "Referat: 3. april 2017 kl. 16:00\n\nByrådssalen, Rådhuset, Ved Åen 6\n\nByrådet",
            "Byrådet",
            date(2017, 4, 3),
            time(16),
            "Byrådssalen, Rådhuset, Ved Åen 6",
        ),
        ("Byrådet - referat 03-04-2017", "Byrådet", date(2017, 4, 3), None, None),
        ("Beslutninger Byrådet den 3. april 2017", "Byrådet", date(2017, 4, 3), None, None),
        ("Møde i Byrådet\n\nReferat\n\n3. april 2017", "Byrådet", date(2017, 4, 3), None, None),
        ("Byrådet\n\nReferat fra mødet den 3. april 2017", "Byrådet", date(2017, 4, 3), None, None),
        (
            "Referat nr. 12\n\nHandicaprådet\n\nDato: 3. april 2017",
            "Handicaprådet",
            date(2017, 4, 3),
            None,
            None,
        ),
        ("Referat af Ungdomsrådsmøde d. 3/4 2017", "Ungdomsrådet", date(2017, 4, 3), None, None),
        ("Referat\nDet Sociale Udvalg\n03-04-2017", "Det Sociale Udvalg", date(2017, 4, 3), None, None),
        (
            "Referat af konstituerende møde i Byrådet\nmandag d. 3. april 2017",
            "Byrådet",
            date(2017, 4, 3),
            None,
            None,
        ),
        (
            "Udskrift af beslutningsprotokollen for Byrådet\n\nDato: 03.04.2017",
            "Byrådet",
            date(2017, 4, 3),
            None,
            None,
        ),
        (
            "Åbent referat for Teknik- og Miljøudvalgets møde den 3. april 2017 kl. 08:30 i mødelokale 2",
            "Teknik- og Miljøudvalget",
            date(2017, 4, 3),
            time(8, 30),
            "mødelokale 2",
        ),
        (
            "Referat for 2. møde i § 17, stk. 4-udvalget om bosætning den 3. april 2017",
            "§ 17, stk. 4-udvalget om bosætning",
            date(2017, 4, 3),
            None,
            None,
        ),
        (
            "Referat af Ældrerådets møde\n\nmandag den 3. april 2017",
            "Ældrerådet",
            date(2017, 4, 3),
            None,
            None,
        ),
    ],
)
def test_the_head_gives_body_date_time_and_place(
    tmp_path: Path, head: str, body: str, day: date, start: time | None, place: str | None
) -> None:
    found = read_text(tmp_path, head + ITEM)
    assert (found.body, found.meeting_date, found.start_time, found.place) == (body, day, start, place)
    assert found.text_accounted == 1


@pytest.mark.parametrize(
    "line",
    [
        "Sluttidspunkt: Kl. 16:30",
        "Møde slut: 16:30",
        "Mødetid: Kl. 12:00-16:30",
        "Mødet sluttede kl. 16.30",
        "Mødet hævet kl. 16.30",
        "Mødet slut kl. 16.30",
        "Sluttidspunkt kl.16.30",
        "Afsluttet: Kl. 16:30",
    ],
)
def test_the_end_is_read_from_the_head(tmp_path: Path, line: str) -> None:
    assert read_text(tmp_path, f"Referat Direktionen d. 31-05-2021\n\n{line}{ITEM}").end_time == time(16, 30)


@pytest.mark.parametrize(
    "line",
    ["Mødet hævet kl. 21.15", "Mødet sluttede kl. 21.15.", "Mødet hævet: 21:15", "Mødet slut kl. 21.15"],
)
def test_the_end_is_read_from_the_last_line_and_is_no_part_of_the_last_item(
    tmp_path: Path, line: str
) -> None:
    found = read_text(tmp_path, f"Referat Direktionen d. 31-05-2021{ITEM}\n\n{line}")
    assert found.end_time == time(21, 15)
    assert found.items[-1].sections[-1].text == "Budgettet gennemgås."


def test_party_or_office_and_more_may_stand_in_one_pair_of_brackets(tmp_path: Path) -> None:
    head = (
        "Referat Direktionen d. 31-05-2021\n\nDeltagere: Ida Ravn (A, byrådsmedlem), "
        "Bo Holm (direktør for Børn og Kultur, deltog fra kl. 9.45)"
    )
    ida, bo = read_text(tmp_path, f"{head}{ITEM}").attendance
    assert (ida.party, ida.role, ida.note) == ("A", "byrådsmedlem", None)
    assert (bo.role, bo.note, bo.status) == (
        "direktør for Børn og Kultur",
        "deltog fra kl. 9.45",
        AttendanceStatus.PARTIAL,
    )


def test_the_end_that_was_beats_the_one_that_was_planned(tmp_path: Path) -> None:
    head = "Referat Direktionen d. 31-05-2021\n\nTid: kl. 9.30 - 12.00"
    found = read_text(tmp_path, f"{head}{ITEM}\n\nMødet sluttede kl. 11.50.")
    assert (found.start_time, found.end_time) == (time(9, 30), time(11, 50))


@pytest.mark.parametrize("label", ["Mødested", "Sted", "Lokale", "Lokation", "Mødelokale"])
def test_a_place_may_take_several_lines(tmp_path: Path, label: str) -> None:
    found = read_text(
        tmp_path, f"Referat Direktionen d. 31-05-2021\n\n{label}: Rådhuset,\nlokale 4,\nSkovby{ITEM}"
    )
    assert found.place == "Rådhuset, lokale 4, Skovby"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Referat", DocumentKind.REFERAT),
        ("Dagsorden", DocumentKind.DAGSORDEN),
        ("Tillægsreferat", DocumentKind.TILLAEGSREFERAT),
        ("Tillægsdagsorden", DocumentKind.TILLAEGSDAGSORDEN),
        ("Tillæg til dagsorden", DocumentKind.TILLAEGSDAGSORDEN),
        ("Beslutningsprotokol", DocumentKind.REFERAT),
        ("Protokol", DocumentKind.REFERAT),
        ("Åben dagsorden", DocumentKind.DAGSORDEN),
        ("DAGSORDEN", DocumentKind.DAGSORDEN),
        ("TILLÆGSREFERAT", DocumentKind.TILLAEGSREFERAT),
    ],
)
def test_the_title_says_what_the_document_is(tmp_path: Path, word: str, kind: DocumentKind) -> None:
    assert read_text(tmp_path, f"{word} Direktionen d. 31-05-2021{ITEM}").document_kind == kind


def test_a_title_that_lies_is_found_out_by_the_decisions(tmp_path: Path) -> None:
    text = f"Dagsorden Direktionen d. 31-05-2021{ITEM}\n\nBeslutning\n\nGodkendt."
    assert read_text(tmp_path, text).document_kind == DocumentKind.REFERAT


def test_an_agenda_that_repeats_another_bodys_decision_stays_an_agenda(tmp_path: Path) -> None:
    text = (
        f"Dagsorden Byrådet d. 31-05-2021{ITEM}\n\nBeslutning i Økonomiudvalget den 17-05-2021\n\nAnbefales."
    )
    assert read_text(tmp_path, text).document_kind == DocumentKind.DAGSORDEN


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        (
            "Mødedeltagere: Ole Bro (Fravær), Michel van der Linden (Afbud), Jan Ravn",
            [("Ole Bro", A), ("Michel van der Linden", E), ("Jan Ravn", P)],
        ),
        (
            "Medlemmer: Anna Jensen (A) - formand\nErik Holm, (A)\nIda Krogh ()",
            [("Anna Jensen", P), ("Erik Holm", P), ("Ida Krogh", P)],
        ),
        (
            "Medlemmer\n\nAnna Jensen (A)\n\nErik Holm (V)\n\nFraværende med afbud\n\nIda Krogh (C)",
            [("Anna Jensen", P), ("Erik Holm", P), ("Ida Krogh", E)],
        ),
        (
            "Medlemmer: Anna Jensen\n\nFraværende uden afbud: Ida Krogh",
            [("Anna Jensen", P), ("Ida Krogh", A)],
        ),
        ("Deltagere: Anna Jensen\nAfbud: Ida Krogh", [("Anna Jensen", P), ("Ida Krogh", E)]),
        ("Til stede: Anna Jensen og Ida Krogh\n\nFraværende: Ingen", [("Anna Jensen", P), ("Ida Krogh", P)]),
        ("Medlemmer: Anna Jensen, Ida Krogh\n\nAfbud: Ida Krogh", [("Anna Jensen", P), ("Ida Krogh", E)]),
        (
            "Medlemmer: Anna Jensen\n\nFraværende: Ida Krogh (V) - Ole Bro (V) mødte som stedfortræder",
            [("Anna Jensen", P), ("Ida Krogh", A), ("Ole Bro", S)],
        ),
        (
            (
                "Medlemmer: Anna Jensen\n\nFraværende: Ida Krogh forlod mødet kl. 17.40 under "
                "behandling af pkt. 5"
            ),
            [("Anna Jensen", P), ("Ida Krogh", H)],
        ),
        (
            "Medlemmer: Anna Jensen\n\nFraværende: Ida Krogh – Ole Bro er indkaldt som stedfortræder.",
            [("Anna Jensen", P), ("Ida Krogh", A), ("Ole Bro", S)],
        ),
        (
            "Medlemmer: Anna Jensen\nGæster: Ole Bro\nMødelokation: Det gamle rådhus",
            [("Anna Jensen", P), ("Ole Bro", P)],
        ),
        (
            "Medlemmer: Anna Jensen\n\nDerudover deltog: Ole Bro, kommunaldirektør\n\nReferent: Jan Ravn",
            [("Anna Jensen", P), ("Ole Bro", P), ("Jan Ravn", P)],
        ),
        ("", []),
    ],
)
def test_every_form_of_attendance_is_read_from_the_head(
    tmp_path: Path, lines: str, people: list[tuple[str, AttendanceStatus]]
) -> None:
    found = read_text(tmp_path, f"Referat Direktionen d. 31-05-2021\n\n{lines}{ITEM}")
    assert [(p.name, p.status) for p in found.attendance] == people
    assert found.text_accounted == 1


def test_attendance_may_be_the_first_item(tmp_path: Path) -> None:
    text = (
        "Referat Direktionen d. 31-05-2021\n\n1. Fraværende\n\nPeter Holm (A)\n\n2. "
        "Budget 2022\n\nGennemgået.\n\n3. Eventuelt\n\nIntet."
    )
    found = read_text(tmp_path, text)
    assert [(p.name, p.party, p.status) for p in found.attendance] == [("Peter Holm", "A", A)]
    assert [item.title for item in found.items] == ["Fraværende", "Budget 2022", "Eventuelt"]


def test_the_referent_is_named_as_one(tmp_path: Path) -> None:
    found = read_text(tmp_path, f"Referat Direktionen d. 31-05-2021\n\nReferent: Jan Ravn{ITEM}")
    assert [(p.name, p.role) for p in found.attendance] == [("Jan Ravn", "referent")]


@pytest.mark.parametrize(
    "head",
    [
        "Kalundborg Kommune\n\nReferat Direktionen d. 31-05-2021",
        "Referat Direktionen d. 31-05-2021\n\nKommune: Kalundborg Kommune",
        "Referat Direktionen, Kalundborg Kommune d. 31-05-2021",
        "KALUNDBORG KOMMUNE\n\nReferat Direktionen d. 31-05-2021",
    ],
)
def test_the_municipality_is_read_from_title_and_letterhead(tmp_path: Path, head: str) -> None:
    found = read_text(tmp_path, head + ITEM)
    assert (found.municipality, found.body) == ("Kalundborg Kommune", "Direktionen")


@pytest.mark.parametrize(
    "head",
    [
        "Nørreå Amt\n\nReferat Direktionen d. 31-05-2003",
        "NØRREÅ AMT\n\nReferat Direktionen d. 31-05-2003",
        "Referat Direktionen, Nørreå Amt d. 31-05-2003",
        "Nørreå amt          Side 1\n\nReferat Direktionen d. 31-05-2003",
    ],
)
def test_a_county_stands_where_a_municipality_does(tmp_path: Path, head: str) -> None:
    found = read_text(tmp_path, head + ITEM)
    assert (found.municipality, found.body) == ("Nørreå Amt", "Direktionen")


def test_the_municipality_is_read_from_the_code_in_case_numbers(tmp_path: Path) -> None:
    text = (
        "Referat Direktionen d. 31-05-2021\n\nPunkt 1: Budget\n\nSagsnr.: "
        "326-2020-75842\n\nSagsfremstilling\n\nTekst."
    )
    assert read_text(tmp_path, text).municipality == "Kalundborg Kommune"


def test_a_municipality_named_in_prose_is_not_the_documents(tmp_path: Path) -> None:
    text = (
        "Referat Direktionen d. 31-05-2021\n\nPunkt 1: Budget\n\nSagsfremstilling\n\n"
        "Samarbejde med Holbæk Kommune."
    )
    assert read_text(tmp_path, text).municipality is None


@pytest.mark.parametrize("line", ["Aflyst", "Mødet er aflyst.", "MØDET ER AFLYST"])
def test_a_cancelled_meeting_has_no_items_and_is_no_refusal(tmp_path: Path, line: str) -> None:
    found = read_text(tmp_path, f"Referat Direktionen d. 31-05-2021\n\n{line}")
    assert (found.is_cancelled, found.items) == (True, ())


def test_aflyst_may_stand_in_the_title(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Referat Direktionen d. 31-05-2021 - Aflyst")
    assert (found.is_cancelled, found.body) == (True, "Direktionen")


@pytest.mark.parametrize("day", ["31-02-2021", "den 31. april 2021"])
def test_a_day_that_no_calendar_has_is_refused(tmp_path: Path, day: str) -> None:
    with pytest.raises(DocumentRefused) as refusal:
        read_text(tmp_path, f"Referat Direktionen {day}{ITEM}")
    assert refusal.value.code == "impossible-date"


@pytest.mark.parametrize(
    "text",
    [
        "Faktura nr. 4711\n\nDato: 03-04-2017\n\nTil: Skovby Kommune\n\nVarer 1.000 kr.\nMoms 250 kr.",
        "Notat\n\nDen 3. april 2017\n\nBaggrund\n\nByrådet har bedt om en redegørelse.",
        "Punkt 7: Budget 2022\n\nSagsfremstilling\n\nBudgettet gennemgås.",
        "Bilag 1: Tidsplan\n\nJanuar: Opstart\nFebruar: Høring",
    ],
)
def test_what_is_no_minutes_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(DocumentRefused) as refusal:
        read_text(tmp_path, text)
    assert refusal.value.code == "not-minutes"


def test_a_file_of_several_meetings_is_refused(tmp_path: Path) -> None:
    one = (
        f"Referat Direktionen d. 31-05-2021\n\nMødested: Rådhuset{ITEM}\n\nPunkt 2: "
        "Eventuelt\n\nBeslutning\n\nIntet."
    )
    other = one.replace("31-05", "14-06")
    with pytest.raises(DocumentRefused) as refusal:
        read_text(tmp_path, f"{one}\n\n{other}")
    assert refusal.value.code == "several-meetings"


def test_two_labels_beside_each_other_are_two(tmp_path: Path) -> None:
    head = "Referat\n\nDirektionen\n\nMødedato: 31. maj 2021 kl. 9.00        Mødested: Rådhuset, lokale 2"
    found = read_text(tmp_path, head + ITEM)
    assert (found.meeting_date, found.start_time, found.place) == (
        date(2021, 5, 31),
        time(9),
        "Rådhuset, lokale 2",
    )


@pytest.mark.parametrize("role", ["Formand", "Næstformand", "Ordstyrer", "Mødeleder", "Referent"])
def test_a_label_that_is_a_role_is_the_persons_role(tmp_path: Path, role: str) -> None:
    found = read_text(tmp_path, f"Referat Direktionen d. 31-05-2021\n\n{role}: Jan Ravn{ITEM}")
    assert [(p.name, p.role) for p in found.attendance] == [("Jan Ravn", role.lower())]


def test_a_line_of_attendance_that_names_nobody_is_a_finding(tmp_path: Path) -> None:
    head = "Referat Direktionen d. 31-05-2021\n\nDeltagere: alle fra ledergruppen"
    found = read_text(tmp_path, head + ITEM)
    assert (found.attendance, [finding.rule for finding in found.findings]) == ((), ["attendance-unread"])


@pytest.mark.parametrize(
    "place",
    ["Rådhuset, 2. sal, mødelokale 3", "Byrådssalen", "Teknik & Miljø, Skovvej 4, Nørreby", "Teams-møde"],
)
def test_a_place_below_the_title_needs_no_label(tmp_path: Path, place: str) -> None:
    minutes = read_text(tmp_path, f"Referat\n\nByrådet\n\n31.05.2021 kl. 14:00\n\n{place}\n{ITEM}")
    assert minutes.place == place


def test_an_address_above_the_title_is_no_place(tmp_path: Path) -> None:
    minutes = read_text(
        tmp_path, f"Skovgade 10, 8800 Viby\n\nReferat\n\nByrådet\n\n31.05.2021 kl. 14:00\n{ITEM}"
    )
    assert minutes.place is None


def test_who_was_away_may_be_told_after_a_word_of_welcome(tmp_path: Path) -> None:
    told = "Formand Anders Kühl bød velkommen. Der var afbud fra Conny Jess og Jørgen Nørby."
    minutes = read_text(tmp_path, f"Referat Byrådet d. 27-11-2023\n\n{told}" + ITEM)
    assert [(p.name, p.status) for p in minutes.attendance] == [("Conny Jess", E), ("Jørgen Nørby", E)]
    assert (minutes.findings, minutes.text_accounted) == ((), 1)


def test_who_stood_in_may_be_told_in_a_sentence_of_its_own(tmp_path: Path) -> None:
    away = "Fraværende: Lars Abel (C). Som stedfortræder for Lars Abel deltog Pia Skou (C)."
    minutes = read_text(tmp_path, f"Referat Byrådet d. 31-05-2021\n\n{away}\n{ITEM}")
    assert [(p.name, p.party, p.status) for p in minutes.attendance] == [
        ("Lars Abel", "C", A),
        ("Pia Skou", "C", S),
    ]


def test_a_name_in_capitals_is_the_same_body(tmp_path: Path) -> None:
    minutes = read_text(tmp_path, f"REFERAT\n\nKULTUR- OG FRITIDSUDVALGET\n\n31.05.2021\n{ITEM}")
    assert minutes.body == "Kultur- og Fritidsudvalget"


def test_a_label_may_stand_inside_the_list_of_another(tmp_path: Path) -> None:
    away = "Fraværende: Jette Lund (A) med afbud. Stedfortræder: Mads Ravn (A)."
    minutes = read_text(tmp_path, f"Referat Byrådet d. 31-05-2021\n\n{away}\n{ITEM}")
    assert [(p.name, p.status) for p in minutes.attendance] == [("Jette Lund", E), ("Mads Ravn", S)]


def test_an_item_of_those_away_names_each_of_them(tmp_path: Path) -> None:
    said = "Fraværende: Lis Bo (C), Ove Dam (V) med afbud. Som suppleant for Ove Dam mødte Eva Falk (V)."
    minutes = read_text(tmp_path, f"Referat Byrådet d. 31-05-2021\n\nPunkt 1: Fraværende\n\n{said}")
    assert [(p.name, p.status) for p in minutes.attendance] == [
        ("Lis Bo", A),
        ("Ove Dam", AttendanceStatus.EXCUSED),
        ("Eva Falk", S),
    ]


def test_members_in_two_columns_are_read_one_column_after_the_other(tmp_path: Path) -> None:
    head = (
        "Referat Byrådet d. 27-11-2023\n\nMedlemmer:\nLise Toft (A), borgmester     Nanna Skaarup (B)\n"
        "Bjarne Holm (A)               Kasper Rude (V), stedfortræder for Ellen Krag\n"
    )
    people = read_text(tmp_path, head + ITEM).attendance
    assert [(p.name, p.role, p.status) for p in people] == [
        ("Lise Toft", "borgmester", P),
        ("Bjarne Holm", None, P),
        ("Nanna Skaarup", None, P),
        ("Kasper Rude", None, S),
    ]


def test_a_table_of_members_says_in_its_head_what_its_columns_hold(tmp_path: Path) -> None:
    head = (
        "Referat Byrådet d. 27-11-2023\n\nDeltagere\n\n"
        "| Navn | Parti | Rolle | Fremmøde |\n|---|---|---|---|\n"
        "| Lise Toft | A | Formand | Til stede |\n| Bjarne Holm | V | Medlem | Gik kl. 16.45 |\n"
        "| Kaja Lind | Ø | Medlem | Afbud |\n"
    )
    people = read_text(tmp_path, head + ITEM).attendance
    assert [(p.name, p.party, p.role, p.status, p.note) for p in people] == [
        ("Lise Toft", "A", "Formand", P, None),
        ("Bjarne Holm", "V", "Medlem", H, "Gik kl. 16.45"),
        ("Kaja Lind", "Ø", "Medlem", E, None),
    ]


def test_a_table_of_members_may_say_for_whom_and_as_what_they_come(tmp_path: Path) -> None:
    head = (
        "Referat Byggeudvalget d. 27-11-2023\n\n"
        "| Deltager | Repræsenterer | Funktion | Deltog |\n|---|---|---|---|\n"
        "| Lise Toft | Vejen Kommune | Formand, byrådsmedlem | Ja |\n"
        "| Bjarne Holm | Brugerne | Skolebestyrelsen | Til kl. 9.30 |\n"
        "| Kaja Lind | Brugerne | Stedfortræder for Ib Juul | Ja |\n| Ole Bro | Brugerne | Arkitekt | Nej |\n"
    )
    people = read_text(tmp_path, head + ITEM).attendance
    assert [(p.name, p.role, p.status, p.note) for p in people] == [
        ("Lise Toft", "Formand, byrådsmedlem", P, "Vejen Kommune"),
        ("Bjarne Holm", "Skolebestyrelsen", H, "Brugerne; Til kl. 9.30"),
        ("Kaja Lind", None, S, "Brugerne; Stedfortræder for Ib Juul"),
        ("Ole Bro", "Arkitekt", A, "Brugerne"),
    ]


def test_those_present_may_be_told_in_sentences(tmp_path: Path) -> None:
    told = (
        "Til stede var formand Lise Toft, næstformand Bjarne Holm, Ali Demir (kom kl. 17.20), "
        "Kaja Lind og byrådsmedlem Karsten Vium (B).\nFra kommunen deltog afdelingsleder "
        "Ole Bro under punkt 3 samt Ida Krogh, der skrev referat."
    )
    people = read_text(tmp_path, f"Referat Integrationsrådet d. 27-11-2023\n\n{told}" + ITEM).attendance
    assert [(p.name, p.role, p.party, p.status, p.note) for p in people] == [
        ("Lise Toft", "formand", None, P, None),
        ("Bjarne Holm", "næstformand", None, P, None),
        ("Ali Demir", None, None, H, "kom kl. 17.20"),
        ("Kaja Lind", None, None, P, None),
        ("Karsten Vium", "byrådsmedlem", "B", P, None),
        ("Ole Bro", "afdelingsleder", None, H, "under punkt 3"),
        ("Ida Krogh", "referent", None, P, None),
    ]


def test_a_place_goes_on_neither_with_the_day_of_sending_nor_with_the_members(tmp_path: Path) -> None:
    head = "Referat Byrådet d. 27-11-2023\n\nSted: Lokale 2\nUdsendt 20.11.2023\n"
    minutes = read_text(tmp_path, head + "Ledelsesrepræsentanter: Ida Krogh (Direktør)" + ITEM)
    assert minutes.place == "Lokale 2"
    assert [person.name for person in minutes.attendance] == ["Ida Krogh"]


def test_a_place_in_the_title_stands_behind_both_hours(tmp_path: Path) -> None:
    title = "Referat af møde i Byrådet den 27. november 2023 kl. 17.00 - 19.15 i Medborgerhuset"
    minutes = read_text(tmp_path, title + ITEM)
    assert (minutes.place, minutes.end_time) == ("Medborgerhuset", time(19, 15))


def test_a_place_may_begin_like_a_label(tmp_path: Path) -> None:
    minutes = read_text(
        tmp_path, "Referat Byrådet d. 27-11-2023\n\nSted:      Mødelokale 2 på rådhuset" + ITEM
    )
    assert minutes.place == "Mødelokale 2 på rådhuset"


def test_a_title_that_ends_before_its_hour_goes_on_below(tmp_path: Path) -> None:
    minutes = read_text(tmp_path, "Referat Byrådet torsdag den 16. maj 2002 kl.\n14.30" + ITEM)
    assert (minutes.title, minutes.start_time) == (
        "Referat Byrådet torsdag den 16. maj 2002 kl. 14.30",
        time(14, 30),
    )


def test_what_stands_above_the_title_is_letterhead(tmp_path: Path) -> None:
    minutes = read_text(
        tmp_path, "Regionssekretariatet\nTel. 7841 0000\n\nReferat Byrådet d. 27-11-2023" + ITEM
    )
    assert minutes.text_accounted == 1


@pytest.mark.parametrize(
    "line",
    [
        "Rapport pr. 31.03.2021",
        "7. Regnskab pr. 31-03-2021",
        "Godkendelse af referat fra den 3. maj 2021",
        "Nordby, den 3. juni 2021",
        "Høringssvar af 3. maj 2021..............................4",
    ],
)
def test_a_date_in_a_title_or_a_letter_is_never_the_meetings(tmp_path: Path, line: str) -> None:
    """Before, such a line won over the date below its label: a wrong day is worse than a refused file."""
    with pytest.raises(DocumentRefused, match="date of a meeting"):
        read_text(tmp_path, f"Referat\n\nByrådet\n\n{line}\n\nMødested: Rådhuset{ITEM}")
    for head in (f"{line}\n\nDato: 15-05-2021", f"Dato: 15-05-2021\n\n{line}"):
        found = read_text(tmp_path, f"Referat\n\nByrådet\n\n{head}{ITEM}")
        assert found.meeting_date == date(2021, 5, 15)


@pytest.mark.parametrize(
    "line",
    [
        "Onsdag den 3. maj 2021",
        "Mødet den 03-05-2021 kl. 17.00",
        "Byrådets møde den 3. maj 2021 i byrådssalen",
        "3. maj 2021, 17:00-19:00",
        "(3. maj 2021)",
        "Møde nr. 5 den 3. maj 2021",
        "5. møde, mandag den 3. maj 2021 kl. 17",
        "Nordby Kommune, Byrådet 03-05-2021",
        "Mødet afholdes d. 3. maj 2021",
        "Ekstraordinært møde den 3. maj 2021 i byrådssalen",
    ],
)
def test_a_line_that_says_when_the_meeting_was_needs_no_label(tmp_path: Path, line: str) -> None:
    found = read_text(tmp_path, f"Referat\n\nByrådet\n\n{line}\n\nMødested: Rådhuset{ITEM}")
    assert (found.meeting_date, found.place) == (date(2021, 5, 3), "Rådhuset")


@pytest.mark.parametrize(
    ("said", "status"), [("Eva Lund (A)", A), ("Eva Lund (A) - afbud", E), ("Eva Lund (A), fraværende", A)]
)
def test_a_label_for_both_ways_to_be_away_leaves_it_to_the_person(
    tmp_path: Path, said: str, status: AttendanceStatus
) -> None:
    found = read_text(tmp_path, f"Referat Byrådet d. 31-05-2021\n\nAfbud/Fraværende    {said}{ITEM}")
    assert [(person.name, person.party, person.status) for person in found.attendance] == [
        ("Eva Lund", "A", status)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Mødet startede kl. 17.00 og sluttede kl. 19.30",
        "Start: 17.00 - 19.30",
        "Mødestart: Kl. 17, slut 19:30",
        "Mødested: Rådhuset\nMødet påbegyndt: kl. 17.00, slut kl. 19.30",
    ],
)
def test_the_line_that_tells_when_the_meeting_began_may_tell_when_it_ended(tmp_path: Path, line: str) -> None:
    found = read_text(tmp_path, f"Referat Direktionen d. 31-05-2021\n\n{line}{ITEM}")
    assert (found.start_time, found.end_time) == (time(17), time(19, 30))


def test_another_time_behind_the_start_is_no_end(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, f"Referat Direktionen d. 31-05-2021\n\nStart: Kl. 17.00 (pause kl. 18.30){ITEM}"
    )
    assert (found.start_time, found.end_time) == (time(17), None)


def test_a_running_head_below_the_members_is_no_member(tmp_path: Path) -> None:
    members = "Mødedeltagere: Arne Holm, Ida Krogh\nEgelund Kommune - Byrådet den 3. april 2017"
    found = read_text(tmp_path, f"Referat\n\nByrådet\n\nDato: 3. april 2017\n{members}{ITEM}")
    assert [person.name for person in found.attendance] == ["Arne Holm", "Ida Krogh"]
    assert (found.municipality, found.text_accounted) == ("Egelund Kommune", 1)


def test_members_with_bullets_in_two_columns_are_read_column_by_column(tmp_path: Path) -> None:
    members = "Deltagere\n- Arne Holm               - Ida Krogh\n- Bo Lis                  - Ole Bro"
    found = read_text(tmp_path, f"Referat Byrådet 3. april 2017\n\n{members}{ITEM}")
    assert [person.name for person in found.attendance] == ["Arne Holm", "Bo Lis", "Ida Krogh", "Ole Bro"]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Referat\ntil\nmødet i regionsrådet\nden 26. april 2017 kl. 13:00", "Regionsrådet"),
        ("Referat fra mødet i kommunalbestyrelsen den 26. april 2017", "Kommunalbestyrelsen"),
        ("Referat af byrådets møde den 26. april 2017", "Byrådet"),
        ("Beslutningsprotokol for økonomiudvalget den 26. april 2017", "Økonomiudvalget"),
        ("Referat af møde i teknik- og miljøudvalget den 26. april 2017", "Teknik- og Miljøudvalget"),
    ],
)
def test_a_title_may_write_the_body_in_small_letters(tmp_path: Path, title: str, body: str) -> None:
    minutes = read_text(tmp_path, title + ITEM)
    assert (minutes.body, minutes.meeting_date) == (body, date(2017, 4, 26))


@pytest.mark.parametrize(
    "head",
    [
        "Nordby Kommune – Kommunalbestyrelsen",
        "Kommunalbestyrelsen, Nordby Kommune",
        "Nordby Kommune | Kommunalbestyrelsen | 24. september 2015",
        "Kommunalbestyrelsen den 24. september 2015",
        "Referat - Kommunalbestyrelsen - 24-09-2015",
        "Kommunalbestyrelsens møde",
    ],
)
def test_a_running_head_may_name_the_body_where_the_title_does_not(head: str) -> None:
    assert body_in_running_head(head) == "Kommunalbestyrelsen"


@pytest.mark.parametrize("label", ["Møde lokation", "Mødelokation:", "Mødeadresse"])
def test_a_place_stands_below_its_label(tmp_path: Path, label: str) -> None:
    head = f"Referat Direktionen d. 31-05-2021\n\n{label}\nDet gamle Rådhus\n\nDagsordenpunkter"
    assert read_text(tmp_path, head + ITEM).place == "Det gamle Rådhus"


def test_a_sentence_of_the_head_may_wrap_before_the_number_of_an_item(tmp_path: Path) -> None:
    said = "Fraværende: Ida Krogh var fraværende ved behandlingen af\nsag nr. 128."
    [person] = read_text(tmp_path, f"Referat Direktionen d. 31-05-2021\n\n{said}{ITEM}").attendance
    assert person.note == "var fraværende ved behandlingen af sag nr. 128"


def test_a_list_of_members_in_a_narrow_column_may_break_inside_a_name() -> None:
    lines = [
        line("Referat Direktionen d. 31-05-2021", 40, BOLD),
        line("Deltagere: Hans Uldall (A), Kirsten Holm (V), Lisbet", 60),
        line("Thode (C)", 73),
        line("Punkt 1: Budget", 120, BOLD),
        line("Budgettet gennemgås af forvaltningen hvert eneste år i maj måned, og udvalget hører om", 150),
        line("det.", 163),
    ]
    page = Page(number=1, width=595, height=842, lines=tuple(lines), extractor="pdfium")
    found = parse(DocumentPages("application/pdf", "pdfium", (page,), 1)).attendance
    assert [(p.name, p.party) for p in found] == [
        ("Hans Uldall", "A"),
        ("Kirsten Holm", "V"),
        ("Lisbet Thode", "C"),
    ]


@pytest.mark.parametrize(
    "head", ["Nordby Kommune", "Referat", "Side 3", "Budgettet for skolerne 2015", "24. september 2015"]
)
def test_a_running_head_may_name_no_body(head: str) -> None:
    assert body_in_running_head(head) is None


def test_a_meeting_is_read_whose_body_only_the_running_head_names() -> None:
    pages = []
    for number in range(1, 4):
        lines = [line("Nordby Kommune – Kommunalbestyrelsen", 40, ("Body", 8.0, False))]
        lines += (
            [line("Referat", 100, BOLD), line("Mødedato: 24. september 2015", 130)] if number == 1 else []
        )
        lines += [line(f"Punkt {number}: Sag {number}", 200, BOLD), line("Sagsfremstilling", 230, BOLD)]
        lines += [line("Budgettet gennemgås af forvaltningen hvert eneste år i maj måned.", 250)]
        pages.append(Page(number=number, width=595, height=842, lines=tuple(lines), extractor="pdfium"))
    minutes = parse(DocumentPages("application/pdf", "pdfium", tuple(pages), 3))
    assert (minutes.body, minutes.municipality, len(minutes.items)) == (
        "Kommunalbestyrelsen",
        "Nordby Kommune",
        3,
    )


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Referat af byrådsmøde den 3. maj 2014 kl. 18.30-21.00", "Byrådet"),
        ("Referat fra skolebestyrelsesmødet lørdag den 3. maj 2014 kl. 18.30-21.00", "Skolebestyrelsen"),
        ("Referat - ældrerådsmøde 3. maj 2014 kl. 18.30-21.00", "Ældrerådet"),
        ("Dagsorden til ordinært integrationsrådsmøde den 3. maj 2014 kl. 18.30-21.00", "Integrationsrådet"),
        ("Referat af rådmandsmøde den 3. maj 2014 kl. 18.30-21.00", "Rådmandsmødet"),
        ("Referat - Chefmøde 3. maj 2014 kl. 18.30-21.00", "Chefmødet"),
        (
            "Havnebestyrelsen\n\nReferat af bestyrelsesmøde den 3. maj 2014 kl. 18.30-21.00",
            "Havnebestyrelsen",
        ),
    ],
)
def test_a_word_for_a_bodys_meeting_names_the_body(tmp_path: Path, title: str, body: str) -> None:
    found = read_text(tmp_path, title + ITEM)
    assert (found.body, str(found.meeting_date)) == (body, "2014-05-03")
    assert (str(found.start_time), str(found.end_time)) == ("18:30:00", "21:00:00")


def test_a_word_for_the_meeting_of_any_committee_names_none(tmp_path: Path) -> None:
    with pytest.raises(DocumentRefused):
        read_text(tmp_path, "Referat af udvalgsmøde den 3. maj 2014" + ITEM)


@pytest.mark.parametrize(
    "title",
    [
        "UDSKRIFT\nTeknisk Udvalg\n7. april 2003 kl. 16.00 i mødelokale 2",
        "Udskrift\n\nTeknisk Udvalg\n\n7. april 2003 kl. 16.00 i mødelokale 2",
        "Udskrift af mødet i Teknisk Udvalg den 7. april 2003 kl. 16.00 i mødelokale 2",
        "Udskrift af forhandlingsprotokollen for Teknisk Udvalg den 7. april 2003 kl. 16.00 i mødelokale 2",
        "Beslutningsudskrift Teknisk Udvalg d. 7. april 2003 kl. 16.00 i mødelokale 2",
        "Mødeprotokol\n\nTeknisk Udvalg\n\n7. april 2003 kl. 16.00 i mødelokale 2",
    ],
)
def test_minutes_may_be_called_a_transcript_or_a_protocol(tmp_path: Path, title: str) -> None:
    found = read_text(tmp_path, title + ITEM)
    assert (found.body, str(found.meeting_date), found.place) == (
        "Teknisk Udvalg",
        "2003-04-07",
        "mødelokale 2",
    )


@pytest.mark.parametrize(
    "printed",
    [
        "Dato 31. maj 2021\nTidspunkt 17:00\nSted Café Fyr, Algade 12"
        "\nTil stede Ida Krogh (formand), Ole Bro\nFraværende Eva Lund",
        "Tidspunkt 17.00-19.00\nLokale Café Fyr, Algade 12"
        "\nFormand Ida Krogh\nMedlemmer Ole Bro\nFraværende Eva Lund",
        "Dato 31-05-2021 kl. 17\n\nSted Café Fyr, Algade 12"
        "\n\nDeltagere Ida Krogh - formand, Ole Bro\n\nIkke mødt Eva Lund",
    ],
)
def test_labels_below_each_other_need_no_colon(tmp_path: Path, printed: str) -> None:
    found = read_text(tmp_path, f"Referat Integrationsrådet d. 31-05-2021\n\n{printed}{ITEM}")
    assert (found.place, found.start_time) == ("Café Fyr, Algade 12", time(17))
    assert [(p.name, p.role, p.status) for p in found.attendance] == [
        ("Ida Krogh", "formand", P),
        ("Ole Bro", None, P),
        ("Eva Lund", None, A),
    ]


def test_words_of_a_sentence_in_the_head_are_no_labels(tmp_path: Path) -> None:
    said = "Mødet Holdes på Rådhuset\nTid er ikke fastsat\nMedlemmer Ole Bro og Eva Lund mødes der"
    assert read_text(tmp_path, f"Referat Byrådet d. 31-05-2021\n\n{said}{ITEM}").attendance == ()


def test_the_rest_of_a_sentence_is_no_label_where_labels_need_no_colon(tmp_path: Path) -> None:
    head = "Dato 31. maj 2021\nSted Rådhuset\nMedlemmer Ole Bro, der mødte som\nstedfortræder for Ida Krogh"
    [person] = read_text(tmp_path, f"Referat Byrådet d. 31-05-2021\n\n{head}{ITEM}").attendance
    assert (person.name, person.note) == ("Ole Bro", "der mødte som stedfortræder for Ida Krogh")


@pytest.mark.parametrize(
    ("head", "municipality", "body"),
    [
        ("SKOVBY KOMMUNE\n\nProtokol for Skovby Byråd", "Skovby Kommune", "Byrådet"),
        ("Referat fra Kalundborg Kommunalbestyrelse", "Kalundborg Kommune", "Kommunalbestyrelsen"),
        ("Skovby Kommunes Byråd\n\nReferat", "Skovby Kommune", "Byrådet"),
        ("ODENSE BYRÅD\n\nReferat", "Odense Kommune", "Byrådet"),
        ("Referat\n\nUngdommens Byråd", None, "Ungdommens Byråd"),
    ],
)
def test_the_council_of_a_place_is_called_by_its_own_name(
    tmp_path: Path, head: str, municipality: str | None, body: str
) -> None:
    found = read_text(tmp_path, f"{head}\n\n3. maj 2014" + ITEM)
    assert (found.municipality, found.body) == (municipality, body)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("MØDE I BYRÅDET TIRSDAG DEN 24. NOVEMBER 2009 KL. 18.00", "Byrådet"),
        ("BYRÅDETS MØDE DEN 24. NOVEMBER 2009", "Byrådet"),
        ("MØDE NR. 3 I SOCIALUDVALGET DEN 24. NOVEMBER 2009", "Socialudvalget"),
        ("Kommunalbestyrelsens ordinære møde den 24. november 2009", "Kommunalbestyrelsen"),
        ("Byrådsmøde tirsdag den 24. november 2009 kl. 18.00", "Byrådet"),
    ],
)
def test_a_line_that_says_who_met_and_when_is_the_title_of_minutes_that_print_no_other(
    head: str, body: str, tmp_path: Path
) -> None:
    minutes = read_text(tmp_path, head + "\n\nMødested: Rådhuset" + ITEM)
    assert (minutes.title, minutes.body, minutes.meeting_date) == (head, body, date(2009, 11, 24))


def test_the_meeting_of_an_agenda_is_no_body_where_the_line_above_names_one(tmp_path: Path) -> None:
    title = "DAGSORDEN for mødet onsdag den 28. september 2005 kl. 10.00"
    minutes = read_text(tmp_path, "SYDBY AMT\nAmtsrådet\n\n" + title + ITEM)
    assert (minutes.title, minutes.body) == (title, "Amtsrådet")


def test_a_title_may_break_between_when_the_meeting_began_and_ended(tmp_path: Path) -> None:
    title = "Referat af Havneudvalgets møde onsdag den 3. april 2013, kl. 15.00 -"
    found = read_text(tmp_path, f"{title}\n16.45, på Havnekontoret i Nordby{ITEM}")
    assert (found.start_time, found.end_time, found.place) == (
        time(15),
        time(16, 45),
        "Havnekontoret i Nordby",
    )


def test_who_keeps_the_minutes_may_have_an_office_as_well(tmp_path: Path) -> None:
    head = "Referat Byrådet d. 31-05-2021\n\nReferent: havnechef Ida Krogh"
    [person] = read_text(tmp_path, head + ITEM).attendance
    assert (person.name, person.role) == ("Ida Krogh", "havnechef, referent")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("MIDTLAND AMT\nTEKNISK UDVALG\n\nB E S L U T N I N G S P R O T O K O L", "BESLUTNINGSPROTOKOL"),
        ("MIDTLAND AMT\n\nTEKNISK UDVALG\n\nR E F E R A T", "REFERAT"),
    ],
)
def test_a_title_of_letters_that_stand_apart_is_one(head: str, kind: str, tmp_path: Path) -> None:
    found = read_text(tmp_path, f"{head}\n\nMandag den 6. december 2004 kl. 13.00" + ITEM)
    assert (found.title, found.body, found.municipality) == (kind, "Teknisk Udvalg", "Midtland Amt")


def test_the_body_may_stand_alone_under_the_letterhead(tmp_path: Path) -> None:
    found = read_text(tmp_path, "SKOVBY KOMMUNE\nByrådet\n\nMøde den 6. december 2004 kl. 19.00" + ITEM)
    assert (found.body, found.meeting_date) == ("Byrådet", date(2004, 12, 6))


@pytest.mark.parametrize(
    "line", ["Borgerrepræsentationens møde", "Borgerrepræsentationen", "MØDE I BORGERREPRÆSENTATIONEN"]
)
def test_a_line_above_the_labels_may_name_the_body_alone(tmp_path: Path, line: str) -> None:
    found = read_text(tmp_path, f"{line}\n\nDATO: 3. maj 2014\nSTED: Rådhuset, 2. sal" + ITEM)
    assert (found.title, found.body, str(found.meeting_date)) == (
        line,
        "Borgerrepræsentationen",
        "2014-05-03",
    )


def test_a_memo_to_a_body_is_no_meeting_of_it(tmp_path: Path) -> None:
    with pytest.raises(DocumentRefused):
        read_text(tmp_path, "Byrådet\n\nDato: 3. maj 2014\nSagsbehandler: idkr" + ITEM)
