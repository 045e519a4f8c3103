"""The fitted rule for whether to answer."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

CALIBRATION = "abstention.json"


@dataclass(frozen=True, slots=True)
class Calibration:
    """When to answer, as fitted by `python -m qa.evaluation.calibrate`.

    `weights` and `bias` are pairs (a, b) that stand for a + b·log₁₀(paragraphs / smallest), between
    the smallest and the largest store that they were fitted on.
    """

    weights: dict[str, tuple[float, float]]
    bias: tuple[float, float]
    smallest: int
    largest: int
    least_met: float

    def logit(self, features: Mapping[str, float], among: int) -> float:
        """Above 0 where the documents are about the question."""
        size = math.log10(max(self.smallest, min(among, self.largest)) / self.smallest)
        total = self.bias[0] + self.bias[1] * size
        for name, x in features.items():
            fixed, by_size = self.weights[name]
            total += (fixed + by_size * size) * x
        return total


@cache
def shipped_calibration() -> Calibration:
    """The rule that the package comes with."""
    data = json.loads((files(__package__) / CALIBRATION).read_text("utf-8"))
    return Calibration(
        data["weights"], data["bias"], data["smallest"], data["largest"], data["least met"]
    )
