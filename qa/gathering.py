"""From a question to the evidence for it (see `evidence`)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest

from corpus.leads import asks
from qa.asked import asked_for
from qa.enumeration import Listed, enumerated, may_be_enumerated
from qa.evidence import Evidence
from qa.follow_ups import has_quote
from qa.lists import list_asked_for
from qa.met import defines_as_quoted, has_codes, names_unsaid, nearness_of_least
from qa.naming import in_words_of
from qa.parts import of_each_part
from qa.printed import named_item, names_item
from qa.question import Inquiry
from qa.sentences import Scored, scored_sentences
from qa.sub_questions import are_apart, is_fragment, sub_questions
from qa.surveys import surveyed, topic_of
from qa.verification.names import written_as
from qa.where import Located, locate
from vectorstore.analysis import surface_words
from vectorstore.reranking import RERANKED, Reranker
from vectorstore.search import Hit, search
from vectorstore.store import Store
from vectorstore.threads import one_blas_thread

# Head blocks, numbered items, lists and names are looked for in this many.
_NAMED_WITHIN = 80
# What is asked for by name must stand in one of the best paragraphs.
_SHOWN_IN = 3
# Answers are sentences of this many.
_PARAGRAPHS = 4
# "Why?", "In which regions?" are asked of the paragraph just quoted more often than not.
_SAID_BONUS = 0.25
# No other word says as well what a question is about as a code does, unless more paragraphs than
# these have it: then it is the name of what the document is about.
_CODE_BONUS = 0.5
_OF_ONE_THING = 2
# So many paragraphs are quoted whole where all is asked for that stands at a place.
_WHOLE = 3
_MOST_LISTED = 24


@one_blas_thread()
def gather(
    store: Store,
    inquiry: Inquiry,
    passages: int,
    documents: Sequence[str] = (),
    reranker: Reranker | None = None,
) -> Evidence:
    """The evidence for a question, or for each of those in it: its `passages` best paragraphs.

    For a question about a document itself these are head blocks first; for any other, head
    blocks are left out, because a title says nothing beyond what the document is about.
    """
    questions = sub_questions(inquiry)
    asked = in_words_of(store, inquiry)
    place = locate(asked, store, documents)
    if are_apart(inquiry, questions):
        return _of_each(store, inquiry, questions, place, passages, documents, reranker)
    whole = _gathered(store, asked, place, passages, documents, reranker)
    if questions and not whole.is_enough:
        # No paragraph is about both; one may be about either.
        each = _of_each(store, inquiry, questions, place, passages, documents, reranker)
        return each if each.is_enough else whole
    return whole


def _of_each(
    store: Store,
    inquiry: Inquiry,
    questions: Sequence[Inquiry],
    place: Located | None,
    passages: int,
    documents: Sequence[str],
    reranker: Reranker | None,
) -> Evidence:
    """The evidence of each question, where it says to look, or else all of them together."""
    several: list[Evidence] = []
    for question in questions:
        one = in_words_of(store, question)
        own = locate(one, store, documents)
        if place and not own:
            # "According to part XI, whom do I write to, and when?"
            own = replace(place, inquiry=one, is_all=False)
        found = _gathered(store, one, own, passages, documents, reranker)
        # "How many did they send, and where?" has no where if it has no number.
        if is_fragment(question) and not several[0].is_enough:
            found = replace(found, least_met=0.0)
        several.append(found)
    return _together(inquiry, several, passages)


def _together(inquiry: Inquiry, several: Sequence[Evidence], passages: int) -> Evidence:
    """The evidence of several questions as one: their best paragraphs by turns."""
    first = sorted(several, key=lambda one: not one.is_enough)

    def by_turns(lists: Iterable[Sequence[Hit]]) -> tuple[Hit, ...]:
        ranked = (hit for hits in zip_longest(*lists) for hit in hits if hit)
        return tuple({hit.paragraph.id: hit for hit in reversed(list(ranked))}.values())[::-1]

    needed = max(passages, *(len(one.led) + len(one.listed) + len(one.item) for one in several))
    return Evidence(
        inquiry,
        by_turns(one.hits for one in first)[:needed],
        by_turns(one.fused for one in several)[:passages],
        among=several[0].among,
        several=tuple(several),
    )


def _gathered(
    store: Store,
    inquiry: Inquiry,
    place: Located | None,
    passages: int,
    documents: Sequence[str],
    reranker: Reranker | None,
) -> Evidence:
    """The evidence for one question, in the words of the documents; of a `place`, if it has one."""
    if place and place.is_all:
        return _all_of(place, passages)
    there = place.paragraphs if place else ()
    within = {paragraph.id for paragraph in there}
    if place:
        inquiry, documents = place.inquiry, place.documents or documents
    about_document = inquiry.kind == "metadata"
    topic = topic_of(inquiry)
    by_name = (
        about_document
        or (topic is not None and not topic.words)
        or names_item(inquiry.plain)
        or may_be_enumerated(inquiry)
        or bool(inquiry.before)
        or bool(within)
    )
    hits = search(
        store,
        inquiry.spelled_out(topic.text) if topic else inquiry.sought,
        k=_NAMED_WITHIN if by_name else max(2 * passages, RERANKED),
        documents=documents,
        language=inquiry.language,
        reranker=reranker,
        is_mended=True,
    )
    if not about_document:
        hits = [hit for hit in hits if not hit.paragraph.is_head]
    if within:
        inside = [hit for hit in hits if hit.paragraph.id in within]
        hits = inside or [Hit(paragraph, *[0.0] * 6) for paragraph in there]
    if inquiry.before and not reranker:
        hits = sorted(map(partial(_going_on, inquiry), hits), key=lambda hit: -hit.score)

    wanted = asked_for(inquiry)
    coded = frozenset(hit.paragraph.id for hit in hits if has_codes(wanted, [hit]))
    if len(coded) > _OF_ONE_THING:
        coded = frozenset()
    if coded and not reranker:
        hits = sorted(map(partial(_coded, coded), hits), key=lambda hit: -hit.score)

    def is_late(hit: Hit) -> bool:
        return about_document and not hit.paragraph.is_head

    if place and within and place.is_item:
        item = tuple(sorted(hits, key=lambda hit: hit.paragraph.position))[:passages]
    else:
        item = named_item(inquiry.plain, inquiry.language, hits, store.embedder)[:passages]
    found_list = Listed() if item else enumerated(inquiry, hits, store)
    listed = found_list.items
    first = item or listed
    # A question of a document is no answer; it tells what the document is about all the same.
    answering = [hit for hit in hits if not asks(hit.paragraph.text)] or hits
    ranked = [*first, *(hit for hit in sorted(answering, key=is_late) if hit not in first)]
    best = tuple(ranked[: max(passages, len(listed))])
    fused = tuple(sorted(hits, key=lambda hit: (is_late(hit), -hit.score))[:passages])
    among = len(within) or sum(
        record.paragraphs for record in store.documents() if not documents or record.id in documents
    )
    # Each part is a search of its own, for nothing where the documents are about something else.
    is_whole = first or about_document or not Evidence(inquiry, best, fused, among=among).is_about
    parts = () if is_whole else of_each_part(inquiry, answering, store, documents)
    if within:
        parts = tuple(part for part in parts if part.hit.paragraph.id in within)
    of_parts = [part.hit for part in parts]
    shown = best if item else [*best[:_SHOWN_IN], *of_parts]
    if topic:
        # "Which measures", "what claims": what is said of the topic is asked for, in any form.
        of_topic = set(surface_words(topic.text))
        said = (word for word in wanted.words if of_topic.issuperset(surface_words(word)))
        terms = (term for term in wanted.terms if not of_topic.isdisjoint(term))
        wanted = replace(wanted, words=tuple(said), terms=tuple(terms))
    # All that is said of two names may stand far apart.
    on_names = topic is not None and not topic.words
    further = hits if on_names or wanted.codes or wanted.told else [*best, *of_parts]
    unsaid = names_unsaid(wanted, further, store.embedder) if on_names else frozenset()
    if unsaid and len(unsaid) < len(wanted.names):
        wanted = replace(wanted, names=tuple(n for n in wanted.names if n not in unsaid))
    least_met = nearness_of_least(wanted, inquiry.language, shown, further, store)
    nowhere = place.words if place and not within else ""
    if found_list.is_miscounted or nowhere:
        least_met = 0.0
    found = Evidence(
        inquiry,
        best,
        fused,
        least_met,
        item,
        listed,
        on_names=on_names,
        is_quoted=defines_as_quoted(inquiry, best[:_SHOWN_IN]),
        coded=coded,
        unsaid=tuple(written_as(unsaid, inquiry.plain, inquiry.language)),
        among=among,
        nowhere=nowhere,
    )
    # Half of an answer's time, for nothing where Alinéa abstains.
    if not found.seeks and not found.is_enough:
        return found
    quotable = found.heads if about_document else item
    sentences = scored_sentences(inquiry, quotable or best[:_PARAGRAPHS], store)
    if topic and not (quotable or listed):
        parts = surveyed(inquiry, topic, hits, store) or parts
    led = () if first else list_asked_for(inquiry, sentences, best, store)
    parts = () if led else parts
    # A model reads as many, and the first ones first.
    needed = {hit.paragraph.id: hit for hit in (*(part.hit for part in parts), *led)}
    read = [*needed.values(), *(hit for hit in best if hit.paragraph.id not in needed)]
    kept = tuple(read[: max(len(best), len(needed))])
    return replace(found, hits=kept, sentences=tuple(sentences), parts=parts, led=led)


def _all_of(place: Located, passages: int) -> Evidence:
    """The evidence where all is asked for that stands at a place: of much, how each begins."""
    hits = [Hit(paragraph, *[0.0] * 6) for paragraph in place.paragraphs]
    if len(hits) > _WHOLE:
        sections = {
            (p.document_id, p.headings, p.locator.path): hit
            for hit, p in zip(reversed(hits), reversed(place.paragraphs), strict=True)
        }
        listed = hits if len(hits) <= _MOST_LISTED else list(sections.values())[::-1]
        listed = listed[:_MOST_LISTED]
        return Evidence(
            place.inquiry, tuple(listed), tuple(listed[:passages]), listed=tuple(listed)
        )
    of_id = {hit.paragraph.id: hit for hit in hits}
    quotes = (Scored(of_id[p.id], span, 0.0, 0.0) for p, span in place.quotes)
    return Evidence(place.inquiry, tuple(hits), tuple(hits), whole=tuple(quotes))


def _coded(coded: frozenset[str], hit: Hit) -> Hit:
    """`hit`, with the bonus of a paragraph that has the codes of the question."""
    return replace(hit, score=hit.score + _CODE_BONUS) if hit.paragraph.id in coded else hit


def _going_on(inquiry: Inquiry, hit: Hit) -> Hit:
    """`hit`, with the bonus of a paragraph that the answer before has quoted."""
    said = has_quote(hit.paragraph.text, inquiry.before)
    return replace(hit, score=hit.score + _SAID_BONUS) if said else hit
