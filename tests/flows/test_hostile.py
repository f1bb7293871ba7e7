"""The hostile set: names, links and contents that people should be able to drop without harm."""

import json
import os

import pytest

from flows.ingest import ingest
from flows.nightly import nightly
from flows.progress import heard_by
from tasks.doctor import examine
from tests.flows.homes import MINUTES, REFUSED, drop, files, make_home, query, samples
from tests.flows.listener import Heard

CPR = "010190-1234"
OTHER_CPR = "020290 5678"
NAMES = {
    "a newline": "linje\nto.pdf",
    "control characters": "\x1b[31m\x07\x7f.pdf",
    "a right-to-left mark": "referat\u202efdp.exe.pdf",
    "dots that lead out": "a..\\..\\etc\\passwd.pdf",
    "255 bytes": "x" * 251 + ".pdf",
    "letters of two bytes": "å" * 125 + ".pdf",
    "no UTF-8": os.fsdecode(b"m\xf8de.pdf"),
    "markup": "[bold]<b>'; DROP TABLE documents; --.pdf",
    "a spreadsheet's formula": "=cmd|' /C calc'!A0.pdf",
    "a reserved word": "CON.pdf",
    "a CPR number": f"ansøgning {CPR}.pdf",
    "another CPR number": f"ansøgning {OTHER_CPR}.pdf",
}


@pytest.fixture
def settings(tmp_path):
    return make_home(tmp_path)


def everything_outside(settings):
    return {
        path: path.stat().st_mtime_ns
        for path in settings.home.parent.rglob("*")
        if settings.home not in (path, *path.parents) and path.is_file()
    }


def test_no_name_does_harm_and_every_file_is_loaded(settings):
    outside = drop(REFUSED / "tom.pdf", settings.home.parent / "outside" / "x.pdf")
    before = everything_outside(settings)
    for number, name in enumerate(NAMES.values()):
        target = drop(MINUTES / samples()[0], settings.inbox / MINUTES.name / name)
        with target.open("ab") as file:
            file.write(b"\n%% %d\n" % number)
        os.utime(target, (1, 1))
    heard = Heard()
    with heard_by(heard):
        report = ingest(home=str(settings.home))
    assert (report.exit_status, files(settings.inbox)) == (0, [])
    assert len(files(settings.archive)) == len(NAMES)
    assert all(name.isprintable() and len(os.fsencode(name)) < 300 for name in files(settings.archive))
    assert (everything_outside(settings), outside.exists()) == (before, True)
    assert examine(settings, deep=True) == []


def test_no_link_is_followed_and_nothing_is_written_through_one(settings, tmp_path):
    secret = drop(MINUTES / samples()[0], tmp_path / "outside" / "secret.pdf")
    (settings.inbox / "file.pdf").symlink_to(secret)
    (settings.inbox / "folder").symlink_to(secret.parent)
    (settings.inbox / "loop").symlink_to(settings.inbox)
    (settings.quarantine / "ødelagt.pdf").symlink_to(secret)
    (settings.quarantine / "ødelagt.pdf.json").symlink_to(tmp_path / "outside" / "written.json")
    drop(REFUSED / "ødelagt.pdf", settings.inbox / "ødelagt.pdf")
    before = everything_outside(settings)
    ingest(home=str(settings.home))
    nightly(home=str(settings.home))
    assert everything_outside(settings) == before
    assert query(settings, "SELECT status, count(*) FROM documents GROUP BY ALL") == [("quarantined", 1)]
    assert {(one.check, one.severity.value) for one in examine(settings)} == {
        ("links", "warning"),
        ("links", "error"),
    }


def test_a_cpr_number_in_a_name_stands_nowhere_but_in_the_drop_folder(settings, tmp_path):
    good = f"ansøgning {CPR}.txt"
    drop(MINUTES / "2021-05-10_direktionen.txt", settings.inbox / f"{CPR}" / good)
    for number, cpr in enumerate((CPR, OTHER_CPR)):
        target = drop(REFUSED / "ødelagt.pdf", settings.inbox / f"afslag {cpr}.pdf")
        with target.open("ab") as file:
            file.write(b"%d" % number)
        os.utime(target, (1, 1))
    (settings.inbox / f"{CPR}.pdf").symlink_to(MINUTES)
    heard = Heard()
    with heard_by(heard):
        report = ingest(home=str(settings.home))
        nightly(home=str(settings.home))
    told = "\n".join([*heard.lines, report.model_dump_json()])
    (settings.inbox / f"{CPR}.pdf").unlink()
    assert len([name for name in files(settings.quarantine) if name.endswith(".pdf")]) == 2
    for number in (CPR, OTHER_CPR):
        assert number not in told
        assert not [name for name in files(settings.home) if number in name]
        for path in settings.home.rglob("*"):
            assert path.is_dir() or number.encode() not in path.read_bytes(), path
    reason = json.loads(next(settings.quarantine.glob("*.json")).read_text(encoding="utf-8"))
    assert "******-****" in reason["file_name"]
