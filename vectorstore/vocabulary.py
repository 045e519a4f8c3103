"""Is a word of the question in some paragraphs, in this form, another form, or another language?"""

from collections.abc import Sequence

import numpy as np

from corpus import Language, Paragraph
from vectorstore.analysis import grams, surface_words, words
from vectorstore.embeddings import Embedder

# Another form of a word ("Ukraine", "ukrainienne") begins like it and has this share of its
# n-grams; "ciel" and "essentiel" only end alike.
_SAME_WORD = 0.6


class Vocabulary:
    """The words of a few paragraphs and of their documents' titles, to look up words in."""

    def __init__(self, paragraphs: Sequence[Paragraph], embedder: Embedder) -> None:
        self._embedder = embedder
        texts = {(p.text, p.language) for p in paragraphs}
        texts |= {(f"{p.document_title} {p.document_label}", p.language) for p in paragraphs}
        self._stems = {stem for text, language in texts for stem in words(text, language)}
        forms = dict.fromkeys(word for text, _ in texts for word in surface_words(text))
        self._forms = list(forms)
        self._grams = [frozenset(grams(form)) for form in self._forms]
        self._vectors = embedder.embed_documents(self._forms)

    def nearness(self, word: str, language: Language) -> float:
        """1 where the word is there, else how near the nearest word comes, in [0, 1].

        Nearness is the share of the word's n-grams in one other word, where that is large
        enough for a form of the same name, or the cosine of their embeddings, which also
        finds translations.
        """
        if self._stems.intersection(words(word, language)):
            return 1.0
        if not self._forms:
            return 0.0
        first, *_ = own = grams(word) or [""]
        alike = (sum(gram in other for gram in own) for other in self._grams if first in other)
        shared = max(alike, default=0) / len(own)
        cosine = float(np.max(self._vectors @ self._embedder.embed_queries([word])[0]))
        return max(shared if shared >= _SAME_WORD else 0.0, cosine, 0.0)
