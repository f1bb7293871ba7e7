"""Print a flat OpenDocument text with LibreOffice: as copies that went through an office program."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from xml.sax.saxutils import escape

from corpus import printed
from corpus.find_pages import find_pages
from corpus.hyphens import softened
from corpus.measure import A4_WIDTH, column_widths
from corpus.print_chromium import dated
from corpus.printed import Look, Pages, Print, Printed

SECONDS = 120
"""A conversion takes two; the first makes a profile and takes ten."""
ATTEMPTS = 3
"""A start fails while the one before is still letting go of the profile."""
PROFILE = Path(gettempdir()) / "referat-corpus" / "soffice"
FONTS = {"sans": "Liberation Sans", "serif": "Liberation Serif"}
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "fo": "xsl-fo-compatible",
    }.items()
)


def soffice() -> str | None:
    """Give the path of LibreOffice, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def print_document(document: Printed, look: Look) -> Print:
    """Draw a document; twice where its contents list needs the pages of the first drawing."""
    data = _draw(document, look, Pages())
    pages = find_pages(data, document)
    if any(isinstance(block, printed.Contents) for block in document.blocks):
        data = _draw(document, look, pages)
        pages = find_pages(data, document)
    return Print(data, pages)


def _draw(document: Printed, look: Look, known: Pages) -> bytes:
    program = soffice()
    assert program, "the list of producers leaves out what is not installed"
    with TemporaryDirectory() as folder:
        source = Path(folder) / "print.fodt"
        source.write_text("".join(_document(document, look, known)), encoding="utf-8")
        profile = f"-env:UserInstallation={PROFILE.as_uri()}"
        call = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        with _alone():
            for attempt in range(ATTEMPTS):
                is_last = attempt == ATTEMPTS - 1
                done = subprocess.run(call, check=is_last, capture_output=True, timeout=SECONDS)
                if done.returncode == 0:
                    break
        return dated(source.with_suffix(".pdf").read_bytes(), document.created_at)


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other process prints: a profile is one program's at a time."""
    PROFILE.parent.mkdir(parents=True, exist_ok=True)
    with PROFILE.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _document(document: Printed, look: Look, known: Pages) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3"'
    yield ' office:mimetype="application/vnd.oasis.opendocument.text">'
    yield f"<office:automatic-styles>{''.join(_styles(document, look))}</office:automatic-styles>"
    yield f"<office:master-styles>{_furniture(document)}</office:master-styles>"
    yield "<office:body><office:text>"
    is_at_top, breaks = True, ""
    for block in document.blocks:
        if isinstance(block, printed.PageBreak):
            breaks = "_new"
            continue
        if isinstance(block, printed.ItemHeading) and look.is_item_on_new_page and not is_at_top:
            breaks = "_new"
        yield from _element(block, look, known, breaks)
        is_at_top, breaks = False, ""
    yield "</office:text></office:body></office:document>"


def _styles(document: Printed, look: Look) -> Iterator[str]:
    """Write the styles of paragraphs, page, list and table; `_new` begins a new page."""
    sizes = {
        "title": (look.title, True),
        "contents": (look.contents_heading, True),
        "item": (look.item, True),
        "h1": (look.section, True),
        "h2": (look.label, True),
        "bold": (look.body, True),
        "italic": (look.body, False),
        "body": (look.body, False),
        "entry": (look.body, False),
        "cell": (look.body - 1, False),
        "head": (look.body - 1, True),
        "line": (look.contents, False),
        "furniture": (9, False),
    }
    for name, (size, is_bold) in sizes.items():
        for new in ("", "_new"):
            yield _paragraph_style(name, new, size, look, is_bold=is_bold)
    label = _font(look, look.label, is_bold=True)
    yield f'<style:style style:name="label" style:family="text">{label}</style:style>'
    yield from _page_and_lists(look)
    yield from _tables(document, look)


def _page_and_lists(look: Look) -> Iterator[str]:
    yield (
        '<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="595pt" '
        f'fo:page-height="842pt" fo:margin-left="{look.margin}pt" fo:margin-right="{look.margin}pt" '
        'fo:margin-top="34pt" fo:margin-bottom="34pt"/><style:header-style><style:header-footer-properties '
        'fo:min-height="26pt"/></style:header-style><style:footer-style><style:header-footer-properties '
        'fo:min-height="26pt"/></style:footer-style></style:page-layout>'
    )
    bullet = "•" if look.bullet == "drawn" else look.bullet
    for name, kind, sign in (
        ("bullets", "bullet", f'text:bullet-char="{bullet}"'),
        ("numbers", "number", 'style:num-format="1" style:num-suffix="."'),
        ("letters", "number", 'style:num-format="a" style:num-suffix="."'),
    ):
        levels = "".join(
            f'<text:list-level-style-{kind} text:level="{n}" {sign}><style:list-level-properties '
            'text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment '
            f'text:label-followed-by="listtab" fo:text-indent="-14pt" fo:margin-left="{14 + 16 * n}pt"/>'
            f"</style:list-level-properties></text:list-level-style-{kind}>"
            for n in (1, 2, 3)
        )
        yield f'<text:list-style style:name="{name}">{levels}</text:list-style>'


def _tables(document: Printed, look: Look) -> Iterator[str]:
    shade = 'fo:background-color="#dde4ea"' if look.has_shaded_header else ""
    border = 'fo:border="0.7pt solid #000000" fo:padding="2pt"'
    for name, properties in (("td", border), ("th", f"{border} {shade}"), ("free", 'fo:border="none"')):
        yield f'<style:style style:name="{name}" style:family="table-cell">'
        yield f"<style:table-cell-properties {properties}/></style:style>"
    grids = [block for block in document.blocks if isinstance(block, printed.Grid)]
    named = {f"w{points:.0f}": points for grid in grids for points in column_widths(grid, look, look.body)}
    named |= {"wide": A4_WIDTH - 2 * look.margin - 84, "narrow": 84.0}
    for name, points in named.items():
        yield f'<style:style style:name="{name}" style:family="table-column">'
        yield f'<style:table-column-properties style:column-width="{points}pt"/></style:style>'


