"""Years of invented minutes of several bodies: `python -m corpus.years FOLDER [--years N]` prints them.

The bodies meet in their own rhythm, with holes where minutes are lost, and cases travel from one to the next.
What the pages of `referat report` look like on a grown warehouse is looked at on these.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from corpus.invent import Variation, invent
from corpus.layouts import LAYOUTS, manner_of
from corpus.producers import producers
from corpus.samples import carry
from corpus.truth import Item, Meeting
from corpus.wordlists import MUNICIPALITY

FIRST_YEAR = 2019
LOST = 0.04
CANCELLED = 0.03


@dataclass(frozen=True, slots=True)
class Body:
    """A body, how many days lie between its meetings, and what stands on each agenda."""

    name: str
    every_days: int
    standing: tuple[str, ...]
    is_political: bool = True


BODIES = (
    Body("Direktionen", 14, ("covid-19-status", "formidling", "sager-paa-vej", "eventuelt"), False),
    Body("Børne- og Ungeudvalget", 28, ("meddelelser", "arbejdsmarked", "eventuelt")),
    Body("Økonomiudvalget", 21, ("godkendelse-af-dagsorden", "meddelelser", "eventuelt")),
    Body("Kommunalbestyrelsen", 28, ("godkendelse-af-dagsorden", "eventuelt")),
)


def years_of_minutes(years: int, seed: int = 1) -> Iterator[tuple[int, Meeting]]:
    """Invent the meetings in the order in which they are held, each with a seed for its looks."""
    random = Random(seed)
    travelling: list[Item] = []
    days = [
        (date(FIRST_YEAR, 1, 7) + timedelta(days=offset + index), body)
        for index, body in enumerate(BODIES)
        for offset in range(0, 365 * years, body.every_days)
    ]
    for day, body in sorted(days, key=lambda held: held[0]):
        if day.month == 7 or random.random() < LOST:
            continue
        meeting = invent(random.randrange(10**9), _variation(body, day, random))
        if meeting.is_cancelled:
            yield random.randrange(10**6), meeting
            continue
        if travelling and body.is_political:
            meeting = carry(travelling.pop(0), meeting)
        cases = [
            item for item in meeting.items if item.decisions and item.case_number and not item.standing_key
        ]
        travelling = [*travelling[-3:], *cases[:1]]
        yield random.randrange(10**6), meeting


def _variation(body: Body, day: date, random: Random) -> Variation:
    return Variation(
        body=body.name,
        meeting_date=day,
        start_time=time(16) if body.is_political else time(12, 30),
        end_time=random.choice((None, time(18, 45))) if body.is_political else None,
        case_system="polweb" if day < date(2021, 9, 1) else "sbsys",
        item_count=random.randint(4, 12),
        standing=tuple(key for key in body.standing if random.random() < 0.9),
        closed_share=0.15,
        has_parties=body.is_political,
        has_votes=body.is_political,
        has_history=False,
        has_attendance=day >= date(2020, 1, 1),
        is_cancelled=random.random() < CANCELLED,
    )


def print_years(folder: Path, years: int) -> list[Path]:
    """Print the minutes as PDFs into a folder of their municipality; give the files."""
    producer = producers()["reportlab"]
    paths = []
    for seed, meeting in years_of_minutes(years):
        layout = "polweb-in-firstagenda" if meeting.meeting_date < date(2021, 9, 1) else "firstagenda"
        document, _ = LAYOUTS[layout](meeting, replace(manner_of(seed, meeting), letterhead=None))
        made_at = datetime.combine(meeting.meeting_date, time(20))
        printed = producer.draw(replace(document, created_at=made_at), producer.look)
        path = folder / MUNICIPALITY / f"{meeting.meeting_date}_{meeting.body}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(printed.data)
        paths.append(path)
    return paths


def main() -> None:
    """Read the command line and print."""
    parser = argparse.ArgumentParser(prog="python -m corpus.years", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--years", type=int, default=6)
    given = parser.parse_args()
    print(f"{len(print_years(given.folder, given.years))} minutes in {given.folder}")


if __name__ == "__main__":
    main()
