from pathlib import Path

import pytest

from tests.parse.documents import read_items


@pytest.mark.parametrize(
    ("lines", "attachments"),
    [
        ("Program for dagen", [("Program for dagen", None)]),
        ("Program\nTidsplan", [("Program", None), ("Tidsplan", None)]),
        ("Program\n\nTidsplan", [("Program", None), ("Tidsplan", None)]),
        ("Program\n\n326-2021-126429", [("Program", "326-2021-126429")]),
        (
            "Program\n326-2021-126429\nTidsplan\n326-2021-126430",
            [("Program", "326-2021-126429"), ("Tidsplan", "326-2021-126430")],
        ),
        (
            "Program      326-2021-126429\nTidsplan      326-2021-126430",
            [("Program", "326-2021-126429"), ("Tidsplan", "326-2021-126430")],
        ),
        (
            "Udvikling i ydelser mar 2021      326-2021-123052\nUnge i tal mar 2021 326-2021-123055",
            [("Udvikling i ydelser mar 2021", "326-2021-123052"), ("Unge i tal mar 2021", "326-2021-123055")],
        ),
        ("Udvikling i ydelser\n\n326-2021-\n123055", [("Udvikling i ydelser", "326-2021-123055")]),
        (
            "326-2021-126429\nProgram\n326-2021-126430\nTidsplan",
            [("Program", "326-2021-126429"), ("Tidsplan", "326-2021-126430")],
        ),
        (
            "Dok.nr. 22/11873-4\n\nProgram\n\nDok.nr. 22/11874-1\n\nTidsplan",
            [("Program", "22/11873-4"), ("Tidsplan", "22/11874-1")],
        ),
        ("188298 - Program\n188304 - Tidsplan", [("Program", "188298"), ("Tidsplan", "188304")]),
        ("188298 - Program\nTidsplan", [("188298 - Program", None), ("Tidsplan", None)]),
        ("326-2021-126429\n\n- Program", [("Program", "326-2021-126429")]),
        ("Bilag 1: Program\nBilag 2: Tidsplan", [("Program", None), ("Tidsplan", None)]),
        ("1. Takstblad 2021 (DokumentID: 6204411)", [("Takstblad 2021", "6204411")]),
        ("Psykiatriplan (Åben - 4567891)", [("Psykiatriplan", "4567891")]),
        ("Bilag 4.1 Program\nBilag 4.2 Tidsplan", [("Program", None), ("Tidsplan", None)]),
        ("29-04-2021      Program      2021-084512", [("Program", "2021-084512")]),
        ("- Program (dok. 87114/21)", [("Program", "87114/21")]),
        ("Bilag 1_Program", [("Bilag 1_Program", None)]),
        ("2012-208960 - Program", [("Program", "2012-208960")]),
        ("- Program\n- Tidsplan", [("Program", None), ("Tidsplan", None)]),
        ("1. Program\n2. Tidsplan", [("Program", None), ("Tidsplan", None)]),
        ("Program (326-2021-126429)", [("Program", "326-2021-126429")]),
        ("Program, dok.nr. 326-2021-126429", [("Program", "326-2021-126429")]),
        ("Program 180621", [("Program 180621", None)]),
        ("Program 4811203\nTidsplan 4811207", [("Program", "4811203"), ("Tidsplan", "4811207")]),
        (
            "1. Takstblad (DokumentID: 6204411)\n2. Notat (DokumentID: 6204412)",
            [("Takstblad", "6204411"), ("Notat", "6204412")],
        ),
        ("Program 2019-2021", [("Program 2019-2021", None)]),
        ("Program\nDok.nr. 22/11873-4", [("Program", "22/11873-4")]),
        ("GEO-2024-00871-4 - Program", [("Program", "GEO-2024-00871-4")]),
        ("Ingen", []),
        ("Ingen.", []),
        ("Ingen bilag", []),
        ("Bilagene er fremlagt i sagen.", []),
        ("Sagens akter ligger til gennemsyn i byrådssekretariatet.", []),
        ("Bilag 1: Sagen er afgjort.", [("Sagen er afgjort.", None)]),
        ("-", []),
        ("Program\nProgram", [("Program", None)]),
    ],
)
def test_every_form_of_attachments_is_read(
    tmp_path: Path, lines: str, attachments: list[tuple[str, str | None]]
) -> None:
    [item] = read_items(tmp_path, f"Punkt 1: Budget\n\nSagsfremstilling\n\nTekst.\n\nBilag\n\n{lines}")
    assert [(a.title, a.document_number) for a in item.attachments] == attachments


