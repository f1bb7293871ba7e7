from datetime import date
from pathlib import Path

import pytest

from schemas.terms import ItemAttendanceStatus, Outcome, SectionKind, VoteChoice
from tasks.parse.decisions import Decided, read_away_below, read_decision
from tasks.parse.layout import Heading
from tests.parse.documents import read_items

A, E, N, H, S = (
    ItemAttendanceStatus.ABSENT,
    ItemAttendanceStatus.EXCUSED,
    ItemAttendanceStatus.INHABIL,
    ItemAttendanceStatus.PARTIAL,
    ItemAttendanceStatus.SUBSTITUTE,
)
FOR, IMOD, UNDLOD, FORBEHOLD = VoteChoice.FOR, VoteChoice.IMOD, VoteChoice.UNDLOD, VoteChoice.FORBEHOLD

MEETING = ("Byrådet", date(2024, 1, 30))


def decided(*paragraphs: str) -> Decided:
    result = Decided()
    read_decision(result, Heading(SectionKind.BESLUTNING, "beslutning"), list(paragraphs), MEETING)
    return result


def texts(*paragraphs: str) -> list[str]:
    return [decision.text for decision in decided(*paragraphs).decisions]


@pytest.mark.parametrize("empty", ["-", "–", "", ".", "---", " - "])
def test_an_empty_field_is_no_decision(empty: str) -> None:
    assert decided(empty) == Decided()


