"""Questions that ask for a list which the document prints as numbered items.

"Quels sont les six engagements ?" is answered by items II.1 to II.6, not by the sentence after
them that says that there are six.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus import Language, Paragraph
from qa.idle_nouns import is_general
from qa.question import Inquiry
from qa.verification.numerals import find_numerals
from vectorstore.analysis import is_function_word, surface_words
from vectorstore.concepts import Concepts, concepts_called
from vectorstore.search import Hit
from vectorstore.store import Store
from vectorstore.vocabulary import Vocabulary

# More items than this are a chapter and not a list.
_MOST_ITEMS = 24
_LEAST_ITEMS = 2
# No title has all the words of a longer question.
_MOST_WORDS = 4
# How near each word of the question must come to the words of the section's title (see
# `Vocabulary.nearness`): a translation of a word is at .55 to .9, another word below .3.
_NEAR = 0.55
# Words that ask for a list, or for all of it, and name nothing in it.
_ASKING = frozenset(
    "quels quelles sont cite citer citez cites liste lister listez énumère énumérer énumérez donne "
    "donner donnez nomme nommer nommez indique indiquer indiquez présente présenter présentez "
    "rappelle rappeler rappelez tous toutes différents différentes grands grandes principaux "
    "principales énoncés énoncées which list name give enumerate main key major all various "
    "different outline stated core fundamental fondamental fondamentaux fondamentales "
    "核心 基本 哪些 哪几 几个 几项 列出 列举 包括 所有 主要 分别 介绍 有 是 什么 个 项 条".split()
)
_DIGITS = re.compile(r"\d+")

_Section = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Listed:
    """The first paragraph of each item of the list asked for; `is_miscounted` says that there is
    one, but not of as many items as are asked for."""

    items: tuple[Hit, ...] = ()
    is_miscounted: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be listed: how many, if the question says so, and the words for it."""

    count: int | None
    words: tuple[str, ...]
    language: Language


def enumerated(inquiry: Inquiry, hits: Sequence[Hit], store: Store) -> Listed:
    """The items of the list that the question asks for, in their order.

    It is those of a section whose title has all words that the question has for them; or,
    if the question says how many, of one that has as many and says so ("these six commitments").
    Empty where the question asks for no list, or `hits` are of no such section.
    """
    asked = _asked(inquiry)
    if asked is None:
        return Listed()
    sections = _sections(hits)
    near = {section: _nearness(asked, known, store) for section, known in sections.items()}
    of_id = {hit.paragraph.id: hit for hit in hits}
    is_miscounted = False
    for section in sorted(sections, key=lambda one: -near[one]):
        if near[section] < _NEAR:
            break
        items = _items(store, section)
        if _LEAST_ITEMS <= len(items) <= _MOST_ITEMS:
            if asked.count in (None, len(items)):
                return Listed(tuple(of_id.get(p.id) or Hit(p, *[0.0] * 6) for p in items))
            is_miscounted = True
    return Listed(is_miscounted=is_miscounted)


def may_be_enumerated(inquiry: Inquiry) -> bool:
    """Whether the question may ask for a list that is printed as items."""
    return _asked(inquiry) is not None


def _asked(inquiry: Inquiry) -> _Asked | None:
    text, language = inquiry.sought, inquiry.language
    numerals = [n for n in find_numerals(text, language) if not n.is_ordinal and n.value > 1]
    counts = {int(n.value) for n in numerals}
    if inquiry.kind != "list" and not (inquiry.kind == "definition" and counts):
        return None
    for numeral in reversed(numerals):
        text = text[: numeral.start] + " " + text[numeral.end :]
    words = [
        word
        for word in surface_words(text)
        if word not in _ASKING and not is_function_word(word) and not _DIGITS.fullmatch(word)
    ]
    # "The areas of cooperation" may be printed as anything.
    if not 0 < len(words) <= _MOST_WORDS or len(counts) > 1 or any(map(is_general, words)):
        return None
    return _Asked(next(iter(counts), None), tuple(words), language)


def _sections(hits: Iterable[Hit]) -> dict[_Section, list[Paragraph]]:
    """The paragraphs found, by the section that they are in, with a number or without."""
    sections: dict[_Section, list[Paragraph]] = {}
    for hit in hits:
        paragraph = hit.paragraph
        if paragraph.headings:
            sections.setdefault((paragraph.document_id, _path_of(paragraph)), []).append(paragraph)
    return sections


def _path_of(paragraph: Paragraph) -> tuple[str, ...]:
    """The path of the section: of II.4 it is II, as it is of what stands there without a number."""
    path = paragraph.locator.path
    is_numbered = paragraph.locator.kind == "item" and len(path) > 1
    return path[:-1] if is_numbered else path


def _nearness(asked: _Asked, known: Sequence[Paragraph], store: Store) -> float:
    """How near the section comes to the word that it comes least near to; 0 where only the title
    of the whole document has any of them."""
    first = known[0]
    title = [(first.headings[-1], first.language)]
    title += [(p.text, p.language) for p in known if _counts(p, asked.count)]
    own = Vocabulary(title, store.embedder)
    document = Vocabulary([(first.document_title, first.language)], store.embedder)
    meant = Concepts.of(" ".join(text for text, _ in title), first.language)
    by_section = [
        1.0
        if meant.names_any(concepts_called(word, asked.language))
        else own.nearness(word, asked.language)
        for word in asked.words
    ]
    if max(by_section) < _NEAR:
        return 0.0
    by_document = [document.nearness(word, asked.language) for word in asked.words]
    return min(map(max, by_section, by_document))


def _counts(paragraph: Paragraph, count: int | None) -> bool:
    """Whether a paragraph beside the items says how many there are."""
    if count is None or _path_of(paragraph) != paragraph.locator.path:
        return False
    return any(n.value == count for n in find_numerals(paragraph.text, paragraph.language))


def _items(store: Store, section: _Section) -> list[Paragraph]:
    document, path = section
    items: dict[tuple[str, ...], Paragraph] = {}
    for paragraph in store.document(document).paragraphs:
        locator = paragraph.locator
        if locator.kind == "item" and len(locator.path) > 1 and locator.path[:-1] == path:
            items.setdefault(locator.path, paragraph)
    return list(items.values())
