"""`referat export`: the whole warehouse as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("export"))
@click.option("--format", "kind", type=click.Choice(("parquet", "csv")), default="parquet", show_default=True)
@click.option("--views", is_flag=True, help="Write the views for reporting as well.")
@click.pass_obj
def export(obj: dict[str, Any], folder: Path, kind: str, views: bool) -> None:
    """Write all tables into FOLDER (else `export`): as a whole, or not at all.

    Parquet is partitioned by the year of the meeting; CSV is what a Danish Excel opens right. Beside the
    tables lie data-dictionary.csv, which says what every column means, and SHA256SUMS.
    """
    from cli.show import show_rows
    from schemas.settings import settings_for
    from warehouse.export import export as write

    exported = write(settings_for(obj["home"]), folder, kind=kind, with_views=views)
    show_rows(("table", "rows"), list(exported.rows.items()), right=("rows",))
    click.echo(f"Written to {exported.folder}.")
