"""Text of the warehouse as HTML."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from report.text import as_paragraphs, is_same, on_one_line


def test_lines_are_paragraphs_and_entries_are_lists_with_their_printed_numbers():
    assert as_paragraphs("En.\n- a\n- b\n3. c\nTo.") == (
        '<p>En.</p>\n<ul><li>a</li><li>b</li></ul>\n<ol><li value="3">c</li></ol>\n<p>To.</p>'
    )
    assert as_paragraphs(None) == ""


@given(st.text(alphabet="<>&\"'ab\n- 1."))
def test_no_text_makes_a_tag(text):
    made = as_paragraphs(text)
    for tag in ("p", "ul", "ol", "li"):
        made = made.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "<" not in made.replace('<li value="', "")


def test_a_long_text_is_cut_between_words():
    assert on_one_line("Et  to\ntre", 20) == "Et to tre"
    assert on_one_line("Et to, tre fire", 9) == "Et to …"
    assert len(on_one_line("x" * 50, 10)) <= 12


def test_texts_are_the_same_whatever_their_white_space():
    assert is_same("Godkendt.", " Godkendt")
    assert not is_same("Godkendt.", "Ikke godkendt.")
