"""What of the paragraphs found a chat model is shown, when its context is small."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Language, Paragraph
from corpus.sentences import split_sentences
from vectorstore.matching import QuestionMatcher
from vectorstore.store import Store

# A reply of a few sentences with their markers.
REPLY_TOKENS = 512
# The tokenizers of current models make about this many tokens of a character: measured are 0.2
# to 0.3 for French and English, 0.6 to 0.9 for Chinese; these are on the safe side.
_TOKENS_PER_LETTER = 1 / 3
_TOKENS_PER_HAN = 1.0
_HAN = range(0x3400, 0xA000)
# No paragraph takes more of the room than this, so that there are always a few.
_LARGEST_SHARE = 0.4
_LEFT_OUT = "[…]"
# "[3] ISM, III.4, al. 2 : " and the end of the line; the tags around all of them count as one.
_TOKENS_OF_REFERENCE = 25


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as the model sees it: whole, or its sentences nearest to the question."""

    paragraph: Paragraph
    text: str


def estimated_tokens(text: str) -> float:
    """About how many tokens a model reads in `text`; rather too many than too few."""
    han = sum(ord(character) in _HAN for character in text)
    return han * _TOKENS_PER_HAN + (len(text) - han) * _TOKENS_PER_LETTER


def fitting(
    paragraphs: Sequence[Paragraph], question: str, language: Language, store: Store, room: float
) -> list[Shown]:
    """The first of `paragraphs` that fit in `room` tokens, in their order; at least one.

    A paragraph that is too long is cut to the sentences around the one that matches the
    question best.
    """
    most = _LARGEST_SHARE * room
    shown: list[Shown] = []
    for paragraph in paragraphs:
        text = " ".join(paragraph.text.split())
        if estimated_tokens(text) > most:
            text = _around_best(paragraph, question, language, store, most)
        room -= estimated_tokens(text) + _TOKENS_OF_REFERENCE
        if shown and room < 0:
            break
        shown.append(Shown(paragraph, text))
    return shown


def _around_best(
    paragraph: Paragraph, question: str, language: Language, store: Store, room: float
) -> str:
    """The sentence that matches the question best, with what fits in `room` around it."""
    spans = split_sentences(paragraph.text)
    texts = [paragraph.text[span.start : span.end] for span in spans]
    matches = QuestionMatcher(store, question, language).match(
        texts, [paragraph.language] * len(texts)
    )
    best = max(range(len(texts)), key=lambda i: matches[i].score)
    costs = [estimated_tokens(text) for text in texts]
    first = last = best
    left = room - costs[best]
    while True:
        # Forward first: what follows a sentence explains it more often than what precedes it.
        if last + 1 < len(texts) and costs[last + 1] <= left:
            last += 1
            left -= costs[last]
        elif first > 0 and costs[first - 1] <= left:
            first -= 1
            left -= costs[first]
        else:
            break
    before = f"{_LEFT_OUT} " if first else ""
    after = f" {_LEFT_OUT}" if last + 1 < len(texts) else ""
    kept = paragraph.text[spans[first].start : spans[last].end]
    return before + " ".join(kept.split())[: int(room / _TOKENS_PER_LETTER)] + after
