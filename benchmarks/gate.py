"""Is Alinéa still as good as the committed baseline says, on the fixed question set?

`python -m benchmarks.gate` (`make gate`) answers every question without a model, over a fresh
store of the shipped documents, and exits 1 on a regression (see docs/evaluation.md).
`python -m benchmarks.gate --renew` (`make baseline`) writes the baseline anew instead: nothing
else changes it, and the diff shows which questions changed.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from qa import Assistant
from qa.evaluation import Report, compact, compare, evaluate, print_report, read_baseline
from qa.settings import EXTRACTIVE, Settings
from vectorstore.embeddings import BUNDLED
from vectorstore.manifest import write_atomically

BASELINE = Path(__file__).parent / "results" / "baseline.json"


def shipped_report(questions: Path | None = None) -> Report:
    """The report over `questions`, or the shipped ones, about the shipped documents, with default
    settings, whatever the user's are."""
    with tempfile.TemporaryDirectory(prefix="alinea-") as home:
        passages = Settings.model_fields["passages"].default
        with Assistant(
            home=home, embedding=BUNDLED, reranker=None, llm=EXTRACTIVE, passages=passages
        ) as assistant:
            return evaluate(assistant, questions)


def main() -> None:
    """Compare with the baseline, or renew it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate")
    parser.add_argument("--renew", action="store_true", help="write the baseline anew")
    renew = parser.parse_args().renew
    report = shipped_report()
    if renew:
        write_atomically(BASELINE, compact(report))
        print_report(report, None, Console())
        return
    comparison = compare(report, read_baseline(BASELINE))
    print_report(report, comparison, Console())
    for regression in comparison.regressions:
        sys.stderr.write(f"regression: {regression}\n")
    sys.exit(bool(comparison.regressions))


if __name__ == "__main__":
    main()
