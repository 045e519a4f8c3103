"""Is the store sound? Yes when it is, and the right check says no when it is not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus import Document
from vectorstore.store import Store
from vectorstore.verify import verify

TEXT = "I. Titre\n\n1. La paix mondiale est durable.\n\n2. La sécurité est commune.\n\nFin."


@pytest.fixture
def store(
    tmp_path: Path, open_store: Callable[..., Store], document: Callable[..., Document]
) -> Store:
    store = open_store(tmp_path)
    store.add([document("a", TEXT), document("b", "Le pain est cuit.")])
    return store


def failed(store: Store) -> dict[str, str]:
    return {check.name: check.detail for check in verify(store) if not check.ok}


def tamper(store: Store, change: Callable[[dict[str, Any]], None]) -> None:
    (path,) = (store.home / "documents").glob("a@*.json")
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data), "utf-8")


def test_the_shipped_store_is_sound(shipped_store: Store) -> None:
    checks = verify(shipped_store)
    assert [check.name for check in checks if not check.ok] == []
    details = {check.name: check.detail for check in checks}
    assert details["lexical index"] == "45 rows, 45 in the manifest"
    # The article in French and Chinese is two very long paragraphs, with windows.
    assert details["vectors"] == "49 rows, 49 in the manifest"
    assert details["text of ism"] == "41 paragraphs, offsets exact"
    assert checks[0].to_dict() == {
        "name": "vectors",
        "ok": True,
        "detail": "49 rows, 49 in the manifest",
    }


def test_a_changed_text_is_found(store: Store) -> None:
    tamper(store, lambda data: data.update(text=data["text"].replace("durable", "fragile")))
    assert failed(store) == {"text of a": "differs from the hash in the manifest"}


def test_a_changed_paragraph_is_found(store: Store) -> None:
    def change(data: dict[str, Any]) -> None:
        data["paragraphs"][0]["text"] = "La paix mondiale est fragile."

    tamper(store, change)
    assert failed(store)["text of a"] == "offsets of a/I.1/1 are wrong"


def test_a_missing_paragraph_is_found(store: Store) -> None:
    tamper(store, lambda data: data["paragraphs"].pop())
    assert failed(store) == {"text of a": "2 paragraphs, 3 expected"}


def test_a_missing_text_is_found(store: Store) -> None:
    for path in (store.home / "documents").glob("a@*.json"):
        path.unlink()
    assert "cannot be read" in failed(store)["text of a"]


def test_missing_vectors_are_found(store: Store) -> None:
    with store.reading() as (manifest, rows, _):
        rows.remove([manifest.documents["a"].owner])
    assert failed(store)["vectors"] == "1 rows, 4 in the manifest"
    store.rebuild()
    assert failed(store) == {}


def test_missing_words_are_found(store: Store) -> None:
    with store.reading() as (manifest, _, lexical):
        lexical.remove([manifest.documents["a"].owner])
    assert failed(store) == {
        "lexical index": "1 rows, 4 in the manifest",
        "self-queries": "not found by their own text: a/I.1/1, a/I.2/1, a/I/after-2/1",
    }
    store.rebuild()
    assert failed(store) == {}


def test_checking_changes_nothing(store: Store) -> None:
    before = store.manifest
    verify(store)
    assert store.manifest == before
