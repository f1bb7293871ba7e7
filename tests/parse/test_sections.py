from datetime import date
from pathlib import Path

import pytest

from schemas.terms import Outcome, SectionKind
from tasks.parse.layout import section_heading
from tests.parse.documents import read_items

KINDS = {
    SectionKind.RESUME: [
        "Resume",
        "Resumé",
        "Resume og sagens baggrund",
        "Sagsresume",
        "Sammendrag",
        "Sagens kerne",
    ],
    SectionKind.INDSTILLING: [
        "Indstilling",
        "Indstillinger",
        "Administrativ indstilling",
        "Forvaltningens indstilling",
        "Beslutningspunkter",
        "Direktionens indstilling",
    ],
    SectionKind.BEHANDLING: ["Behandling", "Sagsgang", "Forventet sagsgang", "Sagsforløb"],
    SectionKind.SAGSFREMSTILLING: [
        "Sagsfremstilling",
        "Sagsbeskrivelse",
        "Beskrivelse af sagen",
        "Baggrund",
        "Supplerende sagsfremstilling",
        "Sagens fremstilling",
        "Sagens opståen",
    ],
    SectionKind.OEKONOMI: [
        "Økonomiske konsekvenser",
        "Økonomi",
        "Økonomi og finansiering",
        "Økonomi og bevilling",
    ],
    SectionKind.BESLUTNING: [
        "Beslutning",
        "Beslutninger",
        "Beslutning i Økonomiudvalget den 17-05-2021",
        "Økonomiudvalgets beslutning den 17. maj 2021",
        "Direktionens møde den 31. maj 2021:",
        "Beslutning fra Økonomiudvalget, den 17. maj 2021",
        "Beslutning fra 17-05-2021, kl. 8:30",
        "Udvalgets beslutning",
        "Økonomiudvalget, 17. maj 2021",
        "Børne-, Kultur- og Fritidsudvalget, den 11. juni 2013",
        "Beslutning i Klima-, Miljø- og Teknikudvalget den 14. august 2024",
        "Beslutning den 17.05.2021",
        "Byrådets beslutning",
        "Udvalgets afgørelse",
        "Kommunalbestyrelsens vedtagelse",
        "Udvalget for Teknik og Miljøs beslutning den 17-05-2021",
    ],
    SectionKind.LOVGRUNDLAG: ["Lovgrundlag", "Retsgrundlag"],
    SectionKind.HOERING: [
        "Høring",
        "Høring / udtalelser",
        "Høring/udtalelse",
        "Udtalelser og høring",
        "Høringer og inddragelse",
        "Borgerinddragelse / høring",
        "Høringssvar, inddragelse",
    ],
    SectionKind.BILAG: ["Bilag", "Bilagsliste", "Bilagsoversigt"],
    SectionKind.ANDET: [
        "Vurdering",
        "Personalemæssige konsekvenser",
        "Personalemæssige forhold",
        "Administrative, miljømæssige og sundhedsmæssige konsekvenser",
        "Kommunikation",
        "Tidligere behandling",
        "Kompetence",
    ],
}


@pytest.mark.parametrize(
    ("heading", "kind"), [(word, kind) for kind, words in KINDS.items() for word in words]
)
@pytest.mark.parametrize("form", [str, "{}:".format, str.upper], ids=["plain", "colon", "capitals"])
def test_a_heading_has_its_kind_in_every_spelling(heading: str, kind: SectionKind, form: object) -> None:
    found = section_heading(form(heading))  # type: ignore[operator]
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "line",
    [
        "Beslutningen træffes senere.",
        "beslutning",
        "Bilag 2 viser tallene.",
        "Behandlingen af sagen fortsætter",
        "Økonomien er stram",
        "Byrådet behandlede sagen den 3. maj 2021",
        "Der holdes møde den 3. maj 2021",
        "Indstillingen er sendt",
    ],
)
def test_a_sentence_is_no_heading(line: str) -> None:
    assert section_heading(line) is None


