from schemas.minutes import ItemTable
from tasks.parse.item import goes_on, part_touching


def test_two_tables_that_touch_are_two() -> None:
    rows = (
        ("Beløb", "2021", None, "2022"),
        ("Skole", "5", None, "6"),
        ("Tidspunkt", None, "Aktivitet", None),
        ("Maj", None, "Høring", None),
    )
    assert part_touching(rows) == [
        [("Beløb", "2021", "2022"), ("Skole", "5", "6")],
        [("Tidspunkt", "Aktivitet"), ("Maj", "Høring")],
    ]


def test_a_table_with_a_merged_head_stays_one() -> None:
    rows = (("Budget", None, None), ("2021", "2022", "2023"), ("5", "6", "7"))
    assert part_touching(rows) == [list(rows)]


def test_rows_of_another_kind_do_not_go_on_with_a_table() -> None:
    table = ItemTable(header=("Beløb", "2021"), rows=(("Skole", "5"), ("Hal", "-7")))
    assert goes_on(table, [("Bibliotek", "12")])
    assert goes_on(table, [("Beløb", "2021"), ("Bibliotek", "12")])
    assert not goes_on(table, [("Tidspunkt", "Aktivitet")])
    assert not goes_on(table, [("Bibliotek", "12", "13")])
