"""How a pass tells people how far it is, without knowing who listens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from flows.lines import Lines, clean
from flows.step import is_recorded
from schemas.settings import settings_for


class Progress(Protocol):
    """Whoever listens to a pass: a progress bar, a log, nobody."""

    def expect(self, files: int) -> None:
        """Take in how many files there are."""

    def advance(self, files: int = 1) -> None:
        """Take in that so many more are done with."""

    def say(self, line: str) -> None:
        """Take in one plain line that a person should read."""


class Silent:
    """Nobody listens."""

    def expect(self, files: int) -> None:
        """Ignore it."""

    def advance(self, files: int = 1) -> None:
        """Ignore it."""

    def say(self, line: str) -> None:
        """Ignore it."""


class Logged:
    """The log of a recorded run: what people read of a run that nobody watched."""

    def __init__(self) -> None:
        self._lines = Lines(settings_for().log_format)

    def expect(self, files: int) -> None:
        """Log how many files there are."""
        if files:
            self.say(f"{files} {'file waits' if files == 1 else 'files wait'}.")

    def advance(self, files: int = 1) -> None:
        """Ignore it: the tasks tell."""

    def say(self, line: str) -> None:
        """Log a line, and print it: what a served run says stands in the log of the process too."""
        from prefect.logging import get_run_logger

        self._lines.say(line)
        get_run_logger().info(clean(line))


_listener: ContextVar[Progress | None] = ContextVar("progress", default=None)


def progress() -> Progress:
    """Give whoever listens now.

    A context variable and no argument: a recorded flow's arguments go to the server as JSON.
    """
    return _listener.get() or (Logged() if is_recorded() else Silent())


def log(line: str) -> None:
    """Say a line where nobody listens but the log of a recorded run."""
    if _listener.get() is None:
        progress().say(line)


@contextmanager
def heard_by(listener: Progress) -> Iterator[None]:
    """Let `listener` hear what is told inside."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
