"""One sentence against one paragraph: every check in turn, and the reason of a refusal."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from corpus import Language, Paragraph
from corpus.chinese import simplified
from corpus.sentences import Span
from qa.answer import Status
from qa.verification.alignment import Alignment, Source
from qa.verification.content import features, shipped_rule
from qa.verification.cues import find_cues
from qa.verification.names import names_hold
from qa.verification.polarity import polarity_holds
from qa.verification.quantities import quantities_hold
from qa.verification.quotes import quotes_hold
from qa.verification.tokens import Tokens

Reason = Literal["length", "quote", "number", "polarity", "name", "content"]

# What is longer is no sentence, and not worth the work.
_LONGEST_SENTENCE = 4_000
# The paragraphs of a few answers.
_REMEMBERED = 64
_CLAUSE_END = re.compile(r"[.!?…,;:。！？，；：\n]")
# Two characters of one Latin word or number; Chinese words have no visible edges.
_INSIDE_WORD = re.compile(r"[^\W\u3400-\u9fff]{2}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for a sentence and a paragraph, and the span of the paragraph it rests on.

    `score` in [0, 1] says how much of the content is there; `reason` is the check that an
    unsupported sentence failed first, `None` for others.
    """

    status: Status
    span: Span
    score: float
    reason: Reason | None = None


class Verifier:
    """Checks sentences against paragraphs, and remembers what it has read."""

    def __init__(self) -> None:
        # One sentence is checked against several paragraphs, one paragraph against an answer's.
        self._prepare = lru_cache(maxsize=_REMEMBERED)(Source)

    def check(self, sentence: str, language: Language, paragraph: Paragraph) -> Verdict:
        """Whether `paragraph` supports `sentence`, and by which of its sentences."""
        start = paragraph.text.find(sentence)
        quote = Span(start, start + len(sentence))
        if start >= 0 and _stands_alone(quote, paragraph):
            return Verdict("quoted", quote, 1.0)
        whole = Span(0, len(paragraph.text))
        if len(sentence) > _LONGEST_SENTENCE:
            return Verdict("unsupported", whole, 0.0, "length")
        if not paragraph.text.strip():
            return Verdict("unsupported", whole, 0.0, "content")
        # As long as before, so that places are the paragraph's own.
        source = self._prepare(simplified(paragraph.text), paragraph.language)
        alignment = Alignment(self._prepare(simplified(sentence), language), source)
        rule = shipped_rule("same" if alignment.same_language else "across")
        score = rule.score(features(alignment))
        reason = first_failure(alignment, paragraph) or ("content" if score < 0.5 else None)
        status: Status = "unsupported" if reason else "supported"
        return Verdict(status, _nearest(alignment), score, reason)


def first_failure(alignment: Alignment, paragraph: Paragraph) -> Reason | None:
    """The first check but that of content which the sentence fails."""
    title = (paragraph.document_title, paragraph.document_label, *paragraph.headings)
    known = simplified(" ".join(title))
    if not quotes_hold(alignment.sentence.text, alignment.source.text, alignment.same_language):
        return "quote"
    if not quantities_hold(alignment):
        return "number"
    if not names_hold(alignment, known):
        return "name"
    return None if polarity_holds(alignment) else "polarity"


def _nearest(alignment: Alignment) -> Span:
    """The sentence of the source in which most of the words are."""
    tokens = alignment.source.tokens.items
    spans = alignment.source.spans
    offsets = [tokens[link.place].start for link in alignment.links.values()]
    return max(spans, key=lambda span: sum(span.start <= o < span.end for o in offsets))


def _stands_alone(quote: Span, paragraph: Paragraph) -> bool:
    """Whether the quote still says the same when cut out: whole words, no negation before it."""
    text = paragraph.text
    edges = text[max(0, quote.start - 1) : quote.start + 1], text[quote.end - 1 : quote.end + 1]
    if any(_INSIDE_WORD.fullmatch(edge) for edge in edges):
        return False
    clause = _CLAUSE_END.split(text[: quote.start])[-1]
    return not find_cues(Tokens(clause, paragraph.language))
