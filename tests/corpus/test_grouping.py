from __future__ import annotations

from corpus.grouping import measure, pairwise, years_of_meetings


def test_standing_items_and_contents_of_invented_years_are_grouped_right() -> None:
    figures = measure(years_of_meetings(7, 14))
    assert figures.standing.precision == 1.0
    assert figures.standing.recall >= 0.98
    assert figures.contents.precision == 1.0
    assert figures.contents.recall >= 0.98
    assert figures.is_repeat >= 0.99
    assert figures.standing.pairs > 1000
    assert figures.contents.pairs > 500


def test_pairs_are_counted_by_hand() -> None:
    found = pairwise([("a", 1), ("a", 1), ("a", 2), (None, 1), (None, None)])
    assert (found.pairs, found.recall, found.precision) == (3, 1 / 3, 1 / 3)
