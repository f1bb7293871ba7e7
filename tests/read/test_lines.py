from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.page import Line
from tasks.read.characters import clean, is_plain
from tasks.read.lines import Run, Shape, font_name, from_turned, lines_of, to_turned
from tasks.read.pdf_pdfium import _WORD, _words_of


def run(text: str, start: float, baseline: float, size: float = 11.0, font: str = "Arial") -> Run:
    return Run(text, font, size, False, start, start + 0.5 * size * len(text), baseline)


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def test_words_on_one_baseline_are_a_line_from_left_to_right() -> None:
    lines = lines_of([run("den", 110, 200), run("Beslutning", 20, 201.5, size=16), run("Næste", 20, 216)])
    assert texts(lines) == ["Beslutning den", "Næste"]


def test_a_superscript_is_glued_to_the_word_it_touches() -> None:
    m, raised = run("120m", 20, 200), run("2", 42, 196, size=7)
    (line,) = lines_of([m, raised, run("bolig", 60, 200)])
    assert line.text == "120m2 bolig"
    assert line.baseline == 200


def test_a_raised_mark_with_space_around_it_is_a_word_of_the_line() -> None:
    (line,) = lines_of([run("note", 20, 200), run("1)", 44.5, 196, size=7)])
    assert line.text == "note 1)"


def test_small_print_under_a_line_stays_a_line_of_its_own() -> None:
    lines = lines_of([run("Overskrift", 20, 200, size=16), run("lille", 20, 210, size=8)])
    assert texts(lines) == ["Overskrift", "lille"]


def test_text_turned_sideways_is_read_along_its_own_direction() -> None:
    u, v = to_turned(30, 400, 90)
    side = [
        Run("UDKAST", "Arial", 11, False, u, u + 40, v, 90),
        Run("internt", "Arial", 11, False, u + 45, u + 80, v, 90),
    ]
    (line,) = lines_of(side)
    assert line.text == "UDKAST internt"
    assert line.bottom == pytest.approx(400)
    assert line.top == pytest.approx(320)


@pytest.mark.parametrize("angle", [0, 37, 90, 180, 270])
def test_turning_there_and_back_is_no_change(angle: int) -> None:
    assert from_turned(*to_turned(12, 34, angle), angle) == pytest.approx((12, 34))


def test_a_soft_hyphen_stays_at_the_end_of_a_line_only() -> None:
    (line,) = lines_of([run("ung\u00ad", 20, 200), run("doms\u00ad", 60, 200)])
    assert line.text == "ung doms\u00ad"


def test_a_soft_hyphen_beside_a_digit_is_a_drawn_one() -> None:
    (line,) = lines_of([run("326\u00ad2021\u00ad58", 20, 200)])
    assert line.text == "326-2021-58"


@pytest.mark.parametrize("bullet", ["(cid:127)", "\uf0b7", "\uf0a7", "•"])
def test_every_kind_of_bullet_reads_as_one(bullet: str) -> None:
    (line,) = lines_of([run(bullet, 20, 200), run("Teambuilding", 40, 200)])
    assert line.text == "• Teambuilding"


def test_a_small_shape_before_a_line_is_its_bullet() -> None:
    dot = Shape(60, 195, 63.5, 198.5)
    first, second = lines_of([run("Teambuilding", 72, 200), run("Andet", 72, 215)], [dot])
    assert first.has_drawn_bullet
    assert not second.has_drawn_bullet


@pytest.mark.parametrize("shape", [Shape(20, 195, 23, 198), Shape(60, 186, 70, 198), Shape(80, 195, 83, 198)])
def test_a_shape_far_off_or_large_or_inside_the_text_is_no_bullet(shape: Shape) -> None:
    (line,) = lines_of([run("Teambuilding", 72, 200)], [shape])
    assert not line.has_drawn_bullet


@pytest.mark.parametrize(
    ("raw", "name", "bold"),
    [
        ("ABCDEF+LiberationSans", "LiberationSans", False),
        ("BAAAAA+Arial-BoldMT", "Arial-BoldMT", True),
        ("Calibri,Bold", "Calibri,Bold", True),
        ("SegoeUI-Semibold", "SegoeUI-Semibold", True),
        ("A+B", "A+B", False),
    ],
)
def test_a_font_is_bold_when_its_name_says_so(raw: str, name: str, bold: bool) -> None:
    assert font_name(raw) == (name, bold)


def test_a_line_of_one_style_is_the_line_of_the_words_it_gives() -> None:
    (line,) = lines_of([run("Udvalget", 20, 200), run("for", 90, 200), run("Børn", 150, 200)])
    again = Line(line.words, line.baseline)
    assert [word.text for word in line.words] == ["Udvalget", "for", "Børn"]
    assert line == again
    assert (line.first_word, line.first_width) == (again.first_word, again.first_width)
    assert (line.x0, line.top, line.x1, line.bottom) == (again.x0, again.top, again.x1, again.bottom)
    assert (line.has_bold, line.is_all_bold, line.font, line.size) == (False, False, "Arial", 11.0)


@pytest.mark.parametrize("is_one_style", [True, False])
def test_a_wide_blank_is_seen_in_lines_of_one_style_and_of_several(is_one_style: bool) -> None:
    second = run("12-3456", 150, 200, font="Arial" if is_one_style else "Arial-Bold")
    (line,) = lines_of([run("Sagsnr.", 20, 200), second])
    blank = second.start - (20 + 0.5 * 11 * 7)
    assert line.has_gap(blank - 0.1)
    assert not line.has_gap(blank + 0.1)


@given(st.text(alphabet=st.sampled_from("aBæ(): \u00a0\u00ad\r\n\ufb01\ufffe\x02\x00\u0301-"), max_size=40))
def test_words_cut_by_columns_are_those_that_the_expression_cuts(text: str) -> None:
    text = text.replace("\r", "\r\n").replace("\n\n", "\n")
    words = [(match[0], match.start(), match.end() - 1) for match in _WORD.finditer(text)]
    assert list(zip(*_words_of(text), strict=True)) == words


@given(st.text(alphabet=st.sampled_from("aå(cid:127) \u00ad\x00\u0301\ufb01\u2010\uf0b7"), max_size=30))
def test_what_is_plain_is_spelled_as_it_is(text: str) -> None:
    if is_plain(text):
        assert " ".join(map(clean, text.split(" "))) == text