def test_sections_keep_their_order_and_printed_headings(tmp_path: Path) -> None:
    text = (
        "Punkt 1: Budget\n\nBeslutning\n\nGodkendt.\n\nSagsfremstilling\n\nResume\n\n"
        "Kort.\n\nSagsfremstilling\n\nLangt.\n\nØkonomi\n\nIngen."
    )
    [item] = read_items(tmp_path, text)
    assert [(s.kind, s.heading, s.text) for s in item.sections] == [
        (SectionKind.BESLUTNING, "Beslutning", "Godkendt."),
        (SectionKind.RESUME, "Resume", "Kort."),
        (SectionKind.SAGSFREMSTILLING, "Sagsfremstilling", "Langt."),
        (SectionKind.OEKONOMI, "Økonomi", "Ingen."),
    ]


def test_headings_in_capitals_are_headings(tmp_path: Path) -> None:
    [item] = read_items(tmp_path, "Punkt 1: Budget\n\nSAGSFREMSTILLING\n\nTekst.\n\nBESLUTNING\n\nGodkendt.")
    assert [(s.kind, s.heading) for s in item.sections] == [
        (SectionKind.SAGSFREMSTILLING, "SAGSFREMSTILLING"),
        (SectionKind.BESLUTNING, "BESLUTNING"),
    ]


def test_headings_right_above_their_text_are_headings(tmp_path: Path) -> None:
    text = (
        "Punkt 1: Budget\nSagsfremstilling:\nBudgettet gennemgås på mødet, og der samles "
        "op på de spørgsmål, der er stillet.\nBeslutning:\nGodkendt.\n\nPunkt 2: "
        "Eventuelt\nBeslutning:\nIntet."
    )
    items = read_items(tmp_path, text)
    assert [[s.heading.rstrip(":") for s in item.sections] for item in items] == [
        ["Sagsfremstilling", "Beslutning"],
        ["Beslutning"],
    ]


def test_headings_before_their_text_on_one_line_are_headings(tmp_path: Path) -> None:
    text = (
        "Punkt 1: Budget\n\nResume: Budgettet gennemgås.\n\nIndstilling: Det indstilles, "
        "at sagen drøftes.\n\nBeslutning: Godkendt."
    )
    [item] = read_items(tmp_path, text)
    assert [(s.heading, s.text) for s in item.sections] == [
        ("Resume:", "Budgettet gennemgås."),
        ("Indstilling:", "Det indstilles, at sagen drøftes."),
        ("Beslutning:", "Godkendt."),
    ]
    assert [decision.text for decision in item.decisions] == ["Godkendt."]


def test_only_the_decision_has_a_heading_on_a_line_of_its_own(tmp_path: Path) -> None:
    [item] = read_items(
        tmp_path,
        """
        Punkt nr. 25: Badebro
        Journal nr.: 04.06.00S02

        Redegørelse: Regnskabet udviser en udgift på 648.213 kr. og en mindreudgift på
        1.787 kr. i forhold til bevillingen.

        Tidligere behandling: Sagen var på dagsordenen den 6. marts 2013.

        Indstilling: Havnechefen indstiller, at regnskabet godkendes.

        Bilag: Regnskab for badebroen

        Beslutning:

        Godkendt.
        """,
    )
    assert [(section.kind, section.heading) for section in item.sections] == [
        (SectionKind.SAGSFREMSTILLING, "Redegørelse:"),
        (SectionKind.ANDET, "Tidligere behandling:"),
        (SectionKind.INDSTILLING, "Indstilling:"),
        (SectionKind.BILAG, "Bilag:"),
        (SectionKind.BESLUTNING, "Beslutning:"),
    ]
    assert [attachment.title for attachment in item.attachments] == ["Regnskab for badebroen"]


