"""`referat explain`: how a file was read, in a terminal or as a page."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tasks.explain import Explanation, Field

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
A_NEW_PAGE = click.Path(dir_okay=False, path_type=Path)
_NO_ROLE = "(none)"
_NOTHING = "–"
_COLUMNS = ("page", "item", "role", "rule", "text")


@click.command()
@click.argument("file", type=A_FILE)
@click.option("--html", "page", type=A_NEW_PAGE, metavar="PATH", help="Write it as a page with pictures.")
def explain(file: Path, page: Path | None) -> None:
    """Show how a file was read: each line with its role and rule, the fields, the findings.

    Nothing is loaded, and no home is needed. Exit status 1 where the file would be refused.
    """
    from schemas.errors import DocumentRefused, UsageError
    from tasks.explain import explain_within_limits
    from tasks.read.ocr import Ocr, can_recognise

    if page is not None and page.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"{page} is no name for a page: end it in .html")
    ocr = Ocr(None) if can_recognise() else None
    explanation = explain_within_limits(file, ocr, with_pictures=page is not None)
    if page is None:
        _show(explanation)
    else:
        _write(explanation, page)
    sys.exit(int(isinstance(explanation.result, DocumentRefused)))


def _write(explanation: Explanation, page: Path) -> None:
    from cli.explain_page import page_of
    from schemas.errors import UsageError

    try:
        page.write_text(page_of(explanation), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{page} cannot be written: {error.strerror}") from error
    _print([*_end_lines(explanation), f"How it was read stands in {page}."])


def _show(explanation: Explanation) -> None:
    """Print rows and fields, cut to the width of a terminal and whole elsewhere; then findings in full."""
    from schemas.minutes import Minutes
    from tasks.explain import item_fields, meeting_fields

    lines = [*_row_lines(explanation)]
    if isinstance(explanation.result, Minutes):
        lines += _field_lines(meeting_fields(explanation.result))
        for item in explanation.result.items:
            lines += [f"item {item.position}", *_field_lines(item_fields(item))]
    _print(lines, is_cut=True)
    _print(_end_lines(explanation))


def _row_lines(explanation: Explanation) -> Iterator[str]:
    rows = [
        (str(row.page or ""), str(row.item or ""), row.role or _NO_ROLE, row.rule, row.text)
        for row in explanation.rows
    ]
    if not rows:
        return
    widths = [
        max(map(len, column)) for column in zip(_COLUMNS[:-1], *(row[:-1] for row in rows), strict=True)
    ]
    for *cells, text in (_COLUMNS, *rows):
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)), text])
    yield ""


def _field_lines(fields: list[Field]) -> Iterator[str]:
    width = max(len(field.name) for field in fields)
    for field in fields:
        value = ("no", "yes")[field.value] if isinstance(field.value, bool) else field.value
        note = f"[{field.note}] " if field.note else ""
        yield f"  {field.name.ljust(width)}  {note}{value or _NOTHING}"
    yield ""


def _end_lines(explanation: Explanation) -> Iterator[str]:
    """Give the findings and, of a file that would be refused, why and what to do."""
    from schemas.errors import DocumentRefused

    for finding in explanation.findings:
        places = (("page", finding.page), ("item", finding.item))
        where = "".join(f", {name} {number}" for name, number in places if number)
        yield f"{finding.severity}: {finding.rule}{where}: {finding.message}"
    if isinstance(explanation.result, DocumentRefused):
        refusal = explanation.result
        where = f", page {refusal.page}" if refusal.page else ""
        yield f"{explanation.file_name} would be refused ({refusal.code}{where}): {refusal.message}"
        yield refusal.remedy
    elif not explanation.findings:
        yield "No findings."


def _print(lines: Iterable[str], *, is_cut: bool = False) -> None:
    from cli.show import output, plain

    console = output()
    for line in lines:
        text = plain(line.rstrip())
        if console.is_terminal and is_cut:
            text.truncate(console.width, overflow="ellipsis")
        console.print(text, soft_wrap=True)
