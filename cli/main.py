"""The program `referat`.

What a command needs is imported inside it: `referat --help` must not wait for pydantic, DuckDB or
Prefect.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from cli.doctor import doctor
from cli.explain import explain
from cli.export import export
from cli.forget import forget
from cli.report import report
from cli.serve import serve
from cli.sql import sql
from cli.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from schemas.document import RunReport
    from schemas.settings import Settings

EXIT_INTERRUPTED = 130

A_DAY = click.DateTime(formats=["%Y-%m-%d", "%d-%m-%Y"])
A_PATH = click.Path(exists=True, path_type=Path)
ON_DASK = click.option("--dask", metavar="tcp://…", help="Read on the Dask cluster with this scheduler.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--home", metavar="DIR", help="The folder that holds everything (REFERAT_HOME; else data).")
@click.option("--debug", is_flag=True, help="Show where in the program an error came from.")
@click.version_option(package_name="referat")
@click.pass_context
def cli(context: click.Context, home: str | None, debug: bool) -> None:
    """Turn the minutes of Danish municipalities into tables.

    Exit status: 0 done; 1 done, but something was quarantined; 2 the call or the settings are wrong;
    3 the run failed and the warehouse is as it was before.
    """
    context.obj = {"home": home, "debug": debug}


@cli.command()
@click.argument("paths", nargs=-1, type=A_PATH)
@ON_DASK
@click.pass_obj
def ingest(obj: dict[str, Any], paths: tuple[Path, ...], dask: str | None) -> None:
    """Ingest everything in the drop folder, or the named files and folders."""
    from flows.ingest import ingest as flow

    _run(flow, home=obj["home"], paths=[str(path) for path in paths], dask=dask)


@cli.command()
@click.pass_obj
def nightly(obj: dict[str, Any]) -> None:
    """Do the night's pass: sweep the drop folder, try again what is in quarantine, publish, report."""
    from flows.nightly import nightly as flow

    _run(flow, home=obj["home"])


@cli.command()
@click.argument("paths", nargs=-1, type=A_PATH)
@click.option("--from", "first_day", type=A_DAY, metavar="DATE", help="Leave out meetings before it.")
@click.option("--to", "last_day", type=A_DAY, metavar="DATE", help="Leave out meetings after it.")
@click.option("--reparse", is_flag=True, help="Parse what is loaded once more, from its kept pages.")
@click.option("--copy", "copy_originals", is_flag=True, help="Copy the files into the archive.")
@click.option("--dry-run", is_flag=True, help="Say what would be loaded, and write nothing.")
@ON_DASK
@click.pass_obj
def backfill(
    obj: dict[str, Any],
    paths: tuple[Path, ...],
    first_day: datetime | None,
    last_day: datetime | None,
    reparse: bool,
    copy_originals: bool,
    dry_run: bool,
    dask: str | None,
) -> None:
    """Ingest folders of past years; files stay where they are, and what is loaded is passed over.

    With --reparse what is loaded is parsed once more, of all documents or of those from the named PATHS, from
    the pages that were kept, without opening a PDF; which fields of how many meetings changed is told, and
    with --dry-run before it happens.
    """
    from flows.backfill import backfill as flow
    from flows.backfill import rehearse

    if not (paths or reparse):
        raise click.UsageError("name the folders or files to ingest")
    if reparse:
        if first_day or last_day or copy_originals or dask:
            raise click.UsageError("--reparse goes with PATHS and --dry-run only")
        from cli.reparse import show_reparse

        sys.exit(show_reparse(paths, obj["home"], is_rehearsed=dry_run))
    named = {
        "paths": [str(path) for path in paths],
        "first_day": first_day and first_day.date(),
        "last_day": last_day and last_day.date(),
        "home": obj["home"],
        "dask": dask,
    }
    if not dry_run:
        _run(flow, **named, copy_originals=copy_originals)
    from cli.show import show_rehearsal

    sys.exit(show_rehearsal(lambda: rehearse(**named)))


@cli.command()
@click.pass_obj
def watch(obj: dict[str, Any]) -> None:
    """Stay, and ingest what lands in the drop folder as it lands; Ctrl-C ends it."""
    from cli.show import show_report
    from flows.lines import Lines
    from flows.progress import heard_by
    from flows.watch import watch as stay

    settings = _settings(obj)
    with heard_by(Lines(settings.log_format)):
        stay(settings, obj["home"], show_report)


