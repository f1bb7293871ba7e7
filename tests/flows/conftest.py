import signal
from collections.abc import Iterator

import pytest

from tests.conftest import free_port
from tests.flows.server import Server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start one server for all tests: it takes half a minute."""
    started = Server(tmp_path_factory.mktemp("prefect"), free_port())
    started.start()
    yield started
    started.end(signal.SIGTERM)
