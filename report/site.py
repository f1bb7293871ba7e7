"""The whole report: what is out of date is written anew, what is gone is removed."""

from __future__ import annotations

import fcntl
import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import IO, NamedTuple

import duckdb

from report.folder import PageFolder, Written, noted_inputs, write_page
from report.kinds import KINDS, Kind, Page
from schemas.errors import RunFailed
from schemas.settings import Settings
from warehouse.reader import open_published
from warehouse.reading import Reading

_STATIC = ("style.css", "report.js", "search.js", "minisearch.js", "minisearch-LICENSE.txt")

# Fewer pages than these are written sooner than a second process has started.
_PAGES_WORTH_A_WORKER = 2000

_POLL_SECONDS = 0.1


class Done(NamedTuple):
    """What came of a report: pages in all, those of them that were written now, and those removed."""

    pages: int
    written: int
    removed: int
    seconds: float


class Chunk(NamedTuple):
    """Pages of one kind that are made together."""

    kind: str
    pages: list[Page]


def write_report(settings: Settings, say: Callable[[str], None] = lambda line: None) -> Done:
    """Write the pages into the home's `report/`: those only whose data changed since they were written.

    Raises `HomeMissing` where nothing is published, `RunFailed` where another report is being written or
    the folder cannot be written. A report that is killed leaves whole pages; the next one goes on.
    """
    with open_published(settings) as connection, _alone(settings.report):
        return _write(settings, Reading(connection), say, settings.worker_count)


def write_without_erased(
    settings: Settings, connection: duckdb.DuckDBPyConnection, say: Callable[[str], None] = lambda line: None
) -> Done | None:
    """Write the pages from an open warehouse where they may still show what was erased from it.

    Gives None where there are no pages, or all were made since. Waits for a report that is being written: it
    may have read what is erased by now. Raises `RunFailed` where the folder cannot be written.
    """
    reading = Reading(connection)
    if not _may_show_erased(settings, reading):
        return None
    with _alone(settings.report, wait=settings.wait_seconds):
        return _write(settings, reading, say, workers=1) if _may_show_erased(settings, reading) else None


def _may_show_erased(settings: Settings, reading: Reading) -> bool:
    seen = noted_inputs(settings.report)[-1:]
    return settings.report.is_dir() and _erasures(reading) not in (*seen, _digest(""))


def _write(settings: Settings, reading: Reading, say: Callable[[str], None], workers: int) -> Done:
    began = time.monotonic()
    folder = PageFolder(settings.report)
    edition = _edition()
    inputs = [_digest(edition, mark) for mark in (*reading.inputs(), *map(_static, _STATIC))]
    inputs.append(_erasures(reading))
    kinds, wanted = _behind(folder, inputs)
    if not kinds:
        return Done(len(wanted) - len(_STATIC), 0, 0, time.monotonic() - began)
    folder.note_made_from(noted_inputs(settings.report)[-1:])
    stale: list[Chunk] = []
    for name, kind in kinds.items():
        planned = [page._replace(mark=_digest(edition, page.mark)) for page in kind.plan(reading)]
        wanted.update(page.address for page in planned)
        behind = [page for page in planned if not folder.is_current(page.address, page.mark)]
        stale += [Chunk(name, behind[i : i + kind.at_once]) for i in range(0, len(behind), kind.at_once)]
    wanted.update(f"static/{name}" for name in _STATIC)
    folder.remember(_write_static(settings.report, folder))
    total = sum(len(chunk.pages) for chunk in stale)
    workers = min(workers, 1 + total // _PAGES_WORTH_A_WORKER)
    done = 0
    for written in _made(settings, reading, stale, workers):
        folder.remember(written)
        done += len(written)
        if done < total and done // 5000 != (done - len(written)) // 5000:
            say(f"{done} of {total} pages written.")
    removed = folder.keep_only(wanted)
    folder.note_made_from(inputs)
    return Done(len(wanted) - len(_STATIC), total, removed, time.monotonic() - began)


def _behind(folder: PageFolder, inputs: list[str]) -> tuple[dict[str, Kind], set[str]]:
    """Give the kinds of pages that can be out of date, and the addresses of all pages of the others.

    A run that loaded nothing is told on the first page alone, which is of the last kind.
    """
    before = folder.made_from()
    if before == inputs:
        return {}, folder.addresses
    if before[:1] + before[2:] == inputs[:1] + inputs[2:]:
        return {"list": KINDS["list"]}, folder.addresses
    return KINDS, set()


def _made(
    settings: Settings, reading: Reading, chunks: Sequence[Chunk], workers: int
) -> Iterator[list[Written]]:
    """Make and write chunks, in this process or in several; those of the lists come last."""
    if workers <= 1:
        for chunk in chunks:
            yield _make(reading, settings.report, chunk)
        return
    context = multiprocessing.get_context("spawn")
    # Unlike `Pool`, it gives up where a worker cannot start.
    with ProcessPoolExecutor(workers, context, _begin_worker, (settings,)) as pool:
        yield from pool.map(_make_in_worker, chunks)


def _make(reading: Reading, folder: Path, chunk: Chunk) -> list[Written]:
    return [
        write_page(folder, page.address, page.mark, content)
        for page, content in KINDS[chunk.kind].read(reading, chunk.pages)
    ]


_worker: tuple[Reading, Path] | None = None


def _begin_worker(settings: Settings) -> None:
    global _worker
    _worker = Reading(open_published(settings)), settings.report


def _make_in_worker(chunk: Chunk) -> list[Written]:
    assert _worker
    return _make(*_worker, chunk)


def _write_static(target: Path, folder: PageFolder) -> Iterator[Written]:
    for name in _STATIC:
        content = _static(name)
        mark = _digest(content)
        if not folder.is_current(f"static/{name}", mark):
            yield write_page(target, f"static/{name}", mark, content)


def _erasures(reading: Reading) -> str:
    return _digest(reading.erasures())


def _static(name: str) -> str:
    return files("report").joinpath(f"static/{name}").read_text(encoding="utf-8")


def _edition() -> str:
    """Give the mark of the program itself: pages are made anew when what makes them changes."""
    parts = [*Path(str(files("report"))).rglob("*"), *Path(str(files("warehouse") / "pages")).iterdir()]
    kept = sorted(part for part in parts if part.suffix in (".py", ".html", ".toml", ".sql"))
    return _digest(*(part.read_text(encoding="utf-8") for part in kept))


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:16]


@contextmanager
def _alone(folder: Path, *, wait: float = 0) -> Iterator[None]:
    """Let one report be written at a time; the lock of a process that dies is gone with it.

    Raises `RunFailed` for what the disk refuses, and where another report goes on after `wait` seconds.
    """
    deadline = time.monotonic() + wait
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("a") as handle:
            while not _is_taken(handle):
                if time.monotonic() >= deadline:
                    raise RunFailed(f"another report is being written to {folder}; try again afterwards")
                time.sleep(_POLL_SECONDS)
            yield
    except OSError as error:
        raise RunFailed(f"the pages in {folder} could not be written: {error}") from error


def _is_taken(handle: IO[str]) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
