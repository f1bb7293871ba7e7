"""The kinds of pages: which pages of each there are to be, and what stands on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Any, NamedTuple

from report import addresses, danish
from report.charts import stacked_bars
from report.overview import municipalities, municipality_pages, overview_page, with_chart
from report.render import render
from report.search import plan_search, read_search
from report.text import is_same
from warehouse.reading import Reading, Row

# Above it a standing item's bodies get a page each: a page of some hundred entries can still be read.
MAX_OCCURRENCES = 400

# The list of cases is a way in, not a register: search finds the others.
LISTED_CASES = 200

# Of outcomes a chart shows the most frequent ones by name.
MAX_SERIES = 6


class Page(NamedTuple):
    """A page that there is to be: its mark changes when what it shows does; `key` says what to read."""

    address: str
    mark: str
    key: Any


@dataclass(frozen=True, slots=True)
class Kind:
    """Pages alike: `plan` names them all, `read` makes some of them, best `at_once` at a time."""

    plan: Callable[[Reading], list[Page]]
    read: Callable[[Reading, Sequence[Page]], Iterator[tuple[Page, str]]]
    at_once: int


def _meetings(reading: Reading) -> list[Page]:
    return [
        Page(addresses.meeting_page(row["meeting_id"]), row["mark"], row["meeting_id"])
        for row in reading.rows("meeting_marks")
    ]


def _read_meetings(reading: Reading, pages: Sequence[Page]) -> Iterator[tuple[Page, str]]:
    by_key = {page.key: page for page in pages}
    for meeting in reading.meetings(list(by_key)):
        page = by_key[meeting["meeting_id"]]
        for item in meeting["items"]:
            _arrange(item)
        # Who was away is what is looked for; the others keep the order of the list.
        meeting["attendance"].sort(key=lambda person: person["status"] in ("present", "substitute"))
        context = {
            "meeting": meeting,
            "files": meeting["files"],
            "file_of": defaultdict(lambda: None, {file["document_id"]: file for file in meeting["files"]}),
            "item_of": {item["item_id"]: item for item in meeting["items"]},
        }
        yield page, render("meeting", page.address, context)


def _arrange(item: Row) -> None:
    """Say which decision is the item's own, and which sections are shown with which tables.

    Attachments stand in a list of their own, and a decision's section only where it says more than the
    decisions taken out of it.
    """
    item["own"] = next((decision for decision in item["decisions"] if decision["is_own"]), None)
    told = [decision["text"] for decision in item["decisions"]] + [", ".join(item["consultations"])]
    by_choice = groupby(item["votes"], lambda vote: vote["choice"])
    item["voted"] = [(choice, list(votes)) for choice, votes in by_choice]
    item["shown"] = []
    for section in item["sections"]:
        section["tables"] = [table for table in item["tables"] if table["section"] == section["position"]]
        is_listed = section["kind"] == "bilag" and item["attachments"]
        is_told = any(is_same(section["text"] or "", text) for text in told)
        if section["tables"] or ((section["text"] or "").strip(" -") and not is_listed and not is_told):
            item["shown"].append(section)
    places = {section["position"] for section in item["shown"]}
    item["tables_left"] = [table for table in item["tables"] if table["section"] not in places]


def _years(reading: Reading) -> list[Page]:
    pages = []
    rows = reading.rows("body_year_marks")
    for _, group in groupby(rows, lambda row: (row["municipality"], row["body"])):
        series = list(group)
        for before, row, after in zip([None, *series], series, [*series[1:], None], strict=False):
            near = tuple(other["year"] if other else None for other in (before, after))
            address = addresses.year_page(row["municipality"], row["body"], row["year"])
            key = (row["municipality"], row["body"], row["year"])
            pages.append(Page(address, f"{row['mark']} {near}", (key, near, row["ids"])))
    return pages


def _read_years(reading: Reading, pages: Sequence[Page]) -> Iterator[tuple[Page, str]]:
    ids = [meeting_id for page in pages for meeting_id in page.key[2]]
    by_key = {page.key[0]: page for page in pages}
    months = {_year_key(row): row["months"] for row in reading.rows_once("coverage")}
    people = defaultdict(list)
    for row in reading.rows("attendance", ids=ids):
        people[_year_key(row)].append(row)
    for row in reading.rows("body_years", ids=ids):
        page = by_key[_year_key(row)]
        before, after = page.key[1]
        found = {"months": months.get(_year_key(row), []), "people": people[_year_key(row)]}
        yield page, render("year", page.address, row | found | {"before": before, "after": after})


def _year_key(row: Row) -> tuple[str | None, str, int]:
    return row["municipality"], row["body"], row["year"]


def _bodies(reading: Reading) -> list[Page]:
    calendars = defaultdict(list)
    for row in reading.rows_once("coverage"):
        calendars[row["municipality"], row["body"]].append(row)
    pages = []
    is_one_of_many = len(municipalities(reading)) > 1
    for row in reading.rows_once("bodies"):
        data = row | {
            "calendar": calendars[row["municipality"], row["body"]],
            "is_one_of_many": is_one_of_many,
        }
        pages.append(Page(addresses.body_page(row["municipality"], row["body"]), mark_of(data), data))
    return pages


def _read_bodies(reading: Reading, pages: Sequence[Page]) -> Iterator[tuple[Page, str]]:
    for page in pages:
        yield page, render("body", page.address, page.key | _outcome_chart(page.key))


def _outcome_chart(body: Row) -> Row:
    """Draw how a body's items ended year by year; the rarer outcomes are taken together."""
    totals: dict[str, int] = defaultdict(int)
    counts: dict[tuple[str, int], int] = {}
    for row in body["outcomes"]:
        totals[row["outcome"]] += row["decisions"]
        counts[row["outcome"], row["year"]] = row["decisions"]
    ranked = sorted(totals, key=lambda outcome: (-totals[outcome], outcome))
    named, rest = (
        (ranked, []) if len(ranked) <= MAX_SERIES else (ranked[: MAX_SERIES - 1], ranked[MAX_SERIES - 1 :])
    )
    years = [row["year"] for row in body["years"]]
    called = danish.words()["outcome"]
    series = {called.get(name, name): [counts.get((name, year), 0) for year in years] for name in named}
    if rest:
        series["øvrige"] = [sum(counts.get((name, year), 0) for name in rest) for year in years]
    labels = list(map(str, years))
    name = (
        f"Søjlediagram: hvordan punkterne i {body['body']} endte, år for år. Tallene står under diagrammet."
    )
    chart = stacked_bars(labels, series, name=name) if series else None
    return {"chart": chart, "chart_years": labels, "outcomes": series}


