"""A store on a real Chroma server: shared by machines, each with its own lexical index."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from corpus import Document
from tests.chroma_server import chroma_server
from tests.vectorstore.others import HashEmbedder
from vectorstore import server, server_store
from vectorstore.errors import (
    StoreMismatchError,
    StoreUnavailableError,
    UnknownDocumentError,
    UnknownParagraphError,
)
from vectorstore.search import search
from vectorstore.server import Server, ServerAddress
from vectorstore.server_store import ServerStore
from vectorstore.verify import verify

Make = Callable[..., Document]
Machine = Callable[..., ServerStore]
_numbers = count(1)


@pytest.fixture
def address(chroma_url: str) -> ServerAddress:
    return ServerAddress(chroma_url, f"test-{next(_numbers)}")


@pytest.fixture
def machine(
    address: ServerAddress, tmp_path: Path, embedder: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Machine]:
    """Opens the store on a machine of that name, which looks at the server every time."""
    monkeypatch.setattr(server_store, "_LOOK", 0.0)
    opened: list[ServerStore] = []

    def open_on(name: str = "here", model: Any = embedder) -> ServerStore:
        opened.append(ServerStore(address, tmp_path / name, model))
        return opened[-1]

    yield open_on
    for store in opened:
        store.close()


def is_sound(store: ServerStore) -> bool:
    return [check for check in verify(store) if not check.ok] == []


def found(store: ServerStore, question: str) -> list[str]:
    return [hit.paragraph.id for hit in search(store, question, k=50)]


def lexical_rows(store: ServerStore) -> int:
    with store.reading() as (_, _, lexical):
        return lexical.count()


def test_what_one_machine_writes_the_others_see(machine: Machine, document: Make) -> None:
    one, other = machine("one"), machine("other")
    assert other.documents() == []
    added = [document("a", "La paix mondiale.\n\nLe pain est cuit."), document("b", "La guerre.")]
    one.add(added)
    assert [record.id for record in other.documents()] == ["a", "b"]
    assert other.document("a") == added[0]
    assert found(other, "paix mondiale")[0] == "a/p/1"
    one.add([document("a", "La paix régionale dure.")])
    assert other.paragraph("a/p/1").text == "La paix régionale dure."
    assert [record.id for record in other.documents()] == ["a", "b"]  # it keeps its place
    assert set(found(other, "pain cuit paix")) == {"a/p/1", "b/p/1"}
    assert one.remove("a").id == "a"
    assert found(other, "paix régionale") == ["b/p/1"]
    assert lexical_rows(other) == 1
    with pytest.raises(UnknownDocumentError, match="Documents: b"):
        other.document("a")
    with pytest.raises(UnknownParagraphError):
        other.paragraph("a/p/1")
    with pytest.raises(UnknownDocumentError):
        other.remove("a")
    assert is_sound(one)
    assert is_sound(other)


def test_a_removed_document_can_come_back(machine: Machine, document: Make) -> None:
    store = machine()
    store.add([document("a", "La paix.")])
    store.remove("a")
    assert store.claim("a", "/elsewhere/a.txt")
    store.add([document("a", "La guerre.")])
    assert found(store, "guerre") == ["a/p/1"]
    assert is_sound(machine())


def test_the_shipped_documents_are_marked_and_stay_removed(
    machine: Machine, document: Make
) -> None:
    machine("one").add([document("a", "La paix.", origin="shipped")], shipped="1234")
    other = machine("other")
    assert other.manifest.shipped == "1234"
    other.remove("a")
    assert (machine("third").manifest.shipped, machine("third").manifest.removed) == (
        "1234",
        ("a",),
    )


def test_a_long_text_comes_back_whole(machine: Machine, document: Make) -> None:
    text = "\n\n".join(f"Article {n}. Le conseil « {n} » adopte son budget." for n in range(2500))
    long = document("long", text)
    machine("one").add([long])
    assert machine("other").document("long") == long
    assert is_sound(machine("other"))


def test_another_embedding_model_is_refused(machine: Machine, document: Make) -> None:
    store = machine()
    store.add([document("a", "La paix.")])
    dimension = store.embedder.dimension
    with pytest.raises(StoreMismatchError, match="model 'bundled', not 'hash'"):
        machine(model=HashEmbedder(dimension=dimension))
    with pytest.raises(StoreMismatchError, match="other weights"):
        machine(model=HashEmbedder("bundled", dimension=dimension))


def test_a_collection_of_somebody_else_is_refused(
    address: ServerAddress, machine: Machine, embedder: Any
) -> None:
    client: Any = server._client(address)
    client.create_collection(f"{address.collection}-paragraphs", embedding_function=None)
    server._close(client)
    with pytest.raises(StoreMismatchError, match="not of Alinéa"):
        machine()


def test_a_newer_schema_is_refused(
    address: ServerAddress, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(server, "SCHEMA", 99)
        machine()
    with pytest.raises(StoreMismatchError, match="schema 99"):
        machine()


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9", "ftp://127.0.0.1", "127.0.0.1:8000", "http://", "nonsense"]
)
def test_a_server_that_is_not_there_is_told(url: str, tmp_path: Path, embedder: Any) -> None:
    with pytest.raises(StoreUnavailableError) as raised:
        ServerStore(ServerAddress(url, key="secret-key"), tmp_path, embedder)
    assert repr(url) in str(raised.value)
    assert "ALINEA_CHROMA_URL" in str(raised.value)
    assert "secret-key" not in str(raised.value)


def test_a_server_that_stops_is_told(
    tmp_path: Path, embedder: Any, document: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_store, "_LOOK", 0.0)
    with chroma_server(tmp_path / "data") as url:
        store = ServerStore(ServerAddress(url), tmp_path / "home", embedder)
        store.add([document("a", "La paix.")])
    for act in (
        store.documents,
        lambda: search(store, "paix"),
        lambda: store.remove("a"),
        lambda: store.add([document("b", "La guerre.")]),
    ):
        with pytest.raises(StoreUnavailableError):
            act()
    with chroma_server(tmp_path / "data") as url:
        again = ServerStore(ServerAddress(url), tmp_path / "home", embedder)
        assert found(again, "paix") == ["a/p/1"]
        again.close()
    store.close()


def test_a_writer_that_died_left_nothing_to_see_and_is_swept(
    machine: Machine, document: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = machine("one")
    store.add([document("a", "La paix une.")])
    with monkeypatch.context() as patch:
        patch.setattr(Server, "put", lambda *_: 1 // 0)  # as if killed before the last step
        with pytest.raises(ZeroDivisionError):
            machine("two").add([document("a", "La paix deux."), document("b", "La guerre.")])
    assert [record.id for record in store.documents()] == ["a"]
    assert found(store, "paix guerre") == ["a/p/1"]
    with machine("three").reading() as (manifest, rows, lexical):
        assert (rows.count(), lexical.count()) == (3, 1)
        assert len(manifest.garbage) == 2
    assert is_sound(machine("three"))
    later = time.time_ns() + 2 * 24 * 3600 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: later)
    store.add([document("c", "Le pain.")])
    with machine("four").reading() as (manifest, rows, _):
        assert (rows.count(), manifest.garbage) == (2, ())
    assert is_sound(machine("four"))


def test_replaced_rows_stay_until_every_reader_has_looked_again(
    machine: Machine, document: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, reader = machine("one"), machine("two")
    writer.add([document("a", "La paix une.")])
    assert found(reader, "paix") == ["a/p/1"]
    monkeypatch.setattr(server_store, "_LOOK", 60.0)  # the reader does not look
    writer.add([document("a", "La paix deux.")])
    writer.add([document("b", "La guerre.")])
    assert reader.paragraph("a/p/1").text == "La paix une."
    assert search(reader, "paix")[0].paragraph.text == "La paix une."
    monkeypatch.setattr(server_store, "_LOOK", 0.0)
    assert search(reader, "paix")[0].paragraph.text == "La paix deux."


def test_readers_see_one_version_at_a_time(machine: Machine, document: Make) -> None:
    writer, reader = machine("one"), machine("two")

    def version(number: int) -> list[Document]:
        text = "\n\n".join(f"Paragraphe {n}, version{number}." for n in range(12))
        return [document("left", text), document("right", text)]

    writer.add(version(0))
    done = threading.Event()

    def read() -> set[str]:
        seen = set()
        while not done.is_set():
            hits = search(reader, "paragraphe version", k=100)
            versions = {hit.paragraph.text.split("version")[1] for hit in hits}
            assert (len(hits), len(versions)) == (24, 1)
            seen |= versions
        return seen

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        try:
            for number in range(1, 8):
                writer.add(version(number))
        finally:
            done.set()
        assert len(set.union(*(future.result() for future in readers))) > 1
    assert is_sound(writer)


def test_of_two_machines_that_claim_an_id_one_gets_it(machine: Machine, document: Make) -> None:
    one, other = machine("one"), machine("two")
    assert one.claim("avis", "/x/avis.txt")
    assert not other.claim("avis", "/y/avis.txt")
    assert one.claim("avis", "/x/avis.txt")
    assert one.documents() == other.documents() == []  # a claim is no document
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda n: one.claim("budget", f"/{n}/budget.txt"), range(8)))
    assert sum(got) == 1


def test_a_lexical_index_that_was_cut_off_or_spoilt_is_mended(
    machine: Machine, document: Make, tmp_path: Path
) -> None:
    machine("one").add([document("a", "La paix.\n\nLe pain."), document("b", "La guerre.")])
    assert lexical_rows(machine("here")) == 3
    (synced,) = (tmp_path / "here").rglob("synced.json")
    said = json.loads(synced.read_text())
    for spoilt in (
        json.dumps({**said, "owners": said["owners"][:1]}),  # died before saying so
        json.dumps({**said, "analyser": 0}),
        "not JSON",
    ):
        synced.write_text(spoilt)
        store = machine("here")
        assert lexical_rows(store) == 3
        assert found(store, "guerre")[0] == "b/p/1"
        assert json.loads(synced.read_text()) == said
    store.rebuild()
    assert lexical_rows(store) == 3
    assert is_sound(store)


def test_two_readers_of_one_machine_share_a_lexical_index(
    machine: Machine, document: Make, tmp_path: Path
) -> None:
    first, second = machine("here"), machine("here")
    machine("one").add([document("a", "La paix.")])
    assert found(first, "paix") == found(second, "paix") == ["a/p/1"]
    machine("one").add([document("b", "La guerre.")])
    assert found(second, "guerre")[0] == found(first, "guerre")[0] == "b/p/1"
    assert len(list((tmp_path / "here" / "servers").iterdir())) == 1
