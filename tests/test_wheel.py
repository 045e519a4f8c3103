"""The wheel alone: installed without index and dependencies, outside the checkout, and asked."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_everything_that_is_needed_is_inside_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for wanted in (
        "corpus/py.typed",
        "qa/py.typed",
        "corpus/documents/ism.txt",
        "corpus/documents/cooperation.txt",
        "prompts/answer.fr.md",
        "qa/abstention.json",
        "qa/evaluation/questions.jsonl",
        "qa/evaluation/page/report.js",
        "qa/verification/names.tsv",
        "qa/web/style/page.css",
        "qa/web/script/common.js",
    ):
        assert wanted in names
    assert any(name.startswith("vectorstore/") and name.endswith(".safetensors") for name in names)
    assert any(name.endswith("/LICENSE") for name in names)
    roots = {name.partition("/")[0] for name in names}
    assert {root for root in roots if not root.endswith(".dist-info")} == {
        "corpus",
        "prompts",
        "qa",
        "vectorstore",
    }
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests")]


def test_the_metadata_say_what_it_runs_on(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
    metadata = archive.read(name).decode()
    assert "Requires-Python: <3.14,>=3.11" in metadata
    assert "License-Expression: Apache-2.0" in metadata
    for version in ("3.11", "3.12", "3.13"):
        assert f"Classifier: Programming Language :: Python :: {version}" in metadata
    for extra in ("anthropic", "google", "huggingface", "mcp", "mistral", "ollama"):
        assert f"Provides-Extra: {extra}" in metadata


def test_installed_alone_it_answers_a_question(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "fresh"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    install = ["-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    done = subprocess.run([python, *install], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    # The libraries are the test environment's. A path in a .pth file does not bring that
    # folder's own .pth files along, so that the checkout, installed there, stays out of sight.
    (site,) = (environment / "lib").glob("python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}

    def run(*command: str) -> str:
        done = subprocess.run(
            [environment / "bin" / command[0], *command[1:]],
            cwd=tmp_path,
            env={**kept, "ALINEA_HOME": str(tmp_path / "home")},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = run("python", "-c", "import qa, corpus; print(qa.__file__, corpus.__file__)")
    assert str(ROOT) not in where
    assert where.count(str(site)) == 2
    assert run("alinea", "--version") == "alinea 0.1.0\n"
    said = run("alinea", "ask", "Combien de personnes la Chine formera-t-elle ?")
    assert "5000 personnes" in said
    assert "ISM, IV.5, al. 1" in said
    page = run("python", "-c", "from qa import Assistant\nfrom qa.web import build\n"
               "with Assistant() as a: print(type(build(a)).__name__)")  # fmt: skip
    assert page.strip() == "Blocks"
