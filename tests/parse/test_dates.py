from datetime import date, time

import pytest

from tasks.parse import dates


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Mandag d. 22. november 2021 kl. 12:30", date(2021, 11, 22)),
        ("tirsdag den 16. januar 2018 kl. 16:30 i Mødelokale 1", date(2018, 1, 16)),
        ("06-11-2018 kl. 13:00", date(2018, 11, 6)),
        ("09.01.2020", date(2020, 1, 9)),
        ("9/1/2020", date(2020, 1, 9)),
        ("9/1-2020", date(2020, 1, 9)),
        ("9/1 2020", date(2020, 1, 9)),
        ("Dato: 04.12.2012", date(2012, 12, 4)),
        ("15-maj-2002", date(2002, 5, 15)),
        ("15.maj.2002", date(2002, 5, 15)),
        ("den 3.april 2017", date(2017, 4, 3)),
        ("den 3 april 2017", date(2017, 4, 3)),
        ("TIRSDAG DEN 4. DECEMBER 2012", date(2012, 12, 4)),
        ("d. 3. sept. 2019", date(2019, 9, 3)),
        ("2021-05-31", date(2021, 5, 31)),
        ("2021-05-31T16:30", date(2021, 5, 31)),
        ("den 1. ste maj 2020, ændret til 4. maj 2020", date(2020, 5, 4)),
        ("31-05-21", date(2021, 5, 31)),
        ("d. 4.12.12", date(2012, 12, 4)),
    ],
)
def test_every_form_of_a_date_is_read(printed: str, day: date) -> None:
    assert dates.read(printed) == day


@pytest.mark.parametrize(
    "printed",
    [
        "sag 326-2020-75842",
        "J.nr. 81.00.00",
        "21-046857K",
        "nr. 12-2021",
        "maj 2021",
        "pkt. 5.1.2",
        "12.500.000 kr.",
        "kl. 12.00-15.00",
        "85.02.02-G01-5-17",
    ],
)
def test_a_number_is_no_date(printed: str) -> None:
    assert dates.read(printed) is None


@pytest.mark.parametrize("printed", ["31-02-2021", "den 31. april 2021", "32.12.2020", "2021-13-01"])
def test_a_day_that_no_calendar_has_is_refused(printed: str) -> None:
    with pytest.raises(dates.ImpossibleDate):
        dates.read(printed)


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("kl. 16:30", [time(16, 30)]),
        ("kl.16.30", [time(16, 30)]),
        ("Kl. 9.05", [time(9, 5)]),
        ("klokken 9", [time(9)]),
        ("kl. 13", [time(13)]),
        ("kl. 13.", [time(13)]),
        ("14:00", [time(14)]),
        ("Kl. 12:00-15:00", [time(12), time(15)]),
        ("kl. 12.00 – 15.00", [time(12), time(15)]),
        ("kl. 12-15", [time(12), time(15)]),
        ("09.01.2020 kl. 13:00", [time(13)]),
        ("31-05-2021 11:30", [time(11, 30)]),
        ("2021-05-31T16:30:00", [time(16, 30)]),
        ("kl. 25.70", []),
        ("09.01.2020", []),
        ("16.30 til 18.00", [time(16, 30), time(18)]),
        ("kl. 16:30:00", [time(16, 30)]),
        ("kl 1630", []),
    ],
)
def test_times_are_read_in_printed_order(printed: str, found: list[time]) -> None:
    assert dates.times(printed) == found
