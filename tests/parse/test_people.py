import pytest

from schemas.terms import AttendanceStatus
from tasks.parse.people import people_in_columns, read_people

P, A, E, S, H = (
    AttendanceStatus.PRESENT,
    AttendanceStatus.ABSENT,
    AttendanceStatus.EXCUSED,
    AttendanceStatus.SUBSTITUTE,
    AttendanceStatus.PARTIAL,
)

Told = tuple[str, str | None, str | None, AttendanceStatus, str | None]


def told(lines: list[str], default: AttendanceStatus = P) -> list[Told]:
    return [(p.name, p.role, p.party, p.status, p.note) for p in read_people(lines, default)]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Anna Jensen (A) - formand", [("Anna Jensen", "formand", "A", P, None)]),
        ("Anna Jensen (A), formand", [("Anna Jensen", "formand", "A", P, None)]),
        ("Anna Jensen, A, formand", [("Anna Jensen", "formand", "A", P, None)]),
        (
            "Anna Jensen, A, formand; Erik Holm, V; Ida Krogh, SF",
            [
                ("Anna Jensen", "formand", "A", P, None),
                ("Erik Holm", None, "V", P, None),
                ("Ida Krogh", None, "SF", P, None),
            ],
        ),
        (
            "Ida Krogh, FOA, Erik Holm, HK",
            [("Ida Krogh", None, None, P, "FOA"), ("Erik Holm", None, None, P, "HK")],
        ),
        ("Ida Krogh, V, mødte for Erik Holm", [("Ida Krogh", None, "V", S, "mødte for Erik Holm")]),
        ("Formand Anna Jensen (A)", [("Anna Jensen", "Formand", "A", P, None)]),
        ("Anna Jensen (formand)", [("Anna Jensen", "formand", None, P, None)]),
        ("Erik Holm, (A)", [("Erik Holm", None, "A", P, None)]),
        ("Ida Krogh ()", [("Ida Krogh", None, None, P, None)]),
        ("Ida Krogh (Løsgænger)", [("Ida Krogh", None, "Løsgænger", P, None)]),
        ("Ida Krogh (Lokallisten)", [("Ida Krogh", None, "Lokallisten", P, None)]),
        ("Ida Krogh (Ø)", [("Ida Krogh", None, "Ø", P, None)]),
        ("Ida Krogh (SF)", [("Ida Krogh", None, "SF", P, None)]),
        ("Ida Krogh (Fravær)", [("Ida Krogh", None, None, A, None)]),
        ("Ida Krogh (Fraværende)", [("Ida Krogh", None, None, A, None)]),
        ("Ida Krogh (Afbud)", [("Ida Krogh", None, None, E, None)]),
        ("Ida Krogh (A) (Afbud)", [("Ida Krogh", None, "A", E, None)]),
        ("Ida Krogh - Afbud", [("Ida Krogh", None, None, E, None)]),
        ("Ida Krogh, afbud", [("Ida Krogh", None, None, E, None)]),
        ("Ida Krogh (gik kl. 17.30)", [("Ida Krogh", None, None, H, "gik kl. 17.30")]),
        ("Ida Krogh (V) gik kl. 17.30", [("Ida Krogh", None, "V", H, "gik kl. 17.30")]),
        (
            "Ida Krogh (V) forlod mødet kl. 17.40 under behandling af pkt. 5",
            [("Ida Krogh", None, "V", H, "forlod mødet kl. 17.40 under behandling af pkt. 5")],
        ),
        (
            "Ida Krogh deltog ikke under punkterne 12-15",
            [("Ida Krogh", None, None, H, "deltog ikke under punkterne 12-15")],
        ),
        (
            "Ida Krogh (V) deltog ikke under punkterne 12-15.",
            [("Ida Krogh", None, "V", H, "deltog ikke under punkterne 12-15")],
        ),
        (
            "Ole Bro, Michel van der Linden, Jan Ravn",
            [
                ("Ole Bro", None, None, P, None),
                ("Michel van der Linden", None, None, P, None),
                ("Jan Ravn", None, None, P, None),
            ],
        ),
        ("Ole Bro og Jan Ravn", [("Ole Bro", None, None, P, None), ("Jan Ravn", None, None, P, None)]),
        (
            "Ole Bro (A), Jan Ravn (V) og Ida Krogh (C)",
            [
                ("Ole Bro", None, "A", P, None),
                ("Jan Ravn", None, "V", P, None),
                ("Ida Krogh", None, "C", P, None),
            ],
        ),
        ("Ole Bro; Jan Ravn", [("Ole Bro", None, None, P, None), ("Jan Ravn", None, None, P, None)]),
        ("Kommunaldirektør Ole Bro", [("Ole Bro", "Kommunaldirektør", None, P, None)]),
        ("Ole Bro, kommunaldirektør", [("Ole Bro", "kommunaldirektør", None, P, None)]),
        ("Ole Bro, direktør for Børn og Unge", [("Ole Bro", "direktør for Børn og Unge", None, P, None)]),
        ("Ole Bro (A) - 1. viceborgmester", [("Ole Bro", "1. viceborgmester", "A", P, None)]),
        ("Ida Krogh (TR for FOA)", [("Ida Krogh", "TR for FOA", None, P, None)]),
        ("Rådmand Ida Krogh (V), Sundhed og Omsorg", [("Ida Krogh", "Rådmand", "V", P, "Sundhed og Omsorg")]),
        (
            "Ida Krogh, Dansk Ornitologisk Forening",
            [("Ida Krogh", None, None, P, "Dansk Ornitologisk Forening")],
        ),
        ("Social- og sundhedschef Ole Bro", [("Ole Bro", "Social- og sundhedschef", None, P, None)]),
        ("Ida Krogh (AMR)", [("Ida Krogh", "AMR", None, P, None)]),
        ("Overborgmester Ida Krogh (A)", [("Ida Krogh", "Overborgmester", "A", P, None)]),
        ("Ældrechef Ole Bro (pkt. 42-44)", [("Ole Bro", "Ældrechef", None, H, "pkt. 42-44")]),
        ("Jens-Ole O'Brian Møller", [("Jens-Ole O'Brian Møller", None, None, P, None)]),
        ("Åse K. Ærø", [("Åse K. Ærø", None, None, P, None)]),
        ("Jens Chr. Holm", [("Jens Chr. Holm", None, None, P, None)]),
        (
            "Ole Bro, Hans Joh. Holm (A)",
            [("Ole Bro", None, None, P, None), ("Hans Joh. Holm", None, "A", P, None)],
        ),
        (
            "Ole Bro, HR-chef (deltog under punkt 4)",
            [("Ole Bro", "HR-chef", None, H, "deltog under punkt 4")],
        ),
        (
            "Ole Bro, hospitalsdirektør, Hospitalsenheden Vest",
            [("Ole Bro", "hospitalsdirektør", None, P, "Hospitalsenheden Vest")],
        ),
        (
            "Ole Bro, Byrådssekretariatet (referent)",
            [("Ole Bro", "referent", None, P, "Byrådssekretariatet")],
        ),
        (
            "Fra Venstre: Ole Bro og Ida Krogh",
            [("Ole Bro", None, "Venstre", P, None), ("Ida Krogh", None, "Venstre", P, None)],
        ),
        ("Fra Ældrerådet: Ole Bro", [("Ole Bro", None, None, P, None)]),
        ("Ole Bro, skoleinspektør", [("Ole Bro", "skoleinspektør", None, P, None)]),
        ("Politimester Ole Bro", [("Ole Bro", "Politimester", None, P, None)]),
        ("Ida Krogh, embedslæge", [("Ida Krogh", "embedslæge", None, P, None)]),
        ("- Ole Bro", [("Ole Bro", None, None, P, None)]),
        ("Ingen", []),
        ("Ingen.", []),
        ("-", []),
        ("", []),
    ],
)
def test_every_form_of_a_member_is_read(line: str, people: list[Told]) -> None:
    assert told([line]) == people


