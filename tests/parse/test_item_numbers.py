"""Where an item's numbers, marks and groups stand, and what is read of them."""

from pathlib import Path

import pytest

from tests.parse.documents import read_items, read_text


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Sagsid.: 12/240, Sagsinitialer: bhh", "12/240"),
        ("Sag 398-2015-4127", "398-2015-4127"),
        ("Sagsnr 12/2401\n\nDok. 398-2015-251002", "12/2401"),
        ("Sagsid EMN-2023-009832 Dok. 398-2015-251002", "EMN-2023-009832"),
        ("Journal nr.: 00.01.00A00/1, Sagsnr.: 12/240", "12/240"),
        ("Åbent - 01.02.05-P16-22-15", "01.02.05-P16-22-15"),
        ("Åbent punkt 20.15.00-Ø40-5-16", "20.15.00-Ø40-5-16"),
        ("Sagsnr. 301144 Kultur- og Idrætsudvalget Åbent punkt", "301144"),
        ("Sagsnr. 301144        Byrådet        Åbent punkt", "301144"),
    ],
)
def test_a_number_is_read_beside_marks_initials_and_the_body(tmp_path: Path, line: str, number: str) -> None:
    (item,) = read_items(tmp_path, f"Punkt 1: Ny bus\n\n{line}\n\nBeslutning\n\nDrøftet.")
    assert (item.case_number, item.is_closed) == (number, False)
    assert [section.text for section in item.sections] == ["Drøftet."]


def test_a_sentence_with_a_number_is_no_label(tmp_path: Path) -> None:
    (item,) = read_items(
        tmp_path, "Punkt 1: Ny bus\n\nSagsnr. 301144 blev behandlet i maj\n\nBeslutning\n\nDrøftet."
    )
    assert item.case_number is None
    assert item.sections[0].text == "Sagsnr. 301144 blev behandlet i maj"


def test_numbers_above_the_headings_belong_to_the_items_below(tmp_path: Path) -> None:
    items = read_items(
        tmp_path,
        """
        28.00.00-P05-2-20
        ## 1. Ny bus

        ### Beslutning
        Drøftet.

        # Åbne dagsordenspunkter
        17.01.10-K07-1-20
        ## 2. Budget

        ### Beslutning
        Godkendt.

        # Lukkede dagsordenspunkter
        81.03.00-G01-7-20
        ## 3. Personalesag
        27.24.00-G01-2-20
        ## 4. Anbringelse
        """,
    )
    assert [(item.case_number, item.is_closed) for item in items] == [
        ("28.00.00-P05-2-20", False),
        ("17.01.10-K07-1-20", False),
        ("81.03.00-G01-7-20", True),
        ("27.24.00-G01-2-20", True),
    ]
    assert [item.sections[0].text for item in items[:2]] == ["Drøftet.", "Godkendt."]


def test_one_number_at_the_end_of_a_text_is_not_the_next_items(tmp_path: Path) -> None:
    items = read_items(
        tmp_path,
        """
        ## 1. Ny bus

        ### Bilag
        Notat om busser
        17.01.10-K07-1-20
        ## 2. Budget

        ### Beslutning
        Godkendt.

        ## 3. Eventuelt

        ### Beslutning
        Intet.
        """,
    )
    assert [item.case_number for item in items] == [None, None, None]


TYPESCRIPT = """
    REFERAT Folkeoplysningsudvalget den 14. juni 2006

    Sted: Rådhuset

    21. Meddelelser
    J.nr.: 18.00.00A00

    BESLUTNING:
    Taget til efterretning.

    22. Henvendelse fra foreningen om fredning af mosen ved den gamle
    Mølle
    J.nr.: 18.14.01S55

    INDSTILLING:
    Forvaltningen indstiller,
    1. sagen sendes i høring
    2. sagen kommer igen.

    BESLUTNING:
    Godkendt.

    23. Eventuelt
    J.nr.: 18.00.00A01
"""


def test_counted_items_in_one_font_are_told_by_the_numbers_below(tmp_path: Path) -> None:
    minutes = read_text(tmp_path, TYPESCRIPT)
    assert [(item.number, item.title, item.journal_number) for item in minutes.items] == [
        ("21", "Meddelelser", "18.00.00A00"),
        ("22", "Henvendelse fra foreningen om fredning af mosen ved den gamle Mølle", "18.14.01S55"),
        ("23", "Eventuelt", "18.00.00A01"),
    ]


