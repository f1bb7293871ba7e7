"""The program tesseract: whether it is there, and what it recognises in a picture of a page.

It is asked for hOCR, not for TSV: only hOCR tells a line's baseline, without which neither lines nor
sizes could be told on a page that lies askew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

LANGUAGE = "dan"
# A column of text of varying sizes: minutes are one. Left to itself, tesseract takes page numbers under
# each other for a vertical line, and the columns of a contents list for two blocks.
_PAGE_MODE = "4"
# A dense page takes some five seconds. A page may be recognised twice within a worker's limit.
TIMEOUT_SECONDS = 80.0
_ASK_SECONDS = 20.0

# Shares of the font size: how tall tall letters and digits are (Arial 0.72, Times New Roman 0.67), and
# small ones (0.52, 0.45).
_TALL_HEIGHT, _X_HEIGHT = 0.7, 0.5
_TALL = re.compile("[bdfhklA-ZÆØ]")
_SMALL = re.compile("[acegmnopqrsuvwxyzæ]{2,}[.,:;]?")
# Digits are less tall than letters in many fonts: they are asked only where there is nothing else.
_DIGIT = re.compile("[0-9]")
# What tesseract is less sure of than this (0 to 100) may be no letter at all.
_SURE = 70.0
_RINGED = re.compile("[åÅÄÖÜÉéäöü()/|]")

_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
_LINES = ("ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption")


class TesseractFailed(Exception):
    """tesseract ended with an error, or not within its time; the message says which."""


class SeenWord(NamedTuple):
    """A word in a picture: its text, how sure tesseract is (0 to 100), its ends in pixels.

    `stem` is how thick its strokes are, in x-heights; 0 where nobody measured them.
    """

    text: str
    confidence: float
    x0: float
    x1: float
    stem: float = 0.0


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line in a picture, in pixels from the upper left corner.

    Its baseline stands at `y` at `x0` and falls by `slope` for each pixel to the right; `size` is about
    the font size, as its letters measure.
    """

    words: tuple[SeenWord, ...]
    x0: float
    x1: float
    y: float
    slope: float
    size: float

    @property
    def x_height(self) -> float:
        """Give about how tall its small letters are."""
        return _X_HEIGHT * self.size


@dataclass(frozen=True, slots=True)
class Tesseract:
    """An installed tesseract that knows Danish."""

    program: str
    version: str

    @classmethod
    def installed(cls) -> Tesseract | None:
        """Find tesseract and its Danish model; None where either is missing."""
        program = shutil.which("tesseract")
        if program is None:
            return None
        try:
            version = _ask(program, "--version").split()
            languages = _ask(program, "--list-langs").split()
        except (OSError, subprocess.SubprocessError):
            return None
        if LANGUAGE not in languages or len(version) < 2:
            return None
        return cls(program, re.sub(r"[^\w.-]", "", version[1]))

    def recognise(self, picture: bytes, dpi: int) -> bytes:
        """Give what stands in a picture (any format that tesseract reads) as hOCR.

        Raises `TesseractFailed`.
        """
        command = [self.program, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(dpi), "--psm", _PAGE_MODE]
        command += ["-c", "textord_tabfind_vertical_text=0", "hocr"]
        # Threads of its own gain little and take the cores from the other workers.
        environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
        try:
            done = subprocess.run(
                command, input=picture, capture_output=True, env=environment, timeout=TIMEOUT_SECONDS
            )
        except subprocess.TimeoutExpired as error:
            raise TesseractFailed(f"it took more than {TIMEOUT_SECONDS:g} seconds") from error
        if done.returncode != 0:
            raise TesseractFailed(f"it ended with status {done.returncode}")
        return done.stdout


def _ask(program: str, question: str) -> str:
    done = subprocess.run([program, question], capture_output=True, timeout=_ASK_SECONDS, check=True)
    return (done.stdout or done.stderr).decode("utf-8", "replace")


def lines_of_hocr(hocr: bytes) -> list[SeenLine]:
    """Read hOCR; raises `xml.etree.ElementTree.ParseError` where it is none."""
    return list(_lines(ET.fromstring(hocr)))


def _lines(root: ET.Element) -> Iterator[SeenLine]:
    for element in root.iter():
        properties = _properties(element)
        if element.get("class") not in _LINES or "baseline" not in properties:
            continue
        words, tops = [], []
        for word, top in _words(element):
            words.append(word)
            tops.append(top)
        if not words:
            continue
        x0, _, x1, bottom = properties["bbox"]
        slope, offset = properties["baseline"]
        rest = properties.get("x_ascenders", [0.0])[0] + properties.get("x_descenders", [0.0])[0]
        guess = max(properties["x_size"][0] - rest, 1.0) / _X_HEIGHT
        line = SeenLine(tuple(words), x0, x1, bottom + offset, slope, guess)
        yield replace(line, size=_measured(line, tops) or line.size)


def _words(line: ET.Element) -> Iterator[tuple[SeenWord, float]]:
    """Give each word with the height of its top."""
    for element in line.iter():
        text = "".join(element.itertext()).strip()
        if element.get("class") == "ocrx_word" and text:
            properties = _properties(element)
            x0, top, x1, _ = properties["bbox"]
            yield SeenWord(text, properties["x_wconf"][0], x0, x1), top


def _measured(line: SeenLine, tops: Sequence[float]) -> float | None:
    """Measure the font size on the words that are as tall as their letters say; None without such words.

    tesseract's own x-height is a guess from other lines where a line stands alone.
    """
    letters: list[float] = []
    digits: list[float] = []
    for word, top in zip(line.words, tops, strict=True):
        if word.confidence < _SURE or _RINGED.search(word.text):
            continue
        baseline = line.y + line.slope * ((word.x0 + word.x1) / 2 - line.x0)
        if _TALL.search(word.text):
            letters += [(baseline - top) / _TALL_HEIGHT] * len(word.text)
        elif _SMALL.fullmatch(word.text):
            letters += [(baseline - top) / _X_HEIGHT] * len(word.text)
        elif _DIGIT.search(word.text):
            digits += [(baseline - top) / _TALL_HEIGHT] * len(word.text)
    size = median(letters or digits or [0.0])
    return size if size > 1 else None


def _properties(element: ET.Element) -> dict[str, list[float]]:
    """Give the numbers in an element's title: `bbox 1 2 3 4; baseline 0.01 -5`."""
    parts = (part.strip().partition(" ") for part in element.get("title", "").split(";"))
    return {name: [float(number) for number in _NUMBERS.findall(rest)] for name, _, rest in parts}