@pytest.mark.parametrize("lines", ["- Program\n- Tidsplan", "1. Program\n2. Tidsplan"])
def test_the_text_of_the_list_keeps_its_marks(tmp_path: Path, lines: str) -> None:
    [item] = read_items(tmp_path, f"Punkt 1: Budget\n\nSagsfremstilling\n\nTekst.\n\nBilag\n\n{lines}")
    assert item.sections[-1].text == lines


def test_an_attachment_printed_twice_is_one_and_keeps_its_number(tmp_path: Path) -> None:
    text = (
        "Punkt 1: Budget\n\nBilag\n\nProgram\n\n326-2021-126429\n\nDirektionens møde den "
        "31. maj 2021:\n\nGodkendt.\n\nBilag\n\nProgram"
    )
    [item] = read_items(tmp_path, text)
    assert [(a.title, a.document_number) for a in item.attachments] == [("Program", "326-2021-126429")]


def test_two_attachments_of_one_title_and_two_numbers_are_two(tmp_path: Path) -> None:
    text = "Punkt 1: Budget\n\nBilag\n\nKort\n\n326-2021-126429\n\nKort\n\n326-2021-126430"
    [item] = read_items(tmp_path, text)
    assert [a.document_number for a in item.attachments] == ["326-2021-126429", "326-2021-126430"]


def test_a_long_title_that_wraps_is_one_attachment(tmp_path: Path) -> None:
    text = (
        "Punkt 1: Budget\n\nSagsfremstilling\n\nBudgettet gennemgås på mødet, og der "
        "samles op på spørgsmål.\n\nBilag\n\n"
        "Udvidet orientering om status for arbejdet med opfølgning af\nbudgettet\n\nTidsplan"
    )
    [item] = read_items(tmp_path, text)
    assert [a.title for a in item.attachments] == [
        "Udvidet orientering om status for arbejdet med opfølgning af budgettet",
        "Tidsplan",
    ]


def test_who_may_read_an_attachment_is_no_part_of_its_title(tmp_path: Path) -> None:
    (item,) = read_items(
        tmp_path,
        """
        Punkt 1: Ny bus

        Bilag
        1 Åben Takster 2014 118740/14
        2 Lukket Tilbud 119022/14
        Åben - Kort over ruten
        Åben skole 2014
        """,
    )
    assert [(attachment.title, attachment.document_number) for attachment in item.attachments] == [
        ("Takster 2014", "118740/14"),
        ("Tilbud", "119022/14"),
        ("Kort over ruten", None),
        ("Åben skole 2014", None),
    ]


def test_a_table_whose_head_names_titles_and_documents_lists_attachments(tmp_path: Path) -> None:
    rows = ["Nr. | Titel | Dokument", "---|---|---", "1 | Skitse af hallen | 4471902", "2 | Notat | 4471933"]
    listed = "\n".join(f"| {row} |" for row in rows)
    [item] = read_items(tmp_path, f"Punkt 1: Ny hal\n\nSagsfremstilling\n\nTekst.\n\nBilag\n\n{listed}")
    found = [(attachment.title, attachment.document_number) for attachment in item.attachments]
    assert found == [("Skitse af hallen", "4471902"), ("Notat", "4471933")]
    assert [table.header for table in item.tables] == [("Nr.", "Titel", "Dokument")]


def test_a_number_above_its_title_stays_there_in_the_text(tmp_path: Path) -> None:
    said = "326-2021-126429\n\nProgram\n\n326-2021-126430\n\nTidsplan"
    [item] = read_items(tmp_path, f"Punkt 1: Budget\n\nBeslutning\n\nGodkendt.\n\nBilag\n\n{said}")
    assert item.sections[-1].text == said.replace("\n\n", "\n")
