"""What people see of a run: progress while it goes, a closing table when it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from flows.artifacts import summary
from flows.lines import Lines, clean
from flows.progress import heard_by
from schemas.document import FileResult, Outcome, RefusedDocument, RunReport
from schemas.settings import LogFormat, settings_for
from schemas.terms import DocumentStatus
from vocabulary.cpr import mask

# Where nobody looks at a width, no row is cut.
UNBOUNDED_WIDTH = 100_000

_CLOSING = ("file", "meeting", "items", "status", "reason")

# Between two columns of a table.
GAP = 2
# A column that is cut keeps so many letters.
_LEAST_WIDTH = 12


class _Rate(ProgressColumn):
    """How many files a second."""

    def render(self, task: Task) -> Text:
        """Give it as text, nothing before the first file."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


class Bar:
    """A progress bar on a terminal."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("reading", total=None)

    def expect(self, files: int) -> None:
        """Show how many files there are."""
        self._bar.update(self._task, total=files)

    def advance(self, files: int = 1) -> None:
        """Move the bar."""
        self._bar.advance(self._task, files)

    def say(self, line: str) -> None:
        """Print a line above the bar."""
        self._bar.console.print(Text(clean(line)), soft_wrap=True)


@contextmanager
def progress_for_people() -> Iterator[Bar | Lines]:
    """Give a bar on a terminal, lines elsewhere; on standard error, where no pipe takes them in."""
    console = Console(stderr=True)
    log_format = settings_for().log_format
    if not console.is_terminal or log_format is LogFormat.JSON:
        yield Lines(log_format)
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        yield Bar(bar)


def show_pass(run: Callable[[], RunReport]) -> int:
    """Run a pass before people's eyes, print what became of it, and give the exit status."""
    with progress_for_people() as listener, heard_by(listener):
        report = run()
    show_report(report)
    return report.exit_status


def show_rehearsal(read: Callable[[], list[Outcome]]) -> int:
    """Read without loading, print what would be loaded, and give the exit status that it would have."""
    with progress_for_people() as listener, heard_by(listener):
        outcomes = read()
    refused = [outcome for outcome in outcomes if isinstance(outcome, RefusedDocument)]
    show_rows(("file", "meeting", "items", "refused"), [_rehearsed(outcome) for outcome in outcomes])
    counted = f"{len(outcomes) - len(refused)} would be loaded, {len(refused)} refused. Nothing was written."
    output().print(counted, soft_wrap=True)
    return int(bool(refused))


def output() -> Console:
    """Give the console for results: as wide as the terminal, unbounded without one."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=UNBOUNDED_WIDTH)
    return console


def show_report(report: RunReport) -> None:
    """Print the closing table and one line that counts.

    On a terminal the rows are cut to its width and the reasons of refusals follow in full; elsewhere
    each row has everything.
    """
    console = output()
    lines = [_line(result, with_message=not console.is_terminal) for result in report.results]
    if console.is_terminal:
        lines = _cut(lines, console.width)
    if lines:
        show_rows(_CLOSING, lines, right=("items",))
    if console.is_terminal:
        for result in report.results:
            if result.status is DocumentStatus.QUARANTINED:
                console.print(plain(f"{result.file_name}: {result.reason or result.error_code}"))
    counts = [f"{count} {what}" for what, count in summary(report).items() if count]
    seconds = (report.finished_at - report.started_at).total_seconds()
    matters = "" if lines else "".join(f" To look at: {matter}." for matter in report.matters)
    nothing = "Nothing new" if report.flow == "nightly" else "Nothing waited"
    console.print(plain(f"{', '.join(counts) or nothing} ({seconds:.1f} s).{matters}"), soft_wrap=True)
    for matter in report.matters if lines else ():
        console.print(plain(f"To look at: {matter}."), soft_wrap=True)


def show_keys(names: Sequence[str], rows: Sequence[Sequence[object]], *, right: Sequence[str] = ()) -> None:
    """Print rows whose keys people copy: on a terminal the last column is cut to what room there is.

    Nothing else is cut or wrapped; a line that is still too long flows on.
    """
    console = output()
    lines = [["" if value is None else str(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(names, *lines, strict=True)]
    room = max(console.width - sum(width + GAP for width in widths[:-1]), _LEAST_WIDTH)
    for number, line in enumerate([names, *lines]):
        cells = [
            cell.rjust(width) if name in right else cell.ljust(width)
            for name, cell, width in zip(names[:-1], line, widths, strict=False)
        ]
        text = plain((" " * GAP).join([*cells, shortened(line[-1], room, tail=0)]))
        console.print(text, style="" if number else "bold", soft_wrap=True)


def show_rows(names: Sequence[str], rows: Sequence[Sequence[object]], *, right: Sequence[str] = ()) -> None:
    """Print rows of any kind as a table, the columns in `right` set right; NULL is shown as nothing."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        table.add_column(plain(name), justify="right" if name in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(plain("" if value is None else str(value)) for value in row))
    show(table)


def show(table: Table) -> None:
    """Print a table; without a terminal its lines end where their text ends."""
    console = output()
    if console.is_terminal:
        console.print(table)
        return
    with console.capture() as captured:
        console.print(table)
    print("\n".join(line.rstrip() for line in captured.get().splitlines()))


def plain(text: str) -> Text:
    """Make text safe for a terminal: no markup, no control characters, one line."""
    return Text("".join(c if c.isprintable() else " " for c in text))


def _line(result: FileResult, *, with_message: bool) -> tuple[str, ...]:
    reasons = (result.error_code, result.reason if with_message or not result.error_code else None)
    return (
        mask(result.file_name),
        result.meeting or "",
        "" if result.items is None else str(result.items),
        result.status.value,
        ": ".join(filter(None, reasons)),
    )


def _cut(lines: Sequence[tuple[str, ...]], width: int) -> list[tuple[str, ...]]:
    """Cut file names and meetings so that a row fits a terminal; the date and the ending stay."""
    widths = [max(map(len, column)) for column in zip(_CLOSING, *lines, strict=True)]
    room = width - sum(widths[2:]) - GAP * (len(widths) - 1)
    meeting_width = min(widths[1], room * 45 // 100)
    file_width = min(widths[0], room - meeting_width)
    return [
        (shortened(file, file_width, tail=8), shortened(meeting, meeting_width, tail=11), *rest)
        for file, meeting, *rest in lines
    ]


def shortened(text: str, width: int, *, tail: int) -> str:
    """Cut a text to a width in letters, its last `tail` letters kept."""
    if len(text) <= width:
        return text
    head = max(width - tail - 1, 0)
    return f"{text[:head]}…{text[len(text) - tail :]}"


def _rehearsed(outcome: Outcome) -> tuple[object, ...]:
    name = outcome.source.file_name
    if isinstance(outcome, RefusedDocument):
        return (name, None, None, f"{outcome.error_code}: {outcome.message}")
    minutes = outcome.minutes
    return (name, f"{minutes.body} {minutes.meeting_date.isoformat()}", len(minutes.items), None)