def _font(look: Look, size: float, *, is_bold: bool, is_italic: bool = False) -> str:
    weight, slant = ("bold" if is_bold else "normal"), ("italic" if is_italic else "normal")
    return (
        f'<style:text-properties fo:font-family="{FONTS[look.family]}" fo:font-size="{size}pt" '
        f'fo:font-weight="{weight}" fo:font-style="{slant}" fo:language="da" fo:country="DK"/>'
    )


def _paragraph_style(name: str, new: str, size: float, look: Look, *, is_bold: bool) -> str:
    is_heading = name in ("title", "contents", "item", "h1", "h2")
    align = "justify" if look.is_justified and name in ("body", "entry") else "start"
    after = 0 if name in ("cell", "head") else size * 0.5
    keep = 'fo:keep-with-next="always"' if is_heading else ""
    breaks = 'fo:break-before="page"' if new else ""
    stops = ""
    if name == "line":
        place = A4_WIDTH - 2 * look.margin
        stops = (
            f'<style:tab-stops><style:tab-stop style:position="{place}pt" style:type="right" '
            'style:leader-style="dotted" style:leader-text="."/></style:tab-stops>'
        )
    return (
        f'<style:style style:name="{name}{new}" style:family="paragraph"><style:paragraph-properties '
        f'fo:margin-top="{8 if is_heading else 0}pt" fo:margin-bottom="{after}pt" fo:text-align="{align}" '
        f"{keep} {breaks}>{stops}</style:paragraph-properties>"
        f"{_font(look, size, is_bold=is_bold, is_italic=name == 'italic')}</style:style>"
    )


def _furniture(document: Printed) -> str:
    parts = []
    for name, text in (("header", document.header), ("footer", document.footer)):
        content = escape(text or "").replace("{page}", "<text:page-number/>")
        content = content.replace("{pages}", "<text:page-count/>")
        parts.append(f'<style:{name}><text:p text:style-name="furniture">{content}</text:p></style:{name}>')
    return (
        '<style:master-page style:name="Standard" style:page-layout-name="page">'
        f"{''.join(parts)}</style:master-page>"
    )


def _p(style: str, content: str) -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def _text(text: str, look: Look) -> str:
    safe = escape(softened(text) if look.is_hyphenated else text)
    return safe.replace("    ", "\u00a0" * 4)


def _element(block: printed.Block, look: Look, known: Pages, new: str) -> Iterator[str]:
    match block:
        case printed.Title(text, is_main):
            yield _p(("title" if is_main else "body") + new, _text(text, look))
        case printed.Labelled(label, value):
            label = f'<text:span text:style-name="label">{escape(label)}</text:span>'
            yield _p(f"body{new}", f"{label} {_text(value, look)}")
        case printed.Contents(heading, entries):
            yield _p(f"contents{new}", escape(heading))
            for text, item in entries:
                yield _p("line", f"{escape(text)}<text:tab/>{known.first.get(item, 0)}")
        case printed.ItemHeading(text):
            heading = f'text:style-name="item{new}" text:outline-level="1"'
            content = escape(text)
            yield f"<text:h {heading}>{content}</text:h>" if look.has_bookmarks else _p(f"item{new}", content)
        case printed.Heading(text, level):
            yield _p(f"h{level}{new}", escape(text))
        case printed.Paragraph(text, is_bold, is_italic):
            style = "bold" if is_bold else "italic" if is_italic else "body"
            yield _p(f"{style}{new}", _text(text, look))
        case printed.Listing(entries):
            yield _listing(entries, look)
        case printed.Grid():
            yield _table(block, look)
        case printed.Columns(rows):
            yield '<table:table><table:table-column table:style-name="wide"/>'
            yield '<table:table-column table:style-name="narrow"/>'
            yield from (_row(row, "free", "body", look) for row in rows)
            yield "</table:table>"
        case printed.Signatures(names):
            for name in names:
                yield _p("body", "_" * 40) + _p("body", escape(name))


def _listing(entries: tuple[printed.Entry, ...], look: Look) -> str:
    """Nest the entries by level, each level a list inside an entry."""
    marker = entries[0].marker
    name = "bullets" if not marker else "numbers" if marker[0].isdigit() else "letters"
    parts = [f'<text:list text:style-name="{name}">']
    for entry in entries:
        inner = _p("entry", _text(entry.text, look))
        for _ in range(entry.level):
            inner = f"<text:list><text:list-item>{inner}</text:list-item></text:list>"
        parts.append(f"<text:list-item>{inner}</text:list-item>")
    return "".join([*parts, "</text:list>"])


def _table(grid: printed.Grid, look: Look) -> str:
    head = _row(grid.header, "th", "head", look)
    if look.repeats_table_header:
        head = f"<table:table-header-rows>{head}</table:table-header-rows>"
    widths = column_widths(grid, look, look.body)
    columns = "".join(f'<table:table-column table:style-name="w{points:.0f}"/>' for points in widths)
    body = "".join(_row(row, "td", "cell", look) for row in grid.rows)
    return f"<table:table>{columns}{head}{body}</table:table>"


def _row(cells: tuple[str, ...], cell_style: str, text_style: str, look: Look) -> str:
    parts = "".join(
        f'<table:table-cell table:style-name="{cell_style}">{_p(text_style, escape(cell))}</table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row>{parts}</table:table-row>"
