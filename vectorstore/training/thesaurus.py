"""The thesaurus: many ways to say the same thing, official and everyday, in three languages.

`thesaurus.tsv` has one concept a line: French, English and Chinese expressions, a tab between the
languages and `` | `` between the expressions of one. No expression stands in two concepts of a
language. The first are of public affairs and daily life, the others of single fields, from the law
to the names of countries. The other sets know how a word is translated; only this one knows that
blue helmets keep the peace.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from corpus import Language
from vectorstore.training.data import TrainingDataError
from vectorstore.training.pairs import EncodedSet, encode, select

THESAURUS = Path(__file__).parent / "thesaurus.tsv"
# How many concepts of public affairs and daily life there are.
PUBLIC_AFFAIRS = 2442
# Of each concept so many pairs of its expressions are drawn.
_PAIRS = 100
_MAX_TOKENS = 32
LANGUAGES: tuple[Language, ...] = ("fr", "en", "zh")

Concept = tuple[str, ...]


def read_columns(file: Path) -> list[list[str]]:
    """Each concept's French, English and Chinese expressions, those of a language in one text.

    Raises:
        TrainingDataError: the file cannot be read, or a line has not three languages.
    """
    try:
        lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingDataError(f"Cannot read the thesaurus {str(file)!r}: {error}") from error
    for number, columns in enumerate(lines, start=1):
        if len(columns) != len(LANGUAGES) or not all(columns):
            raise TrainingDataError(
                f"{file.name!r}, line {number}: give French, English and Chinese expressions, "
                "a tab between them"
            )
    return lines


def read_thesaurus(file: Path) -> list[Concept]:
    """The expressions of each concept, whatever their language; raises as `read_columns`."""
    return [tuple(" | ".join(columns).split(" | ")) for columns in read_columns(file)]


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
    return EncodedSet(THESAURUS.name, "thesaurus", 1.0, sources, targets, derived="thesaurus")


def of_concepts(thesaurus: EncodedSet, count: int | None) -> EncodedSet:
    """The pairs of the first `count` concepts; of all where it is None."""
    if count is None:
        return thesaurus
    rows = np.flatnonzero(thesaurus.sources.keys < count)
    sources, targets = (select(side, rows) for side in (thesaurus.sources, thesaurus.targets))
    return replace(thesaurus, sources=sources, targets=targets)
