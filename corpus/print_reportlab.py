"""Print with ReportLab: standard fonts that are not embedded, no tags, word by word text operators."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Text

from corpus import printed
from corpus.hyphens import softened
from corpus.measure import column_widths, leader_lines
from corpus.printed import Look, Pages, Print, Printed

FONTS = {"sans": ("Helvetica", "Helvetica-Bold"), "serif": ("Times-Roman", "Times-Bold")}
HEADER_TOP = 36
"""Points from the page's edge to the running header and footer."""


def print_document(document: Printed, look: Look) -> Print:
    """Draw a document; twice, because its contents list needs the pages of the first drawing."""
    pages = _draw(document, look, Pages())[1]
    data, pages = _draw(document, look, pages)
    return Print(data, pages)


def _draw(document: Printed, look: Look, known: Pages) -> tuple[bytes, Pages]:
    buffer = BytesIO()
    template = _Template(buffer, document, look, known.count)
    template.build(list(_flowables(document, look, known)), canvasmaker=_canvas_maker(document))
    template.seen.count = template.page
    return buffer.getvalue(), template.seen


def _canvas_maker(document: Printed) -> Callable[..., Canvas]:
    def make(*args: object, **options: object) -> Canvas:
        canvas = Canvas(*args, **options | {"invariant": 1})
        moment = document.created_at.replace(tzinfo=UTC)
        stamp = canvas._doc._timeStamp
        stamp.t, stamp.lt = moment.timestamp(), moment.timetuple()
        stamp.YMDhms = tuple(moment.timetuple())[:6]
        return canvas

    return make


# ReportLab has no types: to mypy its classes are of any kind.
class _Template(BaseDocTemplate):  # type: ignore[misc]
    """A document that notes on which pages its items and tables come to stand."""

    def __init__(self, buffer: BytesIO, document: Printed, look: Look, page_count: int) -> None:
        super().__init__(buffer, pagesize=A4, title=document.title, author="")
        self.document, self.look, self.page_count = document, look, page_count
        self.seen = Pages()
        self.item: int | None = None
        width, height = A4
        frame = Frame(look.margin, 60, width - 2 * look.margin, height - 120, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=self._furniture))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (ReportLab's name)
        is_new_page = isinstance(flowable, NewPage)  # what follows is no item's until one starts
        self.item = None if is_new_page else getattr(flowable, "starts_item", self.item)
        if self.item is not None and isinstance(flowable, Text | Table):
            self.seen.see_item(self.item, self.page)
        grid = getattr(flowable, "grid", None)
        if grid is not None:
            self.seen.tables.setdefault((grid.item, grid.index), self.page)
        bookmark = getattr(flowable, "bookmark", None)
        if bookmark and self.look.has_bookmarks:
            key = f"b{len(self.seen.first)}-{self.page}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(bookmark, key, 0)

    def _furniture(self, canvas: Canvas, template: BaseDocTemplate) -> None:
        width, height = A4
        font = FONTS[self.look.family][0]
        canvas.saveState()
        if self.look.has_white_sheet:
            canvas.setFillColor(colors.white)
            sides = width - 2 * self.look.margin  # as wide as a table, so that their edges meet
            canvas.rect(self.look.margin, 50, sides, height - 100, stroke=0, fill=1)
            canvas.setFillColor(colors.black)
        canvas.setFont(font, 9)
        numbers = {"page": canvas.getPageNumber(), "pages": self.page_count}
        if self.document.header:
            text = self.document.header.format(**numbers)
            canvas.drawString(self.look.margin, height - HEADER_TOP, text)
        if self.document.footer:
            text = self.document.footer.format(**numbers)
            canvas.drawRightString(width - self.look.margin, HEADER_TOP, text)
        canvas.restoreState()


class _Grid(Table):  # type: ignore[misc]
    """A table whose first part remembers which one it is."""

    grid: printed.Grid | None = None

    def onSplit(self, part: _Grid, byRow: int = 1) -> None:  # noqa: N802, N803 (ReportLab's names)
        part.grid, self.grid = self.grid, None


class _DrawnBullet(Flowable):  # type: ignore[misc]
    """A filled disc that no character tells of."""

    def __init__(self, size: float) -> None:
        super().__init__()
        self.size = size

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        return self.size, self.size

    def draw(self) -> None:
        self.canv.circle(self.size / 2, self.size * 0.3, self.size * 0.16, stroke=0, fill=1)


def _style(
    look: Look, size: float, *, is_bold: bool = False, before: float = 0, **more: object
) -> ParagraphStyle:
    return ParagraphStyle(
        "s",
        fontName=FONTS[look.family][is_bold],
        fontSize=size,
        leading=size * 1.25,
        spaceBefore=before,
        spaceAfter=size * 0.5,
        alignment=TA_JUSTIFY if look.is_justified and not is_bold else TA_LEFT,
        embeddedHyphenation=int(look.is_hyphenated),
        **more,
    )


def _markup(text: str, look: Look) -> str:
    return escape(softened(text) if look.is_hyphenated else text).replace("    ", "\u00a0" * 4)


def _flowables(document: Printed, look: Look, known: Pages) -> Iterator[Flowable]:
    is_at_top = True
    for block in document.blocks:
        if isinstance(block, printed.ItemHeading) and look.is_item_on_new_page and not is_at_top:
            yield NewPage()
        yield from _flowable(block, look, known)
        is_at_top = isinstance(block, printed.PageBreak)


def _flowable(block: printed.Block, look: Look, known: Pages) -> Iterator[Flowable]:
    match block:
        case printed.Title(text, is_main):
            size = look.title if is_main else look.body
            yield Text(_markup(text, look), _style(look, size, is_bold=is_main))
        case printed.Labelled(label, value):
            bold = FONTS[look.family][1]
            text = f'<font name="{bold}" size="{look.label}">{escape(label)}</font> {_markup(value, look)}'
            yield Text(text, _style(look, look.body, before=4))
        case printed.Contents(heading, entries):
            yield Text(escape(heading), _style(look, look.contents_heading, is_bold=True))
            yield from (_contents_line(text, known.first.get(item, 0), look) for text, item in entries)
        case printed.ItemHeading(text, item):
            flowable = Text(
                _markup(text, look), _style(look, look.item, is_bold=True, before=14, keepWithNext=1)
            )
            flowable.starts_item, flowable.bookmark = item, text
            yield flowable
        case printed.Heading(text, level):
            size = look.section if level == 1 else look.label
            flowable = Text(escape(text), _style(look, size, is_bold=True, before=8, keepWithNext=1))
            if block.is_over_items:
                flowable.starts_item = None
            yield flowable
        case printed.Paragraph(text, is_bold, is_italic):
            markup = f"<i>{_markup(text, look)}</i>" if is_italic else _markup(text, look)
            yield Text(markup, _style(look, look.body, is_bold=is_bold))
        case printed.Listing(entries):
            yield from (_entry(entry, look) for entry in entries)
        case printed.Grid():
            yield _grid(block, look)
        case printed.Columns(rows):
            yield _columns(rows, look)
        case printed.Signatures(names):
            for name in names:
                yield Spacer(1, 24)
                yield Text("_" * 40, _style(look, look.body))
                yield Text(escape(name), _style(look, look.body))
        case printed.PageBreak():
            yield NewPage()


def _contents_line(text: str, page: int, look: Look) -> Flowable:
    """Fill the line up with dots, as far as the page number's column."""
    style = _style(look, look.contents)
    width = A4[0] - 2 * look.margin - 40
    lines = leader_lines(text, style.fontName, style.fontSize, width)
    left = Text("<br/>".join(escape(line) for line in lines), style)
    row = Table([[left, Text(str(page), style)]], colWidths=[width + 6, 34])
    row.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "BOTTOM"), *_no_padding()]))
    return row


