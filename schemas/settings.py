"""Settings: from the environment (`REFERAT_…`) or from a `.env` file in the working folder.

`docs/settings.md` lists them; a test keeps it in step.
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from schemas.errors import UsageError


class LogFormat(StrEnum):
    """What the lines of a log look like."""

    TEXT = "text"
    JSON = "json"


class Settings(BaseSettings):
    """What a user may set."""

    model_config = SettingsConfigDict(env_prefix="REFERAT_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Field(
        default=Path("data"),
        description="The one folder that holds inbox, archive, quarantine and the warehouse.",
    )
    municipality: str | None = Field(
        default=None,
        min_length=1,
        description="The municipality of minutes that name none, such as `Kalundborg Kommune`.",
    )

    workers: int | None = Field(
        default=None,
        ge=0,
        description=(
            "How many processes read documents side by side; one a core where it is not set. "
            "0 reads in the run itself, without a limit on what a document may cost."
        ),
    )

    wait_seconds: float = Field(
        default=1800.0,
        ge=0,
        description="How long a run waits for another one that writes to the warehouse, before it gives up.",
    )

    log_format: LogFormat = Field(
        default=LogFormat.TEXT,
        description="`json` makes each line that a run says a JSON object: `time`, `level`, `message`.",
    )

    @property
    def worker_count(self) -> int:
        """Give the number of processes that read documents."""
        return (os.cpu_count() or 1) if self.workers is None else self.workers

    @property
    def inbox(self) -> Path:
        """Give the drop folder."""
        return self.home / "inbox"

    @property
    def archive(self) -> Path:
        """Give the folder of the originals."""
        return self.home / "archive"

    @property
    def quarantine(self) -> Path:
        """Give the folder of what could not be read."""
        return self.home / "quarantine"

    @property
    def published(self) -> Path:
        """Give the warehouse that readers open."""
        return self.home / "minutes.duckdb"

    @property
    def report(self) -> Path:
        """Give the folder of the pages that people read: it can be made anew."""
        return self.home / "report"

    @property
    def pages(self) -> Path:
        """Give the folder of what the readers saw of loaded documents, masked, for `backfill --reparse`."""
        return self.work / "pages"

    @property
    def ocr(self) -> Path:
        """Give the folder of what was recognised on scans: it can be made anew, at some cost."""
        return self.work / "ocr"

    @property
    def work(self) -> Path:
        """Give the folder of the writer's own files: the private warehouse and the lock."""
        return self.home / "work"


def settings_for(home: str | None = None) -> Settings:
    """Read the settings; `home` goes before `REFERAT_HOME`. Raises `UsageError` in one plain line."""
    try:
        return Settings() if home is None else Settings(home=Path(home))
    except ValidationError as error:
        wrong = "; ".join(f"REFERAT_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        raise UsageError(f"the settings are wrong: {wrong}") from error