@pytest.mark.parametrize(
    ("line", "away"),
    [
        ("Fraværende: Peter Holm (A).", [("Peter Holm", "A", A, None)]),
        (
            "Fraværende: Peter Holm (A), Ida Krogh (V)",
            [("Peter Holm", "A", A, None), ("Ida Krogh", "V", A, None)],
        ),
        (
            "Fraværende: Peter Holm og Ida Krogh.",
            [("Peter Holm", None, A, None), ("Ida Krogh", None, A, None)],
        ),
        ("Peter Holm (A) deltog ikke i mødet.", [("Peter Holm", "A", A, "deltog ikke i mødet")]),
        ("Ida Krogh, der er medlem af bestyrelsen, blev erklæret inhabil.", [("Ida Krogh", None, N, None)]),
        ("Fraværende Peter Holm (A)", [("Peter Holm", "A", A, None)]),
        ("Fraværende med afbud: Peter Holm.", [("Peter Holm", None, E, None)]),
        ("Fraværende uden afbud: Peter Holm.", [("Peter Holm", None, A, None)]),
        ("Afbud: Peter Holm (A)", [("Peter Holm", "A", E, None)]),
        ("Afbud fra Peter Holm.", [("Peter Holm", None, E, None)]),
        ("Ikke til stede: Peter Holm.", [("Peter Holm", None, A, None)]),
        (
            "Peter Holm og Ida Krogh var forhindrede i at deltage i sagens behandling.",
            [
                ("Peter Holm", None, A, "var forhindrede i at deltage i sagens behandling"),
                ("Ida Krogh", None, A, "var forhindrede i at deltage i sagens behandling"),
            ],
        ),
        ("Inhabil: Peter Holm (A)", [("Peter Holm", "A", N, None)]),
        ("Inhabile: Peter Holm og Ida Krogh.", [("Peter Holm", None, N, None), ("Ida Krogh", None, N, None)]),
        ("Peter Holm (A) erklærede sig inhabil.", [("Peter Holm", "A", N, None)]),
        (
            "Peter Holm blev erklæret inhabil og deltog ikke i sagens behandling.",
            [("Peter Holm", None, N, "og deltog ikke i sagens behandling")],
        ),
        ("Peter Holm (A) deltog ikke på grund af inhabilitet.", [("Peter Holm", "A", N, None)]),
        ("Som inhabil deltog Peter Holm (A) ikke i sagen.", [("Peter Holm", "A", N, None)]),
        (
            "På grund af inhabilitet deltog Peter Holm ikke i behandlingen af punktet.",
            [("Peter Holm", None, N, None)],
        ),
        (
            "Peter Holm (SF) er medlem af museets bestyrelse og var inhabil i sagen.",
            [("Peter Holm", "SF", N, None)],
        ),
        (
            "Peter Holm var inhabil under behandlingen af punktet.",
            [("Peter Holm", None, N, "under behandlingen af punktet")],
        ),
        (
            "Peter Holm deltog ikke i sagens behandling på grund af inhabilitet.",
            [("Peter Holm", None, N, None)],
        ),
        (
            "Peter Holm (A) deltog ikke i sagens behandling, idet han var inhabil.",
            [("Peter Holm", "A", N, None)],
        ),
        (
            "Peter Holm erklæret inhabil og deltog ikke i behandlingen.",
            [("Peter Holm", None, N, "og deltog ikke i behandlingen")],
        ),
        (
            "Peter Holm (A) var erklæret inhabil og forlod lokalet.",
            [("Peter Holm", "A", N, "og forlod lokalet")],
        ),
        ("Byrådet erklærede enstemmigt Peter Holm (A) inhabil.", [("Peter Holm", "A", N, None)]),
        ("Udvalget besluttede, at Peter Holm er inhabil i sagen.", [("Peter Holm", None, N, "i sagen")]),
        ("Ikke til stede ved punktets behandling: Peter Holm", [("Peter Holm", None, A, None)]),
        ("Peter Holm (A) deltog ikke.", [("Peter Holm", "A", A, "deltog ikke")]),
        ("Peter Holm deltog ikke på grund af inhabilitet.", [("Peter Holm", None, N, None)]),
        ("Peter Holm deltog ikke i dette punkt på grund af inhabilitet.", [("Peter Holm", None, N, None)]),
        (
            "Peter Holm (A) fratrådte mødet på grund af inhabilitet.",
            [("Peter Holm", "A", N, "fratrådte mødet på grund af inhabilitet")],
        ),
        (
            "Peter Holm fratrådte under sagens behandling.",
            [("Peter Holm", None, H, "fratrådte under sagens behandling")],
        ),
        (
            "Peter Holm deltog ikke under dette punkt.",
            [("Peter Holm", None, A, "deltog ikke under dette punkt")],
        ),
        ("Peter Holm (A) ej til stede.", [("Peter Holm", "A", A, None)]),
        ("Lovligt forfald: Peter Holm.", [("Peter Holm", None, E, None)]),
        ("Ikke mødt: Peter Holm.", [("Peter Holm", None, A, None)]),
        ("Peter Holm udeblev uden afbud.", [("Peter Holm", None, A, None)]),
        (
            "Peter Holm havde meldt afbud, og Ida Krogh deltog i stedet.",
            [("Peter Holm", None, E, None), ("Ida Krogh", None, S, "deltog i stedet")],
        ),
        ("Peter Holm fraværende.", [("Peter Holm", None, A, None)]),
        ("Fraværende under punktet: Peter Holm", [("Peter Holm", None, A, None)]),
        ("Peter Holm havde forladt mødet.", [("Peter Holm", None, H, "havde forladt mødet")]),
        ("Inhabilitet: Peter Holm (A).", [("Peter Holm", "A", N, None)]),
        (
            "Habilitet: Peter Holm (A) deltog ikke i sagens behandling.",
            [("Peter Holm", "A", N, "deltog ikke i sagens behandling")],
        ),
        ("Ikke tilstede: Peter Holm", [("Peter Holm", None, A, None)]),
        (
            "Peter Holm (A) deltog ikke i behandlingen af punktet.",
            [("Peter Holm", "A", A, "deltog ikke i behandlingen af punktet")],
        ),
        (
            "Ida Krogh (V) forlod mødet under behandlingen af punktet.",
            [("Ida Krogh", "V", H, "forlod mødet under behandlingen af punktet")],
        ),
        (
            "Inhabil: Ida Krogh (V) deltog ikke i behandlingen af punktet.",
            [("Ida Krogh", "V", N, "deltog ikke i behandlingen af punktet")],
        ),
        (
            "Fraværende: Peter Holm (A), Ida Krogh (V) deltog som stedfortræder.",
            [("Peter Holm", "A", A, None), ("Ida Krogh", "V", S, "deltog som stedfortræder")],
        ),
    ],
)
def test_who_was_away_is_a_row_and_no_decision(line: str, away: list[tuple[object, ...]]) -> None:
    result = decided("Godkendt.", line)
    assert [(p.name, p.party, p.status, p.note) for p in result.away] == away
    assert [decision.text for decision in result.decisions] == ["Godkendt."]


