"""`referat report`: the pages that people read."""

from __future__ import annotations

from typing import Any

import click


@click.command()
@click.pass_obj
def report(obj: dict[str, Any]) -> None:
    """Write the pages that people read: a folder of plain HTML that opens without a server.

    Only pages whose data changed are written. Open `report/index.html` in the home folder.
    """
    from cli.show import output, progress_for_people
    from flows.pages import report as flow
    from flows.progress import heard_by
    from flows.run import run
    from schemas.settings import settings_for

    with progress_for_people() as listener, heard_by(listener):
        done = run(flow, home=obj["home"])
    index = settings_for(obj["home"]).report / "index.html"
    line = f"{done.pages} pages, {done.written} written, {done.removed} removed ({done.seconds:.1f} s)."
    output().print(f"{line} Open {index}", soft_wrap=True)
