from dataclasses import replace
from inspect import cleandoc
from pathlib import Path

import pytest

from schemas.minutes import Item
from schemas.page import DocumentPages, Page
from tasks.parse import parse
from tests.parse.documents import HEAD, read_items, read_text
from tests.parse.test_print import BODY, BOLD, SUB, document, line


@pytest.mark.parametrize(
    ("text", "numbers", "titles"),
    [
        (
            "Punkt 1: Budget 2022\n\nTekst.\n\nPunkt 2: Eventuelt\n\nIntet.",
            ["1", "2"],
            ["Budget 2022", "Eventuelt"],
        ),
        (
            "Punkt 1 Budget 2022\n\nTekst.\n\nPunkt 2 Eventuelt\n\nIntet.",
            ["1", "2"],
            ["Budget 2022", "Eventuelt"],
        ),
        ("49. Budget 2022\n\nTekst.\n\n50. Eventuelt\n\nIntet.", ["49", "50"], ["Budget 2022", "Eventuelt"]),
        (
            "Nr. 178 - Budget 2022\n\nTekst.\n\nNr. 179 - Eventuelt\n\nIntet.",
            ["178", "179"],
            ["Budget 2022", "Eventuelt"],
        ),
        (
            "Sag nr. 129 Budget 2022\n\nTekst.\n\nSag nr. 130 Eventuelt\n\nIntet.",
            ["129", "130"],
            ["Budget 2022", "Eventuelt"],
        ),
        ("Sag nr. 129: Budget 2022\n\nTekst.", ["129"], ["Budget 2022"]),
        (
            "Pkt. 42 Budget 2022\n\nTekst.\n\nPkt. 43 Eventuelt\n\nIntet.",
            ["42", "43"],
            ["Budget 2022", "Eventuelt"],
        ),
        ("Pkt. 42: Budget 2022\n\nTekst.", ["42"], ["Budget 2022"]),
        (
            "301. Budget 2022\n\nTekst.\n\n302. Eventuelt\n\nIntet.",
            ["301", "302"],
            ["Budget 2022", "Eventuelt"],
        ),
        ("Tillægspunkt 7: Budget 2022\n\nTekst.", ["7"], ["Budget 2022"]),
        (
            "Punkt 1.1: Budget\n\nTekst.\n\nPunkt 1.2: Takster\n\nTekst.\n\nPunkt 2.1: Eventuelt\n\nIntet.",
            ["1.1", "1.2", "2.1"],
            ["Budget", "Takster", "Eventuelt"],
        ),
        (
            "1 Budget\n\nTekst.\n\n1.1 Takster\n\nTekst.\n\n2 Eventuelt\n\nIntet.",
            ["1", "1.1", "2"],
            ["Budget", "Takster", "Eventuelt"],
        ),
        (
            (
                "1. Budget\n\nTekst.\n\n2. Takster\n\nTekst.\n\n2a. Tillæg til takster\n\n"
                "Tekst.\n\n3. Eventuelt\n\nIntet."
            ),
            ["1", "2", "2a", "3"],
            ["Budget", "Takster", "Tillæg til takster", "Eventuelt"],
        ),
        (
            (
                "Punkt 1: Budget\n\na. Indtægter\n\nTekst.\n\nb. Udgifter\n\nTekst.\n\nPunkt 2: "
                "Eventuelt\n\nIntet."
            ),
            ["1", "2"],
            ["Budget", "Eventuelt"],
        ),
    ],
)
def test_every_form_of_numbering_is_read(
    tmp_path: Path, text: str, numbers: list[str], titles: list[str]
) -> None:
    items = read_items(tmp_path, text)
    assert [item.number for item in items] == numbers
    assert [item.title for item in items] == titles
    assert [item.position for item in items] == list(range(1, len(items) + 1))


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Punkt 4: Lukket: Salg af grund", "Salg af grund"),
        ("Punkt 4: Lukket - Ejendomssag", "Ejendomssag"),
        ("Punkt 4: Lukket sag: Salg af grund", "Salg af grund"),
        ("Punkt 4: Salg af grund (Lukket)", "Salg af grund"),
        ("Punkt 4: (Lukket) Salg af grund", "Salg af grund"),
        ("Punkt 4: (Lukket sag) Salg af grund", "Salg af grund"),
        ("Punkt 4: Lukket punkt: Salg af grund", "Salg af grund"),
        ("Punkt 4: LUKKET: Salg af grund", "Salg af grund"),
        ("Punkt 4: Lukket punkt", "Lukket punkt"),
        ("Punkt 4: Salg af grund - Lukket", "Salg af grund"),
        ("Punkt 4: Salg af grund - lukket sag", "Salg af grund"),
        ("Punkt 4: Salg af grund (FOR LUKKEDE DØRE)", "Salg af grund"),
        ("Punkt 4: Salg af grund - (for lukkede døre)", "Salg af grund"),
    ],
)
def test_a_closed_item_loses_its_mark_not_its_title(tmp_path: Path, heading: str, title: str) -> None:
    [item] = read_items(tmp_path, f"{heading}\n\nSagsnr.: 21-046857K")
    assert (item.title, item.is_closed, item.case_number) == (title, True, "21-046857K")


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Punkt 4: Åbent: Salg af grund", "Salg af grund"),
        ("Punkt 4: Åben sag: Salg af grund", "Salg af grund"),
        ("Punkt 4: Salg af grund (Åben)", "Salg af grund"),
        ("Punkt 4: (Åben) Salg af grund", "Salg af grund"),
        ("Punkt 4: Salg af grund (B)", "Salg af grund"),
        ("Punkt 4: Salg af grund (O)", "Salg af grund"),
        ("Punkt 4: Lukket skole i Skovby", "Lukket skole i Skovby"),
        ("Punkt 4: Lukketider i daginstitutioner", "Lukketider i daginstitutioner"),
        ("Punkt 4: Åben skole", "Åben skole"),
        ("Punkt 4: Åbent hus på rådhuset", "Åbent hus på rådhuset"),
        ("Punkt 4: Åbne data", "Åbne data"),
    ],
)
def test_an_open_item_loses_its_mark_not_its_words(tmp_path: Path, heading: str, title: str) -> None:
    [item] = read_items(tmp_path, f"{heading}\n\nSagsfremstilling\n\nTekst.")
    assert (item.title, item.is_closed) == (title, False)