def test_attendance_in_the_decisions_own_line_is_taken_out() -> None:
    assert texts("Godkendt. Fraværende: Peter Holm (A).") == ["Godkendt."]


def test_names_below_a_label_are_away_one_a_line() -> None:
    result = decided("Godkendt.", "Fraværende:", "Peter Holm (A)", "Ida Krogh (V)")
    assert [(p.name, p.party) for p in result.away] == [("Peter Holm", "A"), ("Ida Krogh", "V")]
    assert [decision.text for decision in result.decisions] == ["Godkendt."]


def test_names_that_a_list_below_a_label_counts_are_away() -> None:
    result = decided("Anbefales.", "Afbud:", "1. Peter Holm, A", "2. Ida Krogh, V")
    assert [(p.name, p.party, p.status) for p in result.away] == [
        ("Peter Holm", "A", E),
        ("Ida Krogh", "V", E),
    ]
    assert [decision.text for decision in result.decisions] == ["Anbefales."]


@pytest.mark.parametrize(("body", "away"), [(None, ["Peter Holm", "Ida Krogh"]), ("Økonomiudvalget", [])])
def test_names_under_a_heading_of_their_own_are_away_from_this_meetings_item(
    body: str | None, away: list[str]
) -> None:
    result = Decided()
    read_decision(result, Heading(SectionKind.BESLUTNING, "beslutning", body=body), ["Godkendt."], MEETING)
    read_away_below(result, "Vurdering", ["- Bo Lis ()"])
    read_away_below(result, "Fraværende", ["- Peter Holm ()", "- Ida Krogh ()"])
    assert [(person.name, person.status) for person in result.away] == [(name, A) for name in away]


def test_who_is_told_of_and_listed_below_is_away_once() -> None:
    told = "Formanden oplyste, at der var afbud fra Peter Holm (A). Dagsordenen blev godkendt."
    result = decided(told, "Afbud:", "1. Peter Holm, A")
    assert [(p.name, p.party, p.status) for p in result.away] == [("Peter Holm", "A", E)]
    assert [decision.text for decision in result.decisions] == ["Dagsordenen blev godkendt."]


@pytest.mark.parametrize("line", ["Fraværende: Ingen.", "Afbud: -", "Fraværende:"])
def test_nobody_away_is_no_row_and_no_decision(line: str) -> None:
    result = decided("Godkendt.", line)
    assert (result.away, [decision.text for decision in result.decisions]) == ([], ["Godkendt."])


