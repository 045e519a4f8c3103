"""Writes a trained table as a small sentence-transformers folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save
from tokenizers import Tokenizer

_MODULES = "sentence_transformers.sentence_transformer.modules"


def quantise(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return int8 rows and one float scale a row, with ``rows * scales[:, None] ≈ table``.

    The scale of a row of zeros is 0: so a reader knows the tokens that say nothing.
    """
    scales = (np.abs(table).max(axis=1) / 127).astype(np.float32)
    divisors = np.where(scales > 0, scales, 1)
    return np.rint(table / divisors[:, None]).astype(np.int8), scales


def join(tables: Sequence[NDArray[np.float32]], dimension: int) -> NDArray[np.float32]:
    """Return one table of at most ``dimension`` columns that stands for all of ``tables``.

    Laid side by side, each scaled to rows of mean square length 1, the tables give about the
    mean of their cosines; the projection on the first principal directions, not centred, loses
    the least of the inner products (Eckart and Young 1936).
    """
    scaled = []
    for table in tables:
        used = table[table.any(axis=1)]
        scaled.append(table / np.sqrt(np.square(used).sum(axis=1).mean()))
    together = np.concatenate(scaled, axis=1)
    _, directions = np.linalg.eigh(together.T @ together)
    joined: NDArray[np.float32] = together @ directions[:, ::-1][:, :dimension]
    return joined.astype(np.float32)


def save_model(folder: Path, tokenizer: Tokenizer, table: NDArray[np.float32]) -> None:
    """Write ``folder`` so that ``SentenceTransformer(folder)`` loads it: bag of rows, normalised.

    The two tensors are named as model2vec names them; sentence-transformers multiplies
    ``embeddings`` (int8) by ``weights`` (one a row) when it loads such a file.
    """
    rows, scales = quantise(table)
    folder.mkdir(parents=True, exist_ok=True)
    # Without indentation: a third smaller, and read faster.
    (folder / "tokenizer.json").write_text(tokenizer.to_str(pretty=False), encoding="utf-8")
    # Not save_file, which lets nobody but the owner read what it writes.
    weights = save({"embeddings": rows, "weights": scales})
    (folder / "model.safetensors").write_bytes(weights)
    _write_json(
        folder / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": f"{_MODULES}.StaticEmbedding"},
            {"idx": 1, "name": "1", "path": "1_Normalize", "type": f"{_MODULES}.Normalize"},
        ],
    )
    _write_json(
        folder / "config_sentence_transformers.json",
        {
            "model_type": "SentenceTransformer",
            "prompts": {"query": "", "document": ""},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    )
    (folder / "1_Normalize").mkdir(exist_ok=True)
    _write_json(folder / "1_Normalize" / "config.json", {})


def _write_json(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
