"""Scans for tests, and tesseract there or not."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.scan import Glass, scan
from tasks.read.ocr import can_recognise

needs_tesseract = pytest.mark.skipif(
    not can_recognise(), reason="tesseract-ocr and tesseract-ocr-dan are not installed"
)

MINUTES = [
    (22, "REFERAT Direktionen d. 15-03-2021"),
    (11, "Mødested: Rådhuset, lokale 2"),
    (16, "Punkt 1: Takster for ældrepleje"),
    (13.5, "Sagsfremstilling"),
    (11, "Taksterne følger den almindelige lønudvikling og gælder fra april."),
    (13.5, "Beslutning"),
    (11, "Godkendt."),
]


def print_minutes(path: Path) -> Path:
    """Print minutes of one page, headings bold and larger."""
    canvas = Canvas(str(path), pagesize=A4)
    for row, (size, text) in enumerate(MINUTES):
        canvas.setFont("Helvetica-Bold" if size > 11 else "Helvetica", size)
        canvas.drawString(62, 760 - 32 * row, text)
    canvas.save()
    return path


def scan_minutes(path: Path) -> Path:
    """Lay the same minutes on a scanner."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(scan(print_minutes(path).read_bytes(), Glass(dpi=200, specks=0)))
    return path
