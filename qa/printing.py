"""What the command line prints of answers, paragraphs and reports."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from corpus import Language
    from qa.answer import Answer
    from qa.ingestion import IngestReport
    from vectorstore.search import Hit

# Seconds that are worth a word.
_SLOW = 1.0


def print_json(data: Any) -> None:
    """`data` as JSON that people can read."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_answer(answer: "Answer") -> None:
    """The answer with its notices, its references, and what comes closest if it abstains."""
    for notice in answer.notices:
        typer.echo(f"({notice})")
    typer.echo(answer.text)
    if answer.citations:
        typer.echo()
    for citation in answer.citations:
        typer.echo(f"[{citation.number}] {citation.reference}  ({citation.paragraph_id})")
    if answer.abstained and answer.closest:
        typer.echo()
        for hit in answer.closest:
            reference = hit.paragraph.reference(answer.language)
            typer.echo(f"  {reference}: {shortened(hit.paragraph.text)}")


def print_hits(hits: "Sequence[Hit]", language: "Language") -> None:
    """Each paragraph with its scores, its id and its reference in `language`."""
    for hit in hits:
        where = hit.paragraph.reference(language)
        scores = [hit.score] if hit.reranked is None else [hit.reranked, hit.score]
        shown = "  ".join(f"{score:.3f}" for score in scores)
        typer.echo(f"{shown}  {hit.paragraph.id}  {where}")
        typer.echo(f"       {shortened(hit.paragraph.text)}")


def print_report(report: "IngestReport") -> None:
    """A line for a file that was added or not, and one for what is worth knowing of it."""
    if report.error:
        typer.echo(f"failed     {report.path}: {report.error}", err=True)
        return
    if report.skipped:
        typer.echo(f"skipped    {report.path}: {report.skipped}")
        return
    count = f"{report.paragraphs} paragraphs, {', '.join(report.languages)}"
    typer.echo(f"{report.status:<10} {report.document_id}  {report.title} ({count})")
    facts = [str(note) for note in report.notes]
    if report.numbering:
        facts.insert(0, f"{report.numbered} numbered ({', '.join(report.numbering)})")
    if report.pages:
        facts.insert(0, f"{report.pages} {'page' if report.pages == 1 else 'pages'}")
    if report.seconds >= _SLOW:
        facts.append(f"{report.seconds:.1f} s")
    if facts and report.status != "unchanged":
        typer.echo(f"{'':<10} {'; '.join(facts)}")


def shortened(text: str, length: int = 110) -> str:
    """`text` in one line of at most `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
