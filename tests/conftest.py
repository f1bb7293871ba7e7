import pytest


@pytest.fixture(autouse=True)
def _read_in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting worker processes costs a second a pass: only the tests of workers pay it."""
    monkeypatch.setenv("REFERAT_WORKERS", "0")
