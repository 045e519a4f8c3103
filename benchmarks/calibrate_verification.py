"""Fit how much of a sentence's content must be in the source.

`python -m benchmarks.calibrate_verification DATA_FOLDER`

Logistic regression over `qa.verification.content.features`, one rule for sentences in the
source's language and one across languages, on the tuning half of `benchmarks.perturbation`:
true sentences against those with an invented clause or the wrong paragraph, that no other
check refuses. The bias is then moved to where as many true sentences pass as the targets ask
for, with a margin, because a falsified sentence that passes is worse than a refused true one.
Written to `qa/verification/content.json`, with the figures.
"""

import argparse
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import qa.verification
from benchmarks.perturbation.cases import Case
from benchmarks.verification import PLACES, all_cases
from qa.verification.alignment import Alignment, Source
from qa.verification.content import CALIBRATION, FEATURES, features
from qa.verification.verifier import first_failure

_CONTENT_KINDS = ("invented clause", "wrong paragraph", "name")
# Of the true sentences that no other check refuses, so many pass: by family, above the targets
# (95 % of copies, 70 % of paraphrases and translations), for what other checks refuse.
_LEAST_PASSING = {"copy": 0.99, "paraphrase": 0.88, "across": 0.90}
# Within one language a short part of a long sentence may be all true, and its cosine low.
_SAME = tuple(name for name in FEATURES if name != "dense")
_ACROSS = tuple(name for name in FEATURES if not name.startswith("placed"))
_SPREAD = 30.0
Floats = NDArray[np.float64]
logger = logging.getLogger(__name__)


def calibrate(cases: Sequence[Case]) -> dict[str, Any]:
    """The rule of each kind of pair, with its figures on the cases it was fitted on."""
    tuning = [case for case in cases if case.half == "tuning"]
    same = [case for case in tuning if case.family != "across"]
    across = [case for case in tuning if case.family == "across"]
    return {
        "fitted on": f"benchmarks.perturbation, tuning half, {PLACES} paragraphs a source",
        "same": _fit(same, _SAME),
        "across": _fit(across, _ACROSS),
    }


def _fit(cases: Sequence[Case], names: Sequence[str]) -> dict[str, Any]:
    chosen, rows = [], []
    for case in cases:
        if not (case.true or case.kind in _CONTENT_KINDS):
            continue
        alignment = Alignment(
            Source(case.sentence, case.language),
            Source(case.paragraph.text, case.paragraph.language),
        )
        if first_failure(alignment, case.paragraph) is None:
            chosen.append(case)
            found = features(alignment)
            rows.append([found[name] for name in names])
    inputs = np.array(rows)
    weights = _weights(inputs, np.array([case.true for case in chosen]))
    logits = inputs @ weights
    bias = _bias(chosen, logits)
    figures = {
        f"{family} {kind}": f"{share:.1%} of {count}"
        for family, kind, share, count in _shares(chosen, logits + bias >= 0)
    }
    rounded = {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}
    return {"weights": rounded, "bias": round(bias, 3), "passing": figures}


def _weights(inputs: Floats, truth: NDArray[np.bool_]) -> Floats:
    """Logistic regression with balanced classes, L2, and no negative weight.

    Every feature is for the sentence; one that counted against it would only undo another.
    """
    from scipy.optimize import minimize

    share = truth.mean()
    balance = np.where(truth, 0.5 / share, 0.5 / (1 - share))
    sign = np.where(truth, 1.0, -1.0)

    def loss(parameters: Floats) -> tuple[float, Floats]:
        weights, bias = parameters[:-1], parameters[-1]
        margin = sign * (inputs @ weights + bias)
        slope = -(balance * sign / (1 + np.exp(margin)))
        value = (balance * np.logaddexp(0, -margin)).sum() + weights @ weights / (2 * _SPREAD)
        return float(value), np.append(inputs.T @ slope + weights / _SPREAD, slope.sum())

    count = inputs.shape[1]
    bounds = [(0.0, None)] * count + [(None, None)]
    found = minimize(loss, np.zeros(count + 1), jac=True, bounds=bounds, method="L-BFGS-B")
    weights: Floats = found.x[:-1]
    return weights


def _bias(chosen: Sequence[Case], logits: NDArray[np.float64]) -> float:
    """The strictest threshold by which every family passes as often as it must."""
    families = {case.family for case in chosen if case.true}
    return max(
        -float(np.quantile(logits[_of(chosen, family)], 1 - _LEAST_PASSING[family], method="lower"))
        for family in families
    )


def _of(chosen: Sequence[Case], family: str) -> NDArray[np.bool_]:
    return np.array([case.true and case.family == family for case in chosen])


def _shares(
    chosen: Sequence[Case], passing: NDArray[np.bool_]
) -> list[tuple[str, str, float, int]]:
    groups: dict[tuple[str, str], list[bool]] = {}
    for case, passed in zip(chosen, passing.tolist(), strict=True):
        groups.setdefault((case.family, case.kind), []).append(passed)
    return [(*key, sum(v) / len(v), len(v)) for key, v in sorted(groups.items())]


def main() -> None:
    """Fit on the tuning half and write the file."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    result = calibrate(all_cases(parser.parse_args().data))
    path = Path(qa.verification.__file__).parent / CALIBRATION
    path.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
    logger.info("%s", path.read_text("utf-8"))


if __name__ == "__main__":
    main()