@pytest.mark.parametrize(
    ("line", "votes"),
    [
        ("For: 20 (A, B, C)", [(None, FOR, 20), ("A", FOR, None), ("B", FOR, None), ("C", FOR, None)]),
        ("For: 20", [(None, FOR, 20)]),
        ("Imod stemte 1 medlem (Ø).", [("Ø", IMOD, 1)]),
        ("Imod: Ingen.", []),
        ("Ingen medlemmer undlod at stemme.", []),
        ("Følgende medlemmer stemte for: Ida Krogh (A).", [("Ida Krogh (A)", FOR, None)]),
        ("15 for (A, B), 1 imod (V)", [(None, FOR, 15), ("A", FOR, None), ("B", FOR, None), ("V", IMOD, 1)]),
        ("For stemte 20.", [(None, FOR, 20)]),
        ("Imod: 4 (O)", [("O", IMOD, 4)]),
        ("Imod stemte: A, B, O", [("A", IMOD, None), ("B", IMOD, None), ("O", IMOD, None)]),
        ("For forslaget stemmer: V (8) og C (2).", [("V", FOR, 8), ("C", FOR, 2)]),
        ("Undlader: O (3).", [("O", UNDLOD, 3)]),
        ("Imod stemte O (1), som vil se et overslag, før der bygges.", [("O", IMOD, 1)]),
        ("Ida Krogh (O) kan ikke anbefale indstillingen.", [("Ida Krogh (O)", IMOD, None)]),
        ("Venstregruppen stemte imod.", [("Venstregruppen", IMOD, None)]),
        ("Imod stemte A, B og O.", [("A", IMOD, None), ("B", IMOD, None), ("O", IMOD, None)]),
        ("Imod indstillingen stemte: O", [("O", IMOD, None)]),
        (
            "For stemte: A og D. Imod stemte: Ø. Undlod at stemme: Ida Krogh (A).",
            [("A", FOR, None), ("D", FOR, None), ("Ø", IMOD, None), ("Ida Krogh (A)", UNDLOD, None)],
        ),
        ("Hverken for eller imod: 2", [(None, UNDLOD, 2)]),
        ("Undlod at stemme: O (2)", [("O", UNDLOD, 2)]),
        ("O undlod at stemme.", [("O", UNDLOD, None)]),
        ("O tog forbehold.", [("O", FORBEHOLD, None)]),
        ("O og V tager forbehold for sagen.", [("O", FORBEHOLD, None), ("V", FORBEHOLD, None)]),
        ("Forbehold: O", [("O", FORBEHOLD, None)]),
        ("Ida Krogh (O) tog forbehold.", [("Ida Krogh (O)", FORBEHOLD, None)]),
        ("O kunne ikke tiltræde indstillingen.", [("O", IMOD, None)]),
        ("O stemte imod.", [("O", IMOD, None)]),
        ("A og C stemte imod indstillingen.", [("A", IMOD, None), ("C", IMOD, None)]),
        ("A, C og V stemte for.", [("A", FOR, None), ("C", FOR, None), ("V", FOR, None)]),
        ("A og C stemte for, V stemte imod.", [("A", FOR, None), ("C", FOR, None), ("V", IMOD, None)]),
        ("O undlod at stemme (2).", [("O", UNDLOD, 2)]),
        ("O imod.", [("O", IMOD, None)]),
        ("O kunne ikke medvirke til indstillingen.", [("O", IMOD, None)]),
        ("O forbeholdt sig sin stilling.", [("O", FORBEHOLD, None)]),
        ("Et mindretal (O og V) kunne ikke tiltræde.", [("O", IMOD, None), ("V", IMOD, None)]),
        ("For stemte: A (12), C (3), i alt 15.", [("A", FOR, 12), ("C", FOR, 3)]),
        ("For stemte: A og C, i alt 15.", [(None, FOR, 15), ("A", FOR, None), ("C", FOR, None)]),
        ("For stemte A og C. Imod stemte O.", [("A", FOR, None), ("C", FOR, None), ("O", IMOD, None)]),
        ("For stemte 15 og imod stemte 4.", [(None, FOR, 15), (None, IMOD, 4)]),
        ("Ja: 15 Nej: 4 Blankt: 1", [(None, FOR, 15), (None, IMOD, 4), (None, UNDLOD, 1)]),
        (
            "15 stemte for, 4 stemte imod og 1 undlod at stemme.",
            [(None, FOR, 15), (None, IMOD, 4), (None, UNDLOD, 1)],
        ),
        ("Stemmer imod: O (2)", [("O", IMOD, 2)]),
        ("Følgende undlod at stemme: Ø.", [("Ø", UNDLOD, None)]),
        (
            "For flertalsindstillingen fra udvalget stemte 11 (A, V)",
            [(None, FOR, 11), ("A", FOR, None), ("V", FOR, None)],
        ),
    ],
)
def test_a_vote_line_is_rows_and_no_decision(line: str, votes: list[tuple[object, ...]]) -> None:
    result = decided("Godkendt.", line)
    assert [(v.voter, v.choice, v.votes) for v in result.votes] == votes
    assert [decision.text for decision in result.decisions] == ["Godkendt."]


