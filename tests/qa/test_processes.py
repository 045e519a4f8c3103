"""`alinea` as users start it: a process with a terminal's exit codes and streams."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

WHO = "Qui a proposé l'Initiative pour la Sécurité Mondiale ?"


def alinea(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-m", "qa.cli", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )


def test_the_first_question_builds_the_store_and_is_answered(tmp_path: Path) -> None:
    done = alinea("ask", WHO, "--json", ALINEA_HOME=str(tmp_path / "new"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Xi Jinping" in json.loads(done.stdout)["text"]
    assert (tmp_path / "new" / "manifest.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "words"),
    [
        (["ask", ""], {}, 2, "The question is empty"),
        (["documents"], {"ALINEA_PORTT": "1"}, 2, "ALINEA_PORT"),
        (["ask", WHO], {"ALINEA_LLM": "nosuch:x"}, 1, "nosuch:x"),
        (["remove", "nope"], {}, 3, "'nope'"),
    ],
)
def test_errors_are_one_line_on_stderr_without_a_traceback(
    home: Path, arguments: list[str], environment: dict[str, str], code: int, words: str
) -> None:
    done = alinea(*arguments, ALINEA_HOME=str(home), **environment)
    assert done.returncode == code
    assert done.stdout == ""
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_an_answer_can_be_piped_away(home: Path) -> None:
    command = f'"{sys.executable}" -m qa.cli documents | head -c 1'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=120)
    assert done.stdout == "i"
    assert "Traceback" not in done.stderr
