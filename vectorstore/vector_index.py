"""The vectors of a store, in Chroma: one for each paragraph, and more for very long ones."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from corpus import Paragraph
from vectorstore.embeddings import Vectors
from vectorstore.errors import StoreUnavailableError
from vectorstore.rows import row_key

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_COLLECTION = "paragraphs"
# Between a row's key and the number of a window.
_WINDOW = "#"
_DISTANCES: Any = ["distances"]


class VectorIndex:
    """A Chroma collection, which takes up to `most` rows in one call.

    `place` names it in messages, `close` lets go of it.
    """

    def __init__(
        self,
        collection: "Collection",
        place: str,
        close: Callable[[], object] = lambda: None,
        *,
        most: int = 5000,
    ) -> None:
        self._collection = collection
        self._place = place
        self.close = close
        self._most = most
        self._alone: Callable[[], AbstractContextManager[None]] = nullcontext

    @classmethod
    def in_folder(
        cls, folder: Path, alone: Callable[[], AbstractContextManager[None]] = nullcontext
    ) -> "VectorIndex":
        """The collection in a folder, opened for this process; it writes while `alone`.

        Chroma's embedded client never sees what another process wrote after it was opened, so
        the store closes and opens it anew when the manifest says that something changed.
        """
        import chromadb
        from chromadb.config import Settings

        try:
            folder.mkdir(parents=True, exist_ok=True)
            settings = Settings(anonymized_telemetry=False)
            # Annotated as its interface, which lacks `close`.
            client = cast("Client", chromadb.PersistentClient(str(folder), settings))
            collection = client.get_or_create_collection(
                _COLLECTION,
                configuration={"hnsw": {"space": "cosine"}},
                embedding_function=None,
            )
        except Exception as error:  # Chroma raises its Rust errors as bare exceptions
            raise StoreUnavailableError(
                f"Chroma cannot open {str(folder)!r} ({error}). Check the folder's permissions; "
                "if it is damaged, run `alinea rebuild` to make it anew from the stored texts."
            ) from error
        index = cls(collection, repr(str(folder)), client.close)
        index._alone = alone
        return index

    def load(self, dimension: int) -> None:
        """Read from the disk what searching needs.

        Chroma does so at the first search, and crashes where another process is writing it.
        """
        any_vector: Any = np.ones((1, dimension), dtype=np.float32)
        with self._talking("read"):
            if self._collection.count():
                self._collection.query(query_embeddings=any_vector, n_results=1, include=[])

    def count(self) -> int:
        """How many rows are stored, stale ones included."""
        with self._talking("read"):
            return int(self._collection.count())

    def add(self, owners: Sequence[str], paragraphs: Sequence[Paragraph], vectors: Vectors) -> None:
        """Store new rows, given in columns: the owner and the vector of each paragraph.

        There must be none with a key that is there already.
        """
        keys = [row_key(*pair) for pair in zip(owners, paragraphs, strict=True)]
        for first in range(0, len(keys), self._most):
            some = slice(first, first + self._most)
            with self._talking("write"):
                self._collection.add(
                    ids=keys[some],
                    embeddings=vectors[some],
                    documents=[paragraph.text for paragraph in paragraphs[some]],
                    # Few fields: Chroma reads and writes each of them as a row of its own.
                    metadatas=[
                        {"owner": owner, "document": p.document_id, "paragraph": p.id}
                        for owner, p in zip(owners[some], paragraphs[some], strict=True)
                    ],
                )

    def add_windows(self, owner: str, paragraph: Paragraph, vectors: Vectors) -> None:
        """Store further vectors by which the paragraph is found."""
        key, document = row_key(owner, paragraph), paragraph.document_id
        with self._talking("write"):
            self._collection.add(
                ids=[f"{key}{_WINDOW}{n}" for n in range(len(vectors))],
                embeddings=vectors,
                documents=["" for _ in vectors],
                metadatas=[{"owner": owner, "document": document} for _ in vectors],
            )

    def remove(self, owners: Sequence[str]) -> None:
        """Remove every row of `owners`."""
        if owners:
            chosen: Any = {"owner": {"$in": list(owners)}}
            with self._talking("write"):
                self._collection.delete(where=chosen)

    @contextmanager
    def _talking(self, verb: str) -> Iterator[None]:
        with chroma_errors(f"{verb} {self._place}"):
            if verb == "write":
                with self._alone():
                    yield
            else:
                yield

    def nearest(
        self, vector: Vectors, limit: int, documents: Sequence[str] = ()
    ) -> dict[str, float]:
        """The keys of at most `limit` rows nearest to `vector` by cosine, nearest first.

        With each comes the cosine of its best window; −1 where the paragraph itself is nearer.
        """
        where: Any = {"document": {"$in": list(documents)}} if documents else None
        with self._talking("read"):
            found: Any = self._collection.query(
                query_embeddings=vector[None, :], n_results=limit, where=where, include=_DISTANCES
            )
        best: dict[str, float] = {}
        for name, distance in zip(found["ids"][0], found["distances"][0], strict=True):
            key, is_window, _ = name.partition(_WINDOW)
            best.setdefault(key, 1.0 - distance if is_window else -1.0)
        return best

    def vectors_of(self, owners: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of all rows of `owners`, by key; windows are left out."""
        chosen: Any = {"owner": {"$in": list(owners)}}
        with self._talking("read"):
            found: Any = self._collection.get(where=chosen, include=["embeddings"])
        pairs = zip(found["ids"], found["embeddings"], strict=True)
        return {key: np.asarray(v, dtype=np.float32) for key, v in pairs if _WINDOW not in key}


@contextmanager
def chroma_errors(doing: str) -> Iterator[None]:
    """Turns what Chroma and its client raise into a `StoreUnavailableError`."""
    from chromadb.errors import ChromaError
    from httpx import HTTPError

    try:
        yield
    except (ChromaError, HTTPError) as error:
        raise StoreUnavailableError(
            f"Chroma cannot {doing} ({error}). What the store held is still there; see to the "
            "folder's permissions and the free space, or to the server, and try again."
        ) from error
