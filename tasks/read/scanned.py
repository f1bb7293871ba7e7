"""From what tesseract saw to the pages of `schemas.page`: upright, in points, without its noise.

A scanned page lies askew, so its lines are turned level by the slope that most of them have. A line's
size is measured on its letters and differs by a pixel from line to line, so the sizes of a document
are gathered around the few that it was printed in: else every other line would look like a heading.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from schemas.page import Page
from tasks.read.leaders import Leader
from tasks.read.lines import Run, lines_of
from tasks.read.tesseract import SeenLine, SeenWord

FONT, BOLD_FONT = "Scanned", "Scanned-Bold"
LEADER = "….."

# Sizes this close (share) are one: a letter of 30 pixels is measured to one or two of them.
_SAME_SIZE = 0.1
# Lines shorter than this (x-heights) tell little of how a page lies.
_TELLING = 15
# Words that tesseract is less sure of (0 to 100) are noise at the edges of a line, lines a smudge.
_UNSURE_WORD = 30.0
_UNSURE_LINE = 40.0
_SURE_WORD = 75.0
_LONG_WORD = 5
# A word of a letter or two that stands this far (x-heights) from the next one has to be surer than that.
_APART, _UNSURE_APART = 6.0, 60.0
# Bold strokes are this much thicker than regular ones: Arial 1.5, Times New Roman 1.5, Libertinus 1.4.
_BOLD_STEM = 1.22
# A line with this share of bold letters is bold; a word of so many letters tells its weight itself.
_ALL_BOLD = 0.8
_TELLING_WORD = 4
# A leader belongs to a line that it stands this close to (x-heights), and the first dot of one is read
# as a full stop of the word that it touches.
_BESIDE = 0.8

_RULING = re.compile(r"[|¦_\[\]{}~\\=]+")
_HAS_WORD = re.compile(r"[^\W_]")
# What the Danish model, which was shown neither, makes of a bullet and of a paragraph sign.
_BULLET = re.compile(r"[eo©®«»*¢°●+]")
_PARAGRAPH_SIGN = re.compile(r"[$&]")
_DASH = re.compile("^-?–-?$")
_SPELLING = str.maketrans({"—": "–", "‘": "’", "|": ""})


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page as tesseract saw it; `width` and `height` in points, `scale` in pixels a point."""

    number: int
    width: float
    height: float
    scale: float
    lines: Sequence[SeenLine]
    leaders: Sequence[Leader]

    @property
    def confidence(self) -> float | None:
        """Give the mean confidence of its words (0 to 100), by length; None on a blank page."""
        words = [word for line in self.lines for word in line.words]
        letters = sum(len(word.text) for word in words)
        return sum(word.confidence * len(word.text) for word in words) / letters if letters else None


def lay_out(pages: Sequence[SeenPage], body_size: float | None, extractor: str) -> list[Page]:
    """Make pages of what was seen, with the sizes of all of them told apart together.

    `body_size` is the size of text on pages that are no scans, None where there are none.
    """
    cleaned = [replace(page, lines=_without_noise(page)) for page in pages]
    sizes, weights = _Sizes(cleaned, body_size), _Weights(cleaned)
    return [
        Page(page.number, page.width, page.height, lines_of(_runs(page, sizes, weights)), (), extractor)
        for page in cleaned
    ]


class _Sizes:
    """The few sizes that a document was printed in, told by its lines."""

    def __init__(self, pages: Sequence[SeenPage], body_size: float | None) -> None:
        measured = [
            (line.size / page.scale, sum(len(word.text) for word in line.words))
            for page in pages
            for line in page.lines
        ]
        self._known: list[float] = []
        while measured:
            peak = _most_common(measured)
            near = [m for m in measured if abs(m[0] - peak) <= _SAME_SIZE * peak]
            self._known.append(median(size for size, letters in near for _ in range(letters)))
            measured = [m for m in measured if m not in near]
        self._factor = 1.0
        if body_size and self._known and abs(self._known[0] / body_size - 1) <= 2 * _SAME_SIZE:
            self._factor = body_size / self._known[0]

    def of(self, line: SeenLine, scale: float) -> float:
        """Give a line's font size in points: the one of the document's that is nearest."""
        size = line.size / scale
        return round(min(self._known, key=lambda known: abs(known - size)) * self._factor, 1)


def _most_common(measured: Sequence[tuple[float, int]]) -> float:
    """Give the size around which most letters are printed."""

    def letters_near(size: float) -> int:
        return sum(letters for other, letters in measured if abs(other - size) <= _SAME_SIZE * size / 2)

    return max(sorted({size for size, _ in measured}), key=letters_near)


class _Weights:
    """Which words are bold: those with clearly thicker strokes than most of the document has."""

    def __init__(self, pages: Sequence[SeenPage]) -> None:
        stems = [
            word.stem
            for page in pages
            for line in page.lines
            for word in line.words
            for _ in word.text
            if word.stem
        ]
        self._least = _BOLD_STEM * median(stems) if stems else math.inf

    def of(self, line: SeenLine) -> list[bool]:
        """Say of each word of a line whether it is bold: as its neighbour, where it is too short to tell."""
        letters = sum(len(word.text) for word in line.words)
        share = sum(len(word.text) for word in line.words if word.stem >= self._least) / letters
        if share >= _ALL_BOLD or share <= 1 - _ALL_BOLD:
            return [share > 0.5] * len(line.words)
        found: list[bool] = []
        for word in line.words:
            is_telling = len(word.text) >= _TELLING_WORD or not found
            found.append(word.stem >= self._least if is_telling else found[-1])
        return found