def _standing(reading: Reading) -> list[Page]:
    parts = defaultdict(list)
    for row in reading.rows("standing_marks"):
        parts[row["standing_item_id"]].append(row)
    pages = []
    for item in reading.rows("standing_items"):
        standing_id = item["standing_item_id"]
        own = parts[standing_id]
        is_split = sum(part["occurrences"] for part in own) > MAX_OCCURRENCES and len(own) > 1
        key = (item, own if is_split else None, None)
        pages.append(Page(addresses.standing_page(standing_id), mark_of((item, own)), key))
        if is_split:
            pages += [
                Page(
                    addresses.timeline_page(standing_id, part["municipality"], part["body"]),
                    mark_of((item["title"], part)),
                    (item, None, (part["municipality"], part["body"])),
                )
                for part in own
            ]
    return pages


def _read_standing(reading: Reading, pages: Sequence[Page]) -> Iterator[tuple[Page, str]]:
    by_item = groupby(pages, lambda page: page.key[0]["standing_item_id"])
    for standing_id, group in by_item:
        wanted = list(group)
        bodies = sorted({page.key[2][1] for page in wanted if page.key[2]})
        is_whole = any(page.key[1] is None and page.key[2] is None for page in wanted)
        rows = reading.rows("standing", ids=[standing_id], bodies=None if is_whole else bodies)
        parts = {
            (row["municipality"], row["body"]): row
            | {"runs": _runs(row["occurrences"]), "years": _by_year(row["occurrences"])}
            for row in rows
        }
        for page in wanted:
            item, split, only = page.key
            if only:
                context = {"item": item, "part": parts[only]}
                yield page, render("standing_body", page.address, context)
            else:
                context = {"item": item, "bodies": split, "parts": [] if split else list(parts.values())}
                yield page, render("standing", page.address, context)


