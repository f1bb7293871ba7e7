"""The night's pass: what the day left in the drop folder, and what could not be read before."""

from __future__ import annotations

from flows.ingest import Order, run_pass
from flows.report import report_after
from schemas.document import RunReport
from schemas.settings import settings_for
from schemas.terms import DocumentStatus


def nightly(home: str | None = None) -> RunReport:
    """Sweep the drop folder, try again what is in quarantine, and write the pages.

    What is refused as before is no news: it is not in the report.

    Args:
        home: The home folder; none for REFERAT_HOME.

    """
    settings = settings_for(home)
    order = Order(
        flow="nightly",
        paths=(settings.inbox,),
        quarantined=(),
        always_publish=True,
    )
    report = run_pass(settings, order)
    report_after(settings)
    news = [r for r in report.results if r.is_new or r.status is not DocumentStatus.QUARANTINED]
    return report.model_copy(update={"results": tuple(news)})
