"""Text exports, plain or markdown, laid out as a page so that the parser needs no second way.

Line n of the file stands at 12 n points, a column is 5 points wide: an indent, a tab or a blank line
shows as the gap that it is; where a form feed stood is kept beside the lines. Markdown's signs become
what they stand for: sizes, bold, ruled tables.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from schemas.page import DocumentPages, Line, Page, RuledTable, Word
from tasks.read.characters import clean, without_end_hyphen

EXTRACTOR = "text"
LINE_HEIGHT = 12.0
COLUMN_WIDTH = 5.0
BODY_SIZE = 10.0
HEADING_SIZES = (20.0, 16.0, 14.0, 13.0, 12.0, 11.0)

_TAB = 8
_BASELINE = 8.0

_LINE_END = re.compile("\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_RULE = re.compile(r"\s*([-*_=])(?:[ \t]*\1){2,}\s*$")
_LIST_MARK = re.compile(r"^(\s*)[*+](?=[ \t]+\S)")
# What a person signs on: longer than the rule of markdown, shorter than one across the page.
_SIGNED_ON = re.compile(r"\s*_{8,40}\s*$")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CELL_BREAK = re.compile(r"(?<!\\)\|")

# Inside one line: strong before emphasis, for its marks are the longer ones. Control characters,
# which no text keeps, stand for the marks until the words are cut.
_STRONG_ON, _STRONG_OFF = "\x02", "\x03"
_STRONG = re.compile(
    r"(?<![\w*])\*\*\*?(?=[^\s*])(.+?)(?<=[^\s*])\*?\*\*(?![\w*])"
    r"|(?<!\w)__(?=[^\s_])(.+?)(?<=[^\s_])__(?!\w)"
)
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_]+)(?<=\S)_(?!\w)"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ESCAPED_BASE = 0x10F000
_ESCAPED = re.compile("[\U0010f021-\U0010f07e]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# A link or a picture is shown as its words; where it leads to is not printed.
_LINK = re.compile(r"!?\[(?P<words>[^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")


def decode(data: bytes) -> str | None:
    """Read bytes as text: a byte order mark, else UTF-8, else cp1252; None where they are no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decoded(data, encoding)
    text = _decoded(data, "utf-8")
    return _decoded(data, "cp1252") if text is None else text


def _decoded(data: bytes, encoding: str) -> str | None:
    """Decode, or give None where the bytes do not fit or hold the control characters of a binary."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    controls = len(_CONTROL.findall(text))
    return None if "\x00" in text or controls * 100 > len(text) else text


def is_markdown(text: str) -> bool:
    """Say whether any line is a markdown heading or a table's rule, or any word is marked as strong."""
    lines = _LINE_END.split(text)
    return any(_HEADING.match(line) or _is_table_rule(line) or _STRONG.search(line) for line in lines)


def read_text(text: str, media_type: str) -> DocumentPages:
    """Lay a text out as one page without a number."""
    sources = [_CONTROL.sub("", line) for line in _LINE_END.split(text)]
    lines: list[Line] = []
    tables: list[RuledTable] = []
    index = 0
    while index < len(sources):
        end = _table_end(sources, index)
        if end > index:
            table = _table(sources[index:end], index)
            if table is not None:
                tables.append(table)
            else:
                lines.extend(_rows_as_lines(sources[index:end], index))
            index = end
            continue
        line = _line(sources[index], index)
        if line is not None:
            lines.append(line)
        index += 1
    page = Page(
        number=None,
        width=max([line.x1 for line in lines] + [table.x1 for table in tables], default=0.0),
        height=LINE_HEIGHT * len(sources),
        lines=tuple(lines),
        tables=tuple(tables),
        extractor=EXTRACTOR,
        breaks=tuple(
            LINE_HEIGHT * index for index, end in enumerate(_LINE_END.findall(text), start=1) if end == "\f"
        ),
    )
    return DocumentPages(media_type=media_type, extractor=EXTRACTOR, pages=(page,), page_count=None)


def _line(source: str, index: int) -> Line | None:
    """Lay out one line of the file; None for a blank one and for a drawn rule."""
    if _RULE.match(source) and not _SIGNED_ON.match(source):
        return None
    heading = _HEADING.match(source)
    if heading:
        size = HEADING_SIZES[len(heading[1]) - 1]
        words = _words(_marked(heading[2] or ""), index, size=size, is_bold=True)
    else:
        words = _words(_marked(_LIST_MARK.sub(r"\1-", source)), index, size=BODY_SIZE, is_bold=False)
    return Line(words=words, baseline=LINE_HEIGHT * index + _BASELINE) if words else None


