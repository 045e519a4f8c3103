"""Fit when to abstain: `python -m qa.evaluation.calibrate`.

Logistic regression (balanced classes, L2) from the signals of what was retrieved to "the
documents are about this", on the `tune` half of the shipped question set only, and on 180
everyday questions about nothing in the documents. The weights go to
`qa/abstention.json`, with what they were fitted on and their cross-validated figures.
"""

import json
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import qa
from qa.assistant import Assistant
from qa.evaluation.questions import load_questions
from qa.evidence import CALIBRATION, Evidence
from qa.question import Message, understand

# Near misses are about what the documents are about: no topical signal tells them apart.
_DECIDED_OTHERWISE = ("nearmiss",)
_OFF_TOPIC = Path(__file__).parent / "offtopic.tsv"
_FOLDS = 10
_SEED = 0
logger = logging.getLogger(__name__)


def calibrate(assistant: Assistant) -> dict[str, object]:
    """The weights and bias of the decision, with the rates found by cross-validation."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    known = {
        paragraph.id
        for record in assistant.documents()
        for paragraph in assistant.document(record.id).paragraphs
    }
    questions = load_questions(None, known, "tune")
    rows, answerable = [], []
    for question in questions.questions:
        if question.type in _DECIDED_OTHERWISE:
            continue
        rows.append(_features(assistant, question.text, question.history))
        answerable.append(question.answerable)
    for line in _OFF_TOPIC.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            rows.append(_features(assistant, line.split("\t")[1]))
            answerable.append(False)
    names = list(rows[0])
    inputs = np.array([[row[name] for name in names] for row in rows])
    truth = np.array(answerable)
    model = LogisticRegression(class_weight="balanced", C=30.0)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    guess = cross_val_predict(model, inputs, truth, cv=folds)
    model.fit(inputs, truth)
    false_answers = float(guess[~truth].mean())
    false_refusals = float((~guess)[truth].mean())
    return {
        "questions": f"{questions.name} {questions.sha256}, split tune; {_OFF_TOPIC.name}",
        "weights": {
            name: round(float(w), 4) for name, w in zip(names, model.coef_[0], strict=True)
        },
        "bias": round(float(model.intercept_[0]), 4),
        "cross-validated": {
            "false answers": round(false_answers, 3),
            "false refusals": round(false_refusals, 3),
            "balanced accuracy": round(1 - (false_answers + false_refusals) / 2, 3),
        },
    }


def _features(
    assistant: Assistant, question: str, history: Sequence[Message] = ()
) -> dict[str, float]:
    inquiry = understand(question, history)
    hits = assistant.search(inquiry.text, k=assistant.settings.passages)
    return Evidence(inquiry, tuple(hits)).features


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
