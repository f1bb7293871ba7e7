from pathlib import Path
from time import process_time

import pytest

from tests.parse.documents import read_items, read_text

ITEM = "\n\nPunkt 1: Budget\n\nBeslutning\n\nGodkendt."


@pytest.mark.parametrize(
    ("told", "people"),
    [
        ("Der var afbud fra Eva Lund (A).", [("Eva Lund", "A", "excused")]),
        ("Afbud fra Eva Lund og Per Dam", [("Eva Lund", None, "excused"), ("Per Dam", None, "excused")]),
        (
            "Der var afbud fra Eva Lund og Per Dam. For Per Dam deltog Ib Juul som stedfortræder.",
            [("Eva Lund", None, "excused"), ("Per Dam", None, "excused"), ("Ib Juul", None, "substitute")],
        ),
        (
            "Eva Lund havde meldt afbud. I stedet deltog Ib Juul (V).",
            [("Eva Lund", None, "excused"), ("Ib Juul", "V", "substitute")],
        ),
        (
            "Per Dam (V) var fraværende. Som stedfortræder mødte Eva Lund (V).",
            [("Per Dam", "V", "absent"), ("Eva Lund", "V", "substitute")],
        ),
        (
            "Per Dam var fraværende med afbud. Ib Juul mødte som stedfortræder for Per Dam.",
            [("Per Dam", None, "excused"), ("Ib Juul", None, "substitute")],
        ),
        (
            "Fraværende med afbud: Per Dam (A), suppleant for Per Dam: Eva Lund (A)",
            [("Per Dam", "A", "excused"), ("Eva Lund", "A", "substitute")],
        ),
        (
            "Stedfortræder Eva Lund mødte for Per Dam, der havde forfald.",
            [("Per Dam", None, "excused"), ("Eva Lund", None, "substitute")],
        ),
        (
            "Eva Lund (A) deltog som stedfortræder for Per Dam (V), som havde meldt afbud.",
            [("Per Dam", "V", "excused"), ("Eva Lund", "A", "substitute")],
        ),
        (
            "Suppleanten Eva Lund deltog i stedet for Per Dam, idet han var fraværende.",
            [("Per Dam", None, "absent"), ("Eva Lund", None, "substitute")],
        ),
        (
            "Eva Lund deltog i mødet som suppleant for Per Dam, da han havde lovligt forfald.",
            [("Per Dam", None, "excused"), ("Eva Lund", None, "substitute")],
        ),
    ],
)
class TestTold:
    def test_sentences_of_the_header_tell_who_was_away(
        self, tmp_path: Path, told: str, people: list[tuple[str, str | None, str]]
    ) -> None:
        head = "Referat Socialudvalget d. 31-05-2021\n\nMødested: Rådhuset\n\n"
        for before in ("", "Medlemmer: Ole Bro (A)\n\n", "Bemærkninger: "):
            found = read_text(tmp_path, head + before + told + ITEM)
            rows = [(p.name, p.party, p.status) for p in found.attendance if p.name != "Ole Bro"]
            assert rows == people
            assert (found.place, found.text_accounted) == ("Rådhuset", 1)

    def test_sentences_of_a_decision_tell_who_was_away_from_the_item(
        self, tmp_path: Path, told: str, people: list[tuple[str, str | None, str]]
    ) -> None:
        [item] = read_items(tmp_path, f"{ITEM}\n\n{told}")
        assert [(p.name, p.party, p.status) for p in item.item_attendance] == people
        assert [decision.text for decision in item.decisions] == ["Godkendt."]


@pytest.mark.parametrize(
    ("told", "people"),
    [
        (
            "Alle var mødt, undtagen Eva Lund og Per Dam (V), som havde meldt afbud.",
            [("Eva Lund", "excused", None), ("Per Dam", "excused", None)],
        ),
        ("Alle medlemmer var til stede undtagen Eva Lund.", [("Eva Lund", "absent", None)]),
        (
            "Per Dam forlod mødet kl. 17.10 efter behandlingen af punkt 4.",
            [("Per Dam", "partial", "forlod mødet kl. 17.10 efter behandlingen af punkt 4")],
        ),
        (
            "Medlemmerne var mødt, bortset fra Eva Lund, der havde meldt afbud.",
            [("Eva Lund", "excused", None)],
        ),
        (
            "Eva Lund og Per Dam havde meldt forfald. I stedet mødte Ib Juul og Bo Lis.",
            [
                ("Eva Lund", "excused", None),
                ("Per Dam", "excused", None),
                ("Ib Juul", "substitute", None),
                ("Bo Lis", "substitute", None),
            ],
        ),
        (
            "Per Dam mødte kl. 10.40 efter behandlingen af punkt 2.",
            [("Per Dam", "partial", "mødte kl. 10.40 efter behandlingen af punkt 2")],
        ),
        ("Eva Lund ankom kl. 16.20.", [("Eva Lund", "partial", "ankom kl. 16.20")]),
    ],
)
def test_sentences_of_the_header_tell_who_was_there_for_a_part_or_not_at_all(
    tmp_path: Path, told: str, people: list[tuple[str, str, str | None]]
) -> None:
    head = "Referat Socialudvalget d. 31-05-2021\n\nMødested: Rådhuset\n\n"
    for before in ("", "Medlemmer: Ole Bro (A)\n\n", "Bemærkninger: "):
        found = read_text(tmp_path, head + before + told + ITEM)
        assert [(p.name, p.status, p.note) for p in found.attendance if p.name != "Ole Bro"] == people
        assert (found.place, found.text_accounted) == ("Rådhuset", 1)


