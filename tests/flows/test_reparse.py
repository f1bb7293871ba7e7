"""A new parser over all that is loaded needs no PDF, and says what it changes before it does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import tasks.parse
from flows.ingest import ingest
from flows.reparse import rehearse_reparse, reparse
from schemas.minutes import Minutes
from schemas.page import DocumentPages
from schemas.settings import Settings
from tasks.kept_pages import path_of
from tests.flows.homes import contents, drop_minutes, make_home, query

NAMES = ("2021-03-15_direktionen.pdf", "2022-01-17_direktionen.md", "2021-06-07_direktionen_rettet.pdf")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.delenv("REFERAT_MUNICIPALITY", raising=False)
    settings = make_home(tmp_path)
    drop_minutes(settings, *NAMES)
    assert ingest(home=str(settings.home)).exit_status == 0
    return settings


@pytest.fixture
def later_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that prints places in capitals and knows no case numbers."""
    real = tasks.parse.parse

    def parse(pages: DocumentPages) -> Minutes:
        minutes = real(pages)
        items = tuple(item.model_copy(update={"case_number": None}) for item in minutes.items)
        return minutes.model_copy(update={"place": (minutes.place or "").upper(), "items": items})

    monkeypatch.setattr(tasks.parse, "parse", parse)
    monkeypatch.setattr(tasks.parse, "PARSER_VERSION", "later")


def test_workers_parse_what_one_process_parses(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    march, june = (
        query(home, f"SELECT document_id FROM documents WHERE file_name = '{n}'")[0][0]
        for n in (NAMES[0], NAMES[2])
    )
    shutil.copyfile(path_of(home, march), path_of(home, june))  # as if the pages had been read so
    alone = rehearse_reparse(home=str(home.home))
    assert (alone.documents, alone.changed) == (3, 1)
    monkeypatch.setenv("REFERAT_WORKERS", "2")
    assert rehearse_reparse(home=str(home.home)) == alone
    assert reparse(home=str(home.home)) == alone
    assert query(home, "SELECT count(*) FROM meetings") == [(2,)]


def test_the_same_parser_changes_nothing_though_every_original_is_gone(home: Settings) -> None:
    before = contents(home)
    shutil.rmtree(home.archive)
    came = reparse(home=str(home.home))
    assert (came.documents, came.changed, came.refused, came.gone, came.fields) == (3, 0, (), 0, ())
    assert contents(home) == before


def test_a_rehearsal_tells_the_fields_and_writes_nothing(home: Settings, later_parser: None) -> None:
    before = {path: path.stat().st_mtime_ns for path in home.home.rglob("*") if path.is_file()}
    came = rehearse_reparse(home=str(home.home))
    assert {"place", "case_number"} == {change.field for change in came.fields}
    assert (came.documents, came.changed) == (3, 3)
    assert {path: path.stat().st_mtime_ns for path in home.home.rglob("*") if path.is_file()} == before


def test_what_the_rehearsal_told_is_what_happens(home: Settings, later_parser: None) -> None:
    assert rehearse_reparse(home=str(home.home)) == reparse(home=str(home.home))
    assert query(home, "SELECT DISTINCT parser_version FROM documents") == [("later",)]
    assert query(home, "SELECT count(case_number) FROM agenda_items") == [(0,)]
    assert reparse(home=str(home.home)).fields == ()


def test_only_documents_from_the_named_folder_are_parsed_again(home: Settings) -> None:
    assert reparse([str(home.archive / "noerrestrand-kommune" / "2022")], str(home.home)).documents == 1
    assert reparse([str(home.home / "elsewhere")], str(home.home)).documents == 0


def test_without_kept_pages_the_original_is_read(home: Settings, later_parser: None) -> None:
    shutil.rmtree(home.pages)
    assert reparse(home=str(home.home)).changed == 3
    assert len([path for path in home.pages.rglob("*") if path.is_file()]) == 3


def test_what_has_neither_pages_nor_original_stays(home: Settings) -> None:
    before = contents(home)
    shutil.rmtree(home.pages)
    shutil.rmtree(home.archive)
    assert reparse(home=str(home.home)).gone == 3
    assert contents(home) == before


def test_a_refusal_by_a_later_parser_leaves_the_rows(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(home)
    monkeypatch.setattr(tasks.parse, "parse", lambda pages: [][0])
    assert len(reparse(home=str(home.home)).refused) == 3
    assert contents(home) == before
