"""Soft matching of one question with many passages at once, token by token.

Two signals come of it. The soft match M = Σᵢ wᵢ maxⱼ max(0, cos(qᵢ, pⱼ)) is the number of
`embeddings.max_similarity`. The sentence match S = maxₛ (M(s) + max(0, cos(q, s))) / 2 is that of
the passage's best sentence s: a long passage is about many things, and its mean vector about
none of them, while a question is answered by a sentence (scoring a document by its best passage:
Callan, "Passage-level evidence in document retrieval", SIGIR 1994). In S a token counts at least
0.9 where the sentence names, in whatever words, the concept of an expression that the token is of
(see `concepts`): what is said in the question's words and what is said in others then complete each
other within one sentence.

Neither needs a matrix a passage: every token that occurs in any of the passages is compared
with the question once, and a sentence's cosine is the sum of its tokens' inner products with
the question over the length of the sentence's vector, which is stored with the tokens.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.sentences import split_sentences
from vectorstore.embeddings import Embedder, SoftMatcher, TokenIds, Vectors, unit_rows

# In a text, where each of several things is said: the bounds of one or more pieces of it.
Places = Sequence[Sequence[tuple[int, int]]]

# What a token counts at least where the sentence names the concept that it is of.
_NAMED = 0.9
_DIGITS = 5
_CACHED_ROWS = 1024


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a passage, in order, and its sentences.

    `starts` says where in `ids` each sentence begins, `norms` how long the sum of its raw token
    rows is. Sentences of which the embedding model knows nothing are left out.
    """

    ids: TokenIds
    starts: NDArray[np.uint32]
    norms: Vectors


NO_TOKENS = Tokens(
    np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.float32)
)
_AT_ONCE = np.zeros(1, dtype=np.uint32)  # where a lone sentence starts


class SoftMatch:
    """A question whose tokens are matched with those of passages, if `embedder` has tokens.

    `expressions` are the places, in the question, of expressions that sentences may name in other
    words.
    """

    def __init__(self, embedder: Embedder, question: str, expressions: Places = ()) -> None:
        # Only static models have token vectors; for others the sentence vector stands in.
        self._matcher = embedder if isinstance(embedder, SoftMatcher) else None
        if self._matcher is not None:
            rows = self._matcher.token_vectors(question)
            squares = np.einsum("ij,ij->i", rows, rows)
            self._weights = squares / max(float(squares.sum()), np.finfo(np.float32).tiny)
            tokens, whole = unit_rows(rows), unit_rows(rows.sum(axis=0)[None, :])
            # The last column is of the question as a whole.
            self._directions = np.ascontiguousarray(np.concatenate([tokens, whole]).T)
            spans = self._matcher.token_spans(question) if expressions else []
            self._expressions = [_within(places, spans) for places in expressions]

    def scores(
        self, passages: Sequence[Tokens], dense: Vectors, named: Sequence[Vectors] = ()
    ) -> tuple[Vectors, Vectors]:
        """M and S of each passage, in [0, 1], given its tokens and its cosine with the question.

        Both are that cosine where the embedding model has no tokens.
        """
        by_token, sentence = self.by_token(passages, dense, named)
        return settled(by_token.sum(axis=1)), sentence

    def by_token(
        self, passages: Sequence[Tokens], dense: Vectors, named: Sequence[Vectors] = ()
    ) -> tuple[Vectors, Vectors]:
        """What each token of the question adds to M, shape (passages, tokens); and S.

        `named` says of each passage how far its sentences name the expressions, shape
        (expressions, sentences), values in [0, 1]. Where the embedding model has no tokens, the
        question counts as one.
        """
        if self._matcher is None:
            near = np.maximum(dense, 0.0)
            return near[:, None], near
        by_token = np.zeros((len(passages), len(self._weights)), dtype=np.float32)
        sentence = np.zeros(len(passages), dtype=np.float32)
        filled = [i for i, passage in enumerate(passages) if len(passage.ids)]
        if filled and len(self._weights):
            chosen = [passages[i] for i in filled]
            own = [named[i] for i in filled] if named and self._expressions else []
            by_token[filled], sentence[filled] = self._matched(self._matcher, chosen, own)
        return by_token, settled(sentence)

    def _matched(
        self, matcher: SoftMatcher, passages: Sequence[Tokens], named: Sequence[Vectors]
    ) -> tuple[Vectors, Vectors]:
        distinct, places = _distinct(np.concatenate([passage.ids for passage in passages]))
        rows = matcher.token_rows(distinct)
        inner = rows @ self._directions
        lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
        lengths[lengths == 0.0] = 1.0
        similar = np.maximum(np.divide(inner[:, :-1].T, lengths, order="C"), 0.0)
        products = inner[places, -1]
        begins = _offsets(len(passage.ids) for passage in passages)
        starts = np.concatenate(
            [passage.starts + start for passage, start in zip(passages, begins, strict=True)]
        )
        best = np.maximum.reduceat(similar.take(places, axis=1), starts, axis=1)
        norms = np.concatenate([passage.norms for passage in passages])
        near = np.maximum(np.add.reduceat(products, starts) / norms, 0.0)
        first = _offsets(len(passage.starts) for passage in passages)
        by_token: Vectors = (np.maximum.reduceat(best, first, axis=1).T) * self._weights
        if named:
            self._raise(best, passages, named)
        sentence: Vectors = np.maximum.reduceat((self._weights @ best + near) / 2, first)
        return by_token, sentence

    def _raise(self, best: Vectors, passages: Sequence[Tokens], named: Sequence[Vectors]) -> None:
        """Count the tokens of what a sentence names in other words as nearly met."""
        # Where a sentence was left out, nobody knows which one names what.
        told = np.concatenate(
            [
                own
                if own.shape[1] == len(passage.starts)
                else np.zeros((len(own), len(passage.starts)), np.float32)
                for passage, own in zip(passages, named, strict=True)
            ],
            axis=1,
        )
        for tokens, share in zip(self._expressions, _NAMED * told, strict=True):
            best[tokens] = np.maximum(best[tokens], share)


