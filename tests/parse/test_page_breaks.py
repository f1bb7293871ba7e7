"""What a print leaves in a text export is no word of the minutes, and what an item prints is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from schemas.minutes import Minutes
from tasks.parse.minutes import read
from tasks.read import read_document
from tests.parse.documents import read_text

TITLE = "Referat Byrådet d. 31-05-2021\n\nMedlemmer: Ole Bro, Eva Lund"
CASES = [
    "1. Cykelsti\n\nSagsfremstilling\n\n"
    "Stien bliver en del af den rute, som rådet vedtog i april, og som koster",
    "med belysning 1,2 mio. kr.\n\nBeslutning\n\nGodkendt.\n\nFraværende: Ole Bro.",
    "2. Budget\n\nBeslutning\n\nUdsat.\n\nFraværende: Ole Bro.",
    "3. Eventuelt\n\nBeslutning\n\nIntet.\n\nFraværende: Ole Bro.",
]
HEAD = "Nordby Kommune          Byrådet          31-05-2021"
ROMAN = ("i", "ii", "iii", "iv", "v")


def is_read_whole(found: Minutes) -> None:
    assert [person.name for person in found.attendance] == ["Ole Bro", "Eva Lund"]
    first, second, third = found.items
    fact, decision = first.sections
    assert fact.text.endswith("som koster med belysning 1,2 mio. kr.")
    assert decision.text == "Godkendt.\nFraværende: Ole Bro."
    assert [item.decisions[0].text for item in (second, third)] == ["Udsat.", "Intet."]
    assert [item.item_attendance[0].name for item in found.items] == ["Ole Bro"] * 3
    assert found.text_accounted == 1


@pytest.mark.parametrize(
    "printed",
    [
        lambda n, text: f"{HEAD}\n\n{text}\n\n        Side {n}",
        lambda n, text: f"{text}\n\n     - {n} -",
        lambda n, text: f"{HEAD}\n{text}\n\n     {n}",
        lambda n, text: f"{text}\n\nåben            Side {ROMAN[n - 1]}",
        lambda n, text: f"Nordby Kommune   Byrådet 31-05-2021     Side {n}/5\n\n{text}",
        lambda n, text: f"{text}\n\nByrådet 31-05-2021" + (f"   Side {ROMAN[n - 2]}" if n > 1 else ""),
        lambda n, text: f"{HEAD}\n\n{text}\n\nNordby Kommune, Torvet 1\n      Side {n} af 5",
        lambda n, text: f"Nordby Kommune     Side {n}\n\n{text}\n\n\nByrådet den 31. maj 2021",
    ],
)
def test_what_stands_at_the_edges_of_pages_is_no_text(
    tmp_path: Path, printed: Callable[[int, str], str]
) -> None:
    is_read_whole(
        read_text(tmp_path, "\n\f".join(printed(n, text) for n, text in enumerate([TITLE, *CASES], 1)))
    )


@pytest.mark.parametrize(
    "between",
    [
        lambda n: f"Side {n} af 5",
        lambda n: f"- {n} -",
        lambda n: f"Side {n}\n\n{HEAD}",
        lambda n: f"Nordby Kommune     Byrådet 31-05-2021     Side {ROMAN[n - 1]}",
    ],
)
def test_page_numbers_are_no_text_where_no_form_feed_is_left(
    tmp_path: Path, between: Callable[[int], str]
) -> None:
    text = "".join(f"{text}\n\n{between(n)}\n\n" for n, text in enumerate([TITLE, *CASES], 1))
    is_read_whole(read_text(tmp_path, text))


@pytest.mark.parametrize(
    "foot", ["Byrådet den 31. maj 2021", "Nordby Kommune, Torvet 1", "Byrådet, 31-05-2021"]
)
def test_what_ends_each_page_is_no_text_where_no_form_feed_is_left(tmp_path: Path, foot: str) -> None:
    text = "\n\n".join(
        f"Nordby Kommune    Side {n}\n\n{text}\n\n{foot}" for n, text in enumerate([TITLE, *CASES], 1)
    )
    is_read_whole(read_text(tmp_path, text))


def test_text_goes_on_over_a_page_though_a_name_begins_the_next(tmp_path: Path) -> None:
    text = (
        "1. Cykelsti\n\nSagsfremstilling\n\nStien bliver en del af den rute, som går fra byen over heden til"
    )
    pages = [
        TITLE,
        text,
        "Vejrum og videre.\n\nBeslutning\n\nGodkendt.",
        "2. Eventuelt\n\nBeslutning\n\nIntet.",
    ]
    found = read_text(tmp_path, "\n\f".join(f"{HEAD}\n\n{text}\n\n{n}" for n, text in enumerate(pages, 1)))
    assert found.items[0].sections[0].text.endswith("over heden til Vejrum og videre.")
    assert len(found.items) == 2


def test_who_was_away_may_end_every_page(tmp_path: Path) -> None:
    is_read_whole(read_text(tmp_path, f"{TITLE}\n\n{CASES[0]}\n" + "\n\f".join(CASES[1:])))


def test_attachments_that_count_their_pages_are_none_of_the_print(tmp_path: Path) -> None:
    bilag = "Kort, side 1\n\nKort, side 2\n\nKort, side 3"
    text = f"{TITLE}\n\nPunkt 1: Cykelsti\n\nBeslutning\n\nGodkendt.\n\nBilag\n\n{bilag}"
    [item] = read_text(tmp_path, text).items
    assert len(item.attachments) == 3


@pytest.mark.parametrize(
    "link",
    [
        "Til toppen",
        "Tilbage til toppen",
        "↑ Til top",
        "Til indholdsfortegnelse",
        "Tilbage til indholdsfortegnelsen",
        "Gå til dagsordenen",
        "Retur til oversigten",
        "« Til indhold",
    ],
)
def test_links_of_a_website_below_an_item_are_no_text(tmp_path: Path, link: str) -> None:
    is_read_whole(
        read_text(tmp_path, "\n\n".join([TITLE, "\n".join(CASES[:2]), link, CASES[2], link, CASES[3], link]))
    )


def test_a_mark_of_closed_that_heads_every_page_is_no_running_head(tmp_path: Path) -> None:
    pages = [f"{HEAD}\n\nLukket sag\n\n{n}. Personalesag {n}\n\nBeslutning\n\nGodkendt." for n in range(1, 5)]
    path = tmp_path / "referat.txt"
    path.write_text("\n\f".join([TITLE, *pages]), encoding="utf-8")
    rows = read(read_document(path)).rows
    assert [row.text for row in rows if row.role == "furniture"] == [" ".join(HEAD.split())] * 4


def test_a_page_named_in_the_text_does_not_hide_how_a_print_counts(tmp_path: Path) -> None:
    text = "\n\n".join(
        [TITLE, "Side 1 af 2", *CASES[:2], "Bilag\n\nKort\n\nSide 12", "Side 2 af 2", *CASES[2:]]
    )
    assert "af 2" not in str([item.sections for item in read_text(tmp_path, text).items])
