"""Typos in a question: the word that was meant, one of the documents or of the language.

What is no typo is told by pyspellchecker's lists of some hundred thousand French and English words.
"""

import math
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus import Language
from vectorstore.analysis import fold

if TYPE_CHECKING:
    from spellchecker import SpellChecker

SHORTEST = 4  # shorter words have too many neighbours
_LONG = 8
_LEAST_DICE = 0.65
_LEAST_SWAPPED = 0.5  # of "abuot" and "about", and of any five letters two of which are swapped
# Two letters swapped break three pairs, and are one slip; a tenfold use is worth this much.
_SWAP, _USED = 0.85, 0.02
# The first letter is seldom mistyped, but often lacks its accent.
_INITIALS = {"a": "aàâ", "c": "cç", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü"}


def initials(word: str) -> str:
    """The letters that the word meant by `word` may start with."""
    first = fold(word[0])
    return _INITIALS.get(first, first)


def is_listed(word: str) -> bool:
    """Whether `word`, in any case, is in the list of French or of English words."""
    return word in _listed("fr") or word in _listed("en")


def meant(word: str, language: Language, held: Iterable[str], *, name: bool) -> str | None:
    """What `word` is a typo of; None if it is of nothing known.

    That is one of `held`, the words of the documents. Where that one is foreign to the question's
    `language`, or there is none, it is a word of the language that is one edit away. Of a word
    that may be a `name`, only one with the same letters: the lists have few names.
    """
    lower = word.lower()
    there = nearest(lower, held)
    languages: list[Language] = ["en", "fr"] if language == "zh" else [language]
    if not (there and _is_of(there, languages)):
        found = (_one_edit_away(lower, own) for own in languages)
        listed = next((one for one in found if one and not (name and not _swaps(lower, one))), None)
        there = listed or there
    return there.capitalize() if there and word[0].isupper() else there


def _one_edit_away(word: str, language: Language) -> str | None:
    """The likeliest of the language's words: the more pairs it shares, and the more it is used.

    "iland" is "island" and not "land", "waht" is "what" and not "wat".
    """
    listed = _listed(language)
    own = _pairs(fold(word))

    def likelihood(other: str) -> float:
        dice = _dice(own, _pairs(fold(other)))
        used = math.log10(1 + listed[other])
        return max(dice, _SWAP if _swaps(word, other) else 0.0) + _USED * used

    starts = initials(word)
    near = sorted(
        other
        for other in listed.candidates(word) or ()
        if other[0] in starts and len(other) >= SHORTEST
    )
    return max(near, key=likelihood, default=None)


def _swaps(word: str, other: str) -> bool:
    return sorted(word) == sorted(other)


def _is_of(word: str, languages: Iterable[Language]) -> bool:
    """Whether `word` is of one of `languages`, or in no list, as a name is in all of them."""
    return any(word in _listed(own) for own in languages) or not is_listed(word)


@lru_cache
def _listed(language: Language) -> "SpellChecker":
    from spellchecker import SpellChecker

    return SpellChecker(language=language, distance=1)


def nearest(word: str, others: Iterable[str]) -> str | None:
    """The one of `others` that `word` is a typo of, the first of equals; None if there is none.

    It shares most letter pairs with `word` (Dice's coefficient ≥ 0.65, or ≥ 0.5 with the same
    letters, Adamson and Boreham 1974) and is one edit away without accents, or two if `word` is
    long: a letter added, left out, replaced, or two swapped (Damerau 1964).
    """
    own = fold(word)
    pairs = _pairs(own)
    edits = 2 if len(own) >= _LONG else 1
    best, best_dice = None, _LEAST_SWAPPED
    for other in others:
        if abs(len(other) - len(own)) > edits:
            continue
        folded = fold(other)
        dice = _dice(pairs, _pairs(folded))
        better = dice > best_dice or (best is None and dice == best_dice)
        near = better and (dice >= _LEAST_DICE or _swaps(own, folded))
        if near and _distance(own, folded) <= edits:
            best, best_dice = other, dice
    return best


def _dice(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right))


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
