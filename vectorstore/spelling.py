"""Typos in a question: the word of the documents that was meant."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from vectorstore.analysis import fold

SHORTEST = 4  # shorter words have too many neighbours
_LONG = 8
_LEAST_DICE = 0.65
# The first letter is seldom mistyped, but often lacks its accent.
_INITIALS = {"a": "aàâ", "c": "cç", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü"}


def initials(word: str) -> str:
    """The letters that the word meant by `word` may start with."""
    first = fold(word[0])
    return _INITIALS.get(first, first)


def nearest(word: str, others: Iterable[str]) -> str | None:
    """The one of `others` that `word` is a typo of, the first of equals; None if there is none.

    It shares most letter pairs with `word` (Dice's coefficient ≥ 0.65, Adamson and Boreham
    1974) and is one edit away without accents, or two if `word` is long: a letter added, left
    out, replaced, or two swapped (Damerau 1964).
    """
    own = fold(word)
    pairs = _pairs(own)
    edits = 2 if len(own) >= _LONG else 1
    best, best_dice = None, _LEAST_DICE
    for other in others:
        if abs(len(other) - len(own)) > edits:
            continue
        folded = fold(other)
        theirs = _pairs(folded)
        dice = 2 * len(pairs & theirs) / (len(pairs) + len(theirs))
        better = dice > best_dice or (best is None and dice == best_dice)
        if better and _distance(own, folded) <= edits:
            best, best_dice = other, dice
    return best


@lru_cache(maxsize=1 << 13)  # the words of the documents come again with every question
def _pairs(word: str) -> frozenset[str]:
    marked = f"<{word}>"
    return frozenset(map("".join, pairwise(marked)))


def _distance(left: str, right: str) -> int:
    """How many edits turn one into the other (optimal string alignment)."""
    before: list[int] = []
    last: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        before, last, row = last, row, [i]
        for j, b in enumerate(right, start=1):
            least = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                least = min(least, before[j - 2] + 1)
            row.append(least)
    return row[-1]
