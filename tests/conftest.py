import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# The cores may be shared with whatever else runs.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

TOGETHER = {
    "tests/flows/test_recorded.py": "a Prefect server",
    "tests/flows/test_serve.py": "a Prefect server",
    "tests/tasks/test_cluster.py": "a Prefect server",  # one recorded run reads on the cluster
    "tests/report/test_browser.py": "a home with its pages",
    "tests/report/test_site.py": "a home with its pages",
}
"""Modules that share what takes long to make."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Run the tests of a module, and of modules that share, in one of the processes of `make test`.

    The marks of `--dist loadgroup` would say the same, but xdist 3.8 overlooks them under pytest 9.2.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByModule(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            module = nodeid.partition("::")[0]
            return TOGETHER.get(module, module)

    return ByModule(config, log)


@pytest.fixture(autouse=True)
def _read_in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting worker processes costs a second a pass: only the tests of workers pay it."""
    monkeypatch.setenv("REFERAT_WORKERS", "0")


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a scheduler and two worker processes, each under a nanny as Dask does, and give the address."""
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'referat[dask]'")
    from distributed import Client

    folder = tmp_path_factory.mktemp("dask")
    address = f"tcp://127.0.0.1:{free_port()}"
    dask = [sys.executable, "-m", "dask"]
    scheduler = [*dask, "scheduler", "--host", address, "--no-dashboard"]
    workers = [
        *dask, "worker", address, "--nworkers", "2", "--nthreads", "1", "--no-dashboard",
        "--host", "127.0.0.1", "--local-directory", str(folder),
    ]  # fmt: skip
    with (folder / "log").open("w") as log:
        processes = [
            subprocess.Popen(command, stdout=log, stderr=log, cwd=folder) for command in (scheduler, workers)
        ]
        try:
            with Client(address, timeout=180, set_as_default=False) as client:
                client.wait_for_workers(2, timeout=180)
            yield address
        finally:
            for process in reversed(processes):
                process.terminate()
            for process in processes:
                process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
