"""What only a print has: fonts, drawn bullets, lines that end where the paper does."""

from dataclasses import replace

import pytest

from schemas.page import Bookmark, DocumentPages, Line, Page, RuledTable, Word
from schemas.terms import SectionKind
from tasks.parse import parse

BODY, ITALIC, BOLD = ("Body", 10.0, False), ("Body-Italic", 10.0, False), ("Body-Bold", 14.0, True)
SUB = ("Body-Bold", 10.0, True)
Style = tuple[str, float, bool]
WIDTH = 5.0


def line(text: str, baseline: float, style: Style = BODY, *, bullet: bool = False) -> Line:
    font, size, bold = style
    words, x = [], 70.0
    for word in text.split():
        words.append(
            Word(word, font, size, bold, x, baseline - 8, x + WIDTH * len(word) * size / 10, baseline + 2)
        )
        x = words[-1].x1 + WIDTH * size / 10
    return Line(tuple(words), baseline, has_drawn_bullet=bullet)


def document(
    lines: list[tuple[str, float, Style]], bullets: tuple[int, ...] = (), *tables: RuledTable
) -> DocumentPages:
    """Print lines below each other: text, distance to the line above, style."""
    head = [("Referat Direktionen d. 31-05-2021", 40.0, BOLD), ("Punkt 1: Budget", 40.0, BOLD)]
    drawn, baseline = [], 0.0
    for index, (text, distance, style) in enumerate([*head, *lines]):
        baseline += distance
        drawn.append(line(text, baseline, style, bullet=index - len(head) in bullets))
    page = Page(number=1, width=595, height=842, lines=tuple(drawn), tables=tables, extractor="pdfium")
    return DocumentPages(media_type="application/pdf", extractor="pdfium", pages=(page,), page_count=1)


def test_a_known_heading_in_italics_is_a_heading() -> None:
    text = "Budgettet gennemgås af forvaltningen hvert eneste år i maj måned."
    [item] = parse(
        document(
            [
                ("Sagsfremstilling", 30, BOLD),
                ("Resume", 20, ITALIC),
                (text, 14, BODY),
                ("Indstillinger", 20, ITALIC),
                ("Direktøren indstiller, at budgettet godkendes.", 14, BODY),
            ]
        )
    ).items
    assert [section.kind for section in item.sections] == [SectionKind.RESUME, SectionKind.INDSTILLING]


def test_a_dash_that_begins_a_line_of_a_bulleted_entry_is_a_dash() -> None:
    entry = "Øget fokus på at ingen borgere går fra en samtale uden at vide hvor der er job"
    [item] = parse(
        document(
            [
                ("Sagsfremstilling", 30, BOLD),
                (entry, 20, BODY),
                ("– som det forventes at de søger.", 13, BODY),
                (entry.replace("Øget", "Mere"), 20, BODY),
                ("og at de søger dem straks.", 13, BODY),
            ],
            (1, 3),
        )
    ).items
    assert item.sections[0].text.split("\n")[0] == f"- {entry} – som det forventes at de søger."


def test_attachments_in_a_ruled_table_are_attachments_and_no_table() -> None:
    rows = (("Program", "326-2021-126429"), ("Tidsplan for\ndagen", "326-2021-126430"))
    [item] = parse(
        document(
            [("Sagsfremstilling", 30, BOLD), ("Tekst om sagen.", 20, BODY), ("Bilag", 20, BOLD)],
            (),
            RuledTable(rows, 70, 400, 500, 440),
        )
    ).items
    assert [(a.title, a.document_number) for a in item.attachments] == [
        ("Program", "326-2021-126429"),
        ("Tidsplan for dagen", "326-2021-126430"),
    ]
    assert item.tables == ()


def test_a_line_set_like_the_headings_is_one_though_no_table_knows_it() -> None:
    [item] = parse(
        document(
            [
                ("Resume", 30, BOLD),
                ("Sagen handler om en sti langs søen, som mange borgere har bedt om.", 20, BODY),
                ("Løsning for de berørte", 30, BOLD),
                ("Der anlægges en sti.", 20, BODY),
                ("Økonomi", 30, BOLD),
                ("Ingen udgift.", 20, BODY),
            ]
        )
    ).items
    assert [(s.kind, s.heading) for s in item.sections] == [
        (SectionKind.RESUME, "Resume"),
        (SectionKind.ANDET, "Løsning for de berørte"),
        (SectionKind.OEKONOMI, "Økonomi"),
    ]


