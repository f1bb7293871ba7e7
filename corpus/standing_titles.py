"""The titles that standing items come under, and those that only look like it: `standing_titles.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def titles() -> dict[str, Any]:
    """Give `known` (key of a standing item → its titles) and `look_alikes`."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
