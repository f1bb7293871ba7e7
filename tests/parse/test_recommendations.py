from pathlib import Path

import pytest

from tasks.parse.recommendations import split_recommendations
from tests.parse.documents import read_items

Points = list[tuple[str | None, str]]


@pytest.mark.parametrize(
    ("paragraphs", "points"),
    [
        (
            ["Direktøren indstiller, at orienteringen tages til efterretning."],
            [("Direktøren", "orienteringen tages til efterretning.")],
        ),
        (
            ["Forvaltningen indstiller, at udvalget anbefaler,", "1. at planen sendes i høring."],
            [("Forvaltningen", "planen sendes i høring.")],
        ),
        (
            [
                "Administrationen indstiller via Forretningsudvalget til Regionsrådet, at",
                "1. planen godkendes.",
            ],
            [("Administrationen", "planen godkendes.")],
        ),
        (
            ["Direktionen indstiller, at udvalget indstiller til Byrådet,", "at a godkendes", "at b drøftes"],
            [("Direktionen", "a godkendes"), ("Direktionen", "b drøftes")],
        ),
        (
            [
                "Direktionen indstiller,",
                "at Økonomiudvalget anbefaler,",
                "1. at a godkendes",
                "2. at b drøftes",
            ],
            [("Direktionen", "a godkendes"), ("Direktionen", "b drøftes")],
        ),
        (
            ["Direktionen indstiller:", "At udvalget anbefaler, at a godkendes.", "At b drøftes."],
            [("Direktionen", "udvalget anbefaler, at a godkendes."), ("Direktionen", "b drøftes.")],
        ),
        (
            ["By og Havn indstiller", "Til Økonomiudvalget og Byrådet:", "At a godkendes.", "At b drøftes."],
            [("By og Havn", "a godkendes."), ("By og Havn", "b drøftes.")],
        ),
        (
            ["Kulturudvalget indstiller, at planen vedtages.", "Økonomiudvalget anbefaler indstillingen."],
            [("Kulturudvalget", "planen vedtages.")],
        ),
        (
            ["Stillet af Venstre.", "Det indstilles, at planen sendes i høring."],
            [(None, "planen sendes i høring.")],
        ),
        (
            ["Med henvisning til ovenstående indstilles det, at Byrådet godkender", "- at a", "- at b"],
            [(None, "a"), (None, "b")],
        ),
        (["Direktøren indstiller at programmet godkendes."], [("Direktøren", "programmet godkendes.")]),
        (
            ["Sekretariatschefen indstiller, at", "1. der følges op.", "2. at sagen drøftes."],
            [("Sekretariatschefen", "der følges op."), ("Sekretariatschefen", "sagen drøftes.")],
        ),
        (
            ["Sekretariatschefen indstiller,", "at der følges op,", "at sagen drøftes."],
            [("Sekretariatschefen", "der følges op,"), ("Sekretariatschefen", "sagen drøftes.")],
        ),
        (
            ["Forvaltningen indstiller:", "- at der følges op", "- at sagen drøftes"],
            [("Forvaltningen", "der følges op"), ("Forvaltningen", "sagen drøftes")],
        ),
        (
            ["Det indstilles: At 1) sagen drøftes. At 2) planen godkendes."],
            [(None, "sagen drøftes."), (None, "planen godkendes.")],
        ),
        (
            ["Det indstilles:", "At 1) sagen drøftes.", "At 2) planen godkendes."],
            [(None, "sagen drøftes."), (None, "planen godkendes.")],
        ),
        (["Det indstilles, at sagen drøftes."], [(None, "sagen drøftes.")]),
        (
            ["Administrationen indstiller til Økonomiudvalget, at planen godkendes."],
            [("Administrationen", "planen godkendes.")],
        ),
        (
            [
                "Direktionen indstiller til Økonomiudvalget og Byrådet,",
                "1. at planen godkendes",
                "2. at udgiften bevilges",
            ],
            [("Direktionen", "planen godkendes"), ("Direktionen", "udgiften bevilges")],
        ),
        (
            ["Center for Plan, Byg og Miljø indstiller, at planen godkendes."],
            [("Center for Plan, Byg og Miljø", "planen godkendes.")],
        ),
        (
            ["Direktøren for Teknik og Miljø anbefaler, at planen godkendes."],
            [("Direktøren for Teknik og Miljø", "planen godkendes.")],
        ),
        (["Det indstilles til Byrådet, at planen godkendes."], [(None, "planen godkendes.")]),
        (["at planen godkendes"], [(None, "planen godkendes")]),
        (
            ["1. Planen godkendes.", "2. Udgiften bevilges."],
            [(None, "Planen godkendes."), (None, "Udgiften bevilges.")],
        ),
        (
            ["Direktøren indstiller, at", "a) planen godkendes", "b) udgiften bevilges"],
            [("Direktøren", "planen godkendes"), ("Direktøren", "udgiften bevilges")],
        ),
        (["Til drøftelse."], [(None, "Til drøftelse.")]),
        (["-"], []),
        (
            ["Direktøren indstiller, at planen godkendes.", "Planen har været i høring."],
            [("Direktøren", "planen godkendes.")],
        ),
        (
            [
                "Direktøren indstiller, at planen godkendes.",
                "Det indstilles endvidere, at udgiften bevilges.",
            ],
            [("Direktøren", "planen godkendes."), (None, "udgiften bevilges.")],
        ),
        (
            ["Direktøren indstiller, at 1. planen godkendes, 2. udgiften bevilges."],
            [("Direktøren", "planen godkendes,"), ("Direktøren", "udgiften bevilges.")],
        ),
        (
            ["Direktøren indstiller at sagen drøftes den 3. maj 2021."],
            [("Direktøren", "sagen drøftes den 3. maj 2021.")],
        ),
        (
            ["Direktøren indstiller, at byrådet anbefaler planen."],
            [("Direktøren", "byrådet anbefaler planen.")],
        ),
        (
            [
                "Byplanchefen indstiller til Økonomiudvalget, at indstille til Byrådet",
                "1) at planen godkendes",
                "2) at udgiften bevilges",
            ],
            [("Byplanchefen", "planen godkendes"), ("Byplanchefen", "udgiften bevilges")],
        ),
        (
            [
                "Børn & Skole indstiller til udvalget at anbefale overfor Byrådet,",
                "at planen godkendes",
                "at udgiften bevilges.",
            ],
            [("Børn & Skole", "planen godkendes"), ("Børn & Skole", "udgiften bevilges.")],
        ),
        (
            ["Chefen indstiller til Økonomiudvalget at anbefale Byrådet", "at godkende planen"],
            [("Chefen", "godkende planen")],
        ),
        (
            ["Chefen indstiller til udvalget at indstille til Byrådet, at planen godkendes."],
            [("Chefen", "planen godkendes.")],
        ),
        (
            ["Chefen indstiller, at Vejudvalget over for Byrådet anbefaler,", "at planen godkendes"],
            [("Chefen", "planen godkendes")],
        ),
        (["Chefen indstiller, at Byrådet godkender, at", "1) vejen lukkes"], [("Chefen", "vejen lukkes")]),
        (["Chefen indstiller til byrådet at godkende planen."], [("Chefen", "godkende planen.")]),
        (
            ["Chefen indstiller, at planen godkendes,", "at udgiften bevilges"],
            [("Chefen", "planen godkendes,"), ("Chefen", "udgiften bevilges")],
        ),
        (
            ["Magistratens 4. Afdeling indstiller, at planen godkendes."],
            [("Magistratens 4. Afdeling", "planen godkendes.")],
        ),
        (
            ["Det Liberale Parti foreslår, at planen godkendes."],
            [("Det Liberale Parti", "planen godkendes.")],
        ),
        (
            ["Indstilling om,", "1. at planen godkendes,", "2. at vejen lukkes.", "(Havneforvaltningen)"],
            [("Havneforvaltningen", "planen godkendes,"), ("Havneforvaltningen", "vejen lukkes.")],
        ),
        (
            ["Indstilling om,", "at planen godkendes.", "(Havneudvalget)", "(1. behandling)"],
            [("Havneudvalget", "planen godkendes.")],
        ),
        (
            ["Chefen indstiller,", "at planen godkendes.", "Planen har været i høring."],
            [("Chefen", "planen godkendes.")],
        ),
        (
            ["Det foreslås,", "1. at vejen lukkes.", "(Stillet af Bylisten)", "(1. behandling)"],
            [("Bylisten", "vejen lukkes.")],
        ),
        (["Det foreslås, at planen godkendes."], [(None, "planen godkendes.")]),
    ],
)
def test_an_indstilling_is_split_into_its_points(paragraphs: list[str], points: Points) -> None:
    assert [(r.proposer, r.text) for r in split_recommendations(paragraphs)] == points


