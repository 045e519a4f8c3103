"""The fusion of the three signals, against hand-computed scores."""

import numpy as np
import pytest

from vectorstore.fusion import Signal, fuse, fuse_apart


def signal(*values: float) -> Signal:
    return np.array(values, dtype=np.float32)


@pytest.mark.parametrize(
    ("lexical", "dense", "soft", "same", "score"),
    [
        (0.0, 0.0, 0.0, True, 0.0),
        (1.0, 1.0, 1.0, True, 0.45 + 0.7 + 0.58),
        (0.5, 0.2, 0.3, True, 0.45 * 0.25 + 0.7 * 0.2 + 0.58 * 0.3),
        (0.5, -0.5, 0.0, True, 0.45 * 0.25),
        (0.0, 0.5, 0.3, False, 0.7 * 0.5 + 0.58 * 0.3 + 0.12),
    ],
)
def test_a_text_alone_scores_by_its_own_signals(
    lexical: float, dense: float, soft: float, same: bool, score: float
) -> None:
    found = fuse_apart(signal(lexical), signal(dense), signal(soft), [same])
    assert found.tolist() == pytest.approx([score], abs=1e-6)
    # A candidate without a rival has no lead.
    assert fuse(signal(lexical), signal(dense), signal(soft), [same]) == pytest.approx(found)


def test_the_best_by_a_signal_gains_by_its_lead_over_the_second() -> None:
    lexical, dense, soft = signal(0.8, 0.3, 0.1), signal(0.2, 0.6, 0.5), signal(0.0, 0.0, 0.0)
    same = [True, True, True]
    gain = fuse(lexical, dense, soft, same) - fuse_apart(lexical, dense, soft, same)
    assert gain.tolist() == pytest.approx([1.0 * 0.5, 0.65 * 0.1, 0.0], abs=1e-6)


def test_equals_have_no_lead() -> None:
    lexical, nothing = signal(0.8, 0.8), signal(0.0, 0.0)
    scores = fuse(lexical, nothing, nothing, [True, True])
    assert scores.tolist() == pytest.approx([0.45 * 0.64] * 2, abs=1e-6)