@pytest.mark.parametrize(
    ("heading", "is_closed"),
    [
        ("Til behandling - for lukkede døre", True),
        ("TIL EFTERRETNING – FOR LUKKEDE DØRE", True),
        ("LUKKEDE BESLUTNINGSSAGER", True),
        ("Lukkede dagsordenspunkter", True),
        ("Til behandling - for åbne døre", False),
        ("ÅBNE BESLUTNINGSSAGER", False),
    ],
)
def test_a_group_between_items_is_no_text_and_says_whether_they_are_closed(
    tmp_path: Path, heading: str, is_closed: bool
) -> None:
    first, second = read_items(
        tmp_path,
        f"Punkt 1: Ny bus\n\nBeslutning\n\nDrøftet.\n\n{heading}\n\nPunkt 2: Salg\n\nBeslutning\n\nGodkendt.",
    )
    assert first.decisions[0].text == "Drøftet."
    assert (first.is_closed, second.is_closed) == (False, is_closed)


def test_a_contents_list_may_count_its_pages_in_roman_numbers(tmp_path: Path) -> None:
    minutes = read_text(
        tmp_path,
        """
        Referat Kommunalbestyrelsen

        Dato: Onsdag den 15-maj-2002

        Indholdsfortegnelse
        Til efterretning - for åbne døre......i
        89. Kvartalsrapport pr. 31.03.2002......i
        90. Budget......iv

        Til efterretning - for åbne døre

        89. Kvartalsrapport pr. 31.03.2002
        J.nr.: 00.01.00

        Beslutning
        Taget til efterretning.

        90. Budget
        J.nr.: 00.30.00

        Beslutning
        Godkendt.
        """,
    )
    assert minutes.meeting_date.isoformat() == "2002-05-15"
    assert [item.title for item in minutes.items] == ["Kvartalsrapport pr. 31.03.2002", "Budget"]
    assert not minutes.findings


def test_the_text_of_a_section_may_be_worded_like_the_title(tmp_path: Path) -> None:
    (item,) = read_items(tmp_path, "Punkt 1: Ny bus\n\nBeslutningstema\n\nNy bus\n\nBeslutning\n\nDrøftet.")
    assert [section.text for section in item.sections] == ["Ny bus", "Drøftet."]


def test_a_committee_may_be_named_by_the_law_it_stands_on(tmp_path: Path) -> None:
    (item,) = read_items(
        tmp_path,
        """
        Punkt 1: Ny bus

        Økonomi

        Ingen.

        Beslutning i § 17, stk. 4-udvalget for Bosætning den 12-09-2019

        Drøftet.
        """,
    )
    assert [section.text for section in item.sections] == ["Ingen.", "Drøftet."]
    assert item.decisions[0].body == "§ 17, stk. 4-udvalget for Bosætning"


@pytest.mark.parametrize("label", ["Sagnr.: ", "Sagsnr. ", ""])
def test_labels_and_marks_may_stand_above_every_heading(tmp_path: Path, label: str) -> None:
    items = read_items(
        tmp_path,
        f"""
        Åbent punkt
        {label}1-01-72-1-07
        ## 1. Ny bus

        ### Beslutning
        Drøftet.

        Åbent punkt
        {label}1-21-72-3-08
        ## 2. Budget

        ### Beslutning
        Godkendt.

        Lukket punkt
        {label}1-47-74-2-08
        ## 3. Salg
        """,
    )
    assert [(item.case_number, item.is_closed) for item in items] == [
        ("1-01-72-1-07", False),
        ("1-21-72-3-08", False),
        ("1-47-74-2-08", True),
    ]
    assert [item.decisions[0].text for item in items[:2]] == ["Drøftet.", "Godkendt."]


