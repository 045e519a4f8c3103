"""Soft matching of one question with many passages at once: MaxSim over distinct tokens.

The same number as `embeddings.max_similarity`, M = Σᵢ wᵢ maxⱼ max(0, cos(qᵢ, pⱼ)), without a
matrix a passage: a maximum does not care how often a token occurs or where, so that every
token that occurs in any of the passages is compared with the question once.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorstore.embeddings import Embedder, SoftMatcher, TokenIds, Vectors


class SoftMatch:
    """A question whose tokens are matched with those of passages, if `embedder` has tokens."""

    def __init__(self, embedder: Embedder, question: str) -> None:
        # Only static models have token vectors; for others the sentence vector stands in.
        self._matcher = embedder if isinstance(embedder, SoftMatcher) else None
        if self._matcher is not None:
            rows = self._matcher.token_vectors(question)
            squares = np.einsum("ij,ij->i", rows, rows)
            self._weights = squares / max(float(squares.sum()), np.finfo(np.float32).tiny)
            self._question = _unit(rows)

    def scores(self, tokens: Sequence[TokenIds], dense: Vectors) -> Vectors:
        """M of each passage, in [0, 1], given its tokens and its cosine with the question."""
        if self._matcher is None:
            return np.maximum(dense, 0.0)
        found = np.zeros(len(tokens), dtype=np.float32)
        filled = [i for i, ids in enumerate(tokens) if len(ids)]
        if not filled or not len(self._question):
            return found
        together = np.concatenate([tokens[i] for i in filled])
        distinct, places = _distinct(together)
        table = self._question @ _unit(self._matcher.token_rows(distinct)).T
        starts = np.cumsum([0, *(len(tokens[i]) for i in filled[:-1])])
        best = np.maximum.reduceat(table.take(places, axis=1), starts, axis=1)
        # Rounding may lift a perfect match a hair above 1.
        found[filled] = np.minimum(self._weights @ np.maximum(best, 0.0), 1.0)
        return found


def tokens_of(embedder: Embedder, texts: Sequence[str]) -> list[TokenIds]:
    """The distinct tokens of each of `texts`; none where `embedder` has no tokens."""
    if not isinstance(embedder, SoftMatcher):
        return [np.zeros(0, dtype=np.uint32) for _ in texts]
    return embedder.token_ids(texts)


def _distinct(ids: TokenIds) -> tuple[TokenIds, NDArray[np.intp]]:
    """The distinct `ids`, and where each of `ids` stands among them (no sorting needed)."""
    present = np.zeros(int(ids.max()) + 1, dtype=bool)
    present[ids] = True
    distinct = np.flatnonzero(present)
    places = np.cumsum(present) - 1
    return distinct.astype(np.uint32), places[ids]


def _unit(rows: Vectors) -> Vectors:
    norms = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    norms[norms == 0.0] = 1.0
    unit: Vectors = rows / norms[:, None]
    return unit
