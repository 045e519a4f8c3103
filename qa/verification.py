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
from functools import lru_cache, partial

from corpus import Language, Paragraph
from corpus.sentences import Span, split_sentences
from qa.answer import Status
from vectorstore.matching import QuestionMatcher
from vectorstore.store import Store

_LEAST_LEXICAL = 0.55
_LEAST_SEMANTIC = 0.45
# What is longer is no sentence, and not worth the work.
_LONGEST_SENTENCE = 4_000
_QUOTED = re.compile(r"[«“\"]\s*(?P<quote>[^«»“”\"]{12,}?)\s*[»”\"]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DIGIT_GROUPS = re.compile(r"(?<=\d)[\s,.'’](?=\d{3}(?!\d))")
_NEGATIONS: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"\b(?:ne|n['’]|non|sans|ni|aucune?|jamais|nullement)(?:\b|(?<=['’]))", re.I),
    "en": re.compile(r"\b(?:not|no|never|none|neither|nor|without|cannot)\b|n['’]t\b", re.I),
    # Not 不断 "always", 不仅 "not only", 无论 "any", 未来 "future", 非洲 "Africa", 非常 "very".
    "zh": re.compile(r"不(?![断仅])|没|无(?!论)|未(?!来)|非(?![洲常])|勿|禁止"),
}
_CLAUSE_END = re.compile(r"[.!?…,;:。！？，；：\n]")
# Two characters of one Latin word or number; Chinese words have no visible edges.
_INSIDE_WORD = re.compile(r"[^\W\u3400-\u9fff]{2}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for a sentence and a paragraph, and the span of the paragraph it rests on."""

    status: Status
    span: Span
    score: float


class Verifier:
    """Checks sentences against paragraphs of one store."""

    def __init__(self, store: Store) -> None:
        # One sentence is checked against several paragraphs.
        self._matcher = lru_cache(maxsize=1)(partial(QuestionMatcher, store))

    def check(self, sentence: str, language: Language, paragraph: Paragraph) -> Verdict:
        """Whether `paragraph` supports `sentence`, and by which of its sentences."""
        start = paragraph.text.find(sentence)
        quote = Span(start, start + len(sentence))
        if start >= 0 and _stands_alone(quote, paragraph):
            return Verdict("quoted", quote, 1.0)
        if len(sentence) > _LONGEST_SENTENCE:
            return Verdict("unsupported", Span(0, len(paragraph.text)), 0.0)
        spans = split_sentences(paragraph.text)
        texts = [paragraph.text[span.start : span.end] for span in spans]
        matches = self._matcher(sentence, language).match(
            [*texts, paragraph.text], [paragraph.language] * (len(texts) + 1)
        )
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


def _stands_alone(quote: Span, paragraph: Paragraph) -> bool:
    """Whether the quote still says the same when cut out: whole words, no negation before it."""
    text = paragraph.text
    edges = text[max(0, quote.start - 1) : quote.start + 1], text[quote.end - 1 : quote.end + 1]
    if any(_INSIDE_WORD.fullmatch(edge) for edge in edges):
        return False
    clause = _CLAUSE_END.split(text[: quote.start])[-1]
    return not _negative(clause, paragraph.language)


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
