"""Ask every question of a set, and measure the answers."""

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus import LANGUAGES
from qa.answer import Answer
from qa.assistant import Assistant
from qa.evaluation.metrics import (
    balanced_accuracy,
    citation_precision,
    citation_recall,
    f1,
    fact_coverage,
    mean,
)
from qa.evaluation.questions import Question, load_questions
from qa.question import understand

_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One question with what came of it; `ranking` are the retrieved paragraphs, best first."""

    id: str
    language: str
    type: str
    question: str
    answerable: bool
    gold: tuple[str, ...]
    ranking: tuple[str, ...]
    cited: tuple[str, ...]
    abstained: bool
    answer_language: str
    precision: float
    recall: float
    facts: float
    text: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """The metrics of a run, over all questions and by language, and every question's row.

    `metrics["all"]["recall@5"]` is a float in [0, 1], NaN where no question has that metric.
    """

    questions: str
    sha256: str
    split: str | None
    settings: dict[str, str]
    metrics: dict[str, dict[str, float]]
    rows: tuple[Row, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain data; NaN, which JSON does not have, is None."""
        metrics = {
            group: {name: None if math.isnan(value) else value for name, value in values.items()}
            for group, values in self.metrics.items()
        }
        return {**asdict(self), "metrics": metrics}


def evaluate(
    assistant: Assistant,
    questions: Path | None = None,
    *,
    split: str | None = None,
    progress: Callable[[Sequence[Question]], Iterable[Question]] = iter,
) -> Report:
    """Run the question set (the shipped one by default) and measure it.

    Raises:
        QuestionSetError: the file cannot be used.
    """
    chosen = load_questions(questions, known_paragraphs(assistant), split)
    rows = tuple(_row(assistant, question) for question in progress(chosen.questions))
    groups: dict[str, tuple[Row, ...]] = {"all": rows}
    groups |= {code: _of(rows, code) for code in LANGUAGES}
    settings = assistant.settings
    models = {"embedding": settings.embedding, "llm": settings.llm}
    if settings.reranker:
        models["reranker"] = settings.reranker
    return Report(
        questions=chosen.name,
        sha256=chosen.sha256,
        split=split,
        settings=models,
        metrics={name: _metrics(group) for name, group in groups.items() if group},
        rows=rows,
    )


def known_paragraphs(assistant: Assistant) -> frozenset[str]:
    """The ids of all paragraphs in the store."""
    return frozenset(
        paragraph.id
        for record in assistant.documents()
        for paragraph in assistant.document(record.id).paragraphs
    )


def _of(rows: Sequence[Row], language: str) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.language == language)


def _row(assistant: Assistant, question: Question) -> Row:
    started = time.perf_counter()
    answer = assistant.ask(question.text, history=question.history)
    seconds = time.perf_counter() - started
    query = understand(question.text, question.history).text
    ranking = tuple(hit.paragraph.id for hit in assistant.search(query, k=_DEPTH))
    cited = tuple(dict.fromkeys(citation.paragraph_id for citation in answer.citations))
    return Row(
        id=question.id,
        language=question.language,
        type=question.type,
        question=question.text,
        answerable=question.answerable,
        gold=tuple(sorted(question.gold)),
        ranking=ranking,
        cited=cited,
        abstained=answer.abstained,
        answer_language=answer.language,
        precision=citation_precision(cited, question.gold, question.acceptable),
        recall=citation_recall(cited, question.gold) if question.gold else 0.0,
        facts=fact_coverage(_said(answer), question.facts),
        text=answer.text,
        seconds=seconds,
    )


def _said(answer: Answer) -> str:
    return "" if answer.abstained else answer.text


def _metrics(rows: Sequence[Row]) -> dict[str, float]:
    answerable = [row for row in rows if row.answerable]
    answered = [row for row in answerable if not row.abstained]
    unanswerable = [row for row in rows if not row.answerable]
    false_answers = mean(not row.abstained for row in unanswerable)
    false_refusals = mean(row.abstained for row in answerable)
    precision = mean(row.precision for row in answered)
    recall = mean(row.recall for row in answerable)
    return {
        "questions": len(rows),
        **_ranking_metrics(answerable),
        "citation precision": precision,
        "citation recall": recall,
        "citation F1": f1(precision, recall),
        "facts": mean(row.facts for row in answerable),
        "false answers": false_answers,
        "false refusals": false_refusals,
        "balanced accuracy": balanced_accuracy(false_answers, false_refusals),
        "right language": mean(row.answer_language == row.language for row in rows),
    }


def _ranking_metrics(rows: Sequence[Row]) -> dict[str, float]:
    import ir_measures
    from ir_measures import RR, R, nDCG

    if not rows:
        return {}
    qrels = {row.id: dict.fromkeys(row.gold, 1) for row in rows}
    run = {
        row.id: {paragraph: -float(rank) for rank, paragraph in enumerate(row.ranking)}
        for row in rows
    }
    wanted = {"recall@1": R @ 1, "recall@5": R @ 5, "MRR": RR, "nDCG@10": nDCG @ 10}
    found = ir_measures.calc_aggregate(wanted.values(), qrels, run)
    return {name: float(found[measure]) for name, measure in wanted.items()}
