"""What was found for a question, and whether it is enough to answer from."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from qa.question import Inquiry, shows
from vectorstore.search import Hit, search
from vectorstore.store import Store

CALIBRATION = "abstention.json"
_CLOSEST = 3
_FURTHER = 7
_HEADS_WITHIN = 50
# What is asked for, a number or a date, must stand in one of the best paragraphs.
_SHOWN_IN = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """A question with the paragraphs retrieved for it, best first."""

    inquiry: Inquiry
    hits: tuple[Hit, ...]

    @property
    def features(self) -> dict[str, float]:
        """What `confidence` looks at.

        The signals of the best paragraph, and the score of a paragraph further down: where the
        documents are about the question, its neighbourhood is too, and not one chance word.
        """
        best = self.hits[0]
        further = self.hits[min(_FURTHER, len(self.hits) - 1)]
        return {
            "lexical": best.lexical,
            "dense": best.dense,
            "soft": best.soft,
            "further": further.score,
        }

    @property
    def heads(self) -> tuple[Hit, ...]:
        """The head blocks found, for a question about a document's own date, title or source."""
        return tuple(hit for hit in self.hits if hit.paragraph.is_head)

    @property
    def confidence(self) -> float:
        """How likely the documents are about what is asked, in [0, 1].

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
        kind = self.inquiry.kind
        if kind == "metadata":
            return bool(self.heads)
        texts = (hit.paragraph.text for hit in self.hits[:_SHOWN_IN])
        return self.confidence >= 0.5 and any(shows(kind, text) for text in texts)

    @property
    def closest(self) -> tuple[Hit, ...]:
        """What to show when abstaining."""
        return self.hits[:_CLOSEST]


def gather(
    store: Store, inquiry: Inquiry, passages: int, documents: Sequence[str] = ()
) -> Evidence:
    """The evidence for a question: its `passages` best paragraphs.

    For a question about a document itself, the best head blocks come first.
    """
    about_document = inquiry.kind == "metadata"
    k = max(passages, _HEADS_WITHIN) if about_document else passages
    hits = search(store, inquiry.text, k=k, documents=documents, language=inquiry.language)
    if about_document:
        hits.sort(key=lambda hit: not hit.paragraph.is_head)
    return Evidence(inquiry, tuple(hits[:passages]))


@cache
def _calibration() -> tuple[dict[str, float], float]:
    data = json.loads((files(__package__) / CALIBRATION).read_text("utf-8"))
    return data["weights"], data["bias"]
