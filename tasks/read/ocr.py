"""The scan reader: pages that are pictures, recognised by tesseract and kept for good.

A page costs seconds where reading one costs milliseconds. So what tesseract gave is kept by the content
of the file, page by page, as it came: nothing is recognised twice, a run that is stopped goes on where
it was, and whatever is done with it afterwards can be mended without recognising anything anew.
"""

from __future__ import annotations

import gzip
import os
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.page import Page, ReadFinding
from schemas.vocabulary import Severity
from tasks.read.leaders import Leader, Picture, take_leaders
from tasks.read.refusals import ocr_failed
from tasks.read.scanned import SeenPage, lay_out
from tasks.read.tesseract import Tesseract, TesseractFailed, lines_of_hocr

EXTRACTOR = "tesseract"
DPI = 300
# An A3 page at 300 dpi has 17 million: a page that would have more is drawn smaller.
_MOST_PIXELS = 20_000_000
# Part of the name of what is kept: raise it when the picture or the call of tesseract changes.
_RECIPE = 1
# Below this mean confidence (0 to 100) a page is to be looked at: clean print gives 90 to 96.
_POOR = 80.0


@dataclass(frozen=True, slots=True)
class Ocr:
    """Text recognition; `folder` is where what was recognised is kept, None for nowhere."""

    folder: Path | None = None

    def scans_of(self, document_id: str) -> Scans | None:
        """Begin with one document; None where tesseract or its Danish model is not installed."""
        tesseract = Tesseract.installed()
        return None if tesseract is None else Scans(tesseract, self.folder and self.folder / document_id)


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
            seen = self._recognise_now(_picture(page, scale), round(72 * scale), number)
            if kept:
                _keep(kept, *seen)
        hocr, leaders = seen
        self._seen.append(SeenPage(number, width, height, scale, lines_of_hocr(hocr), leaders))

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

    def _recognise_now(self, picture: Picture, dpi: int, number: int) -> tuple[bytes, list[Leader]]:
        """Recognise a picture, and once more without its dotted leaders where it has any."""
        try:
            hocr = self._tesseract.recognise(picture.as_pgm, dpi)
            leaders = take_leaders(picture, lines_of_hocr(hocr))
            if leaders:
                hocr = self._tesseract.recognise(picture.as_pgm, dpi)
                lines_of_hocr(hocr)
        except TesseractFailed as error:
            raise ocr_failed(str(error), number) from error
        except ET.ParseError as error:
            raise ocr_failed("it gave no hOCR", number) from error
        return hocr, leaders


def _picture(page: Any, scale: float) -> Picture:  # noqa: ANN401
    """Draw a page of an open pypdfium2 document in grey levels."""
    bitmap = page.render(scale=scale, grayscale=True)
    data, stride = memoryview(bitmap.buffer), bitmap.stride
    rows = (data[y * stride : y * stride + bitmap.width] for y in range(bitmap.height))
    picture = Picture(bytearray().join(rows), bitmap.width, bitmap.height)
    bitmap.close()
    return picture


def _keep(path: Path, hocr: bytes, leaders: Sequence[Leader]) -> None:
    """Write what was recognised, whole or not at all: the leaders on a line of their own, then hOCR."""
    head = " ".join(f"{leader.x0},{leader.x1},{leader.y:.1f}" for leader in leaders)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(gzip.compress(head.encode() + b"\n" + hocr, mtime=0))
    unfinished.replace(path)


def _read_kept(path: Path) -> tuple[bytes, list[Leader]] | None:
    """Give what was kept; None where nothing was, or where it is damaged."""
    try:
        head, _, hocr = gzip.decompress(path.read_bytes()).partition(b"\n")
        parts = (entry.split(",") for entry in head.decode().split())
        leaders = [Leader(int(x0), int(x1), float(y)) for x0, x1, y in parts]
        lines_of_hocr(hocr)
    except (FileNotFoundError, gzip.BadGzipFile, EOFError, zlib.error, ValueError, ET.ParseError):
        return None
    return hocr, leaders
