import pytest

from schemas.page import DocumentPages, Line, Page
from tasks.parse import parse
from tasks.parse.consultations import split_route
from tests.parse.test_print import BOLD, line


@pytest.mark.parametrize(
    ("paragraphs", "route"),
    [
        (["Direktionen."], ["Direktionen"]),
        (
            ["Direktionen, Økonomiudvalget, Kommunalbestyrelsen."],
            ["Direktionen", "Økonomiudvalget", "Kommunalbestyrelsen"],
        ),
        (["Direktionen", "Byrådet"], ["Direktionen", "Byrådet"]),
        (["- Direktionen", "- Byrådet"], ["Direktionen", "Byrådet"]),
        (["1. Direktionen", "2. Byrådet"], ["Direktionen", "Byrådet"]),
        (["Økonomiudvalget og Byrådet"], ["Økonomiudvalget", "Byrådet"]),
        (["Byrådet og Social- og Sundhedsudvalget."], ["Byrådet", "Social- og Sundhedsudvalget"]),
        (
            ["Udvalget for Teknik og Miljø, Social- og Sundhedsudvalget og Byrådet."],
            ["Udvalget for Teknik og Miljø", "Social- og Sundhedsudvalget", "Byrådet"],
        ),
        (["Udvalget for Teknik og Miljø og Byrådet"], ["Udvalget for Teknik og Miljø", "Byrådet"]),
        (["Udvalget for Børn, Unge og Familie, Byrådet"], ["Udvalget for Børn, Unge og Familie", "Byrådet"]),
        (["Økonomiudvalget den 3. maj 2021, Byrådet den 17. maj 2021"], ["Økonomiudvalget", "Byrådet"]),
        (["Økonomiudvalget - Byrådet"], ["Økonomiudvalget", "Byrådet"]),
        (["Økonomiudvalget → Byrådet"], ["Økonomiudvalget", "Byrådet"]),
        (["Direktionen, Plan-, Vej- og Havneudvalget"], ["Direktionen", "Plan-, Vej- og Havneudvalget"]),
        (["Plan-, Vej- og Havneudvalget og Byrådet"], ["Plan-, Vej- og Havneudvalget", "Byrådet"]),
        (["ØU, KB"], ["ØU", "KB"]),
        (["HovedMED"], ["HovedMED"]),
        (["Sagen behandles i Økonomiudvalget."], []),
        (["-"], []),
    ],
)
def test_a_route_names_bodies_in_printed_order(paragraphs: list[str], route: list[str]) -> None:
    assert split_route(paragraphs) == route


def in_columns(*cells: str, baseline: float, size: float = 9.0) -> Line:
    """Print cells beside each other, far apart."""
    words = []
    for number, cell in enumerate(cells):
        shift = 120.0 * number
        words += [
            word._replace(x0=word.x0 + shift, x1=word.x1 + shift)
            for word in line(cell, baseline, ("Body", size, False)).words
        ]
    return Line(tuple(words), baseline)


@pytest.mark.parametrize(
    "head",
    [
        ("Behandling", "Mødedato", "Åbent punkt", "Lukket punkt"),
        ("Behandling", "Dato", "Punkt"),
        ("Politisk behandling", "Mødedato"),
        ("Udvalg", "Mødedato", "Pkt."),
        ("Behandles i", "Møde den", "Status"),
    ],
)
def test_a_route_in_columns_smaller_than_the_headings_is_a_route(head: tuple[str, ...]) -> None:
    text = "Budgettet gennemgås af forvaltningen hvert eneste år i maj måned."
    lines = [
        line("Referat Kommunalbestyrelsen d. 28-05-2015", 40, BOLD),
        line("Punkt 1: Budget", 80, BOLD),
        in_columns(*head, baseline=105),
        in_columns("Teknik- og Miljøudvalget", "11-05-2015", "6", baseline=120),
        in_columns("Kommunalbestyrelsen", "28-05-2015", "2", baseline=135),
        line("Resume", 165, BOLD),
        line(text, 180),
        line("Beslutning", 210, BOLD),
        line("Godkendt.", 225),
    ]
    page = Page(number=1, width=595, height=842, lines=tuple(lines), extractor="pdfium")
    [item] = parse(DocumentPages("application/pdf", "pdfium", (page,), 1)).items
    assert item.consultations == ("Teknik- og Miljøudvalget", "Kommunalbestyrelsen")
    assert [section.kind for section in item.sections] == ["behandling", "resume", "beslutning"]
