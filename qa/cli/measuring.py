"""The command that measures."""

from pathlib import Path
from typing import Annotated

import typer

from qa.cli.base import FAILED, app, given


@app.command()
def evaluate(
    questions: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help="Questions: .jsonl as the shipped set, which is the default, or .json as in "
            "SQuAD, whose paragraphs are then the documents.",
        ),
    ] = None,
    split: Annotated[str | None, typer.Option(help="Only this split: tune or report.")] = None,
    llm: Annotated[str | None, typer.Option(help="The model that writes, as ALINEA_LLM.")] = None,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", metavar="OUT", help="Write everything as JSON; - prints it."),
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Write a report to read, as one file.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Compare with what --json wrote; exit 1 if worse."),
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            metavar="METRIC=VALUE",
            help="Exit 1 below this, or above where less is better: recall@5=0.95, "
            "false-answers=0.1; may be repeated.",
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=64, help="Questions at once; by default 4 of a model, else 1."),
    ] = None,
    price: Annotated[
        str | None,
        typer.Option(metavar="IN/OUT", help="What a million tokens cost, to add up: 0.25/2."),
    ] = None,
    beir: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Measure retrieval alone, on the sets in FOLDER."),
    ] = None,
) -> None:
    """Measure retrieval, citations and abstention on a fixed question set.

    A run that was cut off goes on where it stopped when the same command is given again with
    nothing changed: each answer is kept at once, in the folder "evaluation" of the store.
    """
    from qa.evaluation import command
    from qa.settings import load_settings

    settings = load_settings(**given(llm=llm))
    if beir:
        others = (questions, split, html, baseline, fail_under, workers, price)
        command.run_beir(beir, settings, json_file, others)
        return
    options = command.Options(
        questions=questions,
        split=split,
        json=json_file,
        html=html,
        baseline=baseline,
        fail_under=tuple(fail_under or ()),
        workers=workers,
        price=price,
    )
    if failures := command.run(options, settings):
        for failure in failures:
            typer.echo(f"alinea: {failure}", err=True)
        raise typer.Exit(FAILED)