def test_a_majority_that_recommends_is_a_vote_and_the_decision() -> None:
    said = "Et flertal bestående af A, C og V (6) anbefaler indstillingen."
    result = decided(said)
    assert [(d.text, d.outcome) for d in result.decisions] == [(said, Outcome.ANBEFALET)]
    assert [(v.voter, v.choice, v.votes) for v in result.votes] == [
        (None, FOR, 6),
        ("A", FOR, None),
        ("C", FOR, None),
        ("V", FOR, None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Godkendt.",
        "For at sikre fremdriften blev sagen godkendt.",
        "Forslaget til budget blev godkendt.",
        "Imod forventning blev tilbuddet lavere.",
        "Blank plads på byggegrunden reserveres.",
        "Forbehold over for tidsplanen noteres i sagen.",
        "Afbud til borgermødet meldes til sekretariatet.",
        "Fraværende elever følges op af skolerne.",
        "Udvalget deltog ikke i besigtigelsen.",
        "Byrådet fandt, at Peter Holm ikke er inhabil.",
        "Peter Holm var ikke inhabil.",
        "Byrådet fandt ingen af medlemmerne inhabile.",
    ],
)
def test_a_sentence_that_only_begins_like_a_line_of_votes_is_the_decision(text: str) -> None:
    result = decided(text)
    assert (result.votes, result.away, [d.text for d in result.decisions]) == ([], [], [text])


@pytest.mark.parametrize(
    ("said", "votes"),
    [
        ("Vedtaget med 15 stemmer mod 4.", [(None, FOR, 15), (None, IMOD, 4)]),
        ("Vedtaget med 15 stemmer for og 4 imod.", [(None, FOR, 15), (None, IMOD, 4)]),
        ("Forslaget blev forkastet med 29 stemmer imod og 1 for.", [(None, FOR, 1), (None, IMOD, 29)]),
        ("Forslaget fik 4 stemmer for og 15 imod og blev forkastet.", [(None, FOR, 4), (None, IMOD, 15)]),
        ("Et flertal (A og F) anbefaler indstillingen.", [("A", FOR, None), ("F", FOR, None)]),
        ("Et flertal i udvalget (A og F) kan ikke anbefale den.", [("A", IMOD, None), ("F", IMOD, None)]),
        ("Godkendt, idet Ida Krogh (O) stemte imod.", [("Ida Krogh (O)", IMOD, None)]),
        ("Godkendt, idet O stemte imod, og Ø undlod at stemme.", [("O", IMOD, None), ("Ø", UNDLOD, None)]),
        ("Godkendt, dog tager O og V forbehold.", [("O", FORBEHOLD, None), ("V", FORBEHOLD, None)]),
        ("Godkendt, idet O ikke kunne tiltræde punkt 2.", [("O", IMOD, None)]),
        ("Anbefales med forbehold fra O.", [("O", FORBEHOLD, None)]),
        ("Godkendt, idet Ida Krogh ønskede en ny plan og stemte imod.", []),
        ("Godkendt, idet udvalget stemte for den første model.", []),
        (
            "Et flertal på 5 bestående af A og V godkendte indstillingen.",
            [(None, FOR, 5), ("A", FOR, None), ("V", FOR, None)],
        ),
    ],
)
def test_a_tally_in_a_decision_is_votes_and_stays_in_the_text(
    said: str, votes: list[tuple[object, ...]]
) -> None:
    result = decided(said)
    assert [(v.voter, v.choice, v.votes) for v in result.votes] == votes
    assert [decision.text for decision in result.decisions] == [said]


def test_the_larger_number_of_what_fell_was_against_it() -> None:
    votes = decided("Forslaget blev forkastet med 46 stemmer imod 6.").votes
    assert [(vote.choice, vote.votes) for vote in votes] == [(FOR, 6), (IMOD, 46)]


@pytest.mark.parametrize("tally", ["46 stemmer imod 6", "6 stemmer mod 46"])
def test_the_larger_number_was_against_it_in_whichever_order(tally: str) -> None:
    votes = decided(f"Forslaget blev forkastet med {tally}.").votes
    assert [(vote.choice, vote.votes) for vote in votes] == [(FOR, 6), (IMOD, 46)]


