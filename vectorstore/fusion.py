"""How well paragraphs match a question: five signals, one score.

The lexical coverage L (see `lexical`) says how much of the question's information the
paragraph's words cover, the dense similarity D (cosine of the two embeddings) how near the two
are in meaning, the soft match M (mean over the question's tokens of the nearest paragraph
token) whether each part of the question is met somewhere, the sentence match S (see `soft`
for both) how well the paragraph's best sentence does alone, and the concept match C (see
`concepts`) how much of what is asked the paragraph names in whatever words. The score

    0.1·L² + 0.8·D + 0.4·M + 0.25·S + 6·doubt·C + 1.4·lead(L) + lead(S) + 0.045·[other language]

adapts to each question in three ways. The square makes a well covered question one of words and
a badly covered one one of meaning. Concepts count where no sentence of any candidate is near
the question: doubt is how far the best S falls short of 0.5, and 0 above. And where one
paragraph stands out by a signal, the question is one that this signal answers: lead(X) is how
far the best candidate by X is ahead of the second, and 0 for all others (a margin as a measure
of confidence: Cronen-Townsend et al., "Predicting query performance", SIGIR 2002, use the same
idea for whole queries). By words only candidates in the question's script are rivals: the one
Chinese paragraph of a French store is ahead by them of nobody. A paragraph in another language
than the question cannot match its words, so that L is about 0 there and the embeddings are a
little further apart; it gets a constant instead, chosen such that neither language hides the
other. The weights were chosen on the tuning halves named in benchmarks/RETRIEVAL.md. Unlike
rank fusion (Cormack et al., SIGIR 2009) the score keeps how good a match is, not only its rank.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_LEXICAL = 0.1
_DENSE = 0.8
_SOFT = 0.4
_SENTENCE = 0.25
_CONCEPTS = 6.0
_LEXICAL_LEAD = 1.4
_SENTENCE_LEAD = 1.0
_OTHER_LANGUAGE = 0.045
# Where the best sentence matches the question so well, it needs no thesaurus.
_SURE = 0.5

Signal = NDArray[np.float32]


class Signals(NamedTuple):
    """What each candidate has of each signal: five arrays of one length, values in [0, 1].

    Rounding may take a value a hair outside; `dense` may be below 0, and counts as 0 there.
    """

    lexical: Signal
    dense: Signal
    soft: Signal
    sentence: Signal
    concepts: Signal


def fuse(signals: Signals, same_language: Sequence[bool], same_script: Sequence[bool]) -> Signal:
    """The scores of all candidates for one question."""
    rivals = np.flatnonzero(same_script)
    leads = _SENTENCE_LEAD * _lead(signals.sentence)
    leads[rivals] += _LEXICAL_LEAD * _lead(signals.lexical[rivals])
    scores: Signal = leads + fuse_apart(signals, same_language)
    return scores


def fuse_apart(signals: Signals, same_language: Sequence[bool]) -> Signal:
    """The scores of texts that are not each other's rivals: as `fuse`, without the leads."""
    foreign = np.asarray([not same for same in same_language], dtype=np.float32)
    scores: Signal = (
        _LEXICAL * signals.lexical**2
        + _DENSE * np.maximum(signals.dense, 0.0)
        + _SOFT * signals.soft
        + _SENTENCE * signals.sentence
        + _CONCEPTS * _doubt(signals) * signals.concepts
        + _OTHER_LANGUAGE * foreign
    )
    return scores


def _doubt(signals: Signals) -> float:
    """How far the best sentence of all candidates falls short of a sure match."""
    return max(0.0, _SURE - float(np.max(signals.sentence, initial=0.0)))


def _lead(signal: Signal) -> Signal:
    """How far the best is ahead of the second, and 0 for all others; 0 for one alone."""
    ahead = np.zeros_like(signal)
    if len(signal) > 1:
        second, first = np.partition(signal, -2)[-2:]
        ahead[int(np.argmax(signal))] = first - second
    return ahead
