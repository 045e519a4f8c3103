"""The fusion of the signals, against hand-computed scores."""

import numpy as np
import pytest

from vectorstore.fusion import Signals, fuse, fuse_apart

L, D, M, S, FOREIGN = 0.1, 0.8, 0.4, 0.25, 0.045
LEAD_L, LEAD_S = 1.4, 1.0
C, SURE = 6.0, 0.5


Text = tuple[float, float, float, float, float]


def signals(*texts: Text) -> Signals:
    return Signals(*np.array(texts, dtype=np.float32).T)


@pytest.mark.parametrize(
    ("text", "same", "score"),
    [
        ((0.0, 0.0, 0.0, 0.0, 0.0), True, 0.0),
        ((1.0, 1.0, 1.0, 1.0, 0.0), True, L + D + M + S),
        ((0.5, 0.2, 0.3, 0.4, 0.0), True, L * 0.25 + D * 0.2 + M * 0.3 + S * 0.4),
        ((0.5, -0.5, 0.0, 0.0, 0.0), True, L * 0.25),
        ((0.0, 0.0, 0.0, 0.0, 0.5), True, C * SURE * 0.5),
        ((0.0, 0.0, 0.0, 0.25, 0.5), True, S * 0.25 + C * (SURE - 0.25) * 0.5),
        ((0.0, 0.0, 0.0, 0.5, 0.5), True, S * 0.5),
        ((0.0, 0.5, 0.3, 0.0, 0.0), False, D * 0.5 + M * 0.3 + FOREIGN),
    ],
)
def test_a_text_alone_scores_by_its_own_signals(text: Text, same: bool, score: float) -> None:
    found = fuse_apart(signals(text), [same])
    assert found.tolist() == pytest.approx([score], abs=1e-6)
    # A candidate without a rival has no lead.
    assert fuse(signals(text), [same], [True]) == pytest.approx(found)


def test_the_best_by_a_signal_gains_by_its_lead_over_the_second() -> None:
    rivals = signals(
        (0.8, 0.2, 0.0, 0.2, 0.0), (0.3, 0.6, 0.9, 0.6, 0.0), (0.1, 0.5, 0.0, 0.5, 0.0)
    )
    same = [True, True, True]
    gain = fuse(rivals, same, same) - fuse_apart(rivals, same)
    assert gain.tolist() == pytest.approx([LEAD_L * 0.5, LEAD_S * 0.1, 0.0], abs=1e-6)


def test_equals_have_no_lead() -> None:
    same = [True, True]
    scores = fuse(signals((0.8, 0.0, 0.0, 0.0, 0.0), (0.8, 0.0, 0.0, 0.0, 0.0)), same, same)
    assert scores.tolist() == pytest.approx([L * 0.64] * 2, abs=1e-6)


def test_by_words_only_texts_in_the_questions_script_are_rivals() -> None:
    texts = signals((0.8, 0.0, 0.0, 0.0, 0.0), (0.3, 0.0, 0.0, 0.0, 0.0), (0.5, 0.0, 0.0, 0.0, 0.0))
    same = [True, False, False]

    def gain(same_script: list[bool]) -> list[float]:
        found: list[float] = (fuse(texts, same, same_script) - fuse_apart(texts, same)).tolist()
        return found

    assert gain([True, False, False]) == [0.0, 0.0, 0.0]
    assert gain([True, True, False]) == pytest.approx([LEAD_L * 0.5, 0.0, 0.0], abs=1e-6)
    assert gain([False, True, True]) == pytest.approx([0.0, 0.0, LEAD_L * 0.2], abs=1e-6)


def test_concepts_decide_nothing_where_one_sentence_is_sure() -> None:
    named, sure = (0.0, 0.0, 0.0, 0.2, 0.9), (0.0, 0.0, 0.0, 0.5, 0.0)
    alone, beside = fuse_apart(signals(named), [True]), fuse_apart(signals(named, sure), [True] * 2)
    assert alone[0] == pytest.approx(S * 0.2 + C * 0.3 * 0.9, abs=1e-6)
    assert beside[0] == pytest.approx(S * 0.2, abs=1e-6)