@cli.command()
@click.argument("names", nargs=-1)
@click.pass_obj
def retry(obj: dict[str, Any], names: tuple[str, ...]) -> None:
    """Try again what is in quarantine: all of it (also: all), or the files named."""
    from cli.show import show_pass
    from flows.ingest import Order, run_pass

    settings = _existing_home(obj)
    order = Order(flow="retry", quarantined=() if names == ("all",) else names)
    sys.exit(show_pass(lambda: run_pass(settings, order)))


@cli.command()
@click.argument("names", nargs=-1, required=True)
@click.pass_obj
def dismiss(obj: dict[str, Any], names: tuple[str, ...]) -> None:
    """Never mind files in quarantine: they stay there and are not asked about again."""
    from tasks.quarantine import dismiss as close

    for file in close(_existing_home(obj), names):
        click.echo(f"{file.file_name} is dismissed.")


@cli.command()
@click.option("--tables", is_flag=True, help="Count the rows of every table, and list the newest meetings.")
@click.option(
    "--json", "as_json", is_flag=True, help="For a monitoring program; docs/health.md has the keys."
)
@click.pass_obj
def status(obj: dict[str, Any], tables: bool, as_json: bool) -> None:
    """Show what is loaded, what waits, what is in quarantine and why, and what to do next.

    Exit status: 0 healthy; 1 something needs a person; 2 the call is wrong or there is no home; 3 broken:
    `referat doctor` says what is off.
    """
    from cli.status import show_status

    sys.exit(show_status(_settings(obj), with_tables=tables, as_json=as_json))


cli.add_command(doctor)
cli.add_command(explain)
cli.add_command(export)
cli.add_command(report)
cli.add_command(forget)
cli.add_command(sql)
cli.add_command(serve)
cli.add_command(standing)


def main() -> NoReturn:
    """Run the program, and turn how it ended into an exit status and one plain line."""
    try:
        outcome = cli.main(standalone_mode=False)
        sys.exit(outcome if isinstance(outcome, int) else 0)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_stopped())
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        from schemas.errors import is_interruption

        sys.exit(_stopped() if is_interruption(error) else _fail(error))


def _stopped() -> int:
    """Say that Ctrl-C was heard; give the exit status."""
    told = " What was loaded is kept, the rest waits for the next run." if _is_pass() else ""
    _say_last(f"Stopped.{told}", f"Stopped.{told}")
    return EXIT_INTERRUPTED


def _is_pass() -> bool:
    """Say whether the command that was called loads anything."""
    return any(name in sys.argv for name in ("ingest", "watch", "nightly", "backfill", "retry", "serve"))


def _fail(error: Exception) -> int:
    """Say in one line what went wrong; give the exit status."""
    if "--debug" in sys.argv:
        raise error
    from schemas.errors import ReferatError

    message = str(error) if isinstance(error, ReferatError) else f"{type(error).__name__}: {error}"
    _say_last(f"referat: {message}", f"error: {message}")
    return getattr(error, "exit_status", 3)


def _say_last(for_people: str, for_logs: str) -> None:
    """Say how it ended as all that a run says: one line, no CPR number in it, JSON where logs want it."""
    from flows.lines import Lines
    from schemas.errors import ReferatError
    from schemas.settings import LogFormat, settings_for

    try:
        log_format = settings_for().log_format
    except ReferatError:  # it is the settings that are wrong
        log_format = LogFormat.TEXT
    line = for_logs if log_format is LogFormat.JSON else for_people
    Lines(log_format).say(" ".join(line.split()))


def _run(flow: Callable[..., RunReport], **parameters: object) -> NoReturn:
    """Run a flow before people's eyes and end with the exit status of its report."""
    from cli.show import show_pass
    from flows.run import run

    sys.exit(show_pass(lambda: run(flow, **parameters)))


def _settings(obj: dict[str, Any]) -> Settings:
    from schemas.settings import settings_for

    return settings_for(obj["home"])


def _existing_home(obj: dict[str, Any]) -> Settings:
    """Give the settings; raise `HomeMissing` where there is no warehouse to work on."""
    from schemas.errors import HomeMissing

    settings = _settings(obj)
    if not settings.work.is_dir():
        raise HomeMissing(f"there is no warehouse in {settings.home}: `referat ingest` makes one")
    return settings
