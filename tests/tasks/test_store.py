import json
import os
import time
from datetime import date
from pathlib import Path

import pytest

from schemas.document import ParsedDocument, RefusedDocument, SourceFile
from schemas.errors import UsageError
from schemas.minutes import Minutes
from schemas.settings import Settings
from schemas.terms import DocumentKind, Stage
from tasks.discover import discover, identify
from tasks.store import (
    Placement,
    Placer,
    files_in_quarantine,
    keep,
    prepare_home,
    put_away,
    slug,
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    home = Settings(home=tmp_path / "home")
    prepare_home(home)
    return home


def drop(
    settings: Settings, name: str, content: bytes = b"content", folder: Path | None = None
) -> SourceFile:
    path = (folder or settings.inbox) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (time.time() - 60,) * 2)
    (source,) = identify(discover(settings, [path]).files).sources
    return source


def parsed(source: SourceFile, municipality: str | None = "Sorø Kommune") -> ParsedDocument:
    return ParsedDocument(
        source=source,
        media_type="application/pdf",
        page_count=1,
        extractor="pdfplumber",
        parser_version="1",
        municipality=municipality,
        minutes=Minutes(
            document_kind=DocumentKind.REFERAT,
            body="Direktionen",
            meeting_date=date(2021, 5, 31),
            text_sha256="0" * 64,
            text_accounted=1.0,
            layout="test",
        ),
    )


def refused(source: SourceFile) -> RefusedDocument:
    return RefusedDocument(
        source=source, stage=Stage.READ, error_code="broken", message="cut off", remedy="get it again", page=3
    )


def settle(settings: Settings, placement: Placement) -> str | None:
    """Keep an original and put it away, as a run does before and after its rows are published."""
    return keep(settings, placement) or next(iter(put_away(settings, [placement])), None)


def place(settings: Settings, *outcomes, taken=(), known=None, **options) -> list[Placement]:
    def below(folder):
        return {path for path in taken if path.startswith(f"{folder}/")}

    return Placer(settings, below, **options).place(outcomes, known or {})


def settle_all(settings: Settings, *outcomes) -> None:
    for placement in place(settings, *outcomes):
        assert settle(settings, placement) is None


def test_an_original_goes_to_municipality_and_year(settings):
    source = drop(settings, "a.pdf")
    (placement,) = place(settings, parsed(source))
    assert placement.stored_path == "archive/soroe-kommune/2021/a.pdf"
    assert settle(settings, placement) is None
    assert (settings.home / placement.stored_path).read_bytes() == b"content"
    assert not source.path.exists()


def test_minutes_of_an_unknown_municipality_have_a_folder_too(settings):
    (placement,) = place(settings, parsed(drop(settings, "a.pdf"), municipality=None))
    assert placement.stored_path == "archive/ukendt-kommune/2021/a.pdf"


def test_no_name_is_given_twice(settings):
    sources = [drop(settings, f"{n}/A.pdf" if n else "a.pdf", bytes([n])) for n in range(3)]
    first, second, third = place(settings, *map(parsed, sources), taken={"archive/soroe-kommune/2021/a.PDF"})
    names = [p.stored_path.rpartition("/")[2] for p in (first, second, third)]
    marks = [source.document_id[:8] for source in sources]
    assert names == [f"a-{marks[0]}.pdf", f"A-{marks[1]}.pdf", f"A-{marks[2]}.pdf"]


def test_no_file_is_overwritten(settings):
    other = settings.archive / "soroe-kommune" / "2021" / "a.pdf"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"somebody else's")
    source = drop(settings, "a.pdf")
    (placement,) = place(settings, parsed(source))
    settle(settings, placement)
    assert other.read_bytes() == b"somebody else's"
    assert placement.stored_path.endswith(f"a-{source.document_id[:8]}.pdf")
    stolen = Placement(drop(settings, "b.pdf"), "archive/soroe-kommune/2021/a.pdf")
    assert "other bytes" in (settle(settings, stolen) or "")
    assert stolen.source.path.exists()


def test_the_copy_that_a_crash_left_is_used(settings):
    source = drop(settings, "a.pdf", folder=settings.home.parent / "years")
    (placement,) = place(settings, parsed(source))
    settle(settings, placement)
    assert place(settings, parsed(source)) == [placement]


def test_a_file_outside_the_inbox_is_copied_and_stays(settings, tmp_path):
    source = drop(settings, "a.pdf", folder=tmp_path / "years")
    (placement,) = place(settings, parsed(source))
    settle(settings, placement)
    assert source.path.read_bytes() == (settings.home / placement.stored_path).read_bytes()
    assert not list(settings.archive.rglob("*.part"))


