"""The stored texts: each document whole, in a file of its own, for readers and rebuilds."""

import json
from dataclasses import replace
from pathlib import Path

from corpus import Document, parse_document
from corpus.loaders import ROWS, is_markdown
from vectorstore.errors import StoreUnavailableError
from vectorstore.manifest import DocumentRecord, write_atomically

_FOLDER = "documents"


def write_text(home: Path, owner: str, document: Document) -> None:
    """Keep `document` as the text of `owner`, durably."""
    write_atomically(_path(home, owner), json.dumps(document.to_dict(), ensure_ascii=False))


def remove_text(home: Path, owner: str) -> None:
    """Forget the text of `owner`, if it is there."""
    _path(home, owner).unlink(missing_ok=True)


def read_text(home: Path, record: DocumentRecord) -> Document:
    """The document that the manifest's `record` stands for.

    Raises:
        StoreUnavailableError: its file is lost or damaged.
    """
    path = _path(home, record.owner)
    try:
        return Document.from_dict(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreUnavailableError(
            f"The stored text of {record.id!r} ({str(path)!r}) cannot be read ({error!r}). "
            + _mend(record)
        ) from error


def parse_again(document: Document) -> Document:
    """The document with its paragraphs found anew, by this version's splitter."""
    if document.origin.endswith(ROWS):
        return document  # its paragraphs were given
    parsed = parse_document(
        document.text,
        document_id=document.id,
        name=document.label,
        origin=document.origin,
        markdown=is_markdown(document.origin),
        pages=document.pages,
    )
    paragraphs = tuple(
        replace(p, document_label=document.label, document_title=document.title)
        for p in parsed.paragraphs
    )
    return replace(document, paragraphs=paragraphs)


def _mend(record: DocumentRecord) -> str:
    take_out = f"take the document out: `alinea remove {record.id}`."
    if record.origin == "shipped":
        return f"Restore the store's folder from a backup, or {take_out}"
    return f"Add the document again: `alinea ingest {record.origin}`, or {take_out}"


def _path(home: Path, owner: str) -> Path:
    return home / _FOLDER / f"{owner}.json"
