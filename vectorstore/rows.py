"""The rows of a store: a paragraph each, with its vector and tokens, packed into bytes."""

import struct
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from corpus import Paragraph
from vectorstore.concepts import Concepts
from vectorstore.embeddings import Vectors
from vectorstore.soft import Tokens

# How many values each of the arrays has that follow, those of four bytes first.
_HEAD = struct.Struct("<6I")
_KINDS = ("<f4", "<f4", "<u4", "<u4", "<u4", "<u2")


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
        *(vector, tokens.norms, tokens.ids, tokens.starts),
        *(concepts.counts, concepts.ids),
    )
    arrays = [array.astype(kind) for array, kind in zip(values, _KINDS, strict=True)]
    fields = orjson.dumps(paragraph.to_dict())
    head = _HEAD.pack(*map(len, arrays))
    return b"".join([head, *(array.tobytes() for array in arrays), fields])


def unpack(key: str, owner: str, packed: bytes) -> Row:
    """The row that was packed."""
    sizes = _HEAD.unpack_from(packed)
    # Cut from one array, because to read each by itself takes most of the time.
    vector_end, norms_end, ids_end, starts_end, counts_end = accumulate(sizes[:-1])
    values = np.frombuffer(packed, "<f4", counts_end, _HEAD.size)
    whole = values[norms_end:].view("<u4")
    ids_at = _HEAD.size + values.nbytes
    concepts = np.frombuffer(packed, "<u2", sizes[-1], ids_at)
    paragraph = Paragraph.from_dict(orjson.loads(packed[ids_at + concepts.nbytes :]))
    tokens = Tokens(
        whole[: ids_end - norms_end],
        whole[ids_end - norms_end : starts_end - norms_end],
        values[vector_end:norms_end],
    )
    counts = whole[starts_end - norms_end :]
    return Row(key, owner, paragraph, values[:vector_end], tokens, Concepts(concepts, counts))
