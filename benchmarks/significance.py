"""The paired randomisation test, for two systems measured on the same questions."""

from collections.abc import Sequence

import numpy as np

_ROUNDS = 10_000
_SEED = 0


def p_value(left: Sequence[float], right: Sequence[float]) -> float:
    """How likely a difference of means at least this large would be if both were the same.

    Each question's two values are swapped or not by chance, 10,000 times (Smucker, Allan and
    Carterette, CIKM 2007); two-sided, with the observed difference counted as one round.
    """
    differences = np.asarray(left) - np.asarray(right)
    differences = differences[differences != 0.0]
    if not len(differences):
        return 1.0
    chance = np.random.default_rng(_SEED)
    observed = abs(differences.sum())
    extreme = 0
    for _ in range(_ROUNDS // 1000):
        signs = chance.integers(0, 2, (1000, len(differences)), dtype=np.int8) * 2 - 1
        extreme += int((np.abs(signs @ differences) >= observed - 1e-9).sum())
    return (extreme + 1) / (_ROUNDS + 1)
