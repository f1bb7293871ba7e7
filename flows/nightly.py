"""The night's pass: what the day left in the drop folder, what may be read by now, and what to look at."""

from __future__ import annotations

from flows.ingest import Order, do_pass, leave_report
from flows.pages import report_after
from flows.step import step
from schemas.document import RunReport
from schemas.errors import RunFailed
from schemas.settings import Settings, settings_for
from schemas.terms import DocumentStatus
from warehouse.checks import matters
from warehouse.reader import open_published


def nightly(home: str | None = None) -> RunReport:
    """Sweep the drop folder, try again what may have passed, publish, write the pages, check, and report.

    What is refused as before is no news: it is not in the report. A pass that fails is raised after the
    checks are made and reported.

    Args:
        home: The home folder; none for REFERAT_HOME.

    """
    settings = settings_for(home)
    order = Order(flow="nightly", paths=(settings.inbox,), takes_up_due=True, always_publish=True)
    failure = None
    try:
        report = do_pass(settings, order)
    except RunFailed as error:
        failure, report = error, RunReport.of_failed("nightly", error)
    report_after(settings)
    news = [r for r in report.results if r.is_new or r.status is not DocumentStatus.QUARANTINED]
    report = report.model_copy(update={"results": tuple(news), "matters": step(look_over)(settings)})
    leave_report(report)
    if failure is not None:
        raise failure
    return report


def look_over(settings: Settings) -> tuple[str, ...]:
    """Say what in the published warehouse a person should look at; nothing where there is none yet."""
    if not settings.published.is_file():
        return ()
    with open_published(settings) as connection:
        return matters(connection)
