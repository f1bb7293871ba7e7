"""Run passes that end where a test wants them to: `python -m tests.flows.crash`.

Reads one JSON object a line and answers each with one. Every pass is a process of its own, forked from one
that has made such a pass already, for the first costs seconds; the kill is a real one.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import importlib
import json
import os
import resource
import signal
import struct
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

# linux/capability.h: two sets of three masks follow the header.
_CAPABILITY_VERSION_3 = 0x20080522


def serve() -> None:
    from flows.backfill import backfill

    with tempfile.TemporaryDirectory() as home:
        backfill(sys.argv[1:], home=home)
    assert threading.active_count() == 1, "a fork would leave the others behind"
    for request in sys.stdin:
        print(json.dumps(_in_child(json.loads(request))), flush=True)


def _in_child(request: dict[str, Any]) -> dict[str, Any]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            answer = _run(request)
        except BaseException as error:
            answer = {"error": type(error).__name__, "message": str(error)}
        os.write(writer, json.dumps(answer).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return {"signal": os.WTERMSIG(status)}
    return dict(json.loads(answer))


def _run(request: dict[str, Any]) -> dict[str, Any]:
    from flows.backfill import backfill
    from flows.ingest import Order, ingest, run_pass
    from schemas.settings import settings_for

    for fault, arguments in request["faults"]:
        FAULTS[fault](**arguments)
    home, paths = request["home"], request["paths"]
    if request["flow"] == "retry":
        report = run_pass(settings_for(home), Order(flow="retry", quarantined=()))
    elif request["flow"] == "backfill":
        report = backfill(paths, home=home, copy_originals=True)
    else:
        report = ingest(paths or None, home=home)
    return {"statuses": {result.file_name: result.status for result in report.results}}


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill(at: str, when: str = "before", nth: int = 1) -> None:
    """Die before or after the nth call of a function, `module:name` where it is looked up."""
    _patch(at, lambda call: _counted(call, when, nth))


def _patch(at: str, around: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    module, _, names = at.partition(":")
    *owners, name = names.split(".")
    owner = functools.reduce(getattr, owners, importlib.import_module(module))
    setattr(owner, name, around(getattr(owner, name)))


def _counted(call: Callable[..., Any], when: str, nth: int) -> Callable[..., Any]:
    calls = iter(range(1, sys.maxsize))

    @functools.wraps(call)
    def dying(*args: Any, **kwargs: Any) -> Any:
        is_due = next(calls) == nth
        if is_due and when == "before":
            _die()
        result = call(*args, **kwargs)
        if is_due:
            _die()
        return result

    return dying


def kill_at_event(event: str, path: str, nth: int = 1) -> None:
    """Die when Python is about to do something to a file whose path holds `path`, the nth time."""
    _hook(lambda name: name == event, path, nth)


def kill_at_any_event(home: str, nth: int) -> None:
    """Die when Python is about to do anything to a file of the home, the nth time."""
    _hook(lambda name: name.startswith(("open", "os.", "shutil.")), home, nth)


def _hook(is_meant: Callable[[str], bool], path: str, nth: int) -> None:
    seen = 0

    def hook(name: str, args: tuple[Any, ...]) -> None:
        nonlocal seen
        if is_meant(name) and any(path in os.fsdecode(arg) for arg in args if isinstance(arg, str | bytes)):
            seen += 1
            if seen == nth:
                _die()

    sys.addaudithook(hook)


def kill_after(seconds: float) -> None:
    """Die at a moment."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the kernel ends it, inside C too
    signal.setitimer(signal.ITIMER_REAL, seconds)


def no_file_larger_than(size: int, from_call: str | None = None) -> None:
    """Let the kernel refuse to make a file larger than so many bytes, at once or from a call on."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    if from_call is None:
        limit()
        return

    def around(call: Callable[..., Any]) -> Callable[..., Any]:
        def limited(*args: Any, **kwargs: Any) -> Any:
            limit()
            return call(*args, **kwargs)

        return limited

    _patch(from_call, around)


def full_disk(at: str) -> None:
    """Let a call end as one does that finds the disk full."""

    def around(_call: Callable[..., Any]) -> Callable[..., Any]:
        def full(*_args: Any, **_kwargs: Any) -> Any:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        return full

    _patch(at, around)


def be_an_ordinary_user() -> None:
    """Give up root's right to write where nobody may; an ordinary user has none to give up."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = struct.pack("Ii", _CAPABILITY_VERSION_3, 0)
    if libc.capset(header, struct.pack("6I", 0, 0, 0, 0, 0, 0)) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def vanish(at: str, path: str) -> None:
    """Take a file away before a call."""
    _meddle(at, lambda: Path(path).unlink(missing_ok=True))


def grow(at: str, path: str) -> None:
    """Write to a file before the first call, as a slow copy does."""
    pieces = [b"\n"]

    def write() -> None:
        if pieces:
            with Path(path).open("ab") as file:
                file.write(pieces.pop())

    _meddle(at, write)


def _meddle(at: str, act: Callable[[], None]) -> None:
    def around(call: Callable[..., Any]) -> Callable[..., Any]:
        def meddled(*args: Any, **kwargs: Any) -> Any:
            act()
            return call(*args, **kwargs)

        return meddled

    _patch(at, around)


def stumble(municipal_body: str) -> None:
    """Let the parser fail at the minutes of a body: a fault that a later version mends."""

    def around(call: Callable[..., Any]) -> Callable[..., Any]:
        def stumbling(*args: Any, **kwargs: Any) -> Any:
            minutes = call(*args, **kwargs)
            if minutes.body == municipal_body:
                raise KeyError(municipal_body)
            return minutes

        return stumbling

    _patch("tasks.understand:_parse", around)


FAULTS: dict[str, Callable[..., None]] = {
    one.__name__: one
    for one in (
        be_an_ordinary_user, full_disk, grow, kill, kill_after, kill_at_any_event, kill_at_event,
        no_file_larger_than, stumble, vanish,
    )
}  # fmt: skip

if __name__ == "__main__":
    serve()
