"""Print with typst: embedded subset fonts with ligatures, hyphenation in Danish, a tagged PDF."""

from __future__ import annotations

from collections.abc import Iterator

import typst

from corpus import printed
from corpus.find_pages import find_pages
from corpus.printed import Look, Print, Printed

FONTS = {"sans": "DejaVu Sans Mono", "serif": "Libertinus Serif"}
"""Only what the compiler carries in itself, so that a print is the same on every machine."""


def print_document(document: Printed, look: Look) -> Print:
    """Draw a document; typst finds the pages of its contents list by itself."""
    source = "\n".join(_source(document, look)).encode()
    moment = int(document.created_at.timestamp())
    data = typst.compile(source, format="pdf", ignore_system_fonts=True, timestamp=moment)
    assert isinstance(data, bytes)
    return Print(data, find_pages(data, document))


def _quoted(text: str) -> str:
    """Write a string literal: typst reads no markup in it and changes no sign."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _source(document: Printed, look: Look) -> Iterator[str]:
    yield from _preamble(document, look)
    is_at_top = True
    for block in document.blocks:
        if isinstance(block, printed.ItemHeading) and look.is_item_on_new_page and not is_at_top:
            yield "#pagebreak()"
        yield _block(block, look)
        is_at_top = isinstance(block, printed.PageBreak)


def _preamble(document: Printed, look: Look) -> Iterator[str]:
    moment = document.created_at
    date = f"year: {moment.year}, month: {moment.month}, day: {moment.day}"
    clock = f"hour: {moment.hour}, minute: {moment.minute}, second: {moment.second}"
    yield f"#set document(title: {_quoted(document.title)}, date: datetime({date}, {clock}))"
    yield f'#set page(paper: "a4", margin: (x: {look.margin}pt, y: 62pt), {_furniture(document)})'
    hyphenate = str(look.is_hyphenated).lower()
    spacing = f"tracking: {look.letter_spacing}pt"
    yield (
        f'#set text(font: "{FONTS[look.family]}", size: {look.body}pt, lang: "da", '
        f"hyphenate: {hyphenate}, {spacing})"
    )
    yield f"#set par(justify: {str(look.is_justified).lower()}, leading: 0.55em, spacing: 0.9em)"
    yield "#show heading: it => block(above: 1.1em, below: 0.7em, sticky: true, it.body)"
    bullet = "box(circle(radius: 0.16em, fill: black))" if look.bullet == "drawn" else f"[{look.bullet}]"
    yield f"#set list(marker: {bullet}, indent: 0.6em)"
    yield "#set enum(indent: 0.6em)"


def _furniture(document: Printed) -> str:
    parts = []
    for name, text in (("header", document.header), ("footer", document.footer)):
        content = _quoted(text or "")
        page, pages = "counter(page).get().first()", "counter(page).final().first()"
        for word, value in (("{page}", page), ("{pages}", pages)):
            content = content.replace(word, f'" + str({value}) + "')
        parts.append(
            f"{name}: context align({'right' if name == 'footer' else 'left'}, text(9pt, {content}))"
        )
    return ", ".join(parts)


def _heading(text: str, size: float, level: int, *, is_bookmarked: bool) -> str:
    bookmarked = str(is_bookmarked).lower()
    body = f'text({size}pt, weight: "bold", {_quoted(text)})'
    return f"#heading(level: {level}, bookmarked: {bookmarked}, outlined: false, {body})"


def _block(block: printed.Block, look: Look) -> str:
    match block:
        case printed.Title(text, is_main):
            size, weight = (look.title, "bold") if is_main else (look.body, "regular")
            return f'#block(text({size}pt, weight: "{weight}", hyphenate: false, {_quoted(text)}))'
        case printed.Labelled(label, value):
            return f'#par[#text({look.label}pt, weight: "bold", {_quoted(label)}) #{_quoted(value)}]'
        case printed.Contents(heading, entries):
            return "\n".join(
                [
                    _heading(heading, look.contents_heading, 1, is_bookmarked=look.has_bookmarks),
                    *(_contents_line(text, item, look) for text, item in entries),
                ]
            )
        case printed.ItemHeading(text, item):
            heading = _heading(text, look.item, 1, is_bookmarked=look.has_bookmarks)
            return f"{heading} <item-{item}>"
        case printed.Heading(text, level):
            size = look.section if level == 1 else look.label
            return _heading(text, size, level + 1, is_bookmarked=False)
        case printed.Paragraph(text, is_bold, is_italic):
            weight, style = ("bold" if is_bold else "regular"), ("italic" if is_italic else "normal")
            return f'#par(text(weight: "{weight}", style: "{style}", {_quoted(text)}))'
        case printed.Listing(entries):
            return "\n".join([_entries(entries), "#v(0.2em)"])
        case printed.Grid():
            return _grid(block, look)
        case printed.Columns(rows):
            cells = ", ".join(_quoted(cell) for row in rows for cell in row)
            return f"#grid(columns: (1fr, 7.4em), column-gutter: 8pt, row-gutter: 7pt, {cells})"
        case printed.Signatures(names):
            return "\n".join(f"#v(24pt)\n#par({_quoted('_' * 40)})\n#par({_quoted(n)})" for n in names)
        case printed.PageBreak():
            return "#pagebreak()"


def _contents_line(text: str, item: int, look: Look) -> str:
    """Draw a title, dots up to the margin and the page, which typst finds by itself."""
    page = f"str(locate(<item-{item}>).page())"
    left = f"text({look.contents}pt, {_quoted(text)}) + box(width: 1fr, repeat[.])"
    right = f"text({look.contents}pt, {page})"
    return f"#context grid(columns: (1fr, 2.4em), align: (left, right + bottom), {left}, {right})"


def _entries(entries: tuple[printed.Entry, ...]) -> str:
    """Write typst's own list markup, entry by entry."""
    lines = []
    for entry in entries:
        mark = "-" if not entry.marker else "+"
        if entry.marker and not entry.marker[0].isdigit():
            lines.append(f"#par[#h(1em)#{_quoted(entry.marker + ' ' + entry.text)}]")
            continue
        if entry.marker:
            mark = f"{entry.marker[:-1]}."
        lines.append(f"{'  ' * entry.level}{mark} #{_quoted(entry.text)}")
    return "\n".join(lines)


def _grid(block: printed.Grid, look: Look) -> str:
    bold = ", ".join(f'text(weight: "bold", {_quoted(cell)})' for cell in block.header)
    plain = ", ".join(_quoted(cell) for row in block.rows for cell in row)
    fill = "(_, y) => if y == 0 { rgb(221, 228, 234) }" if look.has_shaded_header else "none"
    repeat = str(look.repeats_table_header).lower()
    table = (
        f"#table(columns: {len(block.header)}, stroke: 0.7pt, fill: {fill}, align: left, "
        f"table.header(repeat: {repeat}, {bold}), {plain})"
    )
    size = f"#set text(size: {look.body - 1.5}pt, hyphenate: false); #set par(justify: false)"
    return f"#[{size}\n{table}]"
