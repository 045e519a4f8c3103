"""The paragraphs that stand where a question says to look."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus import LANGUAGES, Document, Paragraph
from corpus.sentences import Span
from qa.question import Inquiry
from qa.sentences import units_of
from qa.where.outline import sections_of, within
from qa.where.rest import asked_besides, idle, without_place
from qa.where.steps import LAST, Step, Where
from qa.where.titles import called_sections, quoted_titles
from qa.where.words import where_to_look
from vectorstore.analysis import fold, has_chinese, is_function_word, surface_words
from vectorstore.search import search
from vectorstore.store import Store
from vectorstore.vocabulary import Vocabulary

# In more documents than this it is looked for in those only that the question is like.
_MOST_DOCUMENTS = 8
_LIKE_QUESTION = 40
# What stands above the first section of a document says what it is.
_ABOVE = 6
# How near the words of a question must come to a title (see `Vocabulary.nearness`): a translation
# of a word is at .6 to .9, another word of the same field may be at .55.
_NEAR = 0.6
# The same for the mean of the words that a question calls a section by.
_NEAR_TITLE = 0.6
_LONGEST_TITLE = 200  # characters
_LEAST_TITLE = 2  # letters
_Rank = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Located:
    """Where the answer is to be looked for.

    `inquiry` is the question without the words for the place, `paragraphs` those that stand there,
    in reading order (none: there is no such place). `is_all` says that nothing else is asked but
    what they say, or what their `sentence` of that index says, `is_item` that they are one item or
    paragraph.
    """

    inquiry: Inquiry
    paragraphs: tuple[Paragraph, ...]
    is_all: bool = False
    is_item: bool = False
    sentence: int | None = None

    @property
    def quotes(self) -> list[tuple[Paragraph, Span]]:
        """What is to be quoted of them where all is asked for."""
        units = [(paragraph, units_of(paragraph)) for paragraph in self.paragraphs]
        if self.sentence is not None:
            return [(paragraph, spans[self.sentence]) for paragraph, spans in units]
        return [(paragraph, span) for paragraph, spans in units for span in spans]

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that have such a place."""
        return tuple(dict.fromkeys(paragraph.document_id for paragraph in self.paragraphs))


@dataclass(frozen=True, slots=True)
class _Place:
    """What is `there` in a document, at the place that the question names (`where`).

    `rank` says whether no title is named, how unlike its own name is the one that the question has
    for it, and how deep it is.
    """

    where: Where
    document: Document
    there: tuple[Paragraph, ...]
    rank: _Rank = (0, 0, 0)


def locate(inquiry: Inquiry, store: Store, documents: Sequence[str] = ()) -> Located | None:
    """Where the question says to look, in `documents` or in all; None where it does not say."""
    question = inquiry.plain
    if cited := _cited(inquiry, store, documents):
        return cited
    numbered = where_to_look(question)
    titles = list(quoted_titles(question))
    if numbered is None and not titles:
        return None
    looked_in = _documents(inquiry, store, documents)
    places = _best(_place(numbered, titles, document) for document in looked_in)
    if not places:
        called = list(called_sections(question))
        places = _best(_called(called, inquiry, document, store) for document in looked_in)
    if not places:
        if numbered is None or numbered.is_item or _is_spoken_of(numbered, looked_in):
            return None
        return Located(_without(inquiry, numbered), ())
    places = _in_named(inquiry, places)
    alls = [place for place in places if _is_all(inquiry, place, store)]
    if not alls and not any(place.where.is_sure for place in places):
        return None
    # "The second section" of all documents; in the reader's language rather than another.
    alls = [place for place in alls if place.document.language == inquiry.language] or alls
    chosen = alls or places
    where = chosen[0].where
    innermost = where.steps[-1]
    is_end = innermost.unit == "ending" or innermost.number == (LAST,)
    there = [place.there for place in chosen]
    if alls and innermost.unit in ("opening", "ending"):
        there = [own[-1:] if is_end else own[:1] for own in there]
    return Located(
        _without(inquiry, where),
        tuple(paragraph for own in there for paragraph in own),
        is_all=bool(alls),
        is_item=where.names_one,
        sentence=(-1 if is_end else 0) if where.is_sentence else None,
    )


def _cited(inquiry: Inquiry, store: Store, documents: Sequence[str]) -> Located | None:
    """The paragraph that the question names by its id, or by its reference as it is printed."""
    question = inquiry.plain
    named = [
        record.id
        for record in store.documents()
        if (not documents or record.id in documents)
        and any(
            name in question for name in (f"{record.id}/", f"{record.label},", f"{record.label}，")
        )
    ]
    found = [
        (form, paragraph)
        for document_id in named
        for paragraph in store.document(document_id).paragraphs
        for form in (paragraph.id, *map(paragraph.reference, LANGUAGES))
        if re.search(rf"{re.escape(form)}(?![\w.])", question)
    ]
    if not found:
        return None
    # "ISM, III" is in "ISM, III.4", and that of an article in that of its part.
    form, paragraph = max(found, key=lambda one: len(one[0]))
    where = Where((Step("paragraph", (1,)),), (form,))
    rest, about = asked_besides(without_place(question, where, inquiry.language))
    without = _without(inquiry, where)
    return Located(without, (paragraph,), is_all=not (rest or about), is_item=True)