@pytest.mark.parametrize(
    ("paragraph", "point"),
    [
        ("1. at kortet (bilag 2) lægges til grund,", "kortet (bilag 2) lægges til grund,"),
        ("1. at 2. regnskab godkendes,", "2. regnskab godkendes,"),
    ],
)
def test_a_number_inside_a_point_counts_no_point(paragraph: str, point: str) -> None:
    found = split_recommendations(["Chefen indstiller,", paragraph, "2. at udgiften bevilges."])
    assert [recommendation.text for recommendation in found] == [point, "udgiften bevilges."]


def test_points_typed_on_lines_of_their_own_are_points_of_their_own(tmp_path: Path) -> None:
    points = "Udvalget indstiller,\nat planen vedtages, og\nat svarene sendes."
    [item] = read_items(tmp_path, f"Punkt 1: Lokalplan\n\nIndstilling\n\n{points}")
    assert [point.text for point in item.recommendations] == ["planen vedtages, og", "svarene sendes."]


@pytest.mark.parametrize(
    "points",
    [
        "Vejchefen indstiller,\nat planen sendes i høring i seks uger\nat udgiften bevilges.",
        "Vejchefen indstiller at planen sendes i høring i seks uger\nat udgiften bevilges.",
        "Vejchefen indstiller\nat planen sendes i høring i seks uger\nat udgiften bevilges.",
        "Vejchefen indstiller,\n\nat planen sendes i høring\ni seks uger\nat udgiften bevilges.",
    ],
)
def test_each_line_that_begins_with_at_is_a_point_without_a_comma_too(tmp_path: Path, points: str) -> None:
    filler = "Vejen er smal og har huller, og der kører flere lastbiler end for ti år siden."
    text = f"Punkt 1: Vejplan\n\nSagsfremstilling\n\n{filler}\n\nIndstilling\n\n{points}"
    [item] = read_items(tmp_path, text)
    assert [(point.proposer, point.text) for point in item.recommendations] == [
        ("Vejchefen", "planen sendes i høring i seks uger"),
        ("Vejchefen", "udgiften bevilges."),
    ]


