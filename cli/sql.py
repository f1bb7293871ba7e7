"""`referat sql`: a query against the published warehouse."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from warehouse.query import Answer

FORMATS = ("table", "csv", "json", "md", "parquet")

# A column narrower than this is no longer read but spelt.
READABLE_WIDTH = 14


class _Query(click.Command):
    """A command whose query may begin with a comment: `--` and a blank is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(
            ctx, [f"\n{arg}" if arg[:2] == "--" and arg[2:3].isspace() else arg for arg in args]
        )


@click.command(cls=_Query)
@click.argument("query", required=False)
@click.option("-f", "--file", "script", type=click.File("rb"), help="Read the query from a file.")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file; Parquet needs one.")
@click.pass_obj
def sql(
    obj: dict[str, Any], query: str | None, script: IO[bytes] | None, kind: str, output: Path | None
) -> None:
    """Run a query against the published warehouse: read-only, and no other file is in reach.

    Of several statements the last one's rows are given. ORDER BY title COLLATE da sorts æ, ø and å as Danes
    do. What there is to ask for: SELECT * FROM about; SELECT * FROM glossary.
    """
    from schemas.settings import settings_for
    from warehouse.query import answer, whole_file, write_parquet

    if (query is None) == (script is None):
        raise click.UsageError("name either a query or a file with one: -f FILE")
    if kind == "parquet" and output is None:
        raise click.UsageError("Parquet goes to a file: name one with --output FILE")
    asked = query if query is not None else _decoded(script.read()) if script is not None else ""
    if kind == "parquet" and output is not None:
        write_parquet(settings_for(obj["home"]), asked, output)
        return
    with answer(settings_for(obj["home"]), asked) as found:
        if output is not None:
            with whole_file(output) as draft, draft.open("w", encoding="utf-8", newline="") as target:
                _write(found, kind, target)
        elif kind == "table" and sys.stdout.isatty():
            _show(found)
        else:
            _write(found, kind, sys.stdout)


def _decoded(script: bytes) -> str:
    try:
        return script.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError("the file with the query is not UTF-8: save it as that") from error


def _write(found: Answer, kind: str, target: IO[str]) -> None:
    writers = {"csv": _write_csv, "json": _write_json, "md": _write_markdown, "table": _write_table}
    writers[kind](found, target)


def _write_csv(found: Answer, target: IO[str]) -> None:
    import csv

    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(found.names)
    writer.writerows([_text(value) for value in row] for row in found.rows())


def _write_json(found: Answer, target: IO[str]) -> None:
    """Write an array of objects, one a line."""
    import json

    found.refuse_equal_names()
    separator = "[\n"
    for row in found.rows():
        record = {name: _jsonable(value) for name, value in zip(found.names, row, strict=True)}
        target.write(separator + json.dumps(record, ensure_ascii=False, default=str))
        separator = ",\n"
    target.write("[]\n" if separator == "[\n" else "\n]\n")


def _jsonable(value: object) -> object:
    """Give decimals as numbers, and what JSON has no number for as null."""
    from decimal import Decimal
    from math import isfinite

    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    return None if isinstance(value, float) and not isfinite(value) else value


def _write_markdown(found: Answer, target: IO[str]) -> None:
    def line(cells: list[str]) -> str:
        escaped = [cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells]
        return "| " + " | ".join("<br>".join(cell.splitlines()) for cell in escaped) + " |\n"

    target.write(line(found.names) + "|" + "---|" * len(found.names) + "\n")
    for row in found.rows():
        target.write(line([_text(value) for value in row]))


def _write_table(found: Answer, target: IO[str]) -> None:
    """Write aligned columns, each row a line and whole."""
    from cli.show import plain

    names = [plain(name).plain for name in found.names]
    rows = [[plain(_text(value)).plain for value in row] for row in found.rows()]
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    for row in [names, *rows]:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        target.write("  ".join(cells).rstrip() + "\n")


def _show(found: Answer) -> None:
    """Show rows on a terminal: side by side where that can be read, else each row by itself."""
    from cli.show import GAP, output, plain, show_rows

    rows = list(found.rows())
    console = output()
    widths = [
        max([len(name), *(len(_text(row[place])) for row in rows)]) for place, name in enumerate(found.names)
    ]
    needed = sum(min(width, READABLE_WIDTH * 2) for width in widths) + GAP * (len(widths) - 1)
    if needed <= console.width:
        show_rows(found.names, rows)
        return
    margin = max(map(len, found.names)) + GAP
    for number, row in enumerate(rows, start=1):
        console.rule(f"[bold]{number}", align="left")
        for name, value in zip(found.names, row, strict=True):
            _show_field(console, plain(name).plain.ljust(margin), _text(value), plain)


def _show_field(console: Any, name: str, value: str, plain: Any) -> None:  # noqa: ANN401
    """Print a field, its paragraphs on lines of their own, wrapped beside its name."""
    from rich.padding import Padding

    paragraphs = value.splitlines() or [""]
    width = max(console.width - len(name), READABLE_WIDTH)
    lines = [line for part in paragraphs for line in plain(part).wrap(console, width) or [plain("")]]
    console.print(plain(name).append_text(lines[0]), soft_wrap=True)
    for line in lines[1:]:
        console.print(Padding(line, (0, 0, 0, len(name))))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):
        import json

        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
