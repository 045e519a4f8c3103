"""The writer that needs no model: it quotes the sentences that answer, in reading order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus import Paragraph
from corpus.sentences import Span, split_sentences
from qa.answer import Sentence
from qa.citations import Citations
from qa.evidence import Evidence
from qa.question import Inquiry, Kind, shows
from qa.wording import framed, listed, quotation
from vectorstore.analysis import content, surface_words
from vectorstore.embeddings import Embedder
from vectorstore.matching import QuestionMatcher
from vectorstore.search import Hit
from vectorstore.store import Store

# Sentences are looked for in this many of the best paragraphs.
_PARAGRAPHS = 5
_MOST_SENTENCES: dict[Kind, int] = {"list": 4, "number": 1, "time": 1, "definition": 1}
_MOST_OTHERWISE = 2
# A further sentence must come this near to the best one's score; nearer from elsewhere, where
# the same words more often mean another thing.
_NEAR_BEST = 0.82
_NEAR_BEST_ELSEWHERE = 0.88
# What a sentence gains that holds the kind of thing asked for.
_KIND_BONUS = 0.25
_SOUGHT: tuple[Kind, ...] = ("number", "time")
_DEFINES = re.compile(
    r"\bdésign|\bs['’]entend|\bsignifi|\bconsist|\bcomprend\b|\bmeans?\b|\brefers? to\b"
    r"|\bdefined as\b|\bcomprises?\b|\bvis(?:e|ent) à\b|\baims? (?:to|at)\b|是指|指的是|旨在",
    re.IGNORECASE,
)
# "Ces domaines comprennent : a, b, c et d."
_ENUMERATES = re.compile(
    r"(?::|\bnotamment\b|\btel(?:le)?s? que\b|\bcompren|\binclu|\bsuch as\b|\bcompris|包括|包含"
    r"|分为)"
    r"(?:[^,;、，；]*[,;、，；]){2}",
    re.IGNORECASE,
)
# A line of a list that is longer than this is cut where a clause ends, if that leaves enough.
_LONGEST_LINE = 200
_SHORTEST_LINE = 40
_CLAUSE_END = re.compile(r"\s?[,;:]\s|[，；：]")
# What in a question asks for a definition, and is not what is to be defined.
_DEFINED = re.compile(
    r"qu['’]est[- ]ce que?|qu['’]entend-on par|défini\w*|what (?:is|are|does)|meaning of|\bmeans?\b"
    r"|ça veut dire quoi|signifi\w*|什么是|是什么|含义|定义|的?意思",
    re.IGNORECASE,
)
# Its name may stand behind an article or two, and must be as near as this (cosine).
_ARTICLES = 2
_SAME_SUBJECT = 0.7
_SUBJECT_BONUS = 0.25


@dataclass(frozen=True, slots=True)
class _Candidate:
    hit: Hit
    span: Span
    score: float
    is_of_kind: bool = False

    @property
    def paragraph(self) -> Paragraph:
        return self.hit.paragraph

    @property
    def reading_order(self) -> tuple[str, int, int]:
        return self.paragraph.document_id, self.paragraph.position, self.span.start


def write_extract(evidence: Evidence, store: Store, citations: Citations) -> Iterator[Sentence]:
    """The sentences of an extractive answer, each quoted and cited, in reading order.

    The documents come in the order of their best sentence, so that the best answer is first.
    """
    if evidence.listed:
        chosen = [_Candidate(hit, _opening(hit.paragraph), hit.score) for hit in evidence.listed]
    else:
        candidates = _candidates(evidence, store)
        chosen = _of_each(candidates) if evidence.item else _choose(evidence, candidates)
    best_first = list(dict.fromkeys(c.paragraph.document_id for c in chosen))
    chosen.sort(key=lambda c: (best_first.index(c.paragraph.document_id), *c.reading_order[1:]))
    language = evidence.inquiry.language
    for _, group in groupby(chosen, key=lambda candidate: candidate.paragraph.id):
        for index, (paragraph, start, end) in enumerate(_joined(list(group))):
            citation = citations.cite(paragraph, start, end)
            is_cut = _CLAUSE_END.match(paragraph.text, end)
            shown = f"{citation.quote} […]" if is_cut else citation.quote
            if index:
                text = quotation(shown, language)
            elif evidence.listed and citation.number > 1:
                text = listed(shown, citation.reference, language)
            else:
                text = framed(shown, citation.reference, paragraph.language, language)
            yield Sentence(text, (citation.number,), "quoted", new_line=not index)


def _candidates(evidence: Evidence, store: Store) -> list[_Candidate]:
    inquiry = evidence.inquiry
    matcher = QuestionMatcher(store, inquiry.sought, inquiry.language)
    hits = evidence.heads if inquiry.kind == "metadata" else evidence.item or evidence.hits
    best = hits if evidence.item else hits[:_PARAGRAPHS]
    # The best place has the best score, also where a reranker chose who holds it.
    worth = sorted((hit.score for hit in best), reverse=True)
    units = [
        (hit, paragraph_score, span, hit.paragraph.text[span.start : span.end])
        for hit, paragraph_score in zip(best, worth, strict=True)
        for span in _units(hit.paragraph)
    ]
    texts = [text for *_, text in units]
    matches = matcher.match(texts, [hit.paragraph.language for hit, *_ in units])
    named = _about(inquiry, texts, store.embedder)
    found = []
    for at, ((hit, paragraph_score, span, text), match) in enumerate(
        zip(units, matches, strict=True)
    ):
        score = match.score + paragraph_score
        is_of_kind = _is_of_kind(inquiry.kind, text)
        if is_of_kind:
            score += _KIND_BONUS
        if at in named:
            score += _SUBJECT_BONUS
        found.append(_Candidate(hit, span, score, is_of_kind))
    return found


def _about(inquiry: Inquiry, texts: Sequence[str], embedder: Embedder) -> set[int]:
    """Which of `texts` open with what the question wants defined: they say what it is."""
    if inquiry.kind != "definition":
        return set()
    term = content(_DEFINED.sub(" ", inquiry.sought))
    length = len(surface_words(term)) + _ARTICLES
    openings = [" ".join(surface_words(text)[:length]) for text in texts]
    near = embedder.embed_documents(openings) @ embedder.embed_queries([term])[0]
    return {at for at, nearness in enumerate(near.tolist()) if nearness >= _SAME_SUBJECT}


def _is_of_kind(kind: Kind, text: str) -> bool:
    if kind == "definition":
        return bool(_DEFINES.search(text))
    if kind == "list":
        return bool(_ENUMERATES.search(text))
    return kind in _SOUGHT and shows(kind, text)


def _units(paragraph: Paragraph) -> list[Span]:
    """What may be quoted: sentences, and of a head block the whole."""
    if paragraph.is_head:
        return [Span(0, len(paragraph.text))]
    return split_sentences(paragraph.text)


def _opening(paragraph: Paragraph) -> Span:
    """What names an item of a list: its first sentence, of a long one the first clauses."""
    first = _units(paragraph)[0]
    if first.end - first.start <= _LONGEST_LINE:
        return first
    cuts = [cut.start() for cut in _CLAUSE_END.finditer(paragraph.text, first.start, first.end)]
    cuts = [cut for cut in cuts if _SHORTEST_LINE <= cut - first.start <= _LONGEST_LINE]
    return Span(first.start, cuts[-1]) if cuts else first


def _choose(evidence: Evidence, candidates: list[_Candidate]) -> list[_Candidate]:
    ranked = sorted(candidates, key=lambda c: (-c.score, c.reading_order))
    most = _MOST_SENTENCES.get(evidence.inquiry.kind, _MOST_OTHERWISE)
    best = ranked[0]
    chosen = []
    for candidate in ranked:
        same = candidate.paragraph.id == best.paragraph.id
        near = _NEAR_BEST if same else _NEAR_BEST_ELSEWHERE
        if evidence.inquiry.kind == "list" and best.is_of_kind and same:
            # A sentence that enumerates is the list; what stands around it is not.
            near = near if candidate.is_of_kind else 1
        if candidate.score >= near * best.score:
            chosen.append(candidate)
    return chosen[:most]


def _of_each(candidates: list[_Candidate]) -> list[_Candidate]:
    """The best sentence of each paragraph: an item that is asked for is all its paragraphs."""
    best: dict[str, _Candidate] = {}
    for candidate in candidates:
        kept = best.setdefault(candidate.paragraph.id, candidate)
        if candidate.score > kept.score:
            best[candidate.paragraph.id] = candidate
    return list(best.values())


def _joined(candidates: list[_Candidate]) -> list[tuple[Paragraph, int, int]]:
    """The quotes of one paragraph: neighbouring sentences become one quote."""
    quotes: list[tuple[Paragraph, int, int]] = []
    for candidate in candidates:
        paragraph, span = candidate.paragraph, candidate.span
        if quotes and not paragraph.text[quotes[-1][2] : span.start].strip():
            quotes[-1] = (paragraph, quotes[-1][1], span.end)
        else:
            quotes.append((paragraph, span.start, span.end))
    return quotes
