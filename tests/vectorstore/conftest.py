"""What the store's tests share: embedders, small documents, stores that are closed again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus import Document, parse_document, shipped_documents
from tests.vectorstore.others import OtherProcess
from vectorstore.embeddings import BundledEmbedder
from vectorstore.folder_store import FolderStore
from vectorstore.store import Store


@pytest.fixture
def other_process() -> Iterator[Callable[[Path], OtherProcess]]:
    started: list[OtherProcess] = []

    def start(home: Path) -> OtherProcess:
        started.append(OtherProcess(home))
        return started[-1]

    yield start
    for process in started:
        process.close()


@pytest.fixture(scope="session")
def embedder() -> BundledEmbedder:
    return BundledEmbedder()


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    def make(document_id: str, text: str, *, origin: str = "test.txt") -> Document:
        return parse_document(text, document_id=document_id, name=document_id, origin=origin)

    return make


@pytest.fixture(scope="session")
def shipped_store(
    embedder: BundledEmbedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """The shipped corpus, for tests that only read."""
    store = FolderStore(tmp_path_factory.mktemp("shipped") / "home", embedder)
    store.add(shipped_documents())
    yield store
    store.close()


@pytest.fixture
def open_store(embedder: BundledEmbedder) -> Iterator[Callable[..., Store]]:
    """Opens stores that are closed at the end of the test."""
    opened: list[Store] = []

    def open_one(home: Path, model: Any = embedder, **options: Any) -> Store:
        opened.append(FolderStore(home, model, **options))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()
