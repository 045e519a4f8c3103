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

`concepts.npz` has keys for each expression, hashes of its words and of their stems (of its
characters in Chinese), so that nothing need be stemmed before the first search.
`python -m vectorstore.training.concepts` makes it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus import Language
from corpus.sentences import split_sentences
from vectorstore.analysis import content_units, surface_words
from vectorstore.function_words import FUNCTION_WORDS

FILE = Path(__file__).parent / "concepts.npz"

# In units: longer expressions are nobody's words.
LONGEST = 10
# Information, in nats, up to which a concept is in texts of all kinds.
_COMMON = 5.0
# How much of a concept a related one is worth.
_RELATED = 0.7
# The k of the formula, in nats: about two concepts that are not common.
_DOUBT = 5.0
# What keys are of; Chinese has no stems.
_STEMS = {"fr": "fr stems", "en": "en stems", "zh": "zh"}
_REMEMBERED = 50_000
# In front of a noun or a verb these change nothing.
_IDLE = frozenset("a an be d de des du en etre l la le les of s se the to un une".split())
_ID_BITS = 16
_SIEVE = np.uint64(43)  # what a key is shifted by: two million places for 160,000 keys
_BASE = np.uint64(0x9E3779B97F4A7C15)

Keys = NDArray[np.uint64]
ConceptIds = NDArray[np.uint16]
Scores = NDArray[np.float32]


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
        table = _table()
        asked = concepts_asked(question, language)
        worth = [table.worth_of(concepts) for concepts in asked]
        self._starts = np.cumsum([0, *map(len, worth)])[:-1]
        self._values = np.array([v for own in worth for v in own.values()], dtype=np.float32)
        self._total = _DOUBT + sum(float(table.weights[list(own)].max()) for own in asked)
        columns = np.array([concept for own in worth for concept in own], dtype=np.int64)
        self._distinct, self._columns = np.unique(columns, return_inverse=True)
        self._count = len(table.weights)

    def scores(self, passages: Sequence[Concepts]) -> Scores:
        """C of each passage; 0 where the question names no concept."""
        scores = np.zeros(len(passages), dtype=np.float32)
        filled = [i for i, passage in enumerate(passages) if len(passage.counts)]
        if filled and len(self._distinct):
            scores[filled] = self._matched([passages[i] for i in filled])
        return scores

    def _matched(self, passages: Sequence[Concepts]) -> Scores:
        ids = np.concatenate([passage.ids for passage in passages])
        counts = np.concatenate([passage.counts for passage in passages])
        place = np.full(self._count, -1)
        place[self._distinct] = np.arange(len(self._distinct))
        places = place[ids]
        asked = places >= 0
        named = np.zeros((len(counts), len(self._distinct)), dtype=bool)
        named[np.repeat(np.arange(len(counts)), counts)[asked], places[asked]] = True
        first = np.cumsum([0, *(len(passage.counts) for passage in passages)])[:-1]
        whole = np.logical_or.reduceat(named, first, axis=0)
        best = np.maximum.reduceat(self._met(named), first)
        scores: Scores = ((self._met(whole) + best) / 2 / self._total).astype(np.float32)
        return scores

    def _met(self, named: NDArray[np.bool_]) -> Scores:
        """M of each row of `named`, which has a column for each distinct concept."""
        values = named[:, self._columns] * self._values
        met: Scores = np.maximum.reduceat(values, self._starts, axis=1).sum(axis=1)
        return met


class _Mentions(NamedTuple):
    """Expressions of concepts in texts, a row each: in which text, which units, which concept."""

    texts: NDArray[np.int64]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    concepts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Table:
    """`keys` are sorted, and `concepts` what each stands for; several where one stands for several.

    `sieve` says by the first bits of a key whether it may be there: most are not, and to look for
    each among all takes most of the time.

    `weights` are by concept, 0 for what is in texts of all kinds.

    Concept c's related ones are ``related[starts[c]:starts[c + 1]]``.
    """

    keys: Keys
    concepts: ConceptIds
    weights: Scores
    related: ConceptIds
    starts: NDArray[np.uint32]
    sieve: NDArray[np.bool_]

    def has(self, keys: Keys) -> NDArray[np.bool_]:
        """Which of `keys` stand for something."""
        found: NDArray[np.bool_] = self.sieve[keys >> _SIEVE]
        places = np.flatnonzero(found)
        likely = keys[places]
        at = np.minimum(np.searchsorted(self.keys, likely), len(self.keys) - 1)
        found[places] = self.keys[at] == likely
        return found

    def worth_of(self, concepts: Iterable[int]) -> dict[int, float]:
        """What it is worth to name each concept by which one of `concepts` is met."""
        worth: dict[int, float] = {}
        for concept in concepts:
            own = float(self.weights[concept])
            worth[concept] = max(own, worth.get(concept, 0.0))
            for other in self.related_to(concept):
                # One that is in every text is no sign of a rare one.
                near = _RELATED * min(own, float(self.weights[other]))
                worth[other] = max(near, worth.get(other, 0.0))
        return worth

    def related_to(self, concept: int) -> list[int]:
        found: list[int] = self.related[self.starts[concept] : self.starts[concept + 1]].tolist()
        return found


