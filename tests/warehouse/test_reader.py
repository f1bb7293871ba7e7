from __future__ import annotations

import pytest

from schemas.errors import HomeMissing
from schemas.settings import Settings
from tests.factory import decided, item, minutes, parsed
from warehouse.reader import open_published, overview
from warehouse.store import Warehouse


def test_reading_where_there_is_nothing_says_so_and_makes_nothing(settings: Settings) -> None:
    with pytest.raises(HomeMissing, match="referat ingest"):
        open_published(settings)
    assert not settings.home.exists()


def test_an_overview_counts_rows_and_shows_the_newest_meetings_first(settings: Settings) -> None:
    meeting = minutes(decided("Budget", "Godkendt."), item("Personalesag", is_closed=True), item("Eventuelt"))
    later = minutes(item("Budget"), meeting_date=meeting.meeting_date.replace(year=2022))
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.begin_run()
        warehouse.load([parsed(meeting), parsed(later, "b.pdf")], stored_paths={})
        warehouse.publish()
    with open_published(settings) as connection:
        found = overview(connection)
    assert found.rows["agenda_items"] == 4
    assert [line.meeting_date.year for line in found.newest] == [2022, 2021]
    older = found.newest[1]
    assert (older.items, older.closed, older.decisions, older.standing) == (3, 1, 1, 1)
