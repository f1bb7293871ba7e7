"""What a pass says, line by line, where nobody watches a bar: for people, or for what collects logs."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime

from schemas.settings import LogFormat
from vocabulary.cpr import mask

# A line now and then, so that a log of a night's run stays short.
FILES_PER_LINE = 100

# A line that begins so is of this level, all others tell what goes on.
_LEVELS = ("warning", "error")


class Lines:
    """Plain lines on standard error, or JSON ones: `time` in UTC, `level`, `message`."""

    def __init__(self, log_format: LogFormat = LogFormat.TEXT) -> None:
        self._format = log_format
        self._files = self._done = 0
        self._began = 0.0

    def expect(self, files: int) -> None:
        """Say how many files there are."""
        self._files, self._done, self._began = files, 0, time.monotonic()
        if files:
            self.say(f"{files} {'file waits' if files == 1 else 'files wait'}.")

    def advance(self, files: int = 1) -> None:
        """Say now and then how far it is, how fast, and how long it may still take."""
        before, self._done = self._done, self._done + files
        if before // FILES_PER_LINE != self._done // FILES_PER_LINE:
            rate = self._done / max(time.monotonic() - self._began, 0.001)
            left = (self._files - self._done) / rate
            self.say(
                f"{self._done} of {self._files} files read, {rate:.1f} a second, about {minutes(left)} left."
            )

    def say(self, line: str) -> None:
        """Print a line, without a control character and without a CPR number, file names included."""
        text = clean(line)
        if self._format is LogFormat.JSON:
            text = json.dumps(_record(text), ensure_ascii=False)
        print(text, file=sys.stderr, flush=True)


def clean(line: str) -> str:
    """Make a line fit for a log: one line, and no CPR number."""
    return mask("".join(c if c.isprintable() else " " for c in line))


def minutes(seconds: float) -> str:
    """Give a time to wait in words that fit it."""
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def _record(text: str) -> dict[str, str]:
    level = next((level for level in _LEVELS if text.startswith(f"{level}: ")), "info")
    return {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "level": level,
        "message": text.removeprefix(f"{level}: "),
    }