def test_a_file_that_keeps_its_place_is_not_touched(settings, tmp_path):
    source = drop(settings, "a.pdf", folder=tmp_path / "years")
    (placement,) = place(settings, parsed(source), keep_in_place=True)
    assert placement.stored_path == str(source.path)
    assert settle(settings, placement) is None
    assert source.path.exists()
    assert not list(settings.archive.iterdir())


def test_a_file_named_in_the_archive_stays_there(settings):
    source = drop(settings, "old/a.pdf", folder=settings.archive)
    (placement,) = place(settings, parsed(source))
    assert placement.stored_path == "archive/old/a.pdf"
    assert settle(settings, placement) is None
    assert source.path.exists()


def test_settling_twice_is_settling_once(settings):
    (placement,) = place(settings, refused(drop(settings, "a.pdf")))
    settle(settings, placement)
    before = sorted(p.name for p in settings.quarantine.iterdir())
    settle(settings, placement)
    assert sorted(p.name for p in settings.quarantine.iterdir()) == before == ["a.pdf", "a.pdf.json"]


def test_a_loaded_file_that_lies_in_the_inbox_again_goes(settings):
    (placement,) = place(settings, parsed(drop(settings, "a.pdf")))
    settle(settings, placement)
    again = drop(settings, "again.pdf")
    assert settle(settings, Placement(again, placement.stored_path)) is None
    assert not again.path.exists()


def test_a_move_that_a_crash_left_undone_is_finished(settings):
    source = drop(settings, "a.pdf")
    assert settle(settings, Placement(source, "archive/soroe-kommune/2021/a.pdf")) is None
    assert (settings.archive / "soroe-kommune/2021/a.pdf").exists()


def test_a_reason_lies_beside_a_refused_file(settings):
    source = drop(settings, "2021/a.pdf")
    settle_all(settings, refused(source))
    reason = json.loads((settings.quarantine / "a.pdf.json").read_text(encoding="utf-8"))
    assert reason.pop("quarantined_at")
    assert reason == {
        "code": "broken",
        "stage": "read",
        "page": 3,
        "message": "cut off",
        "remedy": "get it again",
        "file_name": "a.pdf",
        "relative_path": "2021/a.pdf",
        "source_path": str(source.path),
        "document_id": source.document_id,
    }
    assert (settings.quarantine / "a.pdf").exists()


def test_a_refused_file_is_not_mistaken_for_a_reason(settings):
    first, second = drop(settings, "a.pdf", b"1"), drop(settings, "a.pdf.json", b"2")
    settle_all(settings, refused(first), refused(second))
    third = drop(settings, "a.pdf.json", b"3")
    settle_all(settings, refused(third))
    contents = {p.read_bytes() for p in settings.quarantine.iterdir()}
    assert {b"1", b"2", b"3"} < contents
    assert len(contents) == 6


def test_a_file_that_loads_after_all_leaves_quarantine(settings):
    source = drop(settings, "a.pdf")
    (placement,) = place(settings, refused(source))
    settle(settings, placement)
    (again,) = identify(discover(settings, [settings.quarantine / "a.pdf"]).files).sources
    (placement,) = place(settings, parsed(again), known={again.document_id: placement.stored_path})
    settle(settings, placement)
    assert list(settings.quarantine.iterdir()) == []
    assert (settings.archive / "soroe-kommune/2021/a.pdf").exists()


def test_a_reason_whose_file_has_gone_goes_and_a_refused_file_that_looks_like_one_stays(settings):
    gone, like_a_reason = drop(settings, "a.pdf", b"1"), drop(settings, "b.pdf.json", b'{"document_id": "x"}')
    settle_all(settings, refused(gone), refused(like_a_reason))
    (settings.quarantine / "a.pdf").unlink()
    (settings.quarantine / "note.json").write_text("{}")
    put_away(settings, [])
    assert sorted(p.name for p in settings.quarantine.iterdir()) == [
        "b.pdf.json",
        "b.pdf.json.json",
        "note.json",
    ]
    assert [p.name for p in files_in_quarantine(settings)] == ["b.pdf.json", "note.json"]


def test_a_reason_that_a_crash_left_alone_does_not_cost_the_file_its_name(settings):
    source = drop(settings, "a.pdf", folder=settings.home.parent / "years")
    (placement,) = place(settings, refused(source))
    settle(settings, placement)
    (settings.home / placement.stored_path).unlink()
    assert place(settings, refused(source)) == [placement]


