"""What a question asks for by name.

A near miss is about what the documents are about and asks for something that is not there:
the *budget* of the Initiative, what it says of *Taiwan*. What an answer cannot do without are
the noun after the question word ("which fund", "why is the sky") and the names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.printed import without_item
from qa.question import Inquiry
from qa.verification.names import names_in
from vectorstore.analysis import fold, is_function_word, surface_words

_NOUN = re.compile(
    r"\bcombien (?:de |d['’])(?:ces |cette |ce )?(?P<fr1>[\w-]+)"
    r"|\bquel(?:le)?s? (?:est|sont|était|a|ont) (?:les? |la |l['’])?(?P<fr2>[\w-]+)"
    r"|\bquel(?:le)?s? (?P<fr3>[\w-]+)"
    r"|\bhow (?:many|much) (?P<en1>[\w-]+)"
    r"|\b(?:what|which) (?:is|are|was|were) (?:the |an? )?(?P<en2>[\w-]+)"
    r"|\b(?:what|which) (?P<en3>[\w-]+)"
    r"|\bpourquoi (?:les? |la |l['’])(?P<fr4>[\w-]+)"
    r"|\bwhy (?:is|are|was|were|do|does|did) (?:the )?(?P<en4>[\w-]+)"
    r"|\bqui (?:a|ont|avait|va|doit) [\w-]+ (?:les? |la |l['’])(?P<fr5>[\w-]+)"
    r"|\bwho [\w-]+ (?:the|an?) (?P<en5>[\w-]+)",
    re.IGNORECASE,
)
_HAN_AFTER = re.compile(r"(?:哪些|哪个|什么|多少|第几|几[个项条]?)(?P<rest>[\u4e00-\u9fff]+)")
_HAN_BEFORE = re.compile(r"(?P<rest>[\u4e00-\u9fff]+)(?:是(?:多少|什么)|为什么|为何)")
# A capital inside a sentence, or an acronym.
_NAME = re.compile(r"(?<!^)(?<![.!?:«“\"] )\b(?:[A-ZÀ-Ý][\w'’-]{2,}|[A-Z]{2,})")
# Nouns that any paragraph can answer to without using them.
_GENERAL = frozenset(
    "rôle genre type sorte but objectif position manière façon exemple raison sens avis place lien "
    "différence chose choses point points moyen moyens mesure mesures domaine domaines condition "
    "conditions attitude attitudes image idée thème principal principale principaux principales "
    "année an date kind sort way ways role purpose goal aim main example reason difference "
    "relation relationship connection thing things area areas form forms measure measures idea "
    "planned said foreseen year term long short temps time fois times durée duration nombre number "
    "内容 方面 方向 重点 作用 关系 区别 目的 原因 态度 立场 方式 措施 领域 例子 事 国家 要求 "
    "时候 年 人 意思 安排 看法".split()
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an answer must come up with: the noun after the question word, and names.

    `names` are known in all three languages, by their numbers in `verification.names`: countries,
    regions, organisations. `words` are all others.
    """

    words: tuple[str, ...]
    names: tuple[int, ...]


def asked_for(inquiry: Inquiry) -> Wanted:
    """What an answer to the question cannot do without."""
    # Not what the history lent it: "and for Africa?" asks for Africa alone. Nor "III.4" or "the
    # third principle", which are looked up by number.
    asked = without_item(inquiry.asked)
    named = list(dict.fromkeys([*_nouns(asked), *_NAME.findall(asked)]))
    known = list(names_in(asked, inquiry.language))
    spoken = {
        part for _, start, end in known for part in surface_words(fold(asked[start:end].lower()))
    }
    words = [
        word
        for word in named
        if not _is_idle(word) and not spoken.issuperset(surface_words(fold(word.lower())))
    ]
    return Wanted(tuple(words), tuple(dict.fromkeys(name for name, _, _ in known)))


def _nouns(question: str) -> Iterator[str]:
    if found := _NOUN.search(question):
        yield from (word for word in found.groups() if word)
    if found := _HAN_AFTER.search(question):
        yield from surface_words(found["rest"])[:1]
    if found := _HAN_BEFORE.search(question):
        yield from surface_words(found["rest"])[-1:]


def is_general(word: str) -> bool:
    """Whether any paragraph may answer to the noun without using it ("rôle", "areas", 方面)."""
    return word.lower() in _GENERAL


def _is_idle(word: str) -> bool:
    return is_function_word(word) or is_general(word)
