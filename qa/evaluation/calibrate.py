"""Fit when to abstain: `python -m qa.evaluation.calibrate`.

Two rules, fitted on the `tune` half of the shipped question set only, and on 180 everyday
questions about nothing in the documents: logistic regression (balanced classes, L2) from the
signals of what was retrieved to "the documents are about this", and the least nearness of the
words that a question asks for by name. They go to `qa/abstention.json`, with their figures.
"""

import json
import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import qa
from qa.assistant import Assistant
from qa.evaluation.metrics import balanced_accuracy
from qa.evaluation.questions import load_questions
from qa.evaluation.run import known_paragraphs
from qa.evidence import CALIBRATION, Calibration, Evidence

# Near misses are about what the documents are about: no topical signal tells them apart.
_NEAR = ("nearmiss",)
_OFF_TOPIC = Path(__file__).parent / "offtopic.tsv"
_FOLDS = 10
_SEED = 0
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Example:
    evidence: Evidence
    answerable: bool
    on_topic: bool


def calibrate(assistant: Assistant) -> dict[str, object]:
    """The rule for answering, with the rates found on the tuning questions."""
    questions = load_questions(None, known_paragraphs(assistant), "tune")
    examples = [
        _Example(assistant.evidence(q.text, q.history), q.answerable, q.type in _NEAR)
        for q in questions.questions
    ]
    off_topic = [
        _Example(assistant.evidence(line.split("\t")[1]), False, False)
        for line in _OFF_TOPIC.read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    topic, bias, guess = _fit_topic([e for e in (*examples, *off_topic) if not e.on_topic])
    least_met = _fit_least_met(examples, topic, bias)
    return {
        "questions": f"{questions.name} {questions.sha256}, split tune; {_OFF_TOPIC.name}",
        "weights": topic,
        "bias": bias,
        "least met": least_met,
        "topic, cross-validated": guess,
        "tune, both rules": _rates(examples, topic, bias, least_met),
    }


def _fit_topic(examples: list[_Example]) -> tuple[dict[str, float], float, dict[str, float]]:
    """Logistic regression from the signals to "the documents are about this"."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    names = list(examples[0].evidence.features)
    inputs = np.array([[e.evidence.features[name] for name in names] for e in examples])
    truth = np.array([e.answerable for e in examples])
    # The signals vary by a few tenths, so this regularises little.
    model = LogisticRegression(class_weight="balanced", C=30.0)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    guess = cross_val_predict(model, inputs, truth, cv=folds)
    model.fit(inputs, truth)
    weights = {name: round(float(w), 4) for name, w in zip(names, model.coef_[0], strict=True)}
    return weights, round(float(model.intercept_[0]), 4), _summary(guess, truth)


def _fit_least_met(examples: list[_Example], topic: dict[str, float], bias: float) -> float:
    """The middle of the thresholds within a hundredth of the best balanced accuracy.

    The best alone would be an accident of a few questions.
    """
    grid = [round(0.05 * step, 2) for step in range(15)]
    accuracy = {t: _rates(examples, topic, bias, t)["balanced accuracy"] for t in grid}
    good = [t for t in grid if accuracy[t] >= max(accuracy.values()) - 0.01]
    return good[(len(good) - 1) // 2]


def _rates(
    examples: list[_Example], topic: dict[str, float], bias: float, least_met: float
) -> dict[str, float]:
    rule = Calibration(topic, bias, least_met)
    guess = np.array([e.evidence.is_enough_by(rule) for e in examples])
    return _summary(guess, np.array([e.answerable for e in examples]))


def _summary(guess: NDArray[np.bool_], truth: NDArray[np.bool_]) -> dict[str, float]:
    false_answers, false_refusals = float(guess[~truth].mean()), float((~guess)[truth].mean())
    return {
        "false answers": round(false_answers, 3),
        "false refusals": round(false_refusals, 3),
        "balanced accuracy": round(balanced_accuracy(false_answers, false_refusals), 3),
    }


def main() -> None:
    """Calibrate on a fresh store and write the file."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with Assistant() as assistant:
        result = calibrate(assistant)
    path = Path(qa.__file__).parent / CALIBRATION
    path.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    logger.info("%s", path.read_text("utf-8"))


if __name__ == "__main__":
    main()
