"""Any sentence-transformers model as the embedding model of a store."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from tests.tiny_models import write_static_model, write_transformer
from vectorstore.embeddings import BUNDLED_FOLDER, BundledEmbedder, load_embedder
from vectorstore.errors import EmbeddingError
from vectorstore.sentence_embedder import SentenceTransformerEmbedder

PROMPTS = {"query": "query: ", "document": "passage: "}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_static_model(tmp_path_factory.mktemp("tiny") / "model")


def test_rows_are_unit_or_zero(folder: Path) -> None:
    embedder = load_embedder(str(folder))
    assert (embedder.name, embedder.dimension) == (str(folder), 8)
    documents = embedder.embed_documents(["paix", "peace", "guerre", ""])
    assert documents.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(documents, axis=1), [1, 1, 1, 0], atol=1e-6)
    assert documents[0] @ documents[1] == pytest.approx(1)
    assert embedder.embed_queries([]).shape == (0, 8)


def test_questions_and_passages_get_the_prompts_of_the_model(folder: Path, tmp_path: Path) -> None:
    plain = load_embedder(str(folder))
    prompted = load_embedder(str(write_static_model(tmp_path / "prompted", PROMPTS)))
    texts = ["paix", "guerre war"]
    for embed, prompt in (("embed_queries", "query: "), ("embed_documents", "passage: ")):
        found = getattr(prompted, embed)(texts)
        expected = plain.embed_documents([prompt + text for text in texts])
        np.testing.assert_allclose(found, expected, atol=1e-6)
        assert not np.allclose(found, plain.embed_documents(texts), atol=1e-2)


def test_the_e5_models_get_the_prefixes_that_they_were_trained_with(
    folder: Path, tmp_path: Path
) -> None:
    e5 = load_embedder(str(shutil.copytree(folder, tmp_path / "multilingual-e5-small")))
    plain = load_embedder(str(folder))
    np.testing.assert_allclose(
        [*e5.embed_queries(["paix"]), *e5.embed_documents(["paix"])],
        plain.embed_documents(["query: paix", "passage: paix"]),
        atol=1e-6,
    )
    # The same files, and other vectors: a store must tell them apart.
    assert e5.fingerprint != plain.fingerprint


def test_prompts_that_a_model_was_saved_with_come_first(tmp_path: Path) -> None:
    prompts = {"query": "war ", "document": ""}
    model = load_embedder(str(write_static_model(tmp_path / "e5-base", prompts)))
    np.testing.assert_allclose(
        model.embed_queries(["paix"]), model.embed_documents(["war paix"]), atol=1e-6
    )


def test_fingerprint_follows_the_weights_and_not_the_folder(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "moved")
    original = load_embedder(str(folder)).fingerprint
    assert load_embedder(str(copy)).fingerprint == original
    (weights,) = copy.rglob("model.safetensors")
    tensors = {name: tensor + 1 for name, tensor in load_file(weights).items()}
    save_file(tensors, weights)
    assert load_embedder(str(copy)).fingerprint != original


def test_missing_models_are_named(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match=r"no embedding model folder '.*nowhere'.*'bundled'"):
        load_embedder(str(tmp_path / "nowhere"))
    with pytest.raises(EmbeddingError, match=r"no embedding model folder '~/nowhere'"):
        load_embedder("~/nowhere")
    with pytest.raises(EmbeddingError, match=rf"Cannot load the embedding model '{tmp_path}' \("):
        load_embedder(str(tmp_path))


def test_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_transformer(tmp_path / "model", ["la paix mondiale"])
    capfd.readouterr()
    load_embedder(str(tmp_path / "model")).embed_documents(["la paix"] * 100)
    assert capfd.readouterr() == ("", "")


def test_the_bundled_folder_gives_the_bundled_vectors() -> None:
    texts = ["L’Initiative pour la sécurité mondiale", "尊重各国主权", "SIV系统", "?", ""]
    other, bundled = SentenceTransformerEmbedder(BUNDLED_FOLDER), BundledEmbedder()
    assert other.dimension == bundled.dimension
    np.testing.assert_allclose(other.embed_queries(texts), bundled.embed_queries(texts), atol=1e-5)
