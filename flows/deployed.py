"""The flows as Prefect knows them: what `prefect.yaml` deploys, and what a recorded call runs.

Importing this imports Prefect, which takes seconds.
"""

from __future__ import annotations

from prefect import flow

from flows import backfill as _backfill
from flows import ingest as _ingest
from flows import nightly as _nightly

ingest = flow(name="ingest", persist_result=False)(_ingest.ingest)
nightly = flow(name="nightly", persist_result=False)(_nightly.nightly)
backfill = flow(name="backfill", persist_result=False)(_backfill.backfill)