@pytest.mark.parametrize(
    "fell",
    [
        "Ændringsforslaget blev forkastet med 8 stemmer mod 17.",
        "Et ændringsforslag fra O blev nedstemt med 17 stemmer imod 8.",
        "Ændringsforslag fra Ida Krogh om flere pladser faldt med 8 stemmer mod 17.",
    ],
)
def test_what_an_amendment_lost_by_is_no_vote_on_the_item(fell: str) -> None:
    result = decided(fell, "Byrådet vedtog herefter indstillingen.", "Imod stemte 8: C og V")
    assert [(v.voter, v.choice, v.votes) for v in result.votes] == [
        (None, IMOD, 8),
        ("C", IMOD, None),
        ("V", IMOD, None),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "For stemte: A, F og Ø – i alt 6",
        "For stemte: A, F og Ø (i alt 6)",
        "For stemte: A, F, Ø, i alt 6 stemmer",
        "For stemte: A, F og Ø - ialt: 6",
        "For stemte: A, F og Ø, 6 stemmer",
    ],
)
def test_how_many_all_voters_are_stands_behind_them(said: str) -> None:
    assert [(v.voter, v.votes) for v in decided(said).votes] == [
        (None, 6),
        ("A", None),
        ("F", None),
        ("Ø", None),
    ]


def test_how_many_one_voter_has_may_stand_behind_a_dash() -> None:
    assert [(v.voter, v.votes) for v in decided("Imod stemte: C – i alt 1").votes] == [("C", 1)]


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Vedtaget, idet Ø stemte imod, og B undlod at stemme.", None),
        ("Godkendt, idet O stemte imod.", None),
        ("Anbefales, idet V tager forbehold.", None),
        ("Udvalget meddeler afslag, idet der lægges vægt på gadens udseende.", None),
        ("Nedstemt, idet udvalget ønsker et andet projekt.", None),
        (
            "Godkendt, idet O bidrager med en bemærkning til referatet.",
            "O bidrager med en bemærkning til referatet.",
        ),
    ],
)
def test_who_voted_otherwise_and_why_it_fell_is_no_remark(text: str, remark: str | None) -> None:
    assert [decision.remark for decision in decided(text).decisions] == [remark]


def test_those_who_did_not_vote_may_be_counted_behind_a_tally() -> None:
    votes = decided("Indstillingen blev vedtaget med 41 stemmer imod 9. 2 medlemmer undlod at stemme.").votes
    assert [(vote.choice, vote.votes) for vote in votes] == [(FOR, 41), (IMOD, 9), (UNDLOD, 2)]


def test_a_list_of_votes_may_end_in_a_clause_that_says_who_did_not_vote() -> None:
    result = decided("Godkendt.", "For stemte 8, imod stemte 2, mens Ida Krogh undlod at stemme.")
    assert [(v.voter, v.choice, v.votes) for v in result.votes] == [
        (None, FOR, 8),
        (None, IMOD, 2),
        ("Ida Krogh", UNDLOD, None),
    ]
    assert [d.text for d in result.decisions] == ["Godkendt."]


def test_each_voter_keeps_the_number_behind_it() -> None:
    result = decided("Godkendt.", "For: A (5), V (3) og C (1). Imod: O (2), Ida Krogh (F)")
    assert [(v.voter, v.choice, v.votes) for v in result.votes] == [
        ("A", FOR, 5),
        ("V", FOR, 3),
        ("C", FOR, 1),
        ("O", IMOD, 2),
        ("Ida Krogh (F)", IMOD, None),
    ]


def test_a_sentence_that_tells_again_why_somebody_was_against_is_no_second_vote() -> None:
    result = decided("Godkendt.", "Imod stemte: O (4).", "O kunne ikke tiltræde, at udgiften stiger.")
    assert [(v.voter, v.choice, v.votes) for v in result.votes] == [("O", IMOD, 4)]
    assert [d.text for d in result.decisions] == ["Godkendt.\nO kunne ikke tiltræde, at udgiften stiger."]


def test_a_party_of_one_letter_ends_the_sentence_before_the_next_verdict() -> None:
    result = decided("For stemte A og C. Forslaget er vedtaget.")
    assert [(v.voter, v.choice) for v in result.votes] == [("A", FOR), ("C", FOR)]
    assert [d.text for d in result.decisions] == ["Forslaget er vedtaget."]