def test_several_closed_items_of_one_title_are_several_items(tmp_path: Path) -> None:
    items = read_items(tmp_path, "\n\n".join(f"Punkt {n}: Lukket - Ejendomssag" for n in (1, 2, 3)))
    assert [(item.number, item.title, item.is_closed) for item in items] == [
        (number, "Ejendomssag", True) for number in ("1", "2", "3")
    ]


def test_items_below_a_heading_of_closed_ones_are_closed(tmp_path: Path) -> None:
    text = "Punkt 1: Budget\n\nTekst.\n\nLukkede punkter\n\nPunkt 2: Salg af grund\n\nPunkt 3: Personalesag"
    items = read_items(tmp_path, text)
    assert [item.is_closed for item in items] == [False, True, True]
    assert items[0].sections[0].text == "Tekst."


def test_items_below_a_heading_of_open_ones_are_open_again(tmp_path: Path) -> None:
    text = "Lukkede punkter\n\nPunkt 1: Salg af grund\n\nÅbne punkter\n\nPunkt 2: Budget\n\nTekst."
    assert [item.is_closed for item in read_items(tmp_path, text)] == [True, False]


def test_a_closed_item_may_print_its_decision(tmp_path: Path) -> None:
    [item] = read_items(tmp_path, "Punkt 1: Lukket: Salg af grund\n\nBeslutning\n\nGodkendt.")
    assert [decision.text for decision in item.decisions] == ["Godkendt."]


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("21-046857K", ("21-046857K", None, None)),
        ("326-2020-75842", ("326-2020-75842", None, None)),
        ("EMN-2023-009832", ("EMN-2023-009832", None, None)),
        ("85.02.02-G01-5-17", ("85.02.02-G01-5-17", None, None)),
        ("12/27845", ("12/27845", None, None)),
        ("2011-29298", ("2011-29298", None, None)),
        (
            "Sagsnr.: 326-2020-75842 J.nr.: 81.00.00 Dokumentnr.: 326-2021-126428",
            ("326-2020-75842", "81.00.00", "326-2021-126428"),
        ),
        (
            "Sagsnr.: 326-2020-75842\nJ.nr.: 81.00.00\nDokumentnr.: 326-2021-126428",
            ("326-2020-75842", "81.00.00", "326-2021-126428"),
        ),
        (
            "Sagsnr.: 326-2020-75842 J.nr.: 81.00.00 Dokumentnr.: 326-2021-\n126428",
            ("326-2020-75842", "81.00.00", "326-2021-126428"),
        ),
        ("Sagsnr. 12/27845", ("12/27845", None, None)),
        ("Sagsnr: 12/27845", ("12/27845", None, None)),
        ("Sag: 85.02.02-G01-5-17", ("85.02.02-G01-5-17", None, None)),
        ("Journalnr.: 81.00.00P05", (None, "81.00.00P05", None)),
        ("J.nr.: 27.36.00G01    Sagsbeh.: abc", (None, "27.36.00G01", None)),
        ("Sagsnr. TM 214/07", ("TM 214/07", None, None)),
        ("(Sagsnr. 12/27845)", ("12/27845", None, None)),
        ("Åben sag    Sagsnr. 18/11034    J.nr. 17.01.00P00", ("18/11034", "17.01.00P00", None)),
        ("Åbent punkt | Sagsnr. 1-31-72-118-24", ("1-31-72-118-24", None, None)),
        ("Sagsid.: 12/27845", ("12/27845", None, None)),
        ("Sagsnr.: 2021-002915    J.nr.: 25.03.00    Åbent", ("2021-002915", "25.03.00", None)),
        ("----------------------------------------\nJ.nr. 17.01.00P00", (None, "17.01.00P00", None)),
    ],
)
def test_numbers_below_a_heading_are_read(tmp_path: Path, line: str, numbers: tuple[str | None, ...]) -> None:
    [item] = read_items(tmp_path, f"Punkt 1: Budget\n\n{line}\n\nSagsfremstilling\n\nTekst.")
    assert (item.case_number, item.journal_number, item.document_number) == numbers
    assert [section.text for section in item.sections] == ["Tekst."]