def _best(places: Iterable[_Place | None]) -> list[_Place]:
    """Those that are called as the question calls them, rather than others."""
    found = [place for place in places if place and place.there]
    best = min((place.rank for place in found), default=None)
    return [place for place in found if place.rank == best]


def _in_named(inquiry: Inquiry, places: list[_Place]) -> list[_Place]:
    """Of several those in the document whose title the question has most words of."""
    said = {word for word in surface_words(inquiry.plain) if not is_function_word(word)}
    shared = [sum(_has(place.document, word) for word in said) for place in places]
    most = max(shared)
    return [place for place, count in zip(places, shared, strict=True) if count == most]


def _has(document: Document, word: str) -> bool:
    """Whether the word is in what says what the document is; in Chinese also within a word."""
    titles = _own_titles(document)
    if has_chinese(word):
        return len(word) > 1 and any(word in title for title in titles)
    return any(word in surface_words(title) for title in titles)


def _own_titles(document: Document) -> list[str]:
    """What says what the document is: its title, and what stands above its first section."""
    above = [p.text for p in document.paragraphs if p.is_head]
    for paragraph in document.body[:_ABOVE]:
        if paragraph.headings or paragraph.locator.path or len(paragraph.text) > _LONGEST_TITLE:
            break
        above.append(paragraph.text)
    return [document.title, document.label, *above]


def _documents(inquiry: Inquiry, store: Store, documents: Sequence[str]) -> list[Document]:
    """Those that may be meant: the named ones, or all, or of many those that are like the
    question."""
    records = [r for r in store.documents() if not documents or r.id in documents]
    chosen = [record.id for record in records]
    if len(chosen) > _MOST_DOCUMENTS:
        hits = search(
            store, inquiry.sought, k=_LIKE_QUESTION, documents=documents, language=inquiry.language
        )
        like = list(dict.fromkeys(hit.paragraph.document_id for hit in hits))
        chosen = like[:_MOST_DOCUMENTS]
    return [store.document(document_id) for document_id in chosen]


def _without(inquiry: Inquiry, where: Where) -> Inquiry:
    """The question without the words for the place, read anew."""
    language = inquiry.language
    asked = without_place(inquiry.plain, where, language)
    text = without_place(inquiry.text, where, language)
    return inquiry.without_typos(asked or inquiry.plain, text or inquiry.text)


def _is_spoken_of(where: Where, documents: Iterable[Document]) -> bool:
    """Whether a document speaks of such a place, of a law perhaps ("section 3 of the Act")."""
    said = [" ".join(surface_words(words)) for words in where.words]
    texts = [" ".join(surface_words(document.text)) for document in documents]
    return any(words in text for words in said for text in texts)


def _is_all(inquiry: Inquiry, place: _Place, store: Store) -> bool:
    """Whether nothing is asked but what stands there: every other word is of a title."""
    rest, about = asked_besides(without_place(inquiry.plain, place.where, inquiry.language))
    titles = {title for paragraph in place.there for title in paragraph.headings}
    own = {*titles, *_own_titles(place.document)}
    for words, known in ((about, titles), (rest, own)):
        vocabulary = Vocabulary([(t, place.document.language) for t in known], store.embedder)
        if any(vocabulary.nearness(word, inquiry.language) < _NEAR for word in words):
            return False
    return True


def _place(numbered: Where | None, titles: Sequence[Where], document: Document) -> _Place | None:
    """The place in `document` that the question names by number, by title, or by both."""
    where, there = numbered, document.body
    for one in titles:
        said = fold(one.steps[0].title).casefold()
        sections = sections_of(document, there)
        verbatim = (title for title in sections if len(title) >= _LEAST_TITLE and title in said)
        if best := max(verbatim, key=len, default=""):
            there = tuple(sections[best])
            where = replace(where, words=(*one.words, *where.words)) if where else one
    if where is None:
        return None
    if numbered is None:
        return _Place(where, document, there)
    strange = (0, 0)
    for step in numbered.steps:
        there, own = within(step, there, document, is_item=numbered.is_item)
        strange = max(strange, own)
    return _Place(where, document, there, (int(where is numbered), *strange))


def _called(
    called: Sequence[Where], inquiry: Inquiry, document: Document, store: Store
) -> _Place | None:
    """The section of `document` whose title comes nearest to what the question calls it."""
    if len(called) != 1:
        return None  # two sections are compared
    (where,) = called
    words = [word for word in surface_words(where.steps[0].title) if not idle(word)]
    near = {}
    sections = sections_of(document) if words else {}
    for title in sections:
        vocabulary = Vocabulary([(title, document.language)], store.embedder)
        nearness = [vocabulary.nearness(word, inquiry.language) for word in words]
        near[title] = sum(nearness) / len(nearness)
    best = max(near, key=near.__getitem__, default="")
    if near.get(best, 0.0) < _NEAR_TITLE:
        return None
    return _Place(where, document, tuple(sections[best]), (0, 0, round(-100 * near[best])))
