from dataclasses import replace

from schemas.page import Line, RuledTable, Word
from tasks.parse.cut_tables import rejoin_cut_rows
from tasks.parse.rows import Row

TABLE = RuledTable((("Beløb", "2021", "2022"), ("Skole", "5", "6")), 50, 700, 500, 740)


def line(*cells: str) -> Row:
    words = [
        Word(text, "Body", 10, False, 60 + 150 * i, 50, 90 + 150 * i, 60) for i, text in enumerate(cells)
    ]
    return Row(" ".join(cells), 2, Line(tuple(words), 58))


def test_a_last_row_alone_on_the_next_page_is_a_row_of_its_table() -> None:
    row = line("Hal", "-7", "-8")
    rejoin_cut_rows([Row("", 1, table=TABLE), row])
    assert row.table is not None
    assert row.table.rows == (("Hal", "-7", "-8"),)


def test_a_head_alone_on_the_page_before_is_a_row_of_its_table() -> None:
    row = line("Beløb", "2021", "2022")
    rejoin_cut_rows([row, Row("", 3, table=TABLE)])
    assert row.table is not None


def test_the_rest_of_a_cell_on_the_next_page_is_a_part_of_it() -> None:
    table = replace(TABLE, columns=(55, 205, 355))
    above, rest, text = Row("", 1, table=table), line("tusind"), line("Kilde: Økonomisystemet.")
    assert rest.line is not None
    rest.line = Line((rest.line.words[0]._replace(x0=210, x1=240),), 58)
    rejoin_cut_rows([above, rest, text])
    assert above.table is not None
    assert above.table.rows[-1] == ("Skole", "5\ntusind", "6")
    assert (rest.role, text.role) == ("table", "")


def test_a_line_of_text_after_a_table_stays_one() -> None:
    row = line("Kilde: Økonomisystemet.")
    rejoin_cut_rows([Row("", 1, table=TABLE), row])
    assert row.table is None


def test_a_cut_row_with_an_empty_cell_keeps_its_columns() -> None:
    table = RuledTable(TABLE.rows, 50, 700, 500, 740, (50, 205, 355))
    row = line("Hal", "-7", "-8")
    assert row.line is not None
    row.line = Line((row.line.words[0], row.line.words[2]), 58)
    rejoin_cut_rows([Row("", 1, table=table), row])
    assert row.table is not None
    assert row.table.rows == (("Hal", "", "-8"),)
