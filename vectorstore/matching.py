"""One question against many short texts: the signals of `fusion`, for texts not in an index."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus import Language
from vectorstore.analysis import grams, words
from vectorstore.embeddings import SoftMatcher, max_similarity
from vectorstore.fusion import fuse
from vectorstore.store import Store


@dataclass(frozen=True, slots=True)
class Match:
    """How a text matches the question: the three signals, and their fusion in `score`."""

    score: float
    lexical: float
    dense: float
    soft: float


class QuestionMatcher:
    """Scores texts (sentences, usually) against one question.

    The lexical signal is the share of the question's information, Σ idf, whose tokens the
    text holds, with the idf of the store's paragraphs: the coverage of `lexical` without
    term frequencies, which say little in one sentence.
    """

    def __init__(self, store: Store, question: str, language: Language) -> None:
        self._embedder = store.embedder
        self._language = language
        self._vector = self._embedder.embed_queries([question])[0]
        # Only static models have token vectors; for others the sentence vectors stand in.
        self._soft = self._embedder if isinstance(self._embedder, SoftMatcher) else None
        self._tokens = self._soft.token_vectors(question) if self._soft else self._vector[None]
        with store.reading() as (_, _, index):
            self._word_weights = index.information("words", words(question, language))
            self._gram_weights = index.information("grams", grams(question))

    def match(self, texts: Sequence[str], languages: Sequence[Language]) -> list[Match]:
        """One match a text, in their order."""
        if not texts:
            return []
        dense = self._embedder.embed_documents(list(texts)) @ self._vector
        return [
            self._match(text, language, float(cosine))
            for text, language, cosine in zip(texts, languages, dense, strict=True)
        ]

    def _match(self, text: str, language: Language, dense: float) -> Match:
        lexical = (
            _share(self._word_weights, set(words(text, language)))
            + _share(self._gram_weights, set(grams(text)))
        ) / 2
        soft = max(dense, 0.0)
        if self._soft:
            soft = max_similarity(self._tokens, self._soft.token_vectors(text))
        same = language == self._language
        return Match(fuse(lexical, dense, soft, same_language=same), lexical, dense, soft)


def _share(weights: dict[str, float], present: set[str]) -> float:
    total = sum(weights.values())
    covered = sum(weight for token, weight in weights.items() if token in present)
    return float(np.divide(covered, total)) if total else 0.0