def tokens_of(embedder: Embedder, texts: Sequence[str]) -> list[Tokens]:
    """The tokens of each of `texts`; none where `embedder` has no tokens."""
    if not isinstance(embedder, SoftMatcher):
        return [NO_TOKENS for _ in texts]
    sentences = [[text[s.start : s.end] for s in split_sentences(text)] for text in texts]
    ids = iter(embedder.token_ids([sentence for one in sentences for sentence in one]))
    return [_tokens(embedder, [next(ids) for _ in one]) for one in sentences]


def sentences_apart(tokens: Tokens) -> list[Tokens]:
    """Each sentence of a passage as a passage of its own, those left out excepted."""
    bounds = pairwise([*tokens.starts.tolist(), len(tokens.ids)])
    return [
        Tokens(tokens.ids[start:end], _AT_ONCE, norm)
        for (start, end), norm in zip(bounds, tokens.norms[:, None], strict=True)
    ]


def embedded(embedder: Embedder, texts: Sequence[str], tokens: Sequence[Tokens]) -> Vectors:
    """The vectors of `texts`, shape (len(texts), dimension); their `tokens` spare reading them."""
    if not isinstance(embedder, SoftMatcher):
        return embedder.embed_documents(list(texts))
    return sum_of_rows(embedder, [one.ids for one in tokens])


def sum_of_rows(matcher: SoftMatcher, texts: Sequence[TokenIds]) -> Vectors:
    """One unit vector a text, that of the sum of its tokens' rows; zeros where it has none."""
    vectors = np.zeros((len(texts), matcher.dimension), dtype=np.float32)
    ends = np.cumsum([len(ids) for ids in texts])
    at = 0
    while at < len(texts):
        # A few texts at a time, whose rows fit the processor's cache.
        begun = ends[at - 1] if at else 0
        end = max(at + 1, int(np.searchsorted(ends, begun + _CACHED_ROWS)))
        filled = [i for i in range(at, end) if len(texts[i])]
        if filled:
            rows = matcher.token_rows(np.concatenate([texts[i] for i in filled]))
            vectors[filled] = np.add.reduceat(rows, _offsets(len(texts[i]) for i in filled), axis=0)
        at = end
    return unit_rows(vectors)


def _tokens(matcher: SoftMatcher, sentences: Sequence[TokenIds]) -> Tokens:
    known = [ids for ids in sentences if len(ids)]
    if not known:
        return NO_TOKENS
    ids = np.concatenate(known)
    starts = _offsets(map(len, known))
    sums = np.add.reduceat(matcher.token_rows(ids), starts, axis=0)
    norms = np.sqrt(np.einsum("ij,ij->i", sums, sums))
    # A sentence whose rows cancel out has no direction, and no cosine with anything.
    norms[norms == 0.0] = np.inf
    return Tokens(ids, starts.astype(np.uint32), norms)


def _within(places: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Which of `spans` share a character with one of `places`."""
    return [
        at
        for at, (start, end) in enumerate(spans)
        if any(start < last and first < end for first, last in places)
    ]


def _offsets(lengths: Iterable[int]) -> NDArray[np.intp]:
    """Where each of several pieces laid end to end begins."""
    ends = np.cumsum(list(lengths), dtype=np.intp)
    return np.concatenate([np.zeros(1, dtype=np.intp), ends[:-1]])


def _distinct(ids: TokenIds) -> tuple[TokenIds, NDArray[np.intp]]:
    """The distinct `ids`, and where each of `ids` stands among them (no sorting needed)."""
    present = np.zeros(int(ids.max()) + 1, dtype=bool)
    present[ids] = True
    distinct = np.flatnonzero(present)
    places = np.cumsum(present) - 1
    return distinct.astype(np.uint32), places[ids]


def settled(values: Vectors) -> Vectors:
    """`values` without the noise of their last bits, which lifts a perfect match above 1.

    Nor have equal passages always equal sums: that depends on where they stand among others.
    """
    settled: Vectors = np.minimum(np.round(values, _DIGITS), 1.0)
    return settled
