"""The process that keeps a store open works for the others, and only for those it should."""

import http.client
import json
import os
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qa import Assistant
from qa.errors import AlineaError, StoreUnavailableError, UnknownDocumentError, UsageError
from qa.operations import OPERATIONS
from qa.owner import Owner, find_owner, owning
from qa.settings import Settings

WHO = "Qui a proposé l'Initiative pour la Sécurité Mondiale ?"
# Keeps the store open until its standard input ends, as the chat does until Ctrl-C.
KEEPER = """
import sys
from qa import Assistant
from qa.owner import owning
with Assistant() as assistant, owning(assistant):
    print("ready", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def kept(home: Path) -> Iterator[Assistant]:
    with Assistant(home=home) as assistant, owning(assistant):
        yield assistant


@pytest.fixture
def owner(kept: Assistant) -> Owner:
    found = find_owner(kept.settings)
    assert found
    return found


@pytest.fixture
def keeper(home: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", KEEPER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.communicate()


def request(owner: Owner, path: str, token: str, length: int = 2) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", owner.port, timeout=10)
    headers = {"Authorization": token, "Content-Length": str(length)}
    connection.request("POST", path, "{}", headers)
    with closing(connection), connection.getresponse() as response:
        return response.status


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        ("ask", {"question": WHO}),
        ("ask", {"question": "Quel est le budget ?", "documents": ["ism"]}),
        ("search", {"query": "维和行动", "k": 3}),
        ("search", {"query": "peacekeeping", "documents": ["cooperation"]}),
        ("documents", {}),
    ],
)
def test_the_owner_gives_what_this_process_would(
    kept: Assistant, owner: Owner, operation: str, arguments: dict[str, Any]
) -> None:
    here = list(OPERATIONS[operation](kept, **arguments))
    assert here
    assert list(owner.carry_out(operation, **arguments)) == json.loads(json.dumps(here))


def test_another_terminal_writes_through_the_owner(
    home: Path, keeper: subprocess.Popen[str], tmp_path: Path
) -> None:
    (tmp_path / "avis [2].txt").write_text("La piscine municipale ouvre à sept heures.", "utf-8")

    def alinea(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-X", "importtime", "-m", "qa.cli", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=60)
        # The store is not opened here: neither Chroma nor the model are loaded.
        assert "chromadb" not in done.stderr
        assert "tantivy" not in done.stderr
        return done

    assert "added      avis-2  avis [2] (1 paragraphs, fr)" in alinea("ingest", "avis*.txt").stdout
    answer = json.loads(alinea("ask", "À quelle heure ouvre la piscine ?", "--json").stdout)
    assert [citation["paragraph_id"] for citation in answer["citations"]] == ["avis-2/p/1"]
    assert "avis-2/p/1" in alinea("search", "piscine").stdout
    missing = alinea("ingest", "nowhere.txt")
    assert missing.returncode == 1
    assert "failed     nowhere.txt: There is no file 'nowhere.txt'" in missing.stderr
    assert "removed  avis-2" in alinea("remove", "avis-2").stdout
    unknown = alinea("remove", "avis-2")
    assert unknown.returncode == 3
    assert "There is no document 'avis-2'" in unknown.stderr
    assert "avis-2" not in alinea("documents").stdout
    keeper.communicate("")
    assert not (home / "owner.json").exists()


def test_an_owner_that_was_killed_owns_nothing(home: Path, keeper: subprocess.Popen[str]) -> None:
    settings = Settings(home=home)
    assert find_owner(settings)
    keeper.kill()
    keeper.wait()
    assert (home / "owner.json").exists()
    assert find_owner(settings) is None
    with Assistant(home=home) as assistant, owning(assistant):
        found = find_owner(settings)
        assert found
        assert found.pid == os.getpid()


def test_there_is_one_owner_and_the_next_one_comes_after_it(home: Path) -> None:
    with Assistant(home=home) as first, Assistant(home=home) as second:
        with owning(first):
            before = find_owner(first.settings)
            with owning(second):
                assert find_owner(first.settings) == before
            assert find_owner(first.settings) == before
        assert find_owner(first.settings) is None
        with owning(second):
            assert find_owner(first.settings) not in (None, before)


@pytest.mark.parametrize(
    "different",
    [
        {"passages": 2},
        {"llm": "openai:test"},
        {"embedding": "some/model"},
        {"llm_base_url": "http://x/v1"},
    ],
)
@pytest.mark.usefixtures("owner")
def test_who_would_answer_otherwise_is_not_asked(home: Path, different: dict[str, Any]) -> None:
    assert find_owner(Settings(home=home, **different)) is None


@pytest.mark.usefixtures("owner")
def test_where_it_is_shown_does_not_matter(home: Path) -> None:
    assert find_owner(Settings(home=home, port=9999, host="::1"))


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"pid": 1}', "\x00", '"x"'])
def test_a_damaged_note_is_no_owner(home: Path, text: str) -> None:
    (home / "owner.json").write_text(text)
    assert find_owner(Settings(home=home)) is None


def test_only_who_can_read_the_store_gets_in(home: Path, owner: Owner) -> None:
    assert stat.S_IMODE((home / "owner.json").stat().st_mode) == 0o600
    for token in ("", "x", owner.token[:-1], owner.token + "é".encode().decode("latin-1")):
        assert request(owner, "/documents", token) == 401
    assert request(owner, "/documents", owner.token) == 200
    for path in ("/", "/nosuch", "/documents/", "/../documents", "/__class__"):
        assert request(owner, path, owner.token) == 400
    assert request(owner, "/ask", owner.token, 1_000_001) == 400


@pytest.mark.parametrize(
    ("operation", "arguments", "error"),
    [
        ("remove", {"ids": ["ism", "nope"]}, UnknownDocumentError),
        ("ask", {"question": ""}, UsageError),
        ("search", {"query": "paix", "documents": ["nope"]}, UnknownDocumentError),
    ],
)
def test_errors_are_those_of_the_owner(
    kept: Assistant, owner: Owner, operation: str, arguments: dict[str, Any], error: type
) -> None:
    with pytest.raises(error) as here:
        list(OPERATIONS[operation](kept, **arguments))
    with pytest.raises(error) as there:
        list(owner.carry_out(operation, **arguments))
    assert str(here.value) == str(there.value)
    assert [record.id for record in kept.documents()] == ["ism", "cooperation"]


def test_a_failure_that_nobody_foresaw_is_logged_there_and_told_in_a_line(
    kept: Assistant,
    owner: Owner,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(kept, "documents", lambda: 1 // 0)
    with pytest.raises(AlineaError, match="could not carry this out"):
        list(owner.carry_out("documents"))
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("reply", [b"", b"HTTP/1.0 200 OK\r\n\r\n", b'HTTP/1.0 200 OK\r\n\r\n{"it'])
def test_an_owner_that_stops_in_the_middle_is_told_so(reply: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def stop() -> None:
            accepted, _ = server.accept()
            with accepted:
                accepted.recv(10_000)
                accepted.sendall(reply)

        threading.Thread(target=stop).start()
        owner = Owner(4321, server.getsockname()[1], "token", "")
        with pytest.raises(StoreUnavailableError, match="Process 4321") as raised:
            list(owner.carry_out("documents"))
    assert "Give the command again" in str(raised.value)


def test_who_asks_and_goes_away_harms_nobody(owner: Owner) -> None:
    for _ in range(3):
        results = owner.carry_out("search", query="paix", k=50)
        next(results)
        del results
    assert len(list(owner.carry_out("documents"))) == 2


def test_an_owner_that_ends_finishes_the_file_it_is_at(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Assistant(home=home) as assistant:
        with owning(assistant):
            owner = find_owner(assistant.settings)
            assert owner
            for name in ("a.txt", "b.txt"):
                (tmp_path / name).write_text(f"La piscine {name} ouvre à sept heures.", "utf-8")
            ingest = assistant.ingest_each

            def waits(*paths: Any) -> Any:
                for report in ingest(*paths):
                    yield report
                    while (home / "owner.json").exists():
                        time.sleep(0.01)

            monkeypatch.setattr(assistant, "ingest_each", waits)
            results = owner.carry_out("ingest", paths=["a.txt", "b.txt"], folder=str(tmp_path))
            assert next(results)["status"] == "added"
        with pytest.raises(StoreUnavailableError):
            list(results)
        assert "a" in [record.id for record in assistant.documents()]
