"""A store belongs to one embedding model, until a rebuild gives it another."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Document
from tests.vectorstore.others import HashEmbedder
from vectorstore.errors import StoreMismatchError
from vectorstore.manifest import read_manifest, write_manifest
from vectorstore.search import search
from vectorstore.store import Store
from vectorstore.verify import verify

Open = Callable[..., Store]
Make = Callable[..., Document]
TEXT = "I. Titre\n\n1. La paix mondiale est durable.\n\n2. La sécurité est commune.\n\nFin."


def is_sound(store: Store) -> bool:
    return [check for check in verify(store) if not check.ok] == []


def test_another_embedding_model_is_refused_until_a_rebuild(
    open_store: Open, document: Make, tmp_path: Path
) -> None:
    store = open_store(tmp_path)
    store.add([document("a", TEXT)])
    before = store.document("a")
    store.close()
    with pytest.raises(StoreMismatchError, match=r"'bundled', not 'hash'.*`alinea rebuild`"):
        open_store(tmp_path, HashEmbedder())
    other = open_store(tmp_path, HashEmbedder(), rebuild=True)
    assert other.document("a") == before
    assert other.manifest.embedding.dimension == 16
    assert search(other, "La paix mondiale est durable.")[0].paragraph.id == "a/I.1/1"
    assert is_sound(other)
    other.close()
    with pytest.raises(StoreMismatchError, match="'hash', not 'bundled'"):
        open_store(tmp_path)


def test_other_weights_under_the_same_name_are_refused(
    open_store: Open, document: Make, tmp_path: Path
) -> None:
    open_store(tmp_path, HashEmbedder()).add([document("a", TEXT)])
    with pytest.raises(StoreMismatchError, match=r"other weights.*'hash'.*`alinea rebuild`"):
        open_store(tmp_path, HashEmbedder(fingerprint="2"))


@pytest.mark.parametrize("part", ["analyser", "splitter", "embedding"])
def test_a_store_of_an_older_alinea_is_rebuilt_by_itself(
    open_store: Open, document: Make, tmp_path: Path, part: str
) -> None:
    store = open_store(tmp_path, HashEmbedder("bundled"))
    store.add([document("a", TEXT)])
    ids = [p.id for p in store.document("a").paragraphs]
    store.close()
    built = read_manifest(tmp_path)
    assert built is not None
    if part == "analyser":
        write_manifest(tmp_path, replace(built, analyser=0))
    elif part == "splitter":
        write_manifest(tmp_path, replace(built, splitter=0))
    fingerprint = "2" if part == "embedding" else "1"
    again = open_store(tmp_path, HashEmbedder("bundled", fingerprint=fingerprint))
    assert again.manifest.generation == 2
    assert [p.id for p in again.document("a").paragraphs] == ids
    assert is_sound(again)


def test_a_store_rebuilt_with_another_model_is_noticed_by_who_has_it_open(
    open_store: Open, document: Make, tmp_path: Path
) -> None:
    store = open_store(tmp_path, HashEmbedder("one"))
    store.add([document("a", TEXT)])
    assert search(store, "paix")
    open_store(tmp_path, HashEmbedder("two"), rebuild=True)
    for look in (lambda: search(store, "paix"), lambda: store.add([document("b", TEXT)])):
        with pytest.raises(StoreMismatchError, match="'two', not 'one'"):
            look()
