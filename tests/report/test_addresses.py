"""Addresses that stay, and lead where they say."""

from __future__ import annotations

import pytest

from report import addresses


def test_addresses_are_made_of_what_is_printed():
    assert addresses.case_page("Sorø Kommune", "326-2020-75842") == "case/soroe-kommune/326-2020-75842.html"
    assert addresses.case_page("Sorø Kommune", "21-046857K") == "case/soroe-kommune/21-046857k.html"
    assert addresses.year_page("Sorø Kommune", "Børne- og Ungeudvalget", 2021) == (
        "body/soroe-kommune/boerne-og-ungeudvalget/2021.html"
    )
    assert addresses.standing_page("eventuelt") == "standing/eventuelt.html"


def test_no_two_cases_share_a_page():
    numbers = [
        "12/27845",
        "12-27845",
        "12 27845",
        "21-046857K",
        "21-046857k",
        "æ",
        "ae",
        "AE",
        "…",
        "?",
        "1" * 300,
    ]
    pages = {addresses.case_page(None, number).casefold() for number in numbers}
    assert len(pages) == len(numbers)
    assert all(len(page.encode()) < 200 for page in pages)


@pytest.mark.parametrize("number", ["../../../etc", "..", "/", "con<>|", "\0"])
def test_no_name_leads_out_of_the_folder(number):
    page = addresses.case_page(number, number)
    assert ".." not in page
    assert "\0" not in page
    assert page.count("/") == 2


def test_an_original_is_named_with_its_page_and_odd_characters_quoted():
    page = "meeting/x.html"
    assert addresses.original("archive/å b#.pdf", page, 3) == "../../archive/%C3%A5%20b%23.pdf#page=3"
    assert addresses.original("archive/a.md", page, 3) == "../../archive/a.md"
    assert addresses.original("/minutes/a b.PDF", page, 2) == "file:///minutes/a%20b.PDF#page=2"
    assert addresses.original("archive/a.pdf", "index.html") == "../archive/a.pdf"
