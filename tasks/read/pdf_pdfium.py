"""The pdfium reader: the same pages as pdfplumber's, at many times its speed.

One bulk call gives a page's text, a regular expression cuts it into words, and only the first and the
last character of each word are asked for their place.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence
from itertools import accumulate, compress, count, repeat
from operator import sub
from typing import Any, NamedTuple

from schemas.page import Page, ReadFinding
from tasks.read import pdfium_raw as raw
from tasks.read.levels import level_grids
from tasks.read.lines import WORD_GAP, Columns, Run, font_name, lines_of, lines_of_columns, to_turned
from tasks.read.pdfium_drawn import Drawn, drawn_on
from tasks.read.pdfium_raw import Look, Matrix, Pdfium, pdfium, read_look
from tasks.read.rulings import MOST_EDGES, grids_of
from tasks.read.tables import take_tables
from tasks.read.visibility import Color, Ink, Sheet, hidden_text, is_all_seen, split_hidden

EXTRACTOR = "pdfium"

# pdfium writes U+FFFE for a hyphen at the end of a line and leaves the line break out.
_HYPHENS = "\ufffe\x02"
_WORD = re.compile(f"[^\\s{_HYPHENS}]+[{_HYPHENS}]?|[{_HYPHENS}]")
# Characters that no font said the meaning of.
_UNMAPPED = re.compile("[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_MOST_UNMAPPED = 0.05
# Five letters in a row that stand alone: letter-spaced text that pdfium took for words.
_SPACED_LETTERS = re.compile(r"(?<!\S)(?:[^\W\d_] ){5}")
_LINE_BREAK = "\r\n"
_FIVE_SPACES = " " * 5


class PageUnreadable(Exception):
    """pdfium reads this page badly; the message says what was seen."""


class _Pen(NamedTuple):
    """What the words of a text object share with those of many others."""

    font: str
    size: float
    bold: bool
    angle: int
    color: Color | None
    is_painted: bool


def _words_of(text: str) -> tuple[list[str], list[int], list[int]]:
    """Cut a page's text into words; give them with the places of their first and last characters."""
    words = text.split()
    parts = text.replace(_LINE_BREAK, "  ").split(" ")
    if any(hyphen in text for hyphen in _HYPHENS) or list(filter(None, parts)) != words:
        matches = list(_WORD.finditer(text))
        places = list(map(re.Match.start, matches)), [match.end() - 1 for match in matches]
        return list(map(re.Match.group, matches)), *places
    # Mostly one space parts two words and a line break two lines: by columns that takes a third of the time.
    firsts = [0, *accumulate([len(part) + 1 for part in parts])]
    lasts = [after - 2 for after in firsts[1:]]
    return words, list(compress(firsts, parts)), list(compress(lasts, parts))


def handle_of(pdf: Any) -> int:  # noqa: ANN401
    """Give the handle of an open pypdfium2 document."""
    return ctypes.cast(pdf.raw, ctypes.c_void_p).value or 0


def read_page(document: int, number: int) -> tuple[Page, list[ReadFinding]]:
    """Read one page of an open document; `number` counts from 1.

    Raises `PageUnreadable` where another reader should be asked.
    """
    lib = pdfium()
    page = lib.call.FPDF_LoadPage(document, number - 1)
    if not page:
        raise PageUnreadable("it could not be loaded")
    try:
        text_page = lib.call.FPDFText_LoadPage(page)
        if not text_page:
            raise PageUnreadable("its text could not be loaded")
        try:
            return _read(lib, page, text_page, number)
        finally:
            lib.call.FPDFText_ClosePage(text_page)
    finally:
        lib.call.FPDF_ClosePage(page)


def is_scan(document: int, number: int) -> bool:
    """Say whether images cover most of a page of an open document; `number` counts from 1."""
    lib = pdfium()
    page = lib.call.FPDF_LoadPage(document, number - 1)
    if not page:
        return False
    try:
        frame, width, height = _frame(lib, page)
        return Sheet(width, height, drawn_on(lib, page, frame).paints).is_scan
    except PageUnreadable:
        return False
    finally:
        lib.call.FPDF_ClosePage(page)