def _marked(source: str) -> str:
    """Undo markdown inside a line; what is strong stands between `_STRONG_ON` and `_STRONG_OFF`."""
    text = _ESCAPE.sub(lambda match: chr(_ESCAPED_BASE + ord(match[1])), source.rstrip().removesuffix("\\"))
    text = _LINK.sub(r"\g<words>", text)
    text = _STRONG.sub(lambda match: _STRONG_ON + (match[1] or match[2]) + _STRONG_OFF, text)
    text = _EMPHASIS.sub(lambda match: match[1] or match[2], text)
    text = _ENTITY.sub(lambda match: html.unescape(match[0]), _BREAK.sub(" ", text))
    return _ESCAPED.sub(lambda match: chr(ord(match[0]) - _ESCAPED_BASE), text)


def _words(marked: str, index: int, *, size: float, is_bold: bool) -> tuple[Word, ...]:
    """Cut a line into words, each at its column; a word is bold as its first character is."""
    top, bottom = LINE_HEIGHT * index, LINE_HEIGHT * index + BODY_SIZE
    found: list[tuple[str, int, bool]] = []
    column, start, text, strong, word_strong = 0, 0, "", is_bold, is_bold
    for char in marked + " ":
        if char in (_STRONG_ON, _STRONG_OFF):
            strong = is_bold or char == _STRONG_ON
            continue
        if char.isspace():
            if text:
                found.append((text, start, word_strong))
                text = ""
            column += _tab_width(column) if char == "\t" else 1
            continue
        if not text:
            start, word_strong = column, strong
        text += char
        column += 1
    words: list[Word] = []
    for position, (raw, start, strong) in enumerate(found, start=1):
        text = clean(raw)
        text = text if position == len(found) else without_end_hyphen(text)
        if text:
            x0 = COLUMN_WIDTH * start
            font = "Text-Bold" if strong else "Text"
            words.append(Word(text, font, size, strong, x0, top, x0 + COLUMN_WIDTH * len(raw), bottom))
    return tuple(words)


def _tab_width(column: int) -> int:
    """Give how far a tab reaches; never one column, which would look like a space."""
    width = _TAB - column % _TAB
    return width if width > 1 else width + _TAB


def _is_table_rule(source: str) -> bool:
    return "|" in source and _TABLE_RULE.match(source) is not None


def _table_end(sources: Sequence[str], index: int) -> int:
    """Give the line after the pipe table that starts here; `index` itself where none does."""
    if index + 1 >= len(sources) or "|" not in sources[index] or not _is_table_rule(sources[index + 1]):
        return index
    end = index + 2
    while end < len(sources) and "|" in sources[end]:
        end += 1
    return end


def _cells(source: str) -> list[str]:
    """Cut a row of a pipe table into its cells."""
    row = source.strip().removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return [_cell(cell) for cell in _CELL_BREAK.split(row)]


def _cell(source: str) -> str:
    lines = (_words(_marked(part), 0, size=BODY_SIZE, is_bold=False) for part in _BREAK.split(source))
    return "\n".join(" ".join(word.text for word in words) for words in lines if words)


def _rows(sources: Sequence[str]) -> list[list[str]]:
    """Give a pipe table's rows, all as wide as its widest, without an empty header."""
    rows = [_cells(source) for number, source in enumerate(sources) if number != 1]
    if not any(rows[0]):
        rows = rows[1:]
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _table(sources: Sequence[str], index: int) -> RuledTable | None:
    """Make a ruled table of a pipe table; None where it has not two rows and two columns."""
    rows = _rows(sources)
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    return RuledTable(
        rows=tuple(tuple(row) for row in rows),
        x0=0.0,
        top=LINE_HEIGHT * index,
        x1=COLUMN_WIDTH * max(len(source) for source in sources),
        bottom=LINE_HEIGHT * (index + len(sources) - 1) + BODY_SIZE,
    )


def _rows_as_lines(sources: Sequence[str], index: int) -> Iterator[Line]:
    """Lay out a pipe table that is none as lines, a tab between the cells."""
    for number, source in enumerate(sources):
        if number != 1:
            line = _line("\t".join(cell.replace("\n", " ") for cell in _cells(source)), index + number)
            if line is not None:
                yield line
