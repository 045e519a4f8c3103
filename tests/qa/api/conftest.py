"""The application served for real, on a port of the loopback."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import uvicorn

from qa import Assistant
from qa.api import make_app

Serve = Callable[..., httpx.Client]


@contextmanager
def served(assistant: Assistant, **options: Any) -> Iterator[str]:
    """The address of the application, served in a thread until the block ends."""
    app = make_app(assistant, **{"loopback": True, **options})
    config = uvicorn.Config(app, "127.0.0.1", 0, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    (socket,) = server.servers[0].sockets
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def address(assistant: Assistant) -> Iterator[str]:
    """Where the shared assistant answers."""
    with served(assistant) as url:
        yield url


@pytest.fixture
def api(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client
