"""A real server in its own process, a real Chromium, and a watch over what it asks for."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page, ViewportSize, expect, sync_playwright

from qa import Assistant
from tests.e2e.chromium import launch

_RESULTS = Path(__file__).parents[2] / "test-results"
_FAILED = pytest.StashKey[bool]()

HOSTILE = """Zorglub <script>document.title = "owned"</script>

The zorglub is fed <img src="http://attacker.invalid/beacon.png" onerror="document.title='owned'"> \
twice a day with ${document.title = "owned"} and {{value}} and ![pixel](http://attacker.invalid/p).

<iframe src="http://attacker.invalid/"></iframe> The zorglub sleeps on [a link]\
(javascript:document.title='owned') until &lt;b&gt;noon&lt;/b&gt;.
"""

OpenPage = Callable[..., Page]

# A machine that does other work besides may be slow; what never happens fails all the same.
expect.set_options(timeout=20_000)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `alinea chat` over the shipped documents and a hostile one."""
    folder = tmp_path_factory.mktemp("e2e")
    (folder / "zorglub.txt").write_text(HOSTILE, encoding="utf-8")
    with Assistant(home=folder / "home") as assistant:
        assistant.ingest([folder / "zorglub.txt"])
    with serving(folder) as address:
        yield address


_CHAT = ("-m", "qa.cli", "chat")


@contextmanager
def serving(folder: Path, command: Sequence[str] = _CHAT, **variables: str) -> Iterator[str]:
    """`alinea chat` over the store `folder / "home"`, with these variables set.

    What it prints goes to `folder / "server.log"`.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALINEA_")}
    with (folder / "server.log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, *command, "--port", str(port)],
            env={**kept, **variables, "ALINEA_HOME": str(folder / "home")},
            cwd=folder,
            stdout=log,
            stderr=log,
        )
        try:
            address = f"http://127.0.0.1:{port}/"
            _wait_for(address, process, log.name)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"The server did not start:\n{Path(log).read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Opens the chat; afterwards no page may have asked for anything outside, or failed."""
    pages: list[Page] = []
    asked: list[str] = []
    broken: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        broken.append(dialog.message)
        dialog.dismiss()

    def open_page(
        locale: str = "fr-FR",
        width: int = 1440,
        height: int = 900,
        scheme: str = "light",
        address: str = server,
    ) -> Page:
        context = browser.new_context(
            locale=locale,
            viewport=ViewportSize(width=width, height=height),
            color_scheme="dark" if scheme == "dark" else "light",
            permissions=["clipboard-read", "clipboard-write"],
        )
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("request", lambda sent: asked.append(sent.url))
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.on("dialog", dismiss)
        pages.append(page)
        page.goto(address)
        page.wait_for_selector(".welcome")
        return page

    yield open_page
    if request.node.stash.get(_FAILED, False):
        _RESULTS.mkdir(exist_ok=True)
        name = re.sub(r"[^\w.-]+", "-", request.node.name)
        for number, page in enumerate(pages):
            page.screenshot(path=_RESULTS / f"{name}-{number}.png")
    for page in pages:
        page.context.close()
    assert asked
    assert {url for url in asked if not _is_loopback(url)} == set()
    assert broken == []


def _is_loopback(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob") or parts.hostname == "127.0.0.1"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The chat in French on a wide screen."""
    return open_page()
