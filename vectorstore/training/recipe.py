"""The recipe of the bundled model: three runs over the same data, joined into one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from vectorstore.training.pairs import EncodedSet, Mixture


@dataclass(frozen=True)
class Preparation:
    """How the data is made ready, the same for every run.

    `questions` is how many pairs each set of made questions has at most; none without.
    """

    vocabulary: int = 40_000
    tokenizer_characters: int = 8_000_000
    max_tokens: int = 256
    size_power: float = 0.5
    questions: int = 8_000


@dataclass(frozen=True)
class Recipe:
    """One run: all that, with the prepared data, decides its weights.

    `joined` and `made` say which derived sets it sees, `query_weight` multiplies the share of
    every set of headings or questions in the batches.
    """

    steps: int
    dimension: int = 384
    scale: float = 15.0
    learning_rate: float = 0.015
    initial_deviation: float = 0.1
    warm_up: float = 0.02
    query_weight: float = 1.0
    joined: bool = True
    made: bool = True
    mixture: Mixture = field(default_factory=Mixture)
    seed: int = 0

    def chosen(self, sets: Iterable[EncodedSet]) -> list[EncodedSet]:
        """The sets that this run sees, with their weights in it; empty ones are left out."""
        unseen = {"joined": not self.joined, "made": not self.made, "": False}
        return [
            replace(one, weight=one.weight * (self.query_weight if one.is_query else 1.0))
            for one in sets
            if len(one) and not unseen[one.derived]
        ]


# They err differently: joined they are better than any of them, and than more steps of one.
MEMBERS = (
    Recipe(
        steps=3000,
        dimension=256,
        scale=20.0,
        joined=False,
        made=False,
        mixture=Mixture(mixed_share=0.2, block_share=0.0, frame_share=0.0),
    ),
    Recipe(steps=3500),
    Recipe(steps=4000, query_weight=2.0),
)
DIMENSION = 384
