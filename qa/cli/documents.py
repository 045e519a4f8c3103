"""Commands about documents: what is in them, and what is in the store."""

import os
from typing import Annotated

import typer

from qa.cli.base import FAILED, STORE, AsJson, Only, app, carrying_out, opened_assistant
from qa.printing import print_answer, print_document, print_hit, print_json, print_report


@app.command()
def ask(question: str, document: Only = None, as_json: AsJson = False) -> None:
    """Answer QUESTION from the documents, with its paragraphs."""
    with carrying_out() as carry_out:
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
    with carrying_out() as carry_out:
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
    with carrying_out() as carry_out:
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
    with carrying_out() as carry_out:
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
    with carrying_out() as carry_out:
        removed = list(carry_out("remove", ids=ids))
    if as_json:
        print_json(removed)
        return
    for document in removed:
        typer.echo(f"removed  {document['id']}  {document['title']}")


@app.command()
def verify(as_json: AsJson = False) -> None:
    """Check that the store is sound: counts, offsets, hashes, a sample of searches."""
    with opened_assistant() as assistant:
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
    with opened_assistant(rebuild=True) as assistant:
        records = assistant.documents()
    paragraphs = sum(record.paragraphs for record in records)
    if as_json:
        print_json({"documents": len(records), "paragraphs": paragraphs})
    else:
        typer.echo(f"rebuilt  {len(records)} documents, {paragraphs} paragraphs")
