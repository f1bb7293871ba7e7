import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from flows import recorder


@pytest.fixture(autouse=True)
def no_api(tmp_path, monkeypatch):
    """Begin with nothing that hints at an API; undo what is set for Prefect."""
    monkeypatch.chdir(tmp_path)
    for name in ("PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    for name in recorder.QUIET:
        monkeypatch.setenv(name, recorder.QUIET[name])


def test_nothing_configured_is_no_api():
    assert recorder.api_url() is None


def test_the_environment_goes_first(monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")
    assert recorder.api_url() == "http://127.0.0.1:1/api"


@pytest.mark.parametrize(
    ("file", "content"),
    [
        (".env", "PREFECT_API_URL=http://127.0.0.1:1/api\n"),
        ("prefect.toml", '[api]\nurl = "http://127.0.0.1:1/api"\n'),
        ("pyproject.toml", '[tool.prefect.api]\nurl = "http://127.0.0.1:1/api"\n'),
        (
            "prefect/profiles.toml",
            'active = "a"\n[profiles.a]\nPREFECT_API_URL = "http://127.0.0.1:1/api"\n',
        ),
    ],
)
def test_every_file_that_prefect_reads_may_name_the_api(tmp_path, file, content):
    # In a process of its own: Prefect reads these once, at import.
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(content)
    assert _api_url_in_a_new_process() == "http://127.0.0.1:1/api"


def test_a_profile_that_is_not_active_is_no_api(tmp_path):
    (tmp_path / "prefect").mkdir()
    (tmp_path / "prefect" / "profiles.toml").write_text(
        'active = "b"\n[profiles.a]\nPREFECT_API_URL = "http://127.0.0.1:1/api"\n[profiles.b]\n'
    )
    assert _api_url_in_a_new_process() == "None"


def _api_url_in_a_new_process() -> str:
    import subprocess

    code = "from flows.recorder import api_url; print(api_url())"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_an_api_that_is_down_does_not_answer():
    assert not recorder.answers("http://127.0.0.1:9/api")
    assert not recorder.answers("no address at all")


@pytest.mark.parametrize(("code", "does_answer"), [(200, True), (401, True), (502, False)])
def test_an_api_that_refuses_us_answers_and_a_broken_gateway_does_not(code, does_answer):
    class Health(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(code if self.path == "/api/health" else 404)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Health)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        assert recorder.answers(f"http://127.0.0.1:{server.server_port}/api/") is does_answer
    finally:
        server.shutdown()
        server.server_close()
