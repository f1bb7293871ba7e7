"""The folder of the pages: written so that every page can be read at any moment, and only where it changed.

`.state` holds a line for each page that was written: its address, the mark of its data and its size. Lines
are added as pages are written, and a killed report's last line may be cut off: the last whole line of a page
counts, and only while the file is as large as it says. `.inputs` holds the marks of what the last whole
report was made from; while one is written only the last of them, that of what was erased by then.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

STATE = ".state"
INPUTS = ".inputs"
_NEW = ".new"
_OURS = (".html", ".js", ".css", ".txt")


class Written(NamedTuple):
    """A page that was written: its address, its mark and its size in bytes."""

    address: str
    mark: str
    size: int


class PageFolder:
    """The pages of one report that lie in a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._written = _read_state(folder / STATE)
        self._sizes = dict(_files(folder))

    def is_current(self, address: str, mark: str) -> bool:
        """Say whether a page was written with this mark, and lies there as it was written."""
        written = self._written.get(address)
        return written is not None and written.mark == mark and self._sizes.get(address) == written.size

    @property
    def addresses(self) -> set[str]:
        """Give the addresses of all pages that were written and are still wanted."""
        return set(self._written)

    def made_from(self) -> list[str]:
        """Give the marks that the last report left; none where the folder is no longer as it left it."""
        is_whole = self._sizes == {page.address: page.size for page in self._written.values()}
        return noted_inputs(self._folder) if is_whole else []

    def note_made_from(self, marks: list[str]) -> None:
        """Note what all pages are made from now; no marks before they are made from anything else."""
        if marks:
            write_whole(self._folder / INPUTS, " ".join(marks))
        else:
            (self._folder / INPUTS).unlink(missing_ok=True)

    def remember(self, pages: Iterable[Written]) -> None:
        """Note pages that have been written."""
        news = list(pages)
        self._written.update((page.address, page) for page in news)
        self._sizes.update((page.address, page.size) for page in news)
        with (self._folder / STATE).open("a", encoding="utf-8") as state:
            state.writelines(map(_line, news))

    def keep_only(self, addresses: set[str]) -> int:
        """Remove pages that are no longer wanted, and what a killed report left; give how many pages went."""
        gone = [address for address in self._sizes if address not in addresses]
        for address in gone:
            (self._folder / address).unlink(missing_ok=True)
        for folder in {(self._folder / address).parent for address in gone} - {self._folder}:
            _remove_empty(folder, self._folder)
        self._sizes = {address: size for address, size in self._sizes.items() if address in addresses}
        kept = [page for address, page in sorted(self._written.items()) if address in addresses]
        write_whole(self._folder / STATE, "".join(map(_line, kept)))
        return sum(not address.endswith(_NEW) for address in gone)


def noted_inputs(folder: Path) -> list[str]:
    """Give the marks that the last report left in a folder, whatever has become of its pages."""
    path = folder / INPUTS
    return path.read_text(encoding="utf-8").split() if path.exists() else []


def write_page(folder: Path, address: str, mark: str, content: str) -> Written:
    """Write a page where a reader finds the old one or the new one, never a part."""
    return Written(address, mark, write_whole(folder / address, content))


def write_whole(path: Path, content: str) -> int:
    """Put a whole new file in a file's place; give its size in bytes."""
    data = content.encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + _NEW)
    new.write_bytes(data)
    new.replace(path)
    return len(data)


def _line(page: Written) -> str:
    return f"{page.address}\t{page.mark}\t{page.size}\n"


def _read_state(path: Path) -> dict[str, Written]:
    written: dict[str, Written] = {}
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for line in text.split("\n")[:-1]:
        address, _, rest = line.partition("\t")
        mark, _, size = rest.partition("\t")
        if size.isdigit():
            written[address] = Written(address, mark, int(size))
    return written


def _files(folder: Path, below: str = "") -> Iterator[tuple[str, int]]:
    """Give the address and the size of each file of ours, and of those that a killed report left half."""
    with os.scandir(folder) as entries:
        for entry in entries:
            address = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path), f"{address}/")
            elif entry.name.removesuffix(_NEW).endswith(_OURS):
                yield address, entry.stat(follow_symlinks=False).st_size


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder and those above it that hold nothing, up to `top`."""
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
