"""Is the store sound? Checks that read everything and change nothing."""

from dataclasses import asdict, dataclass
from typing import Any

from corpus import Document
from vectorstore.errors import StoreError
from vectorstore.manifest import DocumentRecord
from vectorstore.search import search
from vectorstore.store import Store

_SAMPLE = 20


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one check; `detail` has the figures, or what is wrong."""

    name: str
    ok: bool
    detail: str

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def verify(store: Store) -> list[Check]:
    """Check counts in Chroma and tantivy, stored texts, and that paragraphs find themselves."""
    with store.reading() as (manifest, rows, lexical):
        # Rows of versions on their way out are allowed: readers pass them over.
        stale = len(manifest.pending) + len(manifest.garbage)
        checks = [
            _count("vectors", rows.count(), manifest.rows + manifest.windows, stale),
            _count("lexical index", lexical.count(), manifest.rows, stale),
        ]
    documents: list[Document] = []
    for record in manifest.documents.values():
        check, document = _text(store, record)
        checks.append(check)
        if document:
            documents.append(document)
    return [*checks, _self_queries(store, documents)]


def _count(name: str, count: int, expected: int, stale: int) -> Check:
    ok = count == expected or (stale > 0 and count > expected)
    return Check(name, ok, f"{count} rows, {expected} in the manifest")


def _text(store: Store, record: DocumentRecord) -> tuple[Check, Document | None]:
    name = f"text of {record.id}"
    try:
        document = store.stored_document(record.id)
    except StoreError as error:
        return Check(name, False, str(error)), None
    if document.content_hash != record.content_hash:
        return Check(name, False, "differs from the hash in the manifest"), document
    if len(document.paragraphs) != record.rows:
        count = len(document.paragraphs)
        return Check(name, False, f"{count} paragraphs, {record.rows} expected"), document
    for paragraph in document.paragraphs:
        if document.text[paragraph.start : paragraph.end] != paragraph.text:
            return Check(name, False, f"offsets of {paragraph.id} are wrong"), document
    return Check(name, True, f"{record.paragraphs} paragraphs, offsets exact"), document


def _self_queries(store: Store, documents: list[Document]) -> Check:
    """Paragraphs, evenly sampled, searched with their own text, must come first."""
    paragraphs = [paragraph for document in documents for paragraph in document.body]
    step = max(1, len(paragraphs) // _SAMPLE)
    sample = paragraphs[::step]
    lost = []
    for paragraph in sample:
        hits = search(store, paragraph.text, k=1, language=paragraph.language)
        # Texts that stand twice in the store may find their twin.
        if not hits or hits[0].paragraph.content_hash != paragraph.content_hash:
            lost.append(paragraph.id)
    detail = f"not found by their own text: {', '.join(lost)}" if lost else f"{len(sample)} found"
    return Check("self-queries", not lost, detail)
