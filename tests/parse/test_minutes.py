from inspect import cleandoc
from pathlib import Path

import pytest

from tests.parse.documents import HEAD, read_items, read_text
from vocabulary.cpr import MASK

ITEM = "Punkt 1: Budget\n\nSagsfremstilling\n\n"


def section(folder: Path, text: str) -> str:
    [item] = read_items(folder, ITEM + text)
    return item.sections[0].text


def test_wrapped_lines_are_one_paragraph_and_blank_lines_part_them(tmp_path: Path) -> None:
    text = """
    Budgettet for det kommende år gennemgås af direktøren på
    mødet, hvorefter der er lejlighed til at stille spørgsmål.

    Derefter drøftes det.
    """
    assert section(tmp_path, cleandoc(text)) == (
        "Budgettet for det kommende år gennemgås af direktøren på mødet, hvorefter der er "
        "lejlighed til at stille "
        "spørgsmål.\nDerefter drøftes det."
    )


def test_every_bullet_is_written_as_a_dash(tmp_path: Path) -> None:
    for bullet in ("•", "-", "–", "\uf0b7", "*", "▪"):
        text = f"Målene er:\n\n{bullet} Flere i job\n{bullet} Flere i uddannelse"
        assert section(tmp_path, text) == "Målene er:\n- Flere i job\n- Flere i uddannelse"


def test_a_list_entry_that_wraps_is_one_line(tmp_path: Path) -> None:
    text = (
        "Budgettet gennemgås på mødet, og der samles op på de spørgsmål, som er "
        "stillet.\n\n- Flere borgere i job, herunder dem, der har været længe uden for\n  "
        "arbejdsmarkedet\n- Flere i uddannelse"
    )
    assert section(tmp_path, text).split("\n")[1:] == [
        "- Flere borgere i job, herunder dem, der har været længe uden for arbejdsmarkedet",
        "- Flere i uddannelse",
    ]


def test_a_word_cut_at_a_line_end_is_whole_again(tmp_path: Path) -> None:
    text = (
        "Uddannelse er vigtigt, og der er behov for mere uddannelse til de unge, som har "
        "ud-\ndannelse på et højt niveau allerede."
    )
    assert "har uddannelse på" in section(tmp_path, text)


def test_a_hyphen_that_belongs_to_the_word_stays(tmp_path: Path) -> None:
    text = (
        "Der ses på børne- og ungeområdet under ét i den kommende tid, og det gælder både "
        "børne-\nog ungeområdet."
    )
    assert section(tmp_path, text).endswith("både børne- og ungeområdet.")


def test_a_soft_hyphen_at_a_line_end_goes(tmp_path: Path) -> None:
    assert "ungdomsuddannelse" in section(tmp_path, "De unge har brug for en ungdoms\u00ad\nuddannelse.")


def test_a_number_cut_after_its_hyphen_is_whole_again(tmp_path: Path) -> None:
    text = (
        "Sagen har nummer 326-2021-\n126429 og behandles på næste møde sammen med de "
        "øvrige sager, der hører til den."
    )
    assert "326-2021-126429" in section(tmp_path, text)


def test_a_line_of_nothing_but_a_full_stop_is_left_out(tmp_path: Path) -> None:
    assert section(tmp_path, "Tekst.\n\n.\n\nMere tekst.") == "Tekst.\nMere tekst."


def test_a_cpr_number_is_masked_everywhere_and_found(tmp_path: Path) -> None:
    text = HEAD + (
        "Punkt 1: Sag om 010190-1234\n\nSagsfremstilling\n\nBorger 010190 1234.\n\n"
        "Beslutning\n\nGodkendt for 010190-1234."
    )
    found = read_text(tmp_path, text)
    assert "1234" not in found.model_dump_json()
    assert MASK in found.items[0].title
    assert {finding.rule for finding in found.findings} == {"cpr-masked"}


def test_a_cpr_number_cut_by_a_line_break_is_masked(tmp_path: Path) -> None:
    text = (
        "Borgeren har fået afslag på sin ansøgning, og borgerens nummer er 010190-\n1234, "
        "som det fremgår af sagen."
    )
    assert "1234" not in section(tmp_path, text)


def test_a_cpr_number_in_a_table_is_masked(tmp_path: Path) -> None:
    [item] = read_items(tmp_path, ITEM + "Se tabel.\n\n| Navn | CPR |\n|---|---|\n| Anna | 010190-1234 |\n")
    assert item.tables[0].rows == (("Anna", MASK),)


