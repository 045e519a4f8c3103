"""Measure retrieval alone, on questions whose right paragraphs are known.

`evaluate_folder` takes a folder in BEIR's layout (Thakur et al., NeurIPS 2021) or one with pairs
of `NAME.jsonl.gz` and `NAME.paragraphs.jsonl.gz`. The paragraphs are put into a temporary store
and searched as any document would be.
"""

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qa.evaluation.ranking import ranking_figures
from qa.evaluation.retrieval_sets import Passage, RetrievalQuestion, as_document, read_sets
from vectorstore.embeddings import Embedder
from vectorstore.folder_store import FolderStore
from vectorstore.progress import Progress
from vectorstore.reranking import Reranker, rerank
from vectorstore.search import Hit, candidates
from vectorstore.store import Store

# Rankings hold ten passages.
_MEASURES = {"R@1": "R@1", "R@5": "R@5", "R@10": "R@10", "nDCG@10": "nDCG@10", "MRR@10": "RR"}
METRICS = tuple(_MEASURES)
SIGNALS: dict[str, Callable[[Hit], float]] = {
    "lexical": lambda hit: hit.lexical,
    "dense": lambda hit: hit.dense,
    "soft": lambda hit: hit.soft,
    "sentence": lambda hit: hit.sentence,
    "concepts": lambda hit: hit.concepts,
    "fused": lambda hit: hit.score,
}
RERANKED = "reranked"
_DEPTH = 10
_PASSAGES_A_DOCUMENT = 2000

# How each question fares: by signal, question id and metric.
Figures = Mapping[str, Mapping[str, Mapping[str, float]]]
# The best passages of each question by one signal, best first: by question id.
Rankings = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class SetResult:
    """The means of one set: `rows["fused"]["R@1"]` is a float in [0, 1]."""

    name: str
    questions: int
    passages: int
    rows: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """The results of all sets in a folder, and the models they were found with."""

    embedding: str
    fingerprint: str
    reranker: str | None
    sets: tuple[SetResult, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def evaluate_folder(
    folder: Path,
    embedder: Embedder,
    reranker: Reranker | None = None,
    progress: Progress | None = None,
) -> RetrievalReport:
    """Measure lexical, dense, soft and fused ranking on every set in `folder`.

    With a reranker there is one more row, for the order that it gives to the best of the fusion.

    The three signals alone rank the candidates of the fusion, which hold the best 40 by words
    and the 40 nearest by meaning, so that only soft matching sees fewer than all passages.
    `progress` is told how far the indexing of each set is.

    Raises:
        QuestionSetError: there is no set, or one is malformed.
    """
    results = []
    for one in read_sets(folder):
        with filled_store(one.passages, embedder, progress) as (store, names):
            rankings = rank(store, names, one.questions, reranker)
        figures = measure(rankings, one.questions)
        rows = {signal: means(of_one.values()) for signal, of_one in figures.items()}
        results.append(SetResult(one.name, len(one.questions), len(one.passages), rows))
    name = reranker.name if reranker else None
    return RetrievalReport(embedder.name, embedder.fingerprint, name, tuple(results))


@contextmanager
def filled_store(
    passages: Sequence[Passage], embedder: Embedder, progress: Progress | None = None
) -> Iterator[tuple[Store, dict[str, str]]]:
    """A temporary store with `passages`, and their ids by the ids of the store's paragraphs."""
    with tempfile.TemporaryDirectory(prefix="alinea-") as folder:
        store = FolderStore(Path(folder), embedder, progress=progress)
        try:
            starts = range(0, len(passages), _PASSAGES_A_DOCUMENT)
            parts = [passages[start : start + _PASSAGES_A_DOCUMENT] for start in starts]
            documents = [as_document(f"part-{i}", part) for i, part in enumerate(parts)]
            store.add(documents)
            paragraphs = (p for document in documents for p in document.paragraphs)
            pairs = zip(paragraphs, passages, strict=True)
            yield store, {paragraph.id: passage.id for paragraph, passage in pairs}
        finally:
            store.close()


def rank(
    store: Store,
    names: Mapping[str, str],
    questions: Iterable[RetrievalQuestion],
    reranker: Reranker | None = None,
) -> dict[str, Rankings]:
    """The best ten passages of each question, by signal; `names` are the ids of passages.

    What a signal finds nothing in is not in its ranking. Ties go by a hash of question and
    passage: by chance, but the same every time, so that no order of a file helps or hurts.
    """
    rows = [*SIGNALS, RERANKED] if reranker else SIGNALS
    rankings: dict[str, Rankings] = {row: {} for row in rows}
    for question in questions:
        hits = candidates(store, question.text)
        hits = [hit for hit in hits if names[hit.paragraph.id] not in question.left_out]
        hits.sort(key=lambda hit: _chance(question.id, names[hit.paragraph.id]))
        found = {
            signal: sorted((hit for hit in hits if value(hit) > 0), key=value, reverse=True)
            for signal, value in SIGNALS.items()
        }
        if reranker:
            found[RERANKED] = rerank(reranker, question.text, found["fused"])
        for row, ranked in found.items():
            rankings[row][question.id] = [names[hit.paragraph.id] for hit in ranked[:_DEPTH]]
    return rankings


def _chance(question: str, passage: str) -> bytes:
    return hashlib.sha256(f"{question}\t{passage}".encode()).digest()


def measure(rankings: Mapping[str, Rankings], questions: Iterable[RetrievalQuestion]) -> Figures:
    """Every metric of every question, by signal."""
    judged = {question.id: question.relevant for question in questions}
    return {
        signal: ranking_figures(ranking, judged, _MEASURES) for signal, ranking in rankings.items()
    }


def means(figures: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The mean of each metric over questions or sets."""
    rows = list(figures)
    return {name: sum(row[name] for row in rows) / max(1, len(rows)) for name in METRICS}


def format_retrieval(report: RetrievalReport) -> str:
    """The results as a table: a line a set and row, one column a metric."""
    models = f"embedding {report.embedding}"
    if report.reranker:
        models += f", reranker {report.reranker}"
    lines = [models, f"{'':<34}" + "".join(f"{m:>9}" for m in METRICS)]
    for one in report.sets:
        for signal, values in one.rows.items():
            head = f"{one.name} ({one.questions})" if signal == "lexical" else ""
            cells = "".join(f"{values[metric]:>9.3f}" for metric in METRICS)
            lines.append(f"{head:<25} {signal:<8}{cells}")
    return "\n".join(lines)
