"""What stands on the first page: what is covered, what is new, what is missing."""

from __future__ import annotations

from collections import defaultdict
from math import inf
from typing import Any

from report.charts import stacked_bars
from warehouse.reading import Reading, Row

NEWEST_MEETINGS = 10
NEWEST_STANDING = 6
MAX_REFUSALS = 100

# A calendar of more rows is no overview; the pages of the bodies and of the municipalities have every year.
MAX_CALENDAR_ROWS = 600

# More colours than these cannot be told apart.
MAX_BODIES_IN_CHART = 6


def overview_page(reading: Reading, totals: Row) -> dict[str, Any]:
    """Give what the first page shows, but for the chart, which `with_chart` draws when it is needed."""
    bodies = _bodies(reading)
    refusals = reading.rows("refusals")
    calendar, calendar_left = _calendar(reading.rows_once("coverage"), MAX_CALENDAR_ROWS)
    (last_run,) = reading.rows("last_run") or [{"finished_at": None}]
    return {
        "totals": totals,
        "last_run": last_run["finished_at"],
        "municipalities": municipalities(reading),
        "newest": reading.rows("newest_meetings", count=NEWEST_MEETINGS),
        "standing": reading.rows("newest_standing", count=NEWEST_STANDING),
        "bodies": bodies,
        "calendar": calendar,
        "calendar_left": calendar_left,
        "refusals": refusals[:MAX_REFUSALS],
        "refusals_left": len(refusals[MAX_REFUSALS:]),
    }


def municipality_pages(reading: Reading) -> dict[str | None, dict[str, Any]]:
    """Give what the page of each municipality shows: its bodies, and every year of its calendar.

    Where there is one municipality only, the first page says all that.
    """
    names = municipalities(reading)
    return {
        name: {
            "municipality": name,
            "bodies": [row for row in _bodies(reading) if row["municipality"] == name],
            "calendar": _calendar(
                [row for row in reading.rows_once("coverage") if row["municipality"] == name]
            )[0],
        }
        for name in (names if len(names) > 1 else [])
    }


def municipalities(reading: Reading) -> list[str | None]:
    """Name the municipalities in order; None is the one that no page prints."""
    return list(dict.fromkeys(row["municipality"] for row in reading.rows_once("bodies")))


def _bodies(reading: Reading) -> list[Row]:
    """Give each body in short, with how many gaps its calendar has."""
    gaps: dict[tuple[str | None, str], int] = defaultdict(int)
    for row in reading.rows_once("coverage"):
        gaps[row["municipality"], row["body"]] += sum(month["is_gap"] for month in row["months"])
    return [
        {name: row[name] for name in ("municipality", "body", "years")}
        | {"newest": row["newest"][:1], "gaps": gaps[row["municipality"], row["body"]]}
        for row in reading.rows_once("bodies")
    ]


def with_chart(context: dict[str, Any]) -> dict[str, Any]:
    """Draw the meetings year by year: each body its own part, or all as one where they are many."""
    bodies = context["bodies"]
    years = sorted({year["year"] for body in bodies for year in body["years"]})
    labels = list(map(str, years))
    counts = {
        f"{body['body']}, {body['municipality']}" if len(context["municipalities"]) > 1 else body["body"]: {
            year["year"]: year["meetings"] for year in body["years"]
        }
        for body in bodies
    }
    if len(counts) > MAX_BODIES_IN_CHART:
        together: dict[int, int] = defaultdict(int)
        for found in counts.values():
            for year, meetings in found.items():
                together[year] += meetings
        counts = {"møder": together}
    series = {name: [found.get(year, 0) for year in years] for name, found in counts.items()}
    name = "Søjlediagram: antal møder år for år. Tallene står under diagrammet."
    chart = stacked_bars(labels, series, name=name) if series else None
    return context | {"chart": chart, "chart_years": labels, "series": series}


def _calendar(coverage: list[Row], limit: float = inf) -> tuple[list[tuple[int, list[Row]]], bool]:
    """Give the months year by year, the newest first; also say whether older years were left out."""
    by_year: dict[int, list[Row]] = defaultdict(list)
    for row in coverage:
        by_year[row["year"]].append(row)
    shown: list[tuple[int, list[Row]]] = []
    rows = 0
    for year in sorted(by_year, reverse=True):
        rows += len(by_year[year])
        if rows > limit and shown:
            return shown, True
        shown.append((year, by_year[year]))
    return shown, False
