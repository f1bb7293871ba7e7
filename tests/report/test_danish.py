"""Dates and numbers as Danes write them."""

from __future__ import annotations

from datetime import date, datetime, time

from report import danish


def test_dates_are_spelled_out():
    assert danish.day(date(2021, 5, 31)) == "31.\N{NO-BREAK SPACE}maj 2021"
    assert danish.weekday(date(2021, 5, 31)) == "mandag den 31.\N{NO-BREAK SPACE}maj 2021"
    assert danish.clock(time(9, 5)) == "kl.\N{NO-BREAK SPACE}09.05"


def test_moments_are_told_in_local_time_summer_and_winter():
    assert danish.moment(datetime(2021, 7, 1, 22, 30)).startswith("2.\N{NO-BREAK SPACE}juli 2021 kl.")
    assert danish.moment(datetime(2021, 1, 1, 12, 0)).endswith("13.00")


def test_numbers_have_a_full_stop_for_thousands_and_a_comma_for_decimals():
    assert danish.number(1234567) == "1.234.567"
    assert danish.number(1234.5, 1) == "1.234,5"
    assert danish.counted(1, "møde", "møder") == "1\N{NO-BREAK SPACE}møde"
    assert danish.counted(0, "møde", "møder") == "0\N{NO-BREAK SPACE}møder"


def test_a_share_is_all_or_nothing_only_where_it_is():
    assert danish.percent(1) == "100\N{NO-BREAK SPACE}%"
    assert danish.percent(0.999) == "over 99\N{NO-BREAK SPACE}%"
    assert danish.percent(0.001) == "under 1\N{NO-BREAK SPACE}%"
    assert danish.percent(0.456) == "46\N{NO-BREAK SPACE}%"
