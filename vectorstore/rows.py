"""The rows of a store in Chroma: a paragraph each, with its vector and all a citation needs."""

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from corpus import Paragraph
from vectorstore.embeddings import Vectors
from vectorstore.errors import StoreUnavailableError
from vectorstore.soft import Tokens

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_COLLECTION = "paragraphs"
# Between a row's key and the number of a window.
_WINDOW = "#"
_DISTANCES: Any = ["distances"]
_NO_VECTOR = "Error finding id"
# The arrays of `Tokens` as bytes, in the order of its fields.
_TOKENS = {"ids": "<u4", "starts": "<u4", "norms": "<f4"}
_REMEMBERED = 10_000  # rows, of about 6 kB


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph as stored, with its vector (unit length, shape (dimension,)).

    `tokens` are those of the embedding model in its text, for soft matching.
    """

    key: str
    owner: str
    paragraph: Paragraph
    vector: NDArray[np.float32]
    tokens: Tokens


def row_key(owner: str, paragraph: Paragraph) -> str:
    """The key of a paragraph's row: its position under the owner, unique by construction."""
    return f"{owner}/{paragraph.position}"


class ChromaRows:
    """The rows in a Chroma collection, which takes up to `most` of them in one call.

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
        self._remembered: dict[str, Row] = {}

    @classmethod
    def in_folder(cls, folder: Path) -> "ChromaRows":
        """The collection in a folder, opened for this process.

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
        return cls(collection, repr(str(folder)), client.close)

    def count(self) -> int:
        """How many rows are stored, stale ones included."""
        with self._talking("read"):
            return int(self._collection.count())

    def add(
        self,
        owners: Sequence[str],
        paragraphs: Sequence[Paragraph],
        vectors: Vectors,
        stored: Sequence[str],
    ) -> None:
        """Store new rows, given in columns: the owner of each, its vector, its `stored_form`.

        There must be none with a key that is there already.
        """
        keys = [row_key(*pair) for pair in zip(owners, paragraphs, strict=True)]
        # Few fields: Chroma reads each of them as a row of its own.
        metadatas = [
            {"owner": owner, "document": paragraph.document_id, "paragraph": form}
            for owner, paragraph, form in zip(owners, paragraphs, stored, strict=True)
        ]
        for first in range(0, len(keys), self._most):
            some = slice(first, first + self._most)
            with self._talking("write"):
                self._collection.add(
                    ids=keys[some],
                    embeddings=vectors[some],
                    documents=[paragraph.text for paragraph in paragraphs[some]],
                    metadatas=[*metadatas[some]],
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
            yield

    def nearest(
        self, vector: NDArray[np.float32], limit: int, documents: Sequence[str] = ()
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

    def get(self, keys: Iterable[str]) -> list[Row]:
        """The rows with `keys`, in no particular order; unknown keys are left out.

        A key's row never changes, so that rows are read once and remembered. Rows removed
        since then are found too: their owners are not in the manifest.
        """
        wanted = list(dict.fromkeys(keys))
        remembered = self._remembered
        if new := [key for key in wanted if key not in remembered]:
            found = self._read(new)
            if len(remembered) + len(new) > _REMEMBERED:
                remembered = {key: remembered[key] for key in wanted if key in remembered}
            remembered.update((row.key, row) for row in found)
            self._remembered = remembered
        return [remembered[key] for key in wanted if key in remembered]

    def _read(self, keys: list[str]) -> list[Row]:
        fields: Any = ["documents", "metadatas", "embeddings"]
        try:
            with self._talking("read"):
                return _rows_of(self._collection.get(ids=keys, include=fields))
        except StoreUnavailableError as error:
            # A row that another process has just written: this client knows its text and not
            # its vector, and gives nothing at all. No reader may see such a row yet.
            if _NO_VECTOR not in str(error):
                raise
            if len(keys) == 1:
                return []
            middle = len(keys) // 2
            return [*self._read(keys[:middle]), *self._read(keys[middle:])]

    def paragraphs_of(self, owners: Sequence[str]) -> Iterator[tuple[str, Paragraph]]:
        """Every paragraph of `owners`, in no particular order, each with its owner."""
        chosen: Any = {"owner": {"$in": list(owners)}}
        with self._talking("read"):
            found: Any = self._collection.get(where=chosen, include=["documents", "metadatas"])
        for text, metadata in zip(found["documents"], found["metadatas"], strict=True):
            if "paragraph" not in metadata:
                continue  # a window
            yield metadata["owner"], _paragraph(text, json.loads(metadata["paragraph"]))


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


def stored_form(paragraph: Paragraph, tokens: Tokens) -> str:
    """What Chroma keeps of a paragraph besides its text: its other fields and its tokens."""
    fields = paragraph.to_dict()
    del fields["text"]  # Chroma keeps it as the row's document
    cells = {
        name: base64.b64encode(getattr(tokens, name).astype(kind).tobytes()).decode()
        for name, kind in _TOKENS.items()
    }
    return json.dumps({"tokens": cells, **fields}, ensure_ascii=False)


def _rows_of(found: Any) -> list[Row]:
    columns = [found[name] for name in ("ids", "documents", "metadatas", "embeddings")]
    # Chroma finds a row that another process has just removed, without what belongs to it.
    return [_row(*cells) for cells in zip(*columns, strict=True) if None not in cells[:3]]


def _row(key: str, text: str, metadata: Any, vector: Any) -> Row:
    fields = json.loads(metadata["paragraph"])
    stored = fields.pop("tokens")
    tokens = Tokens(
        *(np.frombuffer(base64.b64decode(stored[name]), dtype) for name, dtype in _TOKENS.items())
    )
    unit = np.asarray(vector, dtype=np.float32)
    return Row(key, metadata["owner"], _paragraph(text, fields), unit, tokens)


def _paragraph(text: str, fields: dict[str, Any]) -> Paragraph:
    fields.pop("tokens", None)
    return Paragraph.from_dict({**fields, "text": text})
