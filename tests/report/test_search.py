"""What the search page looks in."""

from __future__ import annotations

import json
from datetime import date

from report.search import STOP_WORDS, index_of, terms


def row(**fields):
    values = {
        "meeting_id": "m", "anchor": "punkt-1", "municipality": None, "body": "Direktionen", "number": "1",
        "meeting_date": date(2021, 5, 31), "title": "Sag om bro", "case_number": "21-046857K",
        "is_closed": False, "decision": "Godkendt.", "outcome": "godkendt",
    }  # fmt: skip
    return values | fields


def test_texts_are_cut_into_words_as_minisearch_does():
    assert terms("Børne- og Ungeudvalget, 21-046857K!\nÅbent\N{NO-BREAK SPACE}»") == [
        "børne", "ungeudvalget", "21", "046857k", "åbent",
    ]  # fmt: skip
    assert terms(None) == []
    assert all(word not in STOP_WORDS for word in terms("Det er en sag om og af byen"))


def test_the_index_counts_words_by_field_and_item():
    made = index_of([row(), row(title="Bro og bro", decision=None)])
    index = dict(made["index"]["index"])
    assert index["bro"] == {0: {0: 1, 1: 2}}
    assert index["godkendt"] == {1: {0: 1}}
    assert made["index"]["documentCount"] == 2
    assert made["meetings"] == [["m", "2021-05-31", 0]]
    json.dumps(made)


def test_a_long_decision_is_cut_where_it_is_shown_and_searched_further():
    made = index_of([row(decision="ord " * 100 + "sidste")])
    assert len(made["items"][0][6]) < 150
    assert "sidste" in dict(made["index"]["index"])