@pytest.mark.parametrize(
    ("line", "people"),
    [
        (
            "Ida Krogh (V) - Ole Bro (V) mødte som stedfortræder",
            [
                ("Ida Krogh", None, "V", E, None),
                ("Ole Bro", None, "V", S, "mødte som stedfortræder"),
            ],
        ),
        ("Ole Bro (V), suppleant for Ida Krogh", [("Ole Bro", None, "V", S, "suppleant for Ida Krogh")]),
        ("Ole Bro (suppleant for Ida Krogh)", [("Ole Bro", None, None, S, "suppleant for Ida Krogh")]),
        (
            "Ole Bro (V) Suppleant for Ida Krogh (V)",
            [("Ole Bro", None, "V", S, "Suppleant for Ida Krogh (V)")],
        ),
        (
            "Ole Bro (V) deltog i mødet i stedet for Ida Krogh (V)",
            [("Ole Bro", None, "V", S, "deltog i mødet i stedet for Ida Krogh (V)")],
        ),
        (
            "Ole Bro deltog i mødet i stedet for Ida Krogh.",
            [("Ole Bro", None, None, S, "deltog i mødet i stedet for Ida Krogh")],
        ),
        (
            "Ida Krogh (V), stedfortræder Ole Bro (V)",
            [("Ida Krogh", None, "V", E, None), ("Ole Bro", None, "V", S, None)],
        ),
        (
            "I stedet for Ida Krogh deltog Ole Bro",
            [("Ole Bro", None, None, S, "I stedet for Ida Krogh deltog")],
        ),
    ],
)
def test_a_substitute_is_one_even_among_the_absent(line: str, people: list[Told]) -> None:
    assert told([line], E) == people


