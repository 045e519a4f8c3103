"""What is measured, each metric in one small function.

Ranking metrics over many questions come from ir-measures; these are the ones it lacks.
"""

import re
from collections.abc import Collection, Iterable


def mean(values: Iterable[float]) -> float:
    """The arithmetic mean; NaN of nothing."""
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else float("nan")


def citation_precision(
    cited: Collection[str], gold: Collection[str], acceptable: Collection[str]
) -> float:
    """|cited ∩ (gold ∪ acceptable)| / |cited|, over distinct paragraphs.

    0 where nothing is cited, as in ALCE (Gao et al., EMNLP 2023): an answer without citation
    is not a precise one.
    """
    distinct = set(cited)
    allowed = set(gold) | set(acceptable)
    return len(distinct & allowed) / len(distinct) if distinct else 0.0


def citation_recall(cited: Collection[str], gold: Collection[str]) -> float:
    """|cited ∩ gold| / |gold|, over distinct paragraphs; `gold` must not be empty."""
    return len(set(cited) & set(gold)) / len(set(gold))


def f1(precision: float, recall: float) -> float:
    """The harmonic mean 2PR / (P + R); 0 where both are 0 (van Rijsbergen 1979)."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def fact_coverage(text: str, facts: Collection[str]) -> float:
    """The share of the patterns `facts` found in `text`, without regard to case; 1 of none."""
    found = sum(bool(re.search(pattern, text, re.IGNORECASE)) for pattern in facts)
    return found / len(facts) if facts else 1.0


def balanced_accuracy(false_answers: float, false_refusals: float) -> float:
    """((1 − false answer rate) + (1 − false refusal rate)) / 2: chance gives ½ on any mix."""
    return 1 - (false_answers + false_refusals) / 2