def _runs(page: SeenPage, sizes: _Sizes, weights: _Weights) -> Iterator[Run]:
    """Turn a page level and give its words, and its leaders, as runs in points."""
    slope = _slope(page.lines)
    free = list(page.leaders)

    def level(x: float, y: float) -> tuple[float, float]:
        x, y = x / page.scale, y / page.scale
        return x + slope * (y - page.height / 2), y - slope * (x - page.width / 2)

    for line in page.lines:
        size, bold = sizes.of(line, page.scale), weights.of(line)
        middle = (line.x0 + line.x1) / 2
        height = line.y + line.slope * (middle - line.x0)
        _, baseline = level(middle, height)
        words, leaders = (
            list(zip(line.words, bold, strict=True)),
            [leader for leader in free if _is_on(leader, line)],
        )
        free = [leader for leader in free if leader not in leaders]
        for leader in leaders:
            words = [(_beside(word, leader, line.x_height), is_bold) for word, is_bold in words]
            end = leader.x1 - line.x_height
            words.append((SeenWord(LEADER, 100.0, leader.x0, end), False))
        words.sort(key=lambda pair: pair[0].x0)
        texts = _spelled([word.text for word, _ in words])
        for text, (word, is_bold) in zip(texts, words, strict=True):
            start, end = level(word.x0, height)[0], level(word.x1, height)[0]
            if text:
                font = BOLD_FONT if is_bold else FONT
                yield Run(text, font, size, is_bold, start, end, round(baseline, 2))


def _slope(lines: Sequence[SeenLine]) -> float:
    """Give how much the lines of a page fall to the right: what most of their length does."""
    slopes = [
        line.slope
        for line in lines
        if line.x1 - line.x0 > _TELLING * line.x_height
        for _ in range(int((line.x1 - line.x0) / 100) + 1)
    ]
    return median(slopes) if slopes else 0.0


def _is_on(leader: Leader, line: SeenLine) -> bool:
    return abs(line.y + line.slope * (leader.x0 - line.x0) - leader.y) < _BESIDE * line.x_height


def _beside(word: SeenWord, leader: Leader, x_height: float) -> SeenWord:
    """Give a word as it stands beside a leader: after it where it was, before it without its first dot."""
    if (word.x0 + word.x1) / 2 > leader.x0:
        return word._replace(x0=word.x0 + leader.moved, x1=word.x1 + leader.moved)
    touches = abs(leader.x0 - word.x1) < _BESIDE * x_height
    return word._replace(text=word.text.removesuffix(".")) if touches else word


def _without_noise(page: SeenPage) -> list[SeenLine]:
    """Drop what is no text: rulings read as letters, smudges, and specks at the ends of lines."""
    lines: list[SeenLine] = []
    for line in page.lines:
        words = [word for word in line.words if not _RULING.fullmatch(word.text)]
        while words and _is_speck(words[-1], words[-2:-1], line):
            words.pop()
        while words and _is_speck(words[0], words[1:2], line):
            words.pop(0)
        if words and _is_text(words):
            lines.append(replace(line, words=tuple(words)))
    return lines


def _is_speck(word: SeenWord, beside: Sequence[SeenWord], line: SeenLine) -> bool:
    """Say whether the word at the end of a line is dirt."""
    if len(word.text) > 2:
        return False
    gap = min((max(other.x0 - word.x1, word.x0 - other.x1) for other in beside), default=0.0)
    is_apart = gap > _APART * line.x_height and not word.text.isdigit()
    least = _UNSURE_APART if is_apart else _UNSURE_WORD
    return word.confidence < least


def _is_text(words: Sequence[SeenWord]) -> bool:
    """Say whether a line holds text: any letter or digit, and not all of it unsure."""
    if not any(_HAS_WORD.search(word.text) for word in words):
        return False
    if any(word.confidence >= _SURE_WORD and len(word.text) > 1 for word in words):
        return True
    if max(len(word.text) for word in words) >= _LONG_WORD:
        return True  # a word that a smudge made unreadable: better to see than to lose
    return sum(word.confidence for word in words) / len(words) >= _UNSURE_LINE


def _spelled(texts: Sequence[str]) -> list[str]:
    """Mend what tesseract is known to spell wrong in Danish; an empty text is a word to drop."""
    mended = [_DASH.sub("–", text.translate(_SPELLING)) for text in texts]
    if len(mended) > 1 and _BULLET.fullmatch(mended[0]):
        mended[0] = "•"
    for index, after in enumerate(mended[1:]):
        if _PARAGRAPH_SIGN.fullmatch(mended[index]) and after[:1].isdigit():
            mended[index] = "§"
    return mended
