"""What the readers saw of each loaded document, kept small, so that a later parser needs no PDF.

`work/pages/<document_id>`: masked as everything else is, and never published. It can be
made anew from the original, so a file that is missing or was written by another version is no fault.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from schemas.document import Outcome, ParsedDocument
from schemas.page import Bookmark, DocumentPages, Line, Page, ReadFinding, RuledTable, Word
from schemas.settings import Settings
from schemas.terms import Severity

# Goes up with every change of the form; what another form was written in is read from the original instead.
_FORM = b"p1"

# Higher costs twice the time for a tenth less.
_LEVEL = 4

Style = tuple[str, float, bool]


def path_of(settings: Settings, document_id: str) -> Path:
    """Give where the pages of a document lie."""
    return settings.pages / document_id


def keep_pages(settings: Settings, outcomes: Iterable[Outcome]) -> None:
    """Keep the pages of documents that were loaded."""
    for outcome in outcomes:
        if isinstance(outcome, ParsedDocument) and outcome.packed_pages is not None:
            path = path_of(settings, outcome.source.document_id)
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(".new")
            draft.write_bytes(outcome.packed_pages)
            draft.replace(path)


def kept_pages(settings: Settings, document_id: str) -> bytes | None:
    """Give the packed pages of a document; None where there are none of this form."""
    try:
        packed = path_of(settings, document_id).read_bytes()
    except FileNotFoundError:
        return None
    return packed if packed.startswith(_FORM) else None


def pack(pages: DocumentPages) -> bytes:
    """Pack what was seen: words and structure as JSON, numbers in four bytes where that loses nothing.

    CPR numbers are masked, and that they were is among the findings.
    """
    from tasks.parse.privacy import mask_pages, masked_finding

    pages, masked = mask_pages(pages)
    pages = replace(pages, findings=(*map(masked_finding, masked), *pages.findings))
    styles: dict[Style, int] = {}
    numbers: array[float] = array("d")
    packed = _without(pages, "pages") | {
        "created_at": pages.created_at and pages.created_at.isoformat(),
        "bookmarks": [_without(bookmark) for bookmark in pages.bookmarks],
        "findings": [_without(finding) for finding in pages.findings],
        "pages": [
            _without(page, "lines")
            | {
                "tables": [_without(table) for table in page.tables],
                "lines": [_pack_line(line, styles, numbers) for line in page.lines],
            }
            for page in pages.pages
        ],
        "styles": list(styles),
    }
    small = array("f", numbers)
    is_small = array("d", small) == numbers
    head = json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode()
    body = (small if is_small else numbers).tobytes()
    size = len(head).to_bytes(4, "little")
    return _FORM + zlib.compress((b"f" if is_small else b"d") + size + head + body, _LEVEL)


def unpack(packed: bytes) -> DocumentPages:
    """Give the pages that were packed."""
    plain = zlib.decompress(packed[len(_FORM) :])
    end = 5 + int.from_bytes(plain[1:5], "little")
    read = json.loads(plain[5:end])
    numbers: array[float] = array(chr(plain[0]))
    numbers.frombytes(plain[end:])
    styles = [(font, size, bold) for font, size, bold in read.pop("styles")]
    reader = _Numbers(numbers)
    pages = tuple(
        Page(
            **_tupled(page | {"tables": (), "lines": ()})
            | {
                "tables": tuple(RuledTable(**_tupled(table)) for table in page["tables"]),
                "lines": tuple(_unpack_line(line, styles, reader) for line in page["lines"]),
            }
        )
        for page in read["pages"]
    )
    findings = (finding | {"severity": Severity(finding["severity"])} for finding in read["findings"])
    return DocumentPages(
        **read
        | {
            "pages": pages,
            "created_at": read["created_at"] and datetime.fromisoformat(read["created_at"]),
            "bookmarks": tuple(Bookmark(**bookmark) for bookmark in read["bookmarks"]),
            "findings": tuple(ReadFinding(**finding) for finding in findings),
        }
    )


class _Numbers:
    """Numbers that are taken from the front."""

    def __init__(self, numbers: array[float]) -> None:
        self._numbers, self._next = numbers, 0

    def take(self, count: int) -> Sequence[float]:
        """Take the next so many."""
        first, self._next = self._next, self._next + count
        return self._numbers[first : self._next]


def _pack_line(line: Line, styles: dict[Style, int], numbers: array[float]) -> list[Any]:
    """Give texts, bullet, styles and whether all words are of one height; add the numbers."""
    words = line.words
    texts, fonts, sizes, bolds, lefts, tops, rights, bottoms = zip(*words, strict=True)
    kinds = [
        styles.setdefault(style, len(styles))
        for style in dict.fromkeys(zip(fonts, sizes, bolds, strict=True))
    ]
    of_words = (
        kinds if len(kinds) == 1 else [styles[style] for style in zip(fonts, sizes, bolds, strict=True)]
    )
    is_level = len(set(tops)) == len(set(bottoms)) == 1
    numbers.append(line.baseline)
    numbers.extend((tops[0], bottoms[0]) if is_level else (*tops, *bottoms))
    numbers.extend(lefts)
    numbers.extend(rights)
    return [texts, int(line.has_drawn_bullet), of_words, int(is_level)]


def _unpack_line(packed: list[Any], styles: list[Style], numbers: _Numbers) -> Line:
    texts, has_bullet, of_words, is_level = packed
    count = len(texts)
    (baseline,) = numbers.take(1)
    tops, bottoms = (numbers.take(1 if is_level else count) for _ in range(2))
    lefts, rights = numbers.take(count), numbers.take(count)
    words = []
    for place, text in enumerate(texts):
        font, size, bold = styles[of_words[place if len(of_words) > 1 else 0]]
        level = 0 if is_level else place
        words.append(Word(text, font, size, bold, lefts[place], tops[level], rights[place], bottoms[level]))
    return Line(tuple(words), baseline, bool(has_bullet))


def _without(thing: Any, *left_out: str) -> dict[str, Any]:  # noqa: ANN401
    """Give the fields of a dataclass by name."""
    return {f.name: getattr(thing, f.name) for f in fields(thing) if f.name not in left_out}


def _tupled(values: dict[str, Any]) -> dict[str, Any]:
    """Make tuples of what JSON made lists."""

    def tupled(value: Any) -> Any:  # noqa: ANN401
        return tuple(map(tupled, value)) if isinstance(value, list) else value

    return {name: tupled(value) for name, value in values.items()}