def test_a_label_inside_prose_is_no_heading_where_headings_stand_alone(tmp_path: Path) -> None:
    text = (
        "Punkt 1: Budget\n\nSagsfremstilling\n\nTekst.\n\nØkonomi: Udgiften dækkes af "
        "kontoen.\n\nBeslutning\n\nGodkendt."
    )
    [item] = read_items(tmp_path, text)
    assert item.sections[0].text == "Tekst.\nØkonomi: Udgiften dækkes af kontoen."


def test_bold_labels_are_headings_though_one_stands_alone_above_its_list(tmp_path: Path) -> None:
    text = (
        "# **Punkt 1: Budget**\n\n**Økonomi:** Udgiften dækkes af kontoen.\n\n**Indstilling:** Det "
        "indstilles, at arbejdet overdrages til Brdr. Holm.\n\n**Bilag:**\n\n1. Notat\n\n"
        "**Beslutning:** Godkendt.\n\n# **Punkt 2: Takster**\n\n**Bilag:** Takstoversigt 2006\n\n"
        "**Beslutning:** Godkendt."
    )
    first, second = read_items(tmp_path, text)
    kinds = [SectionKind.OEKONOMI, SectionKind.INDSTILLING, SectionKind.BILAG, SectionKind.BESLUTNING]
    assert [section.kind for section in first.sections] == kinds
    assert [point.text for point in first.recommendations] == ["arbejdet overdrages til Brdr. Holm."]
    assert [attachment.title for attachment in second.attachments] == ["Takstoversigt 2006"]


def test_text_before_the_first_heading_is_the_presentation(tmp_path: Path) -> None:
    [item] = read_items(tmp_path, "Punkt 1: Budget\n\nBudgettet gennemgås.\n\nBeslutning\n\nGodkendt.")
    first = item.sections[0]
    assert (first.kind, first.heading, first.text) == (
        SectionKind.SAGSFREMSTILLING,
        "",
        "Budgettet gennemgås.",
    )


@pytest.mark.parametrize(
    ("heading", "body", "day"),
    [
        ("Beslutning", "Direktionen", date(2021, 5, 31)),
        ("Direktionens møde den 31. maj 2021:", "Direktionen", date(2021, 5, 31)),
        ("Beslutning i Økonomiudvalget den 17-05-2021", "Økonomiudvalget", date(2021, 5, 17)),
        ("Økonomiudvalgets beslutning den 17. maj 2021", "Økonomiudvalget", date(2021, 5, 17)),
        ("Økonomiudvalgets møde den 17. maj 2021:", "Økonomiudvalget", date(2021, 5, 17)),
        (
            "Udvalget for Teknik og Miljøs møde den 17. maj 2021",
            "Udvalget for Teknik og Miljø",
            date(2021, 5, 17),
        ),
        ("Beslutning i Økonomiudvalget", "Økonomiudvalget", None),
        ("Beslutning den 17-05-2021", "Direktionen", date(2021, 5, 17)),
    ],
)
def test_a_decision_is_that_of_the_body_and_date_in_its_heading(
    tmp_path: Path, heading: str, body: str, day: date | None
) -> None:
    [item] = read_items(tmp_path, f"Punkt 1: Budget\n\nSagsfremstilling\n\nTekst.\n\n{heading}\n\nGodkendt.")
    assert [(d.body, d.decided_on, d.outcome) for d in item.decisions] == [(body, day, Outcome.GODKENDT)]


def test_several_decisions_of_one_item_are_several_rows(tmp_path: Path) -> None:
    text = (
        "Punkt 1: Budget\n\nBeslutning i Økonomiudvalget den 17-05-2021\n\nAnbefales.\n\n"
        "Fraværende: Ole Bro (A)\n\n"
        "Direktionens møde den 31. maj 2021:\n\nGodkendt."
    )
    [item] = read_items(tmp_path, text)
    assert [(d.body, d.text) for d in item.decisions] == [
        ("Økonomiudvalget", "Anbefales."),
        ("Direktionen", "Godkendt."),
    ]
    assert item.sections[0].text == "Anbefales.\nFraværende: Ole Bro (A)"


