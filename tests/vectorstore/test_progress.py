"""Whoever indexes is told how far it is, batch by batch, up to the end."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Document
from tests.vectorstore.others import HashEmbedder
from vectorstore.manifest import read_manifest, write_manifest
from vectorstore.store import Store

Open = Callable[..., Store]
Make = Callable[..., Document]


def text(paragraphs: int) -> str:
    return "\n\n".join(f"La paix mondiale numéro {n} est durable." for n in range(paragraphs))


@pytest.fixture
def told() -> list[tuple[int, int]]:
    return []


@pytest.fixture
def store(tmp_path: Path, open_store: Open, told: list[tuple[int, int]]) -> Store:
    return open_store(
        tmp_path / "home", HashEmbedder(), progress=lambda done, total: told.append((done, total))
    )


def test_documents_are_counted_together_in_batches(
    store: Store, document: Make, told: list[tuple[int, int]]
) -> None:
    documents = [document("long", text(150)), document("short", text(3))]
    assert [len(d.paragraphs) for d in documents] == [150, 3]
    store.add(documents)
    assert told == [(64, 153), (128, 153), (153, 153)]


def test_a_rebuild_is_counted_over_all_documents(
    store: Store, document: Make, told: list[tuple[int, int]]
) -> None:
    store.add([document("one", text(70)), document("two", text(2))])
    told.clear()
    store.rebuild()
    assert told == [(64, 72), (72, 72)]


def test_a_rebuild_by_a_newer_splitter_ends_at_its_own_count(
    tmp_path: Path, store: Store, document: Make, told: list[tuple[int, int]]
) -> None:
    store.add([document("one", text(5)), document("two", text(2))])
    built = read_manifest(tmp_path / "home")
    assert built is not None
    # As if the older splitter had found fewer paragraphs in the same text.
    one = replace(built.documents["one"], rows=3)
    older = replace(built, splitter=0, documents={**built.documents, "one": one})
    write_manifest(tmp_path / "home", older)
    told.clear()
    store.rebuild()
    assert told == [(7, 7)]


def test_the_library_itself_prints_nothing(
    store: Store, document: Make, capfd: pytest.CaptureFixture[str]
) -> None:
    store.add([document("one", text(150))])
    assert capfd.readouterr() == ("", "")
