"""The route that a case takes: the bodies named under Behandling."""

from __future__ import annotations

import re

from tasks.parse.text import strip_marker
from vocabulary.bodies import is_body

_PARTS = re.compile(r"\s*(?:[,;→>]|\s[-–]\s|\n)\s*")


def split_route(paragraphs: list[str]) -> list[str]:
    """Split the text under Behandling into bodies, in printed order."""
    bodies: list[str] = []
    for paragraph in paragraphs:
        for part in _PARTS.split(strip_marker(paragraph)):
            bodies += [name for name in map(_clean, _split_and(part)) if name]
    return bodies


def _split_and(part: str) -> list[str]:
    """Split `Økonomiudvalget og Byrådet`, not `Udvalget for Teknik og Miljø`."""
    left, _, right = part.rpartition(" og ")
    return [left, right] if left and is_body(left) and is_body(_clean(right)) else [part]


def _clean(name: str) -> str:
    return re.sub(r"^(?:og|samt)\s+", "", name).strip(" .:")
