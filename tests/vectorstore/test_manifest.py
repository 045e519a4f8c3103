"""The manifest file: whole or not at all, and refused when it is damaged or too new."""

import json
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path

import pytest

from vectorstore.errors import StoreMismatchError, StoreUnavailableError
from vectorstore.manifest import (
    SCHEMA,
    DocumentRecord,
    EmbeddingIdentity,
    Manifest,
    manifest_stamp,
    read_manifest,
    write_atomically,
    write_manifest,
)

EMBEDDING = EmbeddingIdentity("bundled", "abc", 256)


def record(document_id: str, revision: int) -> DocumentRecord:
    return DocumentRecord(
        id=document_id,
        revision=revision,
        title="Sécurité 安全",
        label="S",
        language="fr",
        date="2023-04-10",
        source=None,
        origin="s.txt",
        content_hash="0123456789abcdef",
        paragraphs=2,
        rows=3,
    )


FULL = Manifest(
    EMBEDDING,
    analyser=1,
    splitter=1,
    generation=4,
    next_revision=9,
    documents={"a": record("a", 7), "b": record("b", 8)},
    pending=("c@9",),
    garbage=("a@1",),
    shipped="hash",
    removed=("ism",),
)


@pytest.mark.parametrize("manifest", [Manifest(EMBEDDING, 1, 1), FULL])
def test_a_manifest_is_read_back_as_written(tmp_path: Path, manifest: Manifest) -> None:
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path) == manifest


def test_there_is_no_manifest_before_the_first_write(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
    assert read_manifest(tmp_path / "nowhere") is None
    assert manifest_stamp(tmp_path) is None


def test_writing_leaves_one_file(tmp_path: Path) -> None:
    for generation in range(1, 4):
        write_manifest(tmp_path, replace(FULL, generation=generation))
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]
    assert (tmp_path / "manifest.json").read_text("utf-8").count("安全") == 2


def test_a_failed_write_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    write_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "new \ud800")
    assert path.read_text() == "old"


def test_every_replacement_changes_the_stamp(tmp_path: Path) -> None:
    stamps = []
    for generation in range(5):
        write_manifest(tmp_path, replace(FULL, generation=generation))
        stamps.append(manifest_stamp(tmp_path))
    assert all(before != after for before, after in pairwise(stamps))


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    write_manifest(tmp_path, replace(FULL, schema=SCHEMA + 1))
    with pytest.raises(StoreMismatchError, match=rf"has schema {SCHEMA + 1}.*Upgrade Alinéa"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"not json", b'{"schema": 1'])
def test_a_damaged_manifest_is_refused_and_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "manifest.json"
    path.write_bytes(data)
    with pytest.raises(StoreUnavailableError, match="cannot be read") as refused:
        read_manifest(tmp_path)
    assert repr(str(path)) in str(refused.value)
    assert path.read_bytes() == data


@pytest.mark.parametrize("data", ["[]", "null", "3", "{}", '{"schema": "1"}', '{"schema": 1}'])
def test_another_programs_manifest_is_refused_and_named(tmp_path: Path, data: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(data)
    with pytest.raises(StoreUnavailableError, match="is not a manifest of Alinéa") as refused:
        read_manifest(tmp_path)
    assert repr(str(path)) in str(refused.value)


@pytest.mark.parametrize(
    "missing", ["schema", "embedding", "analyser", "documents", "pending", "removed"]
)
def test_a_manifest_without_a_part_is_refused(tmp_path: Path, missing: str) -> None:
    data = asdict(FULL)
    del data[missing]
    (tmp_path / "manifest.json").write_text(json.dumps(data))
    with pytest.raises(StoreUnavailableError, match="is not a manifest"):
        read_manifest(tmp_path)


def test_replaced_and_removed_versions_become_garbage() -> None:
    replaced = FULL.with_documents(record("a", 9))
    assert replaced.garbage == ("a@1", "a@7")
    assert replaced.owners == {"a@9", "b@8"}
    assert list(replaced.documents) == ["a", "b"]
    removed = replaced.with_documents(without="b")
    assert removed.garbage == ("a@1", "a@7", "b@8")
    assert removed.owners == {"a@9"}
    assert removed.rows == 3
    assert FULL.owners == {"a@7", "b@8"}
