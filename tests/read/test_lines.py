from __future__ import annotations

import pytest

from schemas.page import Line
from tasks.read.lines import Run, Shape, font_name, from_turned, lines_of, to_turned


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
