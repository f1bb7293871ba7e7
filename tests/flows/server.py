"""A Prefect server of the tests' own, which may be killed and started again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

PREFECT = Path(sys.executable).with_name("prefect")
REFERAT = Path(sys.executable).with_name("referat")
QUIET = {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}


class Server:
    """A server on a port of loopback; its record outlives it."""

    def __init__(self, home: Path, port: int) -> None:
        self._home, self._port = home, port
        self.url = f"http://127.0.0.1:{port}/api"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        call = [PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(self._port)]
        environment = os.environ | QUIET | {"PREFECT_HOME": str(self._home)}
        with (self._home / "server.log").open("a") as log:
            # A group of its own: it is two processes, and both must go.
            self._process = subprocess.Popen(
                call, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.url}/health", timeout=2).close()
            except OSError:
                time.sleep(0.5)
            else:
                return
        raise AssertionError("the Prefect server did not come up")

    def end(self, signal: int) -> None:
        """End it by a signal, as a crash or a shutdown would."""
        if self._process is not None:
            os.killpg(self._process.pid, signal)
            self._process.wait(timeout=60)
            self._process = None

    def ask(self, what: str, asked: dict[str, Any] | None = None) -> Any:
        """Give what the server answers to a POST."""
        request = urllib.request.Request(
            f"{self.url}/{what}",
            data=json.dumps(asked or {}).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)


def environment_of(server: Server, home: Path) -> dict[str, str]:
    """Give the environment of a program beside this server."""
    own = {"PREFECT_API_URL": server.url, "PREFECT_HOME": str(home.parent / "prefect")}
    return dict(os.environ) | QUIET | own
