"""`referat doctor`: what is off, and how to mend it."""

from __future__ import annotations

import sys
from typing import Any

import click


@click.command()
@click.option("--deep", is_flag=True, help="Read every original, and compare it with its SHA-256.")
@click.option("--mend", "is_mending", is_flag=True, help="Mend what can be mended without a choice.")
@click.pass_obj
def doctor(obj: dict[str, Any], deep: bool, is_mending: bool) -> None:
    """Compare archive, ledger, rows and published file; say what is off and how to mend it.

    `--mend` removes what killed runs left half written, makes rows anew that do not follow from the kept
    documents, and publishes; originals are never touched.

    Exit status: 0 nothing is off, or notes only; 1 something needs a person; 2 the call is wrong or there is
    no home; 3 something is broken.
    """
    from cli.show import output, plain
    from schemas.settings import settings_for
    from tasks.doctor import examine, exit_status, mend

    settings = settings_for(obj["home"])
    found = examine(settings, deep=deep)
    if is_mending and any(one.can_mend for one in found):
        mend(settings, found)
        found = examine(settings, deep=deep)
    for one in found:
        output().print(plain(f"{one.severity:<8} {one.check:<11} {one.what}"), soft_wrap=True)
        output().print(plain(f"{'':<20} → {one.remedy}"), soft_wrap=True)
    if not found:
        output().print("Nothing is off.", soft_wrap=True)
    sys.exit(exit_status(found))
