"""The repo's own sample minutes: `python -m corpus.samples [FOLDER]` writes them anew.

Three bodies of Nørrestrand Kommune over two years: the layout changes in autumn 2021, standing items
repeat, a case travels from body to body, another is put off and decided, months are missing, and documents
replace, correct and repeat one another.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from corpus.invent import Variation, invent
from corpus.layouts import LAYOUTS, Manner
from corpus.layouts.common import decided, is_own
from corpus.producers import producers, with_pages
from corpus.repeats import with_repeats
from corpus.truth import Decision, Item, Meeting, Section, truth_path, write_truth
from corpus.wordlists import MUNICIPALITY
from schemas.terms import DocumentKind, Outcome, SectionKind

FOLDER = Path(__file__).resolve().parent.parent / "samples" / "minutes"
BOARD = ("covid-19-status", "formidling", "sager-paa-vej", "eventuelt")


@dataclass(frozen=True, slots=True)
class Sample:
    """One file: what meeting, in which layout, by which producer, made how long after the meeting.

    `also` are producers that print the same document again; `is_superseded` says that another file
    replaces it in a warehouse that has both. `carries` and `members_of` are seeds of earlier samples: the one
    whose case comes up again, and the one whose people meet again. `has_one_case`: its standing items go by
    one case number.
    """

    name: str
    seed: int
    layout: str
    producer: str
    variation: Variation
    manner: Manner = field(default_factory=Manner)
    made_after: timedelta = timedelta(hours=5)
    also: tuple[str, ...] = ()
    is_superseded: bool = False
    is_corrected: bool = False
    is_agenda: bool = False
    carries: int | None = None
    members_of: int | None = None
    has_one_case: bool = False

    @property
    def created_at(self) -> datetime:
        """Give the creation date inside the file."""
        start = self.variation.start_time or time(12)
        return datetime.combine(self.variation.meeting_date, start) + self.made_after


def _board(day: date, count: int, **more: object) -> Variation:
    base = Variation(
        meeting_date=day, case_system="polweb", item_count=count, standing=BOARD, has_attendance=False
    )
    # Keywords of several types: mypy cannot tell which is which; an unknown one is an error.
    return replace(base, **more)  # type: ignore[arg-type]


def _political(body: str, day: date, count: int, **more: object) -> Variation:
    base = Variation(
        body=body,
        meeting_date=day,
        start_time=time(16),
        place="Byrådssalen",
        item_count=count,
        standing=("godkendelse-af-dagsorden", "eventuelt"),
        has_parties=True,
    )
    # Keywords of several types: mypy cannot tell which is which; an unknown one is an error.
    return replace(base, **more)  # type: ignore[arg-type]


APRIL = _board(date(2021, 4, 12), 4)
JUNE = _board(date(2021, 6, 7), 3, end_time=time(14, 15))
NAMED = Manner(header=f"{MUNICIPALITY} - Kommunalbestyrelsen 25-01-2023", footer="Side {page} af {pages}")

SAMPLES: tuple[Sample, ...] = (
    Sample("2021-03-15_direktionen", 11, "polweb-in-firstagenda", "reportlab", _board(date(2021, 3, 15), 3)),
    Sample(
        "2021-04-12_direktionen_dagsorden",
        12,
        "polweb-in-firstagenda",
        "typst",
        APRIL,
        made_after=timedelta(days=-4),
        is_superseded=True,
        is_agenda=True,
    ),
    Sample("2021-04-12_direktionen", 12, "polweb-in-firstagenda", "typst", APRIL),
    Sample(
        "2021-05-10_direktionen",
        13,
        "polweb-in-firstagenda",
        "chromium",
        _board(date(2021, 5, 10), 3),
        Manner(header="Direktionen d. 10-05-2021", footer="Side {page} af {pages}"),
        also=("plain",),
    ),
    Sample("2021-06-07_direktionen", 14, "polweb-in-firstagenda", "reportlab", JUNE, is_superseded=True),
    Sample(
        "2021-06-07_direktionen_rettet",
        14,
        "polweb-in-firstagenda",
        "reportlab",
        JUNE,
        made_after=timedelta(days=3),
        is_corrected=True,
    ),
    Sample(
        "2021-08-16_direktionen",
        21,
        "polweb-in-firstagenda",
        "plain",
        _board(date(2021, 8, 16), 2),
        carries=14,
        has_one_case=True,
    ),
    Sample(
        "2021-10-11_direktionen",
        22,
        "polweb-in-firstagenda",
        "plain",
        _board(date(2021, 10, 11), 2),
        has_one_case=True,
    ),
    Sample(
        "2021-11-15_direktionen",
        15,
        "firstagenda",
        "typst-hyphens",
        _board(date(2021, 11, 15), 4, case_system="sbsys", has_attendance=True),
        Manner(footer="{page}"),
    ),
    Sample(
        "2022-01-17_direktionen",
        16,
        "firstagenda",
        "markdown",
        _board(date(2022, 1, 17), 3, case_system="sbsys", has_attendance=True),
    ),
    Sample(
        "2022-02-08_oekonomiudvalget",
        17,
        "firstagenda",
        "reportlab-hyphens",
        _political("Økonomiudvalget", date(2022, 2, 8), 4, closed_share=0.4),
        Manner(letterhead=MUNICIPALITY, footer="Side {page}"),
        carries=16,
    ),
    Sample(
        "2022-02-08_oekonomiudvalget_tillaeg",
        18,
        "firstagenda",
        "typst",
        _political(
            "Økonomiudvalget",
            date(2022, 2, 8),
            2,
            document_kind=DocumentKind.TILLAEGSREFERAT,
            standing=(),
            has_attendance=False,
            first_number=8,
        ),
        Manner(has_contents=False),
    ),
    Sample(
        "2022-03-08_oekonomiudvalget",
        19,
        "firstagenda",
        "libreoffice",
        _political("Økonomiudvalget", date(2022, 3, 8), 4, has_votes=True),
        Manner(header="Økonomiudvalget d. 08-03-2022", footer="{page}"),
    ),
    Sample(
        "2022-04-05_oekonomiudvalget",
        281,
        "firstagenda",
        "markdown",
        _political(
            "Økonomiudvalget", date(2022, 4, 5), 5, has_votes=True, has_rare_lines=True, closed_share=0.3
        ),
        members_of=17,
    ),
    Sample(
        "2023-01-25_kommunalbestyrelsen",
        20,
        "firstagenda",
        "typst",
        _political("Kommunalbestyrelsen", date(2023, 1, 25), 4, has_history=True, has_votes=True),
        NAMED,
        carries=16,
    ),
)


def meetings() -> list[tuple[Sample, Meeting]]:
    """Invent all sample meetings and mark the occurrences that repeat an earlier one."""
    laid_out: list[tuple[Sample, Meeting]] = []
    for sample in SAMPLES:
        meeting = invent(sample.seed, sample.variation)
        if sample.is_agenda:
            meeting = as_agenda(meeting)
        if sample.is_corrected:
            meeting = correct(meeting)
        if sample.has_one_case:
            meeting = share_case(meeting)
        if sample.members_of:
            meeting = meet_again(_latest(sample.members_of, laid_out), meeting)
        if sample.carries:
            meeting = carry(_undecided(_latest(sample.carries, laid_out)), meeting)
        laid_out.append((sample, meeting))
    return laid_out


def _latest(seed: int, laid_out: list[tuple[Sample, Meeting]]) -> Meeting:
    """Give the last meeting so far that was made of a seed, or carries its case."""
    return next(meeting for sample, meeting in reversed(laid_out) if seed in (sample.seed, sample.carries))


def _undecided(meeting: Meeting) -> Item:
    """Give the item that was put off, else the first one."""
    put_off = (i for i in meeting.items if any(d.outcome is Outcome.UDSAT for d in i.decisions))
    return next(put_off, meeting.items[0])


def share_case(meeting: Meeting) -> Meeting:
    """Give the standing items the case number of one of them: a case of the meeting, not of a matter."""
    case = next(item.case_number for item in meeting.items if item.standing_key and item.case_number)
    items = [i.model_copy(update={"case_number": case}) if i.standing_key else i for i in meeting.items]
    return meeting.model_copy(update={"items": tuple(items)})


def meet_again(former: Meeting, meeting: Meeting) -> Meeting:
    """Let the people of a former meeting come, each as the next one on the list came then."""
    people = former.attendance
    following = [*people[1:], people[0]]
    attendance = [
        person.model_copy(update={"status": other.status, "note": other.note})
        for person, other in zip(people, following, strict=True)
    ]
    return meeting.model_copy(update={"attendance": tuple(attendance)})


def as_agenda(meeting: Meeting) -> Meeting:
    """Give the agenda that was sent out before: the same items, nothing decided."""
    items = []
    for item in meeting.items:
        sections = tuple(s for s in item.sections if s.kind is not SectionKind.BESLUTNING)
        update = {"sections": sections, "decisions": (), "votes": (), "item_attendance": ()}
        items.append(item.model_copy(update=update))
    kind = DocumentKind.DAGSORDEN
    return meeting.model_copy(update={"items": tuple(items), "document_kind": kind})


def correct(meeting: Meeting) -> Meeting:
    """Change what was decided in the first open case, as a corrected version of the minutes does."""
    items = list(meeting.items)
    index = next(i for i, item in enumerate(items) if item.decisions and item.standing_key is None)
    text = "Udsat til næste møde."
    items[index] = decide_anew(items[index], meeting, text, Outcome.UDSAT)
    return meeting.model_copy(update={"items": tuple(items)})


def decide_anew(item: Item, meeting: Meeting, text: str, outcome: Outcome) -> Item:
    """Replace what this meeting decided; what others had decided before stays as history."""
    own = Decision(
        body=meeting.body, decided_on=meeting.meeting_date, text=text, outcome=outcome, remark=None
    )
    heading = Section(kind=SectionKind.BESLUTNING, heading="Beslutning", text=text)
    history = [(s, d) for s, d in decided(item) if d is not None and not is_own(d, meeting)]
    others = [s for s in item.sections if s.kind is not SectionKind.BESLUTNING]
    update = {
        "sections": (*others, heading, *(s for s, _ in history)),
        "decisions": (own, *(d for _, d in history)),
        "votes": (),
        "item_attendance": (),
    }
    return item.model_copy(update=update)


def carry(item: Item, meeting: Meeting) -> Meeting:
    """Put a case that another body had before first on this meeting's agenda."""
    items = [decide_anew(item, meeting, "Godkendt.", Outcome.GODKENDT), *meeting.items]
    numbered = [i.model_copy(update={"position": n, "number": str(n)}) for n, i in enumerate(items, start=1)]
    return meeting.model_copy(update={"items": tuple(numbered)})


