"""What repeats page after page is furniture, and what an item prints is not."""

from schemas.page import DocumentPages, Line, Page, Word
from schemas.terms import AttendanceStatus
from tasks.parse import parse
from tasks.parse.furniture import mark_furniture
from tasks.parse.rows import rows_of
from tests.parse.test_print import BOLD, line

BODY, SMALL = 10.0, 8.0


def page(number: int, lines: list[tuple[str, float, float]]) -> Page:
    drawn = [
        Line((Word(text, "Body", size, False, 70, top, 70 + 5 * len(text), top + size),), top + 0.8 * size)
        for text, top, size in lines
    ]
    return Page(number, 595, 842, tuple(drawn), extractor="pdfium")


def furniture(*pages: Page) -> list[str]:
    document = DocumentPages("application/pdf", "pdfium", pages, len(pages))
    return mark_furniture(rows_of(document), document)


def text(number: int) -> tuple[str, float, float]:
    return (f"Afsnit {'abcdefgh'[number]} om sagen, som er langt nok til at være tekst.", 400, BODY)


def test_a_footer_on_every_page_is_furniture() -> None:
    pages = [page(n, [text(n), (f"Side {n} af 4", 800, SMALL)]) for n in range(1, 5)]
    assert furniture(*pages) == [f"Side {n} af 4" for n in range(1, 5)]


def test_a_footer_with_a_roman_page_number_is_furniture() -> None:
    feet = [f"åben Side {number}" for number in ("i", "ii", "iii", "iv", "ix", "xiv")]
    pages = [page(n, [text(n), (foot, 800, BODY)]) for n, foot in enumerate(feet, start=1)]
    assert furniture(*pages) == feet


def test_a_running_head_may_lack_the_number_on_the_first_pages() -> None:
    heads = [
        "Nordby Kommune - Byrådet den 3-maj-2021" + end for end in ("", " Side i", " Side ii", " Side iii")
    ]
    pages = [page(n, [(head, 30, BODY), text(n)]) for n, head in enumerate(heads, start=1)]
    assert furniture(*pages) == heads


def test_the_kind_below_the_running_head_of_every_page_is_furniture_and_no_heading() -> None:
    pages = [
        page(n, [("Nordby Kommune – Byrådet", 30, SMALL), ("Referat", 45, SMALL), text(n)])
        for n in range(1, 5)
    ]
    assert furniture(*pages) == ["Nordby Kommune – Byrådet", "Referat"]


def test_a_heading_at_the_top_of_most_pages_is_none() -> None:
    pages = [
        page(
            n,
            [("Nordby Kommune – Byrådet", 30, SMALL), ("Bilag" if n > 1 else "Byrådet", 45, SMALL), text(n)],
        )
        for n in range(1, 5)
    ]
    assert furniture(*pages) == ["Nordby Kommune – Byrådet"]


def test_the_head_of_a_single_page_is_none() -> None:
    assert furniture(page(1, [("Holmstrup Kommune", 40, BODY), text(1)])) == []


def test_the_foot_of_a_website_below_the_last_text_is_furniture() -> None:
    last = page(2, [text(2)])
    foot = Line(
        tuple(
            Word(w, "Body", SMALL, False, x, 500, x + 60, 508) for w, x in (("Kontakt", 70), ("Post", 300))
        ),
        506,
    )
    lines = (*last.lines, foot)
    assert furniture(page(1, [text(1)]), Page(2, 595, 842, lines, extractor="pdfium")) == ["Kontakt Post"]


def test_a_sign_that_folds_items_is_no_word_of_their_titles() -> None:
    lines = [
        Line(
            (
                Word(f"{n}. Budget", "Body", 14, True, 70, 100 * n, 130, 100 * n + 10),
                Word("−", "Body", 14, False, 500, 100 * n, 506, 100 * n + 10),
            ),
            100 * n + 8,
        )
        for n in (1, 2, 3)
    ]
    document = DocumentPages(
        "application/pdf", "pdfium", (Page(1, 595, 842, (*lines, *page(1, [text(1)]).lines)),), 1
    )
    rows = rows_of(document)
    mark_furniture(rows, document)
    assert [row.text for row in rows if row.is_bold] == ["1. Budget", "2. Budget", "3. Budget"]


def test_text_that_ends_two_pages_by_chance_is_none() -> None:
    ends = {2: "Kilde: Økonomisystemet.", 4: "Kilde: Økonomisystemet."}
    pages = [
        page(n, [text(n), (ends.get(n, f"Slut på afsnit {'abcdefg'[n]}"), 780, BODY)]) for n in range(1, 6)
    ]
    assert furniture(*pages) == []


def test_the_numbers_of_items_are_none_however_often_they_end_a_page() -> None:
    pages = [page(n, [text(n), (f"Dokumentnr. 326-2021-12{n}43", 780, BODY)]) for n in range(1, 5)]
    assert furniture(*pages) == []


def test_who_was_away_is_read_from_the_head_of_every_sheet() -> None:
    bodies = (
        (line("Referat Byrådet d. 15-05-2002", 100, BOLD), line("Punkt 1: Budget", 140, BOLD)),
        (line("Punkt 2: Vejnavn", 140, BOLD), line("Ingen bemærkninger.", 160)),
        (line("Punkt 3: Eventuelt", 140, BOLD), line("Intet at bemærke.", 160)),
    )
    sheets = tuple(
        Page(number, 595, 842, (line(f"Fraværende: Ida Krogh Blad nr. {33 + number}", 30), *body))
        for number, body in enumerate(bodies, start=1)
    )
    minutes = parse(DocumentPages("application/pdf", "pdfium", sheets, 3))
    assert [(person.name, person.status) for person in minutes.attendance] == [
        ("Ida Krogh", AttendanceStatus.ABSENT)
    ]
