"""One score from three signals, by hand."""

import pytest

from vectorstore.fusion import fuse


@pytest.mark.parametrize(
    ("lexical", "dense", "soft", "score"),
    [
        (0.0, 0.0, 0.0, 0.0),
        (1.0, 1.0, 1.0, 1.7),
        (0.5, 0.2, 0.3, 0.25 + 0.08 + 0.09),
        (0.1, 0.8, 0.6, 0.01 + 0.32 + 0.18),
        (0.5, -0.5, 0.0, 0.25 - 0.2),
    ],
)
def test_in_one_language_words_count_as_they_are(
    lexical: float, dense: float, soft: float, score: float
) -> None:
    assert fuse(lexical, dense, soft, same_language=True) == pytest.approx(score)


@pytest.mark.parametrize(
    ("lexical", "dense", "score"),
    [
        (0.0, 0.5, 0.3**2 + 0.2),
        (0.4, 0.5, 0.4**2 + 0.2),
        (0.0, -0.5, -0.2),
    ],
)
def test_across_languages_meaning_may_stand_in_for_words(
    lexical: float, dense: float, score: float
) -> None:
    assert fuse(lexical, dense, 0.0, same_language=False) == pytest.approx(score)
