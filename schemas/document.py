"""A file on its way through a run: found, then read or refused, then loaded."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pydantic import Field

from schemas.minutes import Minutes, Model
from schemas.terms import DocumentStatus, Stage


class SourceFile(Model):
    """A file as it was found.

    `relative_path` is its path below the folder that was searched (the inbox, or the named folder),
    with forward slashes; `document_id` the SHA-256 of its bytes, 64 hex digits; `modified_at` the
    file's own date in UTC, without zone; `in_inbox` says whether the file may be moved.
    """

    path: Path
    relative_path: str
    document_id: str
    byte_size: int
    modified_at: datetime
    in_inbox: bool = False

    @property
    def file_name(self) -> str:
        """Give the base name, as text even where the name on disk is not."""
        return self.relative_path.rpartition("/")[2]


class ParsedDocument(Model):
    """A file that was understood.

    `municipality` is the one its meeting belongs to, after the folder and the settings had their
    say; `created_at` the creation date inside the file in UTC, without zone; `packed_pages` what the readers
    saw, to be parsed again by a later parser.
    """

    source: SourceFile
    media_type: str
    page_count: int | None
    extractor: str
    parser_version: str
    created_at: datetime | None = None
    municipality: str | None = None
    minutes: Minutes
    packed_pages: bytes | None = Field(default=None, exclude=True, repr=False)


class RefusedDocument(Model):
    """A file that could not be understood, and what a person can do about it."""

    source: SourceFile
    media_type: str | None = None
    stage: Stage
    error_code: str
    message: str
    remedy: str
    page: int | None = None


Outcome = ParsedDocument | RefusedDocument


class FileResult(Model):
    """One line of the closing table: what became of one file.

    `status` is the document's status after the run, `is_new` whether this run changed the warehouse
    for it; `meeting` reads like `Direktionen 2021-05-31`.
    """

    file_name: str
    relative_path: str
    document_id: str | None
    status: DocumentStatus
    is_new: bool
    meeting: str | None = None
    items: int | None = None
    findings: int = 0
    error_code: str | None = None
    reason: str | None = None


class RunReport(Model):
    """What one run did. Times in UTC, without zone.

    `matters` says what a person should look at, `failure` why the run failed.
    """

    run_id: str
    flow: str
    started_at: datetime
    finished_at: datetime
    is_published: bool
    results: tuple[FileResult, ...]
    matters: tuple[str, ...] = ()
    failure: str | None = None

    @classmethod
    def of_failed(cls, flow: str, error: Exception) -> RunReport:
        """Report a pass that failed as a whole."""
        now = datetime.now(UTC).replace(tzinfo=None)
        return cls(
            run_id="", flow=flow, started_at=now, finished_at=now, is_published=False, results=(),
            failure=str(error),
        )  # fmt: skip

    def count(self, status: DocumentStatus, *, new_only: bool = True) -> int:
        """Count the files that ended in a status, only those that this run changed by default."""
        return sum(r.status is status and (r.is_new or not new_only) for r in self.results)

    @property
    def exit_status(self) -> int:
        """Give the program's exit status: 1 when a file of this run is in quarantine, else 0."""
        return int(any(r.status is DocumentStatus.QUARANTINED for r in self.results))
