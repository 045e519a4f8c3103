"""Measures an embedding model on the retrieval sets of a data folder.

``python -m vectorstore.training.score DATA_FOLDER [--model FOLDER] [--half tuning|reporting]``

Every question has one right paragraph, and every question belongs to one of two halves by a hash
of its id: choose with the tuning half, report the other.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from vectorstore.embeddings import BundledEmbedder, Embedder, unit_rows

Half = Literal["tuning", "reporting"]
Scores = NDArray[np.float32]

_QUESTIONS = ".jsonl.gz"
_PARAGRAPHS = ".paragraphs.jsonl.gz"


@dataclass(frozen=True)
class QuestionSet:
    """Questions, the paragraphs to search, and the index of each question's right paragraph."""

    name: str
    questions: tuple[str, ...]
    paragraphs: tuple[str, ...]
    gold: NDArray[np.int64]


@dataclass(frozen=True)
class Figures:
    """Means over the questions of one set, in percent."""

    name: str
    questions: int
    recall_at_1: float
    recall_at_5: float
    recall_at_10: float
    ndcg_at_10: float


def in_half(question_id: str, half: Half) -> bool:
    """Tell whether a question belongs to ``half``; the same for ever, whatever the order."""
    tuning = hashlib.sha256(question_id.encode()).digest()[0] % 2 == 0
    return tuning == (half == "tuning")


def read_question_sets(folder: Path, half: Half, limit: int | None = None) -> list[QuestionSet]:
    """Read every set under ``folder/eval``, its first ``limit`` questions of ``half`` only."""
    files = sorted(f for f in (folder / "eval").glob(f"*{_QUESTIONS}") if _PARAGRAPHS not in f.name)
    return [_read(file, half, limit) for file in files]


def _read(file: Path, half: Half, limit: int | None) -> QuestionSet:
    name = file.name.removesuffix(_QUESTIONS)
    paragraphs = list(_lines(file.with_name(name + _PARAGRAPHS)))
    index = {paragraph["paragraph_id"]: i for i, paragraph in enumerate(paragraphs)}
    kept = [line for line in _lines(file) if in_half(str(line["id"]), half)][:limit]
    return QuestionSet(
        name=name,
        questions=tuple(line["question"] for line in kept),
        paragraphs=tuple(paragraph["text"] for paragraph in paragraphs),
        gold=np.asarray([index[line["paragraph_id"]] for line in kept], dtype=np.int64),
    )


def _lines(file: Path) -> Iterator[dict[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def figures(questions: QuestionSet, scores: Scores) -> Figures:
    """Return the figures of a score matrix, shape ``(questions, paragraphs)``.

    A paragraph that ties with the right one counts as half a place before it. (ir-measures, which
    breaks ties by paragraph id, would reward or punish a model for the order of the file.)
    """
    gold = scores[np.arange(len(scores)), questions.gold][:, None]
    ties = (scores == gold).sum(axis=1) - 1
    ranks = 1 + (scores > gold).sum(axis=1) + ties / 2
    gains = np.where(ranks <= 10, 1 / np.log2(ranks + 1), 0.0)
    one, five, ten = (100 * float((ranks <= k).mean()) for k in (1, 5, 10))
    return Figures(questions.name, len(ranks), one, five, ten, 100 * float(gains.mean()))


def dense_scores(embedder: Embedder, questions: QuestionSet) -> Scores:
    """Return the cosine of every question with every paragraph."""
    left = embedder.embed_queries(questions.questions)
    return left @ embedder.embed_documents(questions.paragraphs).T


def soft_scores(embedder: BundledEmbedder, questions: QuestionSet) -> Scores:
    """Return ``max_similarity`` of every question with every paragraph, computed all at once."""
    tokens = [unit_rows(embedder.token_vectors(text)) for text in questions.paragraphs]
    filled = [i for i, rows in enumerate(tokens) if len(rows)]
    starts = np.cumsum([0, *(len(tokens[i]) for i in filled[:-1])])
    everything = np.concatenate([tokens[i] for i in filled])
    scores = np.zeros((len(questions.questions), len(tokens)), dtype=np.float32)
    for row, question in zip(scores, questions.questions, strict=True):
        rows = embedder.token_vectors(question)
        weights = np.einsum("ij,ij->i", rows, rows)
        if len(rows):
            best = np.maximum.reduceat(unit_rows(rows) @ everything.T, starts, axis=1)
            row[filled] = weights @ np.maximum(best, 0) / weights.sum()
    return scores


def measure(
    sets: Sequence[QuestionSet], score: Callable[[QuestionSet], Scores]
) -> tuple[Figures, ...]:
    """Return the figures of each set and, last, their mean with every set counted once."""
    rows = [figures(questions, score(questions)) for questions in sets]
    columns = [(f.recall_at_1, f.recall_at_5, f.recall_at_10, f.ndcg_at_10) for f in rows]
    one, five, ten, gain = (float(value) for value in np.mean(columns, axis=0))
    return (*rows, Figures("mean", sum(f.questions for f in rows), one, five, ten, gain))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one table for the mean vector and, with ``--soft``, one for soft matching."""
    parser = argparse.ArgumentParser(prog="python -m vectorstore.training.score")
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("--model", type=Path, help="a model folder (default: the bundled one)")
    parser.add_argument("--half", choices=("tuning", "reporting"), default="tuning")
    parser.add_argument("--limit", type=int, help="at most this many questions of each set")
    parser.add_argument("--soft", action="store_true", help="measure soft matching as well")
    options = parser.parse_args(arguments)
    embedder = BundledEmbedder(options.model)
    sets = read_question_sets(options.data, options.half, options.limit)
    console = Console()
    console.print(_table("dense", measure(sets, lambda s: dense_scores(embedder, s))))
    if options.soft:
        console.print(_table("soft", measure(sets, lambda s: soft_scores(embedder, s))))


def _table(title: str, rows: Sequence[Figures]) -> Table:
    table = Table(title=title)
    for heading in ("set", "questions", "R@1", "R@5", "R@10", "nDCG@10"):
        table.add_column(heading, justify="left" if heading == "set" else "right")
    for f in rows:
        values = (f.recall_at_1, f.recall_at_5, f.recall_at_10, f.ndcg_at_10)
        table.add_row(f.name, str(f.questions), *(f"{value:.1f}" for value in values))
    return table


if __name__ == "__main__":
    main()
