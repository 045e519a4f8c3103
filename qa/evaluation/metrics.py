"""What is measured of citations, facts and abstention, each metric in one small function.

Rankings are measured in `ranking`, agreement with a reference answer in `overlap`, ALCE's
citation quality in `alce`.
"""

import math
import re
from collections.abc import Collection, Iterable


def mean(values: Iterable[float]) -> float:
    """The arithmetic mean; NaN of nothing."""
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else float("nan")


def percentile(values: Iterable[float], percent: float) -> float:
    """The least value that `percent` % of the values do not exceed; NaN of nothing.

    Nearest rank: the ⌈percent / 100 · n⌉-th in ascending order (Hyndman and Fan 1996, type 1).
    """
    ascending = sorted(values)
    if not ascending:
        return float("nan")
    return ascending[max(1, math.ceil(percent / 100 * len(ascending))) - 1]


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


def share(items: Collection[str], wanted: str) -> float:
    """|items equal to `wanted`| / |items|; 0 of nothing."""
    return sum(item == wanted for item in items) / len(items) if items else 0.0


def balanced_accuracy(false_answers: float, false_refusals: float) -> float:
    """((1 − false answer rate) + (1 − false refusal rate)) / 2: chance gives ½ on any mix."""
    return 1 - (false_answers + false_refusals) / 2
