"""`alinea evaluate`: everything is checked before the first question, and written at the end."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.assistant import Assistant
from qa.errors import UsageError
from qa.evaluation.baseline import read_baseline
from qa.evaluation.beir import evaluate_folder, format_retrieval
from qa.evaluation.catalogue import Floor, parse_floors
from qa.evaluation.compare import Comparison, check_comparable, compare
from qa.evaluation.html import html_report
from qa.evaluation.questions import QuestionSet, load_questions
from qa.evaluation.report import Prices, Report
from qa.evaluation.run import evaluate, known_paragraphs
from qa.evaluation.squad import is_squad, read_squad, temporary_assistant
from qa.evaluation.table import print_report
from qa.progress_bar import ProgressBar
from qa.settings import Settings
from vectorstore.embeddings import load_embedder
from vectorstore.manifest import write_atomically
from vectorstore.reranking import load_reranker

_STDOUT = Path("-")
_RESUME = "evaluation"


@dataclass(frozen=True, slots=True)
class Options:
    """The command's options, as typed."""

    questions: Path | None = None
    split: str | None = None
    json: Path | None = None
    html: Path | None = None
    baseline: Path | None = None
    fail_under: tuple[str, ...] = ()
    workers: int | None = None
    price: str | None = None


def run(options: Options, settings: Settings) -> list[str]:
    """Run the command; returns why it failed, one line each: empty where all is well.

    Raises:
        UsageError: an option, the question file or the baseline cannot be used.
        StoreError, ModelError: see `Assistant`.
    """
    from rich.console import Console

    floors = parse_floors(options.fail_under)
    prices = _prices(options.price)
    baseline = read_baseline(options.baseline) if options.baseline else None
    for path in (options.json, options.html):
        check_writable(path)
    with _asked(options, settings) as (assistant, questions):
        if baseline:
            check_comparable(baseline, questions.sha256, [q.id for q in questions.questions])
        with ProgressBar("Answering") as progress:
            report = evaluate(
                assistant,
                questions,
                workers=options.workers,
                prices=prices,
                resume_in=settings.home / _RESUME,
                progress=progress,
            )
    comparison = compare(report, baseline) if baseline else None
    failures = _failures(report, comparison, floors)
    _write(options, report, comparison, failures)
    if options.json != _STDOUT:
        print_report(report, comparison, Console())
    return failures


def run_beir(
    folder: Path, settings: Settings, json_file: Path | None, others: Sequence[object]
) -> None:
    """Measure retrieval alone; `others` are the options that are about answers.

    Raises:
        UsageError: one of these is given, or the sets cannot be used.
    """
    import typer

    if any(others):
        raise UsageError("--beir measures retrieval alone: of the other options it takes --json.")
    check_writable(json_file)
    reranker, embedder = load_reranker(settings.reranker), load_embedder(settings.embedding)
    with ProgressBar("Indexing") as progress:
        report = evaluate_folder(folder, embedder, reranker, progress)
    if json_file:
        write_json(json_file, report.to_dict())
    if json_file != _STDOUT:
        typer.echo(format_retrieval(report))


def check_writable(path: Path | None) -> None:
    """Make sure that a result can be written to `path`, before time is spent on it.

    Raises:
        UsageError: it cannot.
    """
    if path is None or path == _STDOUT:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        usable = not path.is_dir() and os.access(path.parent, os.W_OK)
    except OSError:
        usable = False
    if not usable:
        raise UsageError(f"{str(path)!r} cannot be written. Name a file in a folder of yours.")


def write_json(path: Path, data: Any) -> None:
    """Write `data` to the file at `path`, whole or not at all; to the screen if that is "-"."""
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    if path == _STDOUT:
        import typer

        typer.echo(text)
    else:
        write_atomically(path, f"{text}\n")


@contextmanager
def _asked(options: Options, settings: Settings) -> Iterator[tuple[Assistant, QuestionSet]]:
    """The assistant and the questions: of a SQuAD file over its own paragraphs."""
    path = options.questions
    if path and path.is_dir():
        raise UsageError(f"{str(path)!r} is a folder: measure retrieval on it with --beir.")
    with ExitStack() as stack:
        if path and is_squad(path):
            if options.split:
                raise UsageError(f"{path.name} has no splits: leave out --split.")
            squad = read_squad(path)
            progress = stack.enter_context(ProgressBar("Indexing"))
            assistant = stack.enter_context(
                temporary_assistant(squad.documents, settings, progress)
            )
            yield assistant, squad.questions
        else:
            progress = stack.enter_context(ProgressBar("Indexing"))
            assistant = stack.enter_context(Assistant(settings, progress=progress))
            yield assistant, load_questions(path, known_paragraphs(assistant), options.split)


def _failures(report: Report, comparison: Comparison | None, floors: Sequence[Floor]) -> list[str]:
    found = [f"regression: {one}" for one in (comparison.regressions if comparison else ())]
    for floor in floors:
        value = report.metrics[floor.metric.name]
        if floor.fails(value):
            found.append(f"{floor} does not hold: it is {floor.metric.shown(value)}")
    return found


def _write(
    options: Options, report: Report, comparison: Comparison | None, failures: Sequence[str]
) -> None:
    if options.json:
        data = report.to_dict()
        if comparison:
            data["comparison"] = comparison.to_dict()
        write_json(options.json, {**data, "failures": list(failures)})
    if options.html:
        write_atomically(options.html, html_report(report, comparison))


def _prices(text: str | None) -> Prices | None:
    if text is None:
        return None
    try:
        read, written = (float(part) for part in text.split("/"))
    except ValueError:
        raise UsageError(
            f"--price {text!r}: two numbers are needed, what a million tokens read and written "
            "cost, for example 0.25/2."
        ) from None
    return Prices(read, written)
