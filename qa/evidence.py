"""What was found for a question, and whether it is enough to answer from."""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from qa.question import Inquiry
from vectorstore.search import Hit

CALIBRATION = "abstention.json"
_CLOSEST = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """A question with the paragraphs retrieved for it, best first."""

    inquiry: Inquiry
    hits: tuple[Hit, ...]

    @property
    def features(self) -> dict[str, float]:
        """What the decision to answer looks at: the meaning of the best paragraph.

        Not its words: a near miss shares them ("the budget of the Initiative"), and a question
        in another language has none of them.
        """
        best = self.hits[0]
        return {"dense": best.dense, "soft": best.soft}

    @property
    def confidence(self) -> float:
        """How likely the paragraphs answer the question, in [0, 1].

        Logistic regression over `features`; `python -m qa.evaluation.calibrate` fits its
        weights on the `tune` half of the question set and writes them to `abstention.json`.
        """
        if not self.hits:
            return 0.0
        weights, bias = _calibration()
        logit = bias + sum(weights[name] * value for name, value in self.features.items())
        return 1 / (1 + math.exp(-logit))

    @property
    def is_enough(self) -> bool:
        """Whether to answer; else Alinéa abstains, without asking any model."""
        return self.confidence >= 0.5

    @property
    def closest(self) -> tuple[Hit, ...]:
        """What to show when abstaining."""
        return self.hits[:_CLOSEST]


@cache
def _calibration() -> tuple[dict[str, float], float]:
    data = json.loads((files(__package__) / CALIBRATION).read_text("utf-8"))
    return data["weights"], data["bias"]
