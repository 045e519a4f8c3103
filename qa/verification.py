"""Does a paragraph say what a sentence says? Checks that fail closed, without a model.

A sentence passes against a paragraph when all of these hold:

1. what it puts between quotation marks stands in the paragraph, character for character but
   for white space and typographic variants;
2. every number in it stands in the paragraph;
3. it is negative where the nearest sentence of the paragraph is, and only there (same language);
4. enough of its information is in the paragraph: by words in the same language, by meaning
   across languages.

Number 4 alone would let "publie" pass for "ne publie jamais"; 1 to 3 alone would let any
sentence without numbers pass.
"""

import re
import unicodedata
from dataclasses import dataclass

from corpus import Language, Paragraph
from qa.answer import Status
from qa.sentences import Span, split_sentences
from vectorstore.matching import QuestionMatcher
from vectorstore.store import Store

_LEAST_LEXICAL = 0.55
_LEAST_SEMANTIC = 0.45
_QUOTED = re.compile(r"[«“\"]\s*(?P<quote>[^«»“”\"]{12,}?)\s*[»”\"]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DIGIT_GROUPS = re.compile(r"(?<=\d)[\s,.'’](?=\d{3}(?!\d))")
_NEGATIONS: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"\b(?:ne|n['’]|non|sans|ni|aucune?|jamais|nullement)(?:\b|(?<=['’]))", re.I),
    "en": re.compile(r"\b(?:not|no|never|none|neither|nor|without|cannot)\b|n['’]t\b", re.I),
    "zh": re.compile(r"[不没无未非勿]|禁止"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for a sentence and a paragraph, and the span of the paragraph it rests on."""

    status: Status
    span: Span
    score: float


class Verifier:
    """Checks sentences against paragraphs of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def check(self, sentence: str, language: Language, paragraph: Paragraph) -> Verdict:
        """Whether `paragraph` supports `sentence`, and by which of its sentences."""
        start = paragraph.text.find(sentence)
        if start >= 0:
            return Verdict("quoted", Span(start, start + len(sentence)), 1.0)
        spans = split_sentences(paragraph.text)
        texts = [paragraph.text[span.start : span.end] for span in spans]
        matcher = QuestionMatcher(self._store, sentence, language)
        matches = matcher.match([*texts, paragraph.text], [paragraph.language] * (len(texts) + 1))
        scores = [match.score for match in matches[:-1]]
        best = scores.index(max(scores))
        whole, nearest = matches[-1], matches[best]
        same = language == paragraph.language
        passes = (
            _quotes_hold(sentence, paragraph.text)
            and _numbers(sentence) <= _numbers(paragraph.text)
            and (not same or _negative(sentence, language) == _negative(texts[best], language))
            and (
                whole.lexical >= _LEAST_LEXICAL
                if same
                else max(nearest.dense, whole.dense) >= _LEAST_SEMANTIC
            )
        )
        return Verdict("supported" if passes else "unsupported", spans[best], whole.score)


def _quotes_hold(sentence: str, text: str) -> bool:
    plain = _plain(text)
    return all(_plain(found["quote"]) in plain for found in _QUOTED.finditer(sentence))


def _plain(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text).replace("’", "'")
    return " ".join(normal.split()).casefold()


def _numbers(text: str) -> set[str]:
    normal = unicodedata.normalize("NFKC", text)
    return set(_NUMBER.findall(_DIGIT_GROUPS.sub("", normal)))


def _negative(text: str, language: Language) -> bool:
    return bool(_NEGATIONS[language].search(text))
