"""A store in a folder: one writer, many readers, nothing half done.

A write goes in four steps, each durable before the next:

1. the manifest names the new versions as *pending*;
2. their rows go to Chroma and tantivy, their texts to `documents/`;
3. the manifest names them as the documents of the store: from here on readers see them;
4. the rows of the versions they replace are removed.

A process that dies between two steps leaves rows that no reader sees, and the next writer
removes them first.
"""

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from corpus import SPLITTER_VERSION, Document
from vectorstore.analysis import ANALYSER_VERSION
from vectorstore.embeddings import BUNDLED, Embedder
from vectorstore.errors import StoreUnavailableError
from vectorstore.lexical import LexicalIndex
from vectorstore.lock import writer_lock
from vectorstore.manifest import DocumentRecord, Manifest, read_manifest
from vectorstore.progress import Count, Progress
from vectorstore.state import StoreState, generation_folder
from vectorstore.store import Store, identity
from vectorstore.texts import parse_again, read_text, remove_text, write_text
from vectorstore.vector_index import VectorIndex

_WAIT_FOR_WRITER = 10.0


class FolderStore(Store):
    """The documents in a folder, indexed by `embedder`.

    Nothing is stored until the first write. A store whose bundled embedding model, analyser or
    splitter is another version's is rebuilt from its stored texts, and any store is if
    `rebuild` is set; another embedding model is refused. Writers wait `wait` seconds for
    their turn, and tell `progress` how far they are. All methods may be called from several
    threads.

    Raises:
        StoreUnavailableError: the folder cannot be used, or its contents are damaged.
        StoreMismatchError: it was built with another embedding model or a newer version.
    """

    def __init__(
        self,
        home: Path,
        embedder: Embedder,
        *,
        wait: float = _WAIT_FOR_WRITER,
        rebuild: bool = False,
        progress: Progress | None = None,
    ) -> None:
        self.home = home
        self.embedder = embedder
        self._wait = wait
        self._progress = progress
        self._writer = threading.RLock()
        self._has_turn = False
        self._state: StoreState = StoreState(home, self._new_manifest())
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailableError(
                f"The store's folder {str(home)!r} cannot be made: {error.strerror}. "
                "Set ALINEA_HOME to a folder that you may write to."
            ) from error
        found = read_manifest(home)
        if found and (rebuild or self._is_outdated(found)):
            self.rebuild()
        self._state.refresh()

    # Writing

    def add(self, documents: Sequence[Document], *, shipped: str = "") -> None:
        """As `Store.add`, all documents at once: readers see all of them or none."""
        documents = list({document.id: document for document in documents}.values())
        with self._writing():
            records = self._records(documents)
            owners = tuple(record.owner for record in records)
            following = self.manifest.next_revision + len(records)
            self._state.save(replace(self.manifest, next_revision=following, pending=owners))
            count = Count(sum(record.rows for record in records), self._progress)
            for document, owner in zip(documents, owners, strict=True):
                write_text(self.home, owner, document)
            self._index(zip(owners, documents, strict=True), *self._state.open(), count)
            added = self.manifest.with_documents(*records)
            ids = {record.id for record in records}
            removed = tuple(i for i in added.removed if i not in ids)
            shipped = shipped or added.shipped
            self._state.save(replace(added, pending=(), shipped=shipped, removed=removed))
            self._sweep()

    def remove(self, document_id: str) -> DocumentRecord:
        """As `Store.remove`."""
        with self._writing():
            record = self._record(document_id)
            manifest = self.manifest.with_documents(without=document_id)
            if record.origin == "shipped":
                manifest = replace(manifest, removed=(*manifest.removed, document_id))
            self._state.save(manifest)
            self._sweep()
            return record

    def rebuild(self) -> None:
        """Index all stored texts anew, with this embedding model, and switch over to that.

        Readers go on with the old generation until the new one is whole.
        """
        with self._locked():
            old = read_manifest(self.home) or self._new_manifest()
            fresh = replace(
                self._new_manifest(),
                generation=old.generation + 1,
                next_revision=old.next_revision,
                garbage=(*old.pending, *old.garbage),
                shipped=old.shipped,
                removed=old.removed,
            )
            folder = generation_folder(self.home, fresh)
            shutil.rmtree(folder, ignore_errors=True)
            vectors = VectorIndex.in_folder(folder / "chroma")
            lexical = LexicalIndex(folder / "lexical")
            records, count = [], Count(old.rows, self._progress)

            def texts() -> Iterator[tuple[str, Document]]:
                for record in old.documents.values():
                    document = read_text(self.home, record)
                    if old.splitter != SPLITTER_VERSION:
                        document = parse_again(document)
                        count.total += len(document.paragraphs) - record.rows
                    records.append(DocumentRecord.of(document, record.revision))
                    yield record.owner, document

            self._index(texts(), vectors, lexical, count)
            vectors.close()
            self._state.save(fresh.with_documents(*records))
            self._sweep()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """As `Store.exclusive`: nobody else writes at all."""
        with self._locked():
            self._state.refresh()
            yield

    def claim(self, document_id: str, path: str) -> bool:
        """As `Store.claim`: who is the only writer may have every free id."""
        return document_id not in self.manifest.documents

    # Inside

    def _text(self, record: DocumentRecord) -> Document:
        return read_text(self.home, record)

    def _new_manifest(self) -> Manifest:
        return Manifest(identity(self.embedder), ANALYSER_VERSION, SPLITTER_VERSION)

    def _is_outdated(self, manifest: Manifest) -> bool:
        """Whether an older version of Alinéa built this store, which indexing anew mends."""
        now = self._new_manifest()
        if manifest.embedding.name != now.embedding.name or now.embedding.name != BUNDLED:
            return False
        built = (manifest.embedding, manifest.analyser, manifest.splitter)
        return built != (now.embedding, now.analyser, now.splitter)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._locked():
            self._state.refresh()
            self._sweep()
            yield

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            with self._writer, self._turn():
                yield
        except OSError as error:
            raise StoreUnavailableError(
                f"The store {str(self.home)!r} cannot be written: {error}. What it held is still "
                "there; see to the folder's permissions and the free space, and try again."
            ) from error

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """The writer lock, once: a thread that has it may write in several steps."""
        if self._has_turn:
            yield
            return
        with writer_lock(self.home, self._wait):
            self._has_turn = True
            try:
                yield
            finally:
                self._has_turn = False

    def _records(self, documents: Sequence[Document]) -> list[DocumentRecord]:
        first = self.manifest.next_revision
        return [DocumentRecord.of(d, revision) for revision, d in enumerate(documents, first)]

    def _sweep(self) -> None:
        """Remove the rows, texts and generations that the manifest no longer stands for."""
        gone = (*self.manifest.pending, *self.manifest.garbage)
        if gone:
            rows, lexical = self._state.open()
            rows.remove(gone)
            lexical.remove(gone)
            for owner in gone:
                remove_text(self.home, owner)
            self._state.save(replace(self.manifest, pending=(), garbage=()))
        current = generation_folder(self.home, self.manifest)
        for folder in current.parent.glob("*"):
            if folder != current:
                shutil.rmtree(folder, ignore_errors=True)
