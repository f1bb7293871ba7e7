"""Documents read on a Dask cluster: chunks of files go out, what was understood comes back.

A chunk is read as on one machine, by a process of its own with its limits, so that a document that hangs
takes that process down and not the cluster's worker. Only names of files travel: the cluster's machines
see the files under the same paths. Loading stays where the run is.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

from schemas.document import Outcome, SourceFile
from schemas.errors import ReferatError, RunFailed, UsageError
from tasks.discover import is_unchanged
from tasks.understand import understand_all

if TYPE_CHECKING:
    from distributed import Client, Future

    from tasks.read.ocr import Ocr

# The first chunk costs a Dask worker the import of the readers, about a second: less is not worth the way.
LEAST_FILES = 20
# Scanned documents take minutes: few of them are worth it already.
LEAST_SCANS = 2
# Two chunks for each thread level out that documents differ in length.
_CHUNKS_A_THREAD = 2
# A run with more than this on its way would wait too long for the last file of it.
_MOST_FILES = 100

_CONNECT_SECONDS = 10
# So often a run looks whether there is still somebody to wait for.
_PATIENCE_SECONDS = 30


def check_cluster(address: str) -> None:
    """See to it that documents can be read on the cluster: before anything is begun.

    Raises `UsageError` where the extra is not installed or the address is none, `RunFailed` where the
    scheduler does not answer or has no workers.
    """
    with _client(address) as client:
        _threads(client, address)


def understand_on_cluster(
    sources: Sequence[SourceFile], municipality: str | None, ocr: Ocr | None, address: str
) -> Iterator[Outcome | None]:
    """Understand files on a Dask cluster and give what comes of them in their order.

    As `understand_all`. Raises `RunFailed` where the cluster fails, or its machines do not see the files
    or have another version of the parser.
    """
    from tasks.parse import PARSER_VERSION

    if not sources:
        return
    with _client(address) as client:
        chunks = _chunks(sources, _threads(client, address), LEAST_SCANS if ocr else LEAST_FILES)
        on_their_way = [
            client.submit(understand_chunk, chunk, municipality, ocr, PARSER_VERSION, pure=False)
            for chunk in chunks
        ]
        for chunk, future in zip(chunks, on_their_way, strict=True):
            for source, outcome in zip(chunk, _result(future, client, address), strict=True):
                if outcome is None and is_unchanged(source):
                    raise RunFailed(
                        f"a machine of the Dask cluster at {address} cannot read {source.path}, which is "
                        "there: all its machines must see the files under the same paths"
                    )
                yield outcome


def understand_chunk(
    sources: Sequence[SourceFile], municipality: str | None, ocr: Ocr | None, parser_version: str
) -> list[Outcome | None]:
    """Understand a chunk of files in a process of its own. Runs in a thread of a Dask worker.

    Raises `RunFailed` where this machine's parser is of another version than the one that is asked for.
    """
    from tasks.parse import PARSER_VERSION

    if parser_version != PARSER_VERSION:
        raise RunFailed(
            f"a machine of the Dask cluster has version {PARSER_VERSION} of the parser, not "
            f"{parser_version}: install the same referat on all of them"
        )
    # Dask starts its workers as daemons, which may have no children. Ours end by themselves when the
    # worker is gone: their connection to it closes, and no page goes on beyond its limit.
    process = multiprocessing.current_process()
    if process.daemon:
        process.daemon = False
    return list(understand_all(sources, municipality, ocr, workers=1))


@contextmanager
def _client(address: str) -> Iterator[Client]:
    """Connect to a scheduler."""
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "reading on a Dask cluster needs packages that are not installed: pip install 'referat[dask]'"
        ) from error
    try:
        client = Client(address, timeout=_CONNECT_SECONDS)
    except ValueError as error:
        raise UsageError(f"{address} is no address of a Dask scheduler: {error}") from error
    except OSError as error:  # a TimeoutError is one
        raise RunFailed(f"no Dask scheduler answers at {address}") from error
    with client:
        yield client


def _threads(client: Client, address: str) -> int:
    """Count the threads of all workers: so many chunks are read at a time."""
    threads: int = sum(client.nthreads().values())
    if not threads:
        raise RunFailed(f"the Dask scheduler at {address} has no workers")
    return threads


def _chunks(sources: Sequence[SourceFile], threads: int, least: int) -> list[Sequence[SourceFile]]:
    """Part files into chunks of even size, none of fewer than `least` if there are as many."""
    wanted = -(-len(sources) // (threads * _CHUNKS_A_THREAD))
    count = max(1, len(sources) // min(max(wanted, least), _MOST_FILES))
    bounds = [len(sources) * number // count for number in range(count + 1)]
    return [sources[start:end] for start, end in pairwise(bounds)]


def _result(future: Future, client: Client, address: str) -> list[Outcome | None]:
    """Wait for a chunk as long as anybody may be reading it."""
    from distributed import wait

    try:
        while not future.done():
            try:
                wait(future, timeout=_PATIENCE_SECONDS)
            except TimeoutError:
                _threads(client, address)
        outcomes: list[Outcome | None] = future.result()
    except ReferatError:
        raise
    except ImportError as error:
        raise RunFailed(
            f"a machine of the Dask cluster at {address} lacks something: {error}. "
            "Install the same referat on all of them"
        ) from error
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        raise RunFailed(f"the Dask cluster at {address} failed: {why}") from error
    return outcomes
