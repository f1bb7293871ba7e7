import pytest

from tasks.parse.consultations import split_route


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
