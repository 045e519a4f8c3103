"""Is a word of the question in some paragraphs, in this form, another form, or another language?"""

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from corpus import Language, Paragraph
from vectorstore.analysis import (
    grams,
    has_chinese,
    surface_words,
    without_chinese,
    word_grams,
    words,
)
from vectorstore.embeddings import Embedder, SoftMatcher, Vectors
from vectorstore.soft import sum_of_rows

# Another form of a word ("Ukraine", "ukrainienne") begins like it and has this share of its
# n-grams; "ciel" and "essentiel" only end alike.
_SAME_WORD = 0.6


class Vocabulary:
    """The words of a few texts, to look up words in."""

    def __init__(self, texts: Iterable[tuple[str, Language]], embedder: Embedder) -> None:
        self._embedder = embedder
        self._texts = list(dict.fromkeys(texts))

    @classmethod
    def of(cls, paragraphs: Sequence[Paragraph], embedder: Embedder) -> "Vocabulary":
        """The words of the paragraphs and of the titles above them."""
        texts = [(p.text, p.language) for p in paragraphs]
        above = [(p.document_title, p.document_label, *p.headings) for p in paragraphs]
        titles = [(" ".join(a), p.language) for a, p in zip(above, paragraphs, strict=True)]
        return cls([*texts, *titles], embedder)

    def has(self, word: str, language: Language) -> bool:
        """Whether the word is there, in any form with the same stem."""
        stems = self._stems if has_chinese(word) else self._latin_stems
        return bool(stems.intersection(words(word, language)))

    def nearness(self, word: str, language: Language) -> float:
        """1 where the word is there, else how near the nearest word comes, in [0, 1].

        Nearness is the share of the word's n-grams in one other word, where that is large
        enough for a form of the same name, or the cosine of their embeddings, which also
        finds translations.
        """
        if self.has(word, language):
            return 1.0
        if not self._forms:
            return 0.0
        first, *_ = own = grams(word) or [""]
        alike = (sum(gram in other for gram in own) for other in self._grams if first in other)
        shared = max(alike, default=0) / len(own)
        cosine = float(np.max(self._vectors @ self._embedder.embed_queries([word])[0]))
        return max(shared if shared >= _SAME_WORD else 0.0, cosine, 0.0)

    def near(self, word: str, least: float) -> set[str]:
        """The words that come as near to `word` as `least`, as `nearness` has it.

        Other forms of it are told by their n-grams alone, which is faster for many texts.
        """
        if not self._forms:
            return set()
        first, *_ = own = grams(word) or [""]
        cosines = (self._vectors @ self._embedder.embed_queries([word])[0]).tolist()
        return {
            form
            for form, other, cosine in zip(self._forms, self._grams, cosines, strict=True)
            if form == word
            or cosine >= least
            or (first in other and sum(gram in other for gram in own) >= _SAME_WORD * len(own))
        }

    @cached_property
    def _stems(self) -> set[str]:
        return {stem for text, language in self._texts for stem in words(text, language)}

    @cached_property
    def _latin_stems(self) -> set[str]:
        plain = [(without_chinese(text), language) for text, language in self._texts]
        return {stem for text, language in plain for stem in words(text, language)}

    @cached_property
    def _forms(self) -> list[str]:
        return list(dict.fromkeys(word for text, _ in self._texts for word in surface_words(text)))

    @cached_property
    def _grams(self) -> list[frozenset[str]]:
        return [frozenset(word_grams(form)) for form in self._forms]

    @cached_property
    def _vectors(self) -> Vectors:
        if isinstance(self._embedder, SoftMatcher):
            return sum_of_rows(self._embedder, self._embedder.token_ids(self._forms))
        return self._embedder.embed_documents(self._forms)
