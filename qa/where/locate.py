"""The paragraphs that stand where a question says to look."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus import LANGUAGES, Document, Paragraph
from corpus.sentences import Span
from qa.frames import without_orders
from qa.kinds import SOUGHT
from qa.question import Inquiry
from qa.sentences import units_of
from qa.where.outline import Rank, bare, sections_of, within
from qa.where.rest import (
    asked_besides,
    asks_for_all,
    asks_for_summary,
    idle,
    may_ask_for_all,
    without_place,
)
from qa.where.steps import LAST, Step, Where
from qa.where.titles import called_sections, quoted_phrases, quoted_titles, titles_in
from qa.where.words import where_to_look
from vectorstore.analysis import fold, has_chinese, is_function_word, surface_words
from vectorstore.search import search
from vectorstore.store import Store
from vectorstore.vocabulary import Vocabulary

# In more documents than this it is looked for in those only that the question is like.
_MOST_DOCUMENTS = 8
_LIKE_QUESTION = 40
# So many words of its title name a document.
_NAMING = 2
# What stands above the first section of a document says what it is.
_ABOVE = 6
# How near the words of a question must come to a title (see `Vocabulary.nearness`): a translation
# of a word is at .6 to .9, another word of the same field may be at .55.
_NEAR = 0.6
# A section is called by its title, by other words for it, or by what is in it: the title and the
# contents together told nearly all sections that are called so in 203 questions about eleven
# documents. What is called so with little likeness is looked for where an overview is asked.
_LIKE_PHRASE = 60
_OF_CONTENT = 0.5
_CALLED, _LEAST_CALLED = 1.0, 0.5
# What is only quoted is a term more often than the translation of a title.
_QUOTED = 0.9
_LONGEST_TITLE = 200  # characters
_LEAST_TITLE = 2  # letters


@dataclass(frozen=True, slots=True)
class Located:
    """Where the answer is to be looked for.

    `inquiry` is the question without the words for the place, `paragraphs` those that stand there,
    in reading order (none: there is no such place). `is_all` says that nothing else is asked but
    what they say, or what their `sentence` of that index says, `is_item` that they are one item or
    paragraph. `words` are those of the question for the place.
    """

    inquiry: Inquiry
    paragraphs: tuple[Paragraph, ...]
    is_all: bool = False
    is_item: bool = False
    sentence: int | None = None
    words: str = ""

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

    `rank` says how unlike its own name is the one that the question has for it, and how deep it is.
    """

    where: Where
    document: Document
    there: tuple[Paragraph, ...]
    rank: Rank = (0, 0)


def locate(inquiry: Inquiry, store: Store, documents: Sequence[str] = ()) -> Located | None:
    """Where the question says to look, in `documents` or in all; None where it does not say."""
    # "Cite paragraph 99" is an order to the assistant, and no place to look.
    question = without_orders(inquiry.plain)
    if cited := _cited(question, inquiry, store, documents):
        return cited
    called = list(called_sections(question))
    quoted = list(quoted_titles(question))
    numbered = where_to_look(question, is_titled=bool(quoted or called))
    is_overview = numbered is not None or may_ask_for_all(question)
    is_summary = numbered is None and asks_for_summary(question)
    is_placed = bool(numbered or called or any(one.is_sure or is_overview for one in quoted))
    # The titles of many documents are not gone through for what may be a summary of something.
    if not (is_placed or (is_summary and len(store.documents()) <= _MOST_DOCUMENTS)):
        return None
    looked_in = _documents(inquiry, store, documents)
    titled = [
        place
        for document in looked_in
        if (place := _titled([*quoted, *called], question, document, is_summary=is_summary))
    ]
    is_term = inquiry.kind == "definition"
    phrases = called or list(quoted_phrases(question, is_overview=is_overview and not is_term))
    if not titled and len(phrases) == 1 and not (numbered and numbered.names_section):
        least = _LEAST_CALLED if is_overview else _CALLED
        titled = _called(phrases[0], inquiry, looked_in, store, least)
    if numbered:
        titled = titled or [_Place(numbered, document, document.body) for document in looked_in]
        titled = [_inside(place, numbered) for place in titled]
    places = _best(inquiry, [place for place in titled if place.there])
    if places:
        return _at(inquiry, places, store)
    if numbered is None or numbered.is_item or _is_spoken_of(numbered, looked_in):
        return None
    return Located(_without(inquiry, numbered), (), words=" … ".join(numbered.words).strip())


def _at(inquiry: Inquiry, places: Sequence[_Place], store: Store) -> Located | None:
    """What to look for at the places: all that stands there, if no more is asked."""
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


def _cited(
    question: str, inquiry: Inquiry, store: Store, documents: Sequence[str]
) -> Located | None:
    """The paragraph that the question names by its id, or by its reference as it is printed."""
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


def _best(inquiry: Inquiry, places: list[_Place]) -> list[_Place]:
    """Those in the document that the question has most words of, and of these the ones that are
    called as the question calls them."""
    ranks = [(-_shared(place.document, inquiry), place.rank) for place in places]
    best = min(ranks, default=None)
    return [place for place, rank in zip(places, ranks, strict=True) if rank == best]


def _shared(document: Document, inquiry: Inquiry) -> int:
    """How many words of the question are in what says what the document is; Chinese ones also
    within a word."""
    said = {word for word in surface_words(inquiry.plain) if not is_function_word(word)}
    titles = " ".join(_own_titles(document))
    own = set(surface_words(titles))
    shared = sum(
        len(word) > 1 and word in titles if has_chinese(word) else word in own for word in said
    )
    return shared + _NAMING * (document.label.casefold() in said)


