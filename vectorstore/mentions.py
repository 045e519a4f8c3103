"""Which expressions of concepts a text has (see `concepts`), and what is known of these.

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
from vectorstore.analysis import content_units, surface_words
from vectorstore.function_words import FUNCTION_WORDS

FILE = Path(__file__).parent / "concepts.npz"

# In units: longer expressions are nobody's words.
LONGEST = 10
# How much of a concept a related one is worth.
RELATED = 0.7
# Information, in nats, up to which a concept is in texts of all kinds.
_COMMON = 5.0
# What keys are of; Chinese has no stems.
_STEMS = {"fr": "fr stems", "en": "en stems", "zh": "zh"}
_REMEMBERED = 50_000
# In front of a noun or a verb these change nothing.
_IDLE = frozenset("a an be d de des du en etre l la le les of s se the to un une".split())
_SIEVE = np.uint64(43)  # what a key is shifted by: two million places for 160,000 keys
_BASE = np.uint64(0x9E3779B97F4A7C15)

Keys = NDArray[np.uint64]
ConceptIds = NDArray[np.uint16]
Scores = NDArray[np.float32]


class Mentions(NamedTuple):
    """Expressions of concepts in texts, a row each: in which text, which units, which concept."""

    texts: NDArray[np.int64]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    concepts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Table:
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
                near = RELATED * min(own, float(self.weights[other]))
                worth[other] = max(near, worth.get(other, 0.0))
        return worth

    def related_to(self, concept: int) -> list[int]:
        """The concepts related to `concept`."""
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


def mentions(texts: Sequence[str], languages: Sequence[Language]) -> Mentions:
    """All expressions of concepts in `texts`, those within others too."""
    entries = table()
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
        return Mentions(*[np.zeros(0, dtype=np.int64)] * 4)
    starts, own, stem = map(np.concatenate, zip(*runs, strict=True))
    lengths = np.repeat(np.arange(1, len(runs) + 1), [len(whole) for whole, *_ in runs])
    # "Face" is no "fac", though both have one stem: that is for what has no entry as it is.
    is_own = entries.has(own)
    known = np.flatnonzero(is_own | entries.has(stem))
    keys = np.where(is_own, own, stem)[known]
    first, last = (np.searchsorted(entries.keys, keys, side) for side in ("left", "right"))
    several = last - first
    concepts = entries.concepts[np.repeat(first, several) + _counted(several)]
    rows = np.repeat(known, several)
    starts = starts[rows]
    return Mentions(of_text[starts], starts, lengths[rows], concepts.astype(np.int64))


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
def table() -> Table:
    """What `concepts.npz` has."""
    with np.load(FILE) as stored:
        keys = stored["keys"]
        weights = np.maximum(stored["information"] - np.float32(_COMMON), 0)
        sieve = np.zeros(1 << (64 - int(_SIEVE)), dtype=bool)
        sieve[keys >> _SIEVE] = True
        return Table(keys, stored["concepts"], weights, stored["related"], stored["starts"], sieve)
