"""From a sentence to a question that it answers."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from vectorstore.analysis import is_function_word
from vectorstore.training.forms import Form
from vectorstore.training.forms_en import ENGLISH
from vectorstore.training.forms_fr import FRENCH
from vectorstore.training.forms_zh import CHINESE

FORMS = {"fr": FRENCH, "en": ENGLISH, "zh": CHINESE}
# Between these shares of the sentence's content words stay; people seldom type more than the last.
_SHARES = (0.3, 0.7)
_FEWEST, _MOST = 2, 8
_LONGEST_SENTENCE = 400
_MARK_SHARE = 0.7

_GAP = "\ue000"
_TOKEN = re.compile(
    r"(?P<elided>\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’])?"
    r"(?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+)*)|\d+(?:[.,]\d+)*|\S",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:le|la|les|un|une|the|an?)$|l['’]", re.IGNORECASE)
# A number after one of these is a place in a law or document, which nobody asks for.
_REFERENCE = re.compile(
    r"(?:\b(?:articles?|art|paragraphes?|alinéas?|sections?|chapitres?|parties?|annexes?|lois?"
    r"|décrets?|règlements?|arrêtés?|titre|subsections?|paragraphs?|parts?|chapters?|schedules?|acts?"
    r"|forms?|figures?|tables?|step|étape|version|l\.r\.c|r\.s\.c|s\.c)\b[^a-z,;]{0,12}"
    r"(?:(?:du|of|dated|and|et|à|to)\s)?|n[°o]\.?\s?|\b[LRD]\.\s?|[(\[/§-])$",
    re.IGNORECASE,
)
# Legal glue: such words say where something stands, not what it is about.
_GLUE = frozenset(
    """article articles paragraphe paragraphes alinéa alinéas sous-alinéa présent présente visé visée
    visés visées prévu prévue prévus prévues mentionné mentionnée mentionnés mentionnées vertu
    application titre cas échéant ci-après ci-dessus ci-dessous suivant suivante suivants suivantes
    notamment conformément loi règlement abrogé subsection subsections paragraph paragraphs
    subparagraph section sections pursuant referred act regulations respect case applicable
    following above below thereof therein repealed 本法 本条例 本办法 规定 依照 按照 下列 以下 前款
    本条 有关 相关 上述 其中 第 条 款""".split()
)
_CONTRACTIONS = {
    "fr": (
        (re.compile(r"\bde le\b"), "du"),
        (re.compile(r"\bde les\b"), "des"),
        (re.compile(r"\bà le\b"), "au"),
        (re.compile(r"\bà les\b"), "aux"),
        (re.compile(r"\b(qu|d)(?:e) (?=[aeiouyàâéèêîôœh])"), r"\1'"),
    ),
    "en": (),
    "zh": (),
}


@dataclass(frozen=True)
class Question:
    """A question, and the kind of form that made it."""

    text: str
    kind: str


def ask(sentence: str, language: str, chance: random.Random) -> Question | None:
    """Ask for something that ``sentence`` says, without saying it; None if no form is drawn."""
    sentence = sentence[:_LONGEST_SENTENCE].strip()
    for form in FORMS[language]:
        if chance.random() >= form.chance:
            continue
        found = form.pattern.search(sentence)
        if found and not _is_reference(form, found):
            rest = _rest(form, found, language, chance)
            if rest:
                return Question(_framed(form, found, rest, language, chance), form.kind)
    return None


def _is_reference(form: Form, found: re.Match[str]) -> bool:
    if form.keep != "around" or "answer" not in form.pattern.groupindex:
        return False
    return bool(_REFERENCE.search(found.string[: found.start("answer")]))


def _rest(form: Form, found: re.Match[str], language: str, chance: random.Random) -> str:
    """What the question repeats of the sentence, with a gap where the answer stood."""
    groups = form.pattern.groupindex
    if "kept" in groups:
        text = found["kept"]
    elif "answer" in groups:
        text = f"{found.string[: found.start('answer')]}{_GAP}{found.string[found.end('answer') :]}"
    else:
        text = found.string
    answer = found["answer"] if "answer" in groups else ""
    if form.keep == "whole":
        return _lowered(text).strip()
    tokens = _tokens(text, language)
    said = {token.lower() for token in _tokens(answer, language)}
    content = [i for i, token in enumerate(tokens) if _matters(token) and token.lower() not in said]
    kept = _chosen(tokens, content, form, chance)
    return _written(tokens, kept, language) if len(kept) >= _FEWEST else ""


def _tokens(text: str, language: str) -> list[str]:
    if language != "zh":
        return [found[0] for found in _TOKEN.finditer(text)]
    import rjieba

    parts = [rjieba.cut(part) for part in text.split(_GAP)]
    tokens = list(parts[0])
    for part in parts[1:]:
        tokens += [_GAP, *part]
    return [token for token in tokens if not token.isspace()]


@lru_cache(maxsize=200_000)
def _matters(token: str) -> bool:
    """Whether the token is a word that carries the subject."""
    found = _TOKEN.fullmatch(token)
    word = found["word"] if found else None
    if not word or word.lower() in _GLUE or is_function_word(word):
        return False
    return len(word) > 1 or not word.isascii()


def _chosen(
    tokens: Sequence[str], content: Sequence[int], form: Form, chance: random.Random
) -> list[int]:
    """Draw which content words stay: a run around the gap or from the start, with some left out."""
    count = round(len(content) * chance.uniform(*_SHARES))
    count = min(max(count, _FEWEST), _MOST, len(content))
    width = min(len(content), math.ceil(count * 1.3))
    start = 0
    if form.keep == "around":
        start = chance.randint(0, len(content) - width)
        if _GAP in tokens:
            gap = tokens.index(_GAP)
            before = sum(place < gap for place in content)
            start = min(max(before - chance.randint(width // 3, width), 0), len(content) - width)
    window = list(content[start : start + width])
    # The first word holds the grammar of what follows the frame.
    dropped = chance.sample(window[1:], len(window) - count)
    return [place for place in window if place not in dropped]


def _written(tokens: Sequence[str], kept: Sequence[int], language: str) -> str:
    """Write the kept words with the little words that lead to each of them."""
    parts: list[str] = []
    gap = tokens.index(_GAP) if _GAP in tokens else -1
    last = -1
    for place in kept:
        if last < gap < place:
            parts.append(_GAP)
        lead = place
        while lead - 1 > max(last, gap if gap < place else -1) and _leads(tokens[lead - 1]):
            lead -= 1
        if last < 0:
            lead = place - 1 if lead < place and _ARTICLE.match(tokens[place - 1]) else place
        parts += tokens[max(lead, place - 3) : place + 1]
        last = place
    if gap > last:
        parts.append(_GAP)
    if language != "zh":
        return _lowered(" ".join(part for part in parts if part != _GAP))
    return re.sub(r"(?<=[A-Za-z0-9])\x00(?=[A-Za-z0-9])", " ", "\x00".join(parts)).replace("\x00", "")


def _leads(token: str) -> bool:
    return token[0].isalpha() and not _matters(token) and token.lower() not in _GLUE


def _lowered(text: str) -> str:
    """Lower the capital that opens a sentence, not that of an acronym."""
    return text if text[:2].isupper() and text[1:2].isalpha() else text[:1].lower() + text[1:]


def _framed(
    form: Form, found: re.Match[str], rest: str, language: str, chance: random.Random
) -> str:
    frame = chance.choice(form.frames)
    if "{unit}" in frame:
        frame = frame.replace("{unit}", found["unit"].lower())
    question = frame.replace("~", rest) if "~" in frame else rest.replace(_GAP, frame)
    question = question.replace(_GAP, "")
    for pattern, short in _CONTRACTIONS[language]:
        question = pattern.sub(short, question)
    if chance.random() >= _MARK_SHARE:
        return question
    return question + {"fr": " ?", "en": "?", "zh": "？"}[language]
