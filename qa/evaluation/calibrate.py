"""Fit when to abstain: `python -m qa.evaluation.calibrate DATA_FOLDER`.

Two rules. "The documents are about this" is logistic regression from the signals of what was
retrieved, with weights by the size of the store: of ten thousand paragraphs, some are like any
question by chance. It is fitted on

- the `tune` half of the shipped question set, the development questions on the same documents,
  and 180 everyday questions about nothing in them;
- stores of 50 to 15,000 paragraphs made of the sets in DATA_FOLDER/eval (and, for the largest, of
  DATA_FOLDER/law): their own questions of the tuning halves, against everyday questions and, where
  a store is of one set, questions of other families of sets.

On the first, the bias is such that one in six everyday questions passes: to refuse what the
documents answer is worse than to quote, now and then, what is beside the question. The weights
of the second are added, times the logarithm of the size, to those of the first, so
that in a store as small as the shipped one the first alone hold; each size weighs the same.
"What is asked for by name is there" is the least nearness of those words, fitted on the questions
on the shipped documents alone. Both go to `qa/abstention.json`, with their figures, which are also
given for the reporting halves of the sets, that nothing was fitted on.
"""

import gzip
import json
import logging
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import qa
from corpus import Language
from qa.assistant import Assistant
from qa.calibration import CALIBRATION, Calibration
from qa.evaluation.beir import filled_store
from qa.evaluation.metrics import balanced_accuracy
from qa.evaluation.questions import load_questions
from qa.evaluation.retrieval_sets import Passage, RetrievalQuestion, RetrievalSet, read_sets
from qa.evaluation.run import known_paragraphs
from qa.evidence import Evidence
from qa.gathering import gather
from qa.question import understand
from vectorstore.embeddings import Embedder, load_embedder
from vectorstore.training.score import Half, in_half

# Near misses are about what the documents are about: no topical signal tells them apart.
_NEAR = "nearmiss"
_OFF_TOPIC = Path(__file__).parent / "offtopic.tsv"
_SHIPPED = "shipped"
# Written after the fixed set, without looking at it; nothing is ever reported on them.
_DEVELOPMENT = Path(__file__).parent / "development.jsonl"
# The share of everyday questions that the first rule lets through, so that with the others about
# one in seven is answered.
_LET_THROUGH = 0.17
_AS_GOOD = 0.002  # balanced accuracies that differ by no more are equal
_LOOSE = 30.0  # the inverse of the regularisation's strength
_SEED = 0
# Of each set, stores of so many paragraphs, and one of all.
_PARTS = (50, 150)
_LAW: tuple[tuple[Language, str], ...] = (("fr", "fr.codes.tsv.gz"), ("zh", "zh.laws.tsv.gz"))
_LAW_ROWS = 5_000
# Questions of each store: its own, of other families each, and everyday ones.
_OWN, _OTHERS, _EVERYDAY = 60, 4, 20
_OWN_OF_ALL = 30
_PASSAGES = 8
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Example:
    evidence: Evidence
    answerable: bool
    store: str
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class _Trial:
    """A store and the questions that are, or are not, about what is in it."""

    store: str
    passages: Sequence[Passage]
    own: Sequence[str]
    others: Sequence[str]


def calibrate(assistant: Assistant, folder: Path) -> dict[str, object]:
    """The rule for answering, with the rates found on tuning and reporting questions."""
    shipped = [*_asked(assistant, None), *_asked(assistant, _DEVELOPMENT)]
    everyday = [_Example(assistant.evidence(text), False, _SHIPPED) for text in _everyday()]
    embedder = load_embedder("bundled")
    sets = [*read_sets(folder / "eval")]
    elsewhere = [e for t in _trials(sets, folder, "tuning") for e in _examples(t, embedder)]
    rule = _fit_topic([e for e in shipped if not e.is_near], everyday, elsewhere)
    # The shipped questions alone have near misses.
    rule = _fit_least_met(shipped, rule)
    kept = [e for t in _trials(sets, folder, "reporting") for e in _examples(t, embedder)]
    return {
        "weights": rule.weights,
        "bias": rule.bias,
        "smallest": rule.smallest,
        "largest": rule.largest,
        "least met": rule.least_met,
        "shipped documents": {
            "tune split": _rates(list(_asked(assistant, None)), rule),
            "development questions": _rates(list(_asked(assistant, _DEVELOPMENT)), rule),
            "everyday questions answered": _rate_answered(everyday, rule),
        },
        "tuning halves": {name: _rates(some, rule) for name, some in _by_store(elsewhere)},
        "reporting halves": {name: _rates(some, rule) for name, some in _by_store(kept)},
    }