def test_a_mark_may_stand_above_the_heading_and_the_number_below(tmp_path: Path) -> None:
    items = read_items(
        tmp_path,
        """
        Åbent punkt
        ## 1. Ny bus
        28.00.00-P05-2-20

        ### Beslutning
        Drøftet.

        Lukket punkt
        ## 2. Salg
        17.01.10-K07-1-20
        """,
    )
    assert [(item.case_number, item.is_closed) for item in items] == [
        ("28.00.00-P05-2-20", False),
        ("17.01.10-K07-1-20", True),
    ]
    assert items[0].decisions[0].text == "Drøftet."


def test_numbers_below_an_outer_heading_are_read_after_a_decision_that_stands_first(tmp_path: Path) -> None:
    (item,) = read_items(
        tmp_path,
        """
        Punkt 1: Ny bus

        Beslutning

        Godkendt.

        Sagsfremstilling

        1. Ny bus

        Åbent

        Sagsnr.: 326-2018-90112 J.nr.: 00.01.10. Dokumentnr.: 326-2019-4410

        Resume

        Bussen er gammel.
        """,
    )
    numbers = (item.case_number, item.journal_number, item.document_number)
    assert numbers == ("326-2018-90112", "00.01.10", "326-2019-4410")
    assert [section.text for section in item.sections] == ["Godkendt.", "Bussen er gammel."]


def test_a_text_that_begins_with_the_title_is_text(tmp_path: Path) -> None:
    (item,) = read_items(
        tmp_path,
        "Punkt 1: Ny bus\n\nBeslutning\n\nGodkendt.\n\nSagsfremstilling\n\nNy bus\n\nDen er rød.",
    )
    assert item.sections[1].text == "Ny bus\nDen er rød."


@pytest.mark.parametrize(
    "word",
    [
        "Dagsordenens pkt. {}",
        "Dagsordenens punkt {}:",
        "Dagsordenspkt. {}",
        "Dagsorden pkt. nr. {}",
        "Dagsordenspunkt {}",
    ],
)
def test_an_item_may_be_counted_as_a_point_of_the_agenda(tmp_path: Path, word: str) -> None:
    items = read_items(
        tmp_path,
        f"{word.format(1)}\nMeddelelser\nJ.nr. 8-00-1-03\n\nBeslutning\nDagsordenens punkt 2 udgår.\n\n"
        f"{word.format(2)}\nLukket sag: Salg af areal\nJ.nr. 8-31-5-03",
    )
    assert [(item.number, item.title, item.journal_number) for item in items] == [
        ("1", "Meddelelser", "8-00-1-03"),
        ("2", "Salg af areal", "8-31-5-03"),
    ]


@pytest.mark.parametrize("above", ["11/212{}Åben", "Åben{}11/212", "11/212", "Sagsnr. 11/212{}Åben", "Åben"])
def test_what_stands_above_a_heading_in_one_font_sets_it_apart(tmp_path: Path, above: str) -> None:
    titles = ["Regnskab", "Takster", "Eventuelt"]
    front = above.format(" " * 80)
    items = [
        f"{front}\n{number}.       {title}\nSagsfremstilling\n1. Flere bænke\nBeslutning\nGodkendt."
        for number, title in enumerate(titles, 1)
    ]
    contents = "\n".join(f"{n}     {title}{' ' * (70 - len(title))}2" for n, title in enumerate(titles, 1))
    head = f"Følgende sager behandles:\nPkt.   Tekst{' ' * 66}Side\n{contents}\n\n"
    found = read_items(tmp_path, head + "\n\n".join(items))
    assert [(item.number, item.title) for item in found] == [
        ("1", titles[0]),
        ("2", titles[1]),
        ("3", titles[2]),
    ]
    assert [item.case_number for item in found] == ["11/212" if "11" in above else None] * 3
    assert [section.heading for section in found[2].sections] == ["Sagsfremstilling", "Beslutning"]


@pytest.mark.parametrize(
    "form", ["## {0:02}/{1} {2}", "## {1}/2008 {2}", "## {1}/08. {2}", "{1}/2008: {2}", "Punkt {0}/2008: {2}"]
)
def test_items_counted_twice_keep_both_numbers(tmp_path: Path, form: str) -> None:
    titles = ["Budget", "Mødeplan 2009", "Eventuelt"]
    items = [
        form.format(n, n + 27, title) + "\n\nJ.nr.: 16.20.00A00\n\nBeslutning\n\nGodkendt."
        for n, title in enumerate(titles, 1)
    ]
    found = read_items(tmp_path, "\n\n".join(items))
    assert [item.title for item in found] == titles
    assert [item.number for item in found] == [
        form.removeprefix("## ").split(" {2}")[0].removeprefix("Punkt ").rstrip(".:").format(n, n + 27)
        for n in (1, 2, 3)
    ]


