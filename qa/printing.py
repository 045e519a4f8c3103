"""What the command line prints of answers, paragraphs and reports."""

import json
from typing import Any

import typer

from qa.operations import Data

# Seconds that are worth a word.
_SLOW = 1.0


def print_json(data: Any) -> None:
    """`data` as JSON that people can read."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_answer(answer: Data) -> None:
    """The answer with its notices, its references, and what comes closest if it abstains."""
    for notice in answer["notices"]:
        typer.echo(f"({notice})")
    typer.echo(answer["text"])
    if answer["citations"]:
        typer.echo()
    for citation in answer["citations"]:
        number, reference = citation["number"], citation["reference"]
        typer.echo(f"[{number}] {reference}  ({citation['paragraph_id']})")
    if answer["abstained"] and answer["closest"]:
        typer.echo()
        for hit in answer["closest"]:
            typer.echo(f"  {hit['reference']}: {shortened(hit['text'])}")


def print_hit(hit: Data) -> None:
    """A paragraph with its scores, its id and its reference."""
    scores = [hit[name] for name in ("reranked", "score") if name in hit]
    shown = "  ".join(f"{score:.3f}" for score in scores)
    typer.echo(f"{shown}  {hit['paragraph_id']}  {hit['reference']}")
    typer.echo(f"       {shortened(hit['text'])}")


def print_report(report: Data) -> None:
    """A line for a file that was added or not, and one for what is worth knowing of it."""
    if report["error"]:
        typer.echo(f"failed     {report['path']}: {report['error']}", err=True)
        return
    if report["skipped"]:
        typer.echo(f"skipped    {report['path']}: {report['skipped']}")
        return
    count = f"{report['paragraphs']} paragraphs, {', '.join(report['languages'])}"
    typer.echo(f"{report['status']:<10} {report['document_id']}  {report['title']} ({count})")
    facts = [note["text"] for note in report["notes"]]
    if report["numbering"]:
        facts.insert(0, f"{report['numbered']} numbered ({', '.join(report['numbering'])})")
    if pages := report["pages"]:
        facts.insert(0, f"{pages} {'page' if pages == 1 else 'pages'}")
    if report["seconds"] >= _SLOW:
        facts.append(f"{report['seconds']:.1f} s")
    if facts and report["status"] != "unchanged":
        typer.echo(f"{'':<10} {'; '.join(facts)}")


def print_document(document: Data) -> None:
    """A document in a line."""
    count = f"{document['paragraphs']} paragraphs"
    facts = [document["language"], document["date"] or "no date", count]
    typer.echo(f"{document['id']}  {document['title']} ({', '.join(facts)})")


def shortened(text: str, length: int = 110) -> str:
    """`text` in one line of at most `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