def _asked(assistant: Assistant, file: Path | None) -> Iterator[_Example]:
    questions = load_questions(file, known_paragraphs(assistant), "tune")
    for q in questions.questions:
        evidence = assistant.evidence(q.text, q.history)
        # Several questions in one are decided one by one.
        if not evidence.several:
            yield _Example(evidence, q.answerable, _SHIPPED, q.type == _NEAR)


def _everyday() -> list[str]:
    lines = _OFF_TOPIC.read_text("utf-8").splitlines()
    return [line.split("\t")[1] for line in lines if not line.startswith("#")]


def _trials(sets: Sequence[RetrievalSet], folder: Path, half: Half) -> Iterator[_Trial]:
    chance = random.Random(_SEED)
    asked = {s.name: [q for q in s.questions if in_half(q.id, half)] for s in sets}
    for one in sets:
        family = one.name.partition(".")[0]
        others = [
            question.text
            for name, questions in asked.items()
            if name.partition(".")[0] != family
            for question in chance.sample(questions, _OTHERS)
        ]
        for size in (*_PARTS, len(one.passages)):
            passages = chance.sample(one.passages, size)
            own = _about(asked[one.name], {p.id for p in passages})
            everyday = chance.sample(_everyday(), _EVERYDAY)
            yield _Trial(
                f"{size if size in _PARTS else 500} paragraphs",
                passages,
                [q.text for q in chance.sample(own, min(_OWN, len(own)))],
                [*others, *everyday],
            )
    every = list({p.text: p for one in sets for p in one.passages}.values())
    texts = [
        question.text
        for one in sets
        for question in chance.sample(asked[one.name], min(_OWN_OF_ALL, len(asked[one.name])))
    ]
    renamed = [_renamed(passage, at) for at, passage in enumerate(every)]
    yield _Trial("5000 paragraphs", renamed, texts, _everyday())
    law = [_renamed(p, len(every) + at) for at, p in enumerate(_law(folder))]
    yield _Trial("15000 paragraphs", [*renamed, *law], texts, _everyday())


def _about(questions: Sequence[RetrievalQuestion], ids: set[str]) -> list[RetrievalQuestion]:
    return [question for question in questions if ids.intersection(question.relevant)]


def _renamed(passage: Passage, at: int) -> Passage:
    return Passage(f"passage-{at}", passage.text, passage.language, passage.title)


def _law(folder: Path) -> Iterator[Passage]:
    for language, name in _LAW:
        with gzip.open(folder / "law" / name, "rt", encoding="utf-8") as lines:
            for at, line in zip(range(_LAW_ROWS), lines, strict=False):
                title, _, text = line.rstrip("\n").split("\t")
                if text.strip():
                    yield Passage(f"{language}-{at}", text, language, title)


def _examples(trial: _Trial, embedder: Embedder) -> Iterator[_Example]:
    logger.info("%s: %d passages", trial.store, len(trial.passages))
    with filled_store(trial.passages, embedder) as (store, _):
        for answerable, texts in ((True, trial.own), (False, trial.others)):
            for text in texts:
                evidence = gather(store, understand(text), _PASSAGES)
                if evidence.hits and not evidence.several:
                    yield _Example(evidence, answerable, trial.store)


