"""What a recorded run leaves for people in Prefect: a page of prose and a table of files."""

from __future__ import annotations

from flows.recorder import answers, api_url
from flows.step import is_recorded
from schemas.document import FileResult, RunReport
from schemas.terms import DocumentStatus

# Prefect shows a table whole; the ledger in the warehouse has all of a large run.
MAX_ROWS = 500


def write_artifacts(report: RunReport) -> None:
    """Say in Prefect what was loaded, skipped and refused; nothing outside a recorded run.

    A run whose recorder fails now has done its work: the failure is logged and no more.
    """
    url = api_url() if is_recorded() else None
    if url is None or not answers(url):
        return
    from prefect.artifacts import create_markdown_artifact, create_table_artifact
    from prefect.logging import get_run_logger

    try:
        create_markdown_artifact(markdown(report), key="ingest-summary", description="What this run did")
        create_table_artifact(rows(report), key="ingest-files", description="What became of each file")
    except Exception as error:
        get_run_logger().warning("the artifacts of this run could not be written: %s", error)


def markdown(report: RunReport) -> str:
    """Say in Markdown what a run loaded, skipped and refused."""
    seconds = (report.finished_at - report.started_at).total_seconds()
    lines = [
        f"# {report.flow}: {len(report.results)} files in {seconds:.1f} s",
        "",
        *(f"- {count} {what}" for what, count in summary(report).items() if count),
        "",
        "Readers see the new rows." if report.is_published else "Nothing new to publish.",
    ]
    if report.failure:
        lines += ["", f"**The pass failed:** {_plain(report.failure)}"]
    if report.matters:
        lines += ["", "## To look at", "", *(f"- {_plain(matter)}" for matter in report.matters)]
    refused = [result for result in report.results if result.status is DocumentStatus.QUARANTINED]
    if refused:
        lines += ["", "## In quarantine", ""]
        lines += [f"- `{_plain(r.relative_path)}`: {r.error_code}. {r.reason}" for r in refused[:MAX_ROWS]]
    return "\n".join(lines)


def closing_line(report: RunReport) -> str:
    """Say in one line what a run came to."""
    seconds = (report.finished_at - report.started_at).total_seconds()
    counts = ", ".join(f"{count} {what}" for what, count in summary(report).items() if count)
    return f"{report.flow}: {counts or 'nothing new'} ({seconds:.1f} s)."


def summary(report: RunReport) -> dict[str, int]:
    """Count files by what became of them, in the words of the closing line."""
    return {
        "loaded": report.count(DocumentStatus.CURRENT),
        "superseded by a later version": report.count(DocumentStatus.SUPERSEDED),
        "with the text of another file": report.count(DocumentStatus.DUPLICATE),
        "refused": sum(r.status is DocumentStatus.QUARANTINED for r in report.results),
        "skipped, loaded before": sum(
            not r.is_new and r.status is not DocumentStatus.QUARANTINED for r in report.results
        ),
    }


def rows(report: RunReport) -> list[dict[str, str | int | None]]:
    """Give the closing table as rows."""
    return [_row(result) for result in report.results[:MAX_ROWS]]


def _row(result: FileResult) -> dict[str, str | int | None]:
    return {
        "file": _plain(result.relative_path),
        "meeting": result.meeting,
        "items": result.items,
        "status": result.status.value,
        "reason": result.reason,
    }


def _plain(name: str) -> str:
    return "".join(c if c.isprintable() and c != "`" else "�" for c in name)