def test_the_words_of_an_indstilling_are_no_outcome(tmp_path: Path) -> None:
    text = (
        "Punkt 1: Budget\n\nIndstilling\n\nDirektøren indstiller, at budgettet "
        "godkendes.\n\nBeslutning\n\nUdsat."
    )
    [item] = read_items(tmp_path, text)
    assert [decision.outcome for decision in item.decisions] == [Outcome.UDSAT]


def test_a_heading_with_nothing_below_it_is_no_section(tmp_path: Path) -> None:
    [item] = read_items(tmp_path, "Punkt 1: Budget\n\nSagsfremstilling\n\nBeslutning\n\nGodkendt.")
    assert [section.heading for section in item.sections] == ["Beslutning"]


def test_a_dash_under_a_decision_is_a_section_and_no_decision(tmp_path: Path) -> None:
    [item] = read_items(tmp_path, "Punkt 9: Eventuelt\n\nBeslutning\n\n-")
    assert (item.decisions, item.content_id) == ((), None)


def test_the_route_in_columns_is_a_route_and_no_decision(tmp_path: Path) -> None:
    text = """
        Punkt 1: Takster

        Behandling Mødedato Åbent punkt Lukket punkt
        Teknik- og Miljøudvalget 07.12.2020 2
        Kommunalbestyrelsen 17.12.2020

        Resumé

        Taksterne hæves.
        """
    [item] = read_items(tmp_path, text)
    assert (item.consultations, item.decisions) == (("Teknik- og Miljøudvalget", "Kommunalbestyrelsen"), ())


def test_an_indstilling_without_a_heading_is_found_by_its_words(tmp_path: Path) -> None:
    text = """
        Punkt 1: Regnskab 2018

        Regnskabet viser et overskud.

        Økonomichefen foreslår,

        at regnskabet godkendes

        Beslutning

        Direktionen indstiller, at sagen udsættes.
        """
    [item] = read_items(tmp_path, text)
    kinds = [section.kind for section in item.sections]
    assert kinds == [SectionKind.SAGSFREMSTILLING, SectionKind.INDSTILLING, SectionKind.BESLUTNING]
    assert [(r.proposer, r.text) for r in item.recommendations] == [("Økonomichefen", "regnskabet godkendes")]


def test_prose_that_tells_what_somebody_proposes_is_no_indstilling(tmp_path: Path) -> None:
    text = "Punkt 1: Telefonvagt\n\nBorgerservice foreslår, at den flyttes.\n\nBeslutning\n\nGodkendt."
    [item] = read_items(tmp_path, text)
    kinds = [section.kind for section in item.sections]
    assert kinds == [
        SectionKind.SAGSFREMSTILLING,
        SectionKind.BESLUTNING,
    ]
    assert item.recommendations == ()


def test_page_counts_that_a_print_left_in_a_text_are_no_part_of_it(tmp_path: Path) -> None:
    pages = "".join(
        f"\nSide {number} af 4\n\fDirektionen, den 31. maj 2021\n\nud over side {number},\n"
        for number in (1, 2, 3)
    )
    text = f"Punkt 1: Budget\n\nSagsfremstilling\n\nTeksten går{pages}\nslut.\n\nSide 4 af 4\n"
    [item] = read_items(tmp_path, text)
    assert [section.heading for section in item.sections] == ["Sagsfremstilling"]
    assert "Side" not in item.sections[0].text
    assert "Direktionen" not in item.sections[0].text
    assert item.sections[0].text.startswith("Teksten går ud over side 1,")


def test_decisions_told_under_another_heading_are_decisions(tmp_path: Path) -> None:
    text = """
        Punkt 1: Cykelsti

        Beslutning

        Økonomiudvalgets beslutning i mødet den 21. januar 2020:

        Indstillingen blev anbefalet.

        Direktionens beslutning i mødet den 31. maj 2021

        Indstillingen blev godkendt.
        """
    [item] = read_items(tmp_path, text)
    assert [(d.body, d.decided_on, d.outcome) for d in item.decisions] == [
        ("Økonomiudvalget", date(2020, 1, 21), Outcome.ANBEFALET),
        ("Direktionen", date(2021, 5, 31), Outcome.GODKENDT),
    ]


