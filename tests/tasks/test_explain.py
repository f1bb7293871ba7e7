import io
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from corpus.scan import Glass, scan
from schemas.errors import DocumentRefused
from schemas.minutes import Minutes
from tasks.explain import ReadPage, explain, explain_within_limits, item_fields, meeting_fields
from tasks.read.ocr import Ocr
from tests.flows.homes import MINUTES, REFUSED, samples
from tests.scans import needs_tesseract
from vocabulary.cpr import MASK

ONE = MINUTES / "2021-03-15_direktionen.pdf"
PARSED_AND_REFUSED = ["2021-02-31_direktionen.pdf", "bilag-1.pdf", "faktura.pdf"]


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalnum())


def printed(path: Path) -> str:
    """Give the text of a file as another program would."""
    if path.suffix != ".pdf":
        return path.read_text(encoding="utf-8")
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


@pytest.fixture(scope="module")
def explained():
    return {name: explain(MINUTES / name) for name in samples()}


@pytest.mark.parametrize("name", samples())
def test_every_letter_of_a_sample_stands_in_a_row(explained, name):
    rows = "".join(row.text for row in explained[name].rows)
    assert letters(rows) == letters(printed(MINUTES / name))


@pytest.mark.parametrize("name", samples())
def test_every_row_of_a_sample_has_a_role_and_a_rule(explained, name):
    rows = explained[name].rows
    assert rows
    assert [row for row in rows if not (row.role and row.rule)] == []


@pytest.mark.parametrize("name", samples())
def test_each_item_has_rows_and_each_row_of_an_item_has_its_item(explained, name):
    explanation = explained[name]
    assert isinstance(explanation.result, Minutes)
    assert {row.item for row in explanation.rows} - {None} == {
        item.position for item in explanation.result.items
    }
    heads = {row.item for row in explanation.rows if row.role == "item"}
    assert None not in heads
    assert all(row.item for row in explanation.rows if row.role in ("heading", "text", "number", "mark"))


def test_rows_count_through_the_document_and_stand_on_their_page(explained):
    explanation = explained[ONE.name]
    assert [row.number for row in explanation.rows] == list(range(1, len(explanation.rows) + 1))
    for page in explanation.pages:
        for row in page.rows:
            assert row.page == page.number
            assert 0 <= row.box.x0 < row.box.x1 <= page.width
            assert 0 <= row.box.top < row.box.bottom <= page.height


@pytest.mark.parametrize("name", PARSED_AND_REFUSED)
def test_a_document_that_the_parser_refuses_keeps_its_rows(name):
    explanation = explain(REFUSED / name)
    assert isinstance(explanation.result, DocumentRefused)
    assert letters("".join(row.text for row in explanation.rows)) == letters(printed(REFUSED / name))


@pytest.mark.parametrize(("name", "code"), [("ødelagt.pdf", "broken"), ("med-kode.pdf", "encrypted")])
def test_a_file_that_no_reader_opens_is_explained_by_its_refusal(name, code):
    explanation = explain(REFUSED / name, with_pictures=True)
    assert isinstance(explanation.result, DocumentRefused)
    assert (explanation.result.code, explanation.pages) == (code, ())


def test_a_fault_of_our_own_is_told_as_one(monkeypatch):
    monkeypatch.setattr("tasks.explain.read", lambda pages: [][0])
    result = explain(ONE).result
    assert isinstance(result, DocumentRefused)
    assert result.code == "internal-error"


def test_a_reading_in_a_process_of_its_own_is_the_same():
    explanation = explain_within_limits(ONE, None, with_pictures=True)
    assert explanation == explain(ONE, with_pictures=True)
    assert all((page.picture or b"").startswith(b"\x89PNG") for page in explanation.pages)


def test_a_text_export_has_no_pictures():
    [page] = explain(MINUTES / "2022-01-17_direktionen.md", with_pictures=True).pages
    assert page.picture is None


def test_fields_say_what_the_minutes_say(explained):
    minutes = explained[ONE.name].result
    named = {field.name: field.value for field in meeting_fields(minutes)}
    assert (named["body"], named["meeting_date"]) == ("Direktionen", "2021-03-15")
    for item in minutes.items:
        fields = item_fields(item)
        assert [field.value for field in fields if field.name == "section"] == [s.text for s in item.sections]
        assert [field.value for field in fields if field.name == "attachment"] == [
            attachment.title for attachment in item.attachments
        ]
        rules = [field.note for field in fields if field.name == "decision"]
        assert all(
            f"rule {decision.rule}" in note for decision, note in zip(item.decisions, rules, strict=True)
        )


def print_cpr(path: Path) -> Path:
    """Print a page with a CPR number in its second line."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    for y, line in ((780, "Referat Direktionen d. 31-05-2021"), (700, "Punkt 1: Klage fra 010190-1234")):
        canvas.drawString(72, y, line)
    canvas.save()
    return path


def greys(page: ReadPage, left: float, top: float, right: float, bottom: float) -> tuple[int, int]:
    """Give the darkest and the lightest grey in a part of a page's picture; edges in points."""
    assert page.picture is not None
    with Image.open(io.BytesIO(page.picture)) as opened:
        scale = opened.width / page.width
        return (
            opened.convert("L")
            .crop([round(edge * scale) for edge in (left, top, right, bottom)])
            .getextrema()
        )


def test_a_cpr_number_is_neither_in_the_rows_nor_in_the_picture(tmp_path):
    explanation = explain(print_cpr(tmp_path / "referat.pdf"), with_pictures=True)
    [page] = explanation.pages
    [masked] = [row for row in page.rows if row.is_masked]
    assert MASK in masked.text
    assert "010190" not in repr(explanation)
    assert greys(page, *masked.box) == (0, 0)
    assert greys(page, *page.rows[0].box)[1] > 200


@needs_tesseract
def test_a_cpr_number_on_a_scan_that_lies_askew_is_not_in_the_picture(tmp_path):
    path = tmp_path / "scan.pdf"
    printed = print_cpr(tmp_path / "printed.pdf").read_bytes()
    path.write_bytes(scan(printed, Glass(dpi=200, skew=2.0, seed=3, noise=0, specks=0)))
    [page] = explain(path, Ocr(None), with_pictures=True).pages
    assert any(row.is_masked for row in page.rows)
    # The line was printed 142 points from the top, and turned about the middle of the page.
    assert greys(page, 72, 142 - 12, 300, 142 + 4) == (0, 0)
    assert greys(page, 0, 142 - 40, page.width, 142 - 36)[1] > 200
    assert greys(page, 0, 142 + 36, page.width, 142 + 40)[1] > 200
