"""The thesaurus: many ways to say the same thing, official and everyday, in three languages.

`thesaurus.tsv` has one concept a line: French, English and Chinese expressions, a tab between the
languages and `` | `` between the expressions of one. No expression stands in two concepts of a
language. The other sets know how a word is translated; only this one knows that "brigands" of the
seas are pirates.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from vectorstore.training.pairs import EncodedSet, encode, select

FILE = Path(__file__).parent / "thesaurus.tsv"
# Of each concept so many pairs of its expressions are drawn.
_PAIRS = 100
_MAX_TOKENS = 32

Concept = tuple[str, ...]


def read_thesaurus(file: Path = FILE) -> list[Concept]:
    """The expressions of each concept, whatever their language."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [tuple(line.replace("\t", " | ").split(" | ")) for line in lines]


def encode_thesaurus(
    tokenizer: Tokenizer, concepts: Sequence[Concept], seed: int, pairs: int = _PAIRS
) -> EncodedSet:
    """At most `pairs` pairs of expressions of each concept, in random order.

    Pairs of one concept have the same key, so that none is a negative of another.
    """
    draw = random.Random(seed)
    drawn: list[tuple[int, int, int]] = []
    first = 0
    for number, concept in enumerate(concepts):
        every = list(permutations(range(first, first + len(concept)), 2))
        drawn += [(number, *pair) for pair in draw.sample(every, min(pairs, len(every)))]
        first += len(concept)
    draw.shuffle(drawn)
    keys, left, right = np.asarray(drawn, dtype=np.int64).T
    texts = encode(tokenizer, [text for concept in concepts for text in concept], _MAX_TOKENS)
    known = (texts.lengths[left] > 0) & (texts.lengths[right] > 0)
    sources, targets = (
        replace(select(texts, side[known]), keys=keys[known]) for side in (left, right)
    )
    return EncodedSet(FILE.name, "thesaurus", 1.0, sources, targets, derived="thesaurus")