def test_the_body_that_a_label_names_is_the_route_and_no_text(tmp_path: Path) -> None:
    [item] = read_items(tmp_path, "Punkt 1: Budget\n\nSagen afgøres i: Byrådet\n\nBaggrund\n\nTekst.")
    assert item.consultations == ("Byrådet",)
    assert [section.text for section in item.sections] == ["Tekst."]


def test_a_mark_below_an_items_own_heading_closes_no_other_item(tmp_path: Path) -> None:
    items = read_items(
        tmp_path,
        """
        Punkt 1: Klage

        Lukket punkt

        Punkt 2: Budget

        Åbent punkt
        """,
    )
    assert [item.is_closed for item in items] == [True, False]


def test_a_title_below_the_mark_may_begin_with_a_number(tmp_path: Path) -> None:
    items = read_items(tmp_path, "Sag nr. 132 Åben sag\n3. budgetopfølgning\n\nBaggrund\n\nTekst.")
    assert [item.title for item in items] == ["3. budgetopfølgning"]


def test_the_type_is_read_and_is_no_section(tmp_path: Path) -> None:
    [item] = read_items(tmp_path, "Punkt 1: Budget\n\nSagstype\n\nBeslutning.\n\nResume\n\nTekst.")
    assert item.item_type == "Beslutning"
    assert [section.heading for section in item.sections] == ["Resume"]


def test_a_title_printed_again_with_its_number_is_dropped(tmp_path: Path) -> None:
    text = (
        "Punkt 2: Lederkonference 2021\n\nSagsfremstilling\n\n2. Lederkonference 2021\n\n"
        "Åbent\n\nResume\n\nTekst."
    )
    [item] = read_items(tmp_path, text)
    assert [(section.heading, section.text) for section in item.sections] == [("Resume", "Tekst.")]


def test_a_numbered_list_inside_an_item_is_no_row_of_items(tmp_path: Path) -> None:
    text = (
        "Punkt 1: Budget\n\nSagsfremstilling\n\nMålene er:\n\n1. Flere i job\n2. Flere i "
        "uddannelse\n\nPunkt 2: Eventuelt\n\nIntet."
    )
    items = read_items(tmp_path, text)
    assert [item.title for item in items] == ["Budget", "Eventuelt"]
    assert items[0].sections[0].text == "Målene er:\n1. Flere i job\n2. Flere i uddannelse"


def test_a_sentence_about_another_item_is_no_item(tmp_path: Path) -> None:
    text = (
        "Punkt 1: Budget\n\nSagsfremstilling\n\nTekst.\n\nPunkt 4 i aftalen af 3. maj "
        "2020 er dermed opfyldt.\n\nPunkt 2: Eventuelt\n\nIntet."
    )
    assert [item.title for item in read_items(tmp_path, text)] == ["Budget", "Eventuelt"]


@pytest.mark.parametrize("leader", ["..... 3", " . . . . . 3", "…… 3", "\t3", "....."])
def test_a_contents_list_is_no_row_of_items(tmp_path: Path, leader: str) -> None:
    text = (
        f"Referat Direktionen d. 31-05-2021\n\nIndholdsfortegnelse\n\nBudget{leader}\nEventuelt{leader}\n\n"
        "Punkt 1: Budget\n\nTekst.\n\nPunkt 2: Eventuelt\n\nIntet."
    )
    found = read_text(tmp_path, text)
    assert [item.title for item in found.items] == ["Budget", "Eventuelt"]
    assert (found.text_accounted, found.findings) == (1, ())


def test_a_contents_list_with_roman_page_numbers_is_no_row_of_items(tmp_path: Path) -> None:
    text = (
        "Referat Direktionen d. 31-05-2021\n\nIndholdsfortegnelse\n\n"
        "Åbne punkter..............................i\n"
        "7. Budget.................................i\n8. Køb af grund til børnehaven i den nordlige\n"
        "by.......................................iv\n9. Eventuelt..............................xii\n\n"
        "7. Budget\n\nBeslutning\n\nGodkendt.\n\n8. Køb af grund til børnehaven i den nordlige\nby\n\n"
        "Beslutning\n\nUdsat.\n\n9. Eventuelt\n\nBeslutning\n\nIntet."
    )
    found = read_text(tmp_path, text)
    assert [item.number for item in found.items] == ["7", "8", "9"]
    assert (found.text_accounted, found.findings) == (1, ())


def test_a_contents_list_without_page_numbers_is_no_row_of_items(tmp_path: Path) -> None:
    text = (
        "Referat Direktionen d. 31-05-2021\n\nIndholdsfortegnelse\n\nPunkt 1: Budget\n"
        "Punkt 2: Lukket: Salg af grund\nPunkt 3: Eventuelt\n\n"
        "Punkt 1: Budget\n\nSagsfremstilling\n\nTekst.\n\nPunkt 2: Lukket: Salg af "
        "grund\n\nPunkt 3: Eventuelt\n\nBeslutning\n\nIntet."
    )
    found = read_text(tmp_path, text)
    assert [item.title for item in found.items] == ["Budget", "Salg af grund", "Eventuelt"]
    assert [len(item.sections) for item in found.items] == [1, 0, 1]
    assert found.text_accounted == 1


