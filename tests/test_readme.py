"""The README cannot lie: its Python runs, its commands print what it says, its tables are true.

`python -m tests.test_readme` writes the real output and the settings table into it.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from qa.settings import settings_table

README = Path(__file__).parent.parent / "README.md"
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_SETTINGS = re.compile(r"(?<=settings_table\(\) -->\n).*?(?=<!-- /settings)", re.DOTALL)


def blocks(kind: str) -> list[str]:
    text = README.read_text("utf-8")
    return [found["code"] for found in _BLOCK.finditer(text) if found["kind"] == kind]


def run(command: str, folder: Path) -> str:
    """The output of a shell command, with `alinea` from this environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "ALINEA_HOME": str(folder / "home")}
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def transcript(block: str, folder: Path) -> str:
    """The block with the real output under each of its commands."""
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{run(command, folder)}" for command in commands)


@pytest.mark.parametrize("number", range(len(blocks("console"))))
def test_commands_print_what_the_readme_shows(number: int, tmp_path: Path) -> None:
    block = blocks("console")[number]
    assert transcript(block, tmp_path) == block


@pytest.mark.parametrize("number", range(len(blocks("python"))))
def test_python_runs(number: int, tmp_path: Path) -> None:
    assert run(
        f"{shlex.quote(sys.executable)} -c {shlex.quote(blocks('python')[number])}", tmp_path
    )


def test_settings_table_is_that_of_the_code() -> None:
    found = _SETTINGS.search(README.read_text("utf-8"))
    assert found
    assert found[0].strip() == settings_table()


def test_commands_of_the_table_exist() -> None:
    from qa.cli import app

    named = set(re.findall(r"^\| `alinea (\w+)|, `alinea (\w+)", README.read_text("utf-8"), re.M))
    commands = {c.callback.__name__ for c in app.registered_commands if c.callback}
    assert {a or b for a, b in named} == commands


def _renew(folder: Path) -> None:
    text = README.read_text("utf-8")
    for block in blocks("console"):
        text = text.replace(block, transcript(block, folder))
    README.write_text(_SETTINGS.sub(lambda _: f"{settings_table()}\n", text), "utf-8")


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as temporary:
        _renew(Path(temporary))
