"""How right the standing items are: `python -m corpus.grouping [--meetings N] [--seed S]`.

Invents years of meetings of some bodies, loads them in a shuffled order and compares, pair by pair, what the
warehouse holds for the same standing item, and for the same content, with what was invented. The parser has
no part in it: the rows are made of the truths. Prints precision and recall.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Hashable, Iterable
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

from corpus.drift import drifted, reprinted, said
from corpus.invent import Variation, invent
from corpus.phrases import CASE_SYSTEMS
from corpus.repeats import with_repeats
from corpus.standing import STANDING
from corpus.truth import Item, Meeting
from corpus.wordlists import MUNICIPALITY
from schemas.document import ParsedDocument, SourceFile
from schemas.minutes import Item as ParsedItem
from schemas.minutes import ItemTable, Minutes, Model
from schemas.minutes import Section as ParsedSection
from schemas.settings import Settings
from schemas.terms import SectionKind
from tasks.parse.content import content_id
from warehouse.store import Warehouse

BODIES = ("Direktionen", "Økonomiudvalget", "Børne- og Ungeudvalget")


class Pairs(Model):
    """Precision and recall over the pairs that belong together, of `pairs` true ones."""

    precision: float
    recall: float
    pairs: int


class Figures(Model):
    """What `measure` finds; `is_repeat` is the share of the occurrences that have it right."""

    standing: Pairs
    contents: Pairs
    is_repeat: float
    items: int


def years_of_meetings(seed: int, count: int) -> list[Meeting]:
    """Invent that many meetings of each body, a fortnight apart, with titles and texts that drift."""
    random = Random(seed)
    meetings: list[tuple[Meeting, bool]] = []
    for body in BODIES:
        for number in range(count):
            variation = Variation(
                body=body,
                meeting_date=date(2019, 1, 7) + timedelta(days=14 * number),
                case_system=CASE_SYSTEMS[number * len(CASE_SYSTEMS) // count],
                item_count=random.randint(3, 7),
                first_number=random.choice((1, 200)),
                standing=tuple(key for key in STANDING if random.random() < 0.8),
            )
            meetings.append((drifted(invent(random.randrange(10**9), variation), random), False))
    return with_repeats(meetings, said)


def measure(meetings: list[Meeting], seed: int = 1) -> Figures:
    """Load the meetings in a shuffled order, some at a time, and compare what came of it."""
    random = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        documents = [_document(meeting, random) for meeting in meetings]
        random.shuffle(documents)
        with Warehouse.writer(settings, flow="grouping") as warehouse:
            while documents:
                size = random.randint(20, 60)
                batch, documents = documents[:size], documents[size:]
                warehouse.begin_run()
                warehouse.load(batch, stored_paths={})
            found = warehouse.connection.execute(
                "SELECT body, meeting_date, position, standing_item_id, content_id, is_repeat "
                "FROM agenda_items JOIN meetings USING (meeting_id)"
            ).fetchall()
    truths = {(m.body, m.meeting_date, i.position): i for m in meetings for i in m.items}
    rows = [
        (truths[body, day, position], key, content, again)
        for body, day, position, key, content, again in found
    ]
    standing = [(item, key) for item, key, _, _ in rows]
    spoken = [(item, content) for item, _, content, _ in rows]
    occurrences = [(item, again) for item, _, _, again in rows if item.standing_key]
    right = sum(item.is_repeat is again for item, again in occurrences)
    return Figures(
        standing=pairwise((item.standing_key, key) for item, key in standing),
        contents=pairwise((said(item) or None, content) for item, content in spoken),
        is_repeat=right / len(occurrences),
        items=len(rows),
    )


def pairwise(rows: Iterable[tuple[Hashable | None, Hashable | None]]) -> Pairs:
    """Compare two groupings, each row a wanted and a found group; None stands alone."""
    wanted: Counter[Hashable] = Counter()
    found: Counter[Hashable] = Counter()
    both: Counter[Hashable] = Counter()
    for want, got in rows:
        wanted.update([want] if want is not None else [])
        found.update([got] if got is not None else [])
        both.update([(want, got)] if want is not None and got is not None else [])
    hits, wants, gots = (_pairs(counts) for counts in (both, wanted, found))
    return Pairs(precision=hits / gots if gots else 1.0, recall=hits / wants if wants else 1.0, pairs=wants)


def _pairs(counts: Counter[Hashable]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def _document(meeting: Meeting, random: Random) -> ParsedDocument:
    key = sha256(meeting.model_dump_json().encode()).hexdigest()
    minutes = Minutes(
        document_kind=meeting.document_kind,
        body=meeting.body,
        meeting_date=meeting.meeting_date,
        start_time=meeting.start_time,
        items=tuple(_item(item, random) for item in meeting.items),
        layout="invented",
        text_sha256=key,
        text_accounted=1.0,
    )
    source = SourceFile(
        path=Path("invented") / key,
        relative_path=key,
        document_id=key,
        byte_size=1,
        modified_at=datetime.combine(meeting.meeting_date, time()),
    )
    return ParsedDocument(
        source=source,
        media_type="application/json",
        page_count=None,
        extractor="invented",
        parser_version="1",
        municipality=MUNICIPALITY,
        minutes=minutes,
    )


def _item(item: Item, random: Random) -> ParsedItem:
    """Spell a truth as the parser would from one export or another; tables stand in the section of theirs."""
    kept = [s for s in item.sections if s.text.strip() or s.table_cells]
    sections = tuple(
        ParsedSection(kind=s.kind, heading=s.heading, text=reprinted(s.text, random)) for s in kept
    )
    place = next((n for n, s in enumerate(kept, start=1) if s.kind is SectionKind.SAGSFREMSTILLING), None)
    tables = tuple(ItemTable(header=t.header, rows=t.rows, section=place) for t in item.tables)
    return ParsedItem(
        position=item.position,
        number=item.number,
        title=item.title,
        is_closed=item.is_closed,
        case_number=item.case_number,
        sections=sections,
        tables=tables,
        content_id=content_id(sections, tables),
    )


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m corpus.grouping", description=__doc__)
    parser.add_argument("--meetings", type=int, default=60, help="meetings of each body (60)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    figures = measure(years_of_meetings(given.seed, given.meetings), given.seed)
    print(f"{'':16}{'precision':>10}{'recall':>10}{'pairs':>10}")
    for name, pairs in (("standing items", figures.standing), ("contents", figures.contents)):
        print(f"{name:16}{pairs.precision:10.4f}{pairs.recall:10.4f}{pairs.pairs:10}")
    print(f"is_repeat right in {figures.is_repeat:.2%} of the occurrences; {figures.items} items")


if __name__ == "__main__":
    main()