def test_a_contents_list_without_page_numbers_may_be_bulleted_and_word_a_title_otherwise(
    tmp_path: Path,
) -> None:
    text = (
        "Referat Direktionen d. 31-05-2021\n\nMødested: Rådhuset\n\nIndholdsfortegnelse\n\n- Budget\n"
        "- Orientering om rådet\n- Lukket: Salg af grund\n- Eventuelt\n\n"
        "Punkt 1: Budget\n\nTekst.\n\nPunkt 2: Orientering om udvalget\n\nTekst.\n\n"
        "Punkt 3: Lukket: Salg af grund\n\nPunkt 4: Eventuelt\n\nIntet."
    )
    found = read_text(tmp_path, text)
    assert (found.place, len(found.items)) == ("Rådhuset", 4)


def test_closed_items_below_each_other_are_entries_of_their_own(tmp_path: Path) -> None:
    text = (
        "Referat Direktionen d. 31-05-2021\n\nIndholdsfortegnelse\n\nBudget for skolerne\nKøb af grund\n"
        "Salg af grund\nEventuelt\n\nBudget for skolerne\n\nSagsfremstilling\n\nTekst.\n\n"
        "Køb af grund\n\nSalg af grund\n\nEventuelt\n\nBeslutning\n\nIntet."
    )
    titles = [item.title for item in read_text(tmp_path, text).items]
    assert titles == ["Budget for skolerne", "Køb af grund", "Salg af grund", "Eventuelt"]


def test_a_numbered_contents_list_without_page_numbers_is_no_row_of_items(tmp_path: Path) -> None:
    text = (
        "Referat Direktionen d. 31-05-2021\n\nDagsorden\n\n1. Budget\n2. Eventuelt\n\n"
        "1. Budget\n\nSagsfremstilling\n\nTekst.\n\n2. Eventuelt\n\nBeslutning\n\nIntet."
    )
    found = read_text(tmp_path, text)
    assert [(item.title, len(item.sections)) for item in found.items] == [("Budget", 1), ("Eventuelt", 1)]


@pytest.mark.parametrize(
    "head", ["Punkt | Titel | Side", "Nr. | Emne | Side", "Punkt | Sag | Sidetal", "Nr. | Punkt | "]
)
def test_a_table_of_contents_may_name_its_columns(tmp_path: Path, head: str) -> None:
    minutes = read_text(
        tmp_path,
        f"""
        Referat Ældrerådet d. 16-11-2022

        Afbud: Ida Krogh

        Indhold

        | {head} |
        |---|---|---|
        | 1 | Ny bus til dagcentrene | 1 |
        | 2 | Den Gamle Mølle - aktivitetshus | 3 |

        1. Ny bus til dagcentrene

        Beslutning
        Drøftet.

        2. Den Gamle Mølle - aktivitetshus

        Beslutning
        Udsat.
        """,
    )
    assert [item.title for item in minutes.items] == [
        "Ny bus til dagcentrene",
        "Den Gamle Mølle - aktivitetshus",
    ]
    assert [person.name for person in minutes.attendance] == ["Ida Krogh"]
    assert not minutes.findings


def test_a_contents_title_in_other_words_is_a_finding(tmp_path: Path) -> None:
    text = (
        "Referat Direktionen d. 31-05-2021\n\nIndholdsfortegnelse\n\nOrientering om "
        "Økonomiudvalgsrådet..... 2\nEventuelt..... 3\n\n"
        "Punkt 1: Orientering om Økonomiudvalgsmødet\n\nTekst.\n\nPunkt 2: Eventuelt\n\nIntet."
    )
    assert [finding.rule for finding in read_text(tmp_path, text).findings] == ["contents-title-differs"]


def test_items_without_numbers_are_found_by_the_contents_list(tmp_path: Path) -> None:
    text = (
        "Referat Direktionen d. 31-05-2021\n\nIndholdsfortegnelse\n\nBudget 2022..... 2\n"
        "Lukket: Salg af grund..... 3\nEventuelt..... 4\n\n"
        "Budget 2022\n\nSagsfremstilling\n\nTekst.\n\nLukket: Salg af grund\n\n"
        "Eventuelt\n\nBeslutning\n\nIntet."
    )
    items = read_text(tmp_path, text).items
    assert [(item.number, item.title, item.is_closed) for item in items] == [
        (None, "Budget 2022", False),
        (None, "Salg af grund", True),
        (None, "Eventuelt", False),
    ]


def test_items_without_numbers_or_list_are_found_by_their_case_numbers(tmp_path: Path) -> None:
    text = (
        "Budget 2022\n\nSagsnr.: 21-000857\n\nSagsfremstilling\n\nTekst.\n\nTakster "
        "2022\n\nSagsnr.: 21-000858\n\nTekst.\n\nEventuelt\n\nIntet."
    )
    assert [item.title for item in read_items(tmp_path, text)] == ["Budget 2022", "Takster 2022", "Eventuelt"]