def _read(lib: Pdfium, page: int, text_page: int, number: int) -> tuple[Page, list[ReadFinding]]:
    frame, width, height = _frame(lib, page)
    drawn = drawn_on(lib, page, frame)
    words = _PageText(lib, page, text_page, frame, drawn)
    words.check()
    columns, owners = words.runs()
    sheet = Sheet(width, height, drawn.paints)
    hidden: list[Run] = []
    is_seen = is_all_seen(columns, words.ink_of_all(owners), sheet)
    if is_seen and not drawn.edges:
        lines = lines_of_columns(columns, drawn.shapes)
        return Page(number, width, height, lines, (), EXTRACTOR), []
    runs = columns.runs()
    if not is_seen:
        runs, hidden = split_hidden(runs, [words.ink(owner) for owner in owners], sheet)
    findings = [hidden_text(hidden, number)] if hidden else []
    if len(drawn.edges) > MOST_EDGES:
        message = "The page is a drawing of too many lines to look for tables in."
        findings.append(ReadFinding(rule="too-many-rulings", message=message, page=number))
        drawn.edges.clear()
    tables, rest = take_tables(grids_of(drawn.edges, width, height), runs)
    more, rest = take_tables(level_grids(drawn.edges, rest), rest)
    tables = tuple(sorted((*tables, *more), key=lambda table: table.top))
    return Page(number, width, height, lines_of(rest, drawn.shapes), tables, EXTRACTOR), findings


def _frame(lib: Pdfium, page: int) -> tuple[Matrix, float, float]:
    """Give the matrix from PDF space to `schemas.page`'s, and the page's width and height."""
    box = lib.rect
    if not lib.call.FPDF_GetPageBoundingBox(page, box):
        raise PageUnreadable("it has no size")
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    width, height = right - left, top - bottom
    turns = lib.call.FPDFPage_GetRotation(page)
    if turns == 1:
        return (0.0, 1.0, 1.0, 0.0, -bottom, -left), height, width
    if turns == 2:
        return (-1.0, 0.0, 0.0, 1.0, right, -bottom), width, height
    if turns == 3:
        return (0.0, -1.0, -1.0, 0.0, top, right), height, width
    return (1.0, 0.0, 0.0, -1.0, -left, top), width, height


