"""The writer that needs no model: it quotes the sentences that answer, in reading order."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from corpus import Paragraph
from corpus.chinese import simplified
from corpus.leads import introduces
from corpus.sentences import Span
from qa.answer import Sentence
from qa.citations import Citations
from qa.codes import codes_in
from qa.evidence import Evidence
from qa.kinds import IN_COLUMNS, Kind
from qa.question import Inquiry
from qa.sentences import ROW, Scored, units_of
from qa.verification.names import names_in_a_row, says_name
from qa.wording import framed, listed, quotation

_MOST_SENTENCES: dict[Kind, int] = {
    **dict.fromkeys(IN_COLUMNS, 1),
    "list": 4,
    "phone": 1,
    "email": 1,
    "address": 1,
    "definition": 1,
}
_MOST_OTHERWISE = 2
_MOST_ON_CODE = 4
# A further sentence must come this near to the best one's score; nearer from elsewhere, where
# the same words more often mean another thing.
_NEAR_BEST = 0.8
_NEAR_BEST_ELSEWHERE = 0.9
# One more of the same paragraphs is quoted where it is nearly as good and matches so much of the
# question that those before leave out (a share of its tokens' weight).
_HARDLY_WORSE = 0.9
_COMPLETES = 0.05
# A line of a list that is longer than this is cut where a clause ends, if that leaves enough.
_LONGEST_LINE = 200
_SHORTEST_LINE = 40
_CLAUSE_END = re.compile(r"\s?[,;:]\s|[，；：]")


def write_extract(evidence: Evidence, citations: Citations) -> Iterator[Sentence]:
    """The sentences of an extractive answer, each quoted and cited, in reading order.

    The documents come in the order of their best sentence, so that the best answer is first. Of
    several questions each is answered, in their order; what was quoted for one is not quoted again.
    """
    said: set[tuple[str, int]] = set()
    for one in evidence.answered:
        yield from _extract(one, citations, said)


def _extract(
    evidence: Evidence, citations: Citations, said: set[tuple[str, int]]
) -> Iterator[Sentence]:
    items = evidence.listed or evidence.led
    if evidence.whole:
        chosen = list(evidence.whole)
    elif items:
        chosen = [Scored(hit, _opening(hit.paragraph), hit.score, hit.score) for hit in items]
    else:
        chosen = _of_each(evidence.sentences) if evidence.item else _choose(evidence)
        chosen += _heads_of_tables(chosen)
    chosen = [c for c in chosen if (c.paragraph.id, c.span.start) not in said]
    said.update((c.paragraph.id, c.span.start) for c in chosen)
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
            elif items and paragraph.id != items[0].paragraph.id:
                text = listed(shown, citation.reference, language)
            else:
                text = framed(shown, citation.reference, paragraph.language, language)
            yield Sentence(text, (citation.number,), "quoted", new_line=not index)


def _opening(paragraph: Paragraph) -> Span:
    """What names an item of a list: its first sentence, of a long one the first clauses; of what
    introduces the list the last one."""
    units = units_of(paragraph)
    first = units[-1] if introduces(paragraph.text) else units[0]
    if first.end - first.start <= _LONGEST_LINE:
        return first
    cuts = [cut.start() for cut in _CLAUSE_END.finditer(paragraph.text, first.start, first.end)]
    cuts = [cut for cut in cuts if _SHORTEST_LINE <= cut - first.start <= _LONGEST_LINE]
    return Span(first.start, cuts[-1]) if cuts else first


def _choose(evidence: Evidence) -> list[Scored]:
    ranked = sorted(evidence.sentences, key=lambda c: (-c.score, c.reading_order))
    if evidence.seeks:
        # Only these answer "in which year", however like the question another one is.
        ranked = [candidate for candidate in ranked if candidate.is_of_kind] or ranked
    elif evidence.is_on_code and (entry := _entry(evidence)):
        return entry
    kind = "other" if evidence.inquiry.lends_kind else evidence.inquiry.kind
    most = _MOST_SENTENCES.get(kind, _MOST_OTHERWISE)
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
    chosen = chosen[:most]
    chosen += _completing(chosen, ranked)
    if evidence.inquiry.kind == "definition":
        chosen += _explaining(best, ranked)
    if evidence.parts:
        # Of their paragraphs what would be quoted without them, too.
        cited = {part.paragraph.id for part in evidence.parts}
        chosen = [c for c in chosen if c.paragraph.id in cited]
        chosen += [part for part in dict.fromkeys(evidence.parts) if part not in chosen]
    return [*chosen, *_for_other_names(evidence.inquiry, chosen, ranked)]


def _entry(evidence: Evidence) -> list[Scored]:
    """What a paragraph says that begins with the code of the question, as a list of faults does:
    "E33 – Pressure too high. Wait ten minutes." """
    own = [one for one in evidence.sentences if one.hit is evidence.hits[0]]
    begins = own and codes_in(own[0].text) & codes_in(evidence.inquiry.plain)
    return own[:_MOST_ON_CODE] if begins else []


def _completing(chosen: Sequence[Scored], ranked: Sequence[Scored]) -> list[Scored]:
    """What is hardly a worse answer, in a paragraph that is quoted anyway, and matches what of the
    question the `chosen` do not: the sum of what its tokens gain is the marginal coverage of
    Lin & Bilmes, "A class of submodular functions for document summarization", 2011."""
    quoted = {one.paragraph.id for one in chosen}
    covered = np.max([one.by_token for one in chosen], axis=0)
    near = (c for c in ranked if c.score >= _HARDLY_WORSE * chosen[0].score and c not in chosen)
    return [
        candidate
        for candidate in near
        if candidate.paragraph.id in quoted
        and np.maximum(candidate.by_token - covered, 0.0).sum() >= _COMPLETES
    ][:1]


def _explaining(best: Scored, ranked: Sequence[Scored]) -> list[Scored]:
    """What says what it is, where the sentence that is most like the question only names it."""
    own = (c for c in ranked if c.is_of_kind and c.paragraph.id == best.paragraph.id)
    return [] if best.is_of_kind else [c for c in own if c.score >= _NEAR_BEST * best.score][:1]


def _for_other_names(
    inquiry: Inquiry, chosen: Sequence[Scored], ranked: Sequence[Scored]
) -> Iterator[Scored]:
    """Of several names in a row ("ASEAN and the Mekong"), the best sentence for each that
    `chosen` do not say."""
    for name in names_in_a_row(simplified(inquiry.text), inquiry.language):
        saying = [c for c in ranked if says_name(name, c.text, c.paragraph.language)]
        if saying and not set(saying) & set(chosen):
            yield saying[0]


def _heads_of_tables(chosen: Sequence[Scored]) -> list[Scored]:
    """The first row of each table of which another row is quoted: it says what the columns are."""
    heads = {}
    for one in chosen:
        span = units_of(one.paragraph)[0]
        if one.text.startswith(ROW) and span.start < one.span.start:
            heads[one.paragraph.id] = Scored(one.hit, span, one.match, one.score)
    quoted = {(one.paragraph.id, one.span.start) for one in chosen}
    return [head for head in heads.values() if (head.paragraph.id, head.span.start) not in quoted]


def _of_each(candidates: Sequence[Scored]) -> list[Scored]:
    """The best sentence of each paragraph: an item that is asked for is all its paragraphs."""
    best: dict[str, Scored] = {}
    for candidate in candidates:
        kept = best.setdefault(candidate.paragraph.id, candidate)
        if candidate.score > kept.score:
            best[candidate.paragraph.id] = candidate
    return list(best.values())


def _joined(candidates: list[Scored]) -> list[tuple[Paragraph, int, int]]:
    """The quotes of one paragraph: neighbouring sentences become one quote."""
    quotes: list[tuple[Paragraph, int, int]] = []
    for candidate in candidates:
        paragraph, span = candidate.paragraph, candidate.span
        if quotes and not paragraph.text[quotes[-1][2] : span.start].strip():
            quotes[-1] = (paragraph, quotes[-1][1], span.end)
        else:
            quotes.append((paragraph, span.start, span.end))
    return quotes
