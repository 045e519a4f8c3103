"""How long the fixed question set takes without a model, as a ratio to searching its questions.

`python -m benchmarks.evaluation_speed [--runs 2]` evaluates the shipped set and searches for
each of its questions in turn, A B A B …, over a fresh store, prints the medians of wall and
processor seconds and their ratio, says whether all runs gave identical scores, and writes
`benchmarks/results/evaluation_speed.json`.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from qa import Assistant
from qa.evaluation import Report, evaluate, load_questions
from qa.evaluation.run import known_paragraphs

_OUT = Path(__file__).parent / "results" / "evaluation_speed.json"


def timed(action: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds of `action`."""
    wall, processor = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - wall, time.process_time() - processor


def measure(assistant: Assistant, runs: int) -> dict[str, object]:
    """The medians over `runs` evaluations and as many rounds of searches."""
    questions = load_questions(None, known_paragraphs(assistant))
    reports: list[Report] = []

    def run() -> None:
        reports.append(evaluate(assistant, questions))

    def search() -> None:
        for question in questions.questions:
            assistant.search(question.text)

    search()  # the first search reads the rows
    pairs = [(timed(run), timed(search)) for _ in range(runs)]
    (wall, processor), (reference, reference_processor) = (
        [statistics.median(pair[side][kind] for pair in pairs) for kind in (0, 1)]
        for side in (0, 1)
    )
    scores = [[row.scores for row in report.rows] for report in reports]
    return {
        "questions": len(questions.questions),
        "cores": os.cpu_count(),
        "seconds": round(wall, 1),
        "processor seconds": round(processor, 1),
        "reference seconds": round(reference, 1),
        "reference processor seconds": round(reference_processor, 1),
        "ratio": round(processor / reference_processor, 2),
        "identical scores": all(one == scores[0] for one in scores),
    }


def main() -> None:
    """Measure, print, and write the result."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evaluation_speed")
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--out", type=Path, default=_OUT)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="alinea-") as home, Assistant(home=home) as assistant:
        result = measure(assistant, options.runs)
    text = json.dumps(result, indent=2)
    options.out.write_text(f"{text}\n", "utf-8")
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
