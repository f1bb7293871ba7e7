"""The flows as Prefect knows them: what `prefect.yaml` deploys, and what a recorded call runs.

Importing this imports Prefect, which takes seconds.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from prefect import flow

from flows import backfill as _backfill
from flows import ingest as _ingest
from flows import nightly as _nightly
from flows import pages as _pages
from flows import reparse as _reparse
from schemas.document import RunReport
from schemas.errors import FilesRefused

ingest = flow(name="ingest", persist_result=False)(_ingest.ingest)


def _red_where_refused(function: Callable[..., RunReport]) -> Callable[..., RunReport]:
    """Let a run that refused files end red once all is done; a night is looked at by its colour."""

    @functools.wraps(function)
    def call(*args: object, **kwargs: object) -> RunReport:
        report = function(*args, **kwargs)
        if report.exit_status:
            raise FilesRefused("Files were refused: the artifact of this run says which, and why.")
        return report

    return call


nightly = flow(name="nightly", persist_result=False)(_red_where_refused(_nightly.nightly))
backfill = flow(name="backfill", persist_result=False)(_backfill.backfill)
report = flow(name="report", persist_result=False)(_pages.report)
reparse = flow(name="reparse", persist_result=False)(_reparse.reparse)
