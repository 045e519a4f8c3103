"""Paragraph → sentences, by their spans, in French, English and Chinese."""

import re
from dataclasses import dataclass

# What may follow a full stop without ending a sentence. One letter ("M.", "L.") always may.
_ABBREVIATIONS = frozenset(
    "m mm mme mmes mlle dr st ste art arts al p pp ch chap cf ex fig n no vol éd ed etc av j "
    "mr mrs ms jr sr prof vs inc ltd co dept e.g i.e approx sec par para".split()
)
_END = re.compile(
    r"(?P<han>[。！？；]+[”’」』》）]*)"
    # Only the first of a run of stops is tried: thousands of dots are no reason to be slow.
    r"|(?P<latin>(?<![.!?…])[.!?…]++(?:\s?»|[\"”’)\]])*+"
    r"(?=\s+[\"“«‘(\[]?\s*[^\W_a-zß-öø-ÿœ]|\s*$))"
    r"|(?P<line>\n\s*\n|\n(?=\|))"
)
_LAST_WORD = re.compile(r"([^\W\d_]+(?:\.[^\W\d_])*)\.$")
_LIST_NUMBER = re.compile(r"\W*\d{1,3}\.")
# Enough of the end of a sentence to see an abbreviation in.
_TAIL = 16


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence: `text[start:end]` of the paragraph it was cut from, without outer space."""

    start: int
    end: int


def split_sentences(text: str) -> list[Span]:
    """The sentences of `text` in order; together they cover all of it but white space.

    A sentence ends at `.!?…` before a space and a capital, a digit or a letter of another
    script, at `。！？；` anywhere, at a blank line, and at the end of a table's row; not after an
    abbreviation. Closing quotation marks and brackets belong to it.
    """
    spans = []
    start = 0
    for found in _END.finditer(text):
        if found["latin"] and ends_with_abbreviation(text[start : found.end()]):
            continue
        spans.append(_trim(text, start, found.end()))
        start = found.end()
    spans.append(_trim(text, start, len(text)))
    return [span for span in spans if span.start < span.end]


def ends_with_abbreviation(sentence: str) -> bool:
    """Whether the full stop at the end of `sentence` belongs to an abbreviation or initial.

    A sentence that is nothing but a number ("1.") counts as the beginning of a list item.
    """
    if _LIST_NUMBER.fullmatch(sentence):
        return True
    word = _LAST_WORD.search(sentence[-_TAIL:])
    return word is not None and (len(word[1]) == 1 or word[1].lower() in _ABBREVIATIONS)


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(end - len(piece.lstrip()), start + len(piece.rstrip()))