def test_who_left_early_ends_no_list_of_members(tmp_path: Path) -> None:
    members = "Medlemmer: Eva Lund (A) - formand\n\nPer Dam (V) gik kl. 20.30\n\nIb Juul (V)\n\nOle Bro (C)"
    found = read_text(tmp_path, f"Referat Socialudvalget d. 31-05-2021\n\n{members}{ITEM}")
    assert [(p.name, p.status, p.note) for p in found.attendance] == [
        ("Eva Lund", "present", None),
        ("Per Dam", "partial", "gik kl. 20.30"),
        ("Ib Juul", "present", None),
        ("Ole Bro", "present", None),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "For forvaltningen deltog direktør Ib Juul.",
        "For Børn og Unge deltog Ib Juul.",
        "Der var afbud fra flere borgere.",
        "Der var afbud fra Ib Juul, hvilket formanden beklagede.",
        "Ib Juul deltog for at svare på spørgsmål.",
        "I stedet deltog forvaltningen i mødet.",
    ],
)
def test_other_sentences_about_people_stay_in_the_decision(tmp_path: Path, sentence: str) -> None:
    [item] = read_items(tmp_path, f"{ITEM}\n\n{sentence}")
    assert item.item_attendance == ()
    assert [decision.text for decision in item.decisions] == [f"Godkendt.\n{sentence}"]


def test_sentences_of_an_item_of_absences_tell_who_was_away(tmp_path: Path) -> None:
    text = "Referat Socialudvalget d. 31-05-2021\n\n1. Fraværende\n\nDer var afbud fra Eva Lund.\n\n2. Budget"
    found = read_text(tmp_path, text + "\n\nBeslutning\n\nGodkendt.")
    assert [(person.name, person.status) for person in found.attendance] == [("Eva Lund", "excused")]


def test_a_page_of_nothing_but_names_is_read_in_a_moment(tmp_path: Path) -> None:
    names = " ".join(["Anders"] * 5000)
    started = process_time()
    (item,) = read_items(tmp_path, f"Punkt 1: Ny bus\n\nBeslutning\n\n{names}.")
    assert process_time() - started < 5
    assert item.decisions[0].text == f"{names}."


def test_names_alone_decided_under_absences_are_no_decision(tmp_path: Path) -> None:
    head = "Referat Socialudvalget d. 31-05-2021\n\n1. Fraværende\n\nResume\n\nSagsforløb: BY\n\n"
    told = "Sagsfremstilling\n\nDer er afbud fra Eva Lund og Per Dam.\n\nBeslutning\n\n"
    told += "Eva Lund, Per Dam og Ib Juul."
    found = read_text(tmp_path, f"{head}{told}\n\n2. Budget\n\nBeslutning\n\nEva Lund og Ib Juul.")
    rows = [("Eva Lund", "excused"), ("Per Dam", "excused"), ("Ib Juul", "absent")]
    assert [(person.name, person.status) for person in found.attendance] == rows
    assert [len(item.decisions) for item in found.items] == [0, 1]


def test_an_item_of_absences_and_more_tells_who_was_away_under_its_headings(tmp_path: Path) -> None:
    head = "Referat Socialudvalget d. 31-05-2021\n\n1. Fraværende og bemærkninger til dagsordenen\n\n"
    told = "Behandling\nSocialudvalget\n\nFraværende\nEva Lund (V), Per Dam (A).\n\n"
    more = "Bemærkninger til dagsordenen\nIb Juul er indkaldt som stedfortræder for Per Dam.\n"
    last = "Punkt 3 behandles først.\n\n2. Budget\n\nBeslutning\nGodkendt."
    found = read_text(tmp_path, head + told + more + last)
    assert [(person.name, person.party, person.status) for person in found.attendance] == [
        ("Eva Lund", "V", "absent"),
        ("Per Dam", "A", "absent"),
        ("Ib Juul", None, "substitute"),
    ]
