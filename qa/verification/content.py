"""How much of what a sentence says is in the source, on the whole and at its weakest."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qa.verification.alignment import Alignment

CALIBRATION = "content.json"
Floats = NDArray[np.float64]
# So many content words in a row are a clause that may have been added.
_WINDOWS = (1, 3, 6)
# A word counts as being in its place when the word before it is this near.
_ADJACENT = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """Logistic regression over `features`, fitted by `benchmarks.calibrate_verification`."""

    weights: dict[str, float]
    bias: float

    def score(self, found: dict[str, float]) -> float:
        """The probability, in (0, 1), that the source says what the sentence says."""
        logit = self.bias + sum(weight * found[name] for name, weight in self.weights.items())
        return float(1 / (1 + np.exp(-logit)))


def features(alignment: Alignment) -> dict[str, float]:
    """What tells whether the sentence's content is in the source; each is in [0, 1].

    `weakest N`: the least mean, over N content words in a row, of how near the nearest word of
    the source is; `placed N`: the same, counting only words whose neighbour in the sentence is
    their neighbour in the source; `dense`: the cosine of the whole sentence with the nearest
    sentence of the source.
    """
    tokens = alignment.sentence.tokens.items
    places = [place for place, token in enumerate(tokens) if token.is_content]
    if not places:
        return dict.fromkeys(FEATURES, 0.0)
    support = np.array([alignment.support(place) for place in places])
    vector = alignment.sentence.vector
    dense = max(0.0, float((alignment.source.sentence_vectors @ vector).max()))
    values = (
        *(_weakest(support, size) for size in _WINDOWS),
        _weakest(support * _placed(alignment, places), _WINDOWS[-1]),
        dense,
    )
    return dict(zip(FEATURES, values, strict=True))


FEATURES = (
    *(f"weakest {size}" for size in _WINDOWS),
    f"placed {_WINDOWS[-1]}",
    "dense",
)


def _weakest(support: Floats, size: int) -> float:
    if len(support) <= size:
        return float(support.mean())
    return float(np.convolve(support, np.full(size, 1 / size), "valid").min())


def _placed(alignment: Alignment, places: list[int]) -> Floats:
    """1 for each word that stands beside a neighbour of its in the source too, else 0."""
    linked = [alignment.links[p].place if p in alignment.links else None for p in places]
    near = [
        one is not None and other is not None and abs(other - one) <= _ADJACENT
        for one, other in pairwise(linked)
    ]
    if not near:
        return np.array([1.0])
    return np.array([float(a or b) for a, b in zip([False, *near], [*near, False], strict=True)])


@cache
def shipped_rule(name: str) -> Rule:
    """The rule for sentences in the source's language ("same"), or in another ("across")."""
    data = json.loads((files(__package__) / CALIBRATION).read_text("utf-8"))[name]
    return Rule(data["weights"], data["bias"])
