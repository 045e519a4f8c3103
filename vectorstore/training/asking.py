"""From a sentence to a question that it answers."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from vectorstore.analysis import is_function_word
from vectorstore.training.forms import Form
from vectorstore.training.forms_en import ENGLISH
from vectorstore.training.forms_fr import FRENCH
from vectorstore.training.forms_zh import CHINESE

FORMS = {"fr": FRENCH, "en": ENGLISH, "zh": CHINESE}
# Between these shares of the sentence's content words stay; people seldom type more than the last.
_SHARES = (0.3, 0.7)
_FEWEST, _MOST = 2, 8
_LONGEST_SENTENCE = 300
_MARK_SHARE = 0.7
_DROP_SHARE = 0.3
_LONGEST_ANSWER = 60
_BARRIERS = frozenset(",;:.()—–«»“”，；：。（）《》")

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
_IMPERATIVE = re.compile(r"^([^\W\d_]{3,})ez\b")
# An article, words, and more words that "de" or "of" ties to them.
_WORD = (
    r"(?!(?:est|sont|peut|doit|is|are|may|must|shall|can|that|which|qui|que|égard|exception|objet"
    r"|sens|fins?|cas|termes?|purposes?|case|extent|following|option)\b)[^\W\d_]{3,}"
)
_TIE = r"(?:\s(?:de la|de|du|des|of the|of|for|and|et|à la|au|aux)\s|\sd['’]|\sde l['’]|\sà l['’])"
_PHRASE = re.compile(
    rf"\b(?:(?:le|la|les|un|une|the|an?)\s|l['’]){_WORD}(?:{_TIE}{_WORD}){{1,3}}", re.IGNORECASE
)
# Legal glue: such words say where something stands, not what it is about.
_GLUE = frozenset(
    """article articles paragraphe paragraphes alinéa alinéas sous-alinéa présent présente visé
    visée visés visées prévu prévue prévus prévues mentionné mentionnée mentionnés mentionnées
    vertu application titre cas échéant ci-après ci-dessus ci-dessous suivant suivante suivants
    suivantes notamment conformément loi règlement abrogé moins plus environ chacun chacune
    toutefois cependant exemple subsection subsections paragraph paragraphs subparagraph section
    sections pursuant referred act regulations respect case applicable following above below
    thereof therein repealed least less exceeding later earlier however example minimum maximum
    本法 本条例 本办法 规定 依照 按照 下列 以下 前款 本条 有关 相关 上述 其中 第 条 款""".split()
)
# Little words that may lead to a kept word, beside those that searches leave out.
_LEADING = frozenset("after before during between against among".split())
_NUMBER_WORDS = frozenset(
    """deux trois quatre cinq six sept huit neuf dix douze quinze vingt vingt-cinq trente quarante
    quarante-cinq cinquante soixante quatre-vingt-dix cent cents mille two three four five seven
    eight nine ten twelve fourteen fifteen twenty twenty-one thirty forty forty-five fifty sixty
    ninety hundred thousand million billion""".split()
)
_NUMERAL = re.compile(r"(?:百分之)?[〇零一二两三四五六七八九十百千万亿]+")
_UNASKED = _GLUE | _NUMBER_WORDS
# Patterns that search the whole of a French or English sentence are slow: one of these must be in
# it before one is tried.
_HINTS = {
    "percent": ["%", " cent", "percent"],
    "amount": ["€", "$", " euros", " dollars", " francs"],
    "delay": [
        *(" jours", " mois", " ans", " années", " heures", " minutes", " semaines", " secondes"),
        *(" days", " hours", " weeks", " months", " years", " seconds"),
    ],
    "date": [
        *(" janv", " févr", " mars", " avri", " mai ", " juin", " juil", " août", " septemb"),
        *(" octob", " novemb", " décemb", "januar", "februar", "march ", "april ", "may 1"),
        *("may 2", "june ", "july ", "august ", "decemb"),
        *(" 15", " 16", " 17", " 18", " 19", " 20"),
    ],
    "number": [*"0123456789", *sorted(_NUMBER_WORDS)],
    "reason": [
        *("parce", " car ", "en raison", "puisqu", "afin"),
        *("because", "order to", "so that", "result of", "owing"),
    ],
    "definition": [
        *("entend", "désigne", "signifie", "correspond à", " est ", " sont "),
        *(" means", "refers", "stands for", "defined", " is ", " are "),
    ],
}
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


Role = Literal["subject", "leading", "other"]


@dataclass(frozen=True)
class Question:
    """A question, and the kind of form that made it."""

    text: str
    kind: str


def ask(sentence: str, language: str, chance: random.Random) -> Question | None:
    """Ask for something that ``sentence`` says, without saying it; None if no form is drawn."""
    sentence = unicodedata.normalize("NFC", sentence[:_LONGEST_SENTENCE]).strip()
    plain = sentence.lower()
    for form in FORMS[language]:
        if chance.random() >= form.chance:
            continue
        if form.kind == "topic" and sentence[:1].islower():
            continue  # A part of a sentence is no topic.
        hints = _HINTS.get(form.kind)
        if language != "zh" and hints and not any(hint in plain for hint in hints):
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
    start = found.start("answer")
    return bool(_REFERENCE.search(found.string[max(0, start - 30) : start]))


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
    if form.keep == "phrases":
        return _phrases(text, chance)
    if form.keep == "whole":
        enough = form.kind == "definition" or sum(map(_matters, _tokens(text, language))) >= _FEWEST
        return _lowered(text).strip() if enough else ""
    tokens = _tokens(text, language)
    # A short answer must not slip back in; in a long one, words of the subject return.
    short = answer if len(answer) <= _LONGEST_ANSWER and form.keep == "around" else ""
    said = {token.lower() for token in _tokens(short, language)}
    content = [i for i, token in enumerate(tokens) if _matters(token) and token.lower() not in said]
    kept = _chosen(tokens, content, form, chance)
    return _written(tokens, kept, language, form.keep == "start") if len(kept) >= _FEWEST else ""


def _phrases(text: str, chance: random.Random) -> str:
    """One or two noun phrases of a French or English text; nothing where there is none."""
    found = [_lowered(phrase[0]) for phrase in _PHRASE.finditer(text)]
    full = [each for each in found if sum(map(_matters, _tokens(each, "en"))) >= _FEWEST]
    if not full:
        return ""
    first = chance.randrange(len(full))
    return " ".join(full[first : first + chance.randint(1, 3)])


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
def _role(token: str) -> Role:
    """Tell a word of the subject from a little word that leads to one, and from the rest."""
    found = _TOKEN.fullmatch(token)
    word = (found["word"] or "").lower() if found else ""
    if not word or word in _UNASKED or _NUMERAL.fullmatch(word):
        return "other"
    if word in _LEADING or is_function_word(word) or (len(word) == 1 and word.isascii()):
        return "leading"
    return "subject"


def _matters(token: str) -> bool:
    return _role(token) == "subject"


def _chosen(
    tokens: Sequence[str], content: Sequence[int], form: Form, chance: random.Random
) -> list[int]:
    """Draw a run of content words: around the gap, from the start, or anywhere."""
    content = _clause(tokens, content, form, chance)
    count = round(len(content) * chance.uniform(*_SHARES))
    count = min(max(count, _FEWEST + 1), _MOST, len(content))
    start = 0
    if form.keep == "around":
        start = chance.randint(0, len(content) - count)
        if _GAP in tokens:
            gap = tokens.index(_GAP)
            before = sum(place < gap for place in content)
            start = min(max(before - chance.randint(count // 3, count), 0), len(content) - count)
    end = start + count
    # Words that stand side by side belong together.
    while start > 0 and content[start] - content[start - 1] == 1:
        start -= 1
    while end < len(content) and content[end] - content[end - 1] == 1:
        end += 1
    kept = list(content[start:end])
    if len(kept) > _FEWEST + 1 and chance.random() < _DROP_SHARE:
        # The first word holds the grammar of what follows the frame.
        kept.remove(chance.choice(kept[1:-1]))
    return kept


def _clause(
    tokens: Sequence[str], content: Sequence[int], form: Form, chance: random.Random
) -> Sequence[int]:
    """The content words of one clause, all of them where that says too little."""
    barriers = list(accumulate(token in _BARRIERS for token in tokens))
    clauses: dict[int, list[int]] = {}
    for place in content:
        clauses.setdefault(barriers[place], []).append(place)
    if _GAP in tokens and form.keep == "around":
        clause = clauses.get(barriers[tokens.index(_GAP)], [])
    elif form.keep == "start":
        clause = next(iter(clauses.values()), [])
    else:
        clause = chance.choice([each for each in clauses.values() if len(each) > _FEWEST] or [[]])
    return clause if len(clause) > _FEWEST else content


def _written(tokens: Sequence[str], kept: Sequence[int], language: str, opened: bool) -> str:
    """Write the kept words with the little words that lead to each of them.

    Those that lead to the first are written if it is ``opened`` there, else an article at most.
    """
    parts: list[str] = []
    gap = tokens.index(_GAP) if _GAP in tokens else -1
    last = -1
    for place in kept:
        if last < gap < place:
            parts.append(_GAP)
        lead = place
        while (
            lead - 1 > max(last, gap if gap < place else -1)
            and _role(tokens[lead - 1]) == "leading"
        ):
            lead -= 1
        if last < 0 and not opened:
            lead = place - 1 if lead < place and _ARTICLE.match(tokens[place - 1]) else place
        parts += tokens[max(lead, place - 3) : place + 1]
        last = place
    if gap > last:
        parts.append(_GAP)
    if language != "zh":
        text = _lowered(" ".join(part for part in parts if part != _GAP))
        return _IMPERATIVE.sub(_infinitive, text) if language == "fr" else text
    return re.sub(r"(?<=[A-Za-z0-9])\x00(?=[A-Za-z0-9])", " ", "\x00".join(parts)).replace(
        "\x00", ""
    )


def _lowered(text: str) -> str:
    """Lower the capital that opens a sentence, not that of an acronym."""
    return text if text[:2].isupper() and text[1:2].isalpha() else text[:1].lower() + text[1:]


def _infinitive(found: re.Match[str]) -> str:
    """Sélectionnez → sélectionner, définissez → définir."""
    stem = found[1]
    return f"{stem[:-2]}r" if stem.endswith("iss") else f"{stem}er"


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
