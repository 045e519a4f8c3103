"""Every test runs without network, without the user's settings, in an empty folder."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_socket import socket_allow_hosts

from tests.chroma_server import chroma_server

_LOOPBACK = ["127.0.0.1", "::1", "localhost"]
_KEYS = ("OPENAI_", "ANTHROPIC_", "MISTRAL_", "GOOGLE_", "LANGSMITH_", "LANGCHAIN_", "ALINEA_")


def pytest_runtest_setup() -> None:
    socket_allow_hosts(_LOOPBACK, allow_unix_socket=True)


@pytest.fixture(scope="session")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Chroma server, for tests that keep to collections of their own."""
    with chroma_server(tmp_path_factory.mktemp("server") / "data") as address:
        yield address


@pytest.fixture(autouse=True)
def _clean_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in os.environ:
        if variable.startswith(_KEYS):
            monkeypatch.delenv(variable)
    # Programs that tests start must not reach for a hub either.
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("GRADIO_ANALYTICS_ENABLED", "False")
    monkeypatch.setenv("ALINEA_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