def test_an_earlier_decision_in_one_line_is_one_of_its_body(tmp_path: Path) -> None:
    text = """
        Punkt 1: Psykiatriplan

        Politisk behandling

        Udvalget for Psykiatri, 09-02-2021: Indstillingen anbefales.

        Beslutning

        Godkendt.
        """
    [item] = read_items(tmp_path, text)
    assert [(d.body, d.decided_on, d.text) for d in item.decisions] == [
        ("Udvalget for Psykiatri", date(2021, 2, 9), "Indstillingen anbefales."),
        ("Direktionen", date(2021, 5, 31), "Godkendt."),
    ]


@pytest.mark.parametrize(
    "printed", ["Beslutning Økonomiudvalget den 17-05-2021", "Beslutning: Økonomiudvalget, 17-05-2021"]
)
def test_the_word_before_a_body_is_no_part_of_its_name(printed: str) -> None:
    heading = section_heading(printed)
    assert heading
    assert (heading.body, heading.date_text) == ("Økonomiudvalget", "17-05-2021")


def test_the_decision_of_the_committee_is_the_meetings_own() -> None:
    heading = section_heading("Udvalgets beslutning den 4. maj 2016")
    assert heading
    assert (heading.kind, heading.body) == (SectionKind.BESLUTNING, None)


def test_what_the_administration_or_a_committee_proposes_is_an_indstilling(tmp_path: Path) -> None:
    first, second = read_items(
        tmp_path,
        """
        Punkt 1: Ny bus

        Anbefaling

        Forvaltningen anbefaler, at bussen købes.

        Punkt 2: Salg

        Økonomiudvalgets indstilling den 6. maj 2003:

        Det indstilles, at grunden sælges.
        """,
    )
    assert [section.kind for section in (*first.sections, *second.sections)] == ["indstilling", "indstilling"]
    assert [r.text for r in (*first.recommendations, *second.recommendations)] == [
        "bussen købes.",
        "grunden sælges.",
    ]


MARKED = """
## 1. Landsbypulje

### {}

Puljen fordeles i maj.

{} Det siger reglerne

Ansøgere skal bo i sognet.

### Indstilling

Direktøren indstiller, at puljen fordeles.

### Beslutning

Godkendt.
"""


@pytest.mark.parametrize("unknown", ["Det bliver pengene brugt til", "Hvad siger landsbyerne", "Beskrivelse"])
def test_a_line_marked_like_all_headings_of_a_markdown_file_is_one(tmp_path: Path, unknown: str) -> None:
    [item] = read_items(tmp_path, MARKED.format(unknown, "####"))
    kind = SectionKind.SAGSFREMSTILLING if unknown == "Beskrivelse" else SectionKind.ANDET
    assert [(section.kind, section.heading) for section in item.sections] == [
        (kind, unknown),
        (SectionKind.INDSTILLING, "Indstilling"),
        (SectionKind.BESLUTNING, "Beslutning"),
    ]
    assert item.sections[0].text == "Puljen fordeles i maj.\nDet siger reglerne\nAnsøgere skal bo i sognet."


