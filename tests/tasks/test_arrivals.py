import fcntl
import threading
from itertools import pairwise

import pytest

from tasks import arrivals as module
from tasks.arrivals import AGAIN_SECONDS, BURST_SECONDS, LOOK_SECONDS, Arrivals, batches
from tasks.discover import QUIET_SECONDS
from tasks.whole import WITHOUT_END_SECONDS, may_grow
from tests.flows.homes import make_home

NEEDS_LEASES = pytest.mark.skipif(not hasattr(fcntl, "F_SETLEASE"), reason="only Linux tells who writes")

WHOLE = b"%PDF-1.7\nwords\n%%EOF\n"
HALF = WHOLE[:12]


class Clock:
    """A clock that stands still until it is turned, or until somebody waits."""

    def __init__(self):
        self.now = 0.0

    def monotonic(self):
        return self.now


class Over(threading.Event):
    """The end of watching, for which nobody waits by any clock but that of the test."""

    def __init__(self, clock):
        super().__init__()
        self._clock = clock

    def wait(self, timeout=None):
        self._clock.now += timeout
        return self.is_set()


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.fixture
def settings(tmp_path):
    return make_home(tmp_path)


@pytest.fixture
def arrivals(settings):
    return Arrivals(settings)


@pytest.fixture
def after(clock):
    """Look, and look again after a while."""

    def look_twice(arrivals, seconds):
        arrivals.look()
        clock.now += seconds
        return arrivals.look()

    return look_twice


def test_a_file_is_taken_when_it_has_stood_still(settings, arrivals, after):
    (settings.inbox / "a.pdf").write_bytes(WHOLE)
    assert arrivals.look() == 0
    assert after(arrivals, QUIET_SECONDS) == 1


def test_a_file_that_was_there_before_the_start_is_taken(settings, after):
    (settings.inbox / "2021").mkdir()
    (settings.inbox / "2021" / "a.txt").write_text("Referat")
    assert after(Arrivals(settings), QUIET_SECONDS) == 1


def test_a_slow_copy_is_not_taken_before_its_end(settings, arrivals, after):
    path = settings.inbox / "a.pdf"
    path.write_bytes(HALF)
    assert after(arrivals, WITHOUT_END_SECONDS / 2) == 0  # the copy stalls, and the end is missing
    path.write_bytes(WHOLE)
    assert after(arrivals, QUIET_SECONDS) == 1


def test_a_pdf_that_never_gets_an_end_is_taken_in_the_end(settings, arrivals, after):
    (settings.inbox / "a.pdf").write_bytes(HALF)
    assert after(arrivals, WITHOUT_END_SECONDS) == 1


def test_a_renamed_file_is_taken_and_a_temporary_name_is_not(settings, arrivals, after):
    (settings.inbox / "a.pdf.part").write_bytes(WHOLE)
    assert after(arrivals, QUIET_SECONDS) == 0
    (settings.inbox / "a.pdf.part").rename(settings.inbox / "a.pdf")
    assert after(arrivals, QUIET_SECONDS) == 1


def test_a_burst_is_one_batch_and_a_slow_copy_holds_up_nobody(settings, arrivals, after):
    (settings.inbox / "a.pdf").write_bytes(WHOLE)
    (settings.inbox / "slow.pdf").write_bytes(HALF)
    assert after(arrivals, QUIET_SECONDS) == 0
    assert after(arrivals, BURST_SECONDS) == 1


def test_what_a_pass_left_is_tried_again_when_it_changes(settings, arrivals, after):
    path = settings.inbox / "a.pdf"
    path.write_bytes(WHOLE)
    assert after(arrivals, QUIET_SECONDS) == 1
    arrivals.tried()
    assert after(arrivals, QUIET_SECONDS) == 0
    path.write_bytes(b"%PDF-1.7\nother words\n%%EOF\n")
    assert after(arrivals, QUIET_SECONDS) == 1


