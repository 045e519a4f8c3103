"""Short runs of the loops that kill writers and let processes meet; what is wrong is noticed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.shared_store import Write, lines, observed
from vectorstore.embeddings import BundledEmbedder
from vectorstore.folder_store import FolderStore
from vectorstore.texts import read_text, write_text

ROOT = Path(__file__).parents[2]


def run(program: str, out: Path, *options: str) -> Any:
    # A fresh process: pytest has threads, which forked processes would not survive.
    command = [sys.executable, "-m", f"benchmarks.{program}", *options, "--out", str(out)]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(out.read_text("utf-8"))


def test_killed_writers_leave_what_they_acknowledged_and_nothing_half_done(tmp_path: Path) -> None:
    result = run("kills", tmp_path / "out.json", "--kills", "12", "--seed", "5")
    assert result["wrong"] == []
    assert result["acknowledged writes"] > 0
    assert sum(n for name, n in result.items() if name.startswith("killed during")) == 12


def test_processes_that_meet_lose_nothing_and_see_the_same(tmp_path: Path) -> None:
    result = run("processes", tmp_path / "out.json", "--rounds", "7", "--seed", "5")
    assert result["wrong"] == []
    assert result["ingest: done"] > 0
    assert sum(n for name, n in result.items() if name.endswith("refused")) > 0
    assert "another model: accepted" not in result


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FolderStore]:
    opened = FolderStore(tmp_path / "home", BundledEmbedder())
    Write("ingest", ("acte-a", "acte-b"), 3, 5).do(opened, tmp_path)
    yield opened
    opened.close()


def test_what_is_in_the_store_is_observed(store: FolderStore, tmp_path: Path) -> None:
    assert observed(store) == ({"acte-a": 3, "acte-b": 3}, [])
    replaced = Write("replace", ("acte-b",), 4, 2)
    replaced.do(store, tmp_path)
    assert observed(store) == (replaced.after({"acte-a": 3, "acte-b": 3}), [])
    Write("remove", ("acte-a",)).do(store, tmp_path)
    Write("rebuild").do(store, tmp_path)
    assert observed(store) == ({"acte-b": 4}, [])


def test_lost_rows_are_noticed(store: FolderStore) -> None:
    with store.reading() as (_, rows, lexical):
        rows.remove(["acte-a@1"])
        lexical.remove(["acte-a@1"])
    _, wrong = observed(store)
    assert "vectors: 5 rows, 10 in the manifest" in wrong
    assert "of acte-a, 0 of 5 paragraphs are found" in wrong


def test_mixed_versions_and_changed_ids_are_noticed(store: FolderStore) -> None:
    record = store.manifest.documents["acte-a"]
    data = read_text(store.home, record).to_dict()
    mixed = json.loads(json.dumps(data).replace("version3", "version2", 1))
    write_text(store.home, record.owner, type(read_text(store.home, record)).from_dict(mixed))
    assert any("differs from the hash" in fault for fault in observed(store)[1])
    data["paragraphs"][1]["locator"] = {**data["paragraphs"][1]["locator"].copy(), "part": 9}
    write_text(store.home, record.owner, type(read_text(store.home, record)).from_dict(data))
    assert "the ids in acte-a have changed" in observed(store)[1]


def test_the_plan_follows_what_was_written() -> None:
    state = {"a": 1, "b": 2}
    assert Write("remove", ("a",)).after(state) == {"b": 2}
    assert Write("ingest", ("c", "a"), 5).after(state) == {"a": 5, "b": 2, "c": 5}
    assert Write("rebuild").after(state) == state
    assert lines("a", 7, 2) == [
        "Le conseil a adopte l'article 0 en version7.",
        "Le conseil a adopte l'article 1 en version7.",
    ]
