"""Print HTML with headless Chromium: tagged, subset fonts, list bullets that no character tells of."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import printed
from corpus.find_pages import find_pages
from corpus.hyphens import softened
from corpus.measure import A4_WIDTH, leader_lines
from corpus.printed import Look, Pages, Print, Printed

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-pdf-header-footer",
)
SECONDS = 60
"""A print takes one or two; Chromium that hangs never comes back."""
FONTS = {"sans": "Liberation Sans, DejaVu Sans, sans-serif", "serif": "Liberation Serif, DejaVu Serif, serif"}


def chromium() -> str | None:
    """Give the path of Chromium, None where it is not installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def print_document(document: Printed, look: Look) -> Print:
    """Draw a document; twice where its contents list needs the pages of the first drawing."""
    data = _draw(document, look, Pages())
    pages = find_pages(data, document)
    if any(isinstance(block, printed.Contents) for block in document.blocks):
        data = _draw(document, look, pages)
        pages = find_pages(data, document)
    return Print(data, pages)


def _draw(document: Printed, look: Look, known: Pages) -> bytes:
    program = chromium()
    assert program, "the list of producers leaves out what is not installed"
    with TemporaryDirectory() as folder:
        page, target = Path(folder) / "print.html", Path(folder) / "print.pdf"
        page.write_text("\n".join(_html(document, look, known)), encoding="utf-8")
        profile = f"--user-data-dir={folder}/profile"
        call = [program, *FLAGS, profile, f"--print-to-pdf={target}", page.as_uri()]
        environment = os.environ | {"HOME": folder}
        subprocess.run(call, check=True, capture_output=True, timeout=SECONDS, env=environment)
        return dated(target.read_bytes(), document.created_at)


def dated(data: bytes, moment: datetime) -> bytes:
    """Set the dates inside a PDF to another of the same length, so that no offset moves."""
    return re.sub(rb"\(D:\d{14}", f"(D:{moment:%Y%m%d%H%M%S}".encode(), data)


def _html(document: Printed, look: Look, known: Pages) -> Iterator[str]:
    yield '<!doctype html><html lang="da"><head><meta charset="utf-8">'
    yield f"<title>{escape(document.title)}</title>"
    yield f"<style>{_css(document, look)}</style></head><body>"
    is_at_top = True
    for block in document.blocks:
        is_new = isinstance(block, printed.ItemHeading) and look.is_item_on_new_page and not is_at_top
        if isinstance(block, printed.PageBreak):
            is_at_top = True
            continue
        if (is_at_top and block is not document.blocks[0]) or is_new:
            yield '<div style="break-before:page"></div>'
        is_at_top = False
        yield from _element(block, look, known)
    yield "</body></html>"


def _css(document: Printed, look: Look) -> str:
    align = "justify" if look.is_justified else "left"
    shade = "background:#dde4ea;" if look.has_shaded_header else ""
    head = "table-header-group" if look.repeats_table_header else "table-row-group"
    return f"""
@page {{ size: A4; margin: 62pt {look.margin}pt; {_furniture(document)} }}
body {{ font: {look.body}pt/1.28 {FONTS[look.family]}; text-align: {align}; margin: 0;
  letter-spacing: {look.letter_spacing}pt }}
h1, h2, h3, h4 {{ font-weight: bold; margin: 12pt 0 5pt; line-height: 1.2; text-align: left;
  break-after: avoid }}
.title {{ font-size: {look.title}pt }} .contents {{ font-size: {look.contents_heading}pt }}
.item {{ font-size: {look.item}pt }} h3 {{ font-size: {look.section}pt }} h4 {{ font-size: {look.label}pt }}
p {{ margin: 0 0 6pt }} b {{ font-size: {look.label}pt }} ul, ol {{ margin: 0 0 6pt; padding-left: 22pt }}
.line {{ display: flex; font-size: {look.contents}pt; text-align: left; margin: 2pt 0 }}
.line span {{ flex: 1; white-space: nowrap }} .line i {{ font-style: normal; width: 34pt; text-align: right;
  align-self: end }}
table {{ border-collapse: collapse; width: 100%; margin: 4pt 0 8pt; text-align: left }}
thead {{ display: {head} }} .ruled th {{ {shade} }}
.ruled td, .ruled th {{ border: 0.7pt solid black; padding: 2pt 4pt; vertical-align: top;
  font-size: {look.body - 1}pt }}
.columns td {{ padding: 1pt 10pt 1pt 0; vertical-align: top }} .columns td + td {{ width: 76pt }}
"""


