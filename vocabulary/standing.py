"""The catalogue of standing items: which title is an occurrence of which."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from schemas.standing import StandingEntry
from vocabulary.tables import alternatives, fold, table
from vocabulary.titles import plain, tidy

_LETTERS = 2

# What follows one of these goes into detail and does not change what the title is about.
_BREAK = re.compile(r"\s*(?:[,:;(/]|\s-(?:\s|$)|\s(?:samt|herunder)\s|\sv\.?/|\sv\.\s)\s*")
_WORD = re.compile(r"\w+(?:-\w+)*")


class Subject:
    """What titles of any wording are about: a subject, and besides it only words that add nothing.

    `Orientering fra formanden vedr. corona` is about `corona`, `Evaluering af coronaindsatsen` is not.
    """

    def __init__(self, subjects: tuple[str, ...], beside: list[str]) -> None:
        self._subject = re.compile(rf"(?<![\w-])(?:{alternatives(list(subjects))})(?![\w-])")
        self._beside = re.compile(rf"(?:{alternatives(beside)})\Z")
        self._small = frozenset(table("titles")["hanging"])

    def is_of(self, title: str) -> bool:
        """Say whether a plain title in lower case is about it, at least up to where it goes into detail."""
        match = self._subject.search(title)
        if match is None:
            return False
        near, *detail = _BREAK.split(title[match.end() :], maxsplit=1)
        words = [w for w in _WORD.findall(f"{title[: match.start()]} {near}") if w not in self._small]
        if not all(self._beside.match(word) for word in words):
            return False
        said = [w for w in _WORD.findall(detail[0]) if w not in self._small] if detail else []
        return bool(words) or not said or self._beside.match(said[0]) is not None


class Catalogue:
    """The entries that recognise standing items by their titles; those of a user come first.

    A user's entry under a key of the catalogue adds to that entry.
    """

    def __init__(self, extra: tuple[StandingEntry, ...] = ()) -> None:
        known = tuple(StandingEntry.model_validate(entry) for entry in table("standing")["item"])
        entries = (*extra, *known)
        self.titles: dict[str, str] = {}
        never: dict[str, list[str]] = {}
        for entry in entries:
            title = entry.title or self.titles.get(entry.key) or _first_title(entry.key, entries)
            self.titles[entry.key] = title
            never.setdefault(entry.key, []).extend(entry.never)
        self._by_title: dict[str, list[str]] = {}
        for entry in entries:
            for title in filter(None, (entry.title, *entry.titles)):
                self._by_title.setdefault(_folded(title), []).append(entry.key)
        # What a title begins with costs a tenth of folding it.
        self._beginnings = {
            plain(tidy(title)).text.lower()[:_LETTERS]
            for entry in entries
            for title in filter(None, (entry.title, *entry.titles))
        }
        always = table("standing")["beside"]
        self._subjects = [
            (entry.key, Subject(entry.subjects, [*always, *entry.beside]))
            for entry in entries
            if entry.subjects
        ]
        named = [subject for entry in entries for subject in entry.subjects]
        self._any_subject = re.compile(rf"(?<![\w-])(?:{alternatives(named)})(?![\w-])")
        self._patterns = [
            (entry.key, re.compile(rf"(?:{alternatives(list(entry.patterns))})\Z"))
            for entry in entries
            if entry.patterns
        ]
        self._any = re.compile(alternatives([pattern.pattern for _, pattern in self._patterns]))
        self._never = {key: re.compile(alternatives(patterns)) for key, patterns in never.items() if patterns}

    def recognise(self, title: str) -> str | None:
        """Give the key of the standing item that a title belongs to, None where no entry knows it."""
        tidied = tidy(title)
        return self.recognise_plain(tidied, plain(tidied).text)

    def recognise_plain(self, tidied: str, plainly: str) -> str | None:
        """Do the same for a title that was tidied, and made plain, before."""
        lowered = plainly.lower()
        if lowered[:_LETTERS] in self._beginnings:
            for key in self._by_title.get(fold(lowered), ()):
                if not self._is_excluded(key, tidied.lower(), lowered):
                    return key
        if self._any.match(lowered):
            for key, pattern in self._patterns:
                if pattern.match(lowered) and not self._is_excluded(key, tidied.lower(), lowered):
                    return key
        if self._any_subject.search(lowered):
            for key, subject in self._subjects:
                if subject.is_of(lowered) and not self._is_excluded(key, tidied.lower(), lowered):
                    return key
        return None

    def _is_excluded(self, key: str, *spellings: str) -> bool:
        never = self._never.get(key)
        return never is not None and any(never.search(spelling) for spelling in spellings)


def _folded(title: str) -> str:
    return fold(plain(tidy(title)).text)


def _first_title(key: str, entries: tuple[StandingEntry, ...]) -> str:
    titles = [title for e in entries if e.key == key for title in (e.title, *e.titles) if title]
    return titles[0] if titles else key


@cache
def catalogue(extra: tuple[StandingEntry, ...] = ()) -> Catalogue:
    """Give the catalogue together with a user's entries."""
    return Catalogue(extra)


@lru_cache(maxsize=10_000)
def recognise(title: str) -> str | None:
    """Give the key of the standing item that a title belongs to, None where the catalogue knows none."""
    return catalogue().recognise(title)
