"""How well a paragraph matches a question: three signals, one score.

The lexical coverage L (see `lexical`) says how much of the question's information the
paragraph's words cover, the dense similarity D (cosine of the two embeddings) says how near
the two are in meaning, and the soft match M (mean over the question's tokens of the nearest
paragraph token) says whether each part of the question is met somewhere. The score is

    L² + 0.4·D + 0.3·M

so that a question whose words the paragraph covers (L near 1) is decided by its words, and
one whose words are not there (L near 0, L² nearer) is decided by meaning: the square makes the
weights adapt to each question without a classifier. Where the paragraph is in another language
than the question its words cannot match, and L is replaced by λ·D where that is larger. The
weights were chosen on the tuning halves of the sets named in benchmarks/; unlike rank fusion
(Cormack et al. 2009) the score keeps how good a match is, not only its rank.
"""

_DENSE = 0.4
_SOFT = 0.3
_CROSS_LANGUAGE = 0.6


def fuse(lexical: float, dense: float, soft: float, *, same_language: bool) -> float:
    """The score of one paragraph; all signals are in [0, 1] but for rounding, D may be below."""
    if not same_language:
        lexical = max(lexical, _CROSS_LANGUAGE * max(dense, 0.0))
    return lexical**2 + _DENSE * dense + _SOFT * soft
