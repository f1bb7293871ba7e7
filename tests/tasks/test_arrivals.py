import threading
import time

import pytest

from tasks import arrivals as module
from tasks.arrivals import Arrivals, batches
from tasks.whole import lacks_its_end
from tests.flows.homes import make_home

WHOLE = b"%PDF-1.7\nwords\n%%EOF\n"
HALF = WHOLE[:12]


@pytest.fixture
def settings(tmp_path, monkeypatch):
    for name, seconds in (("QUIET_SECONDS", 0.2), ("WITHOUT_END_SECONDS", 1.0), ("BURST_SECONDS", 0.6)):
        monkeypatch.setattr(module, name, seconds)
    return make_home(tmp_path)


@pytest.fixture
def arrivals(settings):
    return Arrivals(settings)


def after(arrivals: Arrivals, seconds: float) -> int:
    """Look, and look again after a while."""
    arrivals.look()
    time.sleep(seconds)
    return arrivals.look()


def test_a_file_is_taken_when_it_has_stood_still(settings, arrivals):
    (settings.inbox / "a.pdf").write_bytes(WHOLE)
    assert arrivals.look() == 0
    assert after(arrivals, 0.25) == 1


def test_a_file_that_was_there_before_the_start_is_taken(settings):
    (settings.inbox / "2021").mkdir()
    (settings.inbox / "2021" / "a.txt").write_text("Referat")
    assert after(Arrivals(settings), 0.25) == 1


def test_a_slow_copy_is_not_taken_before_its_end(settings, arrivals):
    path = settings.inbox / "a.pdf"
    path.write_bytes(HALF)
    assert after(arrivals, 0.5) == 0  # the copy stalls, and the end is missing
    path.write_bytes(WHOLE)
    assert after(arrivals, 0.25) == 1


def test_a_pdf_that_never_gets_an_end_is_taken_in_the_end(settings, arrivals):
    (settings.inbox / "a.pdf").write_bytes(HALF)
    assert after(arrivals, 1.05) == 1


def test_a_renamed_file_is_taken_and_a_temporary_name_is_not(settings, arrivals):
    (settings.inbox / "a.pdf.part").write_bytes(WHOLE)
    assert after(arrivals, 0.25) == 0
    (settings.inbox / "a.pdf.part").rename(settings.inbox / "a.pdf")
    assert after(arrivals, 0.25) == 1


def test_a_burst_is_one_batch_and_a_slow_copy_holds_up_nobody(settings, arrivals):
    (settings.inbox / "a.pdf").write_bytes(WHOLE)
    (settings.inbox / "slow.pdf").write_bytes(HALF)
    assert after(arrivals, 0.25) == 0
    assert after(arrivals, 0.65) == 1


def test_what_a_pass_left_is_tried_again_when_it_changes(settings, arrivals):
    path = settings.inbox / "a.pdf"
    path.write_bytes(WHOLE)
    assert after(arrivals, 0.25) == 1
    arrivals.tried()
    assert after(arrivals, 0.25) == 0
    path.write_bytes(b"%PDF-1.7\nother words\n%%EOF\n")
    assert after(arrivals, 0.25) == 1


def test_a_half_file_that_a_pass_went_over_is_taken_when_it_is_whole(settings, arrivals):
    (settings.inbox / "a.pdf").write_bytes(WHOLE)
    (settings.inbox / "slow.pdf").write_bytes(HALF)
    assert after(arrivals, 0.25) == 0
    assert after(arrivals, 0.65) == 1
    arrivals.tried()
    (settings.inbox / "a.pdf").unlink()
    assert after(arrivals, 0.2) == 1


def test_a_share_that_goes_away_and_comes_back_is_no_error(settings, arrivals):
    settings.inbox.rename(settings.home / "away")
    assert arrivals.look() == 0
    (settings.home / "away" / "a.pdf").write_bytes(WHOLE)
    (settings.home / "away").rename(settings.inbox)
    assert after(arrivals, 0.25) == 1


def test_a_batch_is_given_as_soon_as_it_is_whole(settings):
    is_over = threading.Event()
    began = time.monotonic()
    (settings.inbox / "a.pdf").write_bytes(WHOLE)
    for arrivals in batches(settings, is_over):
        arrivals.tried()
        is_over.set()
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("content", "does_lack"),
    [(WHOLE, False), (HALF, True), (WHOLE + b"\0" * 500, False), (b"\0" * 9000, False), (b"Referat", False)],
)
def test_only_a_pdf_has_an_end_to_lack(tmp_path, content, does_lack):
    (tmp_path / "a").write_bytes(content)
    assert lacks_its_end(tmp_path / "a") is does_lack


def test_a_file_that_does_not_open_has_not_come_to_its_end(tmp_path):
    assert lacks_its_end(tmp_path / "gone.pdf")


def test_a_long_pass_holds_up_no_later_batch(settings):
    is_over = threading.Event()
    (settings.inbox / "a.pdf").write_bytes(WHOLE)
    given = batches(settings, is_over)
    next(given).tried()
    time.sleep(1.0)  # the pass
    (settings.inbox / "b.pdf").write_bytes(WHOLE)
    before = time.monotonic()
    next(given)
    assert time.monotonic() - before < 3.0  # five times the pass, had it counted as looking
