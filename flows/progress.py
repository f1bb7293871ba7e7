"""How a pass tells people how far it is, without knowing who listens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from flows.step import is_recorded


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

    def expect(self, files: int) -> None:
        """Log how many files there are."""
        self.say(f"{files} files wait")

    def advance(self, files: int = 1) -> None:
        """Ignore it: the tasks tell."""

    def say(self, line: str) -> None:
        """Log a line."""
        from prefect.logging import get_run_logger

        get_run_logger().info(line)


_listener: ContextVar[Progress | None] = ContextVar("progress", default=None)


def progress() -> Progress:
    """Give whoever listens now.

    A context variable and no argument: a recorded flow's arguments go to the server as JSON.
    """
    return _listener.get() or (Logged() if is_recorded() else Silent())


@contextmanager
def heard_by(listener: Progress) -> Iterator[None]:
    """Let `listener` hear what is told inside."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
