"""What was found for a question, and whether it is enough to answer from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest

from qa.asked import asked_for
from qa.calibration import Calibration, shipped_calibration
from qa.entities import Entity
from qa.enumeration import Listed, enumerated, may_be_enumerated
from qa.follow_ups import has_quote
from qa.frames import is_order
from qa.lists import list_asked_for
from qa.met import names_unsaid, nearness_of_least
from qa.naming import in_words_of
from qa.parts import of_each_part
from qa.printed import named_item, names_item
from qa.question import Inquiry
from qa.sentences import SOUGHT, Scored, scored_sentences
from qa.sub_questions import are_apart, sub_questions
from qa.surveys import surveyed, topic_of
from qa.verification.names import written_as
from vectorstore.analysis import is_function_word, surface_words
from vectorstore.reranking import RERANKED, Reranker
from vectorstore.search import Hit, search
from vectorstore.store import Store

_CLOSEST = 3
_FURTHER = 7
# Head blocks, numbered items, lists and names are looked for in this many.
_NAMED_WITHIN = 80
# Where an item was found by its number, a word may be further from what it is asked for.
_ITEM_LEAST_MET = 0.5
# What is asked for by name must stand in one of the best paragraphs.
_SHOWN_IN = 3
# Answers are sentences of this many.
_PARAGRAPHS = 4
# Of questions for a number or a date that the shipped documents answer, the sentence with it
# comes to at least .94 of the best; of near misses, to .85 at most (development questions).
_NEAR_BEST = 0.9
# "Why?", "In which regions?" are asked of the paragraph just quoted more often than not.
_SAID_BONUS = 0.25


@dataclass(frozen=True, slots=True)
class Evidence:
    """A question with the paragraphs retrieved for it, best first.

    `fused` are as many, best first by the score of the fusion alone: the same ones, unless a
    reranker changed the order. What the rule for answering was fitted on is taken from them,
    so that it means the same with any reranker. `least_met` says how near the first `hits` come
    to the word they miss most of those that the question asks for by name (see `asked`), in
    [0, 1].
    `item` are the paragraphs of the numbered item that the question names, `listed` the first one
    of each item of the printed list that it asks for, and `led` what introduces the list that answers
    it, with the same of its items; either are first in `hits`. `sentences` are
    those of the best paragraphs (none where Alinéa abstains without them), `parts` the ones that
    the answer must have where several things are asked for (see `qa.parts`) or all that is said of
    something (`qa.surveys`); their paragraphs are first in `hits`. `on_names` says that this is all
    that is said of names, and `unsaid` which of these the documents do not have, as the question
    writes them. `among` is how many paragraphs were searched: of many, more are like any
    question by chance. `several` has the evidence of each, where several questions were asked.
    """

    inquiry: Inquiry
    hits: tuple[Hit, ...]
    fused: tuple[Hit, ...]
    least_met: float = 1.0
    item: tuple[Hit, ...] = ()
    listed: tuple[Hit, ...] = ()
    led: tuple[Hit, ...] = ()
    sentences: tuple[Scored, ...] = ()
    parts: tuple[Scored, ...] = ()
    on_names: bool = False
    unsaid: tuple[str, ...] = ()
    among: int = 1
    several: tuple["Evidence", ...] = ()

    @property
    def answered(self) -> tuple["Evidence", ...]:
        """Of several questions those that can be answered; of one itself."""
        return tuple(one for one in self.several if one.is_enough) or (self,)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Of several questions those that cannot be answered, as they were asked."""
        return tuple(one.inquiry.asked for one in self.several if not one.is_enough)

    @property
    def features(self) -> dict[str, float]:
        """What tells whether the documents are about the question.

        The signals of the best paragraph; the best sentence and the most concepts of the first
        few, because a long paragraph is about many things; and the score of a paragraph further
        down: where the documents are about the question, its neighbourhood is too, and not one
        chance word.
        """
        best = self.fused[0]
        further = self.fused[min(_FURTHER, len(self.fused) - 1)]
        return {
            "lexical": best.lexical,
            "dense": best.dense,
            "soft": best.soft,
            "sentence": max(hit.sentence for hit in self.fused[:_SHOWN_IN]),
            "concepts": max(hit.concepts for hit in self.fused[:_SHOWN_IN]),
            "further": further.score,
        }

    @property
    def heads(self) -> tuple[Hit, ...]:
        """The head blocks found, for a question about a document's own date, title or source."""
        return tuple(hit for hit in self.hits if hit.paragraph.is_head)

    @property
    def is_about(self) -> bool:
        """Whether the documents are about the question, as far as the signals tell."""
        return bool(self.hits) and shipped_calibration().logit(self.features, self.among) >= 0

    @property
    def is_enough(self) -> bool:
        """Whether to answer; else Alinéa abstains, without asking any model."""
        return self.is_enough_by(shipped_calibration())

    def is_enough_by(self, rule: Calibration) -> bool:
        """Whether to answer by `rule`: three questions, each of which may say no.

        Are the documents about this? (logistic regression over `features`, with weights by the
        size of the store; they are where they have the numbered item that the question names, and
        not where they lack it, and where all is asked for that they say of names) Do they have
        what is asked for by name? Is there a number, or a date, where one is asked for? A printed
        list whose title says what is asked needs none of them.
        """
        if self.several:
            return any(one.is_enough_by(rule) for one in self.several)
        if not self.hits:
            return False
        if self.listed:
            return True
        if self.inquiry.kind == "metadata":
            return bool(self.heads) and (not self.seeks or self._shows_what_is_sought)
        if all(is_function_word(word) for word in surface_words(self.inquiry.sought)):
            return False  # "the" is about everything
        if names_item(self.inquiry.plain) and not self.item:
            return False
        if is_order(self.inquiry.plain):
            return False
        logit = rule.logit(self.features, self.among)
        return (
            (logit >= 0 or bool(self.item) or self.on_names)
            and self.least_met >= (_ITEM_LEAST_MET if self.item else rule.least_met)
            and (not self.seeks or self._shows_what_is_sought)
        )

    @property
    def seeks(self) -> bool:
        """Whether a number, a date, a name … is asked for."""
        inquiry = self.inquiry
        if inquiry.lends_kind:
            return False
        return inquiry.kind in SOUGHT or Entity.of(inquiry.plain, inquiry.language) is not None

    @property
    def _shows_what_is_sought(self) -> bool:
        """Whether what is sought is in a sentence that nearly is the best one.

        "When was the treaty signed?" is not answered by the date of something else.
        """
        best = max((sentence.match for sentence in self.sentences), default=0.0)
        return any(s.is_of_kind and s.match >= _NEAR_BEST * best for s in self.sentences)

    @property
    def closest(self) -> tuple[Hit, ...]:
        """What to show when abstaining."""
        return (self.fused if self.listed or self.parts else self.hits)[:_CLOSEST]


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
    if len(questions) > 1 and are_apart(questions):
        several: list[Evidence] = []
        for one in questions:
            found = _gathered(store, one, passages, documents, reranker)
            # "How many did they send, and where?" has no where if it has no number.
            if one.text != one.asked and not several[0].is_enough:
                found = replace(found, least_met=0.0)
            several.append(found)
        return _together(inquiry, several, passages)
    return _gathered(store, inquiry, passages, documents, reranker)


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
    passages: int,
    documents: Sequence[str],
    reranker: Reranker | None,
) -> Evidence:
    inquiry = in_words_of(store, inquiry)
    about_document = inquiry.kind == "metadata"
    topic = topic_of(inquiry)
    by_name = (
        about_document
        or (topic is not None and not topic.words)
        or names_item(inquiry.plain)
        or may_be_enumerated(inquiry)
        or bool(inquiry.before)
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
    if inquiry.before and not reranker:
        hits = sorted(map(partial(_going_on, inquiry), hits), key=lambda hit: -hit.score)

    def is_late(hit: Hit) -> bool:
        return about_document and not hit.paragraph.is_head

    item = named_item(inquiry.plain, inquiry.language, hits, store.embedder)[:passages]
    found_list = Listed() if item else enumerated(inquiry, hits, store)
    listed = found_list.items
    first = item or listed
    ranked = [*first, *(hit for hit in sorted(hits, key=is_late) if hit not in first)]
    best = tuple(ranked[: max(passages, len(listed))])
    fused = tuple(sorted(hits, key=lambda hit: (is_late(hit), -hit.score))[:passages])
    among = sum(
        record.paragraphs for record in store.documents() if not documents or record.id in documents
    )
    # Each part is a search of its own, for nothing where the documents are about something else.
    is_whole = first or about_document or not Evidence(inquiry, best, fused, among=among).is_about
    parts = () if is_whole else of_each_part(inquiry, hits, store, documents)
    of_parts = [part.hit for part in parts]
    shown = best if item else [*best[:_SHOWN_IN], *of_parts]
    wanted = asked_for(inquiry)
    if topic:
        # "Which measures", "what claims": what is said of the topic is asked for, in any form.
        of_topic = set(surface_words(topic.text))
        said = (word for word in wanted.words if of_topic.issuperset(surface_words(word)))
        terms = (term for term in wanted.terms if not of_topic.isdisjoint(term))
        wanted = replace(wanted, words=tuple(said), terms=tuple(terms))
    # All that is said of two names may stand far apart.
    on_names = topic is not None and not topic.words
    further = hits if on_names else [*best, *of_parts]
    unsaid = names_unsaid(wanted, further, store.embedder) if on_names else frozenset()
    if unsaid and len(unsaid) < len(wanted.names):
        wanted = replace(wanted, names=tuple(n for n in wanted.names if n not in unsaid))
    least_met = nearness_of_least(wanted, inquiry.language, shown, further, store)
    if found_list.is_miscounted:
        least_met = 0.0
    found = Evidence(
        inquiry,
        best,
        fused,
        least_met,
        item,
        listed,
        on_names=on_names,
        unsaid=tuple(written_as(unsaid, inquiry.plain, inquiry.language)),
        among=among,
    )
    # Half of an answer's time, for nothing where Alinéa abstains.
    if not found.seeks and not found.is_enough:
        return found
    quotable = found.heads if about_document else item
    sentences = scored_sentences(inquiry, quotable or best[:_PARAGRAPHS], store)
    if topic and not (quotable or listed):
        parts = surveyed(inquiry, topic, hits, store) or parts
    # A model reads as many, and the first ones first.
    led = () if first else list_asked_for(inquiry, sentences, best, store)
    parts = () if led else parts
    needed = {hit.paragraph.id: hit for hit in (*(part.hit for part in parts), *led)}
    read = [*needed.values(), *(hit for hit in best if hit.paragraph.id not in needed)]
    kept = tuple(read[: max(len(best), len(needed))])
    return replace(found, hits=kept, sentences=tuple(sentences), parts=parts, led=led)


def _going_on(inquiry: Inquiry, hit: Hit) -> Hit:
    """`hit`, with the bonus of a paragraph that the answer before has quoted."""
    said = has_quote(hit.paragraph.text, inquiry.before)
    return replace(hit, score=hit.score + _SAID_BONUS) if said else hit