def test_a_large_line_with_no_text_below_it_is_text() -> None:
    [item] = parse(
        document(
            [
                ("Resume", 30, BOLD),
                ("Sagen handler om en sti langs søen, som mange borgere har bedt om.", 20, BODY),
                ("Husk mødet i maj", 30, BOLD),
                ("Økonomi", 30, BOLD),
                ("Ingen udgift.", 20, BODY),
            ]
        )
    ).items
    assert [s.text for s in item.sections] == [
        "Sagen handler om en sti langs søen, som mange borgere har bedt om.\nHusk mødet i maj",
        "Ingen udgift.",
    ]


def test_known_headings_count_where_no_heading_is_set_like_one() -> None:
    [item] = parse(
        document(
            [
                ("Resume", 30, BODY),
                ("Sagen handler om en sti langs søen, som mange borgere har bedt om.", 20, BODY),
                ("Beslutning", 30, BODY),
                ("Godkendt.", 20, BODY),
            ]
        )
    ).items
    assert [section.kind for section in item.sections] == [SectionKind.RESUME, SectionKind.BESLUTNING]


def test_a_ruled_box_of_labels_below_a_heading_holds_the_numbers() -> None:
    box = (("Sagsnr.", "2006-00451", "Sagsbehandler", "KL"), ("J.nr.: 27.36.04", "Lukket sag", "", ""))
    [item] = parse(
        document(
            [("Resume", 120, BOLD), ("Tekst om sagen.", 20, BODY)], (), RuledTable(box, 70, 100, 500, 140)
        )
    ).items
    assert (item.case_number, item.journal_number, item.tables) == ("2006-00451", "27.36.04", ())
    assert item.is_closed


@pytest.mark.parametrize("has_bookmarks", [False, True])
def test_counted_headings_in_an_item_are_no_items(has_bookmarks: bool) -> None:
    small = ("Body-Bold", 10.0, True)
    lines = [
        ("1. Budget", 40, BOLD),
        ("1. Resume", 20, small),
        ("Kort fortalt.", 14, BODY),
        ("2. Effekt", 20, small),
        ("Flere i arbejde.", 14, BODY),
        ("2. Eventuelt", 40, BOLD),
        ("Intet.", 14, BODY),
    ]
    document_ = document(lines)
    page = document_.pages[0]
    without_punkt = replace(page, lines=(page.lines[0], *page.lines[2:]))
    levels = [("1. Budget", 2), ("1. Resume", 3), ("2. Effekt", 3), ("2. Eventuelt", 2)]
    bookmarks = tuple(Bookmark(title, level, 1) for title, level in levels if has_bookmarks)
    items = parse(replace(document_, pages=(without_punkt,), bookmarks=bookmarks)).items
    assert [(item.number, item.title) for item in items] == [("1", "Budget"), ("2", "Eventuelt")]
    assert [(s.kind, s.heading) for s in items[0].sections] == [
        (SectionKind.RESUME, "1. Resume"),
        (SectionKind.ANDET, "2. Effekt"),
    ]


def test_a_body_above_the_kind_may_wrap() -> None:
    head = ("Body-Bold", 20.0, True)
    wide = "Kommunalbestyrelsens møde i anledning af byens jubilæum torsdag"
    lines = [
        line(wide, 40, head),
        line("den 3. oktober 2019", 64, head),
        line("Referat", 90),
        line("Punkt 1: Budget", 130, BOLD),
        line(f"{wide}, og budgettet gennemgås af forvaltningen hvert eneste år i maj."[:127], 150),
    ]
    page = Page(number=1, width=900, height=842, lines=tuple(lines), extractor="pdfium")
    minutes = parse(DocumentPages("application/pdf", "pdfium", (page,), 1))
    assert (minutes.body, minutes.meeting_date.isoformat()) == ("Kommunalbestyrelsen", "2019-10-03")


def test_bodies_and_days_set_as_headings_below_the_route_are_decisions() -> None:
    [item] = parse(
        document(
            [
                ("Resume", 30, BOLD),
                ("Budgettet gennemgås af forvaltningen hvert eneste år i maj måned.", 20, BODY),
                ("Politisk behandling", 30, BOLD),
                ("Økonomiudvalget den 17. maj 2021", 20, SUB),
                ("Anbefales.", 14, BODY),
                ("Direktionen den 31. maj 2021", 20, SUB),
                ("Godkendt.", 14, BODY),
            ]
        )
    ).items
    assert [(d.body, d.text) for d in item.decisions] == [
        ("Økonomiudvalget", "Anbefales."),
        ("Direktionen", "Godkendt."),
    ]
    assert item.consultations == ()


