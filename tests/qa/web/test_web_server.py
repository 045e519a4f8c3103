"""The server in a process of its own, as `alinea chat` starts it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module")
def started(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALINEA_")}
    with subprocess.Popen(
        [sys.executable, "-m", "qa.cli", "chat", "--port", str(port)],
        env={**kept, "ALINEA_HOME": str(folder / "home")},
        cwd=folder,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # What is started in the background of a script inherits that Ctrl-C is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        address = f"http://127.0.0.1:{port}/"
        try:
            _wait_for(address, process)
            yield address, process
        finally:
            process.kill()


def _wait_for(address: str, process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail("The server did not start.")


def test_keeps_to_itself(started: tuple[str, "subprocess.Popen[str]"]) -> None:
    address, _ = started
    for path in ("", "config", "nothing-here"):
        headers, _ = _get(address + path)
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
    config = json.loads(_get(address + "config")[1])
    assert not config["analytics_enabled"]
    assert not config["run_history"]
    assert config["footer_links"] == []
    assert not any(json.loads(_get(address + "gradio_api/info")[1]).values())
    for path in ("monitoring", "monitoring/summary", "docs"):
        assert _get(address + path)[0]["status"] in ("403", "404")


def _get(url: str) -> tuple[dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return {**response.headers, "status": str(response.status)}, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return {**error.headers, "status": str(error.code)}, b""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_is_small_at_rest(started: tuple[str, "subprocess.Popen[str]"]) -> None:
    _, process = started
    with open(f"/proc/{process.pid}/status") as status:
        (size,) = (line.split()[1] for line in status if line.startswith("VmRSS"))
    assert int(size) <= 450 * 1024


def test_ends_cleanly_with_ctrl_c(started: tuple[str, "subprocess.Popen[str]"]) -> None:
    _, process = started
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=20)
    assert process.returncode == 0, said
    assert "Traceback" not in said