def _entry(entry: printed.Entry, look: Look) -> Flowable:
    indent = 22 + 18 * entry.level
    style = _style(look, look.body, leftIndent=indent, bulletIndent=indent - 14)
    if entry.marker or look.bullet != "drawn":
        return Text(_markup(entry.text, look), style, bulletText=entry.marker or look.bullet)
    plain = _style(look, look.body)
    width = A4[0] - 2 * look.margin - indent
    row = [_DrawnBullet(look.body), Text(_markup(entry.text, look), plain)]
    table = Table([row], colWidths=[14, width], hAlign="LEFT")
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_no_padding()]))
    return table


def _grid(block: printed.Grid, look: Look) -> Flowable:
    size = look.body - 1
    bold = _style(look, size, is_bold=True, splitLongWords=0)
    plain = _style(look, size, splitLongWords=0)
    bold.spaceAfter = plain.spaceAfter = 0
    cells = [[Text(escape(c), bold) for c in block.header]]
    cells += [[Text(escape(c), plain) for c in row] for row in block.rows]
    repeat = int(look.repeats_table_header)
    widths = column_widths(block, look, size)
    table = _Grid(cells, colWidths=widths, repeatRows=repeat, spaceBefore=4, spaceAfter=8)
    table.grid = block
    rules = [("GRID", (0, 0), (-1, -1), 0.7, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    if look.has_shaded_header:
        rules.append(("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#dde4ea")))
    table.setStyle(TableStyle(rules))
    return table


def _columns(rows: tuple[tuple[str, str], ...], look: Look) -> Flowable:
    """Draw two columns; every other number wraps after its last hyphen, as a browser does it."""
    style = _style(look, look.body)
    cells = [
        [Text(_markup(left, look), style), Text(_broken(right) if index % 2 else escape(right), style)]
        for index, (left, right) in enumerate(rows)
    ]
    width = A4[0] - 2 * look.margin
    table = Table(cells, colWidths=[width - 110, 110])
    gap = ("RIGHTPADDING", (0, 0), (0, -1), 10)
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_no_padding(), gap]))
    return table


def _broken(number: str) -> str:
    head, hyphen, tail = number.rpartition("-")
    return f"{escape(head)}{hyphen}<br/>{escape(tail)}" if hyphen else escape(number)


def _no_padding() -> list[tuple[Any, ...]]:
    sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    return [(side, (0, 0), (-1, -1), 0) for side in sides]
