"""Two runs over the same questions: what changed, and whether it is more than chance."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from qa.errors import BaselineError
from qa.evaluation.baseline import Baseline
from qa.evaluation.catalogue import BY_NAME, PAIRED, Metric
from qa.evaluation.metrics import mean
from qa.evaluation.report import Report
from qa.evaluation.significance import holm, interval, p_value
from qa.settings import EXTRACTIVE

SIGNIFICANT = 0.05
# Where nothing is left to chance, this much less in a gated metric is a regression: more than
# one unanswerable or three answerable questions of the shipped set.
TOLERANCE = 0.015
# Less than this is rounding.
_EQUAL = 1e-3


@dataclass(frozen=True, slots=True)
class Difference:
    """One metric over the questions that have it in both runs.

    `low` and `high` bound the 95 % bootstrap interval of `after - before`; `p` is of the paired
    randomisation test, `adjusted` the same after Holm's correction over the gated metrics (1
    for others). `won` and `lost` are the ids of the questions that got better and worse.
    """

    metric: str
    questions: int
    before: float
    after: float
    low: float
    high: float
    p: float
    adjusted: float
    won: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def change(self) -> float:
        """After minus before."""
        return self.after - self.before

    @property
    def gain(self) -> float:
        """How much better, negative for worse; 0 where no way is better."""
        metric = BY_NAME[self.metric]
        return metric.gain(self.before, self.after) if metric.better else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences to a baseline. `deterministic`: no model was at work in either run."""

    baseline: str
    settings: Mapping[str, str]
    deterministic: bool
    differences: tuple[Difference, ...]

    @property
    def regressions(self) -> tuple[str, ...]:
        """Why this run is worse, one sentence a metric; empty where it is not.

        A gated metric regresses when its loss is significant (p < 0.05 after Holm's correction);
        in a deterministic comparison also when it loses more than `TOLERANCE`.
        """
        found = []
        for one in self.differences:
            if not BY_NAME[one.metric].gated or one.gain >= 0:
                continue
            said = f"{one.metric}: {one.before:.3f} → {one.after:.3f}"
            if one.adjusted < SIGNIFICANT:
                found.append(f"{said}, a significant loss (p = {one.adjusted:.4f}, adjusted)")
            elif self.deterministic and -one.gain > TOLERANCE:
                found.append(f"{said}, a loss of more than {TOLERANCE}")
        return tuple(found)

    @property
    def won(self) -> tuple[str, ...]:
        """The questions that got better in some gated metric and worse in none."""
        better, worse = self._moved()
        return tuple(sorted(better - worse))

    @property
    def lost(self) -> tuple[str, ...]:
        """The questions that got worse in some gated metric."""
        return tuple(sorted(self._moved()[1]))

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "baseline": self.baseline,
            "settings": dict(self.settings),
            "deterministic": self.deterministic,
            "regressions": list(self.regressions),
            "won": list(self.won),
            "lost": list(self.lost),
            "differences": [asdict(one) for one in self.differences],
        }

    def _moved(self) -> tuple[set[str], set[str]]:
        gated = [one for one in self.differences if BY_NAME[one.metric].gated]
        better = {question for one in gated for question in one.won}
        worse = {question for one in gated for question in one.lost}
        return better, worse


def check_comparable(baseline: Baseline, sha256: str, ids: Sequence[str]) -> None:
    """Make sure that a run over `ids` of the set with this hash can be compared.

    Raises:
        BaselineError: the baseline is of other questions.
    """
    if baseline.sha256 != sha256:
        raise BaselineError(
            f"{baseline.name} is of another question set ({baseline.sha256}, not {sha256}): "
            "the results cannot be compared. Renew it with the questions: `make baseline`, or "
            "`alinea evaluate --json FILE`."
        )
    if missing := [one for one in ids if one not in baseline.figures]:
        raise BaselineError(
            f"{baseline.name} lacks {len(missing)} of the questions, the first is {missing[0]!r}: "
            "it is of one split only. Compare with --split, or renew it."
        )


def compare(report: Report, baseline: Baseline) -> Comparison:
    """How `report` differs from `baseline`.

    Raises:
        BaselineError: they are of different questions.
    """
    check_comparable(baseline, report.sha256, [row.id for row in report.rows])
    found = [one for metric in PAIRED if (one := _difference(metric, report, baseline))]
    gated = [one for one in found if BY_NAME[one.metric].gated]
    adjusted = dict(zip([one.metric for one in gated], holm([one.p for one in gated]), strict=True))
    return Comparison(
        baseline=baseline.name,
        settings=baseline.settings,
        deterministic=report.settings["llm"] == EXTRACTIVE == baseline.settings.get("llm"),
        differences=tuple(replace(one, adjusted=adjusted.get(one.metric, 1.0)) for one in found),
    )


def _difference(metric: Metric, report: Report, baseline: Baseline) -> Difference | None:
    name = metric.name
    pairs = {
        row.id: (baseline.figures[row.id][name], row.figures[name])
        for row in report.rows
        if name in row.figures and name in baseline.figures[row.id]
    }
    if not pairs:
        return None
    before, after = [b for b, _ in pairs.values()], [a for _, a in pairs.values()]
    # A baseline has four digits.
    changes = [a - b if abs(a - b) > _EQUAL else 0.0 for b, a in pairs.values()]
    low, high = interval(changes)
    gains = {one: metric.gain(0.0, change) for one, change in zip(pairs, changes, strict=True)}
    return Difference(
        metric=name,
        questions=len(pairs),
        before=mean(before),
        after=mean(after),
        low=low,
        high=high,
        p=p_value(changes, [0.0] * len(changes)),
        adjusted=1.0,
        won=tuple(one for one, gain in gains.items() if gain > 0),
        lost=tuple(one for one, gain in gains.items() if gain < 0),
    )
