"""Which word of the source stands for each word of a sentence.

Words are matched by their stem; in another language, or where the stem is not there, by the
nearest vector of the bundled model. Of several places the one is taken whose neighbours are
the sentence's neighbours too, so that each clause is compared with the clause it came from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from corpus import Language
from corpus.sentences import Span, split_sentences
from qa.verification.tokens import Token, Tokens, is_chinese
from vectorstore.analysis import grams
from vectorstore.embeddings import BUNDLED, Embedder, Vectors, load_embedder

# Neighbours this near, in words, tell which of several places is meant.
_REACH = 5
_SLACK = 3
_BESIDE = 7
# A vector this near stands for the same thing (a translation, a synonym); places almost as
# near as the nearest are candidates too.
NEAR = 0.55
_TIE = 0.1
# Two forms of one word share this many of their n-grams ("Ukraine", "ukrainienne").
_SAME_WORD = 0.6


@cache
def word_embedder() -> Embedder:
    """What gives words their vectors: always the bundled model, whatever the store's is.

    How near is near enough was fitted with it, and a word costs it some microseconds.
    """
    return load_embedder(BUNDLED)


class Source:
    """A paragraph made ready: its tokens, and the vectors of its words."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language: Language = language
        self.tokens = Tokens(text, language)

    @cached_property
    def words(self) -> list[Token]:
        """One token of each key that is not a number."""
        first = {token.key: token for token in self.tokens.items if not token.is_number}
        return list(first.values())

    @cached_property
    def vectors(self) -> Vectors:
        """The vectors of `words`, shape `(words, dimension)`."""
        return word_embedder().embed_documents([token.text for token in self.words])

    @cached_property
    def spans(self) -> list[Span]:
        """Its sentences."""
        return split_sentences(self.text)

    @cached_property
    def sentence_vectors(self) -> Vectors:
        """The vectors of its sentences and of the whole, shape `(sentences + 1, dimension)`."""
        texts = [self.text[span.start : span.end] for span in self.spans]
        return word_embedder().embed_documents([*texts, self.text])

    @cached_property
    def vector(self) -> Vectors:
        """The vector of the whole text."""
        vector: Vectors = word_embedder().embed_documents([self.text])[0]
        return vector


@dataclass(frozen=True, slots=True)
class Link:
    """What stands for a token: `place` in the source's tokens, and how well, in [0, 1]."""

    place: int
    strength: float

    @property
    def is_exact(self) -> bool:
        """Whether it is the same word."""
        return self.strength == 1.0


Links = dict[int, Link]


class Alignment:
    """A sentence laid against a source: `links` by the place of the sentence's token."""

    def __init__(self, sentence: Source, source: Source) -> None:
        self.sentence = sentence
        self.source = source
        self.same_language = sentence.language == source.language
        self._places: dict[int, Sequence[int]] = {}
        self._strength: dict[int, float] = {}
        self.nearest: dict[int, float] = {}
        for place, token in enumerate(sentence.tokens.items):
            # Grammatical words of two languages may look alike ("on", "a").
            is_comparable = self.same_language or token.is_content or token.is_number
            if is_comparable and (found := source.tokens.occurrences(token)):
                self._places[place], self._strength[place] = found, 1.0
        self._match_by_meaning()
        self.links: Links = {
            place: Link(self._best(place), self._strength[place]) for place in self._places
        }

    def candidates(self, place: int) -> Sequence[int]:
        """Every place of the source where the word at `place` of the sentence may stand."""
        return self._places.get(place, ())

    def region(self, first: int, last: int | None = None) -> tuple[int, int]:
        """The places of the source between what the sentence's neighbours are linked to.

        The neighbours are those of the words from `first` to `last`; (0, 0) where none is linked.
        """
        last = first if last is None else last
        around = (*range(first - _REACH, first), *range(last + 1, last + _REACH + 1))
        near = [self.links[other].place for other in around if other in self.links]
        if not near:
            return 0, 0
        middle = sorted(near)[len(near) // 2]
        close = [p for p in near if abs(p - middle) <= 2 * _REACH]
        return max(0, min(close) - 1), max(close) + 2

    def beside(self, place: int) -> list[int]:
        """Every place where the source has a word or number that the sentence has near `place`."""
        tokens = self.sentence.tokens.items
        return [
            found
            for other in range(max(0, place - _BESIDE), min(len(tokens), place + _BESIDE + 1))
            if other != place and not tokens[other].is_function
            for found in self._places.get(other, ())
        ]

    def support(self, place: int) -> float:
        """How well the source supports the token at `place`, in [0, 1]."""
        return self._strength.get(place, self.nearest.get(place, 0.0))

    def _match_by_meaning(self) -> None:
        tokens = self.sentence.tokens.items
        missing = [
            place
            for place, token in enumerate(tokens)
            if place not in self._places and not token.is_number
        ]
        words = self.source.words
        if not missing or not words:
            return
        rows = word_embedder().embed_documents([tokens[place].text for place in missing])
        similar = np.maximum(rows @ self.source.vectors.T, 0.0)
        for row, place in enumerate(missing):
            best = float(similar[row].max())
            form = self._same_form(tokens[place])
            self.nearest[place] = max(best, form[0])
            if form[0] > best:
                self._places[place], self._strength[place] = form[1], min(form[0], 0.99)
            elif best >= NEAR:
                keys = np.flatnonzero(similar[row] >= max(NEAR, best - _TIE))
                places = [p for key in keys for p in self.source.tokens.places[words[key].key]]
                self._places[place] = sorted(places)
                self._strength[place] = min(best, 0.99)

    def _same_form(self, token: Token) -> tuple[float, Sequence[int]]:
        """Another form of the same word, by its n-grams, with the same beginning."""
        if is_chinese(token.text) or len(token.text) < 4:
            return 0.0, ()
        first, *_ = own = grams(token.text) or [""]
        best: tuple[float, Sequence[int]] = (0.0, ())
        for word in self.source.words:
            if word.text[:3] != token.text[:3]:
                continue
            other = set(grams(word.text))
            shared = sum(gram in other for gram in own) / len(own) if first in other else 0.0
            if shared >= _SAME_WORD and shared > best[0]:
                best = (shared, self.source.tokens.places[word.key])
        return best

    def _best(self, place: int) -> int:
        places = self._places[place]
        if len(places) == 1:
            return places[0]
        return max(places, key=lambda p: (self._context(place, p), -p))

    def _context(self, place: int, candidate: int) -> float:
        score = 0.0
        for step in range(-_REACH, _REACH + 1):
            others = self._places.get(place + step)
            if not step or not others:
                continue
            wanted = candidate + step
            distance = min(abs(other - wanted) for other in others)
            if distance <= _SLACK:
                score += 1.0 / (1 + distance) / (1 + abs(step) / _REACH)
        return score
