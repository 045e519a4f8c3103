"""What every store can do, wherever it keeps its rows: documents in, paragraphs out."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import cached_property
from pathlib import Path
from typing import Protocol

from corpus import Document, Paragraph
from vectorstore.embeddings import Embedder
from vectorstore.errors import (
    StoreUnavailableError,
    UnknownDocumentError,
    UnknownParagraphError,
)
from vectorstore.lexical import LexicalIndex
from vectorstore.manifest import DocumentRecord, EmbeddingIdentity, Manifest
from vectorstore.preparing import prepared
from vectorstore.progress import Count
from vectorstore.rows import Row, row_key
from vectorstore.vector_index import VectorIndex

# A question that says where to look goes through so many documents at most, twice over.
_KEPT = 16


class View(Protocol):
    """What a process sees of a store: the newest manifest, and the indexes that it names."""

    @property
    def manifest(self) -> Manifest:
        """The state of the store when it was last looked at."""

    def refresh(self) -> None:
        """Notice what another process has written since the last look."""

    def reading(self) -> AbstractContextManager[tuple[Manifest, VectorIndex, LexicalIndex]]:
        """One consistent view of the newest state; it stays open until the block ends."""

    def reopen(self) -> None:
        """Open the indexes anew when they are needed next."""

    def close(self) -> None:
        """Let go of the indexes."""


class Store(ABC):
    """Documents whose paragraphs are indexed by `embedder`; `home` is this machine's part of it.

    All methods may be called from several threads.
    """

    home: Path
    embedder: Embedder
    _state: View

    @cached_property
    def _latest(self) -> dict[DocumentRecord, Document]:
        return {}

    # What is in the store

    @property
    def manifest(self) -> Manifest:
        """The state that this process sees."""
        return self._state.manifest

    def documents(self) -> list[DocumentRecord]:
        """The documents, in the order in which they were first added."""
        self._state.refresh()
        return list(self.manifest.documents.values())

    def document(self, document_id: str) -> Document:
        """The whole document; the latest ones asked for are kept.

        Raises:
            UnknownDocumentError: the store has no such document.
        """
        record = self.require(document_id)
        if known := self._latest.get(record):
            return known
        document = self.stored_document(document_id)
        with suppress(KeyError, RuntimeError):  # another thread may be dropping it
            while len(self._latest) >= _KEPT:
                del self._latest[next(iter(self._latest))]
        self._latest[record] = document
        return document

    def stored_document(self, document_id: str) -> Document:
        """The whole document, read anew from its stored text.

        Raises:
            UnknownDocumentError: the store has no such document.
        """
        record = self.require(document_id)
        try:
            return self._text(record)
        except StoreUnavailableError:
            newer = self.require(document_id)  # it may have been replaced this very moment
            if newer == record:
                raise
            return self._text(newer)

    def require(self, document_id: str) -> DocumentRecord:
        """The manifest's record of a document.

        Raises:
            UnknownDocumentError: the store has no such document.
        """
        self._state.refresh()
        return self._record(document_id)

    def paragraph(self, paragraph_id: str) -> Paragraph:
        """The paragraph with an id such as "ism/III.4/2".

        Raises:
            UnknownParagraphError: the store has no such paragraph.
        """
        try:
            document = self.document(paragraph_id.partition("/")[0])
            return next(p for p in document.paragraphs if p.id == paragraph_id)
        except (UnknownDocumentError, StopIteration):
            raise UnknownParagraphError(
                f"There is no paragraph {paragraph_id!r} in the store. "
                "`alinea search` shows the ids of the paragraphs it finds."
            ) from None

    def rows(self, paragraphs: Sequence[Paragraph]) -> list[Row] | None:
        """The stored rows of `paragraphs`; None where one of them is no longer there."""
        with self.reading() as (manifest, _, index):
            owners = [manifest.documents.get(p.document_id) for p in paragraphs]
            keys = [row_key(o.owner, p) for o, p in zip(owners, paragraphs, strict=True) if o]
            rows = index.rows(keys)
        if [row.paragraph for row in rows] != list(paragraphs):
            return None
        return rows

    def is_current(self, manifest: Manifest) -> bool:
        """Whether the paragraphs of `manifest` are still those of the store, and all there."""
        self._state.refresh()
        now = self.manifest
        if now is manifest:
            return True
        return (now.generation, now.owners) == (manifest.generation, manifest.owners)

    def reading(self) -> AbstractContextManager[tuple[Manifest, VectorIndex, LexicalIndex]]:
        """One consistent view of the newest state, for one search."""
        return self._state.reading()

    def reopen(self) -> None:
        """Open the indexes anew, after one of them failed."""
        self._state.reopen()

    def close(self) -> None:
        """Let go of what is open."""
        self._state.close()

    # Writing

    @abstractmethod
    def add(self, documents: Sequence[Document], *, shipped: str = "") -> None:
        """Put `documents` in, each in place of the document with its id.

        `shipped` marks the documents as the shipped corpus with that hash.

        Raises:
            StoreLockedError: another process is writing.
        """

    @abstractmethod
    def remove(self, document_id: str) -> DocumentRecord:
        """Take a document out; returns what the manifest said of it.

        Raises:
            UnknownDocumentError: the store has no such document.
            StoreLockedError: another process is writing.
        """

    @abstractmethod
    def rebuild(self) -> None:
        """Make the indexes anew from the stored texts."""

    @abstractmethod
    def exclusive(self) -> AbstractContextManager[None]:
        """For writes that depend on what is there: nobody who could disturb them writes meanwhile.

        Raises:
            StoreLockedError: another process is writing.
        """

    @abstractmethod
    def claim(self, document_id: str, path: str) -> bool:
        """Whether a new document from the file `path` may have that id; ask while `exclusive`."""

    # Inside

    @abstractmethod
    def _text(self, record: DocumentRecord) -> Document:
        """The document that `record` stands for; raises StoreUnavailableError if it is lost."""

    def _index(
        self,
        documents: Iterable[tuple[str, Document]],
        vectors: VectorIndex,
        lexical: LexicalIndex | None,
        count: Count,
    ) -> None:
        """Put documents, each with its owner, into the indexes as a stream."""
        owner_of: dict[str, str] = {}

        def paragraphs() -> Iterator[Paragraph]:
            for owner, document in documents:
                owner_of[document.id] = owner
                yield from document.paragraphs

        with lexical.adding() if lexical else nullcontext(None) as add:
            for ready in prepared(self.embedder, paragraphs(), count.total):
                owners = [owner_of[p.document_id] for p in ready.paragraphs]
                vectors.add(owners, ready.paragraphs, ready.vectors)
                for at, cut in ready.windows.items():
                    vectors.add_windows(owners[at], ready.paragraphs[at], cut)
                if add:
                    for row in ready.rows(owners):
                        add(row)
                count.add(len(owners))

    def _record(self, document_id: str) -> DocumentRecord:
        if record := self.manifest.documents.get(document_id):
            return record
        known = ", ".join(self.manifest.documents) or "none"
        raise UnknownDocumentError(
            f"There is no document {document_id!r} in the store. Documents: {known}."
        )


def identity(embedder: Embedder) -> EmbeddingIdentity:
    """What a manifest keeps of an embedding model."""
    return EmbeddingIdentity(embedder.name, embedder.fingerprint, embedder.dimension)
