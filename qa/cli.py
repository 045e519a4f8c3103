"""The command line. Heavy imports happen inside commands, so that `--help` is immediate."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import AlineaError
from qa.printing import (
    print_answer,
    print_document,
    print_hit,
    print_json,
    print_report,
    shortened,
)

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.operations import CarryOut
    from qa.progress_bar import ProgressBar

FAILED, USAGE, STORE = 1, 2, 3

app = typer.Typer(
    name="alinea",
    help="Ask your documents; every sentence of the answer names the paragraph it rests on.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help, at once
    pretty_exceptions_enable=False,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Only = Annotated[
    list[str] | None,
    typer.Option("--document", "-d", help="Look only in this document; may be repeated."),
]


def main() -> None:
    """Run the command line; errors become one line and an exit code."""
    try:
        app()
    except AlineaError as error:
        typer.echo(f"alinea: {error}", err=True)
        sys.exit(exit_code(error))
    except KeyboardInterrupt:
        sys.exit(130)


def exit_code(error: AlineaError) -> int:
    """1 failed, 2 usage, 3 a problem of the store."""
    from qa.errors import StoreError, UsageError

    if isinstance(error, UsageError):
        return USAGE
    return STORE if isinstance(error, StoreError) else FAILED


@app.command()
def ask(question: str, document: Only = None, as_json: AsJson = False) -> None:
    """Answer QUESTION from the documents, with its paragraphs."""
    with _carrying_out() as carry_out:
        (answer,) = carry_out("ask", question=question, documents=document or ())
    if as_json:
        print_json(answer)
    else:
        print_answer(answer)


@app.command()
def search(
    query: str,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many paragraphs.")] = 10,
    document: Only = None,
    as_json: AsJson = False,
) -> None:
    """List the paragraphs that match QUERY best, with their scores."""
    with _carrying_out() as carry_out:
        hits = list(carry_out("search", query=query, k=k, documents=document or ()))
    if as_json:
        print_json(hits)
        return
    for hit in hits:
        print_hit(hit)


@app.command()
def ingest(
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders, and patterns in quotes ('reports/*.pdf').")
    ],
    shard: Annotated[
        str, typer.Option(metavar="N/OF", help="Only this part of the files, such as 2/8.")
    ] = "1/1",
    as_json: AsJson = False,
) -> None:
    """Add documents; a changed file replaces what it was."""
    reports = []
    with _carrying_out() as carry_out:
        for report in carry_out("ingest", paths=paths, folder=os.getcwd(), shard=shard):
            reports.append(report)
            if not as_json:
                print_report(report)
    if as_json:
        print_json(reports)
    if any(report["error"] for report in reports):
        raise typer.Exit(FAILED)


@app.command()
def documents(as_json: AsJson = False) -> None:
    """List the documents in the store."""
    with _carrying_out() as carry_out:
        found = list(carry_out("documents"))
    if as_json:
        print_json(found)
        return
    for document in found:
        print_document(document)


@app.command()
def remove(
    ids: Annotated[list[str], typer.Argument(help="Documents to take out.")],
    as_json: AsJson = False,
) -> None:
    """Take documents out of the store."""
    with _carrying_out() as carry_out:
        removed = list(carry_out("remove", ids=ids))
    if as_json:
        print_json(removed)
        return
    for document in removed:
        typer.echo(f"removed  {document['id']}  {document['title']}")


@app.command()
def chat(
    port: Annotated[int | None, typer.Option(help="Port; by default ALINEA_PORT or 7860.")] = None,
    host: Annotated[str | None, typer.Option(help="Address; by default 127.0.0.1.")] = None,
) -> None:
    """Open the chat in a browser on this machine."""
    from qa.owner import owning
    from qa.web import serve

    with _assistant(**_given(port=port, host=host)) as assistant, owning(assistant):
        settings = assistant.settings
        serve(assistant, settings.host, settings.port, on_ready=_announce)


@app.command()
def feedback(as_json: AsJson = False) -> None:
    """Show what people thought of answers in the chat."""
    from qa.feedback import read
    from qa.settings import load_settings

    judgements = read(load_settings().home)
    if as_json:
        print_json([judgement.to_dict() for judgement in judgements])
        return
    for judgement in judgements:
        typer.echo(f"{judgement.time}  {judgement.rating}  {shortened(judgement.question)}")
        if judgement.comment:
            typer.echo(f"    {judgement.comment}")


@app.command()
def password(name: Annotated[str, typer.Argument(help="Who is to use the chat.")]) -> None:
    """Ask for a password, and print the line for the file that ALINEA_USERS names."""
    from qa.users import line_for

    line_for(name, "a password long enough")  # a wrong name is told before anything is typed
    typed = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    typer.echo(line_for(name, typed))


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

    settings = load_settings(**_given(llm=llm))
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


@app.command()
def verify(as_json: AsJson = False) -> None:
    """Check that the store is sound: counts, offsets, hashes, a sample of searches."""
    with _assistant() as assistant:
        checks = assistant.verify()
    if as_json:
        print_json([check.to_dict() for check in checks])
    else:
        for check in checks:
            typer.echo(f"{'ok    ' if check.ok else 'FAILED'}  {check.name}: {check.detail}")
    if not all(check.ok for check in checks):
        typer.echo("Run `alinea rebuild` to index the stored texts anew.", err=True)
        raise typer.Exit(STORE)


@app.command()
def rebuild(as_json: AsJson = False) -> None:
    """Index the stored texts anew, for example after changing ALINEA_EMBEDDING."""
    with _assistant(rebuild=True) as assistant:
        records = assistant.documents()
    paragraphs = sum(record.paragraphs for record in records)
    if as_json:
        print_json({"documents": len(records), "paragraphs": paragraphs})
    else:
        typer.echo(f"rebuilt  {len(records)} documents, {paragraphs} paragraphs")


@contextmanager
def _assistant(*, rebuild: bool = False, **overrides: Any) -> "Iterator[Assistant]":
    from qa.assistant import Assistant
    from qa.settings import load_settings

    settings = load_settings(**overrides)
    with (
        _indexing() as progress,
        Assistant(settings, rebuild=rebuild, progress=progress) as assistant,
    ):
        yield assistant


@contextmanager
def _carrying_out() -> "Iterator[CarryOut]":
    """Operations by the process that keeps the store open; by this one if there is none."""
    from qa.operations import OPERATIONS
    from qa.owner import find_owner
    from qa.settings import load_settings

    if owner := find_owner(load_settings()):
        yield owner.carry_out
        return
    with _assistant() as assistant:
        yield lambda operation, **given: OPERATIONS[operation](assistant, **given)


def _indexing() -> "ProgressBar":
    from qa.progress_bar import ProgressBar

    return ProgressBar("Indexing")


def _announce(address: str) -> None:
    typer.echo(f"Alinéa is at {address} (Ctrl-C stops it).")


def _given(**options: Any) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


if __name__ == "__main__":
    main()
