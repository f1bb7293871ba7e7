"""When a refused file is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta

from vocabulary.tables import table


def next_attempt(error_code: str, attempts: int, now: datetime) -> datetime | None:
    """Give when a file that was refused `attempts` times is due again; None where it waits for a person."""
    waits = table("retry").get(error_code, {}).get("wait_days", [])
    return now + timedelta(days=waits[attempts - 1]) if attempts <= len(waits) else None
