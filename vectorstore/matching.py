"""One question against many short texts: the signals of `fusion`, for texts not in an index."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus import Language
from vectorstore.analysis import (
    content,
    grams,
    has_chinese,
    without_chinese,
    words,
    words_and_grams,
)
from vectorstore.concepts import ConceptMatch, Concepts
from vectorstore.embeddings import Vectors
from vectorstore.fusion import Signals, fuse_apart
from vectorstore.soft import SoftMatch, Tokens, embedded, settled, tokens_of
from vectorstore.store import Store


@dataclass(frozen=True, slots=True)
class Match:
    """How a text matches the question: the signals, and their fusion in `score`.

    `by_token` is what each token of the question adds to `soft` (see `soft`): two texts that
    match different parts of a question differ in it.
    """

    score: float
    lexical: float
    dense: float
    soft: float
    sentence: float
    concepts: float
    by_token: Vectors


class QuestionMatcher:
    """Scores texts (sentences, usually) against one question.

    The lexical signal is the share of the question's information, Σ idf, whose tokens the
    text holds, with the idf of the store's paragraphs: the coverage of `lexical` without
    term frequencies, which say little in one sentence.
    """

    def __init__(self, store: Store, question: str, language: Language) -> None:
        self._embedder = store.embedder
        self._language = language
        self._vector = store.embedder.embed_queries([question])[0]
        self._concepts = ConceptMatch(question, language)
        self._soft = SoftMatch(store.embedder, question, self._concepts.places)
        self._reads_chinese = has_chinese(question)
        asked = content(question)
        with store.reading() as (_, _, index):
            self._word_weights = index.information("words", words(asked, language))
            self._gram_weights = index.information("grams", grams(asked))

    def match(
        self,
        texts: Sequence[str],
        languages: Sequence[Language],
        tokens: Sequence[Tokens] | None = None,
        concepts: Sequence[Concepts] | None = None,
    ) -> list[Match]:
        """One match a text, in their order; their `tokens` and `concepts`, where known, spare
        reading them."""
        if not texts:
            return []
        lexical = np.array(
            [self._coverage(*pair) for pair in zip(texts, languages, strict=True)], dtype=np.float32
        )
        if tokens is None:
            tokens = tokens_of(self._embedder, texts)
        dense = embedded(self._embedder, texts, tokens) @ self._vector
        if concepts is None:
            concepts = Concepts.of_each(texts, languages)
        in_concepts, named = self._concepts.match(concepts)
        by_token, sentence = self._soft.by_token(tokens, dense, named)
        soft = settled(by_token.sum(axis=1))
        signals = Signals(lexical, dense, soft, sentence, in_concepts)
        scores = fuse_apart(signals, [language == self._language for language in languages])
        columns = [column.tolist() for column in (scores, *signals)]
        return [Match(*row) for row in zip(*columns, by_token, strict=True)]

    def _coverage(self, text: str, language: Language) -> float:
        if not self._reads_chinese:
            text = without_chinese(text)
        own_words, own_grams = words_and_grams(text, language)
        by_words = _share(self._word_weights, own_words)
        by_grams = _share(self._gram_weights, own_grams)
        return (by_words + by_grams) / 2


def _share(weights: dict[str, float], present: set[str]) -> float:
    total = sum(weights.values())
    covered = sum(weight for token, weight in weights.items() if token in present)
    return covered / total if total else 0.0
