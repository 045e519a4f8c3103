"""The rows of a store: a paragraph each, with its vector and tokens, packed into bytes."""

import json
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import Paragraph
from vectorstore.concepts import Concepts
from vectorstore.embeddings import Vectors
from vectorstore.soft import Tokens

# How many values each of the arrays has that follow.
_HEAD = struct.Struct("<6I")
_KINDS = ("<f4", "<u4", "<u4", "<f4", "<u4", "<u2")


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph as stored, with its vector (unit length, shape (dimension,)).

    `tokens` are those of the embedding model in its text, for soft matching; `concepts` what it
    names.
    """

    key: str
    owner: str
    paragraph: Paragraph
    vector: Vectors
    tokens: Tokens
    concepts: Concepts


def row_key(owner: str, paragraph: Paragraph) -> str:
    """The key of a paragraph's row: its position under the owner, unique by construction."""
    return f"{owner}/{paragraph.position}"


def pack(paragraph: Paragraph, vector: Vectors, tokens: Tokens, concepts: Concepts) -> bytes:
    """All of a row but its key and owner."""
    values: tuple[NDArray[Any], ...] = (
        *(vector, tokens.ids, tokens.starts, tokens.norms),
        *(concepts.counts, concepts.ids),
    )
    arrays = [array.astype(kind) for array, kind in zip(values, _KINDS, strict=True)]
    fields = json.dumps(paragraph.to_dict(), ensure_ascii=False).encode()
    head = _HEAD.pack(*map(len, arrays))
    return b"".join([head, *(array.tobytes() for array in arrays), fields])


def unpack(key: str, owner: str, packed: bytes) -> Row:
    """The row that was packed."""
    arrays, at = [], _HEAD.size
    for length, kind in zip(_HEAD.unpack_from(packed), _KINDS, strict=True):
        arrays.append(np.frombuffer(packed, kind, length, at))
        at += arrays[-1].nbytes
    paragraph = Paragraph.from_dict(json.loads(packed[at:]))
    vector, *tokens, counts, ids = arrays
    return Row(key, owner, paragraph, vector, Tokens(*tokens), Concepts(ids, counts))
