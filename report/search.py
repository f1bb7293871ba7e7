"""The index that the search page looks in: MiniSearch's own form, made ahead, in parts of one year or less.

A page that is opened from disk may load scripts but fetch nothing, so each part is a script that hands its
data over. `static/search.js` loads the newest parts first, and older ones as they are asked for.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from report.text import on_one_line
from warehouse.reading import Reading, Row

# A part of so many items is some two megabytes and is read in a tenth of a second.
MAX_ITEMS = 5000

# Of a decision so much is searched, and so much is shown.
SEARCHED_LETTERS = 1000
SHOWN_LETTERS = 140

FIELDS = ("title", "decision", "case")

STOP_WORDS = frozenset((
    "af", "at", "de", "den", "der", "det", "du", "en", "er", "et", "for", "fra", "han", "har", "i",
    "ikke", "med", "og", "om", "på", "sig", "som", "til", "ved", "vi",
))  # fmt: skip
"""Words that stand in nearly every text: they find nothing and would be a tenth of the index."""

PARTS = "search/parts.js"


class _Separators(dict[int, str]):
    """Letters to letters, and what MiniSearch takes for white space or punctuation to a space."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = " " if unicodedata.category(letter)[0] in "ZP" or letter in "\n\r" else letter
        return self[code]


_separators = _Separators()


def plan_search(reading: Reading) -> Iterator[tuple[str, str, Any]]:
    """Name the parts, and the list of them: address, mark, and what `read_search` needs to make it."""
    parts = []
    for row in reading.rows("search_marks"):
        for number in range(-(-row["items"] // MAX_ITEMS)):
            name = f"{row['year']}" if row["items"] <= MAX_ITEMS else f"{row['year']}-{number + 1}"
            size = min(MAX_ITEMS, row["items"] - number * MAX_ITEMS)
            parts.append({"file": f"search/{name}.js", "year": row["year"], "items": size})
            yield f"search/{name}.js", row["mark"], (name, row["year"], number * MAX_ITEMS)
    bodies = sorted({row["body"] for row in reading.rows_once("bodies")})
    listed = {"parts": parts, "bodies": bodies, "fields": FIELDS, "stopWords": sorted(STOP_WORDS)}
    yield PARTS, _as_json(listed), listed


def read_search(reading: Reading, key: Any) -> str:  # noqa: ANN401
    """Make a part, or the list of parts, as a script."""
    if isinstance(key, dict):
        return f"var referatParts = {_as_json(key)};\n"
    name, year, start = key
    rows = reading.rows("search", year=year, start=start, count=MAX_ITEMS)
    return f"referatPart({_as_json(name)}, {_as_json(index_of(rows))});\n"


def index_of(rows: list[Row]) -> dict[str, Any]:
    """Make the index of some items, and what is shown of each that is found."""
    bodies = list(dict.fromkeys((row["municipality"], row["body"]) for row in rows))
    meetings = list(dict.fromkeys(row["meeting_id"] for row in rows))
    places = {meeting: place for place, meeting in enumerate(meetings)}
    held = {row["meeting_id"]: (row["meeting_date"], row["municipality"], row["body"]) for row in rows}
    return {
        "bodies": bodies,
        "meetings": [
            [meeting, held[meeting][0].isoformat(), bodies.index(held[meeting][1:])] for meeting in meetings
        ],
        "items": [
            [
                places[row["meeting_id"]],
                row["anchor"],
                row["number"],
                row["title"],
                row["case_number"],
                row["outcome"],
                on_one_line(row["decision"] or "", SHOWN_LETTERS),
                int(row["is_closed"]),
            ]
            for row in rows
        ],
        "index": _minisearch([(row["title"], row["decision"], row["case_number"]) for row in rows]),
    }


def terms(text: str | None) -> list[str]:
    """Cut a text into words as MiniSearch does, in small letters and without the stop words."""
    words = (text or "")[:SEARCHED_LETTERS].translate(_separators).lower().split(" ")
    return [word for word in words if word and word not in STOP_WORDS]


def _minisearch(documents: list[tuple[str | None, ...]]) -> dict[str, Any]:
    """Make what MiniSearch 7 reads with `loadJS`: its serialisation, version 2."""
    index: dict[str, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    lengths: dict[int, dict[int, int]] = {}
    totals = [0] * len(FIELDS)
    for number, texts in enumerate(documents):
        lengths[number] = {}
        for field, text in enumerate(texts):
            counted = Counter(terms(text))
            lengths[number][field] = len(counted)
            totals[field] += len(counted)
            for term, frequency in counted.items():
                index[term][field][number] = frequency
    count = len(documents)
    return {
        "documentCount": count,
        "nextId": count,
        "documentIds": {number: number for number in range(count)},
        "fieldIds": {name: field for field, name in enumerate(FIELDS)},
        "fieldLength": lengths,
        "averageFieldLength": [round(total / count, 3) if count else 0 for total in totals],
        "storedFields": {},
        "dirtCount": 0,
        "index": sorted(index.items()),
        "serializationVersion": 2,
    }


def _as_json(data: object) -> str:
    """Write JSON that is a script as well."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\N{LINE SEPARATOR}", "\\u2028").replace("\N{PARAGRAPH SEPARATOR}", "\\u2029")
