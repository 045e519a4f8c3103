"""Every case of the bench: a sentence, a paragraph, and whether the one says the other."""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from benchmarks.perturbation.faithful import copied, cut, reordered
from benchmarks.perturbation.falsified import EXTRA, FALSIFIED, invented
from benchmarks.perturbation.paraphrased import paraphrased
from benchmarks.perturbation.places import Place
from corpus import Language, Paragraph
from vectorstore.analysis import words
from vectorstore.training.score import Half

Family = Literal["copy", "paraphrase", "across"]
Change = Callable[[str, Language, random.Random], str | None]

_TRUE: dict[str, Change] = {"copied": copied, "cut": cut, "reordered": reordered}
# A sentence is no evidence against a paragraph that holds most of its words in this order.
_MOST_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """`sentence` in `language` is held against `paragraph`; `true` says whether it may pass."""

    family: Family
    kind: str
    language: Language
    true: bool
    half: Half
    source: str
    sentence: str
    paragraph: Paragraph

    @property
    def languages(self) -> str:
        """As in "fr", or "fr→en" for a French sentence on an English paragraph."""
        other = self.paragraph.language
        return self.language if other == self.language else f"{self.language}→{other}"


def own_cases(places: Iterable[Place]) -> Iterator[Case]:
    """Copies and paraphrases, true and falsified."""
    for place in places:
        chance = place.random
        sentences = [*place.sentences]
        chance.shuffle(sentences)
        yield from _true_copies(place, sentences, chance)
        yield from _falsified("copy", place, sentences, sentences, chance)
        others = _distinct(paraphrased(s, place.language, chance) for s in sentences)
        for sentence in others[:2]:
            yield _case("paraphrase", "paraphrased", place, sentence, True)
        yield from _falsified("paraphrase", place, others, others, chance)


def across_cases(places: Iterable[Place]) -> Iterator[Case]:
    """Sentences in another language than the paragraph's, true and falsified."""
    for place in places:
        chance = place.random
        sentences = [*place.sentences]
        chance.shuffle(sentences)
        for sentence in sentences[:2]:
            yield _case("across", "translated", place, sentence, True)
        yield from _falsified("across", place, sentences, sentences, chance)


def _true_copies(place: Place, sentences: list[str], chance: random.Random) -> Iterator[Case]:
    for kind, change in _TRUE.items():
        made = _distinct(change(s, place.language, chance) for s in sentences)
        if made:
            yield _case("copy", kind, place, made[0], True)


def _falsified(
    family: Family, place: Place, sentences: list[str], whole: list[str], chance: random.Random
) -> Iterator[Case]:
    own = place.paragraph.text if family != "across" else " ".join(place.sentences)
    # Across languages the new value must not be in the paragraph either.
    text = f"{own} {place.paragraph.text}"
    for kind, change in {**FALSIFIED, **EXTRA}.items():
        if family == "across" and kind in EXTRA:
            continue
        made = _distinct(change(s, place.language, text, chance) for s in sentences)
        if made:
            yield _case(family, kind, place, made[0], False)
    if not whole:
        return
    elsewhere = [place.neighbour.text] if place.neighbour.language == place.language else []
    clause = invented(whole[0], place.language, elsewhere, chance)
    if clause and not _is_in(clause[len(whole[0]) - 1 :], own, place.language):
        yield _case(family, "invented clause", place, clause, False)
    if not _is_in(whole[0], place.neighbour.text, place.language):
        yield Case(family, "wrong paragraph", place.language, False, place.half, place.source,
                   whole[0], place.neighbour)  # fmt: skip


def _case(family: Family, kind: str, place: Place, sentence: str, true: bool) -> Case:
    return Case(
        family, kind, place.language, true, place.half, place.source, sentence, place.paragraph
    )


def _distinct(made: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(one for one in made if one))


def _is_in(sentence: str, text: str, language: Language) -> bool:
    """Whether most runs of four words of `sentence` are in `text` too, so that it may be true."""
    ours, theirs = (_runs(words(part, language)) for part in (sentence, text))
    return bool(ours) and len(ours & theirs) / len(ours) >= _MOST_SHARED


def _runs(tokens: list[str]) -> set[tuple[str, ...]]:
    return {tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3))}


def is_extra(kind: str) -> bool:
    """Whether the kind is beyond the six of the target: reported, in no total."""
    return kind in EXTRA
