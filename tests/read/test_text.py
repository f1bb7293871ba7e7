from __future__ import annotations

import pytest

from schemas.page import Line, Page
from tasks.read.text import COLUMN_WIDTH, LINE_HEIGHT, decode, is_markdown, read_text


def page_of(text: str) -> Page:
    (page,) = read_text(text, "text/markdown").pages
    return page


def only_line(text: str) -> Line:
    (line,) = page_of(text).lines
    return line


def test_a_line_stands_at_its_number_in_the_file() -> None:
    page = page_of("Første\n\n\nFjerde")
    assert [(line.text, line.top) for line in page.lines] == [("Første", 0.0), ("Fjerde", 3 * LINE_HEIGHT)]


def test_an_indent_and_a_tab_show_as_space() -> None:
    line = only_line("  Eventuelt.....\t13")
    assert line.x0 == 2 * COLUMN_WIDTH
    first, last = line.words
    assert (first.text, last.text) == ("Eventuelt.....", "13")
    assert last.x0 - first.x1 >= 2 * COLUMN_WIDTH


@pytest.mark.parametrize("column", range(1, 12))
def test_a_tab_is_never_as_narrow_as_a_space(column: int) -> None:
    first, last = only_line("x" * column + "\ty").words
    assert last.x0 - first.x1 > COLUMN_WIDTH


def test_the_size_of_a_heading_falls_with_its_level() -> None:
    lines = page_of("\n".join(f"{'#' * level} Beslutning" for level in range(1, 7))).lines
    assert [line.size for line in lines] == [20, 16, 14, 13, 12, 11]
    assert all(line.bold and line.text == "Beslutning" for line in lines)


def test_a_hash_without_a_space_is_text() -> None:
    assert only_line("#1 på listen").text == "#1 på listen"


def test_strong_words_are_bold_and_their_marks_gone() -> None:
    line = only_line("**Mødedato og sted** Mandag __d. 3.__ **1**, *kl.* _12_")
    assert [(word.text, word.bold) for word in line.words] == [
        ("Mødedato", True),
        ("og", True),
        ("sted", True),
        ("Mandag", False),
        ("d.", True),
        ("3.", True),
        ("1,", True),
        ("kl.", False),
        ("12", False),
    ]


@pytest.mark.parametrize(
    "text", ["Bilag 1_Udvikling_2021", "3 * 4 * 5", "*) se bilag", "a**b**c", "x_", "__init", "2*3*4 m"]
)
def test_a_sign_that_marks_nothing_stays(text: str) -> None:
    assert only_line(text).text == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("* [Referat af møde](/media/4834/bilag-1.pdf)", "- Referat af møde"),
        ('[Bilag 1: Kort (A3)](https://example.dk/a_(b).pdf "Kort")', "Bilag 1: Kort (A3)"),
        ("Se **[planen](plan.pdf)** og ![](logo.png)", "Se planen og"),
        ("Punkt 3 [udsat] (kl. 12)", "Punkt 3 [udsat] (kl. 12)"),
        ("\\[Udkast\\](2)", "[Udkast](2)"),
    ],
)
def test_a_link_is_its_words(text: str, shown: str) -> None:
    assert only_line(text).text == shown


def test_escapes_and_entities_are_undone() -> None:
    assert (
        only_line(r"1\. Plan \*A\* &amp; B&#x2011;C &lt;nu&gt; R&D; \&amp;").text
        == "1. Plan *A* & B-C <nu> R&D; &amp;"
    )


@pytest.mark.parametrize("mark", ["-", "*", "+"])
def test_a_list_entry_starts_with_a_hyphen(mark: str) -> None:
    assert only_line(f"{mark} Teambuilding").text == "- Teambuilding"


def test_a_decision_of_one_hyphen_stays_and_a_drawn_rule_goes() -> None:
    assert [line.text for line in page_of("-\n---\n* * *\n_____\n=====").lines] == ["-"]


def test_a_pipe_table_becomes_a_ruled_table_at_its_place() -> None:
    page = page_of("Før\n\n| Beløb | **2021** |\n|---|:--:|\n| a\\|b<br>c | 1 |\n| d |\n\nEfter")
    (table,) = page.tables
    assert table.rows == (("Beløb", "2021"), ("a|b\nc", "1"), ("d", ""))
    before, after = page.lines
    assert before.bottom < table.top < table.bottom < after.top


def test_an_empty_header_row_is_no_row() -> None:
    (table,) = page_of("| | |\n|---|----|\n| Sager | 3 |\n| Eventuelt | 14 |").tables
    assert table.rows == (("Sager", "3"), ("Eventuelt", "14"))


def test_a_pipe_table_of_one_row_or_column_becomes_lines() -> None:
    page = page_of("| | |\n|---|---|\n| Eventuelt | 14 |\n\n| Sager |\n|---|\n| Eventuelt |")
    assert page.tables == ()
    assert [line.text for line in page.lines] == ["Eventuelt 14", "Sager", "Eventuelt"]


def test_no_word_of_a_ragged_table_is_lost() -> None:
    (table,) = page_of("|a|b|\n|-|-|\n|c|d|e|\n").tables
    assert table.rows == (("a", "b", ""), ("c", "d", "e"))


def test_words_are_spelled_plainly() -> None:
    line = only_line("af\ufb01nde\u00a0re A\u030argang so\u00adcial m\u200bed ungdoms\u00ad")
    assert line.text == "affinde re Årgang social med ungdoms\u00ad"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\u2028"])
def test_any_line_end_ends_a_line(end: str) -> None:
    assert [line.text for line in page_of(f"a{end}b").lines] == ["a", "b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_danish_letters_survive_every_encoding(encoding: str) -> None:
    assert decode("Mødedato – Å".encode(encoding)) == "Mødedato – Å"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00", b"\x01\x02\x03\x04ab", b"a\x81b", b"\xff\xfea"])
def test_a_binary_is_no_text(data: bytes) -> None:
    assert decode(data) is None


def test_markdown_is_known_by_its_signs() -> None:
    for text in ("# Referat", "x\n|---|--|\n", "**Sted** Her"):
        assert is_markdown(text)
    assert not is_markdown("Referat\n- et\n* to\n1. tre\n#4")