def test_what_was_read_is_kept_whatever_becomes_of_the_file_before_it_is_put_away(settings):
    source = drop(settings, "a.pdf")
    (placement,) = place(settings, parsed(source))
    assert keep(settings, placement) is None
    assert source.path.exists()
    source.path.write_bytes(b"a new version")
    (complaint,) = put_away(settings, [placement])
    assert "another has taken its place" in complaint
    assert source.path.read_bytes() == b"a new version"
    assert (settings.home / placement.stored_path).read_bytes() == b"content"
    source.path.unlink()
    assert put_away(settings, [placement]) == []


def test_a_file_that_is_replaced_at_the_moment_it_is_put_away_is_not_lost(settings, monkeypatch):
    source = drop(settings, "a.pdf")
    (placement,) = place(settings, parsed(source))
    keep(settings, placement)
    rename = Path.rename

    def while_another_comes(path, target):
        rename(path, target)
        path.write_bytes(b"a third")

    def after_another_came(path, target):
        path.write_bytes(b"a second")
        while_another_comes(path, target)

    for coming, left in (
        (while_another_comes, {b"a third"}),
        (after_another_came, {b"a second", b"a third"}),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(Path, "rename", coming)
            put_away(settings, [placement])
        assert {path.read_bytes() for path in settings.inbox.iterdir()} == left
        source.path.write_bytes(b"content")


def test_a_file_that_was_about_to_be_removed_when_its_run_was_killed_goes_with_the_next(settings):
    source = drop(settings, "a.pdf")
    (placement,) = place(settings, parsed(source))
    keep(settings, placement)
    aside = settings.inbox / f"{source.document_id}.pdf"
    source.path.rename(aside)
    (found,) = identify(discover(settings, [settings.inbox]).files).sources
    assert put_away(settings, [Placement(found, placement.stored_path)]) == []
    assert list(settings.inbox.iterdir()) == []


def test_a_copy_has_the_date_of_its_original_and_not_what_others_might_do_to_it(settings):
    source = drop(settings, "a.pdf")
    source.path.chmod(0o666)
    (placement,) = place(settings, parsed(source))
    settle(settings, placement)
    (again,) = identify(discover(settings, [settings.home / placement.stored_path]).files).sources
    assert again.modified_at == source.modified_at
    assert not (settings.home / placement.stored_path).stat().st_mode & 0o022


def test_the_same_refused_file_again_is_no_second_copy(settings):
    (placement,) = place(settings, refused(drop(settings, "a.pdf")))
    settle(settings, placement)
    again = drop(settings, "b.pdf")
    known = {again.document_id: placement.stored_path}
    settle(settings, place(settings, refused(again), known=known)[0])
    assert sorted(p.name for p in settings.quarantine.iterdir()) == ["a.pdf", "a.pdf.json"]
    assert not again.path.exists()


def test_a_file_that_changed_since_it_was_read_is_not_moved(settings):
    source = drop(settings, "a.pdf")
    (placement,) = place(settings, parsed(source))
    source.path.write_bytes(b"a new version")
    assert "changed" in (settle(settings, placement) or "")
    assert source.path.exists()


@pytest.mark.parametrize(
    "name", ["linje\nto.pdf", "x" * 250 + ".pdf", "å" * 120 + ".pdf", "x" * 255, "...pdf"]
)
def test_odd_names_are_stored_under_a_name_that_every_disk_takes(settings, name):
    if name.startswith("."):
        name = "a" + name
    source = drop(settings, name)
    (placement,) = place(settings, refused(source))
    assert settle(settings, placement) is None
    stored = (settings.home / placement.stored_path).name
    assert stored.isprintable()
    assert len(stored.encode()) <= 200
    assert (settings.home / placement.stored_path).read_bytes() == b"content"


def test_nothing_is_written_through_a_link_out_of_the_home(settings, tmp_path):
    (tmp_path / "outside").mkdir()
    (settings.archive / "soroe-kommune").symlink_to(tmp_path / "outside")
    source = drop(settings, "a.pdf")
    with pytest.raises(UsageError, match="leads out of the home"):
        settle(settings, place(settings, parsed(source))[0])
    assert source.path.exists()
    assert list((tmp_path / "outside").iterdir()) == []


def test_an_archive_that_leads_out_of_the_home_is_refused_at_once(tmp_path):
    settings = Settings(home=tmp_path / "home")
    settings.home.mkdir()
    (tmp_path / "outside").mkdir()
    settings.archive.symlink_to(tmp_path / "outside")
    with pytest.raises(UsageError):
        prepare_home(settings)


@pytest.mark.parametrize(
    ("name", "folded"),
    [("Sorø Kommune", "soroe-kommune"), ("Region Sjælland", "region-sjaelland"), ("../..", "ukendt")],
)
def test_a_slug_is_a_plain_folder_name(name, folded):
    assert slug(name) == folded
