"""What goes into a store comes out of it: add, replace, remove, rebuild, open again."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import Document, shipped_documents
from tests.vectorstore.others import HashEmbedder
from vectorstore.errors import (
    StoreUnavailableError,
    UnknownDocumentError,
    UnknownParagraphError,
)
from vectorstore.search import search
from vectorstore.store import Store
from vectorstore.verify import verify

Open = Callable[..., Store]
Make = Callable[..., Document]
TEXT = "I. Titre\n\n1. La paix mondiale est durable.\n\n2. La sécurité est commune.\n\nFin."


def is_sound(store: Store) -> bool:
    return [check for check in verify(store) if not check.ok] == []


def counts(store: Store) -> tuple[int, int]:
    with store.reading() as (_, rows, lexical):
        return rows.count(), lexical.count()


def test_a_new_store_is_empty(open_store: Open, tmp_path: Path) -> None:
    store = open_store(tmp_path / "deep" / "home")
    assert store.documents() == []
    assert search(store, "paix") == []
    assert not (tmp_path / "deep" / "home" / "manifest.json").exists()
    assert is_sound(store)


def test_an_added_document_comes_back_whole(
    open_store: Open, document: Make, tmp_path: Path
) -> None:
    store = open_store(tmp_path)
    added = document("a", TEXT, origin="a.txt")
    store.add([added])
    assert store.document("a") == added
    (record,) = store.documents()
    assert (record.id, record.title, record.origin) == ("a", "a", "a.txt")
    assert (record.content_hash, record.paragraphs) == (added.content_hash, 3)
    assert store.paragraph("a/I.2/1").text == "La sécurité est commune."
    assert counts(store) == (3, 3)
    assert is_sound(store)


def test_the_latest_documents_are_kept_and_never_outdated(
    open_store: Open, document: Make, tmp_path: Path
) -> None:
    store = open_store(tmp_path)
    store.add([document(f"d{n}", TEXT) for n in range(20)])
    first = store.document("d0")
    assert store.document("d0") is first
    assert store.stored_document("d0") is not first
    for n in range(1, 20):
        store.document(f"d{n}")
    again = store.document("d0")
    assert again is not first
    assert again == first
    store.add([document("d0", TEXT + " Fini.")])
    assert store.document("d0").paragraphs[-1].text.endswith("Fini.")
    store.remove("d0")
    with pytest.raises(UnknownDocumentError):
        store.document("d0")


def test_unknown_documents_and_paragraphs_are_named(
    open_store: Open, document: Make, tmp_path: Path
) -> None:
    store = open_store(tmp_path)
    with pytest.raises(UnknownDocumentError, match=r"'x' in the store\. Documents: none"):
        store.document("x")
    store.add([document("a", TEXT)])
    with pytest.raises(UnknownDocumentError, match=r"'x' in the store\. Documents: a"):
        store.remove("x")
    for unknown in ("x/p/1", "a/I.9/1", "a", ""):
        with pytest.raises(UnknownParagraphError, match=f"There is no paragraph '{unknown}'"):
            store.paragraph(unknown)


def test_a_replaced_document_leaves_nothing_behind(
    open_store: Open, document: Make, tmp_path: Path
) -> None:
    store = open_store(tmp_path)
    store.add([document("a", TEXT), document("b", "Le pain est cuit.")])
    store.add([document("a", "Le navire est en mer.")])
    assert [record.id for record in store.documents()] == ["a", "b"]
    assert counts(store) == (2, 2)
    assert {hit.paragraph.text for hit in search(store, "paix mondiale")} == {
        "Le navire est en mer.",
        "Le pain est cuit.",
    }
    assert sorted(path.name for path in (tmp_path / "documents").iterdir()) == [
        "a@3.json",
        "b@2.json",
    ]
    assert (store.manifest.pending, store.manifest.garbage) == ((), ())
    assert is_sound(store)


def test_the_last_of_two_documents_with_one_id_is_kept(
    open_store: Open, document: Make, tmp_path: Path
) -> None:
    store = open_store(tmp_path)
    store.add([document("a", "Le premier texte."), document("a", "Le second texte.")])
    assert store.document("a").text == "Le second texte."
    assert counts(store) == (1, 1)
    assert is_sound(store)


def test_a_removed_document_is_gone(open_store: Open, document: Make, tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.add([document("a", TEXT), document("b", "Le pain est cuit.")])
    assert store.remove("a").title == "a"
    assert [record.id for record in store.documents()] == ["b"]
    assert counts(store) == (1, 1)
    with pytest.raises(UnknownDocumentError):
        store.remove("a")
    store.remove("b")
    assert counts(store) == (0, 0)
    assert search(store, "pain") == []


def test_removed_shipped_documents_are_remembered_until_added_again(
    open_store: Open, document: Make, tmp_path: Path
) -> None:
    store = open_store(tmp_path)
    both = [document("a", TEXT, origin="shipped"), document("b", TEXT)]
    store.add(both, shipped="hash")
    for document_id in ("a", "b"):
        store.remove(document_id)
    assert list(store.manifest.removed) == ["a"]
    store.rebuild()
    assert list(store.manifest.removed) == ["a"]
    store.add(both)
    assert list(store.manifest.removed) == []
    assert store.manifest.shipped == "hash"


def test_ids_and_results_are_the_same_after_ingestion_rebuild_and_reopening(
    open_store: Open, tmp_path: Path
) -> None:
    def seen(store: Store) -> object:
        hits = search(store, "Combien de personnes la Chine formera-t-elle ?", k=50)
        ids = [p.id for r in store.documents() for p in store.document(r.id).paragraphs]
        return ids, [(hit.paragraph, round(hit.score, 5)) for hit in hits]

    store = open_store(tmp_path)
    store.add(shipped_documents())
    first = seen(store)
    store.add(shipped_documents())
    assert seen(store) == first
    store.rebuild()
    assert seen(store) == first
    store.close()
    assert seen(open_store(tmp_path)) == first


def test_a_rebuild_makes_a_new_generation_and_drops_the_old(
    open_store: Open, document: Make, tmp_path: Path
) -> None:
    store = open_store(tmp_path)
    store.add([document("a", TEXT)])
    store.rebuild()
    assert store.manifest.generation == 2
    assert [path.name for path in (tmp_path / "generations").iterdir()] == ["0002"]
    store.add([document("b", "Le pain est cuit.")])
    assert is_sound(store)


@pytest.mark.parametrize(
    "damaged",
    ["chroma/chroma.sqlite3", "lexical/meta.json", "lexical/*.term", "lexical/*.store"],
)
def test_damaged_indexes_are_named_and_a_rebuild_mends_them(
    open_store: Open, document: Make, tmp_path: Path, damaged: str
) -> None:
    store = open_store(tmp_path, HashEmbedder())
    store.add([document("a", TEXT)])
    store.close()
    for path in (tmp_path / "generations/0001").glob(damaged):
        path.write_bytes(b"garbage")
    broken = open_store(tmp_path, HashEmbedder())
    with pytest.raises(StoreUnavailableError, match=r"generations/0001/.*`alinea rebuild`"):
        search(broken, "paix")
    broken.close()
    mended = open_store(tmp_path, HashEmbedder(), rebuild=True)
    assert search(mended, "paix mondiale")[0].paragraph.id == "a/I.1/1"
    assert is_sound(mended)


@pytest.mark.parametrize("index", ["chroma", "lexical"])
def test_a_file_in_the_place_of_an_index_is_named(
    open_store: Open, document: Make, tmp_path: Path, index: str
) -> None:
    store = open_store(tmp_path, HashEmbedder())
    store.add([document("a", TEXT)])
    store.close()
    folder = tmp_path / "generations/0001" / index
    shutil.rmtree(folder)
    folder.write_text("not a folder")
    with pytest.raises(StoreUnavailableError, match=f"0001/{index}'"):
        search(open_store(tmp_path, HashEmbedder()), "paix")


def test_a_store_that_cannot_be_a_folder_is_refused(open_store: Open, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for home in (tmp_path / "file", tmp_path / "file" / "home"):
        with pytest.raises(StoreUnavailableError, match=r"cannot be made.*ALINEA_HOME"):
            open_store(home)


def test_a_store_that_cannot_be_written_keeps_what_it_held(
    open_store: Open, document: Make, tmp_path: Path
) -> None:
    store = open_store(tmp_path)
    store.add([document("a", TEXT)])
    shutil.move(tmp_path / "documents", tmp_path / "aside")
    (tmp_path / "documents").write_text("in the way")
    with pytest.raises(StoreUnavailableError, match="cannot be written"):
        store.add([document("b", TEXT)])
    (tmp_path / "documents").unlink()
    shutil.move(tmp_path / "aside", tmp_path / "documents")
    assert [record.id for record in store.documents()] == ["a"]
    store.add([document("b", TEXT)])
    assert counts(store) == (6, 6)
    assert is_sound(store)


def test_a_lost_text_is_named_and_ingesting_it_again_mends_it(
    open_store: Open, document: Make, tmp_path: Path
) -> None:
    store = open_store(tmp_path)
    store.add([document("a", TEXT, origin="a.txt")])
    (path,) = (tmp_path / "documents").iterdir()
    path.write_text(json.dumps({"id": "a"}))
    with pytest.raises(StoreUnavailableError, match=r"'a' .*@1\.json.*`alinea ingest a\.txt`"):
        store.document("a")
    with pytest.raises(StoreUnavailableError):
        store.rebuild()
    store.add([document("a", TEXT)])
    assert is_sound(store)


def test_long_and_chinese_ids_are_stored(open_store: Open, document: Make, tmp_path: Path) -> None:
    from corpus import slug

    store = open_store(tmp_path)
    names = [slug("安全" * 100), slug("rapport annuel " * 20)]
    store.add([document(name, TEXT) for name in names])
    assert [record.id for record in store.documents()] == names
    assert is_sound(store)
