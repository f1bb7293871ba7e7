"""The flows as Prefect knows them: what `prefect.yaml` deploys, and what a recorded call runs.

Importing this imports Prefect, which takes seconds.
"""

from __future__ import annotations

from prefect import flow

from flows import backfill as _backfill
from flows import ingest as _ingest
from flows import nightly as _nightly
from flows import report as _report
from flows.watch import watch as _stay
from schemas.settings import settings_for

ingest = flow(name="ingest", persist_result=False)(_ingest.ingest)
nightly = flow(name="nightly", persist_result=False)(_nightly.nightly)
backfill = flow(name="backfill", persist_result=False)(_backfill.backfill)
report = flow(name="report", persist_result=False)(_report.report)


@flow(name="watch", persist_result=False)
def watch(home: str | None = None) -> None:
    """Stay, and ingest what lands in the drop folder as it lands; each pass is a flow run of its own.

    Args:
        home: The home folder; none for REFERAT_HOME.

    """
    _stay(settings_for(home), home, show=lambda report: None)