def test_what_announces_votes_stays_and_the_votes_are_rows() -> None:
    result = decided("Der stemmes om indstillingen: For stemte A (10). Imod stemte O (2). Vedtaget.")
    assert [(v.voter, v.choice, v.votes) for v in result.votes] == [("A", FOR, 10), ("O", IMOD, 2)]
    assert [d.outcome for d in result.decisions] == [Outcome.VEDTAGET]


def test_no_printed_vote_is_no_row() -> None:
    assert decided("Godkendt.").votes == []


def test_votes_behind_the_number_of_a_point_are_votes() -> None:
    result = decided(
        "Ad 1: Godkendt.", "Ad 2: For stemte A og V (28). Imod stemte Ø (3). Forslaget er vedtaget."
    )
    [decision] = result.decisions
    assert (decision.text, decision.outcome) == (
        "Ad 1: Godkendt.\nAd 2: Forslaget er vedtaget.",
        Outcome.GODKENDT,
    )
    assert [(v.voter, v.choice, v.votes) for v in result.votes] == [
        (None, FOR, 28),
        ("A", FOR, None),
        ("V", FOR, None),
        ("Ø", IMOD, 3),
    ]


def test_a_tally_inside_a_sentence_names_no_voter() -> None:
    result = decided("Indstillingen blev godkendt med 44 stemmer imod 9.", "1 medlem undlod at stemme.")
    assert [(v.voter, v.choice, v.votes) for v in result.votes] == [
        (None, FOR, 44),
        (None, IMOD, 9),
        (None, UNDLOD, 1),
    ]
    assert result.decisions[0].outcome == Outcome.GODKENDT


def test_what_is_decided_may_be_listed_below() -> None:
    [decision] = decided("Byrådet besluttede,", "at godkende planen, og", "at sende den i høring.").decisions
    assert decision.outcome == Outcome.GODKENDT


def test_who_was_away_when_another_body_decided_says_nothing_of_this_meeting() -> None:
    result = Decided()
    heading = Heading(SectionKind.BESLUTNING, "beslutning", body="Økonomiudvalget", date_text="23-01-2024")
    said = ["Anbefales.", "O tog forbehold.", "Fraværende: Peter Holm (A)."]
    read_decision(result, heading, said, MEETING)
    assert (result.away, result.votes) == ([], [])
    assert [(d.body, d.text) for d in result.decisions] == [("Økonomiudvalget", "Anbefales.")]


def test_a_remark_to_one_of_several_points_is_no_remark_to_all() -> None:
    [decision] = decided("Ad 1: Godkendt.", "Ad 2: Anbefales, idet fristen rykkes.").decisions
    assert decision.remark is None


def test_a_body_that_cannot_recommend_has_decided_so() -> None:
    [decision] = decided("Økonomiudvalget kan ikke anbefale indstillingen.").decisions
    assert decision.outcome is Outcome.IKKE_ANBEFALET


HEADS = [
    "Dato: 31. maj 2021\n\nSted: Café Fyr, Algade 12\n\n",
    "Dato: 31-05-2021\nTidspunkt: 17:00\nSted: Rådhuset\n",
    "Mødedato: 31. maj 2021\n\n",
]


@pytest.mark.parametrize("head", HEADS)
def test_when_and_where_the_body_met_is_no_part_of_its_decision(tmp_path: Path, head: str) -> None:
    said = "Fraværende: Eva Lund\n\nGodkendt.\n\nSted: Rådhuset, som hidtil."
    [item] = read_items(tmp_path, f"Punkt 1: Budget\n\nBeslutning\n\n{head}{said}")
    [decision] = item.decisions
    assert (decision.text, str(decision.decided_on)) == (
        "Godkendt.\nSted: Rådhuset, som hidtil.",
        "2021-05-31",
    )
    assert [person.name for person in item.item_attendance] == ["Eva Lund"]


def test_the_day_at_the_top_of_a_decision_is_its_day(tmp_path: Path) -> None:
    [item] = read_items(tmp_path, "Punkt 1: Budget\n\nBeslutning\n\nDato: 3. maj 2021\n\nGodkendt.")
    assert str(item.decisions[0].decided_on) == "2021-05-03"
