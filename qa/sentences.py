"""The sentences of the paragraphs found, each scored against the question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from corpus import Language, Paragraph
from corpus.sentences import Span, split_sentences
from qa.asked import asked_for
from qa.entities import Entity
from qa.follow_ups import has_quote
from qa.kinds import IN_COLUMNS, SOUGHT, Kind
from qa.question import Inquiry
from qa.shown import shows
from qa.verification.names import names_in, says_name, without_names
from qa.verification.numerals import find_numerals
from vectorstore.analysis import content, surface_words
from vectorstore.concepts import Concepts
from vectorstore.embeddings import Embedder, Vectors
from vectorstore.matching import QuestionMatcher
from vectorstore.search import Hit
from vectorstore.soft import Tokens, sentences_apart
from vectorstore.store import Store
from vectorstore.vocabulary import Vocabulary

# A question in a document is no answer.
_QUESTION = ("?", "？")
# What a row of a table begins with.
ROW = "|"
_DIGIT = re.compile(r"\d")
# "It is paid monthly." speaks of what the sentence before is about.
_GOES_ON = re.compile(
    r"(?:ils?|elles?|cel(?:a|ui-ci|le-ci)|ce (?:dernier|montant|délai)|ces derni\w+|it|they|this"
    r"|these|he|she)\b"
    r"|[其它他她该此]",
    re.IGNORECASE,
)
_CARRIED = 0.95
# What a sentence gains that holds the kind of thing asked for.
_KIND_BONUS = 0.25
# "Who?" is answered by a person more often than not.
_PERSON = re.compile(
    r"\b(?:président|ministre|secrétaire général|direct(?:eur|rice) général|dirigeants?|president"
    r"|minister|secretary.general|director.general|leaders?)\w*\b|主席|总统|总理|部长|秘书长"
    r"|领导人|总干事",
    re.IGNORECASE,
)
_PERSON_BONUS = 0.2
# What a sentence gains that has all numbers and names of the question.
_GIVEN_BONUS = 0.2
# What a sentence gains that has what is asked for by name; so near must a word come to it.
_ASKED_BONUS = 0.2
_NEAR_ASKED = 0.6
# Whether a list is closed is told by what leaves it open.
_IS_IT_CLOSED = re.compile(
    r"\blimit(?:é|ée|és|ées|ed) (?:à|aux?|to)\b|\bse limite\w* (?:à|aux?)\b|\bexhausti\w+"
    r"|(?=.*\b(?:is|est)\b).*\b(?:list|liste)\b.*\b(?:compl[eè]te|closed|final|ferm[ée]e|close)\b"
    r"|仅限于?|只限于?|局限于|穷尽|完整清单",
    re.IGNORECASE,
)
_IS_OPEN = re.compile(
    r"\bsans s['’](?:y|en) (?:limiter|tenir)|\bnon[ -](?:exhausti|limitati)\w+|\bentre autres\b"
    r"|\bnot limited to\b|\bwithout limitation\b|\bnon-exhaustive\b|\bamong other things\b"
    r"|不限于|不局限于|等等",
    re.IGNORECASE,
)
_OPEN_BONUS = 0.5
# What a sentence loses that the answer before has quoted.
_SAID_ALREADY = 0.15
# "Two" and "both" are said without a numeral.
_LEAST_NUMBER = 3
_SPACE = re.compile(r"\s")
_DEFINES = re.compile(
    r"\bdésign|\bconsidérée?s? comme\b|\bappelée?s?\b|\bknown as\b|\bcounts? as\b|\bcalled\b"
    r"|称为|称作|称之为"
    r"|\bs['’]entend|\bsignifi|\bconsist|\bcomprend\b|\bmeans?\b|\brefers? to\b"
    r"|\bdefined as\b|\bcomprises?\b|\bl['’]essentiel d|\bvis(?:e|ent) à\b|\baims? (?:to|at)\b"
    r"|\bpréconis|\badvocat|^(?:Sont|Est) \w+ (?:les? |la |l['’]|tout)|是指|指的是|旨在|主张|倡导",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(
    r"\b(?:parce qu|car\b|puisqu|en raison d|faute d|because|since\b(?! \d)|due to|owing to)"
    r"|因为|由于",
    re.IGNORECASE,
)
# "Ces domaines comprennent : a, b, c et d."
_ENUMERATES = re.compile(
    r"(?::|\bnotamment\b|\btel(?:le)?s? que\b|\bcompren|\binclu|\bsuch as\b|\bcompris|包括|包含"
    r"|分为)"
    r"(?:[^,;、，；]*[,;、，；]){2}",
    re.IGNORECASE,
)
# What in a question asks for a definition, and is not what is to be defined.
_DEFINED = re.compile(
    r"qu['’]est[- ]ce que?|qu['’]entend-(?:on|il|elle) par|défini\w*|en quoi consist\w*"
    r"|entend-(?:on|il|elle) (?:\w+ )?par|指的是什么|what (?:exactly )?(?:is|are|does)"
    r"|meaning of|\bmeans?\b|understand by|consists? of"
    r"|ça veut dire quoi|signifi\w*|什么是|是什么|什么叫|含义|定义|的?(?:什么)?意思",
    re.IGNORECASE,
)
# Its name may stand behind an article or two, and must be as near as this (cosine).
_ARTICLES = 2
_SAME_SUBJECT = 0.7
_SUBJECT_BONUS = 0.25


def _nothing() -> Vectors:
    return np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence of a paragraph found.

    `match` is how well it and its paragraph match the question, `score` with what it gains by
    being of the kind asked for (`is_of_kind`). `by_token` says which parts of the question it
    matches (see `vectorstore.matching`).
    """

    hit: Hit
    span: Span
    match: float
    score: float
    is_of_kind: bool = False
    by_token: Vectors = field(default_factory=_nothing, compare=False)

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph that it is in."""
        return self.hit.paragraph

    @property
    def text(self) -> str:
        """Its own characters."""
        return self.paragraph.text[self.span.start : self.span.end]

    @property
    def reading_order(self) -> tuple[str, int, int]:
        """Where it stands."""
        return self.paragraph.document_id, self.paragraph.position, self.span.start


@dataclass(frozen=True, slots=True)
class _Given:
    """What the question gives that is the same in all languages, where words do not match:
    its numbers, and the names that the documents write in another way."""

    numbers: frozenset[Fraction]
    names: tuple[int, ...]

    @classmethod
    def of(cls, inquiry: Inquiry) -> "_Given":
        numerals = find_numerals(inquiry.plain, inquiry.language)
        large = {n.value for n in numerals if n.value >= _LEAST_NUMBER and not n.is_ordinal}
        return cls(frozenset(large), tuple(inquiry.written))

    def share_in(self, text: str, language: Language) -> float:
        """How much of it `text` has, in [0, 1]; 0 where there is nothing."""
        if not self.numbers and not self.names:
            return 0.0
        said = sum(says_name(name, text, language) for name in self.names)
        if self.numbers:
            said += len(self.numbers & {n.value for n in find_numerals(text, language)})
        return said / (len(self.numbers) + len(self.names))


def scored_sentences(inquiry: Inquiry, hits: Sequence[Hit], store: Store) -> list[Scored]:
    """The sentences of `hits`, in their order, with their scores."""
    matcher = QuestionMatcher(store, inquiry.sought, inquiry.language)
    # The best place has the best score, also where a reranker chose who holds it.
    worth = sorted((hit.score for hit in hits), reverse=True)
    units = [
        (hit, paragraph_score, span, hit.paragraph.text[span.start : span.end])
        for hit, paragraph_score in zip(hits, worth, strict=True)
        for span in units_of(hit.paragraph)
    ]
    texts = [text for *_, text in units]
    languages = [hit.paragraph.language for hit, *_ in units]
    matches = matcher.match(texts, languages, *_stored(hits, len(texts), store))
    # "lunch: £12" answers what its list is introduced with, and "| Summer | 19 |" what its table
    # has at its head.
    within = {
        at: f"{above}\n{text}"
        for at, (hit, _, _, text) in enumerate(units)
        if (above := _above(hit.paragraph, text))
    }
    places = list(within)
    with_context = matcher.match(list(within.values()), [languages[at] for at in places])
    for at, in_context in zip(places, with_context, strict=True):
        matches[at] = max(matches[at], in_context, key=lambda one: one.score)
    named = _about(inquiry, texts, store.embedder)
    given = _Given.of(inquiry)
    entity = Entity.of(inquiry.plain, inquiry.language)
    asked = _of_asked(inquiry, texts, languages, store.embedder)
    of_list = bool(_IS_IT_CLOSED.search(inquiry.plain))
    mentioned: set[int] = set()
    if inquiry.kind == "place":
        mentioned = {name for name, _, _ in names_in(inquiry.plain, inquiry.language)}
    found: list[Scored] = []
    for at, ((hit, paragraph_score, span, text), matched) in enumerate(
        zip(units, matches, strict=True)
    ):
        match = matched.score + paragraph_score
        if found and found[-1].hit is hit and _GOES_ON.match(text):
            match = max(match, _CARRIED * found[-1].match)
            if at - 1 in named:
                named.add(at)
        # Documents have spaces of all widths.
        plain = _SPACE.sub(" ", text)
        if mentioned:
            # "Where is the conference on Africa held?" is not answered by "in Africa".
            plain = without_names(plain, hit.paragraph.language, mentioned)
        is_of_kind = _is_of_kind(inquiry.kind, plain)
        if entity:
            is_named = entity.is_named_in(plain, hit.paragraph.language)
            is_of_kind = is_named and (is_of_kind or inquiry.kind not in SOUGHT)
        score = match + _KIND_BONUS * is_of_kind + _SUBJECT_BONUS * (at in named)
        if inquiry.kind == "person" and _PERSON.search(plain):
            score += _PERSON_BONUS
        score += _GIVEN_BONUS * given.share_in(text, hit.paragraph.language)
        score += _ASKED_BONUS * (at in asked)
        score += _OPEN_BONUS * (of_list and bool(_IS_OPEN.search(plain)))
        if inquiry.before and has_quote(text, inquiry.before):
            score -= _SAID_ALREADY
        found.append(Scored(hit, span, match, score, is_of_kind, matched.by_token))
    return [one for one in found if not one.text.endswith(_QUESTION)] or found


def units_of(paragraph: Paragraph) -> list[Span]:
    """What may be quoted: sentences, the rows of a table, and of a head block the whole."""
    if paragraph.is_head:
        return [Span(0, len(paragraph.text))]
    return split_sentences(paragraph.text)


def _above(paragraph: Paragraph, text: str) -> str:
    """What stands above `text` in its table, or introduces its paragraph."""
    if text.startswith(ROW):
        head = units_of(paragraph)[0]
        own = paragraph.text[head.start : head.end]
        return "" if own == text else own
    return paragraph.lead


def _stored(
    hits: Sequence[Hit], count: int, store: Store
) -> tuple[list[Tokens] | None, list[Concepts] | None]:
    """The stored tokens and concepts of all that may be quoted, where each of `count` has any."""
    tokens: list[Tokens] = []
    concepts: list[Concepts] = []
    for row in store.rows([hit.paragraph for hit in hits]) or ():
        is_head = row.paragraph.is_head
        tokens += [row.tokens] if is_head else sentences_apart(row.tokens)
        concepts += [row.concepts] if is_head else row.concepts.apart()
    return tokens if len(tokens) == count else None, concepts if len(concepts) == count else None


def _about(inquiry: Inquiry, texts: Sequence[str], embedder: Embedder) -> set[int]:
    """Which of `texts` open with what the question wants defined: they say what it is."""
    if inquiry.kind != "definition":
        return set()
    term = content(_DEFINED.sub(" ", inquiry.sought))
    length = len(surface_words(term)) + _ARTICLES
    openings = [" ".join(surface_words(text)[:length]) for text in texts]
    near = embedder.embed_documents(openings) @ embedder.embed_queries([term])[0]
    return {at for at, nearness in enumerate(near.tolist()) if nearness >= _SAME_SUBJECT}


def _of_asked(
    inquiry: Inquiry, texts: Sequence[str], languages: Sequence[Language], embedder: Embedder
) -> set[int]:
    """Which of `texts` have the noun that the question asks for: "which law …" a law."""
    wanted = asked_for(inquiry)
    words = [word for word in wanted.words if word not in wanted.exact]
    if not words:
        return set()
    vocabulary = Vocabulary(zip(texts, languages, strict=True), embedder)
    near = [vocabulary.near(word.lower(), _NEAR_ASKED) for word in words]
    said = [set(surface_words(text)) for text in texts]
    return {at for at, own in enumerate(said) if not any(map(own.isdisjoint, near))}


def _is_of_kind(kind: Kind, text: str) -> bool:
    if kind in IN_COLUMNS and text.startswith(ROW):
        return bool(_DIGIT.search(text))  # the unit is in the head of its column
    if kind == "definition":
        return bool(_DEFINES.search(text))
    if kind == "reason":
        return bool(_EXPLAINS.search(text))
    if kind == "list":
        return bool(_ENUMERATES.search(text))
    return kind in SOUGHT and shows(kind, text)
