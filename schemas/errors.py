"""One root, two families: the document's fault, and ours."""

from __future__ import annotations

import errno
import os

from schemas.terms import Stage

# What DuckDB makes of a Ctrl-C during a query: a RuntimeError that says this and nothing else.
_INTERRUPTED_QUERY = "Query interrupted"


def is_interruption(error: BaseException) -> bool:
    """Say whether somebody stopped the run: by Ctrl-C, heard by Python or by DuckDB in the midst of a query.

    Or by SIGTERM, which Prefect makes a signal of its own, and sends where a run is cancelled in its pages.
    """
    return not isinstance(error, Exception) or str(error) == _INTERRUPTED_QUERY


def is_full_disk(error: Exception) -> bool:
    """Say whether the disk is full, whoever reports it: the system, or DuckDB in the system's words."""
    return os.strerror(errno.ENOSPC) in str(error)


class ReferatError(Exception):
    """Root of all errors that this program raises on purpose."""


class DocumentRefused(ReferatError):
    """The document's fault: it goes to quarantine and the run goes on.

    `code` is a short fixed word that people may search for (`encrypted`, `not-minutes`), `message`
    says what was seen, `remedy` what a person can do, `page` counts from 1.
    """

    def __init__(
        self, code: str, message: str, *, remedy: str, stage: Stage, page: int | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy
        self.stage = stage
        self.page = page

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process."""
        return (_refused, (self.code, self.message, self.remedy, self.stage, self.page))


def _refused(code: str, message: str, remedy: str, stage: Stage, page: int | None) -> DocumentRefused:
    return DocumentRefused(code, message, remedy=remedy, stage=stage, page=page)


class UsageError(ReferatError):
    """The call or the settings are wrong; exit status 2."""

    exit_status = 2


class RunFailed(ReferatError):
    """Our fault, or the machine's: the warehouse is as it was before; exit status 3."""

    exit_status = 3


class DiskFull(RunFailed):
    """There is no room on the disk, by far the most frequent fault of a machine."""

    def __init__(self) -> None:
        super().__init__("the disk is full: make room, then run it again; what was loaded before is kept")


class FilesRefused(ReferatError):
    """The run is done, and left something in quarantine that a person must look at; exit status 1."""

    exit_status = 1


class HomeMissing(UsageError):
    """There is no home folder where one is read."""


class WarehouseLocked(RunFailed):
    """Another run is writing."""


class WarehouseTooNew(RunFailed):
    """The warehouse was written by a later version of this program."""
