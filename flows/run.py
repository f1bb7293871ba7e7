"""Run a flow: recorded where a Prefect API is configured and answers, in-process elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar, cast

from flows.progress import progress
from flows.recorder import answers, api_url, keep_prefect_quiet
from schemas.errors import FilesRefused, ReferatError

R = TypeVar("R")


@dataclass(slots=True)
class Trace:
    """How far a pass came: between it and its caller stands a recorder that may fail."""

    is_begun: bool = False
    result: object = None


_trace: ContextVar[Trace | None] = ContextVar("trace", default=None)


def trace() -> Trace:
    """Give the trace of the call that goes on; one that nobody reads if nobody wants it."""
    return _trace.get() or Trace()


def run(flow: Callable[..., R], **parameters: object) -> R:
    """Run one of the flows of `flows.deployed`, and say in one line where it is recorded.

    Without a Prefect API nothing is said: that is no fault, and cron mails whatever is said. A recorder that
    does not answer, or stops to, keeps no night's work from being done.
    """
    url = api_url()
    if url is None:
        return flow(**parameters)
    if not answers(url):
        progress().say(f"warning: the Prefect API at {url} does not answer; this run is not recorded.")
        return flow(**parameters)
    keep_prefect_quiet()
    from flows import deployed

    recorded: Callable[..., R] = getattr(deployed, flow.__name__)
    progress().say(f"Recorded at {url}.")
    trace = Trace()
    try:
        with _traced_by(trace):
            return recorded(**parameters)
    except FilesRefused:
        if trace.result is None:
            raise
        return cast("R", trace.result)
    except ReferatError:
        raise
    except Exception as error:
        if trace.is_begun and trace.result is None:
            raise
        progress().say(f"warning: the Prefect API at {url} failed, and the record with it: {error}")
    return cast("R | None", trace.result) or flow(**parameters)


@contextmanager
def _traced_by(wanted: Trace) -> Iterator[None]:
    """Let the pass inside leave its trace in `wanted`."""
    token = _trace.set(wanted)
    try:
        yield
    finally:
        _trace.reset(token)
