"""What people see of `referat backfill --reparse`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cli.show import output, plain, progress_for_people, show_rows
from flows.progress import heard_by
from flows.reparse import rehearse_reparse, reparse
from flows.run import run


def show_reparse(paths: Sequence[Path], home: str | None, *, is_rehearsed: bool) -> int:
    """Parse once more, print which fields of how many meetings are another, and give the exit status."""
    named = [str(path) for path in paths]
    with progress_for_people() as listener, heard_by(listener):
        came = rehearse_reparse(named, home) if is_rehearsed else run(reparse, paths=named, home=home)
    if came.fields:
        lines = [(change.field, change.meetings, change.values) for change in came.fields]
        show_rows(("field", "documents", "values"), lines, right=("documents", "values"))
    for one in came.refused:
        output().print(plain(f"{one.source.file_name}: {one.error_code}: {one.message} Its rows stay."))
    if came.gone:
        output().print(f"{came.gone} without kept pages, whose originals are gone: they stay as they are.")
    would = "would be" if is_rehearsed else "are"
    ending = " Nothing was written." if is_rehearsed else ""
    output().print(f"{came.documents} read again; {came.changed} {would} another.{ending}", soft_wrap=True)
    return int(bool(came.refused))