def _fit_topic(
    shipped: Sequence[_Example], everyday: Sequence[_Example], elsewhere: Sequence[_Example]
) -> Calibration:
    """Logistic regression on the shipped documents; what larger stores need besides, on those."""
    from scipy.optimize import minimize
    from sklearn.linear_model import LogisticRegression

    names = list(shipped[0].evidence.features)

    def signals(examples: Sequence[_Example]) -> NDArray[np.float64]:
        return np.array([[e.evidence.features[name] for name in names] for e in examples])

    # The signals vary by a few tenths, so this regularises little.
    first = LogisticRegression(class_weight="balanced", C=_LOOSE)
    near = [*shipped, *everyday]
    first.fit(signals(near), [e.answerable for e in near])
    first.intercept_ -= np.quantile(first.decision_function(signals(everyday)), 1 - _LET_THROUGH)
    smallest = max(e.evidence.among for e in shipped)
    truth = np.array([e.answerable for e in elsewhere])
    known = first.decision_function(signals(elsewhere))
    sizes = np.log10([[max(1.0, e.evidence.among / smallest)] for e in elsewhere])
    inputs = sizes * np.hstack([signals(elsewhere), np.ones_like(sizes)])
    counts = Counter((e.store, e.answerable) for e in elsewhere)
    shares = np.array([1 / counts[e.store, e.answerable] for e in elsewhere])
    shares *= len(elsewhere) / shares.sum()

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        wrong = np.where(truth, -1.0, 1.0) * (known + inputs @ weights)
        value = shares @ np.logaddexp(0, wrong) + weights @ weights / (2 * _LOOSE)
        slope = shares * np.where(truth, -1.0, 1.0) / (1 + np.exp(-wrong))
        return float(value), inputs.T @ slope + weights / _LOOSE

    more = minimize(loss, np.zeros(len(names) + 1), jac=True).x
    fixed = [*first.coef_[0], float(first.intercept_[0])]
    pairs = [(round(float(x), 4), round(float(y), 4)) for x, y in zip(fixed, more, strict=True)]
    largest = max(e.evidence.among for e in elsewhere)
    weights = dict(zip(names, pairs[:-1], strict=True))
    return Calibration(weights, pairs[-1], smallest, largest, 0.0)


def _fit_least_met(examples: Sequence[_Example], rule: Calibration) -> Calibration:
    """The strictest of the thresholds within a fifth of a hundredth of the best balanced accuracy.

    The best alone would be an accident of a few questions; and of rules that are as good, the one
    that answers less beside the question is better.
    """
    rules = [replace(rule, least_met=round(0.05 * step, 2)) for step in range(15)]
    accuracy = [_rates(examples, one)["balanced accuracy"] for one in rules]
    best = max(accuracy)
    return max(
        (one for one, value in zip(rules, accuracy, strict=True) if value >= best - _AS_GOOD),
        key=lambda one: one.least_met,
    )


def _by_store(examples: Sequence[_Example]) -> list[tuple[str, list[_Example]]]:
    stores: dict[str, list[_Example]] = defaultdict(list)
    for example in examples:
        stores[example.store].append(example)
    return list(stores.items())


def _rate_answered(examples: Sequence[_Example], rule: Calibration) -> float:
    return round(float(np.mean([e.evidence.is_enough_by(rule) for e in examples])), 3)


def _rates(examples: Sequence[_Example], rule: Calibration) -> dict[str, float]:
    guess = np.array([e.evidence.is_enough_by(rule) for e in examples])
    truth = np.array([e.answerable for e in examples])
    false_answers, false_refusals = float(guess[~truth].mean()), float((~guess)[truth].mean())
    return {
        "false answers": round(false_answers, 3),
        "false refusals": round(false_refusals, 3),
        "balanced accuracy": round(balanced_accuracy(false_answers, false_refusals), 3),
    }


def main(arguments: Sequence[str]) -> None:
    """Calibrate on a fresh store and write the file."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    (folder,) = arguments
    with Assistant() as assistant:
        result: dict[str, Any] = calibrate(assistant, Path(folder))
    path = Path(qa.__file__).parent / CALIBRATION
    path.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    logger.info("%s", path.read_text("utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])
