"""One design for recorded and unrecorded runs: a step is a plain function.

Inside a recorded flow run `step(function)` runs as a Prefect task; elsewhere it is the function. Prefect
costs seconds to import, so it is asked only where somebody has imported it already.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

P = ParamSpec("P")
R = TypeVar("R")

RETRY_DELAYS_SECONDS = [1.0, 5.0, 20.0]


def is_recorded() -> bool:
    """Say whether this code runs inside a flow run that a Prefect server records."""
    if "prefect" not in sys.modules:
        return False
    from prefect.context import FlowRunContext

    return FlowRunContext.get() is not None


def step(function: Callable[P, R], *, name: str | None = None, retries: int = 0) -> Callable[P, R]:
    """Make `function` a step named after it.

    `retries` holds in a recorded run, and only for an `OSError`: a network share that blinks comes
    back, a document that cannot be read does not.
    """
    task_name = name or function.__name__

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        if not is_recorded():
            return function(*args, **kwargs)
        # Arguments go in by closure: Prefect would search each batch of minutes for futures.
        return _as_task(lambda: function(*args, **kwargs), task_name, retries)

    return call


def _as_task(function: Callable[[], R], name: str, retries: int) -> R:
    from prefect import task
    from prefect.cache_policies import NO_CACHE

    as_task = task(
        name=name,
        task_run_name=name,
        retries=retries,
        retry_delay_seconds=RETRY_DELAYS_SECONDS[:retries],
        retry_condition_fn=_may_pass,
        cache_policy=NO_CACHE,
        persist_result=False,
    )
    return as_task(function)()


def _may_pass(_task: object, _run: object, state: State[object]) -> bool:
    """Say whether the error that a task ended with is one that may be gone in a moment."""
    return isinstance(state.result(raise_on_failure=False), OSError)