def _furniture(document: Printed) -> str:
    boxes = []
    for name, text in (("@top-left", document.header), ("@bottom-right", document.footer)):
        if text:
            content = text.replace("{page}", '" counter(page) "').replace("{pages}", '" counter(pages) "')
            boxes.append(f'{name} {{ content: "{content}"; font-size: 9pt }}')
    return " ".join(boxes)


def _text(text: str, look: Look) -> str:
    safe = escape(softened(text) if look.is_hyphenated else text, quote=False)
    return safe.replace("    ", "\u00a0" * 4)


def _element(block: printed.Block, look: Look, known: Pages) -> Iterator[str]:
    match block:
        case printed.Title(text, is_main):
            yield f'<h1 class="title">{_text(text, look)}</h1>' if is_main else f"<p>{_text(text, look)}</p>"
        case printed.Labelled(label, value):
            yield f"<p><b>{escape(label)}</b> {_text(value, look)}</p>"
        case printed.Contents(heading, entries):
            yield f'<h2 class="contents">{escape(heading)}</h2>'
            yield from (_contents_line(text, known.first.get(item, 0), look) for text, item in entries)
        case printed.ItemHeading(text):
            yield f'<h2 class="item">{escape(text)}</h2>'
        case printed.Heading(text, level):
            yield f"<h{level + 2}>{escape(text)}</h{level + 2}>"
        case printed.Paragraph(text, is_bold, is_italic):
            tag = "strong" if is_bold else "em" if is_italic else "span"
            yield f"<p><{tag}>{_text(text, look)}</{tag}></p>"
        case printed.Listing(entries):
            yield _listing(entries, look)
        case printed.Grid(header, rows):
            yield _table(header, rows)
        case printed.Columns(rows):
            cells = "".join(f"<tr><td>{_text(a, look)}</td><td>{escape(b)}</td></tr>" for a, b in rows)
            yield f'<table class="columns">{cells}</table>'
        case printed.Signatures(names):
            for name in names:
                yield f'<p style="margin-top:24pt">{"_" * 40}</p><p>{escape(name)}</p>'


def _contents_line(text: str, page: int, look: Look) -> str:
    """Write a title and its dots; Liberation has the widths of the standard fonts."""
    font = "Helvetica" if look.family == "sans" else "Times-Roman"
    lines = leader_lines(text, font, look.contents, A4_WIDTH - 2 * look.margin - 40)
    return f'<div class="line"><span>{"<br>".join(map(escape, lines))}</span><i>{page}</i></div>'


def _listing(entries: tuple[printed.Entry, ...], look: Look) -> str:
    """Nest the entries by level; a list of numbers is an `ol`, any other a `ul`."""
    parts: list[str] = []
    closings: list[str] = []
    for entry in entries:
        while len(closings) > entry.level + 1:
            parts.append(closings.pop())
        if len(closings) <= entry.level:
            tag = "ol" if entry.marker[:1].isdigit() else "ul"
            kind = ' type="a"' if entry.marker and tag == "ul" else ""
            tag = "ol" if kind else tag
            parts.append(f"<{tag}{kind}>")
            closings.append(f"</{tag}>")
        parts.append(f"<li>{_text(entry.text, look)}</li>")
    return "".join(parts + closings[::-1])


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    body = "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>" for row in rows)
    return f'<table class="ruled"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
