"""The metrics by name: what each means, which way is better, which of them a gate looks at."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from qa.errors import UsageError


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric. `better` is None where more is neither good nor bad.

    `gated` says that a loss in it is a regression (see `compare`), `paired` that every
    question has a figure of its own, whose mean it is.
    """

    name: str
    meaning: str
    better: Literal["higher", "lower"] | None = "higher"
    gated: bool = False
    paired: bool = True
    unit: Literal["share", "seconds", "tokens", "money"] = "share"

    def gain(self, before: float, after: float) -> float:
        """How much better `after` is than `before`: negative where it is worse."""
        return before - after if self.better == "lower" else after - before

    def shown(self, value: float) -> str:
        """The value as people read it; a dash where nothing was measured."""
        if math.isnan(value):
            return "–"
        if self.unit == "seconds":
            return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s"
        return {"share": f"{value:.3f}", "tokens": f"{value:,.0f}", "money": f"{value:.4f}"}[
            self.unit
        ]


METRICS = (
    Metric("recall@1", "share of the gold paragraphs that is ranked first", gated=True),
    Metric("recall@3", "share of the gold paragraphs among the first three"),
    Metric("recall@5", "share of the gold paragraphs among the first five", gated=True),
    Metric("recall@10", "share of the gold paragraphs among the first ten"),
    Metric("MRR", "1 / rank of the first gold paragraph", gated=True),
    Metric("nDCG@10", "how near the ranking comes to the ideal one", gated=True),
    Metric("citation precision", "share of the cited paragraphs that is right", gated=True),
    Metric("citation recall", "share of the gold paragraphs that is cited", gated=True),
    Metric("citation F1", "harmonic mean of the two", paired=False),
    Metric("ALCE recall", "share of the sentences that their citations support"),
    Metric("ALCE precision", "share of the citations that their sentence needs"),
    Metric("quoted", "share of an answer's sentences in the source's own words", None),
    Metric("supported", "share of an answer's sentences that passed verification", None),
    Metric("unsupported", "share of an answer's sentences that no paragraph supports", "lower"),
    Metric("facts", "share of the key facts that the answer states", gated=True),
    Metric("token F1", "words shared with the reference answer"),
    Metric("ROUGE-L", "longest sequence of words shared with the reference answer"),
    Metric("false answers", "share of the unanswerable questions answered", "lower", gated=True),
    Metric("false refusals", "share of the answerable questions refused", "lower", gated=True),
    Metric("balanced accuracy", "right decisions to answer, mean of both kinds", paired=False),
    Metric("right language", "answers in the language of the question", gated=True),
    Metric(
        "latency p50", "half of the answers take no longer", "lower", paired=False, unit="seconds"
    ),
    Metric(
        "latency p95", "95 % of the answers take no longer", "lower", paired=False, unit="seconds"
    ),
    Metric("input tokens", "read by the model, in all", "lower", paired=False, unit="tokens"),
    Metric("output tokens", "written by the model, in all", "lower", paired=False, unit="tokens"),
    Metric("cost", "of all tokens, at the prices given", "lower", paired=False, unit="money"),
)
BY_NAME = {metric.name: metric for metric in METRICS}
GATED = tuple(metric for metric in METRICS if metric.gated)
PAIRED = tuple(metric for metric in METRICS if metric.paired)


@dataclass(frozen=True, slots=True)
class Floor:
    """The worst value that a metric may have: the least, or the most where less is better."""

    metric: Metric
    limit: float

    def fails(self, value: float) -> bool:
        """Whether `value` is beyond the limit; what was not measured is."""
        return not self.metric.gain(self.limit, value) >= 0

    def __str__(self) -> str:
        sign = "≤" if self.metric.better == "lower" else "≥"
        return f"{self.metric.name} {sign} {self.limit:g}"


def parse_floors(texts: Iterable[str]) -> tuple[Floor, ...]:
    """Floors from texts such as "recall@5=0.95" or "false-answers=0.1".

    Raises:
        UsageError: no such metric, or no number.
    """
    return tuple(_parse_floor(text) for text in texts)


def _parse_floor(text: str) -> Floor:
    name, _, value = text.partition("=")
    known = {metric.name.casefold(): metric for metric in METRICS if metric.better}
    plain = name.strip().replace("_", " ").casefold()
    metric = known.get(plain) or known.get(plain.replace("-", " "))
    if metric is None:
        names = ", ".join(metric.name for metric in known.values())
        raise UsageError(f"--fail-under {text!r}: there is no metric {name!r}. Metrics: {names}.")
    try:
        limit = float(value)
    except ValueError:
        limit = math.nan
    if math.isnan(limit):
        raise UsageError(f"--fail-under {text!r}: a number is needed, as in {metric.name}=0.9.")
    return Floor(metric, limit)
