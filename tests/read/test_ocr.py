"""Scans: real tesseract where it is installed, and what is said where it is not."""

import shutil
from itertools import pairwise

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.scan import Glass, scan
from schemas.errors import DocumentRefused
from schemas.terms import Severity
from tasks.read import read_document
from tasks.read.leaders import Leader
from tasks.read.ocr import Ocr, can_recognise
from tasks.read.scanned import LEADER, SeenPage, lay_out
from tasks.read.tesseract import SeenLine, SeenWord, lines_of_hocr
from tests.scans import needs_tesseract

PROSE = [
    "Økonomiudvalget drøftede på sit møde den 3. maj 2021, hvordan",
    "ældreplejen i Ålevig kan få flere hænder, så færre må vente på",
    "rengøring. Udgiften på 2.523.000 kr. dækkes af kassebeholdningen.",
]
CONTENTS = [("Godkendelse af dagsorden", 2), ("Takster for dagtilbud 2005", 3), ("Sager på vej", 7)]


def printed(path, pages=1):
    """Print a heading, a bold label of the text's size, prose, and a contents list with dotted leaders."""
    canvas = Canvas(str(path), pagesize=A4, pageCompression=0)
    for _ in range(pages):
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(70, 760, "Punkt 1: Budget for ældreområdet")
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(70, 730, "Sagsfremstilling")
        canvas.setFont("Helvetica", 11)
        for row, text in enumerate(PROSE):
            canvas.drawString(70, 710 - 14 * row, text)
        for row, (title, page) in enumerate(CONTENTS):
            baseline, end = 640 - 15 * row, canvas.stringWidth(title, "Helvetica", 11)
            dots = "." * int((420 - end) / canvas.stringWidth(".", "Helvetica", 11))
            canvas.drawString(70, baseline, title + dots)
            canvas.drawString(505, baseline, str(page))
        canvas.showPage()
    canvas.save()
    return path.read_bytes()


@pytest.fixture(scope="module")
def scanned(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scan")
    path = folder / "scan.pdf"
    path.write_bytes(scan(printed(folder / "print.pdf"), Glass(dpi=200, specks=0)))
    return path


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def document(scanned, kept):
    return read_document(scanned, Ocr(kept))


def no_tesseract(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))


@needs_tesseract
def test_a_scan_is_read_with_its_danish_letters(document):
    lines = [line.text for line in document.pages[0].lines]
    assert document.extractor == document.pages[0].extractor == "tesseract"
    assert lines[:2] == ["Punkt 1: Budget for ældreområdet", "Sagsfremstilling"]
    assert lines[2:5] == PROSE


@needs_tesseract
def test_text_has_one_size_and_headings_are_larger(document):
    heading, *rest = document.pages[0].lines
    assert len({line.size for line in rest}) == 1
    assert heading.size > 1.3 * rest[0].size
    assert 9.5 < rest[0].size < 12.5


@needs_tesseract
def test_bold_is_told_by_the_strokes(document):
    heading, label, *prose = document.pages[0].lines[:5]
    assert heading.bold
    assert label.bold
    assert not any(line.bold for line in prose)


@needs_tesseract
def test_a_page_that_lies_askew_is_laid_level(document):
    prose = document.pages[0].lines[2:5]
    assert all(abs(below.baseline - above.baseline - 14) < 0.7 for above, below in pairwise(prose))
    assert max(line.x0 for line in prose) - min(line.x0 for line in prose) < 1.5


@needs_tesseract
def test_dotted_leaders_are_cleaned_and_the_titles_before_them_whole(document):
    lines = [line.text for line in document.pages[0].lines][5:]
    assert [line.partition("…")[0].strip() for line in lines] == [title for title, _ in CONTENTS]
    assert all(LEADER in line for line in lines)
    assert sum(line.endswith(f" {page}") for line, (_, page) in zip(lines, CONTENTS, strict=True)) >= 2


@needs_tesseract
def test_how_sure_it_is_is_a_finding(document):
    (finding,) = document.findings
    assert (finding.rule, finding.page, finding.severity) == ("ocr", 1, Severity.INFO)


@needs_tesseract
def test_nothing_is_recognised_twice(document, scanned, kept, monkeypatch):
    def never(*_):
        raise AssertionError("recognised again")

    monkeypatch.setattr("tasks.read.tesseract.Tesseract.recognise", never)
    assert read_document(scanned, Ocr(kept)) == document


@needs_tesseract
def test_what_was_kept_and_is_damaged_is_recognised_anew(document, scanned, kept, tmp_path):
    folder = tmp_path / "kept"
    shutil.copytree(kept, folder)
    (page,) = folder.glob("*/*.hocr.gz")
    page.write_bytes(page.read_bytes()[:100])
    assert read_document(scanned, Ocr(folder)) == document
    assert len(page.read_bytes()) > 100


