"""How well are questions answered that no rule was made on?

`python -m benchmarks.unseen` answers those of `unseen.jsonl` without a model, over a fresh store of
the shipped documents. Their writers had the text of the documents and nothing else (see
`qa/evaluation/QUESTIONS.md`). Whoever makes a rule on them writes new ones.
"""

from pathlib import Path

from rich.console import Console

from benchmarks.gate import shipped_report
from qa.evaluation import compact, print_report
from vectorstore.manifest import write_atomically

_QUESTIONS = Path(__file__).with_name("unseen.jsonl")
_OUT = Path(__file__).parent / "results" / "unseen.json"


def main() -> None:
    """Measure, print and write."""
    report = shipped_report(_QUESTIONS)
    write_atomically(_OUT, compact(report))
    print_report(report, None, Console())


if __name__ == "__main__":
    main()
