import pytest

from vocabulary.cpr import MASK, mask


@pytest.mark.parametrize(
    "text",
    [
        "010190-1234",
        "010190 1234",
        "010190–1234",
        "CPR 0101901234",
        "cpr-nr. 0101901234",
        "CPR-nummer: 0101901234",
        "cpr.nr.: 0101901234",
        "290200-1234",
        "(010190-1234)",
        "010190-1234.",
        "010190 - 1234",
    ],
)
def test_a_cpr_number_is_masked(text: str) -> None:
    masked = mask(text)
    assert MASK in masked
    assert "1234" not in masked


@pytest.mark.parametrize(
    "text",
    [
        "0101901234",
        "320190-1234",
        "011390-1234",
        "tlf. 12 34 56 78",
        "326-2021-126429",
        "konto 010190-12345",
        "2010190-1234",
        "beløb 010190,1234",
        "EAN 5790000000001",
        "21-046857K",
    ],
)
def test_another_number_is_left_alone(text: str) -> None:
    assert mask(text) == text
