"""With the warehouse lost, the originals and the files of corrections give the same rows."""

import shutil

import pytest

from flows.backfill import backfill
from flows.ingest import ingest
from tests.flows.homes import REFUSED, contents, drop, drop_minutes, make_home, samples
from warehouse.standing import merge

CORRECTED = ("eventuelt", "meddelelser")


@pytest.fixture
def settings(tmp_path):
    settings = make_home(tmp_path)
    drop_minutes(settings, *samples())
    drop(REFUSED / "ødelagt.pdf", settings.inbox / "ødelagt.pdf")
    ingest(home=str(settings.home))
    merge(settings, *CORRECTED)
    return settings


def test_a_lost_warehouse_is_made_anew_from_the_originals_and_the_corrections(settings):
    before = contents(settings)
    assert not [row for row in before["standing_items"] if row[0] == CORRECTED[0]]
    settings.published.unlink()
    shutil.rmtree(settings.work)
    backfill([str(settings.archive)], home=str(settings.home))
    ingest(home=str(settings.home))
    assert contents(settings) == before


def test_a_lost_private_file_is_made_anew_from_the_published_one(settings):
    before = contents(settings)
    shutil.rmtree(settings.work)
    ingest(home=str(settings.home))
    assert contents(settings) == before


def test_a_municipality_that_only_a_folder_or_a_setting_named_is_found_again(tmp_path, monkeypatch):
    settings = make_home(tmp_path)
    source = settings.home.parent / "a.txt"
    source.write_text("REFERAT Direktionen d. 10-05-2021\n\nPunkt 1: Eventuelt\n\nBeslutning\n\nIntet.\n")
    drop(source, settings.inbox / "Sorø Kommune" / "a.txt")
    with monkeypatch.context() as patched:
        patched.setenv("REFERAT_MUNICIPALITY", "Kalundborg Kommune")
        source.write_text(source.read_text().replace("10-05", "11-05"))
        drop(source, settings.inbox / "b.txt")
        ingest(home=str(settings.home))
    before = contents(settings)
    assert [row[1] for row in before["meetings"]] == ["Kalundborg Kommune", "Sorø Kommune"]
    settings.published.unlink()
    shutil.rmtree(settings.work)
    backfill([str(settings.archive)], home=str(settings.home))
    assert contents(settings) == before