@needs_tesseract
def test_pages_with_text_keep_their_own_reader(tmp_path, kept):
    data = printed(tmp_path / "print.pdf", pages=3)
    (tmp_path / "mixed.pdf").write_bytes(scan(data, Glass(dpi=200, specks=0), only=[2]))
    found = read_document(tmp_path / "mixed.pdf", Ocr(kept))
    assert [page.extractor for page in found.pages] == ["pdfium", "tesseract", "pdfium"]
    assert found.extractor == "pdfium"
    text, recognised = found.pages[0].lines[3], found.pages[1].lines[3]
    assert (recognised.text, recognised.size) == (text.text, text.size)


@needs_tesseract
def test_a_blank_scan_is_no_text(tmp_path):
    canvas = Canvas(str(tmp_path / "blank.pdf"), pagesize=A4)
    canvas.showPage()
    canvas.save()
    blank = scan((tmp_path / "blank.pdf").read_bytes(), Glass(dpi=100, specks=0))
    (tmp_path / "blank.pdf").write_bytes(blank)
    with pytest.raises(DocumentRefused) as caught:
        read_document(tmp_path / "blank.pdf", Ocr())
    assert caught.value.code == "no-text"


def test_without_tesseract_a_scan_is_refused_with_what_to_install(scanned, monkeypatch, tmp_path):
    no_tesseract(monkeypatch, tmp_path)
    with pytest.raises(DocumentRefused) as caught:
        read_document(scanned, Ocr())
    assert (caught.value.code, caught.value.stage, caught.value.page) == ("needs-ocr", "read", 1)
    assert caught.value.remedy == (
        "Install tesseract with the Danish model (`apt-get install tesseract-ocr tesseract-ocr-dan`), "
        "then run again."
    )


def test_a_tesseract_without_danish_is_none(monkeypatch, tmp_path):
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho 'tesseract 5.3.0'\necho eng\n")
    program.chmod(0o755)
    no_tesseract(monkeypatch, tmp_path)
    assert not can_recognise()


def test_a_scan_with_a_text_layer_is_read_by_it(tmp_path):
    """What was recognised before stands on the page as text that is not painted."""
    (tmp_path / "scan.pdf").write_bytes(
        scan(printed(tmp_path / "print.pdf"), Glass(dpi=50, specks=0, noise=0, skew=0))
    )
    import pypdfium2

    picture = tmp_path / "page.png"
    pypdfium2.PdfDocument(tmp_path / "scan.pdf")[0].render(scale=1).to_pil().save(picture)
    canvas = Canvas(str(tmp_path / "layer.pdf"), pagesize=A4)
    canvas.drawImage(str(picture), 0, 0, *A4)
    text = canvas.beginText(70, 700)
    text.setTextRenderMode(3)
    text.setFont("Helvetica", 11)
    text.textLine("Genkendt før")
    canvas.drawText(text)
    canvas.save()
    found = read_document(tmp_path / "layer.pdf")
    assert (found.extractor, [line.text for line in found.pages[0].lines]) == ("pdfium", ["Genkendt før"])


def seen(*words, x0=100, y=100.0, size=46.0):
    """Make a line of words of 20 pixels a character; a word is a text, or a text and a confidence."""
    made, x = [], x0
    for word in words:
        text, confidence = (word, 95.0) if isinstance(word, str) else word
        made.append(SeenWord(text, confidence, x, x + 20 * len(text)))
        x += 20 * len(text) + 20
    return SeenLine(tuple(made), x0, x, y, 0.0, size)


def laid_out(*lines, leaders=()):
    (page,) = lay_out([SeenPage(1, 595, 842, 300 / 72, lines, leaders)], None, "tesseract")
    return page.lines


def test_noise_is_dropped_and_words_are_not():
    lines = laid_out(
        seen("Indstilling", ("gs", 3.0)),
        seen(("|", 90.0), "Budget", ("|", 88.0), "2004", y=200),
        seen((".", 80.0), ("-", 70.0), y=300),
        seen(("Økfnomi", 21.0), y=400),
        seen(("ne", 20.0), ("En", 9.0), y=500),
    )
    assert [line.text for line in lines] == ["Indstilling", "Budget 2004", "Økfnomi"]


def test_bullets_and_paragraph_signs_are_what_they_were():
    lines = laid_out(
        seen("e", "at", "sagen", "udsættes"), seen("efter", "&", "18-midler", y=200), seen("e", y=300)
    )
    assert [line.text for line in lines] == ["• at sagen udsættes", "efter § 18-midler", "e"]


def test_letters_that_are_measured_a_pixel_apart_have_one_size():
    sizes = [46, 47.5, 46, 44, 46, 48, 45]
    body = [seen("rengøring", "og", "pleje", y=100 + 60 * n, size=size) for n, size in enumerate(sizes)]
    heading = seen("Punkt", "1:", "Budget", y=600, size=69)
    *rest, last = laid_out(*body, heading)
    assert len({line.size for line in rest}) == 1
    assert last.size == pytest.approx(1.5 * rest[0].size, rel=0.02)


def test_a_leader_takes_the_place_of_its_dots():
    (line,) = laid_out(
        seen("Sager", "på", "vej.", x0=100), seen("8", x0=2100), leaders=[Leader(345, 2050, 100.0)]
    )
    assert line.text == f"Sager på vej {LEADER} 8"


def test_hocr_without_lines_is_a_blank_page():
    assert lines_of_hocr(b"<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>") == []
