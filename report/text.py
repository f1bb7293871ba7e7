"""Text of the warehouse as HTML: paragraphs and lists, and nothing of it as markup."""

from __future__ import annotations

import re
from itertools import groupby

from markupsafe import Markup, escape

_BULLET = re.compile(r"[-–•] +(?=\S)")
_NUMBERED = re.compile(r"(\d{1,3})[.)] +(?=\S)")


def as_paragraphs(text: str | None) -> Markup:
    """Make paragraphs of lines, and lists of lines that begin with `- ` or a number and a full stop."""
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    parts: list[Markup] = []
    for kind, group in groupby(lines, _kind):
        same = list(group)
        parts += [_list(kind, same)] if kind else [Markup("<p>{}</p>").format(line) for line in same]
    return Markup("\n").join(parts)


def on_one_line(text: str, letters: int) -> str:
    """Give a text on one line, cut at a space with an ellipsis where it is longer."""
    line = " ".join(text.split())
    if len(line) <= letters:
        return line
    return f"{line[:letters].rpartition(' ')[0].rstrip(',;:.') or line[:letters]} …"


def is_same(one: str, other: str) -> bool:
    """Say whether two texts differ in nothing but white space and the stop at their end."""
    return "".join(one.split()).rstrip(".") == "".join(other.split()).rstrip(".")


def _kind(line: str) -> str:
    if _BULLET.match(line):
        return "ul"
    return "ol" if _NUMBERED.match(line) else ""


def _list(kind: str, lines: list[str]) -> Markup:
    """Make a list; the numbers are the printed ones."""
    entries = Markup("").join(_entry(kind, line) for line in lines)
    return Markup(f"<{kind}>{{}}</{kind}>").format(entries)


def _entry(kind: str, line: str) -> Markup:
    if kind == "ul":
        return Markup("<li>{}</li>").format(_BULLET.sub("", line, count=1))
    match = _NUMBERED.match(line)
    assert match
    return Markup('<li value="{}">{}</li>').format(escape(int(match[1])), line[match.end() :])
