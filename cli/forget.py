"""`referat forget`: erase a document or a meeting for good."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tasks.forget import Erasure


@click.command()
@click.argument("name", nargs=-1, required=True, metavar="DOCUMENT|MEETING")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept, so name nobody in it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def forget(obj: dict[str, Any], name: tuple[str, ...], reason: str, yes: bool) -> None:
    """Erase a document or a meeting for good, and never load the same file again.

    DOCUMENT is a file name or a document_id; MEETING a meeting_id or a body and a date. Originals, rows,
    replaced versions, what was recognised on scans and pages of `referat report` go; the SHA-256 of each
    file stays, with the reason.

    Exit status: 0 erased; 1 not, because you said no; 2 nothing goes by that name; 3 it failed.
    """
    from schemas.errors import HomeMissing
    from schemas.settings import settings_for
    from tasks.forget import forget as erase
    from tasks.forget import plan

    settings = settings_for(obj["home"])
    if not settings.published.is_file():
        raise HomeMissing(f"there is no warehouse in {settings.home}: `referat ingest` makes one")
    called = " ".join(name)
    if not yes:
        _show(plan(settings, called))
        if not _is_confirmed():
            click.echo("Nothing was erased.")
            sys.exit(1)
    erasure = erase(settings, called, reason, click.echo)
    count = len(erasure.documents)
    click.echo("1 document is erased." if count == 1 else f"{count} documents are erased.")
    for path in erasure.outside:
        click.echo(f"Not ours to remove: {path}. Remove it yourself; it is not loaded again.")


def _is_confirmed() -> bool:
    try:
        return click.confirm("Erase this for good?")
    except click.Abort:  # Ctrl-C, or nobody there to ask
        click.echo()
        return False


def _show(erasure: Erasure) -> None:
    from cli.show import show_rows

    names = ("document", "file", "status", "meeting")
    show_rows(names, [(d.document_id[:16], d.file_name, d.status, d.meeting_id) for d in erasure.documents])
