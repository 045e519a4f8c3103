"""Retrieval on every question set of a folder, through the store that a user would have.

`python -m benchmarks.retrieval DATA_FOLDER [--half tuning|reporting] [--out FILE]`

DATA_FOLDER holds `eval/NAME.jsonl.gz` with `eval/NAME.paragraphs.jsonl.gz`. Measured are each
set as it is, French and English sets with one typo a question, and pools of two languages in
which the twin of the right paragraph is left out. Every question belongs to one of two halves
by a hash of its id: weights are chosen on the tuning half, the reporting half is for reports.
A table is written beside FILE in Markdown, and each set's fused ranking is compared with the
best of lexical, dense and soft alone by a paired randomisation test.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console

from qa.evaluation.beir import METRICS, SIGNALS, Figures, filled_store, means, measure, rank
from qa.evaluation.retrieval_sets import Passage, RetrievalQuestion, RetrievalSet, read_sets
from qa.evaluation.significance import p_value
from vectorstore.embeddings import Embedder, load_embedder
from vectorstore.training.score import Half, in_half
from vectorstore.training.typos import with_typo

HALVES: tuple[Half, ...] = ("tuning", "reporting")
SHOWN = ("R@1", "R@5", "R@10", "nDCG@10")
_COMPARED = ("R@1", "nDCG@10")
# Two sets whose paragraphs are each other's translation: `calaw-fr-7` and `calaw-en-7`.
_TWINS = {"calaw": ("fr", "en"), "msdyn": ("fr", "zh")}
_OUT = Path(__file__).parent / "results" / "retrieval.json"

Results = dict[str, dict[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Pool:
    """Passages, and the sets of questions that are asked of them."""

    passages: tuple[Passage, ...]
    questions: Mapping[str, tuple[RetrievalQuestion, ...]]


def pools(sets: Iterable[RetrievalSet]) -> Iterator[Pool]:
    """What is measured: one store is filled for each."""
    known = {one.name: one for one in sets}
    for name, one in known.items():
        asked = {name: one.questions}
        if name.endswith((".fr", ".en")):
            asked[f"{name} typo"] = tuple(
                replace(question, text=with_typo(question.text, question.id))
                for question in one.questions
            )
        yield Pool(one.passages, asked)
    for family, (first, second) in _TWINS.items():
        pair = [f"{family}.{first}", f"{family}.{second}"]
        if not all(name in known for name in pair):
            continue
        names = [*pair, f"{family}.{first}-{second}", f"{family}.{second}-{first}"]
        yield Pool(
            tuple(passage for name in pair for passage in known[name].passages),
            {
                f"{name} mixed": tuple(
                    _without_twin(question, first, second) for question in known[name].questions
                )
                for name in names
                if name in known
            },
        )


def _without_twin(question: RetrievalQuestion, first: str, second: str) -> RetrievalQuestion:
    other = {f"-{first}-": f"-{second}-", f"-{second}-": f"-{first}-"}
    twins = {
        gold.replace(here, there)
        for gold in question.relevant
        for here, there in other.items()
        if here in gold
    }
    return replace(question, left_out=frozenset(twins))


def run(sets: Iterable[RetrievalSet], embedder: Embedder, halves: Iterable[Half]) -> Results:
    """The figures of each set, by name and half, with the comparison of `fused`."""
    wanted = tuple(halves)
    results: Results = {}
    for pool in pools(sets):
        with filled_store(pool.passages, embedder) as (store, names):
            for name, questions in pool.questions.items():
                for half in wanted:
                    chosen = [q for q in questions if in_half(q.id, half)]
                    figures = measure(rank(store, names, chosen), chosen)
                    results.setdefault(name, {})[half] = _summary(figures)
    return results


def _summary(figures: Figures) -> dict[str, Any]:
    rows = {signal: means(values.values()) for signal, values in figures.items()}
    compared = {}
    for metric in _COMPARED:
        best = max((s for s in SIGNALS if s != "fused"), key=lambda s: rows[s][metric])
        p = p_value(*([row[metric] for row in figures[s].values()] for s in ("fused", best)))
        difference = rows["fused"][metric] - rows[best][metric]
        compared[metric] = {"best": best, "difference": difference, "p": p}
    return {"questions": len(figures["fused"]), "rows": rows, "fused against best": compared}


def averages(results: Results) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    """The means over sets, by kind, half and signal; every set counts the same."""
    kinds: dict[str, list[str]] = {}
    for name in results:
        kinds.setdefault(_kind(name), []).append(name)
    return {
        kind: {
            half: {
                signal: means(results[name][half]["rows"][signal] for name in names)
                for signal in SIGNALS
            }
            for half in results[names[0]]
        }
        for kind, names in kinds.items()
    }


def _kind(name: str) -> str:
    if name.endswith(" mixed"):
        return "mixed, other language" if "-" in name else "mixed, same language"
    return "one typo" if name.endswith(" typo") else "plain"


def markdown(results: Results, half: Half) -> str:
    """The table of one half, in percent."""
    head = " / ".join(SHOWN)
    lines = [
        f"### {half.capitalize()} half",
        "",
        f"{head}, in percent. Δ: fused against the best of the three alone, R@1 and nDCG@10 "
        "(* p < .05).",
        "",
        f"| set (questions) | {' | '.join(SIGNALS)} | Δ R@1 | Δ nDCG@10 |",
        f"| --- |{' --- |' * (len(SIGNALS) + 2)}",
    ]
    for name, halves in results.items():
        one = halves[half]
        cells = [_cell(one["rows"][signal]) for signal in SIGNALS]
        cells += [_difference(one["fused against best"][metric]) for metric in _COMPARED]
        lines.append(f"| {name} ({one['questions']}) | {' | '.join(cells)} |")
    for kind, by_half in averages(results).items():
        cells = [_cell(by_half[half][signal]) for signal in SIGNALS]
        lines.append(f"| **mean, {kind}** | {' | '.join(cells)} | | |")
    return "\n".join(lines) + "\n"


def _cell(row: Mapping[str, float]) -> str:
    return " / ".join(f"{100 * row[metric]:.1f}" for metric in SHOWN)


def _difference(compared: Mapping[str, Any]) -> str:
    star = "*" if compared["p"] < 0.05 else ""
    return f"{100 * compared['difference']:+.1f}{star}"


def main() -> None:
    """Measure, print the tables and write both files."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval")
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("--half", choices=HALVES, help="only this half (default: both)")
    parser.add_argument("--model", default="bundled", help="as ALINEA_EMBEDDING")
    parser.add_argument("--out", type=Path, default=_OUT)
    options = parser.parse_args()
    halves: tuple[Half, ...] = (options.half,) if options.half else HALVES
    embedder = load_embedder(options.model)
    results = run(read_sets(options.data / "eval"), embedder, halves)
    data = {
        "embedding": {"name": embedder.name, "fingerprint": embedder.fingerprint},
        "metrics": METRICS,
        "means": averages(results),
        "sets": results,
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", "utf-8")
    tables = "\n".join(markdown(results, half) for half in halves)
    options.out.with_suffix(".md").write_text(f"## Retrieval\n\n{tables}", "utf-8")
    Console(width=200, markup=False).print(tables)


if __name__ == "__main__":
    main()
