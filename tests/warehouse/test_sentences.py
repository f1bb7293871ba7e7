from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.sentences import sentence_key, sentences


@pytest.mark.parametrize(
    "text",
    [
        "Mødet begynder kl. 12.30 i kantinen.",
        "Skolen åbner d. 3. maj og den 4. juni 2021.",
        "Det gælder bl.a. Kalundborg og f.eks. Svebølle.",
        "Udgiften er kr. 1.200.000 pr. 1. januar.",
        "Sagen behandles jf. § 4 stk. 2 i loven.",
        "Formanden, A. Jensen, orienterede.",
        "Se pkt. 5 og nr. 12-15.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert list(sentences(text)) == [text]


def test_a_text_is_cut_at_the_end_of_each_sentence_and_line() -> None:
    text = "Smitten falder. Skolen åbner!  Hvornår? 3 klasser er hjemme.\n- Bilag\n\n(Se side 4.) Slut"
    assert list(sentences(text)) == [
        "Smitten falder.",
        "Skolen åbner!",
        "Hvornår?",
        "3 klasser er hjemme.",
        "- Bilag",
        "(Se side 4.)",
        "Slut",
    ]


def test_a_year_ends_a_sentence() -> None:
    assert list(sentences("Regnskab for 2020. Budget for 2021.")) == [
        "Regnskab for 2020.",
        "Budget for 2021.",
    ]


def test_case_spaces_and_hyphens_make_no_other_sentence_but_numbers_do() -> None:
    assert sentence_key("Ungdoms-uddannelse  åbner.") == sentence_key("ungdomsuddannelse\u00a0ÅBNER")
    assert sentence_key("10-12 elever") != sentence_key("1012 elever")
    assert sentence_key("3 elever") != sentence_key("4 elever")


@given(st.text(alphabet="aB 1.!?\n-(«", max_size=60))
def test_no_word_is_lost(text: str) -> None:
    assert " ".join(sentences(text)).split() == text.split()
