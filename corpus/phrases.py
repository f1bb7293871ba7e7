"""Fill the sentence templates of `corpus.wordlists` with what belongs to one meeting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from corpus import wordlists
from corpus.danish import MONTHS, day_month_year

CASE_SYSTEMS = ("sbsys", "polweb", "acadre", "getorganized", "kle", "edoc")


@dataclass(frozen=True, slots=True)
class Phrases:
    """A source of Danish for one meeting: the same seed, the same words."""

    random: Random
    body: str
    day: date
    case_system: str = "sbsys"

    def pick(self, options: tuple[str, ...], topic: str = "forslaget") -> str:
        """Choose a template and fill it."""
        return self.fill(self.random.choice(options), topic)

    def fill(self, template: str, topic: str = "forslaget") -> str:
        """Put invented towns, dates and amounts into a template."""
        r = self.random
        town, town2 = r.sample(wordlists.TOWNS, 2)
        earlier = self.day - timedelta(days=r.randint(14, 300))
        values = {
            "topic": topic,
            "Office": r.choice(wordlists.OFFICES),
            "body": self.body,
            "town": town,
            "town2": town2,
            "street": r.choice(wordlists.STREETS),
            "year": str(self.day.year),
            "last_year": str(self.day.year - 1),
            "next_year": str(self.day.year + 1),
            "month": r.choice(MONTHS),
            "date": day_month_year(earlier),
            "amount": f"{r.randint(1, 9)}.{r.randint(100, 999)}.000",
            "number": str(r.randint(20, 480)),
            "small": str(r.randint(2, 9)),
            "percent": f"{r.randint(1, 40)},{r.randint(10, 99)}",
            "case": self.case_number(),
        }
        return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], template)

    def case_number(self) -> str:
        """Invent a case number in the form of the meeting's case system."""
        r, year = self.random, self.day.year
        serial = r.randint(100, 99999)
        match self.case_system:
            case "polweb":
                return f"{wordlists.MUNICIPALITY_CODE}-{year}-{serial}"
            case "acadre":
                return f"{year % 100:02}/{serial}"
            case "getorganized":
                return f"EMN-{year}-{serial:06}"
            case "kle":
                return f"{r.randint(10, 88)}.{r.randint(0, 20):02}.02-G01-{r.randint(1, 90)}-{year % 100:02}"
            case "edoc":
                return f"{year}-{serial}"
            case _:
                return f"{year % 100:02}-{serial:06}{r.choice(('', '', 'K'))}"

    def document_number(self) -> str:
        """Invent a document number."""
        return f"{wordlists.MUNICIPALITY_CODE}-{self.day.year}-{self.random.randint(1000, 399999)}"

    def name(self) -> str:
        """Invent a person."""
        r = self.random
        return f"{r.choice(wordlists.FIRST_NAMES)} {r.choice(wordlists.SURNAMES)}"
