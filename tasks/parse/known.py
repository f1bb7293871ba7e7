"""The titles that a document names beforehand, in its contents list and its bookmarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from tasks.parse.layout import item_rules, split_markers
from vocabulary.tables import fold

# A title that is cut short has this many letters and digits at least (FirstAgenda: about 80).
CUT = 60
_ALIKE = 80


def bare_title(title: str) -> str:
    """Give a title without its number and its marks of open or closed."""
    for rule in item_rules():
        if rule.id != "number" and (match := rule.pattern.fullmatch(title)):
            title = match["title"]
            break
    return split_markers(title)[0]


def is_same_title(known: str, title: str) -> bool:
    """Say whether a folded title is one that was named, cut short or not."""
    return known == title or (len(known) >= CUT and title.startswith(known))


def is_alike(known: str, title: str) -> bool:
    """Say whether a folded title is one that was named, cut or worded a little differently."""
    if is_same_title(known, title):
        return True
    cut = fuzz.ratio(known, title[: len(known)]) if len(known) >= CUT else 0.0
    return max(fuzz.ratio(known, title), cut) >= _ALIKE


@dataclass(frozen=True, slots=True)
class KnownTitles:
    """Titles in their printed order: `whole` folded as they are, `bare` without numbers and marks."""

    whole: tuple[str, ...]
    bare: tuple[str, ...]

    @classmethod
    def of(cls, titles: Iterable[str]) -> KnownTitles:
        """Fold the titles of a contents list or of bookmarks."""
        titles = list(titles)
        return cls(tuple(map(fold, titles)), tuple(fold(bare_title(title)) for title in titles))

    def names(self, title: str) -> bool:
        """Say whether a title without number and marks is one of these, in nearly the same words."""
        folded = fold(title)
        if folded in self.bare or _nearest(folded, self.bare):
            return True
        return any(len(known) >= CUT and is_alike(known, folded) for known in self.bare)

    def continues(self, title: str) -> bool:
        """Say whether a title, marks aside, is one of these or a part of one."""
        folded = fold(split_markers(title)[0])
        return any(folded in known for known in self.whole)

    def index_after(self, title: str, start: int) -> int | None:
        """Give where in the list a title stands, from an index on; None where it does not."""
        folded = fold(title)
        return next((i for i in range(start, len(self.bare)) if is_alike(self.bare[i], folded)), None)


def _nearest(title: str, known: Sequence[str]) -> bool:
    return process.extractOne(title, known, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None