def test_what_passes_leave_again_and_again_is_tried_less_and_less_often(settings, clock):
    (settings.inbox / "a.pdf").write_bytes(WHOLE)
    arrivals, tries = Arrivals(settings, again=60.0), []
    while clock.now < 4 * AGAIN_SECONDS:
        if arrivals.look():
            tries.append(clock.now)
            arrivals.tried()
        clock.now += 1
    rests = [later - earlier for earlier, later in pairwise(tries)]
    assert rests == [60, 120, 240, 480, 960, 1920, AGAIN_SECONDS, AGAIN_SECONDS]


def test_a_half_file_that_a_pass_went_over_is_taken_when_it_is_whole(settings, arrivals, after):
    (settings.inbox / "a.pdf").write_bytes(WHOLE)
    (settings.inbox / "slow.pdf").write_bytes(HALF)
    assert after(arrivals, QUIET_SECONDS) == 0
    assert after(arrivals, BURST_SECONDS) == 1
    arrivals.tried()
    (settings.inbox / "a.pdf").unlink()
    assert after(arrivals, WITHOUT_END_SECONDS) == 1


def test_a_share_that_goes_away_and_comes_back_is_no_error(settings, arrivals, after):
    settings.inbox.rename(settings.home / "away")
    assert arrivals.look() == 0
    (settings.home / "away" / "a.pdf").write_bytes(WHOLE)
    (settings.home / "away").rename(settings.inbox)
    assert after(arrivals, QUIET_SECONDS) == 1


@pytest.mark.parametrize(
    ("content", "may"),
    [
        (WHOLE, False), (HALF, True), (WHOLE + b"\0" * 500, False), (b"\0" * 9000, False),
        (b"Referat", False), (b"", True),
    ],
)  # fmt: skip
def test_a_pdf_without_its_end_and_a_file_without_a_byte_may_grow(tmp_path, content, may):
    (tmp_path / "a").write_bytes(content)
    assert may_grow(tmp_path / "a") is may


def test_a_file_that_does_not_open_has_not_come_to_its_end(tmp_path):
    assert may_grow(tmp_path / "gone.pdf")


@NEEDS_LEASES
def test_a_text_that_somebody_writes_is_taken_as_soon_as_it_is_closed(settings, arrivals, after):
    with (settings.inbox / "a.txt").open("w") as copy:
        copy.write("Referat")
        copy.flush()
        assert after(arrivals, WITHOUT_END_SECONDS / 2) == 0  # the copy stalls
    assert arrivals.look() == 1


@NEEDS_LEASES
def test_a_text_that_is_held_open_for_ever_is_taken_in_the_end(settings, arrivals, after):
    with (settings.inbox / "a.txt").open("w"):
        assert after(arrivals, WITHOUT_END_SECONDS) == 1


@NEEDS_LEASES
def test_whoever_writes_while_it_is_asked_goes_on(tmp_path):
    path = tmp_path / "a.txt"
    path.touch()
    is_over = threading.Event()

    def write():
        while not is_over.is_set():
            with path.open("ab") as file:
                file.write(b"x")

    writer = threading.Thread(target=write)
    writer.start()
    seen = {may_grow(path) for _ in range(2000)}
    is_over.set()
    writer.join()
    assert seen == {True, False}


def test_a_batch_is_given_as_soon_as_it_is_whole(settings, clock):
    (settings.inbox / "a.pdf").write_bytes(WHOLE)
    next(batches(settings, Over(clock)))
    assert QUIET_SECONDS <= clock.now < QUIET_SECONDS + 2 * LOOK_SECONDS


def test_a_long_pass_holds_up_no_later_batch(settings, clock):
    (settings.inbox / "a.pdf").write_bytes(WHOLE)
    given = batches(settings, Over(clock))
    next(given).tried()
    clock.now += 1000.0  # the pass
    (settings.inbox / "b.pdf").write_bytes(WHOLE)
    before = clock.now
    next(given)
    assert clock.now - before < QUIET_SECONDS + 3 * LOOK_SECONDS


def test_watching_ends_when_it_is_over(settings, clock):
    is_over = Over(clock)
    (settings.inbox / "a.pdf").write_bytes(WHOLE)
    for arrivals in batches(settings, is_over):
        arrivals.tried()
        is_over.set()