def _runs(occurrences: Sequence[Row]) -> list[list[Row]]:
    """Take occurrences together that follow each other and bring nothing new."""
    runs: list[list[Row]] = []
    for one in occurrences:
        if runs and "new" not in (one["occurrence"], runs[-1][0]["occurrence"]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _by_year(occurrences: Sequence[Row]) -> list[tuple[int, list[Row]]]:
    """Give the occurrences year by year, here the oldest first, as a calendar goes."""
    by_year = groupby(reversed(occurrences), lambda one: one["meeting_date"].year)
    return [(year, list(group)) for year, group in by_year]


def _cases(reading: Reading) -> list[Page]:
    return [
        Page(
            addresses.case_page(row["municipality"], row["case_number"]),
            row["mark"],
            (row["municipality"], row["case_number"]),
        )
        for row in reading.rows("case_marks")
    ]


def _read_cases(reading: Reading, pages: Sequence[Page]) -> Iterator[tuple[Page, str]]:
    by_key = {page.key: page for page in pages}
    for municipality, group in groupby(pages, lambda page: page.key[0]):
        numbers = [page.key[1] for page in group]
        for case in reading.rows("cases", municipality=municipality, ids=numbers):
            page = by_key[municipality, case["case_number"]]
            for step in case["steps"]:
                step["asked"] = _by_proposer(step["recommendations"])
                step["decisions"] = _not_told(step["decisions"], case["steps"])
            yield page, render("case", page.address, {"case": case})


def _by_proposer(recommendations: Sequence[Row]) -> list[tuple[str | None, list[str]]]:
    by_proposer = groupby(recommendations, lambda one: one["proposer"])
    return [(proposer, [one["text"] for one in group]) for proposer, group in by_proposer]


def _not_told(decisions: Sequence[Row], steps: Sequence[Row]) -> list[Row]:
    """Leave out earlier decisions that the minutes repeat and that have a step of their own."""
    held = {(step["body"], step["meeting_date"]) for step in steps}
    return [one for one in decisions if one["is_own"] or (one["body"], one["decided_on"]) not in held]


def _lists(reading: Reading) -> list[Page]:
    totals = reading.row("totals")
    cases = reading.rows("travelled_cases", count=LISTED_CASES)
    found: list[tuple[str, str, dict[str, Any]]] = [
        (addresses.STANDING_LIST, "standing_list", {"items": reading.rows("standing_items")}),
        (addresses.CASE_LIST, "case_list", {"cases": cases, "total": totals["cases"], "limit": LISTED_CASES}),
        (addresses.SEARCH, "search", {}),
        (addresses.OVERVIEW, "overview", overview_page(reading, totals)),
    ]
    found += [
        (addresses.municipality_page(name), "municipality", context)
        for name, context in municipality_pages(reading).items()
    ]
    return [Page(address, mark_of(context), (template, context)) for address, template, context in found]


def _read_lists(reading: Reading, pages: Sequence[Page]) -> Iterator[tuple[Page, str]]:
    for page in pages:
        template, context = page.key
        if template == "overview":
            context = with_chart(context)
        yield page, render(template, page.address, context)


def _search(reading: Reading) -> list[Page]:
    return [Page(*part) for part in plan_search(reading)]


def _read_search(reading: Reading, pages: Sequence[Page]) -> Iterator[tuple[Page, str]]:
    for page in pages:
        yield page, read_search(reading, page.key)


def mark_of(data: object) -> str:
    """Make the mark of a page whose data are at hand."""
    return sha256(repr(data).encode()).hexdigest()[:16]


# Pages come before those that lead to them, so that a link leads somewhere even while a report is written.
KINDS = {
    "meeting": Kind(_meetings, _read_meetings, 250),
    "case": Kind(_cases, _read_cases, 2000),
    "standing": Kind(_standing, _read_standing, 50),
    "year": Kind(_years, _read_years, 50),
    "body": Kind(_bodies, _read_bodies, 50),
    "search": Kind(_search, _read_search, 1),
    "list": Kind(_lists, _read_lists, 10),
}
