"""A store on a Chroma server: many readers, and many writers of different documents.

Nobody locks anything. A version of a document is written under an owner of its own, and becomes
the document when its record is put in the place of the one before, in one call; so readers see the
old version or the new one. What a version replaces is removed a minute later, by whoever writes
then; what a dead writer left, a day later.

Words are searched in a lexical index of this machine's own, which takes in or drops whole versions
as the records say. Machines that only ingest never make one.
"""

import hashlib
import json
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus import SPLITTER_VERSION, Document
from vectorstore.analysis import ANALYSER_VERSION
from vectorstore.embeddings import Embedder
from vectorstore.lexical import LexicalIndex
from vectorstore.lock import writer_lock
from vectorstore.manifest import DocumentRecord, Manifest, write_atomically
from vectorstore.preparing import prepare
from vectorstore.progress import Count, Progress
from vectorstore.rows import row_key
from vectorstore.server import Server, ServerAddress, Stored, manifest_of
from vectorstore.store import Store, identity
from vectorstore.vector_index import VectorIndex

# Seconds between two looks at the records: as long may a reader not know of a write elsewhere.
_LOOK = 2.0
# Clocks of writers may differ by so much.
_SKEW = 300 * 1_000_000_000
_GROUP = 2000  # paragraphs taken into the lexical index in one commit
_WAIT_FOR_SYNC = 3600.0


class ServerStore(Store):
    """The documents on the Chroma server at `address`; `home` holds the local lexical index.

    Raises:
        StoreUnavailableError: the server cannot be used.
        StoreMismatchError: what is there was built with another embedding model.
    """

    def __init__(
        self,
        address: ServerAddress,
        home: Path,
        embedder: Embedder,
        *,
        progress: Progress | None = None,
    ) -> None:
        self.home = home
        self.embedder = embedder
        self._progress = progress
        empty = Manifest(identity(embedder), ANALYSER_VERSION, SPLITTER_VERSION)
        self._server = Server(address, empty.embedding)
        where = hashlib.sha256(repr((address.url, address.database, address.collection)).encode())
        folder = home / "servers" / where.hexdigest()[:12]
        self._state: _ServerState = _ServerState(self._server, folder, embedder, empty, progress)
        self._state.refresh()

    def add(self, documents: Sequence[Document], *, shipped: str = "") -> None:
        """As `Store.add`; all of `documents` become visible in one call."""
        documents = list({document.id: document for document in documents}.values())
        self._state.look()
        self._server.sweep(self.manifest.owners)
        records = [DocumentRecord.of(document, time.time_ns()) for document in documents]
        owners = [record.owner for record in records]
        self._server.mark("begun", owners)
        self._server.write_texts(zip(owners, documents, strict=True))
        count = Count(sum(record.rows for record in records), self._progress)
        self._index(zip(owners, documents, strict=True), self._server.vectors, None, count)
        self._state.look()
        self._put([Stored(record, "stored", time.time_ns(), time.time_ns()) for record in records])
        self._server.unmark("begun", owners)
        if shipped:
            self._server.put_shipped(shipped)
        self._state.look()

    def remove(self, document_id: str) -> DocumentRecord:
        """As `Store.remove`."""
        self._state.look()
        record = self._record(document_id)
        self._put([Stored(record, "removed", time.time_ns(), time.time_ns())])
        self._state.look()
        return record

    def rebuild(self) -> None:
        """Make this machine's lexical index anew; the server's rows stay as they are."""
        self._state.forget()
        with self._state.reading():
            pass

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """As `Store.exclusive`: ids are claimed one by one, nothing else could be disturbed."""
        self._state.look()
        yield

    def claim(self, document_id: str, path: str) -> bool:
        """As `Store.claim`: of several machines that ask for the same id, one gets it."""
        return self._server.claim(
            DocumentRecord(document_id, 0, "", "", "fr", None, None, "", "", 0, 0, path)
        )

    def _text(self, record: DocumentRecord) -> Document:
        (document,) = self._server.read_texts([record])
        return document

    def _put(self, stored: list[Stored]) -> None:
        """Make these the records of their documents, in place of those that were just looked at."""
        before = self._state.records
        known = [one for one in stored if one.record.id in before]
        owners = [before[one.record.id].record.owner for one in known]
        self._server.mark("gone", owners)
        first = {one.record.id: before[one.record.id].first for one in known}
        self._server.put([replace(s, first=first.get(s.record.id, s.first)) for s in stored])