def test_a_ruled_table_stands_beside_the_text_of_its_section(tmp_path: Path) -> None:
    [item] = read_items(
        tmp_path,
        ITEM + "Se tabel.\n\n| År | Beløb |\n|---|---|\n| 2021 | 5 |\n| 2022 | 6 |\n\nKilde: Økonomi.",
    )
    [table] = item.tables
    assert (table.header, table.rows, table.section) == (("År", "Beløb"), (("2021", "5"), ("2022", "6")), 1)
    assert item.sections[0].text == "Se tabel.\nKilde: Økonomi."


def test_the_same_words_in_another_layout_are_the_same_text(tmp_path: Path) -> None:
    text = (
        HEAD
        + ITEM
        + "Budgettet for det kommende år gennemgås af direktøren på mødet.\n\nBeslutning\n\nGodkendt."
    )
    wrapped = text.replace("af direktøren", "af\ndirektøren").replace("Punkt 1", "Punkt  1")
    assert read_text(tmp_path, text).text_sha256 == read_text(tmp_path, wrapped).text_sha256


def test_another_decision_is_another_text(tmp_path: Path) -> None:
    text = HEAD + ITEM + "Tekst.\n\nBeslutning\n\nGodkendt."
    assert (
        read_text(tmp_path, text).text_sha256
        != read_text(tmp_path, text.replace("Godkendt", "Udsat")).text_sha256
    )


def test_what_stands_in_no_field_is_a_finding(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, "Referat Direktionen d. 31-05-2021\n\nSe vejledningen her.\n\n" + ITEM + "Tekst."
    )
    assert found.text_accounted < 1
    assert [finding.rule for finding in found.findings] == ["text-unaccounted"]


def test_two_meetings_that_say_the_same_share_a_content(tmp_path: Path) -> None:
    text = HEAD + "Punkt 1: Status\n\n21-000857\n\nResume\n\nDirektionen drøfter løbende situationen."
    other = (
        text.replace("31-05", "14-06")
        .replace("Punkt 1: Status", "Punkt 7: Status på COVID-19")
        .replace("21-000857", "21-000999")
    )
    first, second = (read_text(tmp_path, t).items[0].content_id for t in (text, other))
    assert first == second is not None


def test_a_document_without_styles_and_blank_lines_is_read_by_its_words(tmp_path: Path) -> None:
    text = """
    REFERAT
    Økonomiudvalget
    Mødedato: Tirsdag den 16. januar 2018
    Medlemmer: Anna Jensen (A), Ole Bro (V)
    1. Godkendelse af dagsorden
    BESLUTNING
    Godkendt.
    2. Anlægsbevilling til cykelsti
    SAGSFREMSTILLING
    Forvaltningen har udarbejdet et forslag til en ny cykelsti langs den eksisterende vej, som
    forventes at koste 2 mio. kr. i alt.
    BESLUTNING
    Udsat.
    3. Eventuelt
    BESLUTNING
    Intet.
    """
    found = read_text(tmp_path, text)
    assert [(item.number, item.title) for item in found.items] == [
        ("1", "Godkendelse af dagsorden"),
        ("2", "Anlægsbevilling til cykelsti"),
        ("3", "Eventuelt"),
    ]
    assert [[decision.text for decision in item.decisions] for item in found.items] == [
        ["Godkendt."],
        ["Udsat."],
        ["Intet."],
    ]
    assert found.text_accounted == 1


def test_headings_of_the_texts_own_size_are_told_by_their_weight(tmp_path: Path) -> None:
    text = """
    **Referat Direktionen d. 31-05-2021**

    **1. Budget 2022**

    **Sagsfremstilling**

    Budgettet gennemgås.

    **Et fedt ord** står i teksten.

    **Beslutning**

    Godkendt.

    **2. Eventuelt**

    **Beslutning**

    Intet.
    """
    items = read_text(tmp_path, text).items
    assert [(item.number, item.title) for item in items] == [("1", "Budget 2022"), ("2", "Eventuelt")]
    assert items[0].sections[0].text == "Budgettet gennemgås.\nEt fedt ord står i teksten."


@pytest.mark.parametrize("mark", ["AFLYST - ", "Aflyst: "])
def test_a_title_that_begins_with_aflyst_is_that_of_a_cancelled_meeting(tmp_path: Path, mark: str) -> None:
    found = read_text(tmp_path, f"{mark}Dagsorden Økonomiudvalget d. 16-03-2021\n\nMødested: Rådhuset")
    assert (found.body, found.is_cancelled, found.items) == ("Økonomiudvalget", True, ())
