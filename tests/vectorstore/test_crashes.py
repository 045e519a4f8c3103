"""Readers that look on while others write: whole documents or none, always.

Writers that are killed are in `tests/benchmarks/test_shared_store.py`.
"""

import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from corpus import Document
from tests.vectorstore.others import OtherProcess
from vectorstore.errors import StoreUnavailableError
from vectorstore.search import Hit, search
from vectorstore.store import Store
from vectorstore.vector_index import VectorIndex
from vectorstore.verify import verify

Start = Callable[[Path], OtherProcess]
Open = Callable[..., Store]
Patch = pytest.MonkeyPatch
PAIR = {
    "left": "\n\n".join(f"Paragraphe {n} de gauche, VERSION." for n in range(20)),
    "right": "\n\n".join(f"Paragraphe {n} de droite, VERSION." for n in range(30)),
}


def versions(texts: list[str]) -> set[int]:
    return {int(n) for text in texts for n in re.findall(r"version(\d+)", text)}


def versions_found(hits: list[Hit]) -> set[int]:
    return versions([hit.paragraph.text for hit in hits])


def test_a_reader_notices_what_another_process_wrote(
    tmp_path: Path, other_process: Start, open_store: Open
) -> None:
    writer = other_process(tmp_path)
    store = open_store(tmp_path)
    assert search(store, "paix") == []
    assert writer.hear() == "ready"
    writer.do("add", texts={"a": "La paix mondiale est durable.", "b": "Le pain est cuit."})
    assert search(store, "paix")[0].paragraph.id == "a/p/1"
    assert [record.id for record in store.documents()] == ["a", "b"]
    writer.do("add", texts={"a": "La guerre mondiale est finie."})
    assert search(store, "guerre")[0].paragraph.text == "La guerre mondiale est finie."
    assert store.paragraph("a/p/1").text == "La guerre mondiale est finie."
    writer.do("rebuild")
    assert search(store, "guerre")[0].paragraph.id == "a/p/1"
    assert store.manifest.generation == 2
    writer.do("remove", id="a")
    assert [hit.paragraph.id for hit in search(store, "guerre")] == ["b/p/1"]


def test_readers_of_a_busy_store_see_one_version_at_a_time(
    tmp_path: Path, other_process: Start, open_store: Open
) -> None:
    writer = other_process(tmp_path)
    store = open_store(tmp_path)
    assert writer.hear() == "ready"
    writer.tell("add for ever", first=1, texts=PAIR)
    assert writer.hear() == 1
    end = time.monotonic() + 60  # far more than it takes

    def read() -> None:
        seen: set[int] = set()
        while len(seen) < 3:
            assert time.monotonic() < end
            hits = search(store, "paragraphe version", k=100)
            assert len(hits) == 50
            (version,) = versions_found(hits)
            assert store.document("left").id == "left"
            seen.add(version)

    with ThreadPoolExecutor(3) as pool:
        for reader in [pool.submit(read) for _ in range(3)]:
            reader.result()


def test_an_index_that_stumbles_is_opened_anew_and_one_that_is_broken_is_told(
    open_store: Open, tmp_path: Path, document: Callable[..., Document], monkeypatch: Patch
) -> None:
    store = open_store(tmp_path)
    store.add([document("a", "La paix mondiale.")])
    stumbles = iter([True, True, False])
    nearest = VectorIndex.nearest

    def stumbling(*arguments: Any) -> dict[str, float]:
        if next(stumbles, True):
            raise StoreUnavailableError("Chroma cannot read")
        return nearest(*arguments)

    monkeypatch.setattr(VectorIndex, "nearest", stumbling)
    assert search(store, "paix")[0].paragraph.id == "a/p/1"
    with pytest.raises(StoreUnavailableError):
        search(store, "paix")


def test_threads_search_while_documents_are_added_and_replaced(
    tmp_path: Path, open_store: Open, document: Callable[..., Document]
) -> None:
    store = open_store(tmp_path)
    store.add([document("kept", "La paix mondiale est durable.")])
    done = threading.Event()

    def read() -> int:
        count = 0
        while not done.is_set():
            hits = search(store, "paix mondiale durable", k=100)
            assert hits[0].paragraph.id == "kept/p/1"
            replaced = [h for h in hits if h.paragraph.document_id == "replaced"]
            assert len(replaced) in (0, 10)
            assert len(versions_found(replaced)) <= 1
            assert store.paragraph("kept/p/1").document_id == "kept"
            count += 1
        return count

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        try:
            for version in range(8):
                text = "\n\n".join(f"La phrase {n}, version{version}." for n in range(10))
                store.add([document("replaced", text)])
            store.remove("replaced")
            store.rebuild()
        finally:
            done.set()
        assert all(reader.result() > 0 for reader in readers)
    assert [hit.paragraph.id for hit in search(store, "paix")] == ["kept/p/1"]


def test_processes_that_open_a_new_store_at_once_do_not_get_in_each_others_way(
    tmp_path: Path, other_process: Start
) -> None:
    for attempt in range(3):
        home = tmp_path / str(attempt)
        processes = [other_process(home) for _ in range(5)]
        assert {process.hear() for process in processes} == {"ready"}
        for process in processes:
            process.tell("read")
        assert {process.hear() for process in processes} == {"done"}


def test_threads_that_write_take_turns(
    tmp_path: Path, open_store: Open, document: Callable[..., Document]
) -> None:
    store = open_store(tmp_path)
    names = [f"d{n}" for n in range(6)]
    added = [[document(name, f"Texte {name}.")] for name in names]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(store.add, added))
    assert sorted(record.id for record in store.documents()) == names
    assert [check for check in verify(store) if not check.ok] == []
