"""What a text is about, whatever its words and language: the concepts of the thesaurus in it.

A concept is one thing with many names ("narcotics", "drogue", 毒品, "dope"): a line of
`training/thesaurus.tsv`; `training/related.tsv` says which others are close to it. A question and
a paragraph that name it differently share no word, and a mean of word vectors may be too blurred
to tell; here they share a number. (Mapping a question's terms to a thesaurus and searching by its
headings and those near them is how MEDLINE has long been searched: Aronson & Rindflesch, "Query
expansion using the UMLS Metathesaurus", AMIA 1997.)

A concept c weighs w(c), its information in texts of all kinds. An expression e of the question
means one of the concepts that it may stand for; a text t meets it by m(e, t), the largest w(c) of
those that t names, or some of that where t only names a related one. With M(t) = Σ m(e, t), a
passage p with the sentences s has the concept match

    C = (M(p) + maxₛ M(s)) / 2 / (k + Σ max w(c))

in [0, 1): k keeps low what a question of few concepts can come to, which says little of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus import Language
from corpus.chinese import simplified
from corpus.sentences import split_sentences
from vectorstore.analysis import content_units
from vectorstore.mentions import RELATED, ConceptIds, Scores, mentions, table

# The k of the formula, in nats: about two concepts that are not common.
_DOUBT = 5.0
_ID_BITS = 16


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts that a passage names: those of each sentence, of which `counts` says how many.

    Within a sentence none is twice.
    """

    ids: ConceptIds
    counts: NDArray[np.uint32]

    @classmethod
    def of(cls, text: str, language: Language) -> "Concepts":
        """Those of `text`."""
        (found,) = cls.of_all([text], [language])
        return found

    @classmethod
    def of_all(cls, texts: Sequence[str], languages: Sequence[Language]) -> list["Concepts"]:
        """Those of each of `texts`; for many this is much faster than one by one."""
        sentences = [[t[span.start : span.end] for span in split_sentences(t)] for t in texts]
        both = zip(sentences, languages, strict=True)
        flat = [(one, language) for several, language in both for one in several]
        ids, counts = _distinct([one for one, _ in flat], [language for _, language in flat])
        found, at, begun = [], 0, 0
        for several in sentences:
            own = counts[at : at + len(several)]
            end = begun + int(own.sum())
            found.append(cls(ids[begun:end], own))
            at, begun = at + len(several), end
        return found

    @classmethod
    def of_each(cls, sentences: Sequence[str], languages: Sequence[Language]) -> list["Concepts"]:
        """Those of each of `sentences`, which are not looked through for further ones."""
        return cls(*_distinct(sentences, languages)).apart()

    def names_any(self, concepts: set[int]) -> bool:
        """Whether one of `concepts` is named."""
        return not concepts.isdisjoint(self.ids.tolist())

    def apart(self) -> list["Concepts"]:
        """Each sentence as a passage of its own."""
        ends = np.cumsum(self.counts)
        return [
            Concepts(self.ids[end - count : end], np.array([count], dtype=np.uint32))
            for end, count in zip(ends.tolist(), self.counts.tolist(), strict=True)
        ]


