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


def test_an_empty_decision_is_no_content() -> None:
    assert content_id((section("-", SectionKind.BESLUTNING),), ()) is None


def test_nothing_said_is_no_content() -> None:
    assert content_id((), ()) is None


@given(TEXTS, TEXTS)
def test_a_heading_and_its_text_fold_to_the_same_apart_and_as_one(heading: str, text: str) -> None:
    assert fold_below(heading, text) == fold_saying(f"{heading} {text}")
