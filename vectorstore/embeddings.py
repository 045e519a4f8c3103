"""Texts to vectors: the bundled static model, or any sentence-transformers model.

The bundled model is loaded with ``tokenizers`` and ``numpy`` alone. Importing this module, and
embedding with the bundled model, never imports torch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from corpus.chinese import simplified
from vectorstore.errors import EmbeddingError
from vectorstore.threads import one_blas_thread

BUNDLED = "bundled"
BUNDLED_FOLDER = Path(__file__).parent / "bundled_model"

Vectors = NDArray[np.float32]
TokenIds = NDArray[np.uint32]

_TOKENIZER = "tokenizer.json"
_WEIGHTS = "model.safetensors"
_PIECE = 1 << 20
# The tokens of so many words of at most so many characters are remembered: some 10 MB.
_MOST_WORDS = 50_000
_LONGEST_WORD = 20


class Embedder(Protocol):
    """Turns texts into vectors whose inner product is a cosine."""

    @property
    def name(self) -> str:
        """What the user asked for: ``"bundled"``, a model name or a folder."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) that changes whenever the same text could get another vector."""

    @property
    def dimension(self) -> int:
        """Length of every vector."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a question, shape ``(len(texts), dimension)``.

        A text of which the model knows nothing gets a row of zeros, never NaN.
        """

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a passage, as ``embed_queries`` does for questions."""


@runtime_checkable
class SoftMatcher(Protocol):
    """An embedder that also gives one vector a token, for ``max_similarity``."""

    @property
    def dimension(self) -> int:
        """Length of every vector."""

    def token_vectors(self, text: str) -> Vectors:
        """Return the raw rows of the known tokens of ``text``, shape ``(tokens, dimension)``.

        The rows are not normalised: their learnt norms say how much a token matters.
        """

    def token_ids(self, texts: Sequence[str]) -> list[TokenIds]:
        """Return the known tokens of each text in order, as indexes into the rows."""

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """Return where in ``text`` each of its known tokens begins and ends."""

    def token_rows(self, ids: TokenIds) -> Vectors:
        """Return the raw rows of ``ids``, shape ``(len(ids), dimension)``."""


def max_similarity(query: Vectors, passage: Vectors) -> float:
    """Return how well the best passage token for each question token matches it, in [0, 1].

    ``M = Σᵢ wᵢ maxⱼ max(0, cos(qᵢ, pⱼ))`` with ``wᵢ = ‖qᵢ‖² / Σₖ ‖qₖ‖²``: the MaxSim of late
    interaction (Khattab and Zaharia, ColBERT, SIGIR 2020), weighted by the squared norms that
    training gave the tokens. 0 when either side has no known token.

    Args:
        query: raw token rows of the question, shape ``(tokens, dimension)``.
        passage: raw token rows of the passage, shape ``(tokens, dimension)``.
    """
    if not len(query) or not len(passage):
        return 0.0
    weights = np.einsum("ij,ij->i", query, query)
    total = float(weights.sum())
    if total == 0.0:
        return 0.0
    best = (unit_rows(query) @ unit_rows(passage).T).max(axis=1)
    # Rounding may lift a perfect match a hair above 1.
    return min(1.0, float(weights @ np.maximum(best, 0.0)) / total)


class BundledEmbedder:
    """The static trilingual model that ships with the package: a mean of token rows.

    Args:
        folder: another folder in the same format (``tokenizer.json``, and ``model.safetensors``
            with int8 ``embeddings`` and one float ``weights`` a row).

    Raises:
        EmbeddingError: the folder is missing or holds something else.
    """

    def __init__(self, folder: Path | None = None) -> None:
        from safetensors import SafetensorError
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        self._folder = BUNDLED_FOLDER if folder is None else folder
        self._name = BUNDLED if folder is None else str(folder)
        missing = [f for f in (_TOKENIZER, _WEIGHTS) if not (self._folder / f).is_file()]
        if missing:
            raise EmbeddingError(
                f"The embedding folder {str(self._folder)!r} has no {' and no '.join(missing)}: "
                "reinstall Alinéa, or give a folder written by python -m vectorstore.training"
            )
        try:
            tensors = load_file(self._folder / _WEIGHTS)
            # The table stays int8 (a quarter of the memory); only the rows in use become floats.
            self._rows: NDArray[np.int8] = tensors["embeddings"]
            self._scales: Vectors = tensors["weights"]
            self._tokenizer = Tokenizer.from_file(str(self._folder / _TOKENIZER))
            # The tokens of words: the same ones are looked up again and again.
            self._words: dict[str, TokenIds] = {}
        except KeyError as error:
            raise EmbeddingError(
                f"{str(self._folder / _WEIGHTS)!r} has no tensor {error}: give a folder written by "
                "python -m vectorstore.training"
            ) from error
        except (SafetensorError, OSError, ValueError) as error:
            raise EmbeddingError(f"Cannot read {str(self._folder)!r}: {error}") from error

    @property
    def name(self) -> str:
        """``"bundled"``, or the folder that was given."""
        return self._name

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 (hex) over the weights and the tokenizer."""
        return hash_files([self._folder / _WEIGHTS, self._folder / _TOKENIZER])

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return int(self._rows.shape[1])

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a question, shape ``(len(texts), dimension)``; zeros if unknown."""
        return self._embed(texts)

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a passage, shape ``(len(texts), dimension)``; zeros if unknown."""
        return self._embed(texts)

    def token_vectors(self, text: str) -> Vectors:
        """Return the raw rows of the known tokens of ``text``, shape ``(tokens, dimension)``."""
        return self.token_rows(self.token_ids([text])[0])

    def token_ids(self, texts: Sequence[str]) -> list[TokenIds]:
        """Return the known tokens of each text in order, as indexes into the rows."""
        distinct = dict.fromkeys(texts)
        found = {t: ids for t in distinct if (ids := self._words.get(t)) is not None}
        if missing := [text for text in distinct if text not in found]:
            encodings = self._encoded(missing)
            for text, encoding in zip(missing, encodings, strict=True):
                ids = np.asarray(encoding.ids, dtype=np.uint32)
                found[text] = ids[self._scales[ids] > 0.0]
            if len(self._words) > _MOST_WORDS:
                self._words = {}
            self._words.update((t, found[t]) for t in missing if len(t) <= _LONGEST_WORD)
        return [found[text] for text in texts]

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """Return where in ``text`` each of its known tokens begins and ends."""
        encoding = self._tokenizer.encode(simplified(text), add_special_tokens=False)
        known = self._scales[np.asarray(encoding.ids, dtype=np.uint32)] > 0.0
        return [span for span, is_known in zip(encoding.offsets, known, strict=True) if is_known]

    def token_rows(self, ids: TokenIds) -> Vectors:
        """Return the raw rows of ``ids``, shape ``(len(ids), dimension)``."""
        rows: Vectors = self._rows[ids].astype(np.float32)
        rows *= self._scales[ids, None]
        return rows

    def _encoded(self, texts: Sequence[str]) -> list[Any]:
        # Trained on simplified Chinese, the model hardly knows traditional characters.
        plain = [simplified(text) for text in texts]
        return self._tokenizer.encode_batch_fast(plain, add_special_tokens=False)

    @one_blas_thread()
    def _embed(self, texts: Sequence[str]) -> Vectors:
        # A lone string is a sequence too, and would silently give one vector a character.
        if isinstance(texts, str):
            raise TypeError(f"Expected a sequence of texts, got the text {texts[:40]!r}")
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        encodings = self._encoded(texts)
        for vector, encoding in zip(vectors, encodings, strict=True):
            if ids := encoding.ids:
                # The sum points where the mean does, so the count cancels out.
                np.matmul(self._scales[ids], self._rows[ids].astype(np.float32), out=vector)
        return unit_rows(vectors)


def load_embedder(name: str) -> Embedder:
    """Return the embedder that ``name`` stands for.

    Args:
        name: ``"bundled"``, or any sentence-transformers model name or folder.

    Raises:
        EmbeddingError: the model does not exist or cannot be loaded.
    """
    if name == BUNDLED:
        return BundledEmbedder()
    from vectorstore.sentence_embedder import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(name)


def unit_rows(vectors: Vectors) -> Vectors:
    """Return the rows scaled to length 1; rows of zeros stay zeros."""
    norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    norms[norms == 0.0] = 1.0
    unit: Vectors = vectors / norms[:, None]
    return unit


def hash_files(files: Iterable[Path]) -> str:
    """Return the SHA-256 (hex) over the names and the contents of `files`, in their order."""
    digest = hashlib.sha256()
    for file in files:
        # Names and lengths keep two files from reading as one.
        digest.update(f"{file.name} {file.stat().st_size}\n".encode())
        with file.open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    return digest.hexdigest()