def test_a_page_of_signatures_is_neither_item_nor_attendance(tmp_path: Path) -> None:
    found = read_items(
        tmp_path, "Punkt 1: Eventuelt\n\nBeslutning\n\nIntet.\n\nUnderskriftsside\n\nAnna Jensen\n\nOle Bro"
    )
    assert [(item.title, [section.text for section in item.sections]) for item in found] == [
        ("Eventuelt", ["Intet."])
    ]


def test_a_title_that_wraps_is_one_title(tmp_path: Path) -> None:
    text = """# Referat Direktionen d. 31-05-2021

## Punkt 1: Henvendelse fra borgerforeningen om
## trafiksikkerhed i Skovby

### Sagsfremstilling

Tekst.
"""
    [item] = read_text(tmp_path, text).items
    assert item.title == "Henvendelse fra borgerforeningen om trafiksikkerhed i Skovby"


def test_a_bare_mark_counts_where_it_opens_every_title(tmp_path: Path) -> None:
    closed = "2. Lukket Køb af ejendom\n\n3. Lukket Underskrifter"
    text = f"1. Åben Budget 2022\n\nSagsfremstilling\n\nTekst.\n\n{closed}"
    items = read_items(tmp_path, text)
    assert [(item.title, item.is_closed) for item in items] == [
        ("Budget 2022", False),
        ("Køb af ejendom", True),
        ("Underskrifter", True),
    ]


def test_titles_on_following_lines_are_items_of_their_own(tmp_path: Path) -> None:
    items = read_items(
        tmp_path, "Punkt 1: Budget\n\nSagsfremstilling\n\nTekst.\n\nPunkt 2: Lukket: Salg\nPunkt 3: Evt."
    )
    assert [item.title for item in items] == ["Budget", "Salg", "Evt."]


def test_a_mark_alone_behind_the_number_is_no_title(tmp_path: Path) -> None:
    items = read_items(tmp_path, "Punkt 1 (lukket).\n\nPersonalesag\n\nPunkt 2.\n\nEventuelt")
    assert [(item.title, item.is_closed) for item in items] == [("Personalesag", True), ("Eventuelt", False)]


@pytest.mark.parametrize("number", ["2019-0301122", "00.01.00P35-0013", "1-31-72-131-21", "1-00-4-22"])
def test_a_case_number_in_parentheses_behind_a_title_is_none_of_its_words(
    tmp_path: Path, number: str
) -> None:
    [item] = read_items(tmp_path, f"Punkt 1: Cykelsti på Søvej ({number})\n\nSagsfremstilling\n\nTekst.")
    assert (item.title, item.case_number) == ("Cykelsti på Søvej", number)


def test_a_case_number_in_parentheses_on_its_own_line_is_one(tmp_path: Path) -> None:
    [item] = read_items(tmp_path, "Punkt 1: Cykelsti\n\n(2019-0299870)\n\nSagsfremstilling\n\nTekst.")
    assert item.case_number == "2019-0299870"


def test_a_group_inside_a_list_of_contents_with_pages_ends_it_not(tmp_path: Path) -> None:
    text = """
        Indholdsfortegnelse
        Budget ................. 2
        Lukkede punkter
        Salg af grund .......... 3

        Punkt 1: Budget

        Sagsfremstilling

        Tekst.

        Lukkede punkter

        Punkt 2: Salg af grund
        """
    minutes = read_text(tmp_path, HEAD + cleandoc(text))
    assert [item.is_closed for item in minutes.items] == [False, True]
    assert minutes.findings == ()


def test_a_head_that_promises_page_numbers_needs_no_blank_before_them(tmp_path: Path) -> None:
    text = """
        Indholdsfortegnelse
        Pkt. Tekst Side
        1 Budget (Åbent punkt) 2
        2 Salg af grund (Lukket punkt) 3

        Der var afbud fra Ida Krogh.

        Punkt 1: Budget

        Tekst.

        Punkt 2: Salg af grund (Lukket punkt)
        """
    minutes = read_text(tmp_path, HEAD + cleandoc(text))
    assert [person.name for person in minutes.attendance] == ["Ida Krogh"]
    assert (minutes.findings, minutes.text_accounted) == ((), 1)


def test_a_title_goes_on_below_a_word_that_hangs(tmp_path: Path) -> None:
    text = "Punkt 1: Godkendelse af dagsorden til mødet den\n27. februar 2019\n\nBeslutning\n\nGodkendt."
    [item] = read_items(tmp_path, text)
    assert item.title == "Godkendelse af dagsorden til mødet den 27. februar 2019"


def test_a_group_of_all_items_below_a_list_of_contents_closes_them(tmp_path: Path) -> None:
    text = """
        Indholdsfortegnelse
        Salg af grund .......... 2
        Køb af grund ........... 2

        Lukkede punkter

        Punkt 1: Salg af grund

        Punkt 2: Køb af grund
        """
    assert [item.is_closed for item in read_items(tmp_path, text)] == [True, True]