def test_what_minutes_head_referat_in_an_item_was_decided() -> None:
    [item] = parse(
        document(
            [
                ("Baggrund", 30, BOLD),
                ("Budgettet gennemgås af forvaltningen hvert eneste år i maj måned.", 20, BODY),
                ("Referat", 30, BOLD),
                ("Taget til efterretning.", 20, BODY),
            ]
        )
    ).items
    assert [decision.text for decision in item.decisions] == ["Taget til efterretning."]


def test_a_known_word_set_smaller_than_the_sections_is_text_of_one() -> None:
    [item] = parse(
        document(
            [
                ("Resume", 30, BOLD),
                ("Budgettet gennemgås af forvaltningen hvert eneste år i maj måned.", 20, BODY),
                ("Sagsfremstilling", 30, BOLD),
                ("Borgerinddragelse", 20, SUB),
                ("Der blev holdt et møde om budgettet med byens foreninger.", 14, BODY),
            ]
        )
    ).items
    assert [section.heading for section in item.sections] == ["Resume", "Sagsfremstilling"]
    assert item.sections[1].text.startswith("Borgerinddragelse\nDer blev")


@pytest.mark.parametrize(
    ("unknown", "is_heading"), [("FORSLAGETS ORDLYD", True), ("A/S", False), ("Forslagets ordlyd", False)]
)
def test_where_all_headings_are_in_capitals_a_line_in_capitals_is_one(unknown: str, is_heading: bool) -> None:
    [item] = parse(
        document(
            [
                ("RESUME", 20, SUB),
                ("Havnen udvides mod øst, og der bygges en ny mole på den anden side.", 14, BODY),
                (unknown, 20, SUB),
                ("Bestyrelsen mødes i maj.", 14, BODY),
                ("BESLUTNING", 20, SUB),
                ("Godkendt.", 14, BODY),
            ]
        )
    ).items
    assert (unknown in [section.heading for section in item.sections]) is is_heading


@pytest.mark.parametrize(
    "decided", [["Pkt. 1-2. Anbefales.", "Pkt. 3. Udsat."], ["Punkt 1: Godkendt.", "Punkt 2: Udsat."]]
)
def test_points_of_a_decision_are_no_items_beside_headings(decided: list[str]) -> None:
    lines = [
        ("1 Åbent Ny havn", BOLD),
        ("Resume", SUB),
        ("Havnen udvides.", BODY),
        ("Beslutning", SUB),
        *((text, BODY) for text in decided),
        ("2 Lukket Køb af kaj", BOLD),
        ("Beslutning", SUB),
        ("Godkendt.", BODY),
    ]
    head = line("Referat Direktionen d. 31-05-2021", 40, BOLD)
    drawn = [line(text, 80 + 24 * index, style) for index, (text, style) in enumerate(lines)]
    page = Page(number=1, width=595, height=842, lines=(head, *drawn), extractor="pdfium")
    items = parse(DocumentPages("application/pdf", "pdfium", (page,), 1)).items
    assert [(item.number, item.title, item.is_closed) for item in items] == [
        ("1", "Ny havn", False),
        ("2", "Køb af kaj", True),
    ]
    assert items[0].decisions[0].text == "\n".join(decided)


def test_a_sentence_set_as_a_heading_of_an_indstilling_may_wrap() -> None:
    first = "Ældre- og Handicapforvaltningen indstiller, at Ældre- og Handicapudvalget anbefaler, at byrådet"
    [item] = parse(
        document(
            [
                (first, 20, SUB),
                ("godkender,", 14, SUB),
                ("at centret lukkes, og", 14, BODY),
                ("at brugerne tilbydes plads på et andet center i den anden ende af byen.", 20, BODY),
                ("Beslutning:", 24, SUB),
                ("Anbefales.", 14, BODY),
            ]
        )
    ).items
    assert item.sections[0].kind is SectionKind.INDSTILLING
    assert item.sections[0].heading == f"{first} godkender,"
    assert [(r.proposer, r.text[:21]) for r in item.recommendations] == [
        ("Ældre- og Handicapforvaltningen", "centret lukkes, og"),
        ("Ældre- og Handicapforvaltningen", "brugerne tilbydes pla"),
    ]
