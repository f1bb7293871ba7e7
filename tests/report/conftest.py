"""A home with the repo's samples and one hostile meeting, its pages, and a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows.ingest import Order, run_pass
from report.site import write_report
from schemas.settings import Settings
from tasks.store import prepare_home
from tests import factory
from tests.flows.homes import MINUTES, REFUSED, drop, drop_minutes, samples
from warehouse.store import Warehouse

HOSTILE = '</title><script>document.title = "taken"</script><img src=x onerror=alert(1)> & "citat"'
HOSTILE_DAY = date(2023, 3, 1)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def ingest_samples(folder: Path, *names: str) -> Settings:
    """Make a home with samples in it, read in this process."""
    settings = Settings(home=folder / "home", workers=0)
    prepare_home(settings)
    drop_minutes(settings, *names)
    run_pass(settings, Order(paths=(settings.inbox,)))
    return settings


def load(settings: Settings, *documents: object) -> None:
    """Load documents that were made up, and publish."""
    with Warehouse.writer(settings, flow="test") as warehouse:
        warehouse.begin_run()
        warehouse.load(list(documents), stored_paths={})
        warehouse.publish()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give a home with all samples, two refused files and a meeting that is out for mischief."""
    settings = ingest_samples(tmp_path_factory.mktemp("report"), *samples())
    for name in ("tom.pdf", "faktura.pdf"):
        drop(REFUSED / name, settings.inbox / name)
    run_pass(settings, Order(paths=(settings.inbox,)))
    odd = factory.decided(HOSTILE, HOSTILE, case_number="12/27845 <b>")
    twice = [
        factory.item("Samme nummer", "En.", number="7"),
        factory.item("Samme nummer igen", "To.", number="7"),
    ]
    mute = factory.item("Uden nummer", "Tre.")
    minutes = factory.minutes(odd, *twice, mute, body="Økonomiudvalget", meeting_date=HOSTILE_DAY)
    load(settings, factory.parsed(minutes, "ond <&> fil.pdf", municipality=MINUTES.name))
    write_report(settings)
    return settings


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give a home with something in every table, small enough to be written many times."""
    names = (
        "2021-06-07_direktionen.pdf", "2021-06-07_direktionen_rettet.pdf", "2022-02-08_oekonomiudvalget.pdf",
        "2023-01-25_kommunalbestyrelsen.pdf",
    )  # fmt: skip
    settings = ingest_samples(tmp_path_factory.mktemp("few"), *names)
    drop(REFUSED / "tom.pdf", settings.inbox / "tom.pdf")
    run_pass(settings, Order(paths=(settings.inbox,)))
    with duckdb.connect(str(settings.published)) as connection:
        # What these samples happen not to print.
        connection.execute(
            "INSERT OR IGNORE INTO votes SELECT item_id, 1, 'A', 'imod', 2 FROM agenda_items; "
            "INSERT OR IGNORE INTO item_attendance "
            "SELECT item_id, 1, 'Bo', NULL, 'inhabil', NULL FROM agenda_items; "
            "INSERT OR IGNORE INTO findings "
            "SELECT document_id, 99, NULL, 'info', 'ocr', 'Read.', 1 FROM documents"
        )
    write_report(settings)
    return settings


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """Start the system's Chromium, headless."""
    if CHROMIUM is None:
        pytest.skip("no chromium is installed: the pages cannot be looked at in a browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
