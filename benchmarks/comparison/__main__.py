"""Alinéa, the recipe of LangChain's tutorials, and BM25: the same questions in one run.

`python -m benchmarks.comparison DATA_FOLDER [--questions 300] [--out FILE]` (needs the extra
`bench`) measures, on the fixed question set and on each set of DATA_FOLDER/eval:

- recall@5 of paragraphs, by language. A chunk of the recipe counts as all paragraphs that it
  holds at least half of, so that its five chunks may stand for more than five paragraphs.
- citation precision and recall of the same extractive writer on what each system finds; nobody
  abstains, and only answerable questions are asked.
- ingest rate, warm search, cold start and memory of one question, and installed size.

The reporting halves alone are asked of the larger sets. Times are ratios to Alinéa's.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.comparison.systems import SYSTEMS
from corpus import shipped_documents
from qa.citations import Citations
from qa.evaluation.metrics import citation_precision, citation_recall
from qa.evaluation.questions import load_questions
from qa.evaluation.retrieval_sets import as_document, read_sets
from qa.evidence import Evidence
from qa.extractive import write_extract
from qa.question import understand
from qa.sentences import scored_sentences
from vectorstore.embeddings import load_embedder
from vectorstore.folder_store import FolderStore
from vectorstore.search import Hit
from vectorstore.store import Store
from vectorstore.training.score import in_half

_OUT = Path(__file__).parents[1] / "results" / "comparison.json"
_K = 5

Table = dict[str, dict[str, Any]]


def fixed_set(store: Store) -> Table:
    """Recall of paragraphs and quality of citations on the answerable shipped questions."""
    documents = list(shipped_documents())
    paragraphs = {p.id: p for document in documents for p in document.paragraphs}
    asked = [q for q in load_questions(None, paragraphs).questions if q.gold and not q.history]
    # Titles and dates stand in head blocks, which only Alinéa treats as such.
    asked = [q for q in asked if understand(q.text).kind != "metadata"]
    table: Table = {}
    for name, make in SYSTEMS.items():
        system = make()
        system.fill(documents)
        rows: dict[str, list[tuple[float, float | None, float]]] = defaultdict(list)
        for question in asked:
            inquiry = understand(question.text)
            ranked = system.ranked(inquiry.sought, _K)
            found = [name for name in ranked if name in paragraphs][:_K]
            recall = len(set(ranked) & set(question.gold)) / len(question.gold)
            hits = tuple(
                Hit(paragraphs[name], 1.0 - 0.1 * place, *[0.0] * 5)
                for place, name in enumerate(found)
            )
            cited: tuple[str, ...] = ()
            if hits:
                citations = Citations(inquiry.language)
                sentences = tuple(scored_sentences(inquiry, hits, store))
                list(write_extract(Evidence(inquiry, hits, hits, sentences=sentences), citations))
                cited = tuple(citation.paragraph_id for citation in citations.all())
            precision = citation_precision(cited, question.gold, question.acceptable)
            row = (recall, precision, citation_recall(cited, question.gold))
            rows[question.language].append(row)
            rows["all"].append(row)
        system.close()
        table[name] = {
            f"{title}, {language}": _mean(row[at] for row in rows[language])
            for at, title in enumerate(("recall@5", "citation precision", "citation recall"))
            for language in ("all", "fr", "en", "zh")
        }
        table[name]["questions"] = len(asked)
    return table


def large_sets(folder: Path, most: int) -> tuple[Table, Table]:
    """recall@5 on each set, and what it took: passages a second, milliseconds a search."""
    recall: Table = defaultdict(dict)
    rates: dict[str, list[float]] = defaultdict(list)
    waits: dict[str, list[float]] = defaultdict(list)
    for one in read_sets(folder / "eval"):
        questions = [q for q in one.questions if in_half(q.id, "reporting")][:most]
        files = [as_document(f"set-{at}", [passage]) for at, passage in enumerate(one.passages)]
        names = {file.paragraphs[0].id: p.id for file, p in zip(files, one.passages, strict=True)}
        for name, make in SYSTEMS.items():
            system = make()
            begun = time.perf_counter()
            system.fill(files)
            rates[name].append(len(one.passages) / (time.perf_counter() - begun))
            hits = 0
            for question in questions:
                begun = time.perf_counter()
                found = system.ranked(question.text, _K)
                waits[name].append((time.perf_counter() - begun) * 1000)
                hits += any(names[paragraph] in question.relevant for paragraph in found)
            recall[name][one.name] = round(hits / len(questions), 4)
            system.close()
    speed = {
        name: {
            "ingest, passages/s": round(statistics.median(rates[name]), 1),
            "warm search p50, ms": round(statistics.median(waits[name]), 2),
        }
        for name in SYSTEMS
    }
    return dict(recall), speed


def _mean(values: Iterable[float | None]) -> float:
    kept = [value for value in values if value is not None]
    return round(statistics.fmean(kept), 4) if kept else 0.0


def table_of(result: dict[str, Any]) -> str:
    """The result in Markdown."""
    lines = ["# Comparison", "", "`python -m benchmarks.comparison DATA_FOLDER`, in one run.", ""]
    names = list(SYSTEMS)
    for title, table in result["tables"].items():
        lines += [f"## {title}", "", f"| | {' | '.join(names)} |", "| --- " * 4 + "|"]
        for row in table[names[0]]:
            lines.append(f"| {row} | {' | '.join(str(table[name].get(row)) for name in names)} |")
        lines.append("")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure everything, print it, and write the result with a table beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--questions", type=int, default=300, help="of each larger set")
    parser.add_argument("--out", type=Path, default=_OUT)
    options = parser.parse_args(arguments)
    os.environ["TQDM_DISABLE"] = "1"
    with tempfile.TemporaryDirectory() as home:
        store = FolderStore(Path(home), load_embedder("bundled"))
        store.add(list(shipped_documents()))
        fixed = fixed_set(store)
        store.close()
    recall, speed = large_sets(options.data, options.questions)
    # In a small process: a child's peak memory begins with its parent's.
    command = [sys.executable, "-m", "benchmarks.comparison.costs"]
    said = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    costs = {name: {**speed[name], **said[name]} for name in SYSTEMS}
    result = {
        "cores": os.cpu_count(),
        "tables": {
            "The fixed question set": fixed,
            "recall@5 on larger sets": recall,
            "What it takes": costs,
        },
    }
    options.out.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
    text = table_of(result)
    options.out.with_suffix(".md").write_text(text, "utf-8")
    Console().print(text)


if __name__ == "__main__":
    main()