class _PageText:
    """The text of one open page, and the questions about it."""

    def __init__(self, lib: Pdfium, page: int, text_page: int, frame: Matrix, drawn: Drawn) -> None:
        self._lib, self._page, self._text_page, self._frame = lib, page, text_page, frame
        self._drawn = drawn
        self._text, self._count = lib.text(text_page)
        self._pens: dict[int, _Pen] = {}
        self._alike: dict[Look, _Pen] = {}
        self._alone: set[int] | None = None

    def check(self) -> None:
        """Raise `PageUnreadable` where the text looks like one that pdfium could not read."""
        if self._drawn.text_objects and self._count and not self._text.strip():
            raise PageUnreadable("it has text, but hardly any character of it could be read")
        unmapped = self._count - len(self._text)
        if unmapped > 0 or _UNMAPPED.search(self._text):
            unmapped += len(_UNMAPPED.findall(self._text))
        if unmapped > _MOST_UNMAPPED * self._count:
            raise PageUnreadable("many of its characters have no meaning in their font")
        # Every second character a space, five times: seen in a hundredth of the expression's time.
        is_suspect = any(_FIVE_SPACES in self._text[start::2] for start in (0, 1))
        if is_suspect and _SPACED_LETTERS.search(self._text):
            raise PageUnreadable("its letters are set apart like words")

    def runs(self) -> tuple[Columns, list[int]]:
        """Cut the text into words and ask where each starts and ends; give them with their text objects.

        This is where the time goes: three calls a word, and all else by columns.
        """
        lib, text_page = self._lib, self._text_page
        words, firsts, lasts = _words_of(self._text)
        if self._count != len(self._text):
            index_of = lib.call.FPDFText_GetCharIndexFromTextIndex
            firsts, lasts = (list(map(index_of, repeat(text_page), some)) for some in (firsts, lasts))
        owners = self._owners(firsts)
        if 0 in owners:
            is_known = list(map(bool, owners))
            words = list(compress(words, is_known))
            firsts, lasts, owners = (list(compress(some, is_known)) for some in (firsts, lasts, owners))
        if not words:
            return Columns.of(()), []
        self._take_pens(owners, firsts)
        fonts, sizes, bolds, angles, _, _ = zip(*map(self._pens.__getitem__, owners), strict=True)
        starts, ends, baselines = self._places(firsts, lasts, angles)
        if any(hyphen in self._text for hyphen in _HYPHENS):
            words = [
                word[:-1] + self._hyphen(owner) if word[-1] in _HYPHENS else word
                for word, owner in zip(words, owners, strict=True)
            ]
        runs = Columns(words, fonts, sizes, bolds, starts, ends, baselines, angles)
        widest = WORD_GAP * max(sizes)
        gaps = map(abs, map(sub, starts[1:], ends))
        near = list(compress(count(1), map(widest.__ge__, gaps)))
        return self._glued(runs, owners, firsts, lasts, near) if near else (runs, owners)

    def _owners(self, firsts: Sequence[int]) -> list[int]:
        """Give the text object of each character, 0 where it has none.

        Mostly one object holds all of a line: then its last character is asked about, and those between are
        not. An object's characters stand together.
        """
        get_object, text_page, text = self._lib.call.FPDFText_GetTextObject, self._text_page, self._text
        if self._count != len(text):
            return list(map(get_object, repeat(text_page), firsts))
        owners: list[int] = []
        known_to, asked_to, text_object = -1, -1, 0
        for first in firsts:
            if first > known_to:
                text_object = get_object(text_page, first)
                if first > asked_to and text_object:
                    asked_to = text.find(_LINE_BREAK, first)
                    line_end = (len(text) if asked_to < 0 else asked_to) - 1
                    known_to = line_end if get_object(text_page, line_end) == text_object else -1
            owners.append(text_object)
        return owners

    def _places(
        self, firsts: list[int], lasts: list[int], angles: Sequence[int]
    ) -> tuple[list[float], list[float], list[float]]:
        """Give starts, ends and baselines of words by their first and last characters."""
        a, b, c, d, e, f = self._frame
        xs, ys = self._lib.origins(self._text_page, firsts)
        boxes = self._lib.loose_boxes(self._text_page, lasts)
        if a == 1 and not any(angles):
            rights = boxes[2::4]
            if e:
                xs, rights = [x + e for x in xs], [x + e for x in rights]
            return xs, rights, [f - y for y in ys]
        corners = zip(*(boxes[side::4] for side in range(4)), strict=True)
        found = [
            self._turned(a * x + c * y + e, b * x + d * y + f, box, angle)
            if angle or a != 1
            else (x + e, box[2] + e, f - y)
            for x, y, box, angle in zip(xs, ys, corners, angles, strict=True)
        ]
        starts, ends, baselines = zip(*found, strict=True)
        return list(starts), list(ends), list(baselines)

    def _glued(
        self, runs: Columns, owners: list[int], firsts: list[int], lasts: list[int], near: list[int]
    ) -> tuple[Columns, list[int]]:
        """Put words together that only pdfium's own space keeps apart, where it is narrower than one.

        `near` names the words that begin near the end of the one before them.
        """
        is_generated, text_page = self._lib.call.FPDFText_IsGenerated, self._text_page
        _, _, sizes, _, starts, _, baselines, angles = runs
        texts, ends = list(runs.texts), list(runs.ends)
        is_kept = [True] * len(texts)
        head = -1
        for index in near:
            # The word that this one would be put to may itself have been put to those before.
            head = head if not is_kept[index - 1] else index - 1
            if (
                abs(starts[index] - runs.ends[index - 1]) <= WORD_GAP * sizes[index]
                and firsts[index] == lasts[index - 1] + 2
                and angles[index] == angles[head]
                and abs(baselines[index] - baselines[head]) < 1
                and is_generated(text_page, firsts[index] - 1)
            ):
                texts[head] += texts[index]
                ends[head] = ends[index]
                is_kept[index] = False
        if all(is_kept):
            return runs, owners
        grown = runs._replace(texts=texts, ends=ends)
        kept = Columns._make([list(compress(column, is_kept)) for column in grown])
        return kept, list(compress(owners, is_kept))

    def ink(self, text_object: int) -> Ink:
        """Give how the words of a text object are painted."""
        pen, order = self._pens[text_object], self._drawn.order
        return Ink(order.get(text_object, 0), pen.color, pen.is_painted)

    def ink_of_all(self, owners: Sequence[int]) -> set[Ink]:
        """Give each way in which words are painted once, all as early as the earliest of them."""
        order = self._drawn.order
        first = min([order.get(owner, 0) for owner in set(owners)], default=0) if order else 0
        return {Ink(first, pen.color, pen.is_painted) for pen in self._alike.values()}

    def _hyphen(self, text_object: int) -> str:
        """Say which hyphen ends a text object: a hard one or a soft one.

        pdfium tells both alike, unless no other text follows: so the object is read alone.
        """
        call = self._lib.call
        if self._alone is None:
            self._alone = set(self._drawn.objects)
            raw.exhaust(map(call.FPDFPageObj_SetIsActive, self._alone, repeat(0)))
        if text_object not in self._alone:
            return "-"
        call.FPDFPageObj_SetIsActive(text_object, 1)
        text_page = call.FPDFText_LoadPage(self._page)
        text, _ = self._lib.text(text_page)
        call.FPDFText_ClosePage(text_page)
        call.FPDFPageObj_SetIsActive(text_object, 0)
        return "\u00ad" if text.rstrip().endswith("\u00ad") else "-"

    def _turned(self, x: float, y: float, box: Sequence[float], angle: int) -> tuple[float, float, float]:
        """Give start, end and baseline of a word on a turned page or at an angle.

        `x` and `y` are where it starts on the page; `box` is that of its last character in PDF space.
        """
        a, b, c, d, e, f = self._frame
        left, top, right, bottom = box
        start, baseline = to_turned(x, y, angle)
        ends = [
            to_turned(a * u + c * v + e, b * u + d * v + f, angle)[0]
            for u, v in ((left, bottom), (right, top))
        ]
        return start, max(start, *ends), baseline

    def _take_pens(self, owners: Sequence[int], firsts: Sequence[int]) -> None:
        """Note what the words of each text object share; `firsts` names a character for each owner."""
        a_character = dict(zip(owners, firsts, strict=True))
        looks = self._lib.looks(self._text_page, list(a_character), list(a_character.values()))
        for look in set(looks):
            self._alike[look] = self._new_pen(look)
        self._pens.update(zip(a_character, map(self._alike.__getitem__, looks), strict=True))

    def _new_pen(self, look: Look) -> _Pen:
        font, mode, seen = look
        name, is_bold = font_name(self._lib.font_name(font))
        font_size, color, (a, b, c, d) = read_look(seen)
        if b == 0 == c and a > 0 and self._frame[0] == 1:
            size, angle = abs(font_size * d), 0
        else:
            size = abs(font_size * (a * d - b * c)) / (math.hypot(a, b) or 1.0)
            dx = self._frame[0] * a + self._frame[2] * b
            dy = self._frame[1] * a + self._frame[3] * b
            angle = round(math.degrees(math.atan2(-dy, dx))) % 360
        is_painted = mode not in raw.INVISIBLE_MODES and (color is None or color[3] > 0)
        return _Pen(name, round(size, 2), is_bold, angle, None if color is None else color[:3], is_painted)
