"""Documents → numbered paragraphs.

`read_document(path)` gives a `Document`; its `paragraphs` carry stable ids, references as a
person would write them, and exact offsets into `document.text`.
"""

from corpus.language import detect_language
from corpus.loaders import Note
from corpus.model import Document, Paragraph, content_hash
from corpus.reading import SPLITTER_VERSION, parse_document, read_document, shipped_documents, slug
from corpus.references import LANGUAGES, Language, Locator

__all__ = [
    "LANGUAGES",
    "SPLITTER_VERSION",
    "Document",
    "Language",
    "Locator",
    "Note",
    "Paragraph",
    "content_hash",
    "detect_language",
    "parse_document",
    "read_document",
    "shipped_documents",
    "slug",
]