class ConceptMatch:
    """A question whose concepts are matched with those of passages."""

    def __init__(self, question: str, language: Language) -> None:
        known = table()
        asked = _asked(question, language)
        worth = [known.worth_of(concepts) for concepts in asked]
        # In the question, the pieces of each expression.
        self.places = _places(question, language, asked.values())
        self._starts = np.cumsum([0, *map(len, worth)])[:-1]
        self._values = np.array([v for own in worth for v in own.values()], dtype=np.float32)
        self._nearness = np.array(
            [
                1.0 if concept in concepts else RELATED
                for concepts, own in zip(asked, worth, strict=True)
                for concept in own
            ],
            dtype=np.float32,
        )
        self._total = _DOUBT + sum(float(known.weights[list(own)].max()) for own in asked)
        columns = np.array([concept for own in worth for concept in own], dtype=np.int64)
        self._distinct, self._columns = np.unique(columns, return_inverse=True)
        self._count = len(known.weights)

    def match(self, passages: Sequence[Concepts]) -> tuple[Scores, list[Scores]]:
        """C of each passage; and how far its sentences name each expression of the question, shape
        (expressions, sentences): 1 for its concept, less for a related one.

        C is 0 where the question names no concept.
        """
        scores = np.zeros(len(passages), dtype=np.float32)
        sizes = np.array([len(passage.counts) for passage in passages], dtype=np.int64)
        if not len(self._distinct) or not sizes.any():
            return scores, [np.zeros((len(self._starts), n), dtype=np.float32) for n in sizes]
        named = self._named(passages)
        ends = np.cumsum(sizes)
        filled = sizes > 0
        first = (ends - sizes)[filled]
        whole = np.logical_or.reduceat(named, first, axis=0)
        best = np.maximum.reduceat(self._met(named), first)
        scores[filled] = (self._met(whole) + best) / 2 / self._total
        near = named[:, self._columns] * self._nearness
        by_sentence = np.maximum.reduceat(near, self._starts, axis=1).T
        return scores, np.split(by_sentence, ends[:-1], axis=1)

    def _named(self, passages: Sequence[Concepts]) -> NDArray[np.bool_]:
        """Which of the distinct concepts each sentence of `passages` names."""
        ids = np.concatenate([passage.ids for passage in passages])
        counts = np.concatenate([passage.counts for passage in passages])
        place = np.full(self._count, -1)
        place[self._distinct] = np.arange(len(self._distinct))
        places = place[ids]
        asked = places >= 0
        named = np.zeros((len(counts), len(self._distinct)), dtype=bool)
        named[np.repeat(np.arange(len(counts)), counts)[asked], places[asked]] = True
        return named

    def _met(self, named: NDArray[np.bool_]) -> Scores:
        """M of each row of `named`, which has a column for each distinct concept."""
        values = named[:, self._columns] * self._values
        met: Scores = np.maximum.reduceat(values, self._starts, axis=1).sum(axis=1)
        return met


def concepts_asked(question: str, language: Language) -> list[set[int]]:
    """What each expression of a question may stand for; of those within others the longest alone
    counts."""
    return [set(own) for own in _asked(question, language)]


def _asked(question: str, language: Language) -> dict[frozenset[int], set[int]]:
    """The same, with the units of the question that say it."""
    _, starts, lengths, concepts = mentions([question], [language])
    ends = starts + lengths
    longer = lengths[None, :] > lengths[:, None]
    is_within = longer & (starts[None, :] <= starts[:, None]) & (ends[:, None] <= ends[None, :])
    outer = ~is_within.any(axis=1)
    asked: dict[tuple[int, int], set[int]] = {}
    for start, end, concept in zip(
        *(a[outer].tolist() for a in (starts, ends, concepts)), strict=True
    ):
        asked.setdefault((start, end), set()).add(concept)
    distinct: dict[frozenset[int], set[int]] = {}
    for bounds, own in asked.items():
        distinct.setdefault(frozenset(own), set()).update(range(*bounds))
    return distinct


def _places(
    question: str, language: Language, expressions: Iterable[set[int]]
) -> list[list[tuple[int, int]]]:
    """Where in `question` the units of each of `expressions` are, as far as they are written so."""
    plain = simplified(question).lower()
    places: list[tuple[int, int] | None] = []
    end = 0
    for unit in content_units(question, language)[0]:
        start = plain.find(unit, end) if unit else -1
        places.append(None if start < 0 else (start, start + len(unit)))
        end = end if start < 0 else start + len(unit)
    return [[place for unit in sorted(units) if (place := places[unit])] for units in expressions]


def concepts_called(name: str, language: Language) -> set[int]:
    """The concepts of which all of `name` is one expression."""
    found = mentions([name], [language])
    whole = len(content_units(name, language)[0])
    return set(found.concepts[found.lengths == whole].tolist())


def _distinct(
    sentences: Sequence[str], languages: Sequence[Language]
) -> tuple[ConceptIds, NDArray[np.uint32]]:
    """The concepts of each of `sentences`, one after the other, and how many each has."""
    found = mentions(sentences, languages)
    distinct = np.unique((found.texts << _ID_BITS) | found.concepts)
    counts = np.bincount(distinct >> _ID_BITS, minlength=len(sentences))
    return (distinct & ((1 << _ID_BITS) - 1)).astype(np.uint16), counts.astype(np.uint32)
