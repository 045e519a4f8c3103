"""What came of a question, in a word, and what went wrong, in sentences."""

import re
from typing import Literal

from qa.evaluation.row import Row

Result = Literal["right", "partly right", "wrong", "false refusal", "right refusal", "false answer"]
RESULTS: dict[Result, str] = {
    "right": "cites every gold paragraph and no wrong one, and states every key fact",
    "partly right": "cites a right paragraph, but something is missing or too much",
    "wrong": "answers from other paragraphs only",
    "false refusal": "abstains, though the documents answer",
    "right refusal": "abstains, and the documents do not answer",
    "false answer": "answers, though the documents do not",
}


def result(row: Row) -> Result:
    """What came of the question; `RESULTS` says what each word means."""
    if not row.answerable:
        return "right refusal" if row.abstained else "false answer"
    if row.abstained:
        return "false refusal"
    sought = ("citation precision", "citation recall", "facts")
    if all(row.figures[name] == 1 for name in sought):
        return "right"
    return "partly right" if row.figures["citation precision"] > 0 else "wrong"


def what_went_wrong(row: Row) -> list[str]:
    """One sentence a shortcoming; empty where there is none."""
    found = []
    if row.abstained and row.answerable:
        found.append(f"Abstains, though {_listed(row.gold)} answers it.")
    elif not row.abstained and not row.answerable:
        found.append("Answers, though no paragraph does.")
    if not row.abstained and row.answerable:
        found += _citations(row) + _facts(row)
    found += [
        f"{paragraph} is not found: {_rank(row, paragraph)}."
        for paragraph in row.gold
        if paragraph not in row.ranking[:5]
    ]
    if row.figures["right language"] < 1:
        found.append(f"Answers in {row.answer_language!r} instead of {row.language!r}.")
    if row.figures.get("unsupported"):
        share = row.figures["unsupported"]
        found.append(f"{share:.0%} of its sentences are supported by no paragraph.")
    return found


def _citations(row: Row) -> list[str]:
    allowed = {*row.gold, *row.acceptable}
    wrong = [paragraph for paragraph in row.cited if paragraph not in allowed]
    missing = [paragraph for paragraph in row.gold if paragraph not in row.cited]
    found = []
    if wrong:
        found.append(f"Cites {_listed(wrong)}, which does not answer.")
    if missing:
        ranks = ", ".join(_rank(row, paragraph) for paragraph in missing)
        found.append(f"Does not cite {_listed(missing)} ({ranks}).")
    return found


def _facts(row: Row) -> list[str]:
    missing = [fact for fact in row.facts if not re.search(fact, row.text, re.IGNORECASE)]
    return [f"Does not state: {fact}" for fact in missing]


def _rank(row: Row, paragraph: str) -> str:
    if paragraph in row.ranking:
        return f"ranked {row.ranking.index(paragraph) + 1}"
    return f"not among the first {len(row.ranking)}"


def _listed(paragraphs: tuple[str, ...] | list[str]) -> str:
    return ", ".join(paragraphs)
