"""The bundled embedder: its vectors, its tokens, its files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from corpus.chinese import simplified
from vectorstore.embeddings import (
    BUNDLED_FOLDER,
    BundledEmbedder,
    Embedder,
    SoftMatcher,
    load_embedder,
    max_similarity,
)
from vectorstore.errors import EmbeddingError

TEXTS = [
    "La Chine formera 5000 personnes au cours des cinq prochaines années.",
    "L’Initiative pour la sécurité mondiale",
    "l'initiative pour la securite mondiale",
    "Où se trouve l'article 12, alinéa 3 ?",
    "Œuvrer à l’élimination des armes de destruction massive",
    "China will train five thousand people over the next five years.",
    "Respect the sovereignty and territorial integrity of all countries.",
    "How long may personal data be kept?",
    "中国愿在未来5年向全球发展中国家提供5000个研修培训名额。",
    "尊重各国主权、领土完整",
    "第一章 总则 第三条",
    "个人信息可以保存多久？",
    "SIV系统 and système SIV",
    "Ｆｕｌｌ－ｗｉｄｔｈ　１２３",
    "a",
    "?",
    "",
    "   ",
    "😀🎉",
    "paix 😀 和平",
    "日本語とРусский язык",
    "x" * 5000,
    "sécurité " * 20_000,
    "国际军事合作" * 5000,
    "\u2002indented\u00a0text\nwith lines\t",
]
UNKNOWN = ("?", "", "   ", "😀🎉")


@pytest.fixture(scope="module")
def bundled() -> BundledEmbedder:
    return BundledEmbedder()


def norms(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1)
    return lengths


def test_bundled_gives_the_vectors_of_sentence_transformers(bundled: BundledEmbedder) -> None:
    from sentence_transformers import SentenceTransformer

    plain = [simplified(text) for text in TEXTS]
    expected = SentenceTransformer(str(BUNDLED_FOLDER), device="cpu").encode(plain)
    actual = bundled.embed_documents(TEXTS)
    known = norms(expected) > 0
    assert ((actual * expected).sum(axis=1)[known] >= 0.9999).all()
    assert not actual[~known].any()


def test_bundled_rows_are_unit_or_zero(bundled: BundledEmbedder) -> None:
    vectors = bundled.embed_queries(TEXTS)
    assert vectors.shape == (len(TEXTS), bundled.dimension)
    assert vectors.dtype == np.float32
    unknown = np.asarray([text in UNKNOWN for text in TEXTS])
    np.testing.assert_allclose(norms(vectors)[~unknown], 1, atol=1e-5)
    assert not vectors[unknown].any()


def test_bundled_accepts_no_texts_and_refuses_a_lone_one(bundled: BundledEmbedder) -> None:
    assert bundled.embed_queries([]).shape == (0, bundled.dimension)
    with pytest.raises(TypeError, match="sequence of texts"):
        bundled.embed_queries("paix")


def test_accents_case_and_apostrophes_do_not_matter(bundled: BundledEmbedder) -> None:
    left, right = bundled.embed_queries(["L’ÉGALITÉ d’accès", "l'egalite d'acces"])
    np.testing.assert_array_equal(left, right)


def test_a_text_has_one_vector_whatever_its_batch(bundled: BundledEmbedder) -> None:
    together = bundled.embed_documents(TEXTS)
    alone = np.concatenate([bundled.embed_documents([text]) for text in TEXTS])
    np.testing.assert_array_equal(together, alone)


@pytest.mark.parametrize(
    ("question", "translation", "unrelated"),
    [
        (
            "La Chine propose de régler les différends par le dialogue.",
            "China proposes to settle disputes through dialogue.",
            "The invoice is posted to the vendor account at the end of the month.",
        ),
        (
            "respecter la souveraineté et l'intégrité territoriale de tous les pays",
            "尊重各国主权和领土完整",
            "选择供应商帐户，然后过帐发票。",
        ),
        (
            "the fight against terrorism and transnational crime",
            "打击恐怖主义和跨国犯罪",
            "孩子们在公园里踢足球。",
        ),
        (
            "la lutte contre le terrorisme",
            "the fight against terrorism",
            "la recette de la tarte aux pommes",
        ),
    ],
)
def test_a_translation_is_nearer_than_something_else(
    bundled: BundledEmbedder, question: str, translation: str, unrelated: str
) -> None:
    query = bundled.embed_queries([question])[0]
    near, far = bundled.embed_documents([translation, unrelated]) @ query
    assert near > far + 0.1


def test_bundled_embeds_without_torch() -> None:
    code = (
        "import sys\n"
        "from vectorstore.embeddings import load_embedder\n"
        "embedder = load_embedder('bundled')\n"
        "embedder.embed_queries(['paix']), embedder.fingerprint, embedder.token_vectors('和平')\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'scipy', 'chromadb'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (0, "")


def test_bundled_is_small_enough_to_ship() -> None:
    size = sum(file.stat().st_size for file in BUNDLED_FOLDER.rglob("*") if file.is_file())
    assert size <= 24_000_000


def test_load_embedder_knows_the_bundled_name() -> None:
    embedder: Embedder = load_embedder("bundled")
    assert embedder.name == "bundled"
    assert len(embedder.fingerprint) == 64
    assert isinstance(embedder, SoftMatcher)


def test_fingerprint_follows_the_weights_and_not_the_folder(
    bundled: BundledEmbedder, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(BUNDLED_FOLDER, copy)
    assert BundledEmbedder(copy).fingerprint == bundled.fingerprint
    tensors = {
        name: tensor.copy() for name, tensor in load_file(copy / "model.safetensors").items()
    }
    tensors["embeddings"][100, 0] ^= 1
    save_file(tensors, copy / "model.safetensors")
    assert BundledEmbedder(copy).fingerprint != bundled.fingerprint


def test_missing_or_foreign_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match=r"nowhere.*no tokenizer\.json"):
        BundledEmbedder(tmp_path / "nowhere")
    shutil.copy(BUNDLED_FOLDER / "tokenizer.json", tmp_path)
    weights = tmp_path / "model.safetensors"
    save_file({"embedding.weight": np.zeros((2, 2), np.float32)}, weights)
    with pytest.raises(EmbeddingError, match="no tensor 'embeddings'"):
        BundledEmbedder(tmp_path)
    weights.write_bytes(b"not weights")
    with pytest.raises(EmbeddingError, match="Cannot read"):
        BundledEmbedder(tmp_path)


def test_token_vectors_sum_to_the_text_vector(bundled: BundledEmbedder) -> None:
    text = "La sécurité de tous les pays, 各国安全"
    rows = bundled.token_vectors(text)
    total = rows.sum(axis=0)
    np.testing.assert_allclose(
        total / np.linalg.norm(total), bundled.embed_queries([text])[0], atol=1e-5
    )
    assert bundled.token_vectors("").shape == (0, bundled.dimension)
    assert bundled.token_vectors("😀").shape == (0, bundled.dimension)


@pytest.mark.parametrize("text", ["Que dit l'ONU ?", "全球安全倡議是什麼？", "", "😀 peace"])
def test_spans_are_those_of_the_known_tokens(bundled: BundledEmbedder, text: str) -> None:
    spans = bundled.token_spans(text)
    assert len(spans) == len(bundled.token_ids([text])[0])
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


def test_max_similarity_of_a_case_computed_by_hand() -> None:
    # Weights 9/10 and 1/10; best cosines .8 (of 3,4 with 0,2) and, all negative, 0.
    query = np.asarray([[0, 3], [-1, 0]], dtype=np.float32)
    passage = np.asarray([[3, 4], [2, 0]], dtype=np.float32)
    assert max_similarity(query, passage) == pytest.approx(0.9 * 0.8)


def test_max_similarity_bounds(bundled: BundledEmbedder) -> None:
    rows = bundled.token_vectors("régler les différends par le dialogue")
    nothing = bundled.token_vectors("")
    assert max_similarity(rows, rows) == pytest.approx(1)
    assert max_similarity(rows, rows) <= 1
    assert max_similarity(nothing, rows) == max_similarity(rows, nothing) == 0
    zeros = np.zeros((2, bundled.dimension), np.float32)
    assert max_similarity(zeros, rows) == max_similarity(rows, zeros) == 0
