"""What the readers saw of each loaded document, kept small, so that a later parser needs no PDF.

`work/pages/<document_id>`: masked as everything else is, and never published. It can be
made anew from the original, so a file that is missing or was written by another version is no fault.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any

from schemas.document import Outcome, ParsedDocument
from schemas.page import Bookmark, DocumentPages, Line, Page, ReadFinding, RuledTable, Word
from schemas.settings import Settings
from schemas.terms import Severity

# Goes up with every change of the form; what another form was written in is read from the original instead.
_FORM = b"p2"

# Higher costs half as much time again for a fifteenth less.
_LEVEL = 1

# Before each part of a page stands how many bytes it has.
_LENGTH_BYTES = 4

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
    """Pack what was seen, page by page: words and structure as JSON, places as numbers.

    Nothing is laid out for the whole document at once: a worker has no room for a long one. CPR numbers
    are masked, and that they were is among the findings.
    """
    from tasks.parse.privacy import mask_pages, masked_finding

    pages, masked = mask_pages(pages)
    findings = (*map(masked_finding, masked), *pages.findings)
    head = _without(pages, "pages") | {
        "created_at": pages.created_at and pages.created_at.isoformat(),
        "bookmarks": [_without(bookmark) for bookmark in pages.bookmarks],
        "findings": [_without(finding) for finding in findings],
    }
    squeezer = zlib.compressobj(_LEVEL)
    squeezed = [_FORM, squeezer.compress(_sized(_as_json(head)))]
    styles: dict[Style, int] = {}
    for page in pages.pages:
        squeezed += [squeezer.compress(_sized(part)) for part in _pack_page(page, styles)]
    return b"".join([*squeezed, squeezer.flush()])


def unpack(packed: bytes) -> DocumentPages:
    """Give the pages that were packed."""
    parts = _parts(zlib.decompress(packed[len(_FORM) :]))
    head = json.loads(next(parts))
    styles: list[Style] = []
    pages = tuple(
        _unpack_page(json.loads(seen), numbers, places, styles)
        for seen, numbers, places in zip(parts, parts, parts, strict=True)
    )
    findings = (finding | {"severity": Severity(finding["severity"])} for finding in head["findings"])
    return DocumentPages(
        **head
        | {
            "pages": pages,
            "created_at": head["created_at"] and datetime.fromisoformat(head["created_at"]),
            "bookmarks": tuple(Bookmark(**bookmark) for bookmark in head["bookmarks"]),
            "findings": tuple(ReadFinding(**finding) for finding in findings),
        }
    )


def _pack_page(page: Page, styles: dict[Style, int]) -> tuple[bytes, bytes, bytes]:
    """Give a page as JSON, with the styles that it is the first to have; its numbers; its lines' places."""
    known = len(styles)
    numbers: array[float] = array("d")
    places: list[bytes] = []
    lines = [_pack_line(line, styles, numbers, places) for line in page.lines]
    seen = _without(page, "lines") | {
        "tables": [_without(table) for table in page.tables],
        "lines": lines,
        "styles": list(styles)[known:],
    }
    return _as_json(seen), numbers.tobytes(), b"".join(places)


def _unpack_page(page: dict[str, Any], numbers: bytes, places: bytes, styles: list[Style]) -> Page:
    styles.extend((font, size, bold) for font, size, bold in page.pop("styles"))
    each, starts = _Front(array("d", numbers)), _Front(array("f", places))
    lines = tuple(_unpack_line(line, styles, each, starts) for line in page["lines"])
    tables = tuple(RuledTable(**_tupled(table)) for table in page["tables"])
    return Page(**_tupled(page | {"tables": (), "lines": ()}) | {"tables": tables, "lines": lines})


def _pack_line(line: Line, styles: dict[Style, int], numbers: array[float], places: list[bytes]) -> list[Any]:
    """Give bullet and text with its style, or the texts of words that differ in more, each with its own."""
    numbers.append(line.baseline)
    bullet = int(line.has_drawn_bullet)
    if (of_words := line.places) is not None:
        places.append(of_words)
        return [bullet, line.text, _number_of((line.font, line.size, line.bold), styles)]
    kinds = [_number_of((word.font, word.size, word.bold), styles) for word in line.words]
    for word in line.words:
        numbers.extend((word.x0, word.top, word.x1, word.bottom))
    return [bullet, [word.text for word in line.words], kinds]


def _unpack_line(packed: list[Any], styles: list[Style], numbers: _Front, places: _Front) -> Line:
    bullet, said, kind = packed
    (baseline,) = numbers.take(1)
    if isinstance(said, str):
        count = said.count(" ") + 1
        line = Line.of_one_style(said, styles[kind], baseline, places.take(count), places.take(count))
        return line.with_bullet() if bullet else line
    words = []
    for text, (font, size, bold) in zip(said, (styles[number] for number in kind), strict=True):
        x0, top, x1, bottom = numbers.take(4)
        words.append(Word(text, font, size, bold, x0, top, x1, bottom))
    return Line(tuple(words), baseline, bool(bullet))


class _Front:
    """Numbers that are taken from the front."""

    def __init__(self, numbers: array[float]) -> None:
        self._numbers, self._next = numbers, 0

    def take(self, count: int) -> tuple[float, ...]:
        """Take the next so many."""
        first, self._next = self._next, self._next + count
        return tuple(self._numbers[first : self._next])


def _number_of(style: Style, styles: dict[Style, int]) -> int:
    return styles.setdefault(style, len(styles))


def _as_json(thing: dict[str, Any]) -> bytes:
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":")).encode()


def _sized(part: bytes) -> bytes:
    return len(part).to_bytes(_LENGTH_BYTES, "little") + part


def _parts(plain: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(plain):
        start = at + _LENGTH_BYTES
        at = start + int.from_bytes(plain[at:start], "little")
        yield plain[start:at]


def _without(thing: Any, *left_out: str) -> dict[str, Any]:  # noqa: ANN401
    """Give the fields of a dataclass by name."""
    return {f.name: getattr(thing, f.name) for f in fields(thing) if f.name not in left_out}


def _tupled(values: dict[str, Any]) -> dict[str, Any]:
    """Make tuples of what JSON made lists."""

    def tupled(value: Any) -> Any:  # noqa: ANN401
        return tuple(map(tupled, value)) if isinstance(value, list) else value

    return {name: tupled(value) for name, value in values.items()}