class _ServerState:
    """The records last seen, and the lexical index that follows them."""

    def __init__(
        self,
        server: Server,
        folder: Path,
        embedder: Embedder,
        empty: Manifest,
        progress: Progress | None,
    ) -> None:
        self.manifest = empty
        self.records: dict[str, Stored] = {}
        self._server = server
        self._folder = folder
        self._embedder = embedder
        self._empty = empty
        self._progress = progress
        self._turn = threading.RLock()
        self._looked = -_LOOK
        self._newest = _SKEW
        self._shipped = ""
        self._lexical: LexicalIndex | None = None
        self._in_lexical: frozenset[str] = frozenset()

    def refresh(self) -> None:
        """Look at the server's records, if that was some time ago."""
        if time.monotonic() - self._looked >= _LOOK:
            self.look()

    def look(self) -> None:
        """Look at the server's records now."""
        with self._turn:
            changed, shipped = self._server.records(self._newest - _SKEW)
            self._looked = time.monotonic()
            self._newest = max([self._newest, *(one.stamp for one in changed)])
            self._shipped = shipped or self._shipped
            new = {o.record.id: o for o in changed if self.records.get(o.record.id) != o}
            if new or self._shipped != self.manifest.shipped:
                self.records |= new
                every = self.records.values()
                marked = self._server.marked()
                self.manifest = manifest_of(every, self._shipped, marked, self._empty)

    @contextmanager
    def reading(self) -> Iterator[tuple[Manifest, VectorIndex, LexicalIndex]]:
        """The newest records with a lexical index that has them all."""
        with self._turn:
            self.refresh()
            if self._lexical is None or self._in_lexical != self.manifest.owners:
                self._sync()
            assert self._lexical
            view = (self.manifest, self._server.vectors, self._lexical)
        yield view

    def forget(self) -> None:
        """Begin the lexical index anew."""
        with self._turn, writer_lock(self._folder, _WAIT_FOR_SYNC):
            self._lexical, self._in_lexical = None, frozenset()
            (self._folder / "synced.json").unlink(missing_ok=True)

    def reopen(self) -> None:
        """Look at the server again."""
        self._looked = -_LOOK

    def close(self) -> None:
        """Let go of the server; nothing can be read afterwards."""
        with self._turn:
            self._server.vectors.close()
            self._lexical, self._in_lexical = None, frozenset()

    def _sync(self) -> None:
        """Take new versions into the lexical index, in turns with this machine's other readers."""
        current = {record.owner: record for record in self.manifest.documents.values()}
        with writer_lock(self._folder, _WAIT_FOR_SYNC):
            held = self._synced()
            if held is None:
                self._lexical = None
                shutil.rmtree(self._folder / "lexical", ignore_errors=True)
                held = set()
            lexical = self._lexical or LexicalIndex(self._folder / "lexical")
            lexical.reload()
            missing = [record for owner, record in current.items() if owner not in held]
            count = Count(sum(record.rows for record in missing), self._progress)
            gone = sorted(held - set(current))
            for group in _groups(missing):
                self._take_in(lexical, group)
                held |= {record.owner for record in group}
                self._say_synced(held)
                count.add(sum(record.rows for record in group))
            if gone:
                lexical.remove(gone)
                self._say_synced(held - set(gone))
        self._lexical, self._in_lexical = lexical, self.manifest.owners

    def _take_in(self, lexical: LexicalIndex, records: Sequence[DocumentRecord]) -> None:
        owners = [record.owner for record in records]
        vectors = self._server.vectors.vectors_of(owners)
        # Who died before saying so may have added them already.
        with lexical.adding(instead_of=owners) as add:
            for owner, document in zip(owners, self._server.read_texts(records), strict=True):
                if not document.paragraphs:
                    continue
                stored = np.stack([vectors[row_key(owner, p)] for p in document.paragraphs])
                ready = prepare(self._embedder, document.paragraphs, stored)
                for row in ready.rows([owner] * len(document.paragraphs)):
                    add(row)

    def _synced(self) -> set[str] | None:
        """The owners in the lexical index; None if that must be made anew."""
        try:
            said = json.loads((self._folder / "synced.json").read_bytes())
            return set(said["owners"]) if said["analyser"] == ANALYSER_VERSION else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _say_synced(self, owners: set[str]) -> None:
        said = {"analyser": ANALYSER_VERSION, "owners": sorted(owners)}
        write_atomically(self._folder / "synced.json", json.dumps(said))


def _groups(records: Sequence[DocumentRecord]) -> Iterator[list[DocumentRecord]]:
    """`records` in groups of about `_GROUP` paragraphs."""
    group: list[DocumentRecord] = []
    for record in records:
        if group and sum(one.rows for one in group) + record.rows > _GROUP:
            yield group
            group = []
        group.append(record)
    if group:
        yield group
