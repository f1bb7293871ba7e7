"""Documents typed into a test: written as a text export, then read and parsed like any other."""

from collections.abc import Callable
from inspect import cleandoc
from pathlib import Path

from schemas.minutes import Item, Minutes
from tasks.parse import parse
from tasks.read import read_document

HEAD = "Referat Direktionen d. 31-05-2021\n\nMødested: Rådhuset\n\n"

Read = Callable[[str], Minutes]


def read_text(folder: Path, text: str) -> Minutes:
    """Write a text to a file and give the minutes that the program reads from it."""
    path = folder / "referat.txt"
    path.write_text(cleandoc(text) + "\n", encoding="utf-8")
    return parse(read_document(path))


def read_items(folder: Path, text: str) -> tuple[Item, ...]:
    """Read items that are typed without a meeting's head."""
    return read_text(folder, HEAD + cleandoc(text)).items
