"""What is read off a folder of pages."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

# One page of each kind.
KINDS = {
    "overview": "index.html",
    "meeting": "meeting/noerrestrand-kommune-oekonomiudvalget-2022-02-08.html",
    "closed items": "meeting/noerrestrand-kommune-direktionen-2021-11-15.html",
    "hostile": "meeting/noerrestrand-kommune-oekonomiudvalget-2023-03-01.html",
    "year": "body/noerrestrand-kommune/direktionen/2021.html",
    "body": "body/noerrestrand-kommune/oekonomiudvalget/index.html",
    "standing item": "standing/eventuelt.html",
    "standing items": "standing/index.html",
    "case": "case/noerrestrand-kommune/22-031763k.html",
    "cases": "case/index.html",
    "search": "search.html?q=sygefravær",
}


class Page(HTMLParser):
    """The ids, the addresses and the text of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in ("href", "src", "action"):
                self.addresses.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def contents(folder: Path) -> dict[str, bytes]:
    """Give all files of a folder but the notes about them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