def test_case_numbers_before_titles_count_nothing(tmp_path: Path) -> None:
    found = read_items(
        tmp_path,
        "## 11/212 Budget\n\n### Beslutning\n\nGodkendt.\n\n## 11/9 Ny bus\n\n### Beslutning\n\nUdsat.",
    )
    assert [item.number for item in found] == [None, None]


@pytest.mark.parametrize(
    ("open_", "closed"),
    [
        ("Åbent punkt nr. 188", "Lukket punkt nr. 189"),
        ("ÅBENT PUNKT 188", "LUKKET PUNKT 189"),
        ("Åben sag nr. 188:", "Lukket sag nr. 189:"),
        ("Åbent dagsordenspunkt 188", "Lukket dagsordenspunkt 189"),
    ],
)
def test_a_mark_may_stand_before_the_number_above_the_title(tmp_path: Path, open_: str, closed: str) -> None:
    items = read_items(
        tmp_path,
        f"""
        {open_}

        Bemærkninger til dagsordenen

        Beslutning Direktionen den 31-05-2021
        Ingen bemærkninger.

        {closed}

        Køb af areal
        Sagsnr.: 06/24413
        """,
    )
    assert [(item.number, item.title, item.is_closed) for item in items] == [
        ("188", "Bemærkninger til dagsordenen", False),
        ("189", "Køb af areal", True),
    ]
    assert items[0].decisions[0].text == "Ingen bemærkninger."


@pytest.mark.parametrize("number", ["041127-2011", "Sagsnr. 041127-2011"])
def test_a_case_number_that_could_be_a_persons_is_no_text(tmp_path: Path, number: str) -> None:
    (item,) = read_items(tmp_path, f"Punkt 1: Ny bus\n\n{number}\n\nBeslutning\n\nDrøftet.")
    assert item.case_number is None
    assert [section.text for section in item.sections] == ["Drøftet."]


def test_a_serial_and_a_year_are_a_case_number(tmp_path: Path) -> None:
    (item,) = read_items(tmp_path, "Punkt 1: Ny bus\n\n034410-2011\n\nBeslutning\n\nDrøftet.")
    assert item.case_number == "034410-2011"


def test_a_supplement_may_be_told_before_the_word_for_an_item(tmp_path: Path) -> None:
    items = read_items(
        tmp_path,
        """
        Sag 11: Ny bus

        Beslutning
        Drøftet.

        Tillægspunkt, sag 12: Tag på skolen

        Beslutning
        Godkendt.
        """,
    )
    assert [(item.number, item.title) for item in items] == [("11", "Ny bus"), ("12", "Tag på skolen")]


def test_a_case_number_in_a_column_behind_the_title_is_no_part_of_it(tmp_path: Path) -> None:
    items = read_items(
        tmp_path,
        """
        Punkt 1. Meddelelser                            1-01-1-04

        BESLUTNING:
        Drøftet.

        Punkt 2. Salg af ejendom i 2004                 1-16-2-04

        BESLUTNING:
        Udsat.
        """,
    )
    assert [(item.title, item.case_number) for item in items] == [
        ("Meddelelser", "1-01-1-04"),
        ("Salg af ejendom i 2004", "1-16-2-04"),
    ]


def test_a_case_number_may_stand_between_the_number_and_the_title(tmp_path: Path) -> None:
    items = read_items(
        tmp_path,
        """
        Åbent punkt nr. 1

        1-30-72-14

        Ny bus

        Beslutning
        Drøftet.

        Lukket punkt nr. 2

        Sagsnr. 1-33-76-14

        Salg af areal
        """,
    )
    assert [(item.title, item.case_number, item.is_closed) for item in items] == [
        ("Ny bus", "1-30-72-14", False),
        ("Salg af areal", "1-33-76-14", True),
    ]
    assert [section.text for section in items[0].sections] == ["Drøftet."]
