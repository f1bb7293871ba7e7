"""What people know of standing items: the catalogue, and the corrections that they made."""

from __future__ import annotations

import re
from datetime import date, time

from pydantic import ConfigDict, Field, field_validator

from schemas.minutes import Model

KEY = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
"""The form of a key: a slug."""


class StandingEntry(Model):
    """An entry of the catalogue; see `vocabulary/standing.toml` for what its fields mean."""

    key: str = Field(pattern=KEY)
    title: str | None = Field(default=None, min_length=1)
    titles: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @field_validator("patterns", "subjects", "beside", "never")
    @classmethod
    def _are_expressions(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
        return patterns


class Merge(Model):
    """All that `key` has belongs to `into`."""

    key: str = Field(pattern=KEY)
    into: str = Field(pattern=KEY)


class Split(Model):
    """What `key` has under one of these titles (dates and numbers aside) is a standing item of its own."""

    key: str = Field(pattern=KEY)
    into: str = Field(pattern=KEY)
    title: str = Field(min_length=1)
    titles: tuple[str, ...] = Field(min_length=1)


class NoOccurrence(Model):
    """One item that is no occurrence of `key`, named so that a person can find it.

    `start_time` tells two sittings of a day apart, `number_among_equals` (from 1) two items of one title.
    """

    key: str = Field(pattern=KEY)
    municipality: str | None = None
    body: str = Field(min_length=1)
    meeting_date: date
    start_time: time | None = None
    title: str = Field(min_length=1)
    number_among_equals: int = Field(default=1, ge=1)


class Corrections(Model):
    """The decisions of people, in the order in which they were made."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    merge: tuple[Merge, ...] = ()
    split: tuple[Split, ...] = ()
    no_occurrence: tuple[NoOccurrence, ...] = Field(default=(), alias="not")


class StandingRules(Model):
    """What a home folder adds to the catalogue, and the corrections kept there."""

    item: tuple[StandingEntry, ...] = ()
    kinds: tuple[str, ...] = ()
    corrections: Corrections = Corrections()