def test_a_list_below_its_label_gives_a_person_a_line() -> None:
    assert told(["Anna Jensen (A) - formand", "Erik Holm, (A)", "Ida Krogh ()"]) == [
        ("Anna Jensen", "formand", "A", P, None),
        ("Erik Holm", None, "A", P, None),
        ("Ida Krogh", None, None, P, None),
    ]


def test_a_sentence_is_no_person() -> None:
    assert told(["Der var ingen fraværende.", "Alle medlemmer var til stede."]) == []


def test_a_stand_in_named_behind_the_absent_has_a_row_of_their_own() -> None:
    people = read_people(["Ida Krogh (V), i stedet mødte Ole Bro (V)"], AttendanceStatus.ABSENT)
    assert [(p.name, p.party, p.status) for p in people] == [
        ("Ida Krogh", "V", AttendanceStatus.ABSENT),
        ("Ole Bro", "V", AttendanceStatus.SUBSTITUTE),
    ]


def test_a_column_that_says_who_was_there_is_no_part_of_a_name() -> None:
    people = read_people(["Ida Krogh Deltog", "Ole Bro Afbud"], AttendanceStatus.PRESENT)
    assert [(p.name, p.status, p.note) for p in people] == [
        ("Ida Krogh", AttendanceStatus.PRESENT, None),
        ("Ole Bro", AttendanceStatus.EXCUSED, None),
    ]


def test_officials_with_their_offices_are_parted() -> None:
    line = "Teknisk direktør Hans Grum, vejchef Mona Lyng og udvalgssekretær Ib Juul"
    people = read_people([line], AttendanceStatus.PRESENT)
    assert [(p.role, p.name) for p in people] == [
        ("Teknisk direktør", "Hans Grum"),
        ("vejchef", "Mona Lyng"),
        ("udvalgssekretær", "Ib Juul"),
    ]


def test_a_column_tells_from_when_a_member_was_there() -> None:
    rows = [("Medlem", "Fremmøde"), ("Ida Krogh", "Til stede"), ("Ole Bro", "Til stede fra kl. 15.20")]
    people = people_in_columns(rows, P)
    assert [(person.name, person.status, person.note) for person in people] == [
        ("Ida Krogh", P, None),
        ("Ole Bro", H, "fra kl. 15.20"),
    ]