def truths() -> list[tuple[Sample, Meeting]]:
    """Give each sample's truth as its layout prints it, pages left open."""
    laid_out = []
    for sample, meeting in meetings():
        _, truth = LAYOUTS[sample.layout](meeting, sample.manner)
        laid_out.append((sample, truth))
    marked = with_repeats([(truth, sample.is_superseded) for sample, truth in laid_out])
    return [(sample, truth) for (sample, _), truth in zip(laid_out, marked, strict=True)]


def write_samples(folder: Path) -> list[Path]:
    """Print all samples into a folder named after the municipality; give the documents."""
    home = folder / MUNICIPALITY
    home.mkdir(parents=True, exist_ok=True)
    paths = []
    for (sample, meeting), (_, truth) in zip(meetings(), truths(), strict=True):
        document, _ = LAYOUTS[sample.layout](meeting, sample.manner)
        document = replace(document, created_at=sample.created_at)
        for name in (sample.producer, *sample.also):
            producer = producers()[name]
            printed = producer.draw(document, producer.look)
            path = home / f"{sample.name}{producer.suffix}"
            path.write_bytes(printed.data)
            paths.append(path)
            if name == sample.producer:  # an export of the same text shares its truth
                write_truth(with_pages(truth, printed), truth_path(path))
    return paths


def main() -> None:
    """Read the command line and write the samples."""
    parser = argparse.ArgumentParser(prog="python -m corpus.samples", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    for path in write_samples(parser.parse_args().folder):
        print(path)


if __name__ == "__main__":
    main()
