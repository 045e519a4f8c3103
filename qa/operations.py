"""What terminals ask of Alinéa, in plain data: the same whether done here or by another process."""

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from corpus import Language, detect_language

if TYPE_CHECKING:
    from qa.assistant import Assistant

Data = dict[str, Any]
# `carry_out(name, **arguments)` gives the results of an operation one by one.
CarryOut = Callable[..., Iterator[Data]]
# What a record says of a file on this machine, which is nobody's business elsewhere.
_OF_FILES = ("path", "file_hash")


def ask(assistant: "Assistant", *, question: str, documents: Sequence[str] = ()) -> Iterator[Data]:
    """The answer, as one item."""
    yield assistant.ask(question, documents=documents).to_dict()


def search(
    assistant: "Assistant", *, query: str, k: int = 10, documents: Sequence[str] = ()
) -> Iterator[Data]:
    """An item for each paragraph found, the best first."""
    language = detect_language(query)
    for hit in assistant.search(query, k=k, documents=documents):
        yield hit.to_dict(language)


def ingest(
    assistant: "Assistant", *, paths: Sequence[str], folder: str, shard: str = "1/1"
) -> Iterator[Data]:
    """A report for each file as soon as it is stored; `paths` are relative to `folder`."""
    from qa.ingestion import Shard

    here = os.path.join(folder, "")
    # What is reported is named as it was given.
    given = all(not os.path.isabs(path) for path in paths)
    full = [_within(folder, path) for path in paths]
    for report in assistant.ingest_each(full, Shard.parse(shard)):
        data = report.to_dict()
        if given:
            data |= {name: data[name].replace(here, "") for name in ("path", "error")}
        yield data


def documents(assistant: "Assistant", *, files: bool = True) -> Iterator[Data]:
    """An item for each document; without `files`, nothing of the files that they came from."""
    for record in assistant.documents():
        data = record.to_dict()
        yield data if files else {name: data[name] for name in data if name not in _OF_FILES}


def paragraphs(
    assistant: "Assistant", *, ids: Sequence[str], language: Language | None = None
) -> Iterator[Data]:
    """An item for each paragraph, with its reference in `language` (by default its own)."""
    for paragraph in [assistant.paragraph(one) for one in ids]:
        yield {
            "id": paragraph.id,
            "reference": paragraph.reference(language or paragraph.language),
            "document_id": paragraph.document_id,
            "document_title": paragraph.document_title,
            "headings": list(paragraph.headings),
            "text": paragraph.text,
            "language": paragraph.language,
            "position": paragraph.position,
            "content_hash": paragraph.content_hash,
        }


def remove(assistant: "Assistant", *, ids: Sequence[str]) -> Iterator[Data]:
    """An item for each document that was taken out: all of them, or none if one is unknown."""
    assistant.require(ids)
    for document_id in dict.fromkeys(ids):
        yield assistant.remove(document_id).to_dict()


def _within(folder: str, path: str) -> str:
    if glob.has_magic(path) and not os.path.exists(os.path.join(folder, path)):
        folder = glob.escape(folder)
    return os.path.join(folder, path)


OPERATIONS: dict[str, Callable[..., Iterator[Data]]] = {
    operation.__name__: operation
    for operation in (ask, search, ingest, documents, paragraphs, remove)
}
