"""What was found for a question, and whether it is enough to answer from."""

from dataclasses import dataclass

from qa.calibration import Calibration, shipped_calibration
from qa.entities import Entity
from qa.frames import is_order
from qa.kinds import SOUGHT, TELLING
from qa.printed import names_item
from qa.question import Inquiry
from qa.sentences import Scored
from vectorstore.analysis import is_function_word, surface_words
from vectorstore.search import Hit

_CLOSEST = 3
_FURTHER = 7
# Where an item was found by its number, a word may be further from what it is asked for.
_ITEM_LEAST_MET = 0.5
# What a long paragraph is about is told by the best of so many.
_AMONG_BEST = 3
# Of questions for a number or a date that the shipped documents answer, the sentence with it
# comes to at least .94 of the best; of near misses, to .85 at most (development questions).
_NEAR_BEST = 0.9
# A sentence that nearly is the best one and has what is asked for tells as well that the documents
# are about the question: an hour, an amount, a phone number more than a name or any number. Of
# questions about ten documents (`benchmarks/documents`, tune) 28 more are answered for 6 more of
# those without an answer.
_SHOWN_COUNTS = 1.0
_TELLING_COUNTS = 2.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A question with the paragraphs retrieved for it, best first.

    `fused` are as many, best first by the score of the fusion alone: the same ones, unless a
    reranker changed the order. What the rule for answering was fitted on is taken from them,
    so that it means the same with any reranker. `least_met` says how near the first `hits` come
    to the word they miss most of those that the question asks for by name (see `asked`), in
    [0, 1].
    `item` are the paragraphs of the numbered item that the question names, `listed` the first one
    of each item of the printed list that it asks for, and `led` what introduces the list that
    answers it, with the same of its items; either are first in `hits`. `sentences` are those of the
    best paragraphs (none where Alinéa abstains without them), `parts` the ones that
    the answer must have where several things are asked for (see `qa.parts`) or all that is said of
    something (`qa.surveys`); their paragraphs are first in `hits`. `on_names` says that this is all
    that is said of names, and `unsaid` which of these the documents do not have, as the question
    writes them. `is_quoted` says that they have, as it is quoted, the term that is to be defined;
    `coded` are the ids of the few that have the codes of the question.
    `among` is how many paragraphs were searched: of many, more are like any question by chance.
    `several` has the evidence of each, where several questions were asked, and `whole` is what
    stands where the question says to look, where it asks for nothing else (see `qa.where`);
    `nowhere` are its words for a place that the documents do not have.
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
    is_quoted: bool = False
    coded: frozenset[str] = frozenset()
    unsaid: tuple[str, ...] = ()
    among: int = 1
    several: tuple["Evidence", ...] = ()
    whole: tuple[Scored, ...] = ()
    nowhere: str = ""

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
            "sentence": max(hit.sentence for hit in self.fused[:_AMONG_BEST]),
            "concepts": max(hit.concepts for hit in self.fused[:_AMONG_BEST]),
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
        not where they lack it, where they have the term to be defined, or the codes, as they are
        written, and where all is asked for that they say of names) Do they have what is asked for
        by name? Is there a number, or a date, where one is asked for? A printed list whose title
        says what is asked needs none of them.
        """
        if self.several:
            return any(one.is_enough_by(rule) for one in self.several)
        if not self.hits:
            return False
        if self.listed or self.whole:
            return True
        if self.inquiry.kind == "metadata":
            return bool(self.heads) and (not self.seeks or self._shows_what_is_sought)
        if all(is_function_word(word) for word in surface_words(self.inquiry.sought)):
            return False  # "the" is about everything
        if names_item(self.inquiry.plain) and not self.item:
            return False
        if is_order(self.inquiry.plain):
            return False
        if self.least_met < (_ITEM_LEAST_MET if self.item else rule.least_met):
            return False
        logit = rule.logit(self.features, self.among)
        if self.seeks:
            if not self._shows_what_is_sought:
                return False
            logit += _TELLING_COUNTS if self.inquiry.kind in TELLING else _SHOWN_COUNTS
        is_certain = self.item or self.on_names or self.is_quoted or self.is_on_code
        return logit >= 0 or bool(is_certain)

    @property
    def is_on_code(self) -> bool:
        """Whether the best paragraph has the codes that the question is about."""
        return bool(self.hits) and self.hits[0].paragraph.id in self.coded

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
        """What to show when abstaining: nothing where a place is asked for that is not there, and
        the documents are about no more of the question."""
        if self.nowhere and not self.is_about:
            return ()
        if self.several:
            return tuple(sorted(self.hits, key=lambda hit: -hit.score)[:_CLOSEST])
        return (self.fused if self.listed or self.parts or self.led else self.hits)[:_CLOSEST]