def _own_titles(document: Document) -> list[str]:
    """What says what the document is: its title, and what stands above its first section."""
    above = []
    for paragraph in document.paragraphs[:_ABOVE]:
        is_long = len(paragraph.text) > _LONGEST_TITLE
        if not paragraph.is_head and (paragraph.headings or paragraph.locator.path or is_long):
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
        said = set(surface_words(inquiry.plain))
        named = [record.id for record in records if record.label.casefold() in said]
        like = dict.fromkeys([*named, *(hit.paragraph.document_id for hit in hits)])
        chosen = list(like)[:_MOST_DOCUMENTS]
    return _named([store.document(document_id) for document_id in chosen], inquiry)


def _named(documents: list[Document], inquiry: Inquiry) -> list[Document]:
    """Those that the question names by two words of what they are, or else all."""
    shared = {document.id: _shared(document, inquiry) for document in documents}
    most = max(shared.values(), default=0)
    return [one for one in documents if most < _NAMING or shared[one.id] == most]


def _without(inquiry: Inquiry, where: Where) -> Inquiry:
    """The question without the words for the place, read anew."""
    language = inquiry.language
    asked = without_place(inquiry.plain, where, language)
    text = without_place(inquiry.text, where, language)
    without = inquiry.without_typos(asked or inquiry.plain, text or inquiry.text)
    return replace(without, with_place=inquiry.complete)


def _is_spoken_of(where: Where, documents: Iterable[Document]) -> bool:
    """Whether a document speaks of such a place, of a law perhaps ("section 3 of the Act")."""
    said = (r"\s+".join(map(re.escape, words.split())) for words in where.words)
    pattern = re.compile("|".join(f"(?:{words})" for words in said), re.IGNORECASE)
    return any(pattern.search(document.text) for document in documents)


def _is_all(inquiry: Inquiry, place: _Place, store: Store) -> bool:
    """Whether nothing is asked but what stands there: every other word is of a title."""
    without = _without(inquiry, place.where)
    rest, about = asked_besides(without.plain)
    if without.kind in SOUGHT:
        return False
    if asks_for_all(without.plain):
        return True
    titles = {title for paragraph in place.there for title in paragraph.headings}
    own = {*titles, *_own_titles(place.document)}
    for words, known in ((about, titles), (rest, own)):
        vocabulary = Vocabulary([(t, place.document.language) for t in known], store.embedder)
        if any(vocabulary.nearness(word, inquiry.language) < _NEAR for word in words):
            return False
    return True


def _titled(
    named: Sequence[Where], question: str, document: Document, *, is_summary: bool
) -> _Place | None:
    """The section of `document` whose title the question has word for word, as one that is `named`
    or, where a summary is asked for, anywhere."""
    there = document.body
    words: tuple[str, ...] = ()
    is_sure = False
    for one in sorted(named, key=lambda one: not one.is_sure):
        said = fold(one.steps[0].title).casefold()
        sections = sections_of(document, there)
        verbatim = (title for title in sections if len(title) >= _LEAST_TITLE and title in said)
        if best := max(verbatim, key=len, default=""):
            there = tuple(sections[best])
            words += one.words
            is_sure |= one.is_sure
    if not words:
        titles = {bare(heading): heading for p in document.body for heading in p.headings}
        for where in titles_in(question, sorted(titles, key=len, reverse=True)):
            if not (where.is_sure or is_summary):
                continue
            heading = titles[where.steps[0].title]
            there = tuple(p for p in document.body if heading in p.headings)
            words = where.words
            break
    if not words or len(there) == len(document.body):
        return None
    return _Place(Where((Step("titled"),), words, is_sure=is_sure), document, there)


def _called(
    where: Where,
    inquiry: Inquiry,
    looked_in: Sequence[Document],
    store: Store,
    least: float,
) -> list[_Place]:
    """The section that comes nearest to what the question calls it, by title and by what is in it.

    "The part about how we may use the flat" has no word of its title.
    """
    phrase = where.steps[0].title
    words = [word for word in surface_words(phrase) if not idle(word)]
    if not words:
        return []
    ids = [document.id for document in looked_in]
    hits = search(store, phrase, k=_LIKE_PHRASE, documents=ids, language=inquiry.language)
    worth = {hit.paragraph.id: hit.score for hit in hits}
    asked = store.embedder.embed_queries([phrase])[0]
    best, found = 0.0, None
    for document in looked_in:
        for title, there in sections_of(document).items():
            vocabulary = Vocabulary([(title, document.language)], store.embedder)
            near = sum(vocabulary.nearness(word, inquiry.language) for word in words) / len(words)
            meant = float(store.embedder.embed_documents([title])[0] @ asked)
            within = max(worth.get(paragraph.id, 0.0) for paragraph in there)
            if not where.is_sure and near + meant < _QUOTED:
                continue
            if (score := near + meant + _OF_CONTENT * within) > best:
                best, found = score, _Place(where, document, tuple(there))
    return [found] if found and best >= least else []


def _inside(place: _Place, numbered: Where) -> _Place:
    """What the numbers of the question name within the section that its words name."""
    there, strange = place.there, (0, 0)
    for step in numbered.steps:
        there, own = within(step, there, place.document, is_item=numbered.is_item)
        strange = max(strange, own)
    words = tuple(dict.fromkeys((*place.where.words, *numbered.words)))
    is_sure = place.where.is_sure or bool(numbered.steps)
    where = replace(numbered, words=words, is_sure=is_sure)
    return replace(place, where=where, there=there, rank=strange)
