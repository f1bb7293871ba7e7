"""Files that must be refused, each with its reason: `python -m corpus.refused [FOLDER]` writes them."""

from __future__ import annotations

import argparse
import base64
import json
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile, ZipInfo

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from corpus.invent import Variation, invent
from corpus.layouts import LAYOUTS, Manner
from corpus.print_reportlab import print_document
from corpus.printed import Heading, Labelled, Look, Paragraph, Printed, Title
from corpus.wordlists import MUNICIPALITY

FOLDER = Path(__file__).resolve().parent.parent / "samples" / "refused"
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////"
    "////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
)
"""The smallest picture: one grey pixel."""


def refused_files() -> dict[str, tuple[str, bytes]]:
    """Give file names with the code that each must be refused with, and its bytes."""
    minutes = _minutes()
    return {
        "tom.pdf": ("empty", b""),
        "kun-linjeskift.txt": ("empty", b"\n\n  \n"),
        "ødelagt.pdf": ("broken", b"%PDF-1.7\n" + Random(1).randbytes(900) + b"\n%%EOF\n"),
        "afbrudt.pdf": ("broken", minutes[: len(minutes) // 3]),
        "med-kode.pdf": ("encrypted", _encrypted()),
        "billede.pdf": ("not-pdf-or-text", JPEG),
        "notat.docx": ("not-pdf-or-text", _word_file()),
        "side.html": ("not-pdf-or-text", _web_page()),
        "støj.pdf": ("not-pdf-or-text", Random(2).randbytes(2048)),
        "binær.txt": ("not-pdf-or-text", b"Referat\x00\x01\x02" + Random(3).randbytes(1024)),
        "faktura.pdf": ("not-minutes", print_document(_invoice(), Look()).data),
        "bilag-1.pdf": ("not-minutes", print_document(_attachment(), Look()).data),
        "enkelt-punkt.pdf": ("not-minutes", print_document(_single_item(), Look()).data),
        "2021-02-31_direktionen.pdf": ("impossible-date", _impossible_date()),
    }


def write_refused(folder: Path) -> None:
    """Write the files and `expected.json` beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    files = refused_files()
    for name, (_, data) in files.items():
        (folder / name).write_bytes(data)
    expected = {name: code for name, (code, _) in sorted(files.items())}
    text = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
    (folder / "expected.json").write_text(text, encoding="utf-8")


def _minutes() -> bytes:
    document, _ = LAYOUTS["firstagenda"](invent(31, Variation(item_count=3)), Manner())
    return print_document(document, Look()).data


def _impossible_date() -> bytes:
    """Print good minutes of the 28th and then change that day, everywhere, to the 31st of February."""
    variation = Variation(meeting_date=date(2021, 2, 28), item_count=2)
    document, _ = LAYOUTS["firstagenda"](invent(32, variation), Manner())
    blocks = []
    for block in document.blocks:
        if isinstance(block, Title):
            block = Title(block.text.replace("28-02-2021", "31-02-2021"))
        elif isinstance(block, Labelled):
            block = Labelled(block.label, block.value.replace("28. februar", "31. februar"))
        blocks.append(block)
    title = document.title.replace("28-02-2021", "31-02-2021")
    return print_document(Printed(title, tuple(blocks)), Look()).data


def _encrypted() -> bytes:
    buffer = BytesIO()
    lock = StandardEncryption("hemmelig", ownerPassword="ejer", strength=128)
    canvas = Canvas(buffer, invariant=1, encrypt=lock)
    canvas.drawString(72, 720, "REFERAT Direktionen d. 31-05-2021")
    canvas.save()
    return buffer.getvalue()


def _invoice() -> Printed:
    lines = (
        Title("Faktura 20451"),
        Paragraph("Vesterlund Kontormøbler ApS, Havnekajen 3, 9999 Vesterlund"),
        Labelled("Fakturadato:", "12. april 2021"),
        Labelled("Kunde:", f"{MUNICIPALITY}, Direktionen"),
        Paragraph("6 stk. mødebordsstole à 1.249,00 kr."),
        Paragraph("Beløb i alt inkl. moms: 9.367,50 kr."),
        Paragraph("Betalingsfrist: 30 dage netto."),
    )
    return Printed("Faktura 20451", lines)


def _attachment() -> Printed:
    lines = (
        Title("Notat om trafiksikkerhed på Møllevej"),
        Paragraph("Center for Plan, Byg og Miljø, 3. maj 2021"),
        Heading("Baggrund"),
        Paragraph("Hastigheden på Møllevej er målt i uge 14. Gennemsnittet var 54 km/t."),
        Heading("Vurdering"),
        Paragraph("Det vurderes, at to bump vil sænke hastigheden til under 45 km/t."),
    )
    return Printed("Notat om trafiksikkerhed", lines)


def _single_item() -> Printed:
    lines = (
        Title("Takster for dagtilbud 2022"),
        Paragraph("21-004711"),
        Heading("Sagsfremstilling"),
        Paragraph("Taksterne beregnes ud fra de budgetterede driftsudgifter."),
        Heading("Bilag"),
        Paragraph("Takstoversigt 2022"),
    )
    return Printed("Takster for dagtilbud 2022", lines)


def _word_file() -> bytes:
    """Write the parts that make a zip archive a Word document."""
    buffer = BytesIO()
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    with ZipFile(buffer, "w") as archive:
        for name, text in (("[Content_Types].xml", types), ("word/document.xml", "<w:document/>")):
            archive.writestr(ZipInfo(name, (2021, 5, 31, 12, 0, 0)), text)
    return buffer.getvalue()


def _web_page() -> bytes:
    return (
        b"<!doctype html><html lang='da'><head><title>Referat</title></head>"
        b"<body><h1>Referat Direktionen</h1><p>Siden kunne ikke findes.</p></body></html>\n"
    )


def main() -> None:
    """Read the command line and write the files."""
    parser = argparse.ArgumentParser(prog="python -m corpus.refused", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    write_refused(parser.parse_args().folder)


if __name__ == "__main__":
    main()
