"""`referat standing`: the standing items, and corrections to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from schemas.settings import Settings

_LIST = ("key", "times", "texts", "first", "last", "origin", "title")


@click.group()
def standing() -> None:
    """Show the standing items (faste punkter), and correct what belongs to them.

    Corrections are kept in `standing-corrections.toml` in the home folder and hold through every rebuild;
    `standing.toml` there adds to the catalogue.
    """


@standing.command("list")
@click.pass_obj
def list_(obj: dict[str, Any]) -> None:
    """List the standing items, those that come most often first, and corrections that change nothing."""
    from cli.show import output, plain, show_keys
    from warehouse.reader import open_published
    from warehouse.standing import corrections, standing_items

    with open_published(_settings(obj)) as connection:
        lines = [
            (
                line.standing_item_id, line.occurrences, line.distinct_contents, line.first_seen,
                line.last_seen, line.origin, line.title,
            )
            for line in standing_items(connection)
        ]  # fmt: skip
        made = corrections(connection)
    show_keys(_LIST, lines, right=("times", "texts"))
    for one in made:
        if one.problem:
            names = " ".join(filter(None, (one.correction, one.standing_item_id, one.into_id)))
            output().print(plain(f"{names}: changes nothing, {one.problem}"), soft_wrap=True)


@standing.command()
@click.argument("key")
@click.option("--body", metavar="BODY", help="Only this body.")
@click.option("--titles", is_flag=True, help="The titles it has come under instead.")
@click.pass_obj
def show(obj: dict[str, Any], key: str, body: str | None, titles: bool) -> None:
    """Show a standing item through the years: what was new each time, and where it was missing."""
    from cli.show import output, plain, show_rows
    from warehouse.reader import open_published
    from warehouse.standing import timeline, titles_of

    console = output()
    with open_published(_settings(obj)) as connection:
        line, rows = timeline(connection, key, body)
        if titles:
            show_rows(("title", "times"), titles_of(connection, key), right=("times",))
            return
    console.print(plain(f"{line.title} ({line.standing_item_id}, {line.origin})"), soft_wrap=True)
    of_body = None
    for row in rows:
        if of_body != (row.municipality, row.body):
            of_body = (row.municipality, row.body)
            console.print()
            console.print(plain(", ".join(filter(None, of_body[::-1]))), soft_wrap=True)
        share = f"{row.novelty:.0%} new" if row.occurrence == "new" and row.novelty is not None else ""
        words = (row.meeting_date.isoformat(), row.item_id or "-" * 16, row.occurrence, share)
        console.print(plain("  ".join(words).rstrip()), soft_wrap=True)
        for sentence in (row.new_text or "").splitlines():
            console.print(plain(f"    {sentence}"), soft_wrap=True)


@standing.command()
@click.argument("key")
@click.argument("into")
@click.pass_obj
def merge(obj: dict[str, Any], key: str, into: str) -> None:
    """Make all that KEY has belong to INTO."""
    from warehouse.standing import merge as correct

    moved = correct(_settings(obj), key, into)
    click.echo(f"{_items(moved)} of {key} now {_belong(moved)} to {into}.")


@standing.command()
@click.argument("key")
@click.argument("new")
@click.argument("titles", nargs=-1, required=True)
@click.pass_obj
def split(obj: dict[str, Any], key: str, new: str, titles: tuple[str, ...]) -> None:
    """Make what KEY has under these TITLES (dates and numbers aside) a standing item NEW."""
    from warehouse.standing import split as correct

    moved = correct(_settings(obj), key, new, titles)
    click.echo(f"{_items(moved)} of {key} now {_belong(moved)} to {new}.")


@standing.command("not")
@click.argument("key")
@click.argument("item")
@click.pass_obj
def not_(obj: dict[str, Any], key: str, item: str) -> None:
    """Say that ITEM (an item_id, as `show` prints it) is no occurrence of KEY."""
    from warehouse.standing import deny

    entry = deny(_settings(obj), key, item)
    click.echo(f"«{entry.title}» in {entry.body} {entry.meeting_date} is no occurrence of {key}.")


def _items(count: int) -> str:
    return "1 item" if count == 1 else f"{count} items"


def _belong(count: int) -> str:
    return "belongs" if count == 1 else "belong"


def _settings(obj: dict[str, Any]) -> Settings:
    """Give the settings; raise `HomeMissing` where there is no warehouse to work on."""
    from schemas.errors import HomeMissing
    from schemas.settings import settings_for

    settings = settings_for(obj["home"])
    if not settings.published.is_file():
        raise HomeMissing(f"there is no warehouse in {settings.home}: `referat ingest` makes one")
    return settings
