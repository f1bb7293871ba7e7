from pathlib import Path

import pytest

from tests.parse.documents import HEAD, read_items, read_text

ITEM = "Punkt 1: Budget\n\nBeslutning\n\nGodkendt.\n\nPunkt 2: Eventuelt\n\nBeslutning\n\nIntet.\n\n"


@pytest.mark.parametrize(
    "end",
    [
        "_______________ Erik Flyv\n\n_______________ Anna Jensen (A)",
        "_______________\n\nErik Flyv\n\n_______________\n\nAnna Jensen, formand",
        "Erik Flyv\n\n_______________",
        "Erik Flyv _______________     Anna Jensen _______________",
        "Erik Flyv .....................\n\nAnna Jensen .....................",
        ".....................\n\nErik Flyv",
        "Underskrifter:\n\nErik Flyv\n\nAnna Jensen",
        "Underskrift\n\nErik Flyv",
        "Mødet hævet kl. 21.15\n\nErik Flyv\n\nAnna Jensen (A) - formand",
        "Mødet sluttede kl. 21.15.\n\nErik Flyv     Anna Jensen",
        "Mødet hævet kl. 21.15\n\n_______________\n\nErik Flyv",
        "Mødet sluttede kl. 17.10.\n\nReferent: Ida Krogh\n\n_______________\n\nErik Flyv",
    ],
)
def test_names_that_sign_off_are_no_text_of_the_last_item(tmp_path: Path, end: str) -> None:
    found = read_text(tmp_path, HEAD + ITEM + end)
    assert [(item.title, [s.text for s in item.sections]) for item in found.items] == [
        ("Budget", ["Godkendt."]),
        ("Eventuelt", ["Intet."]),
    ]
    assert (found.attendance, found.text_accounted) == ((), 1)


@pytest.mark.parametrize(
    "end",
    [
        "Til udvalget blev valgt:\n\nErik Flyv\n\nAnna Jensen",
        "Fraværende: Erik Flyv",
        "Der mangler svar på: .....................\n\nErik Flyv spurgte til vejen.",
        "Mødet hævet kl. 21.15\n\nNæste møde er flyttet til mandag.",
    ],
)
def test_names_or_lines_in_a_text_are_no_signatures(tmp_path: Path, end: str) -> None:
    [_, item] = read_text(tmp_path, HEAD + ITEM + end).items
    assert item.sections[0].text.endswith(end.replace("\n\n", "\n").removeprefix("Mødet hævet kl. 21.15\n"))


def test_a_name_above_an_office_signs_off(tmp_path: Path) -> None:
    [_, item] = read_text(tmp_path, HEAD + ITEM + "Intet.\n\nErik Flyv\n\nReferent").items
    assert item.sections[0].text.endswith("Intet.")


def test_names_are_the_text_of_an_item_for_signatures(tmp_path: Path) -> None:
    [item] = read_text(tmp_path, HEAD + "Punkt 1: Underskrifter\n\n_______________ Erik Flyv").items
    assert item.sections[0].text == "_______________ Erik Flyv"


def test_signatures_below_a_heading_of_letters_that_stand_apart_are_no_text(tmp_path: Path) -> None:
    end = "U N D E R S K R I F T E R\n\nIda Krogh"
    [item] = read_items(tmp_path, f"Punkt 1: Veje\n\nBeslutning:\nUdsat.\n\n{end}")
    assert [decision.text for decision in item.decisions] == ["Udsat."]
