"""The scan reader: pages that are pictures, recognised by tesseract and kept for good.

A page costs seconds where reading one costs milliseconds. So what tesseract gave is kept by the content
of the file, page by page, as it came: nothing is recognised twice, a run that is stopped goes on where
it was, and whatever is done with it afterwards can be mended without recognising anything anew.
"""

from __future__ import annotations

import gzip
import json
import os
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from schemas.page import Page, ReadFinding
from schemas.terms import Severity
from tasks.read.leaders import Leader, take_leaders
from tasks.read.picture import Picture, stems_of
from tasks.read.refusals import ocr_failed
from tasks.read.scanned import SeenPage, lay_out
from tasks.read.tesseract import SeenLine, Tesseract, TesseractFailed, lines_of_hocr

EXTRACTOR = "tesseract"
DPI = 300
# An A3 page at 300 dpi has 17 million: a page that would have more is drawn smaller.
_MOST_PIXELS = 20_000_000
# Part of the name of what is kept: raise it when the picture or the call of tesseract changes.
_RECIPE = 2
# What a blank page gives, on which tesseract would see letters in the grain of the paper.
_NOTHING = b"<html/>"
# Below this mean confidence (0 to 100) a page is to be looked at: clean print gives 90 to 96.
_POOR = 80.0


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is kept of a page: hOCR, and what only the picture could tell."""

    hocr: bytes
    leaders: Sequence[Leader]
    stems: Sequence[float]

    def lines(self) -> list[SeenLine]:
        """Give the lines, their words with the thickness of their strokes."""
        stems = iter(self.stems)
        return [
            replace(line, words=tuple(word._replace(stem=next(stems, 0.0)) for word in line.words))
            for line in lines_of_hocr(self.hocr)
        ]


@dataclass(frozen=True, slots=True)
class Ocr:
    """Text recognition; `folder` is where what was recognised is kept, None for nowhere."""

    folder: Path | None = None

    def scans_of(self, document_id: str) -> Scans | None:
        """Begin with one document; None where tesseract or its Danish model is not installed."""
        tesseract = Tesseract.installed()
        return None if tesseract is None else Scans(tesseract, self.folder and self.folder / document_id)


def can_recognise() -> bool:
    """Say whether tesseract and its Danish model are installed."""
    return Tesseract.installed() is not None


class Scans:
    """The scanned pages of one document."""

    def __init__(self, tesseract: Tesseract, folder: Path | None) -> None:
        self._tesseract, self._folder = tesseract, folder
        self._seen: list[SeenPage] = []

    def recognise(self, page: Any, number: int) -> None:  # noqa: ANN401
        """Take in one page of an open pypdfium2 document, recognised now or kept from before.

        Raises `DocumentRefused` with `ocr-failed`.
        """
        width, height = page.get_size()
        scale = min(DPI / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
        kept = self._kept(number)
        seen = _read_kept(kept) if kept else None
        if seen is None:
            seen = self._recognise_now(Picture.of(page, scale), round(72 * scale), number)
            if kept:
                _keep(kept, seen)
        self._seen.append(SeenPage(number, width, height, scale, seen.lines(), seen.leaders))

    def pages(self, body_size: float | None) -> list[Page]:
        """Give the pages that were taken in, laid out together.

        `body_size` is that of the text on the document's other pages, None where there is none.
        """
        return lay_out(self._seen, body_size, EXTRACTOR)

    def findings(self) -> list[ReadFinding]:
        """Say how sure tesseract is, of the whole and of the worst page."""
        sure = [(page.confidence, page.number) for page in self._seen if page.confidence is not None]
        if not sure:
            return []
        (worst, number), mean = min(sure), sum(confidence for confidence, _ in sure) / len(sure)
        message = (
            f"{len(self._seen)} scanned pages were recognised by tesseract with a mean confidence of "
            f"{mean:.0f} %; the least sure is page {number} with {worst:.0f} %."
        )
        severity = Severity.WARNING if worst < _POOR else Severity.INFO
        return [ReadFinding(rule="ocr", message=message, page=number, severity=severity)]

    def _kept(self, number: int) -> Path | None:
        name = f"{number:04}.{self._tesseract.version}.{_RECIPE}.hocr.gz"
        return self._folder and self._folder / name

    def _recognise_now(self, picture: Picture, dpi: int, number: int) -> Recognised:
        """Recognise a picture, and once more without its dotted leaders where it has any."""
        if picture.is_blank:
            return Recognised(_NOTHING, (), ())
        try:
            hocr = self._tesseract.recognise(picture.as_pgm, dpi)
            leaders = take_leaders(picture, lines_of_hocr(hocr))
            if leaders:
                hocr = self._tesseract.recognise(picture.as_pgm, dpi)
            return Recognised(hocr, leaders, stems_of(picture, lines_of_hocr(hocr)))
        except TesseractFailed as error:
            raise ocr_failed(str(error), number) from error
        except ET.ParseError as error:
            raise ocr_failed("it gave no hOCR", number) from error


def _keep(path: Path, seen: Recognised) -> None:
    """Write what was recognised, whole or not at all: what was measured on a line of its own, then hOCR."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    head = json.dumps([seen.leaders, seen.stems], separators=(",", ":")).encode()
    unfinished.write_bytes(gzip.compress(head + b"\n" + seen.hocr, mtime=0))
    unfinished.replace(path)


def _read_kept(path: Path) -> Recognised | None:
    """Give what was kept; None where nothing was, or where it is damaged."""
    try:
        head, _, hocr = gzip.decompress(path.read_bytes()).partition(b"\n")
        leaders, stems = json.loads(head)
        return Recognised(hocr, [Leader(*leader) for leader in leaders], stems)
    except (FileNotFoundError, gzip.BadGzipFile, EOFError, zlib.error, ValueError, TypeError):
        return None
