"""How much of what a sentence says is in the source, on the whole and at its weakest."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from qa.verification.alignment import NEAR, Alignment

CALIBRATION = "content.json"
# So many content words in a row are a clause that may have been added.
_WINDOWS = (3, 6)
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

    `exact`: the share of its content words that are there; `soft`: the mean of how near the
    nearest word is; `weakest N`: the least such mean of N words in a row; `missing`: the share
    of words that nothing stands for; `in place`: the share whose neighbour in the sentence is
    their neighbour in the source; `dense`: the cosine of the whole sentence with the source's
    nearest sentence.
    """
    tokens = alignment.sentence.tokens.items
    places = [place for place, token in enumerate(tokens) if token.is_content]
    if not places:
        return dict.fromkeys(FEATURES, 0.0)
    support = np.array([alignment.support(place) for place in places])
    exact = [alignment.links[p].is_exact if p in alignment.links else False for p in places]
    vector = alignment.sentence.vector
    dense = max(0.0, float((alignment.source.sentence_vectors @ vector).max()))
    values = (
        float(np.mean(exact)),
        float(support.mean()),
        *(_weakest(support, size) for size in _WINDOWS),
        float((support < NEAR).mean()),
        _in_place(alignment, places),
        dense,
    )
    return dict(zip(FEATURES, values, strict=True))


FEATURES = (
    "exact",
    "soft",
    *(f"weakest {size}" for size in _WINDOWS),
    "missing",
    "in place",
    "dense",
)


def _weakest(support: "np.ndarray[tuple[int], np.dtype[np.float64]]", size: int) -> float:
    if len(support) <= size:
        return float(support.mean())
    return float(np.convolve(support, np.full(size, 1 / size), "valid").min())


def _in_place(alignment: Alignment, places: list[int]) -> float:
    linked = [alignment.links[p].place if p in alignment.links else None for p in places]
    if len(places) == 1:
        return float(linked[0] is not None)
    near = [
        one is not None and other is not None and abs(other - one) <= _ADJACENT
        for one, other in zip(linked, linked[1:], strict=False)
    ]
    return float(np.mean(near))


@cache
def shipped_rule(name: str) -> Rule:
    """The rule for sentences in the source's language ("same"), or in another ("across")."""
    data = json.loads((files(__package__) / CALIBRATION).read_text("utf-8"))[name]
    return Rule(data["weights"], data["bias"])