def test_a_markdown_file_that_mixes_levels_marks_prose_too(tmp_path: Path) -> None:
    text = MARKED.format("Sagsfremstilling", "###").replace("### Indstilling", "#### Indstilling")
    [item] = read_items(tmp_path, text)
    assert [section.heading for section in item.sections] == ["Sagsfremstilling", "Indstilling", "Beslutning"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Lovgrundlag, planer mv.", SectionKind.LOVGRUNDLAG),
        ("Juridiske og planmæssige forhold", SectionKind.LOVGRUNDLAG),
        ("Økonomiske forhold og bæredygtighed", SectionKind.OEKONOMI),
        ("Økonomi og bæredygtighed", SectionKind.OEKONOMI),
        ("Baggrund/Redegørelse", SectionKind.SAGSFREMSTILLING),
        ("Konsekvenser i øvrigt", SectionKind.ANDET),
        ("Borgmesterpåtegning", SectionKind.ANDET),
    ],
)
def test_words_of_large_municipalities_head_sections(tmp_path: Path, heading: str, kind: SectionKind) -> None:
    [item] = read_items(
        tmp_path,
        f"Punkt 1: Budget\n\nResume\nTaksterne stiger.\n\n{heading}\nIngen.\n\nBeslutning\nGodkendt.",
    )
    assert [(section.kind, section.heading) for section in item.sections] == [
        (SectionKind.RESUME, "Resume"),
        (kind, heading),
        (SectionKind.BESLUTNING, "Beslutning"),
    ]


@pytest.mark.parametrize("word", ["Sag:", "Sagen:"])
def test_the_case_and_what_was_put_on_record_are_sections_of_older_minutes(tmp_path: Path, word: str) -> None:
    [item] = read_items(
        tmp_path,
        f"""
        Pkt. 4 Vejnavn
        J.nr. 05.01.10-P24

        {word}

        Der er kommet to forslag.

        Indstilling:

        Teknisk chef indstiller, at et af dem vælges.

        Økonomiudvalget, den 18. januar 2005, pkt. 11:

        Anbefales.

        Til protokollen:

        Udsat.
        """,
    )
    assert [(section.kind, section.heading) for section in item.sections] == [
        (SectionKind.SAGSFREMSTILLING, word),
        (SectionKind.INDSTILLING, "Indstilling:"),
        (SectionKind.BESLUTNING, "Økonomiudvalget, den 18. januar 2005, pkt. 11:"),
        (SectionKind.BESLUTNING, "Til protokollen:"),
    ]
    assert [decision.outcome for decision in item.decisions] == [Outcome.ANBEFALET, Outcome.UDSAT]


def test_what_is_put_on_record_below_a_decision_belongs_to_it(tmp_path: Path) -> None:
    [item] = read_items(
        tmp_path,
        """
        Pkt. 4 Vejnavn

        Indstilling:

        Teknisk chef indstiller, at navnet vælges.

        Beslutning:

        Godkendt.

        Til protokollen:

        Venstre ønsker et andet navn.
        """,
    )
    [decision] = item.decisions
    assert decision.text == "Godkendt.\nTil protokollen:\nVenstre ønsker et andet navn."


def test_a_case_number_below_its_label_is_no_text(tmp_path: Path) -> None:
    [item] = read_items(tmp_path, "Pkt. 4 Vejnavn\nSag:\n04/1234\n\nIndstilling:\n\nNavnet vælges.")
    assert (item.case_number, len(item.sections)) == ("04/1234", 1)


def test_who_proposes_heads_points_that_stand_apart_below(tmp_path: Path) -> None:
    [first, second] = read_items(
        tmp_path,
        """
        Pkt. 71 Biblioteker

        Beskrivelse af sagen

        Bibliotekschefen indleder med et oplæg om udlånstal, åbningstider og de mange muligheder i
        ubetjente filialer.

        Administrationen indstiller

        at sagen drøftes,

        at oplægget udsendes.

        Beslutning

        Drøftet.

        Pkt. 72 Haller

        Indstilling

        Administrationen indstiller

        at taksten hæves.
        """,
    )
    assert [section.heading for section in first.sections][1:] == [
        "Administrationen indstiller",
        "Beslutning",
    ]
    assert [(point.proposer, point.text) for point in first.recommendations] == [
        ("Administrationen", "sagen drøftes,"),
        ("Administrationen", "oplægget udsendes."),
    ]
    assert [section.heading for section in second.sections] == ["Indstilling"]


@pytest.mark.parametrize("words", ["Naturklagenævnets afgørelse", "Forvaltningens afgørelse"])
def test_what_others_ruled_is_no_decision(words: str) -> None:
    assert section_heading(words) is None
