"""Titles that are, and are not, an occurrence of a standing item that the catalogue knows."""

from __future__ import annotations

import re

import pytest

from corpus.standing_titles import titles
from schemas.standing import StandingEntry
from vocabulary.standing import catalogue, recognise
from vocabulary.tables import table

KNOWN, LOOK_ALIKES = titles()["known"], titles()["look_alikes"]


@pytest.mark.parametrize("key", KNOWN)
def test_every_title_of_a_standing_item_is_known_by_its_key(key: str) -> None:
    assert {title: recognise(title) for title in KNOWN[key]} == dict.fromkeys(KNOWN[key], key)


def test_look_alikes_are_not() -> None:
    assert [title for title in LOOK_ALIKES if recognise(title)] == []


def test_the_canonical_title_of_every_entry_is_its_own() -> None:
    titles = catalogue().titles
    assert {key: recognise(title) for key, title in titles.items() if key != "orientering"} == {
        key: key for key in titles if key != "orientering"
    }


def test_no_title_belongs_to_two_entries() -> None:
    for entry in table("standing")["item"]:
        for title in entry["titles"]:
            assert recognise(title) == entry["key"], title


def test_a_users_entry_goes_first_and_its_never_holds_for_the_catalogue_too() -> None:
    mine = StandingEntry(key="bordet-rundt", title="Bordet rundt", titles=("Eventuelt",))
    less = StandingEntry(key="meddelelser", never=("borgmester",))
    known = catalogue((mine, less))
    assert known.recognise("Eventuelt") == "bordet-rundt"
    assert known.recognise("Meddelelser fra formanden") == "meddelelser"
    assert known.recognise("Meddelelser fra borgmesteren") is None
    assert recognise("Eventuelt") == "eventuelt"


def test_the_patterns_cover_whole_titles() -> None:
    patterns = [pattern for entry in table("standing")["item"] for pattern in entry["patterns"]]
    assert not [pattern for pattern in patterns if re.search(r"(?<![\[\\])\^|\$", pattern)]
