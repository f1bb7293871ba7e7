"""Whether runs are recorded: is a Prefect API configured, and does it answer."""

from __future__ import annotations

import logging
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ANSWER_WITHIN_SECONDS = 3.0

# No temporary server is ever started (it takes up to 24 s), and nothing is told to anybody.
QUIET = {
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # What goes wrong is told in one line by the program, not in a traceback by Prefect.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    # A server that goes down during a run costs seconds, not the four minutes of five tries a call.
    "PREFECT_CLIENT_MAX_RETRIES": "1",
    # One that hangs is asked eight times before the run is let go: not for a minute each.
    "PREFECT_API_REQUEST_TIMEOUT": "20",
}


def api_url() -> str | None:
    """Give the address of the configured Prefect API, None where there is none.

    Prefect decides, but it is imported only if something hints at an address: a variable, or one
    of the files that Prefect reads.
    """
    if url := os.environ.get("PREFECT_API_URL"):
        return url
    if not (os.environ.get("PREFECT_PROFILE") or any(_hints_at_an_address())):
        return None
    keep_prefect_quiet()
    from prefect.settings import get_current_settings

    return get_current_settings().api.url


def answers(url: str) -> bool:
    """Say whether a Prefect API answers at `url`; an answer that refuses us is one."""
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/health", timeout=ANSWER_WITHIN_SECONDS):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except (OSError, ValueError):
        return False


def keep_prefect_quiet() -> None:
    """Set what Prefect reads when it is imported, where the user has not set it."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)


def outlive_server() -> None:
    """Let a server that goes down during a run not hold it up, nor fill its log; for a recorded run.

    For each event that a task leaves behind, ten tries to connect anew take seven seconds, at the end of the
    process if not before. What cannot be logged at the server is told line by line on standard error.
    """
    from prefect.events.clients import PrefectEventsClient
    from prefect.events.worker import EventsWorker, emit_events_to_cloud

    logging.raiseExceptions = False
    if not emit_events_to_cloud():
        EventsWorker.set_client_override(PrefectEventsClient, reconnection_attempts=0)


def _hints_at_an_address() -> Iterator[bool]:
    yield "PREFECT_API_URL" in _text(Path(".env"))
    yield "url" in _text(Path("prefect.toml"))
    yield "tool.prefect" in _text(Path("pyproject.toml"))
    yield "PREFECT_API_URL" in _text(_profiles_path())


def _profiles_path() -> Path:
    if path := os.environ.get("PREFECT_PROFILES_PATH"):
        return Path(path)
    return Path(os.environ.get("PREFECT_HOME") or Path.home() / ".prefect") / "profiles.toml"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