def test_groups_in_a_list_of_contents_close_nothing(tmp_path: Path) -> None:
    text = """
        Åbne punkter
        1. Budget
        2. Evt.
        Lukkede punkter
        3. Salg af grund

        Punkt 1: Budget

        Sagsfremstilling

        Tekst.

        Punkt 2: Evt.

        Punkt 3: Lukket: Salg af grund
        """
    assert [item.is_closed for item in read_items(tmp_path, text)] == [False, False, True]


def test_items_may_be_headed_by_ad_and_their_number(tmp_path: Path) -> None:
    text = "Ad 1. Godkendelse af dagsorden\n\nBeslutning:\n\nGodkendt.\n\nAd 2. Eventuelt\n\nBeslutning:\n\n-"
    assert [(i.number, i.title) for i in read_items(tmp_path, text)] == [
        ("1", "Godkendelse af dagsorden"),
        ("2", "Eventuelt"),
    ]


def test_a_number_may_stand_below_its_label(tmp_path: Path) -> None:
    [item] = read_items(tmp_path, "Punkt 1: Budget\n\nSagsid\n\nEMN-2021-00123\n\nSagsfremstilling\n\nTekst.")
    assert (item.case_number, [section.heading for section in item.sections]) == (
        "EMN-2021-00123",
        ["Sagsfremstilling"],
    )


@pytest.mark.parametrize(
    ("listed", "numbers"),
    [
        ("1. Kort over området\n\n2. Notat om stien\n\n3. Udkast til aftale", ["1", "2", "2.1", "3.1"]),
        (
            "1. Kort over området\n\n2. Notat om stien\n\n3. Lukket: Salg af grund",
            ["1", "2", "2.1", "3", "3.1"],
        ),
        ("1. Kort over området\n\n2. Notat om stien\n\n3. Spørgetid", ["1", "2", "2.1", "3", "3.1"]),
        ("1. Kort over området\n2. Notat om stien\n\n3. Salg af grund", ["1", "2", "2.1", "3", "3.1"]),
    ],
)
def test_a_counted_attachment_is_no_item_though_its_number_would_be_the_next(
    tmp_path: Path, listed: str, numbers: list[str]
) -> None:
    front = "Sagsnr.: 21-046857K\n\nBeslutning\n\nGodkendt."
    text = (
        f"1. Budget\n\n{front}\n\n2. Takster\n\n{front}\n\n2.1. Stien\n\n{front}\n\nBilag\n\n{listed}"
        f"\n\n3.1. Skolerne\n\n{front}"
    )
    assert [item.number for item in read_items(tmp_path, text)] == numbers


STYLED = "# Referat Direktionen d. 31-05-2021\n\n"


@pytest.mark.parametrize("sub", ["### {}. {}", "## {}. {}", "**{}. {}**", "{}) {}"])
@pytest.mark.parametrize("item", ["## {}. {}", "## Punkt {}: {}"])
def test_lettered_parts_of_an_item_are_its_text(tmp_path: Path, item: str, sub: str) -> None:
    prose = "Forvaltningen har set på tallene, og de holder."
    parts = f"{sub.format('a', 'Indtægter')}\n\n{prose}\n\n{sub.format('b', 'Udgifter')}\n\n{prose}"
    items = f"{item.format(1, 'Budget')}\n\n{parts}\n\n{item.format(2, 'Eventuelt')}\n\nIntet."
    for text in (STYLED + items, (STYLED + items).replace("#", "").replace("*", "")):
        first, last = read_text(tmp_path, text).items
        assert (first.number, last.number) == ("1", "2")
        letters = [line for line in first.sections[0].text.split("\n") if line != prose]
        assert [line[0] for line in letters] == ["a", "b"]


@pytest.mark.parametrize(
    "numbers",
    [
        ("1.", "1.1", "1.2", "2."),
        ("1.", "1.1.", "1.2.", "2."),
        ("1.1", "1.2", "2.1", "2.2"),
        ("1.", "2.", "2a.", "3."),
        ("1.", "2.", "2 a.", "3."),
        ("Punkt 1:", "Punkt 2:", "Punkt 2a:", "Punkt 3:"),
        ("Punkt 1:", "Punkt 2:", "Punkt 2 a:", "Punkt 3:"),
        ("Punkt 1:", "Punkt 1.1:", "Punkt 1.2:", "Punkt 2:"),
    ],
)
@pytest.mark.parametrize("is_styled", [True, False])
def test_items_between_two_numbers_are_items(
    tmp_path: Path, numbers: tuple[str, ...], *, is_styled: bool
) -> None:
    titles = ("Budget", "Takster", "Låneoptagelse", "Eventuelt")
    items = zip(numbers, titles, strict=True)
    text = STYLED + "\n\n".join(f"## {number} {title}\n\nTekst." for number, title in items)
    found = read_text(tmp_path, text if is_styled else text.replace("#", "")).items
    assert [item.title for item in found] == list(titles)
    assert [item.number for item in found] == [n.removeprefix("Punkt ").rstrip(".:") for n in numbers]


