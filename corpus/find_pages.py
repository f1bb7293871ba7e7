"""Find in a printed PDF where its items and tables came to stand, by reading its text."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

import pypdfium2

from corpus import printed
from corpus.printed import Block, Pages, Printed

PROBE = 40
"""Letters of a block that are looked for at its beginning and at its end."""
WINDOW = 6000
"""Letters ahead in which a block must come; a long table fits."""


def find_pages(data: bytes, document: Printed) -> Pages:
    """Follow the blocks through the text, in order; what cannot be found moves nothing."""
    texts = page_texts(data)
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text))
    whole = "".join(texts)
    pages = Pages(count=len(texts))
    place = 0
    item: int | None = None
    for block in document.blocks:
        if isinstance(block, printed.ItemHeading):
            item = block.item
        is_over_items = isinstance(block, printed.Heading) and block.is_over_items
        if isinstance(block, printed.PageBreak) or is_over_items:
            item = None  # what follows, such as signatures, is no item's
        for part in _parts(block):
            found = whole.find(part, place, place + WINDOW)
            if found < 0:
                continue
            place = found + len(part)
            if item is not None:
                pages.see_item(item, bisect_right(starts, found))
                pages.see_item(item, bisect_right(starts, place - 1))
            if isinstance(block, printed.Grid):
                pages.tables.setdefault((block.item, block.index), bisect_right(starts, found))
    return pages


def page_texts(data: bytes) -> list[str]:
    """Give the letters and digits of each page, nothing between them."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_letters(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


def _parts(block: Block) -> list[str]:
    """Give what to look for: the beginning and the end of each text of a block."""
    match block:
        case printed.Labelled(label, value):
            texts = [label, value]
        case printed.Contents(heading, entries):
            texts = [heading, *(text for text, _ in entries)]
        case printed.Listing(entries):
            texts = [entry.text for entry in entries]
        case printed.Grid(header, rows):
            texts = [header[0], *(row[0] for row in rows)]
        case printed.Columns(rows):
            texts = [title for title, _ in rows]
        case printed.Signatures(names):
            texts = list(names)
        case printed.PageBreak():
            texts = []
        case _:
            texts = [block.text]
    ends = [(letters[:PROBE], letters[PROBE:][-PROBE:]) for letters in map(_letters, texts)]
    return [part for pair in ends for part in pair if part]


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())
