"""One store of the shipped corpus for the session, copies of it to write to, and a model."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from qa import Assistant
from tests.qa.scripted_server import ScriptedServer, running_server

MakeAssistant = Callable[..., Assistant]
# Recognisable wherever it might leak to.
API_KEY = "sk-alinea-0123456789abcdef"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with the shipped corpus; copy it, never open it."""
    home = tmp_path_factory.mktemp("template") / "home"
    with _plain_environment(tmp_path_factory), Assistant(home=home):
        pass
    return home


@pytest.fixture(scope="session")
def assistant(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An extractive assistant that all tests share: do not write to it."""
    home = shutil.copytree(template, tmp_path_factory.mktemp("shared") / "home")
    with _plain_environment(tmp_path_factory):
        shared = Assistant(home=home)
    with shared:
        yield shared


@pytest.fixture
def home(template: Path) -> Path:
    """A store of this test's own, where `ALINEA_HOME` points."""
    return shutil.copytree(template, Path(os.environ["ALINEA_HOME"]))


@pytest.fixture
def make_assistant(home: Path) -> Iterator[MakeAssistant]:
    """Makes assistants over this test's own store, one after the other."""
    made: list[Assistant] = []

    def make(**overrides: Any) -> Assistant:
        made.append(Assistant(**{"home": home, **overrides}))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture(scope="session")
def running() -> Iterator[ScriptedServer]:
    with running_server() as server:
        yield server


@pytest.fixture
def server(running: ScriptedServer) -> ScriptedServer:
    """The chat model's server, with nothing scripted and no request seen."""
    running.script("")
    return running


@pytest.fixture(scope="session")
def model_assistant(
    template: Path, running: ScriptedServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    """An assistant whose chat model is at `server`; shared, do not write to it."""
    home = shutil.copytree(template, tmp_path_factory.mktemp("model") / "home")
    with _plain_environment(tmp_path_factory):
        shared = Assistant(
            home=home, llm="openai:test", llm_base_url=running.url, llm_api_key=API_KEY
        )
    with shared:
        yield shared


@contextmanager
def _plain_environment(folders: pytest.TempPathFactory) -> Iterator[None]:
    """Without the user's settings, which function-scoped fixtures take away too late."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in os.environ:
            if variable.startswith(("ALINEA_", "OPENAI_")):
                patch.delenv(variable)
        patch.chdir(folders.mktemp("empty"))
        yield