def keys_of(expression: str, language: Language) -> set[int]:
    """The keys of an expression, as it is written and by its stems.

    Empty if it has no content, or is too long or too short to tell.
    """
    written, stems = content_units(expression, language)
    if not written or len(written) > LONGEST or sum(map(len, written)) < 2:
        return set()
    if len(written) == 1 and set(surface_words(expression)) & FUNCTION_WORDS - _IDLE:
        return set()  # "no way", "way out": what is left is something else
    return {_key(written, language), _key(stems, _STEMS[language])}


def concepts_asked(question: str, language: Language) -> list[set[int]]:
    """What each expression of a question may stand for; of those within others the longest alone
    counts."""
    _, starts, lengths, concepts = _mentions([question], [language])
    ends = starts + lengths
    longer = lengths[None, :] > lengths[:, None]
    is_within = longer & (starts[None, :] <= starts[:, None]) & (ends[:, None] <= ends[None, :])
    outer = ~is_within.any(axis=1)
    asked: dict[tuple[int, int], set[int]] = {}
    for start, end, concept in zip(
        *(a[outer].tolist() for a in (starts, ends, concepts)), strict=True
    ):
        asked.setdefault((start, end), set()).add(concept)
    distinct = {frozenset(own): own for own in asked.values()}
    return list(distinct.values())


def concepts_called(name: str, language: Language) -> set[int]:
    """The concepts of which all of `name` is one expression."""
    found = _mentions([name], [language])
    whole = len(content_units(name, language)[0])
    return set(found.concepts[found.lengths == whole].tolist())


def _distinct(
    sentences: Sequence[str], languages: Sequence[Language]
) -> tuple[ConceptIds, NDArray[np.uint32]]:
    """The concepts of each of `sentences`, one after the other, and how many each has."""
    found = _mentions(sentences, languages)
    distinct = np.unique((found.texts << _ID_BITS) | found.concepts)
    counts = np.bincount(distinct >> _ID_BITS, minlength=len(sentences))
    return (distinct & ((1 << _ID_BITS) - 1)).astype(np.uint16), counts.astype(np.uint32)


def _mentions(texts: Sequence[str], languages: Sequence[Language]) -> _Mentions:
    table = _table()
    units = [content_units(*both) for both in zip(texts, languages, strict=True)]
    sizes = [len(written) for written, _ in units]
    of_text = np.repeat(np.arange(len(texts)), sizes)
    written = _hashes(unit for own, _ in units for unit in own)
    stems = _hashes(unit for _, own in units for unit in own)
    # Of each run of units, so long by now, that starts here: a polynomial of their hashes.
    own_keys = np.repeat(_hashes(languages), sizes)
    stem_keys = np.repeat(_hashes(_STEMS[language] for language in languages), sizes)
    runs: list[tuple[NDArray[np.int64], Keys, Keys]] = []
    for length in range(1, LONGEST + 1):
        count = max(len(of_text) - length + 1, 0)
        own_keys = own_keys[:count] * _BASE + written[length - 1 :]
        stem_keys = stem_keys[:count] * _BASE + stems[length - 1 :]
        whole = np.flatnonzero(of_text[:count] == of_text[length - 1 :])
        if not len(whole):
            break
        runs.append((whole, own_keys[whole], stem_keys[whole]))
    if not runs:
        return _Mentions(*[np.zeros(0, dtype=np.int64)] * 4)
    starts, own, stem = map(np.concatenate, zip(*runs, strict=True))
    lengths = np.repeat(np.arange(1, len(runs) + 1), [len(whole) for whole, *_ in runs])
    # "Face" is no "fac", though both have one stem: that is for what has no entry as it is.
    is_own = table.has(own)
    known = np.flatnonzero(is_own | table.has(stem))
    keys = np.where(is_own, own, stem)[known]
    first, last = (np.searchsorted(table.keys, keys, side) for side in ("left", "right"))
    several = last - first
    concepts = table.concepts[np.repeat(first, several) + _counted(several)]
    rows = np.repeat(known, several)
    starts = starts[rows]
    return _Mentions(of_text[starts], starts, lengths[rows], concepts.astype(np.int64))


def _counted(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """0, 1, … up to each of `counts`, one after the other."""
    ends = np.cumsum(counts)
    counted: NDArray[np.int64] = np.arange(counts.sum()) - np.repeat(ends - counts, counts)
    return counted


def _hashes(units: Iterable[str]) -> Keys:
    return np.fromiter(map(_hash, units), dtype=np.uint64)


def _key(units: Sequence[str], kind: str) -> int:
    key = _hash(kind)
    for unit in units:
        key = (key * int(_BASE) + _hash(unit)) % (1 << 64)
    return key


@lru_cache(_REMEMBERED)
def _hash(unit: str) -> int:
    return int.from_bytes(blake2b(unit.encode(), digest_size=8).digest(), "little")


@cache
def _table() -> _Table:
    with np.load(FILE) as stored:
        keys = stored["keys"]
        weights = np.maximum(stored["information"] - np.float32(_COMMON), 0)
        sieve = np.zeros(1 << (64 - int(_SIEVE)), dtype=bool)
        sieve[keys >> _SIEVE] = True
        return _Table(keys, stored["concepts"], weights, stored["related"], stored["starts"], sieve)
