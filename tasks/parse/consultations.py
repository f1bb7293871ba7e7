"""The route that a case takes: the bodies named under Behandling."""

from __future__ import annotations

import re

from tasks.parse import dates
from tasks.parse.text import strip_marker
from vocabulary.bodies import is_body, takes_list

# A comma after a hyphen that hangs parts no names, `Plan-, Miljø- og Vejudvalget`.
_PARTS = re.compile(r"\s*(?:(?<!\w-)(?<!§ 17)(?<!§17),|[;→>]|\s[-–]\s|\n)\s*")
_AND = re.compile(r"(?<!-)\s+(?:og|samt)\s+")
_DATE = re.compile(rf"[\s,(]*(?:den |d\. ?)?{dates.PATTERN}\)?(?:\s+\d{{1,3}})?$", re.IGNORECASE)
_BEHIND_DATE = re.compile(rf"({dates.PATTERN}(?:\s+\d{{1,3}})?)\s+(?=(?-i:[A-ZÆØÅ]))", re.IGNORECASE)
_JOINING = re.compile(r"^(?:og|samt|herefter|derefter)\s+")
# A name that is no known kind of body has at most this many words; what is longer is a sentence.
_LONGEST_NAME = 3


def split_route(paragraphs: list[str]) -> list[str]:
    """Split the text under Behandling into bodies, in printed order."""
    bodies: list[str] = []
    for paragraph in paragraphs:
        parts: list[str] = []
        for part in _PARTS.split(_BEHIND_DATE.sub(_ends_line, strip_marker(paragraph))):
            if parts and takes_list(parts[-1]) and not any(map(is_body, _split_and(_clean(part)))):
                parts[-1] += f", {part}"  # `Udvalget for Børn, Unge og Familie`
            else:
                parts.append(part)
        bodies += [name for part in parts for name in map(_clean, _split_and(part)) if _is_name(name)]
    return bodies


def _ends_line(date: re.Match[str]) -> str:
    """End the line behind a date: in a route set in columns the next body begins there."""
    return f"{date[0].rstrip()}\n"


def _split_and(part: str) -> list[str]:
    """Split `Økonomiudvalget og Byrådet`, not `Udvalget for Teknik og Miljø`."""
    for joint in reversed(list(_AND.finditer(part))):
        left, right = part[: joint.start()], part[joint.end() :]
        if is_body(_clean(left)) and is_body(_clean(right)):
            return [*_split_and(left), right]
    return [part]


def _clean(name: str) -> str:
    return _DATE.sub("", _JOINING.sub("", name.strip(" .:"))).strip(" .:")


def _is_name(name: str) -> bool:
    return is_body(name) or (name[:1].isupper() and len(name.split()) <= _LONGEST_NAME)
