"""How long a search takes in 10,000 paragraphs, beside the bare calls it cannot do without.

`python -m benchmarks.retrieval_speed DATA_FOLDER [--paragraphs 10000] [--out FILE]`

DATA_FOLDER holds `law/fr.codes.tsv.gz` and `law/zh.laws.tsv.gz` (articles, half of the
paragraphs each) and question sets in `eval/`. For every question, in turn: the whole search; a
search without soft matching; and one Chroma query and one tantivy query for as many paragraphs with
their texts, prepared and with nothing around them. A search remembers the rows that it has read:
"first" is one that has read none, "again" one that has. Each time is the best of three.
"""

import argparse
import gzip
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console

from corpus import Language, detect_language
from qa.evaluation.beir import filled_store
from qa.evaluation.retrieval_sets import Passage, read_sets
from vectorstore.embeddings import BundledEmbedder, Embedder, Vectors
from vectorstore.search import CANDIDATES, search
from vectorstore.store import Store

_OUT = Path(__file__).parent / "results" / "retrieval_speed.json"
_LAWS: dict[Language, tuple[str, int]] = {
    "fr": ("fr.codes.tsv.gz", 11),
    "zh": ("zh.laws.tsv.gz", 28),
}
_ROUNDS = 3


class WithoutTokens:
    """The bundled model, but for its tokens: searches then do without soft matching."""

    def __init__(self, model: Embedder) -> None:
        self._model = model
        self.name = model.name
        self.fingerprint = model.fingerprint
        self.dimension = model.dimension

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """As the model."""
        return self._model.embed_queries(texts)

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """As the model."""
        return self._model.embed_documents(texts)


def articles(folder: Path, count: int) -> list[Passage]:
    """`count` articles, French and Chinese by turns."""
    columns = [list(islice(_law(folder, code), count // 2)) for code in _LAWS]
    return [passage for pair in zip(*columns, strict=True) for passage in pair]


def _law(folder: Path, language: Language) -> Iterator[Passage]:
    name, step = _LAWS[language]
    with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            text = line.rstrip("\n").split("\t")[-1]
            if number % step == 0 and text:
                yield Passage(f"{language}-{number}", text, language)


def questions(folder: Path, count: int) -> list[str]:
    """`count` questions, spread over all sets."""
    every = [question.text for one in read_sets(folder) for question in one.questions]
    return every[:: max(1, len(every) // count)][:count]


def bare_calls(store: Store, question: str) -> Callable[[], None]:
    """What Chroma and tantivy need for their own best paragraphs, texts included: only calls."""
    language = detect_language(question)
    vector = store.embedder.embed_queries([question])
    fields = ["documents", "metadatas", "distances"]
    with store.reading() as (_, vectors, lexical):
        collection: Any = vectors._collection
        searcher = lexical._index.searcher()
        query = lexical._query(searcher, question, language, None)

    def call() -> None:
        collection.query(query_embeddings=vector, n_results=CANDIDATES, include=fields)
        if query is not None:
            hits = searcher.search(query, CANDIDATES, count=False).hits
            _ = [searcher.doc(address) for _, address in hits]

    return call


def measure(store: Store, asked: Sequence[str]) -> dict[str, float]:
    """Medians over the questions, in milliseconds and as ratios to the bare calls."""
    model = store.embedder
    variants = {"search": model, "search without soft matching": WithoutTokens(model)}
    times: dict[str, list[float]] = {}
    for question in asked:
        call = bare_calls(store, question)
        times.setdefault("bare calls", []).append(best(call, _ROUNDS))
        for name, embedder in variants.items():
            store.embedder = embedder
            ask = partial(search, store, question)
            first = best(ask, _ROUNDS, before=partial(_forget, store))
            times.setdefault(f"{name}, first", []).append(first)
            times.setdefault(f"{name}, again", []).append(best(ask, _ROUNDS))
        store.embedder = model
    medians = {name: statistics.median(values) for name, values in times.items()}
    ratios = {f"{n} / bare calls": ms / medians["bare calls"] for n, ms in medians.items()}
    tails = {f"{n}, p95": statistics.quantiles(v, n=20)[-1] for n, v in times.items()}
    return {name: round(value, 2) for name, value in (medians | tails | ratios).items()}


def best(call: Callable[[], Any], rounds: int, before: Callable[[], None] = lambda: None) -> float:
    """Milliseconds of the fastest of `rounds` calls; `before` is called before each, untimed."""
    shortest = float("inf")
    for _ in range(rounds):
        before()
        started = time.perf_counter()
        call()
        shortest = min(shortest, 1000 * (time.perf_counter() - started))
    return shortest


def _forget(store: Store) -> None:
    with store.reading() as (_, _, lexical):
        lexical._remembered = {}


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval_speed")
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("--paragraphs", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--out", type=Path, default=_OUT)
    options = parser.parse_args()
    model = BundledEmbedder()
    passages = articles(options.data / "law", options.paragraphs)
    asked = questions(options.data / "eval", options.questions)
    with filled_store(passages, model) as (store, _):
        for question in asked[:5]:
            search(store, question)
        figures = measure(store, asked)
    data = {"paragraphs": len(passages), "questions": len(asked), "cores": os.cpu_count()}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(data | {"milliseconds (p50)": figures}, indent=1) + "\n")
    Console().print(data, figures)


if __name__ == "__main__":
    main()
