"""Run a flow: recorded where a Prefect API is configured and answers, in-process elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from flows.progress import progress
from flows.recorder import answers, api_url, keep_prefect_quiet
from schemas.document import RunReport


def run(flow: Callable[..., RunReport], **parameters: object) -> RunReport:
    """Run one of the flows of `flows.deployed`, and say in one line whether it is recorded.

    A recorder that does not answer keeps no night's work from being done.
    """
    url = api_url()
    if url is None:
        progress().say("This run is not recorded: no Prefect API is configured.")
        return flow(**parameters)
    if not answers(url):
        progress().say(f"warning: the Prefect API at {url} does not answer; this run is not recorded.")
        return flow(**parameters)
    keep_prefect_quiet()
    from flows import deployed

    progress().say(f"Recorded at {url}.")
    recorded: Callable[..., RunReport] = getattr(deployed, flow.__name__)
    return recorded(**parameters)
