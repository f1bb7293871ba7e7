from hypothesis import given
from hypothesis import strategies as st

from schemas.minutes import ItemTable, Section
from schemas.terms import SectionKind
from tasks.parse.content import content_id, fold_below, fold_saying
from tasks.parse.layout import split_markers
from vocabulary.bodies import canonical

TEXTS = st.text(alphabet=st.sampled_from("abcæøåABCÆØÅ0123456789 -–.,:()\n§/+éŞ"), max_size=60)


def section(
    text: str, kind: SectionKind = SectionKind.SAGSFREMSTILLING, heading: str = "Sagsfremstilling"
) -> Section:
    return Section(kind=kind, heading=heading, text=text)


def key(*texts: str) -> str | None:
    return content_id(tuple(section(text) for text in texts), ())


@given(TEXTS)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold_saying(fold_saying(text)) == fold_saying(text)


@given(TEXTS)
def test_markers_taken_off_stay_off(title: str) -> None:
    bare, _ = split_markers(title)
    assert split_markers(bare)[0] == bare


@given(
    st.sampled_from(
        ["Økonomiudvalg", "ØU", "BYRÅD", "kommunalbestyrelse", "Udvalget for Teknik og Miljø", "Ældreråd"]
    )
)
def test_a_canonical_name_is_its_own_canonical_name(name: str) -> None:
    assert canonical(canonical(name)) == canonical(name)


def test_white_space_breaks_case_and_a_hyphen_between_letters_make_no_difference() -> None:
    assert key("Planen for ungdoms-uddannelse\ngodkendes.") == key("planen  for Ungdomsuddannelse godkendes.")


def test_a_number_a_date_a_name_and_a_sign_beside_a_digit_make_a_difference() -> None:
    said = [
        "10-12 børn",
        "1012 børn",
        "10 12 børn",
        "10.12 børn",
        "10/12 børn",
        "-5 pct.",
        "5 pct.",
        "+5 pct.",
        "den 3. maj",
        "den 4. maj",
        "Anna Jensen",
        "Anne Jensen",
        "COVID-19",
        "COVID19",
        "1,5",
        "15",
    ]
    assert len({key(text) for text in said}) == len(said)


def test_headings_are_no_part_of_the_content() -> None:
    one, other = section("Det samme.", heading="Sagsfremstilling"), section("Det samme.", heading="Baggrund")
    assert content_id((one,), ()) == content_id((other,), ())


def test_words_that_move_to_another_section_are_another_content() -> None:
    assert key("Det ene.", "Det andet.") != key("Det ene. Det andet.")


def test_cells_of_a_table_are_content() -> None:
    tables = [ItemTable(header=("År", "Beløb"), rows=(("2021", amount),), section=1) for amount in ("5", "6")]
    one, other = (content_id((section("Se tabel."),), (table,)) for table in tables)
    assert one != other
    assert one != key("Se tabel.")


def test_cells_do_not_run_together() -> None:
    tables = [ItemTable(header=("A", "B"), rows=(row,)) for row in (("12", "3"), ("1", "23"))]
    one, other = (content_id((), (table,)) for table in tables)
    assert one != other


def test_where_the_rows_of_a_table_end_is_content() -> None:
    cells = "Nord", "3", "Syd", "4", "I alt", "7"
    by_two = ItemTable(header=cells[:2], rows=(cells[2:4], cells[4:]))
    by_three = ItemTable(header=cells[:3], rows=(cells[3:],))
    bare = ItemTable(header=(), rows=(cells[:2], cells[2:4], cells[4:]))
    assert content_id((), (by_two,)) != content_id((), (by_three,))
    assert content_id((), (by_two,)) == content_id((), (bare,))


def test_a_row_that_moves_to_another_table_and_a_table_that_moves_to_another_section_are_content() -> None:
    rows = ("Nord", "3"), ("Syd", "4")
    whole = (ItemTable(header=(), rows=rows, section=1),)
    halves = tuple(ItemTable(header=(), rows=(row,), section=1) for row in rows)
    moved = (ItemTable(header=(), rows=rows, section=2),)
    said = section("Det ene."), section("Det andet.")
    assert len({content_id(said, tables) for tables in (whole, halves, moved)}) == 3


def test_the_same_words_are_the_same_content_whatever_heading_they_stand_under() -> None:
    advised = section("Godkendes.", SectionKind.INDSTILLING), section("-", SectionKind.BESLUTNING)
    decided = (section("Godkendes.", SectionKind.BESLUTNING),)
    assert content_id(advised, ()) == content_id(decided, ()) == key("Godkendes.")


def test_sections_in_another_order_are_another_content() -> None:
    assert key("Det ene.", "Det andet.") != key("Det andet.", "Det ene.")


def test_numbers_that_only_white_space_or_a_list_tell_apart_are_others() -> None:
    said = [
        "pkt. 1, 5 og 7",
        "pkt. 1,5 og 7",
        "-5 pladser",
        "- 5 pladser",
        "5 pladser",
        "5. pladser",
        "1. 5 pladser",
        "1.5 pladser",
        "1\n5 pladser",
    ]
    assert len({key(text) for text in said}) == len(said)


def test_signs_of_numbers_and_marks_are_content() -> None:
    said = [
        "10² m", "102 m", "10 2 m", "½ time", "12 time", "1½ time", "11/2 time", "½-½ time", "½½ time",
        "5*", "5", "5¹", "51", "5 %", "5 ‰", "5–7", "57", "5 7", "5/7", "§ 5", "5 §",
    ]  # fmt: skip
    assert len({key(text) for text in said}) == len(said)


def test_names_and_words_that_only_special_letters_tell_apart_are_others() -> None:
    said = [
        "Weiß",
        "Weiss",
        "Müller",
        "Muller",
        "Mueller",
        "Åse",
        "Aase",
        "Ase",
        "Søren",
        "Soren",
        "André",
        "Andre",
    ]
    assert len({key(text) for text in said}) == len(said)


def test_list_entries_keep_their_numbers_and_their_order() -> None:
    said = ["1. Nord\n2. Syd", "1. Syd\n2. Nord", "- Nord\n- Syd", "- Syd\n- Nord", "2. Nord\n1. Syd"]
    assert len({key(text) for text in said}) == len(said)
    assert key("- Nord\n- Syd") == key("Nord\nSyd")


def test_attachments_are_content() -> None:
    def with_attachments(text: str) -> str | None:
        return content_id((section("Sagen."), section(text, SectionKind.BILAG, "Bilag")), ())

    said = ["Referat\n326-2021-1", "Referat\n326-2021-2", "Referat", "Referat\nBudget"]
    assert len({with_attachments(text) for text in said}) == len(said)


def test_an_empty_decision_is_no_content() -> None:
    assert content_id((section("-", SectionKind.BESLUTNING),), ()) is None


def test_nothing_said_is_no_content() -> None:
    assert content_id((), ()) is None


@given(TEXTS, TEXTS)
def test_a_heading_and_its_text_fold_to_the_same_apart_and_as_one(heading: str, text: str) -> None:
    assert fold_below(heading, text) == fold_saying(f"{heading} {text}")
