"""Questions made from passages and sentences, for sets that hold none.

The clean sets have texts, headings and translations but almost no natural questions. Here a
sentence of a passage becomes a question that the passage answers (``asking``); where the sentence
has a translation, the question is made from that, so that it reaches the text of another language.
Everything follows from the sets given and the seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from vectorstore.training.asking import ask
from vectorstore.training.data import DICTIONARIES, PairSet
from vectorstore.training.typos import with_typo

# Parallel sets whose lines are whole passages, and those whose lines say too little to ask about.
_PASSAGES = frozenset({"calaw-passage"})
_NOT_ASKED = frozenset({"calaw-short", "tatoeba", "tatoeba-pivot"})
_TYPO_SHARE = 0.1
# Half that of other query sets: people ask in better words than these patterns.
_WEIGHT = 0.5
_SHORTEST = {"fr": 40, "en": 40, "zh": 14}
_A_PASSAGE = 4
_SENTENCE_END = re.compile(r"[.!?;]\s+(?=[A-ZÀ-Þ«\"“(\[*])|[。！？；]\s*|\n")


@dataclass(frozen=True)
class _Matter:
    """Texts to ask about, each with the text that its questions shall find."""

    name: str
    origin: str
    asked_language: str
    target_language: str
    texts: Sequence[str]
    targets: Sequence[str]
    # How often one text may be asked about, and how much of the cap these may fill.
    times: int = 1
    share: float = 1.0


def made_questions(sets: Sequence[PairSet], cap: int, seed: int) -> Iterator[PairSet]:
    """Yield sets of made questions with their passages, at most ``cap`` pairs each."""
    if cap <= 0:
        return
    for matter in chain(_own(sets), _translated(sets), _parallel(sets)):
        chance = random.Random(f"{seed} {matter.name}")
        yield from _as_set(matter, _questions(matter, round(cap * matter.share), chance))
    for pairs in sets:
        if pairs.origin in DICTIONARIES:
            yield from _terms(pairs, cap // 4, seed)


def _own(sets: Sequence[PairSet]) -> Iterator[_Matter]:
    """The passages of one language, asked about in that language."""
    for pairs in sets:
        if pairs.is_query and pairs.source_language == pairs.target_language:
            passages = list(dict.fromkeys(pairs.targets))
            language = pairs.target_language
            yield _Matter(
                f"{language}.{pairs.origin}",
                pairs.origin,
                language,
                language,
                passages,
                passages,
                times=_A_PASSAGE,
            )


def _translated(sets: Sequence[PairSet]) -> Iterator[_Matter]:
    """The passages whose sentences all or partly stand in a parallel set of the same origin."""
    for pairs in sets:
        if not pairs.is_query or pairs.source_language != pairs.target_language:
            continue
        passages = list(dict.fromkeys(pairs.targets))
        for source, target, origin, sentences, translations in _directions(sets):
            if origin != pairs.origin or source != pairs.target_language:
                continue
            known = dict(zip(sentences, translations, strict=True))
            texts = [
                "\n".join(known[s] for s in _sentences(text) if s in known) for text in passages
            ]
            yield _Matter(
                f"{target}-{source}.{origin}",
                origin,
                target,
                source,
                texts,
                passages,
                times=_A_PASSAGE,
            )


def _parallel(sets: Sequence[PairSet]) -> Iterator[_Matter]:
    """Sentences and passages that are their own translation's question."""
    for source, target, origin, texts, targets in _directions(sets):
        passage = origin in _PASSAGES
        yield _Matter(
            f"{source}-{target}.{origin}{'' if passage else ' sentences'}",
            origin,
            source,
            target,
            texts,
            targets,
            times=_A_PASSAGE if passage else 1,
            share=1.0 if passage else 0.5,
        )


def _directions(
    sets: Sequence[PairSet],
) -> Iterator[tuple[str, str, str, Sequence[str], Sequence[str]]]:
    for pairs in sets:
        if pairs.is_query or pairs.origin in _NOT_ASKED | DICTIONARIES:
            continue
        left, right = pairs.source_language, pairs.target_language
        yield left, right, pairs.origin, pairs.sources, pairs.targets
        yield right, left, pairs.origin, pairs.targets, pairs.sources


def _questions(matter: _Matter, cap: int, chance: random.Random) -> list[tuple[str, str]]:
    """Ask about texts in random order, once each and again until there are ``cap`` questions."""
    asked: dict[tuple[int, str], str] = {}
    order = chance.sample(range(len(matter.texts)), len(matter.texts))
    for place in order * matter.times:
        if len(asked) >= cap:
            break
        question = _question(matter.texts[place], matter.asked_language, chance)
        if question:
            asked[place, question] = matter.targets[place]
    # In the order of the documents: blocks of neighbours are hard negatives.
    return [(question, target) for (_, question), target in sorted(asked.items())]


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for found in _SENTENCE_END.finditer(text):
        yield text[start : found.start() + 1].rstrip("\n")
        start = found.end()
    yield text[start:]


def _question(text: str, language: str, chance: random.Random) -> str | None:
    long = [s for s in _sentences(text) if len(s) >= _SHORTEST[language]]
    for sentence in chance.sample(long, min(len(long), _A_PASSAGE)):
        question = ask(sentence, language, chance)
        if question:
            return _typed(question.text, chance)
    return None


def _typed(question: str, chance: random.Random) -> str:
    if chance.random() < _TYPO_SHARE:
        return with_typo(question, str(chance.random()))
    return question


def _as_set(matter: _Matter, pairs: Sequence[tuple[str, str]]) -> Iterator[PairSet]:
    if pairs:
        yield PairSet(
            file=f"questions.{matter.name} (made)",
            sha256="",
            source_language=matter.asked_language,
            target_language=matter.target_language,
            origin=matter.origin,
            is_query=True,
            sources=tuple(question for question, _ in pairs),
            targets=tuple(target for _, target in pairs),
            is_question=True,
            weight=_WEIGHT,
            derived="made",
        )


_TERM_FRAMES = {
    "fr": ("qu'est-ce que ~ ?", "que veut dire ~ ?", "c'est quoi ~ ?", "définition de ~"),
    "en": ("what is ~?", "what does ~ mean?", "what's ~?", "definition of ~"),
    "zh": ("什么是~？", "~是什么意思？", "~是什么？", "~的定义"),
}


def _terms(pairs: PairSet, cap: int, seed: int) -> Iterator[PairSet]:
    """Ask in each language what a term means; the other language's term answers."""
    left, right = pairs.source_language, pairs.target_language
    for asked, answered, terms, glosses in (
        (left, right, pairs.sources, pairs.targets),
        (right, left, pairs.targets, pairs.sources),
    ):
        matter = _Matter(
            f"{asked}-{answered}.{pairs.origin}", pairs.origin, asked, answered, (), ()
        )
        chance = random.Random(f"{seed} {matter.name}")
        places = sorted(chance.sample(range(len(terms)), min(cap, len(terms))))
        frames = _TERM_FRAMES[asked]
        questions = [
            (_typed(chance.choice(frames).replace("~", terms[place]), chance), glosses[place])
            for place in places
        ]
        yield from _as_set(matter, questions)
