"""The recipe of the bundled model: sixteen runs over the same data, joined into one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from vectorstore.training.pairs import EncodedSet, Mixture
from vectorstore.training.thesaurus import PUBLIC_AFFAIRS, of_concepts


@dataclass(frozen=True)
class Preparation:
    """How the data is made ready, the same for every run.

    `questions` is how many pairs each set of made questions has at most, none without; `seed`
    draws them and the texts that the vocabulary is trained on.
    """

    vocabulary: int = 40_000
    tokenizer_characters: int = 8_000_000
    max_tokens: int = 256
    questions: int = 8_000
    seed: int = 0


@dataclass(frozen=True)
class Recipe:
    """One run: all that, with the prepared data, decides its weights.

    A set's share of the batches grows as its size to the `size_power`, so that small sets are
    heard; `query_weight` multiplies that of every set of headings or questions. `joined` and `made`
    say which derived sets the run sees. The thesaurus, of which it sees the first `concepts`, has
    `thesaurus_share` of all batches.
    """

    steps: int
    dimension: int = 384
    scale: float = 15.0
    learning_rate: float = 0.015
    initial_deviation: float = 0.1
    warm_up: float = 0.02
    size_power: float = 0.5
    query_weight: float = 1.0
    joined: bool = True
    made: bool = True
    thesaurus_share: float = 0.0
    concepts: int | None = None
    mixture: Mixture = field(default_factory=Mixture)
    seed: int = 0

    def chosen(self, sets: Iterable[EncodedSet]) -> list[EncodedSet]:
        """The sets that this run sees, with their weights in it; empty ones are left out."""
        is_seen = {"joined": self.joined, "made": self.made}
        seen = [one for one in sets if len(one) and is_seen.get(one.derived, True)]
        others = [
            replace(one, weight=one.weight * self._share(one))
            for one in seen
            if one.derived != "thesaurus"
        ]
        if not self.thesaurus_share:
            return others
        odds = self.thesaurus_share / (1 - self.thesaurus_share)
        weight = odds * sum(one.weight for one in others)
        concepts = (of_concepts(one, self.concepts) for one in seen if one.derived == "thesaurus")
        return others + [replace(one, weight=weight) for one in concepts]

    def _share(self, one: EncodedSet) -> float:
        share: float = len(one) ** self.size_power
        return share * (self.query_weight if one.is_query else 1.0)


# They err differently: joined they are better than any of them, and than more steps of one.
_RECIPES = (
    Recipe(
        steps=2500,
        dimension=512,
        size_power=0.7,
        mixture=Mixture(block=8, block_share=0.8),
        seed=8,
    ),
    Recipe(steps=3500, dimension=256, size_power=0.7),
    Recipe(steps=3000, scale=18.0, query_weight=2.0, seed=2),
    Recipe(steps=3000, dimension=512, size_power=0.7, query_weight=2.0),
)
# With the thesaurus a run finds reworded questions, without it the words of the law: half of each.
MEMBERS = (
    *_RECIPES,
    *(
        replace(recipe, thesaurus_share=0.15, concepts=concepts, seed=recipe.seed + more)
        for concepts, more in ((PUBLIC_AFFAIRS, 0), (None, 10))
        for recipe in _RECIPES
    ),
    *(replace(recipe, seed=31 + number) for number, recipe in enumerate(_RECIPES)),
)
DIMENSION = 384
