"""What is read and what is refused, by content and never by name."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from schemas.errors import DocumentRefused
from schemas.terms import Stage
from tasks.read import read_document
from tasks.read.pdf_outline import parse_pdf_date
from tasks.read.pdf_plumber import open_plumber
from tests import hostile


def small_pdf(path: Path, text: str = "Referat fra mødet", **options: object) -> bytes:
    canvas = Canvas(str(path), **options)
    canvas.drawString(72, 700, text)
    canvas.save()
    return path.read_bytes()


def refusal(path: Path) -> DocumentRefused:
    with pytest.raises(DocumentRefused) as caught:
        read_document(path)
    assert caught.value.stage is Stage.READ
    assert caught.value.message
    assert caught.value.remedy
    return caught.value


def test_a_pdf_is_a_pdf_whatever_its_name_and_what_stands_before_it(tmp_path: Path) -> None:
    data = small_pdf(tmp_path / "a.pdf")
    path = tmp_path / "referat.txt"
    path.write_bytes(b"X-Header: post\r\n\r\n" + data)
    document = read_document(path)
    assert document.media_type == "application/pdf"
    assert document.page_count == 1
    assert [line.text for line in document.pages[0].lines] == ["Referat fra mødet"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("referat.docx", b"PK\x03\x04\x14\x00\x06\x00\x08\x00word/document.xml"),
        ("referat.pdf", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"),
        ("referat.txt", b"\r\n<!DOCTYPE html><html><p>Referat</p>"),
        ("referat.md", b"\xef\xbb\xbf<?xml version='1.0'?><a/>"),
        ("referat.rtf", b"{\\rtf1\\ansi Referat}"),
        ("referat.pdf", b"x" * 2000 + b"\x00%PDF-1.4"),
    ],
)
def test_what_is_neither_pdf_nor_text_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert refusal(tmp_path / name).code == "not-pdf-or-text"


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", b"\x00" * 100, "\ufeff\u200b \n---\n".encode()])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "referat.pdf").write_bytes(data)
    assert refusal(tmp_path / "referat.pdf").code == "empty"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.8])
def test_a_pdf_that_was_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    data = small_pdf(tmp_path / "a.pdf")
    (tmp_path / "a.pdf").write_bytes(data[: int(len(data) * share)])
    assert refusal(tmp_path / "a.pdf").code == "broken"


def test_a_page_tree_that_the_second_reader_trips_over_is_a_refusal(tmp_path: Path) -> None:
    path = hostile.write_pdf(tmp_path / "a.pdf", [hostile.line("Referat"), hostile.line("Bilag")])
    path.write_bytes(path.read_bytes().replace(b"/Type /Pages ", b"/Type /Pages /X "))
    with pytest.raises(DocumentRefused) as caught, open_plumber(path):
        pass
    assert caught.value.code == "broken"


def test_a_pdf_with_a_user_password_is_refused(tmp_path: Path) -> None:
    small_pdf(tmp_path / "a.pdf", encrypt=StandardEncryption("hemmelig", strength=128))
    assert refusal(tmp_path / "a.pdf").code == "encrypted"


def test_a_pdf_that_only_forbids_copying_is_read(tmp_path: Path) -> None:
    small_pdf(tmp_path / "a.pdf", encrypt=StandardEncryption("", "ejer", canCopy=0, strength=128))
    assert [line.text for line in read_document(tmp_path / "a.pdf").pages[0].lines] == ["Referat fra mødet"]


def test_a_pdf_without_text_is_refused_with_what_to_do(tmp_path: Path) -> None:
    small_pdf(tmp_path / "a.pdf", text="")
    assert refusal(tmp_path / "a.pdf").code == "no-text"


def test_bookmarks_carry_level_and_page(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for number, (title, level) in enumerate([("Mødeinformation", 0), ("Punkt 1: Økonomi", 1)], start=1):
        canvas.drawString(72, 700, title)
        canvas.bookmarkPage(str(number))
        canvas.addOutlineEntry(title, str(number), level)
        canvas.showPage()
    canvas.save()
    found = read_document(tmp_path / "a.pdf").bookmarks
    assert [(mark.title, mark.level, mark.page) for mark in found] == [
        ("Mødeinformation", 1, 1),
        ("Punkt 1: Økonomi", 2, 2),
    ]


def test_a_page_that_pdfium_reads_badly_is_read_by_the_second_reader_and_found(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(72, 700, "En almindelig side")
    canvas.showPage()
    # Letters set so far apart that pdfium takes each for a word.
    x = 72.0
    for letter in "Beslutningsprotokol":
        canvas.drawString(x, 700, letter)
        x += canvas.stringWidth(letter) + 4.5
    canvas.save()
    document = read_document(tmp_path / "a.pdf")
    assert [page.lines[0].text for page in document.pages] == ["En almindelig side", "Beslutningsprotokol"]
    assert [page.extractor for page in document.pages] == ["pdfium", "pdfplumber"]
    assert [(finding.rule, finding.page) for finding in document.findings] == [("second-reader", 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("D:20210531150000+01'00'", datetime(2021, 5, 31, 14)),
        ("D:20211231233000-02'30", datetime(2022, 1, 1, 2)),
        ("D:20210531150000Z", datetime(2021, 5, 31, 15)),
        ("D:202105", datetime(2021, 5, 1)),
        ("D:20211331000000Z", None),
        ("31. maj 2021", None),
        ("", None),
    ],
)
def test_a_creation_date_is_read_as_utc(text: str, expected: datetime | None) -> None:
    assert parse_pdf_date(text) == expected


def test_a_text_export_has_one_page_without_a_number(tmp_path: Path) -> None:
    (tmp_path / "referat.txt").write_text("# Referat\n", encoding="utf-8")
    document = read_document(tmp_path / "referat.txt")
    assert (document.media_type, document.extractor) == ("text/markdown", "text")
    assert (document.page_count, document.pages[0].number) == (None, None)


def test_importing_the_readers_imports_no_pdf_engine() -> None:
    code = "import sys, tasks.read; print({'pdfplumber', 'pypdfium2', 'pdfminer'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tom.pdf"
    document = pypdfium2.PdfDocument.new()
    document.save(path)
    document.close()
    assert refusal(path).code == "broken"
