"""What the corpus tests share: the shipped documents, and a short way to parse a text."""

from collections.abc import Callable
from textwrap import dedent

import pytest

from corpus import Document, parse_document, shipped_documents

Parse = Callable[..., Document]


@pytest.fixture(scope="session")
def shipped() -> dict[str, Document]:
    return {document.id: document for document in shipped_documents()}


@pytest.fixture(scope="session")
def parse() -> Parse:
    """Parses an indented text; asserts what must hold of every document."""

    def parse_text(text: str, *, markdown: bool = False) -> Document:
        document = parse_document(
            dedent(text).strip("\n"), document_id="d", name="Doc", origin="d.txt", markdown=markdown
        )
        ids = [paragraph.id for paragraph in document.paragraphs]
        assert len(ids) == len(set(ids))
        for paragraph in document.paragraphs:
            assert document.text[paragraph.start : paragraph.end] == paragraph.text
        return document

    return parse_text
