"""Ruled cells that hold labels and their text, or head an item, are read as lines."""

from schemas.page import DocumentPages, Page, RuledTable
from tasks.parse.rows import Row, rows_of
from tasks.parse.ruled import without_rulings


def rows_of_table(table: RuledTable) -> list[Row]:
    pages = (Page(1, 595, 842, (), (table,)),)
    return without_rulings(rows_of(DocumentPages("application/pdf", "pdfium", pages, 1)))


def test_ruled_cells_of_labels_and_text_are_no_table() -> None:
    table = RuledTable(
        (
            ("Sagsnr.", "12/118"),
            ("Sagsfremstilling", "Der er solgt 14\naf 16 grunde."),
            ("", "Det fortsætter på næste side."),
            ("Økonomiske\nkonsekvenser", "Ingen."),
        ),
        50,
        100,
        545,
        300,
        (50, 160),
    )
    rows = rows_of_table(table)
    assert [(row.text, row.is_label) for row in rows] == [
        ("Sagsnr.: 12/118", False),
        ("Sagsfremstilling", True),
        ("Der er solgt 14", False),
        ("af 16 grunde.", False),
        ("Det fortsætter på næste side.", False),
        ("Økonomiske konsekvenser", True),
        ("Ingen.", False),
    ]


def test_the_title_of_an_item_may_span_its_table() -> None:
    table = RuledTable(
        (
            ("2. Sygefravær", None),
            ("Baggrund", "Fraværet er steget."),
            ("Drøftelse", "Fraværet skyldes influenza."),
            ("Konklusion", "Drøftet."),
        ),
        50,
        100,
        545,
        300,
        (50, 160),
    )
    rows = rows_of_table(table)
    assert [(row.text, row.is_label) for row in rows] == [
        ("2. Sygefravær", False),
        ("Baggrund", True),
        ("Fraværet er steget.", False),
        ("Drøftelse", True),
        ("Fraværet skyldes influenza.", False),
        ("Konklusion", True),
        ("Drøftet.", False),
    ]
    assert rows[0].size > rows[2].size


def test_a_table_of_figures_stays_one() -> None:
    table = RuledTable((("Økonomi", "2021"), ("Drift", "12"), ("Anlæg", "4")), 50, 100, 545, 300, (50, 160))
    [row] = rows_of_table(table)
    assert row.table == table


def test_a_box_of_number_title_and_numbers_heads_an_item() -> None:
    table = RuledTable(
        (
            ("4", "Røgfri arbejdstid på\nkommunens arbejdspladser", None),
            ("Sagsnr.", "Ansvarlig", "Adgang"),
            ("GEO-2024-00702", "Sekretariatet", "Lukket"),
        ),
        50,
        100,
        545,
        300,
        (50, 160, 300),
    )
    assert [row.text for row in rows_of_table(table)] == [
        "4 Røgfri arbejdstid på kommunens arbejdspladser",
        "Sagsnr.: GEO-2024-00702",
        "Ansvarlig: Sekretariatet",
        "Lukket",
    ]


def test_a_table_that_counts_its_rows_stays_one() -> None:
    table = RuledTable((("1", "Skoler"), ("2", "Broer"), ("3", "Haller")), 50, 100, 545, 300, (50, 160))
    [row] = rows_of_table(table)
    assert row.table == table


def test_a_table_of_agenda_and_minutes_holds_an_item_a_row() -> None:
    head = ("Punkt", "Referat")
    first = RuledTable(
        (
            head,
            ("1. Velkomst", "Dagsordenen blev godkendt."),
            ("2. Opfølgning på referat fra mødet den 4. juni\n2021\nEr der bemærkninger?", "Ingen."),
        ),
        50,
        100,
        545,
        300,
    )
    second = RuledTable((head, ("", "Skiltene er sat op."), ("3. Evt.", "Intet.")), 50, 60, 545, 100)
    pages = tuple(Page(number, 595, 842, (), (table,)) for number, table in ((1, first), (2, second)))
    rows = without_rulings(rows_of(DocumentPages("application/pdf", "pdfium", pages, 2)))
    assert [(row.text, row.page, row.is_label) for row in rows] == [
        ("1. Velkomst", 1, False),
        ("Referat", 1, True),
        ("Dagsordenen blev godkendt.", 1, False),
        ("2. Opfølgning på referat fra mødet den 4. juni 2021", 1, False),
        ("Punkt", 1, True),
        ("Er der bemærkninger?", 1, False),
        ("Referat", 1, True),
        ("Ingen.", 1, False),
        ("Skiltene er sat op.", 2, False),
        ("3. Evt.", 2, False),
        ("Referat", 2, True),
        ("Intet.", 2, False),
    ]
