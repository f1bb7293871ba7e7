"""`referat serve`: watcher and deployments beside a Prefect server."""

from __future__ import annotations

from typing import Any

import click


@click.command()
@click.option(
    "--with-worker", is_flag=True, help="Only watch: a worker of prefect.yaml's pool runs the rest."
)
@click.pass_obj
def serve(obj: dict[str, Any], with_worker: bool) -> None:
    """Watch the drop folder and run the deployments beside a Prefect server; Ctrl-C ends it."""
    from cli.show import show_report
    from flows.lines import Lines
    from flows.progress import heard_by
    from flows.serve import serve as stay
    from schemas.settings import settings_for

    settings = settings_for(obj["home"])
    with heard_by(Lines(settings.log_format)):
        stay(settings, show_report, has_worker=with_worker)
