"""Measure text: how many dots fill a contents line, how wide the columns of a table must be."""

from __future__ import annotations

from reportlab.pdfbase.pdfmetrics import stringWidth

from corpus.printed import Grid, Look

A4_WIDTH = 595.0
"""Points."""


def leader_lines(text: str, font: str, size: float, width: float) -> list[str]:
    """Wrap a contents title and fill its last line up with dots; `width` in points."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, font, size) <= width - 12 or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    free = width - stringWidth(lines[-1], font, size)
    lines[-1] += "." * max(3, int(free / stringWidth(".", font, size)))
    return lines


def column_widths(grid: Grid, look: Look, size: float) -> list[float]:
    """Give each column of a table its longest word and share what is left: no word is cut."""
    font = "Helvetica-Bold" if look.family == "sans" else "Times-Bold"
    columns = zip(grid.header, *grid.rows, strict=True)
    longest = [max(stringWidth(w, font, size) for cell in c for w in cell.split() or [""]) for c in columns]
    needed = [words + 14 for words in longest]
    spare = max(0.0, A4_WIDTH - 2 * look.margin - sum(needed)) / len(needed)
    return [column + spare for column in needed]
