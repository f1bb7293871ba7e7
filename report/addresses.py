"""Where each page stands, and how one page names another or an original.

Addresses are made of the names and numbers that the minutes print, so that they are the same from build to
build. Folders have few enough files for a file manager: cases stand in a folder of their municipality.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from tasks.resolve import slug

OVERVIEW = "index.html"
STANDING_LIST = "standing/index.html"
CASE_LIST = "case/index.html"
SEARCH = "search.html"

_UNKNOWN = "Ukendt Kommune"

# File systems take 255 bytes.
_MAX_LETTERS = 100


def meeting_page(meeting_id: str) -> str:
    """Give the page of a meeting."""
    return f"meeting/{meeting_id}.html"


def municipality_page(municipality: str | None) -> str:
    """Give the page of a municipality, where there are several."""
    return f"body/{_plain(municipality or _UNKNOWN)}/index.html"


def body_page(municipality: str | None, body: str) -> str:
    """Give the page of a body over all its years."""
    return f"{_body_folder(municipality, body)}/index.html"


def year_page(municipality: str | None, body: str, year: int) -> str:
    """Give the page of a body's year."""
    return f"{_body_folder(municipality, body)}/{year}.html"


def standing_page(standing_item_id: str) -> str:
    """Give the page of a standing item."""
    return f"standing/{_standing(standing_item_id)}.html"


def timeline_page(standing_item_id: str, municipality: str | None, body: str) -> str:
    """Give the page of a standing item in one body, where one page for all would be too long."""
    folder = f"standing/{_standing(standing_item_id)}/{_plain(municipality or _UNKNOWN)}"
    return f"{folder}/{_plain(body)}.html"


def case_page(municipality: str | None, case_number: str) -> str:
    """Give the page of a case."""
    spelled = slug(case_number)
    name = _named(case_number, spelled, is_usual=spelled.upper() == case_number)
    return f"case/{_plain(municipality or _UNKNOWN)}/{name}.html"


def root(page: str) -> str:
    """Give the way from a page up to the folder that holds them all, such as `../`."""
    return "../" * page.count("/")


def original(stored_path: str, page: str, number: int | None = None) -> str:
    """Give the address of an original as a page names it, with the page of the PDF where there is one.

    Originals lie beside the report in the home folder; one that is left outside it has an absolute path.
    """
    path = Path(stored_path)
    address = path.as_uri() if path.is_absolute() else f"{root(page)}../{quote(stored_path)}"
    is_paged = number is not None and path.suffix.lower() == ".pdf"
    return f"{address}#page={number}" if is_paged else address


def _body_folder(municipality: str | None, body: str) -> str:
    return f"body/{_plain(municipality or _UNKNOWN)}/{_plain(body)}"


def _standing(standing_item_id: str) -> str:
    spelled = slug(standing_item_id)
    return _named(standing_item_id, spelled, is_usual=spelled == standing_item_id)


@cache
def _plain(name: str) -> str:
    """Spell a name; the warehouse holds names that differ in case or punctuation alone for one."""
    return slug(name) or _mark(name)


def _named(name: str, spelled: str, *, is_usual: bool) -> str:
    """Give a spelling that no other name has: what the usual one loses, a mark makes up for."""
    if is_usual and len(name) <= _MAX_LETTERS:
        return spelled
    return f"{spelled[:_MAX_LETTERS] or 'x'}-{_mark(name)}"


def _mark(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:8]
