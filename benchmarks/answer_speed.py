"""How long an extractive answer takes in 10,000 paragraphs, beside the search that it begins with.

`python -m benchmarks.answer_speed DATA_FOLDER [--paragraphs 10000] [--out FILE]`

The store holds the shipped documents and articles of `DATA_FOLDER/law` (French and Chinese, half
each). Asked are the fixed question set and questions of `DATA_FOLDER/eval`: each is timed when it
is asked first, and again, the best of two, when its paragraphs are remembered. Milliseconds, and as
ratios to the search alone.
"""

import argparse
import json
import os
import statistics
import tempfile
from functools import partial
from pathlib import Path

from rich.console import Console

from benchmarks.chat_load import questions as fixed_questions
from benchmarks.retrieval_speed import articles, best
from benchmarks.retrieval_speed import questions as law_questions
from qa import Assistant
from qa.evaluation.retrieval_sets import as_document

_OUT = Path(__file__).parent / "results" / "answer_speed.json"
_A_DOCUMENT = 500
_ROUNDS = 2


def fill(assistant: Assistant, data: Path, count: int) -> None:
    """Add `count` articles, several hundred a document."""
    laws = articles(data / "law", count)
    parts = [laws[at : at + _A_DOCUMENT] for at in range(0, len(laws), _A_DOCUMENT)]
    assistant._store.add([as_document(f"laws-{n}", part) for n, part in enumerate(parts, 1)])


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.answer_speed")
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("--paragraphs", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=150)
    parser.add_argument("--out", type=Path, default=_OUT)
    given = parser.parse_args()
    asked = [
        *fixed_questions(given.questions),
        *law_questions(given.data / "eval", given.questions),
    ]
    times: dict[str, list[float]] = {"search": [], "first answer": [], "answer": []}
    with tempfile.TemporaryDirectory(prefix="alinea-") as name, Assistant(home=name) as assistant:
        fill(assistant, given.data, given.paragraphs)
        assistant.ask(asked[0])  # loads what is loaded once
        for question in asked:
            times["first answer"].append(best(partial(assistant.ask, question), 1))
        for question in asked:
            times["search"].append(best(partial(assistant.search, question), _ROUNDS))
            times["answer"].append(best(partial(assistant.ask, question), _ROUNDS))
    report: dict[str, float] = {}
    for what, values in times.items():
        report[f"{what}, p50"] = statistics.median(values)
        report[f"{what}, p95"] = statistics.quantiles(values, n=20)[-1]
    report["answer / search, p50"] = report["answer, p50"] / report["search, p50"]
    data = {"paragraphs": given.paragraphs, "questions": len(asked), "cores": os.cpu_count()}
    figures = {name: round(value, 2) for name, value in report.items()}
    given.out.write_text(json.dumps(data | {"milliseconds": figures}, indent=1) + "\n")
    Console().print(data, figures)


if __name__ == "__main__":
    main()
