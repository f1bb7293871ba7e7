"""Write the text exports: markdown with headings and bold labels, and plain text with bare lines."""

from __future__ import annotations

from collections.abc import Iterator

from corpus import printed
from corpus.printed import Look, Print, Printed


def print_markdown(document: Printed, look: Look) -> Print:
    """Write markdown as converters do: headings at levels, some in bold, bullets as hyphens."""
    parts = [part for block in document.blocks for part in _markdown(block)]
    return Print(("\n\n" + "\n\n".join(parts) + "\n").encode(), None)


def print_plain(document: Printed, look: Look) -> Print:
    """Write plain text: nothing tells a heading from a paragraph but its words."""
    parts = [part for block in document.blocks for part in _plain(block)]
    return Print(("\n\n" + "\n\n".join(parts) + "\n").encode(), None)


def _markdown(block: printed.Block) -> Iterator[str]:
    match block:
        case printed.Title(text, is_main):
            yield f"# {text}" if is_main else text
        case printed.Labelled(label, value):
            yield f"**{label}** {value}"
        case printed.Contents(heading, entries):
            yield f"## {heading}"
            yield "\n".join(f"{text}.....\t{_page(item)}" for text, item in entries)
        case printed.ItemHeading(text, item):
            yield f"# **{text}**" if item == 1 else f"## {text}"
        case printed.Heading(text, level):
            yield f"{'##' if level == 1 else '###'} **{text}**"
        case printed.Paragraph(text, is_bold, is_italic):
            mark = "**" if is_bold else "*" if is_italic else ""
            yield f"{mark}{text}{mark}"
        case _:
            yield from _plain(block)


def _plain(block: printed.Block) -> Iterator[str]:
    match block:
        case printed.Labelled(label, value):
            yield f"{label} {value}"
        case printed.Contents(heading, entries):
            yield heading
            rows = [f"| {text}..... | {_page(item)} |" for text, item in entries]
            yield "\n".join(["| | |", "|---|----|", *rows])
        case printed.Listing(entries):
            yield "\n".join(f"{'  ' * e.level}{e.marker or '-'} {e.text}" for e in entries)
        case printed.Grid(header, rows):
            yield "\n".join(_row(cells) for cells in (header, tuple("---" for _ in header), *rows))
        case printed.Columns(rows):
            yield from _attachments(rows)
        case printed.Signatures(names):
            yield from names
        case printed.PageBreak():
            return
        case (
            printed.Title(text) | printed.ItemHeading(text) | printed.Heading(text) | printed.Paragraph(text)
        ):
            yield text.replace("    ", " ")


def _page(item: int) -> int:
    """Name a page in the contents list; the exports keep the numbers of pages that are gone."""
    return item + 2


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _attachments(rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """List titles and numbers on lines of their own, some numbers cut as they were on the page."""
    for index, (title, number) in enumerate(rows):
        yield title
        head, hyphen, tail = number.rpartition("-")
        if number:
            yield f"{head}{hyphen}\n{tail}" if index % 2 and hyphen else number
