"""The process that reads hostile formats: bounded, and without secrets."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import UnreadableDocumentError
from corpus.loaders import isolated, load
from corpus.loaders.loaded import Loaded, Note, ranges


def test_a_loader_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>Le conseil adopte le budget.")
    monkeypatch.setattr(isolated, "MOST_SECONDS", 0.001)
    with pytest.raises(UnreadableDocumentError, match=r"'page\.html' took more than"):
        load(path)


def test_the_child_sees_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[dict[str, str]] = []
    real = subprocess.run

    def spied(*arguments: Any, **options: Any) -> Any:
        started.append(options["env"])
        return real(*arguments, **options)

    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
    monkeypatch.setattr(subprocess, "run", spied)
    path = tmp_path / "page.html"
    path.write_text("<p>Le conseil adopte le budget.")
    assert load(path).text == "Le conseil adopte le budget."
    assert "sk-canary" not in str(started)
    assert started[0].keys() <= {*os.environ, "PYTHONPATH", "PYTHONIOENCODING"}


def test_what_is_loaded_survives_the_way_back() -> None:
    loaded = Loaded("Texte 中", True, (0, 3), "Titre", (Note("no text on page", (2, 3)),))
    assert Loaded.from_dict(loaded.to_dict()) == loaded


@pytest.mark.parametrize(
    ("numbers", "said"), [((1,), "1"), ((1, 2, 3), "1-3"), ((2, 5, 6, 9), "2, 5-6, 9")]
)
def test_pages_are_named_in_few_words(numbers: tuple[int, ...], said: str) -> None:
    assert ranges(numbers) == said
    assert str(Note("no text on page", numbers)).startswith("no text on page")
