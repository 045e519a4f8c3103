"""The documentation cannot lie: its code runs, its commands exist, what it shows is printed.

`python -m tests.test_documentation` writes the real output and the settings table into it.
"""

import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer.main

from qa import Assistant
from qa.cli import app
from qa.settings import Settings, settings_table
from tests.qa.api.conftest import served

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
CONFIGURATION = ROOT / "docs" / "configuration.md"
EVALUATION = ROOT / "docs" / "evaluation.md"
PAGES = [README, ROOT / "SECURITY.md", ROOT / "CONTRIBUTING.md", ROOT / "NOTICE.md"]
PAGES += sorted((ROOT / "docs").glob("*.md"))
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_SETTINGS = re.compile(r"(?<=settings_table\(\) -->\n).*?(?=<!-- /settings)", re.DOTALL)
_ABSTENTION = re.compile(
    r"(?<=by tests.test_documentation -->\n).*?(?=<!-- /abstention)", re.DOTALL
)
# Printed where a file took long, as on a machine that does other work besides.
_SECONDS = re.compile(r"; \d+\.\d s\b")
_LINK = re.compile(r"\]\((?!https?://)(?P<path>[^)#\s]+)")
# Programs of others, which are not installed here.
_OTHERS = {"chroma", "llama-server", "vllm", "printf"}
_SERVED = "http://127.0.0.1:7861"


def blocks(kind: str) -> list[tuple[str, str]]:
    """Each block of that kind, with the name of its page."""
    return [
        (page.name, found["code"])
        for page in PAGES
        for found in _BLOCK.finditer(page.read_text("utf-8"))
        if found["kind"] == kind
    ]


def run(command: str, folder: Path) -> str:
    """The output of a shell command, with `alinea` from this environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "ALINEA_HOME": str(folder / "home")}
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return _SECONDS.sub("", done.stdout)


def transcript(block: str, folder: Path) -> str:
    """The block with the real output under each of its commands."""
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{run(command, folder)}" for command in commands)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `alinea serve` would listen."""
    with (
        Assistant(home=tmp_path_factory.mktemp("served")) as assistant,
        served(assistant) as url,
    ):
        yield url


@pytest.mark.parametrize(("page", "block"), blocks("console"))
def test_commands_print_what_is_shown(page: str, block: str, tmp_path: Path) -> None:
    assert transcript(block, tmp_path) == block


@pytest.mark.parametrize(("page", "code"), blocks("python"))
def test_python_runs(page: str, code: str, address: str, tmp_path: Path) -> None:
    program = code.replace(_SERVED, address)
    assert run(f"{shlex.quote(sys.executable)} -c {shlex.quote(program)}", tmp_path)


@pytest.mark.parametrize(("page", "block"), blocks("sh"))
def test_shell_commands_exist_with_their_options(page: str, block: str) -> None:
    for line in block.splitlines():
        for command in re.split(r"&&|\|", line):
            words = shlex.split(command, comments=True)
            while words and re.match(r"[A-Z_]+=", words[0]):
                words.pop(0)
            if words:
                _exists(words)


def _exists(words: list[str]) -> None:
    program, *arguments = words
    name = Path(program).name
    if name == "alinea":
        _is_command(arguments)
    elif name == "make":
        targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
        assert {a for a in arguments if "=" not in a} <= set(targets)
    elif name == "python":
        assert arguments[0] == "-m"
        assert importlib.util.find_spec(arguments[1]), arguments
    elif name == "pip":
        project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
        for extra in re.findall(r"\[(\w+)\]", " ".join(arguments)):
            assert extra in project["optional-dependencies"]
    else:
        assert name in _OTHERS, words


def _is_command(arguments: list[str]) -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, click.Group) or hasattr(group, "commands")
    command = group.commands[arguments[0]]
    known = {name for parameter in command.params for name in parameter.opts}
    used = {a.partition("=")[0] for a in arguments[1:] if a.startswith("-") and a != "-"}
    assert used <= known | {"--help"}, arguments


@pytest.mark.parametrize(("page", "code"), blocks("toml"))
def test_settings_files_can_be_read(page: str, code: str) -> None:
    Settings(**tomllib.loads(code))


@pytest.mark.parametrize(("page", "code"), blocks("json"))
def test_json_is_json(page: str, code: str) -> None:
    for line in code.splitlines() if page == "documents.md" else [code]:
        json.loads(line)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for found in _LINK.finditer(page.read_text("utf-8")):
        assert (page.parent / found["path"]).exists(), found["path"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_variables_that_are_named_exist(page: Path) -> None:
    known = {f"ALINEA_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"\bALINEA_[A-Z_]+\b", page.read_text("utf-8"))) <= known


def test_settings_table_is_that_of_the_code() -> None:
    found = _SETTINGS.search(CONFIGURATION.read_text("utf-8"))
    assert found
    assert found[0].strip() == settings_table()


def abstention_table() -> str:
    """How often the rule for answering is wrong, by the size of the store, in Markdown."""
    figures = json.loads((ROOT / "qa" / "abstention.json").read_text("utf-8"))
    rows = ["| store | answered, about something else | refused, about it |", "| --- | --- | --- |"]
    for name, rates in figures["reporting halves"].items():
        wrong = [f"{100 * rates[kind]:.1f}" for kind in ("false answers", "false refusals")]
        rows.append(f"| {name} | {' | '.join(wrong)} |")
    return "\n".join(rows)


def test_abstention_table_is_that_of_the_calibration() -> None:
    found = _ABSTENTION.search(EVALUATION.read_text("utf-8"))
    assert found
    assert found[0].strip() == abstention_table()


def test_commands_of_the_table_exist() -> None:
    named = set(re.findall(r"^\| `alinea (\w+)|, `alinea (\w+)", README.read_text("utf-8"), re.M))
    commands = {c.callback.__name__ for c in app.registered_commands if c.callback}
    assert {a or b for a, b in named} == commands


def _renew(folder: Path) -> None:
    text = README.read_text("utf-8")
    for page, block in blocks("console"):
        if page == README.name:
            text = text.replace(block, transcript(block, folder))
    README.write_text(text, "utf-8")
    text = CONFIGURATION.read_text("utf-8")
    CONFIGURATION.write_text(_SETTINGS.sub(lambda _: f"{settings_table()}\n", text), "utf-8")
    text = EVALUATION.read_text("utf-8")
    EVALUATION.write_text(_ABSTENTION.sub(lambda _: f"{abstention_table()}\n", text), "utf-8")


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as temporary:
        _renew(Path(temporary))
