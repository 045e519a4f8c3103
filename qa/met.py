"""Whether paragraphs have what a question asks for by name (see `asked`)."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from corpus import Language, Paragraph
from qa.asked import QUOTED, Wanted
from qa.codes import codes_in, of_their_kind
from qa.naming import is_said
from qa.question import Inquiry
from qa.verification.numerals import find_numerals
from vectorstore.analysis import fold
from vectorstore.concepts import concepts_called
from vectorstore.embeddings import Embedder
from vectorstore.search import Hit
from vectorstore.store import Store
from vectorstore.vocabulary import Vocabulary

# A near word counts for less where a name or a deed is asked for: none is another. On the tuning
# half and the development questions all from .68 up refuse nothing that is answered otherwise.
_NEAR_EXACT = 0.7
_LATIN = re.compile(r"[A-Za-zÀ-ÿ][\w'’-]*(?: [A-Za-zÀ-ÿ][\w'’-]*)*", re.ASCII)
_LEAST_TERM, _LONGEST_TERM = 5, 60  # characters
# So near to a word beside a number, something is counted there.
_COUNTED_OTHERWISE = 0.6
# What is counted stands near its number: "5000 personnes", "three international conventions".
_BEFORE_NUMBER, _AFTER_NUMBER = 20, 45


def nearness_of_least(
    wanted: Wanted,
    language: Language,
    hits: Sequence[Hit],
    further: Sequence[Hit],
    store: Store,
) -> float:
    """How near `hits` come to what they miss most of `wanted`, in [0, 1]; names may be said in
    `further` ones.

    `language` is that of the question.
    """
    paragraphs = [hit.paragraph for hit in hits]
    if wanted.numbers and not wanted.numbers <= _numbers_in(paragraphs):
        return 0.0
    if _lacks_code(wanted, further):
        return 0.0
    if not (wanted.names or wanted.words or wanted.terms):
        return 1.0
    vocabulary = Vocabulary.of(paragraphs, store.embedder)
    texts = _with_titles(further)
    if not all(is_said(name, texts, vocabulary) for name in wanted.names):
        return 0.0
    nearness = []
    for word in wanted.words:
        near = min(vocabulary.nearness(part, language) for part in word.split())
        if near < 1.0 and word in wanted.exact:
            near = 1.0 if _is_meant(word, language, further, store) else _NEAR_EXACT * near
        nearness.append(near)
    for term in wanted.terms:
        nearness.append(max(vocabulary.nearness(word, language) for word in term))
    if wanted.counted or wanted.many:
        nearness.append(_nearness_of_counted(wanted, language, paragraphs, store.embedder))
    return min(nearness, default=1.0)


def _nearness_of_counted(
    wanted: Wanted, language: Language, paragraphs: Sequence[Paragraph], embedder: Embedder
) -> float:
    by_numbers = Vocabulary(_beside_numbers(paragraphs), embedder)
    if wanted.many and not wanted.many <= _numbers_in(paragraphs):
        nouns = [word for word in wanted.words if word not in wanted.exact]
        if any(by_numbers.nearness(word, language) >= _COUNTED_OTHERWISE for word in nouns):
            return 0.0  # seven are asked for, and there are six
    near = (max(by_numbers.nearness(word, language) for word in term) for term in wanted.counted)
    return min(near, default=1.0)


def defines_as_quoted(inquiry: Inquiry, hits: Sequence[Hit]) -> bool:
    """Whether a definition is asked for of a term that one of `hits` has as the question quotes it:
    in quotation marks, or in Latin letters in a Chinese question."""
    if inquiry.kind != "definition":
        return False
    terms = [first or second for first, second in QUOTED.findall(inquiry.plain)]
    if inquiry.language == "zh":
        terms += _LATIN.findall(inquiry.plain)
    said = [fold(term).casefold() for term in terms if _LEAST_TERM <= len(term) <= _LONGEST_TERM]
    texts = [fold(hit.paragraph.text).casefold() for hit in hits] if said else []
    return any(term in text for term in said for text in texts)


def has_codes(wanted: Wanted, hits: Sequence[Hit]) -> bool:
    """Whether there are codes in the question, or else before it, and `hits` have all of them."""
    codes = wanted.codes or wanted.told
    return bool(codes) and codes <= _codes_of(hits)


def _lacks_code(wanted: Wanted, hits: Sequence[Hit]) -> bool:
    """Whether none of `hits` has a code of the question; of one that is told before it, whether
    they have others of its kind: it may be that of the reader's own car."""
    if not (wanted.codes or wanted.told):
        return False
    said = _codes_of(hits)
    return not wanted.codes <= said or bool(of_their_kind(wanted.told - said, said))


def _codes_of(hits: Sequence[Hit]) -> frozenset[str]:
    paragraphs = [hit.paragraph for hit in hits]
    return codes_in(*(t for p in paragraphs for t in (p.text, p.document_title, *p.headings)))


def names_unsaid(wanted: Wanted, hits: Sequence[Hit], embedder: Embedder) -> frozenset[int]:
    """Which of the names wanted none of `hits` has."""
    vocabulary = Vocabulary.of([hit.paragraph for hit in hits], embedder)
    texts = _with_titles(hits)
    return frozenset(name for name in wanted.names if not is_said(name, texts, vocabulary))


def _with_titles(hits: Sequence[Hit]) -> list[tuple[str, Language]]:
    """Texts with the titles above them: who speaks ("does China think that…") is not named in
    every paragraph."""
    return [
        (f"{hit.paragraph.text}\n{hit.paragraph.document_title}", hit.paragraph.language)
        for hit in hits
    ]


def _is_meant(name: str, language: Language, hits: Sequence[Hit], store: Store) -> bool:
    """Whether `hits` name by another word what is called `name`: Kyiv is Ukraine."""
    meant = concepts_called(name, language) if name[0].isupper() else set()
    rows = store.rows([hit.paragraph for hit in hits]) if meant else None
    return any(row.concepts.names_any(meant) for row in rows or ())


def _numbers_in(paragraphs: Sequence[Paragraph]) -> set[Fraction]:
    texts = [(p.text, p.language) for p in paragraphs]
    texts += [(" ".join((p.document_title, *p.headings)), p.language) for p in paragraphs]
    return {numeral.value for text in texts for numeral in find_numerals(*text)}


def _beside_numbers(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, Language]]:
    """What stands beside the numbers in the texts, with their languages."""
    for paragraph in paragraphs:
        for numeral in find_numerals(paragraph.text, paragraph.language):
            # "Un", "a", 一 are as often articles.
            if numeral.value > 1 and not numeral.is_ordinal:
                start = max(0, numeral.start - _BEFORE_NUMBER)
                beside = paragraph.text[start : numeral.end + _AFTER_NUMBER]
                yield beside, paragraph.language
