"""ALCE's citation quality, with a check of ours in place of its NLI model.

Gao et al., EMNLP 2023, `compute_autoais` of princeton-nlp/ALCE. Reported, never gated: the
check is the one that answers went through, and cannot judge itself.
"""

from collections.abc import Callable, Sequence

# Whether the paragraphs with these ids, taken together, say what a sentence says.
Entails = Callable[[Sequence[str], str], bool]
# A sentence, and the ids of the paragraphs it cites.
CitedSentence = tuple[str, Sequence[str]]


def alce_scores(sentences: Sequence[CitedSentence], entails: Entails) -> tuple[float, float]:
    """Citation recall and precision of one answer, both in [0, 1].

    With φ = `entails`, C the distinct paragraphs that sentence s cites:

    - recall = mean over sentences of φ(C, s), 0 where C is empty;
    - precision = precise citations / citations; a citation c is precise when φ(C, s) = 1 and
      not (φ({c}, s) = 0 and φ(C without c, s) = 1). 0 without any citation.

    `entails` must say no where an id names no paragraph. An answer without sentences has 0.
    """
    supported = precise = cited = 0
    for sentence, ids in sentences:
        distinct = list(dict.fromkeys(ids))
        cited += len(distinct)
        if not distinct or not entails(distinct, sentence):
            continue
        supported += 1
        precise += sum(_is_needed(one, distinct, sentence, entails) for one in distinct)
    return supported / len(sentences) if sentences else 0.0, precise / cited if cited else 0.0


def _is_needed(one: str, ids: Sequence[str], sentence: str, entails: Entails) -> bool:
    others = [other for other in ids if other != one]
    return not others or entails([one], sentence) or not entails(others, sentence)
