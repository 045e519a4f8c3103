"""`alinea serve` as a process: it says where it is, finishes what was begun, and keeps secrets."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.qa.scripted_server import Reply, ScriptedServer

HOW_MANY = "Combien de personnes la Chine formera-t-elle ?"
CANARY = "sk-canary-8c1f0f3a6d"


@contextmanager
def started(*arguments: str, **environment: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """`alinea serve` on a free port, once it says that it is there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-m", "qa.cli", "serve", "--port", str(port), *arguments],
        env={**os.environ, **environment},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert f"http://127.0.0.1:{port}" in line, process.stderr and process.stderr.read()
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_was_begun_is_finished_and_nothing_is_left(
    home: Path, server: ScriptedServer, number: signal.Signals
) -> None:
    server.script(Reply("La Chine formera 5000 personnes [1].", wait=2.0))
    model = {
        "ALINEA_LLM": "openai:test",
        "ALINEA_LLM_BASE_URL": server.url,
        "ALINEA_LLM_API_KEY": CANARY,
    }
    with started(**model) as (url, process):
        assert (home / "owner.json").is_file()
        replies: list[httpx.Response] = []

        def ask() -> None:
            replies.append(httpx.post(f"{url}/api/ask", json={"question": HOW_MANY}, timeout=60))

        asking = threading.Thread(target=ask)
        asking.start()
        while not server.requests:
            assert asking.is_alive()
        process.send_signal(number)
        asking.join()
        _, log = process.communicate(timeout=30)
        assert process.returncode == 0
    assert "5000 personnes" in replies[0].json()["text"]
    assert not (home / "owner.json").exists()
    (line,) = log.splitlines()
    assert (json.loads(line)["route"], json.loads(line)["status"]) == ("/api/ask", 200)
    assert CANARY not in log + replies[0].text


def test_other_terminals_are_served_by_it(home: Path) -> None:
    with started() as (_, process):
        said = json.loads((home / "owner.json").read_text())
        assert said["pid"] == process.pid
        command = [sys.executable, "-m", "qa.cli", "documents"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert done.stdout.count("\n") == 2


def test_the_chat_may_be_beside_it(home: Path) -> None:
    with started("--chat") as (url, _):
        page = httpx.get(url, timeout=60)
        assert page.status_code == 200
        assert "Alinéa" in page.text
        assert "default-src 'self'" in page.headers["content-security-policy"]
        reply = httpx.post(f"{url}/api/ask", json={"question": HOW_MANY}, timeout=60)
        assert reply.status_code == 200
        assert reply.headers["content-security-policy"].startswith("default-src 'none'")
        assert httpx.get(f"{url}/monitoring", timeout=60).status_code in (403, 404)


@pytest.mark.parametrize(
    ("arguments", "environment", "words"),
    [
        (["--host", "0.0.0.0"], {}, "ALINEA_TOKENS"),
        (["--host", "0.0.0.0", "--chat"], {"ALINEA_TOKENS": "tokens.txt"}, "ALINEA_USERS"),
        (["--host", "no.such.host.invalid"], {"ALINEA_TOKENS": "tokens.txt"}, "not known"),
        ([], {"ALINEA_TOKENS": "missing.txt"}, "missing.txt"),
        (["--port", "0"], {}, "api_port"),
    ],
)
def test_what_would_not_be_safe_is_not_served(
    home: Path, tmp_path: Path, arguments: list[str], environment: dict[str, str], words: str
) -> None:
    (tmp_path / "tokens.txt").write_text("laptop:sha256$" + "0" * 64)
    done = subprocess.run(
        [sys.executable, "-m", "qa.cli", "serve", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
