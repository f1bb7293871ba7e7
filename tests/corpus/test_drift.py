from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.drift import ALMOST_EQUAL, reprinted
from schemas.minutes import Section
from schemas.terms import SectionKind
from tasks.parse.content import content_id

TEXT = "Direktionen drøfter ungdomsuddannelserne og COVID-19 den 3. maj kl. 10-12.\nTallet er -5 pct."


def key(text: str) -> str | None:
    return content_id((Section(kind=SectionKind.RESUME, heading="Resume", text=text),), ())


@given(st.integers())
def test_a_reprint_of_a_text_is_the_same_content(seed: int) -> None:
    assert key(reprinted(TEXT, Random(seed))) == key(TEXT)


@pytest.mark.parametrize("texts", ALMOST_EQUAL)
def test_texts_that_are_all_but_equal_are_contents_of_their_own(texts: tuple[str, ...]) -> None:
    random = Random(1)
    keys = [{key(reprinted(text, random)) for _ in range(20)} for text in texts]
    assert [len(found) for found in keys] == [1] * len(texts)
    assert len(set.union(*keys)) == len(texts)