def test_an_item_may_be_called_like_a_section(tmp_path: Path) -> None:
    items = read_items(
        tmp_path,
        """
        7.3 Valg af gulv

        Beslutning

        Godkendt.

        7.4 Økonomi

        Økonomi

        Rammen er uændret.

        7.5 Meddelelser

        Beslutning

        Intet.
        """,
    )
    assert [item.title for item in items] == ["Valg af gulv", "Økonomi", "Meddelelser"]
    assert [section.heading for section in items[1].sections] == ["Økonomi"]


def test_a_section_counted_below_its_item_is_no_item(tmp_path: Path) -> None:
    text = "1. Budget\n\n1.1. Økonomi\n\nTekst.\n\n2. Eventuelt\n\nIntet."
    assert [item.number for item in read_items(tmp_path, text)] == ["1", "2"]


def test_a_heading_that_says_which_body_sends_the_items_below_is_no_text(tmp_path: Path) -> None:
    first = "Punkt 1: Ny hal\n\nBeslutning\n\nGodkendt.\n\nBilag\n\nSkitse\n\nFra Kultur- og Fritidsudvalget"
    items = read_items(
        tmp_path, f"{first}\n\nPunkt 2: Støtte\n\nBeslutning\n\nGodkendt.\n\nFra forvaltningen"
    )
    assert [attachment.title for attachment in items[0].attachments] == ["Skitse"]
    assert items[1].sections[0].text == "Godkendt.\nFra forvaltningen"


def test_a_full_stop_behind_a_number_is_no_part_of_it(tmp_path: Path) -> None:
    [item] = read_items(tmp_path, "Punkt 1: Ny hal\nJ.nr.: 00.01.09.   Sagsid.: 023114.\n\nGodkendt.")
    assert (item.journal_number, item.case_number) == ("00.01.09", "023114")


def test_a_list_headed_referat_whose_titles_come_again_is_contents(tmp_path: Path) -> None:
    listed = "Fraværende\n- Ole Bro\n\nReferat\n- Spørgetid\n- Ny hal\n- Lukket: Salg af areal\n\n"
    items = "1: Spørgetid\n\nIngen.\n\n2: Ny hal\n\nTekst.\n\n3: Lukket: Salg af areal"
    found = read_text(tmp_path, f"Referat Byrådet d. 31-05-2021\n\n{listed}{items}")
    assert [item.title for item in found.items] == ["Spørgetid", "Ny hal", "Salg af areal"]
    assert [person.name for person in found.attendance] == ["Ole Bro"]


@pytest.mark.parametrize(
    "group",
    [
        "Lukkede dagsordenspunkter",
        "Lukkede punkter",
        "Punkter på lukket dagsorden:",
        "Lukket møde",
        "For lukkede døre",
    ],
)
def test_what_only_the_contents_list_says_to_be_closed_is_closed(tmp_path: Path, group: str) -> None:
    contents = (
        f"Åbne punkter\n1. Budget ........ 3\n2. Takster ........ 4\n{group}\n3. Salg af grund ........ 5"
    )
    items = "Punkt 1: Budget\n\nTekst.\n\nPunkt 2: Takster\n\nTekst.\n\nPunkt 3: Salg af grund"
    text = f"Indholdsfortegnelse\n\n{contents}\n\n{items}"
    assert [item.is_closed for item in read_items(tmp_path, text)] == [False, False, True]


def test_a_title_that_the_contents_list_has_as_open_as_well_is_not_closed_by_it(tmp_path: Path) -> None:
    contents = "Åbne punkter\n1. Køb af areal ........ 3\nLukkede punkter\n2. Køb af areal ........ 4"
    text = f"Indholdsfortegnelse\n\n{contents}\n\nPunkt 1: Køb af areal\n\nTekst.\n\nPunkt 2: Køb af areal"
    assert [item.is_closed for item in read_items(tmp_path, text)] == [False, False]


def test_years_at_the_end_of_a_title_are_no_case_number() -> None:
    pages = document(
        [
            ("1. Forslag til trafikplan for den kollektive bustrafik i hele kommunen", 40, BOLD),
            ("2016-2019", 18, BOLD),
            ("13.05.12-Ø00-3-15", 20, BODY),
            ("Resume", 20, BOLD),
            ("Planen sendes i høring.", 14, BODY),
        ]
    )
    page = pages.pages[0]
    [item] = parse(replace(pages, pages=(replace(page, lines=(page.lines[0], *page.lines[2:])),))).items
    assert (item.title[-9:], item.case_number) == ("2016-2019", "13.05.12-Ø00-3-15")


@pytest.mark.parametrize(
    "group",
    [
        "Diverse sager",
        "ØKONOMIUDVALGETS SAGER",
        "Børne- og Skoleudvalgets sager",
        "Sager rejst af medlemmerne",
        "SAGER FRA ØKONOMIUDVALGET",
        "Sager til beslutning",
        "Orienteringspunkter",
    ],
)
def test_words_over_an_item_that_head_a_group_are_no_attachment_of_the_item_above(
    tmp_path: Path, group: str
) -> None:
    above = "Punkt 1: Budget\n\nSagsfremstilling\n\nTekst.\n\nBilag\n\nKort"
    text = f"{above}\n\n{group}\n\nPunkt 2: Takster\n\nTekst."
    budget, _ = read_items(tmp_path, text)
    assert [attachment.title for attachment in budget.attachments] == ["Kort"]


