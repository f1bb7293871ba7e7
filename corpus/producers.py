"""The producers: who can draw a document on this machine, and in which hands.

A producer is a module `corpus.print_*`; a style is one of its looks under a name such as
`typst-hyphens`. What is not installed is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from corpus.printed import Look, Print, Printed
from corpus.truth import Meeting


@dataclass(frozen=True, slots=True)
class Producer:
    """A way to make a file: how to draw, in which look, with which suffix.

    A fast one draws in the process; the others start a program of several seconds.
    """

    name: str
    draw: Callable[[Printed, Look], Print]
    look: Look
    suffix: str = ".pdf"
    is_fast: bool = True

    @property
    def has_pages(self) -> bool:
        """Say whether its files have pages."""
        return self.suffix == ".pdf"


@cache
def producers() -> dict[str, Producer]:
    """Give the producers that work here, by name."""
    from corpus import print_chromium, print_libreoffice, print_reportlab, print_text, print_typst

    reportlab, typst = print_reportlab.print_document, print_typst.print_document
    known = [
        Producer("reportlab", reportlab, Look()),
        Producer("reportlab-hyphens", reportlab, _hyphenated("serif", bullet="–")),
        Producer("reportlab-sheet", reportlab, Look(has_white_sheet=True, is_item_on_new_page=False)),
        Producer("typst", typst, Look(family="serif", has_bookmarks=True)),
        Producer("typst-hyphens", typst, _hyphenated("serif", bullet="drawn", letter_spacing=0.15)),
        Producer("markdown", print_text.print_markdown, Look(), ".md"),
        Producer("plain", print_text.print_plain, Look(), ".txt"),
    ]
    if print_chromium.chromium():
        draw = print_chromium.print_document
        known += [
            Producer("chromium", draw, Look(bullet="drawn"), is_fast=False),
            Producer("chromium-hyphens", draw, _hyphenated("serif", bullet="drawn"), is_fast=False),
        ]
    if print_libreoffice.soffice():
        draw = print_libreoffice.print_document
        known += [
            Producer("libreoffice", draw, Look(has_bookmarks=True), is_fast=False),
            Producer("libreoffice-hyphens", draw, _hyphenated("serif", bullet="\uf0b7"), is_fast=False),
        ]
    return {producer.name: producer for producer in known}


def _hyphenated(family: str, *, bullet: str, letter_spacing: float = 0) -> Look:
    return Look(
        family="serif" if family == "serif" else "sans",
        title=20,
        contents_heading=14,
        item=15,
        section=12.5,
        label=10.5,
        body=10,
        contents=10,
        bullet=bullet,
        letter_spacing=letter_spacing,
        is_justified=True,
        is_hyphenated=True,
        is_item_on_new_page=False,
        has_shaded_header=True,
        repeats_table_header=False,
    )


def with_pages(meeting: Meeting, printed: Print) -> Meeting:
    """Write into a truth where its items and tables came to stand.

    A text export has no pages, and no running header that could name the municipality.
    """
    pages = printed.pages
    items = []
    for item in meeting.items:
        tables = [
            table.model_copy(update={"page": pages and pages.tables.get((item.position, index))})
            for index, table in enumerate(item.tables)
        ]
        first = pages and pages.first.get(item.position)
        last = pages and pages.last.get(item.position)
        update = {"page_first": first, "page_last": last, "tables": tuple(tables)}
        items.append(item.model_copy(update=update))
    changed: dict[str, object] = {"items": tuple(items)}
    if pages is None:
        changed["is_municipality_printed"] = False
    return meeting.model_copy(update=changed)
