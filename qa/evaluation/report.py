"""The result of a run: every question's row, and the metrics over all and over groups."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa.evaluation.catalogue import PAIRED
from qa.evaluation.metrics import balanced_accuracy, f1, mean, percentile
from qa.evaluation.row import Row

# What of a row says which groups it is in.
BREAKDOWNS: dict[str, Callable[[Row], Iterable[str]]] = {
    "language": lambda row: [row.language],
    "type": lambda row: [row.type],
    "answerability": lambda row: ["answerable" if row.answerable else "unanswerable"],
    "document": lambda row: row.documents,
}


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, in any one currency."""

    input: float
    output: float


@dataclass(frozen=True, slots=True)
class Report:
    """What a run over a question set gave.

    `metrics["recall@5"]` is a float in [0, 1], NaN where no question has that metric;
    `groups["language"]["fr"]` are the same over the French questions, and so on for "type",
    "answerability" and "document". `paragraphs` are the texts and references of those that
    rows name, by id; `versions` what the run was made with, hashes included.
    """

    questions: str
    sha256: str
    split: str | None
    settings: dict[str, str]
    versions: dict[str, str]
    metrics: dict[str, float]
    groups: dict[str, dict[str, dict[str, float]]]
    rows: tuple[Row, ...]
    paragraphs: dict[str, dict[str, str]]

    def to_dict(self) -> dict[str, Any]:
        """Plain data; NaN, which JSON does not have, is None."""
        return {
            "questions": self.questions,
            "sha256": self.sha256,
            "split": self.split,
            "settings": self.settings,
            "versions": self.versions,
            "metrics": _without_nan(self.metrics),
            "groups": {
                by: {name: _without_nan(values) for name, values in groups.items()}
                for by, groups in self.groups.items()
            },
            "rows": [row.to_dict() for row in self.rows],
            "paragraphs": self.paragraphs,
        }


def summary(rows: Sequence[Row], prices: Prices | None = None) -> dict[str, float]:
    """The metrics over `rows`: means of the figures, and what follows from them."""
    found: dict[str, float] = {"questions": len(rows)}
    for metric in PAIRED:
        found[metric.name] = mean(
            row.figures[metric.name] for row in rows if metric.name in row.figures
        )
    found["citation F1"] = f1(found["citation precision"], found["citation recall"])
    found["balanced accuracy"] = balanced_accuracy(found["false answers"], found["false refusals"])
    seconds = [row.seconds for row in rows]
    found["latency p50"] = percentile(seconds, 50)
    found["latency p95"] = percentile(seconds, 95)
    read, written = sum(r.input_tokens for r in rows), sum(r.output_tokens for r in rows)
    # Zero: no model was asked, or it does not say.
    found["input tokens"] = read or math.nan
    found["output tokens"] = written or math.nan
    found["cost"] = math.nan
    if prices and read + written:
        found["cost"] = (read * prices.input + written * prices.output) / 1e6
    return found


def breakdowns(
    rows: Sequence[Row], prices: Prices | None = None
) -> dict[str, dict[str, dict[str, float]]]:
    """The summaries of the rows of each language, type, answerability and document."""
    found = {}
    for by, names_of in BREAKDOWNS.items():
        groups: dict[str, list[Row]] = {}
        for row in rows:
            for name in names_of(row):
                groups.setdefault(name, []).append(row)
        found[by] = {name: summary(group, prices) for name, group in groups.items()}
    return found


def _without_nan(values: Mapping[str, float]) -> dict[str, float | None]:
    return {name: None if math.isnan(value) else value for name, value in values.items()}
