"""How much of a reference answer an answer shares, word by word; Chinese by character."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from qa.evaluation.metrics import f1

_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")


def tokens(text: str) -> list[str]:
    """The words and numbers of `text` without case, and each Chinese character by itself."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


def token_f1(answer: str, reference: str) -> float:
    """2PR / (P + R) over bags of tokens: P = |A ∩ B| / |A|, R = |A ∩ B| / |B|.

    Rajpurkar et al., EMNLP 2016 (SQuAD), without dropping English articles. 0 where either
    is empty.
    """
    left, right = Counter(tokens(answer)), Counter(tokens(reference))
    return _f1(left.total(), right.total(), (left & right).total())


def rouge_l(answer: str, reference: str) -> float:
    """2PR / (P + R): P = LCS / |A|, R = LCS / |B|, LCS the longest common subsequence.

    Lin, ACL workshop 2004, with β = 1, over tokens. 0 where either is empty.
    """
    left, right = tokens(answer), tokens(reference)
    return _f1(len(left), len(right), _longest_common(left, right))


def _f1(length: int, reference_length: int, shared: int) -> float:
    if not length or not reference_length:
        return 0.0
    return f1(shared / length, shared / reference_length)


def _longest_common(left: Sequence[str], right: Sequence[str]) -> int:
    row = [0] * (len(right) + 1)
    for token in left:
        before = row
        row = [0]
        for column, other in enumerate(right):
            row.append(
                before[column] + 1 if token == other else max(before[column + 1], row[column])
            )
    return row[-1]
