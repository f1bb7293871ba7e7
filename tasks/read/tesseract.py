"""The program tesseract: whether it is there, and what it recognises in a picture of a page.

It is asked for hOCR, not for TSV: only hOCR tells a line's baseline and its x-height, without which
neither lines nor sizes could be told on a page that lies askew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

LANGUAGE = "dan"
# A column of text of varying sizes: minutes are one. Left to itself, tesseract takes page numbers under
# each other for a vertical line, and the columns of a contents list for two blocks.
_PAGE_MODE = "4"
# A dense page takes some five seconds on a machine with nothing else to do.
TIMEOUT_SECONDS = 120.0
_ASK_SECONDS = 20.0

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

    Its baseline stands at `y` at `x0` and falls by `slope` for each pixel to the right; `x_height` is
    that of its small letters, `height` from the top of its tall ones to the foot of its descenders.
    """

    words: tuple[SeenWord, ...]
    x0: float
    x1: float
    y: float
    slope: float
    x_height: float
    height: float


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
        words = tuple(_words(element))
        if not words:
            continue
        x0, _, x1, bottom = properties["bbox"]
        slope, offset = properties["baseline"]
        (height,) = properties["x_size"]
        rest = properties.get("x_ascenders", [0.0])[0] + properties.get("x_descenders", [0.0])[0]
        yield SeenLine(words, x0, x1, bottom + offset, slope, max(height - rest, 1.0), height)


def _words(line: ET.Element) -> Iterator[SeenWord]:
    for element in line.iter():
        text = "".join(element.itertext()).strip()
        if element.get("class") == "ocrx_word" and text:
            properties = _properties(element)
            x0, _, x1, _ = properties["bbox"]
            yield SeenWord(text, properties["x_wconf"][0], x0, x1)


def _properties(element: ET.Element) -> dict[str, list[float]]:
    """Give the numbers in an element's title: `bbox 1 2 3 4; baseline 0.01 -5`."""
    parts = (part.strip().partition(" ") for part in element.get("title", "").split(";"))
    return {name: [float(number) for number in _NUMBERS.findall(rest)] for name, _, rest in parts}
