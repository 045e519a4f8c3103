"""Is a difference between two systems, measured on the same questions, more than chance?"""

from collections.abc import Sequence

import numpy as np

_ROUNDS = 10_000
_AT_ONCE = 1_000
_SEED = 0


def p_value(left: Sequence[float], right: Sequence[float]) -> float:
    """How likely a difference of means at least this large would be if both were the same.

    The paired randomisation test: each question's two values are swapped or not by chance,
    10,000 times (Smucker, Allan and Carterette, CIKM 2007); two-sided, with the observed
    difference counted as one round.
    """
    differences = np.asarray(left) - np.asarray(right)
    differences = differences[differences != 0.0]
    if not len(differences):
        return 1.0
    chance = np.random.default_rng(_SEED)
    observed = abs(differences.sum())
    extreme = 0
    for _ in range(_ROUNDS // _AT_ONCE):
        signs = chance.integers(0, 2, (_AT_ONCE, len(differences)), dtype=np.int8) * 2 - 1
        extreme += int((np.abs(signs @ differences) >= observed - 1e-9).sum())
    return (extreme + 1) / (_ROUNDS + 1)


def interval(differences: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the mean of `differences`, which must not be empty.

    Percentile bootstrap (Efron and Tibshirani 1993, chapter 13): as many questions as there
    are are drawn with replacement, 10,000 times; the 2.5 and 97.5 percentiles of the means.
    """
    values = np.asarray(differences, dtype=np.float64)
    chance = np.random.default_rng(_SEED)
    means = [
        values[chance.integers(0, len(values), (_AT_ONCE, len(values)))].mean(axis=1)
        for _ in range(_ROUNDS // _AT_ONCE)
    ]
    low, high = np.percentile(np.concatenate(means), [2.5, 97.5])
    return float(low), float(high)


def holm(p_values: Sequence[float]) -> list[float]:
    """The p-values adjusted for being many, in the order given.

    Holm (1979): sorted upwards, the i-th of m is multiplied by m − i + 1, and none is below
    the one before it. With ten metrics one in two harmless changes would otherwise look
    significant in some metric.
    """
    adjusted = [0.0] * len(p_values)
    least = 0.0
    ascending = sorted(range(len(p_values)), key=lambda index: p_values[index])
    for rank, index in enumerate(ascending):
        least = max(least, min(1.0, (len(p_values) - rank) * p_values[index]))
        adjusted[index] = least
    return adjusted