def test_a_point_that_wraps_before_at_is_one_point(tmp_path: Path) -> None:
    points = (
        "Vejchefen indstiller,\nat udvalget læser, hvad naboer har skrevet, og anbefaler byrådet\n"
        "at ændre planen."
    )
    [item] = read_items(tmp_path, f"Punkt 1: Vejplan\n\nIndstilling\n\n{points}")
    assert len(item.recommendations) == 1


def test_prose_that_begins_with_at_in_two_lines_is_one_paragraph(tmp_path: Path) -> None:
    filler = "Naboerne har skrevet, at vejen er smal, og de er kede af"
    text = f"Punkt 1: Vejplan\n\nSagsfremstilling\n\n{filler}\nat der kører flere lastbiler end før."
    [item] = read_items(tmp_path, text)
    assert [section.text for section in item.sections] == [f"{filler} at der kører flere lastbiler end før."]


def test_what_stands_first_under_a_heading_is_its_text_and_no_indstilling(tmp_path: Path) -> None:
    text = (
        "Punkt 1: Takster\n\nBaggrund\n\nKommunen foreslår, at taksten deles i tre.\n\nBeslutning\n\nDrøftet."
    )
    [item] = read_items(tmp_path, text)
    assert (item.recommendations, [s.heading for s in item.sections]) == ((), ["Baggrund", "Beslutning"])


def test_a_day_that_a_line_break_cut_off_counts_no_point(tmp_path: Path) -> None:
    [item] = read_items(
        tmp_path,
        """
        Punkt 1: Skoler

        Indstilling
        Udvalget indstiller,
        at forslaget sendes til udtalelse i skolebestyrelserne med frist den
           15. september 2002, og
        at sagen derefter forelægges byrådet på ny.
        """,
    )
    assert [point.text for point in item.recommendations] == [
        "forslaget sendes til udtalelse i skolebestyrelserne med frist den 15. september 2002, og",
        "sagen derefter forelægges byrådet på ny.",
    ]


def test_a_point_below_a_full_line_is_no_day(tmp_path: Path) -> None:
    [item] = read_items(
        tmp_path,
        """
        Punkt 1: Regnskab

        Administrationen anbefaler, at Børneudvalget over for Kommunalbestyrelsen anbefaler
        1. at regnskabet godkendes
        2. at puljen nedlægges
        """,
    )
    assert [point.text for point in item.recommendations] == ["regnskabet godkendes", "puljen nedlægges"]
