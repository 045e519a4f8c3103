"""What is there before the first question: the promise, and examples that can be clicked."""

from collections.abc import Sequence
from html import escape

from qa.web.texts import Words
from vectorstore.manifest import DocumentRecord


def welcome(documents: Sequence[DocumentRecord], words: Words) -> str:
    """The welcome as HTML. The examples are about the shipped documents, if these are there."""
    shipped = any(document.origin == "shipped" for document in documents)
    more = ""
    if shipped:
        examples = "".join(_example(text) for text in words.examples)
        more = f"<h3>{escape(words.try_these)}</h3><ul class='examples'>{examples}</ul>"
    elif not documents:
        more = f"<p class='note'>{escape(words.no_documents)}</p>"
    return (
        f"<section class='welcome'><h2>{escape(words.welcome)}</h2>"
        f"<p>{escape(words.promise)}</p>{more}</section>"
    )


def _example(text: str) -> str:
    return f'<li><button type="button" data-ask="{escape(text)}">{escape(text)}</button></li>'
