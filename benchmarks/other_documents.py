"""How well are questions answered about documents that Alinéa was not made with?

`python -m benchmarks.other_documents` takes each document in `documents/` into a store of its own,
beside the shipped ones, as a user would who adds a first file, and answers its questions without a
model. Documents and questions were written by a language model that knew neither Alinéa nor its
documents. Those of the split `tune` were looked at while rules were made; on those of `report`
nothing was tuned, and they alone are committed.
"""

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from qa import Assistant
from qa.evaluation import Report, compact, evaluate, print_report
from qa.evaluation.report import breakdowns, summary
from qa.settings import EXTRACTIVE, Settings
from vectorstore.embeddings import BUNDLED
from vectorstore.manifest import write_atomically

_DOCUMENTS = Path(__file__).with_name("documents")
_OUT = Path(__file__).parent / "results" / "other_documents.json"
_REPORTED = "report"


def reports(split: str) -> Iterator[Report]:
    """A report for each document, with default settings, whatever the user's are."""
    passages = Settings.model_fields["passages"].default
    for questions in sorted(_DOCUMENTS.glob("*.jsonl")):
        if json.loads(questions.read_text("utf-8").splitlines()[0])["split"] != split:
            continue
        (document,) = (p for p in _DOCUMENTS.glob(f"{questions.stem}.*") if p != questions)
        with (
            tempfile.TemporaryDirectory(prefix="alinea-") as home,
            Assistant(
                home=home, embedding=BUNDLED, reranker=None, llm=EXTRACTIVE, passages=passages
            ) as assistant,
        ):
            assistant.ingest([document])
            yield evaluate(assistant, questions, split=split)


def as_one(of_each: list[Report]) -> Report:
    """The questions of all documents in one report."""
    rows = tuple(row for report in of_each for row in report.rows)
    hashes = "".join(report.sha256 for report in of_each)
    return Report(
        questions=", ".join(report.questions for report in of_each),
        sha256=hashlib.sha256(hashes.encode()).hexdigest()[:16],
        split=of_each[0].split,
        settings=of_each[0].settings,
        versions=of_each[0].versions,
        metrics=summary(rows),
        groups=breakdowns(rows),
        rows=rows,
        paragraphs={one: p for report in of_each for one, p in report.paragraphs.items()},
    )


def main() -> None:
    """Measure and print; write what is reported."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.other_documents")
    parser.add_argument("--split", choices=("tune", _REPORTED), default=_REPORTED)
    split = parser.parse_args().split
    report = as_one(list(reports(split)))
    if split == _REPORTED:
        write_atomically(_OUT, compact(report))
    print_report(report, None, Console())


if __name__ == "__main__":
    main()
