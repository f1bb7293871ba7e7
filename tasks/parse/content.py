"""Keys of text: what two prints of the same words share."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from schemas.minutes import Item, ItemTable, Section
from schemas.terms import SectionKind

_EMPTY_DECISION = re.compile(r"^[-–—.\s]*$")
# A list marker is typography: a bullet that one export draws another writes as a hyphen. Before a digit it
# would become a minus when white space goes, so it is told apart: `- 5 pladser` is not `-5 pladser`.
_MARKER = re.compile(r"^- (?!\d)", re.MULTILINE)
_MARKED_NUMBER = re.compile(r"^- (?=\d)", re.MULTILINE)
_BULLET = "•"
# `1, 5 og 7` are other numbers than `1,5 og 7`. Written so that the search leaps from space to space.
_NUMBERS_APART = re.compile(r" (?=\d)(?:(?<=\d )|(?<=\d[.,] ))")
# What stands between two numbers where white space did, between the cells and the rows of a table, and
# between the parts of an item. To Python these are white space, so no folded text has them.
_APART, _CELL, _ROW, _PART = "\x1d", "\x1e", "\x1c", "\x1f"
# So many are remembered: those of one document mostly. Long texts would cost more memory than they save time.
_KEPT = 256
_LONG = 10_000


def fold_saying(text: str) -> str:
    """Fold a text so that white space, line breaks, case and a hyphen between letters make no difference.

    Everything else does: a number, a sign beside a digit, a full stop. Two numbers stay apart: `10 12` is not
    `1012`.
    """
    return _folded(text) if len(text) > _LONG else _folded_before(text)


def _folded(text: str) -> str:
    # Line by line, for a text takes twelve bytes a character while its case is folded. In lower case and not
    # with `casefold`, to which `Weiß` is `Weiss`.
    lines = unicodedata.normalize("NFC", text).split("\n")
    folded = unicodedata.normalize("NFC", "\n".join([line.lower() for line in lines]))
    if "- " in folded:
        folded = _MARKED_NUMBER.sub(_BULLET, _MARKER.sub("", folded))
    bare = _NUMBERS_APART.sub(_APART, " ".join(folded.split())).replace(" ", "")
    return _without_letter_hyphens(bare) if "-" in bare else bare


_folded_before = lru_cache(maxsize=_KEPT)(_folded)


def fold_below(heading: str, text: str) -> str:
    """Fold a heading and the text below it as one: each by itself where nothing at the seam can change.

    The text was folded for its item's key and is remembered.
    """
    if text[:1].isalpha() and not heading.rstrip().endswith("-"):
        return fold_saying(heading) + fold_saying(text)
    return fold_saying(f"{heading} {text}")


def _without_letter_hyphens(text: str) -> str:
    """Drop each hyphen between two letters."""
    first, *rest = text.split("-")
    parts, before = [first], first
    for part in rest:
        if not (before[-1:].isalpha() and part[:1].isalpha()):
            parts.append("-")
        parts.append(part)
        before = part
    return "".join(parts)


def content_id(sections: tuple[Section, ...], tables: tuple[ItemTable, ...]) -> str | None:
    """Give the key of what an item says in its sections and tables; None where it says nothing.

    Headings, title and numbers are no part of it. 32 hex digits of SHA-256; the parts are kept apart, so that
    words do not move from one to the other unseen.
    """
    parts = [part for position in range(len(sections) + 1) for part in _said(position, sections, tables)]
    if not parts:
        return None
    return hashlib.sha256(_PART.join(parts).encode()).hexdigest()[:32]


def _said(position: int, sections: tuple[Section, ...], tables: tuple[ItemTable, ...]) -> list[str]:
    """Fold the section at a position (from 1; 0 is what stands before the first) and its tables."""
    parts: list[str] = []
    if position:
        section = sections[position - 1]
        is_empty = section.kind is SectionKind.BESLUTNING and _EMPTY_DECISION.match(section.text)
        if not is_empty and (said := fold_saying(section.text)):
            parts.append(said)
    for table in tables:
        if (table.section or 0) == position:
            rows = (table.header, *table.rows) if table.header else table.rows
            parts.append(_ROW.join(_CELL.join(map(fold_saying, row)) for row in rows))
    return parts


def text_sha256(head: list[str | None], items: list[Item]) -> str:
    """Hash the parsed text of a document: its head, then all items, without pages and line breaks."""
    digest = hashlib.sha256()
    for count, part in enumerate(_parts(head, items)):
        if count:
            digest.update(b"\x1f")
        digest.update(part.encode())
    return digest.hexdigest()


def _parts(head: list[str | None], items: list[Item]) -> Iterator[str]:
    """Give what is hashed, part by part: a document of 2,000 pages is not folded as a whole."""
    yield from (fold_saying(text) for text in head if text)
    for item in items:
        numbers = item.number, item.title, item.case_number, item.journal_number, item.document_number
        yield from (fold_saying(text) for text in numbers if text)
        for section in item.sections:
            yield fold_below(section.heading, section.text)
        yield "closed" if item.is_closed else "open"
        for table in item.tables:
            yield from (
                fold_saying(cell) for cell in [*table.header, *(c for row in table.rows for c in row)]
            )
