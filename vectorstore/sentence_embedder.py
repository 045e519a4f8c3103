"""Any sentence-transformers model as an embedder; torch is imported when one is made."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vectorstore.embeddings import BUNDLED, Vectors, hash_files, unit_rows
from vectorstore.errors import EmbeddingError
from vectorstore.pretrained import Kind, load_pretrained, running

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_KIND = Kind("embedding model", f"use {BUNDLED!r}", EmbeddingError)
# The E5 models were trained with prefixes (Wang et al., "Multilingual E5 Text Embeddings", 2024)
# that their folders do not name; without them every passage is about as near as any other.
_E5 = re.compile(r"(multilingual-)?e5-(small|base|large)(-v2|-unsupervised)?")
_E5_PROMPTS = {"query": "query: ", "document": "passage: "}


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, on the GPU where there is one.

    Questions and passages get the prompts that the model was saved with, and the E5 models,
    recognised by the name that they were published under, the ones they were trained with.

    Args:
        name_or_folder: a model name on the hub, or a local folder.

    Raises:
        EmbeddingError: there is no such model, it cannot be read, or the hub cannot be reached;
            when embedding, that the model fails on a text.
    """

    def __init__(self, name_or_folder: str | Path) -> None:
        self._name = str(name_or_folder)
        self._folder = Path(name_or_folder).expanduser()
        self._model = load_pretrained(self._name, _KIND, _build)
        self._dimension = self._model.get_embedding_dimension() or len(self._model.encode("a"))
        self._prompts: dict[str, str] = {}
        if _E5.fullmatch(self._folder.name) and not any(self._model.prompts.values()):
            self._prompts = _E5_PROMPTS
            self._model.prompts.update(_E5_PROMPTS)

    @property
    def name(self) -> str:
        """The model name or folder, as given."""
        return self._name

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 (hex) over a local folder's files, or over the name and the loaded weights."""
        found = self._of_folder() if self._folder.is_dir() else self._of_weights()
        if self._prompts:  # added here, so that they are in no file
            found = hashlib.sha256(f"{found}{json.dumps(self._prompts)}".encode()).hexdigest()
        return found

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return self._dimension

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a question, with the prompt that the model has for questions."""
        return self._embed(texts, self._model.encode_query)

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a passage, with the prompt that the model has for documents."""
        return self._embed(texts, self._model.encode_document)

    def _embed(self, texts: Sequence[str], encode: Callable[..., Any]) -> Vectors:
        if not texts:
            return np.zeros((0, self._dimension), dtype=np.float32)
        with running(self._name, _KIND):
            vectors = encode(list(texts), show_progress_bar=False)
        return unit_rows(np.nan_to_num(np.asarray(vectors, dtype=np.float32)))

    def _of_folder(self) -> str:
        # Not the path: a model that was moved is still the same model.
        files = (file for file in self._folder.rglob("*") if file.is_file())
        return hash_files(sorted(file for file in files if file.suffix != ".md"))

    def _of_weights(self) -> str:
        digest = hashlib.sha256(self._name.encode())
        for key, tensor in sorted(self._model.state_dict().items()):
            digest.update(key.encode())
            digest.update(tensor.detach().cpu().float().numpy().tobytes())
        return digest.hexdigest()


def _build(name: str, local_files_only: bool) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(name, local_files_only=local_files_only)
