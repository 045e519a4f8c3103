"""Alinéa over a Chroma server, as several machines use it: real server, real processes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from qa.errors import UsageError
from qa.ingestion import Shard

FILES = 9


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """As many folders, each with a file of the same name: a trap for those who share ids."""
    files = tmp_path / "files"
    for n in range(FILES):
        (files / str(n)).mkdir(parents=True)
        text = f"Le conseil numéro {n} adopte le budget de la commune."
        (files / str(n) / "avis.txt").write_text(text, "utf-8")
    return files


def start(machine: Path, url: str, *arguments: object) -> subprocess.Popen[str]:
    settings = {"ALINEA_HOME": str(machine), "ALINEA_CHROMA_URL": url, "ALINEA_CHROMA_KEY": "k3y"}
    return subprocess.Popen(
        [sys.executable, "-m", "qa.cli", *map(str, arguments)],
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def alinea(machine: Path, url: str, *arguments: object) -> Any:
    process = start(machine, url, *arguments, "--json")
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    return json.loads(out)


def test_machines_ingest_parts_of_a_folder_at_once_and_all_see_it_whole(
    chroma_url: str, folder: Path, tmp_path: Path
) -> None:
    machines = [tmp_path / f"machine-{n}" for n in (1, 2, 3)]
    working = [
        start(machine, chroma_url, "ingest", folder, "--shard", f"{n}/3", "--json")
        for n, machine in enumerate(machines, 1)
    ]
    reports = []
    for process in working:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, "")
        reports += json.loads(out)
    assert {report["status"] for report in reports} == {"added"}
    ids = [report["document_id"] for report in reports]
    assert len(set(ids)) == FILES
    assert "avis" in ids

    reader = tmp_path / "reader"
    listed = [document["id"] for document in alinea(reader, chroma_url, "documents")]
    assert set(listed) == {"ism", "cooperation", *ids}
    for n in (0, 4, 8):
        hit, *_ = alinea(reader, chroma_url, "search", f"le conseil numéro {n} adopte")
        assert f"numéro {n} adopte" in hit["text"]
        (found,) = (report for report in reports if report["document_id"] == hit["document_id"])
        assert found["path"] == str(folder / str(n) / "avis.txt")
    again = alinea(machines[0], chroma_url, "ingest", folder)
    assert {report["status"] for report in again} == {"unchanged"}
    assert [removed["id"] for removed in alinea(reader, chroma_url, "remove", *ids)] == ids
    assert len(alinea(machines[1], chroma_url, "documents")) == 2
    checks = alinea(machines[2], chroma_url, "verify")
    assert all(check["ok"] for check in checks)


def test_a_server_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    process = start(tmp_path, "http://127.0.0.1:9", "ask", "Qui ?")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (3, "")
    assert err.count("\n") == 1
    assert "'http://127.0.0.1:9'" in err
    assert "k3y" not in err


@pytest.mark.parametrize("text", ["", "0/2", "3/2", "1", "1/0", "-1/2", "a/b", "1/2/3", "１/２ "])
def test_what_is_no_part_of_the_files_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="Give the second of eight parts as 2/8"):
        Shard.parse(text)


def test_the_parts_are_disjoint_and_all_there_is() -> None:
    parts = [Shard.parse(f"{n}/4") for n in (1, 2, 3, 4)]
    assert [[part.has(place) for part in parts].index(True) for place in range(6)] == [
        0,
        1,
        2,
        3,
        0,
        1,
    ]
    assert all(sum(part.has(place) for part in parts) == 1 for place in range(50))