def groups(*titles: str) -> list[str]:
    """Print items, each below a line as large as no other."""
    lines: list[tuple[str, float, tuple[str, float, bool]]] = []
    for number, title in enumerate(titles, start=2):
        lines += [
            ("Resume", 20, SUB),
            ("Tekst om sagen, der gennemgås.", 14, BODY),
            ("Bilag", 20, SUB),
            ("Kort", 14, BODY),
        ]
        lines += [(title, 40, ("Body-Bold", 12.0, True)), (f"Punkt {number}: Sag {number}", 20, BOLD)]
    lines += [("Resume", 20, SUB), ("Tekst om sagen, der gennemgås.", 14, BODY)]
    items = parse(document(lines)).items
    return [attachment.title for item in items for attachment in item.attachments]


def test_lines_over_items_in_a_style_of_their_own_head_groups() -> None:
    assert groups("Teknik og miljø", "Kultur og fritid") == ["Kort", "Kort"]


def test_a_group_of_closed_items_is_one_among_others() -> None:
    assert groups("Teknik og miljø", "Lukkede punkter") == ["Kort", "Kort"]


def test_one_line_over_an_item_may_be_text() -> None:
    assert groups("Husk mødet i maj") == ["Kort", "Husk mødet i maj"]


def behind_the_items(list_of_all: str) -> tuple[Item, ...]:
    """Print two counted items, and on a page behind them a list of what is attached to the first."""
    title = "1. Takster for dagtilbud og skoler"
    first = [
        line("Referat Direktionen d. 31-05-2021", 40, BOLD),
        line(title, 80, BOLD),
        line("Resume", 100, SUB),
        line("Taksterne gennemgås af forvaltningen hvert eneste år i maj måned.", 114),
        line("Bilag", 140, SUB),
        line("1. Takster 2022", 154),
        line("2. Eventuelt", 200, BOLD),
        line("Beslutning", 220, SUB),
        line("Intet.", 234),
    ]
    last = [line(list_of_all, 80, BOLD), line(title, 100, SUB), line("1. Takster 2022", 114)]
    pages = tuple(
        Page(number=number, width=595, height=842, lines=tuple(lines), extractor="pdfium")
        for number, lines in enumerate((first, last), start=1)
    )
    return parse(DocumentPages("application/pdf", "pdfium", pages, 2)).items


@pytest.mark.parametrize(
    "heading", ["Bilagsliste", "Bilagsoversigt", "Bilagsfortegnelse:", "BILAG", "Vedlagte bilag"]
)
def test_a_list_of_all_attachments_behind_the_items_is_no_item_and_none_of_the_last(heading: str) -> None:
    items = behind_the_items(heading)
    assert [(item.title, item.page_last) for item in items] == [
        ("Takster for dagtilbud og skoler", 1),
        ("Eventuelt", 1),
    ]
    assert [[attachment.title for attachment in item.attachments] for item in items] == [["Takster 2022"], []]


def test_words_for_an_added_item_are_no_part_of_its_title(tmp_path: Path) -> None:
    items = read_items(
        tmp_path,
        """
        Sag 64 - TILLÆGSPUNKT: LEJE AF FÆRGE
        Sagsnr. 12/1203

        Beslutning:
        Godkendt.

        Sag 65 - TILLÆGSPUNKT: LUKKET: PERSONALESAG
        Sagsnr. 12/1210
        """,
    )
    assert [(item.title, item.is_closed) for item in items] == [
        ("LEJE AF FÆRGE", False),
        ("PERSONALESAG", True),
    ]


def test_text_may_follow_right_below_the_titles_of_counted_items(tmp_path: Path) -> None:
    items = read_items(
        tmp_path,
        """
        Dagsorden for åbent møde:

        1. Godkendelse af dagsorden
        Godkendt.

        2. Budget 2004 - basisbudget
        Sagen genoptages fra møde den 23. juni 2003, hvor udvalget drøftede den.
        Indstilling: Forvaltningen indstiller, at budgettet oversendes.
        Beslutning: Oversendes til byrådet.
        Bilag: Basisbudget 2004.

        Dagsorden for lukket møde:

        3. Personalesag
        Beslutning: Godkendt.
        """,
    )
    assert [(item.number, item.title, item.is_closed) for item in items] == [
        ("1", "Godkendelse af dagsorden", False),
        ("2", "Budget 2004 - basisbudget", False),
        ("3", "Personalesag", True),
    ]
    assert [section.heading for section in items[1].sections] == [
        "",
        "Indstilling:",
        "Beslutning:",
        "Bilag:",
    ]


def test_items_may_be_counted_in_a_line_above_their_subject(tmp_path: Path) -> None:
    items = read_items(
        tmp_path,
        """
        Løbenr. 33.
        Emne: Hjemmehjælp

        Beslutning:
        Godkendt.

        Løbenr. 34.
        Emne: Eventuelt
        """,
    )
    assert [(item.number, item.title) for item in items] == [("33", "Hjemmehjælp"), ("34", "Eventuelt")]
