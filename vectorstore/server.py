"""What a store keeps on a Chroma server besides its rows: the records and texts of documents.

Three collections share a name. `<name>-paragraphs` has the rows. `<name>-documents` has a record
for each document, under its id: the one row that decides which version readers see. It also has
marks: rows to be removed one day, of versions begun (by a writer that may have died) and of
versions replaced (that readers who have not looked since may still see). `<name>-texts` has the
documents' texts in pieces. Vectors there and in the records are of no use, but Chroma wants some.
"""

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from corpus import Document
from vectorstore.embeddings import Vectors
from vectorstore.errors import StoreError, StoreMismatchError, StoreUnavailableError
from vectorstore.manifest import SCHEMA, DocumentRecord, EmbeddingIdentity, Manifest
from vectorstore.vector_index import VectorIndex, chroma_errors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_SHIPPED = "@shipped"
_PIECE = 4000  # characters; Chroma Cloud takes up to 16 kB a row
_PAGE = 300  # rows, as many as Chroma Cloud gives at once
_MOST = 1000  # rows written at once, if the server takes so many
# Nobody takes longer to write what is stored together, nor to look again.
_SECONDS_TO_WRITE = 24 * 3600
_SECONDS_TO_READ = 60


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a Chroma server is and which collections to use there."""

    url: str
    collection: str = "alinea"
    key: str | None = None
    tenant: str = "default_tenant"
    database: str = "default_database"


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as the server has it: `state` is "stored", "removed", or "claimed" by a file."""

    record: DocumentRecord
    state: str
    first: int
    stamp: int


class Server:
    """The collections of a store on the server at `address`, made if they are not there.

    Raises:
        StoreUnavailableError: there is no server, or it does not let us in.
        StoreMismatchError: the store there was built with another embedding model.
    """

    def __init__(self, address: ServerAddress, embedding: EmbeddingIdentity) -> None:
        self.address = address
        client = _client(address)
        try:
            with chroma_errors(f"be used at {address.url!r}"):
                built = {"schema": SCHEMA, **asdict(embedding)}
                cosine = {"hnsw": {"space": "cosine"}}
                rows = self._collection(client, "paragraphs", metadata=built, configuration=cosine)
                self._documents = self._collection(client, "documents")
                self._texts = self._collection(client, "texts")
                self._most = min(client.get_max_batch_size(), _MOST)
            _require_same(address, rows.metadata or {}, built)
        except StoreError:
            _close(client)
            raise
        place = f"{rows.name!r} on {address.url!r}"
        self.vectors = VectorIndex(rows, place, partial(_close, client), most=self._most)

    def _collection(self, client: "ClientAPI", kind: str, **options: Any) -> "Collection":
        name = f"{self.address.collection}-{kind}"
        return client.get_or_create_collection(name, embedding_function=None, **options)

    # Records

    def records(self, since: int = 0) -> tuple[list[Stored], str | None]:
        """The records written since the stamp `since`, and the hash of the shipped corpus.

        Raises:
            StoreUnavailableError: the server cannot be reached.
        """
        found, shipped = [], None
        for key, metadata in self._pages({"stamp": {"$gte": since}}):
            if key == _SHIPPED:
                shipped = str(metadata["shipped"])
            else:
                record = DocumentRecord(**json.loads(metadata["record"]))
                first, stamp = int(metadata["first"]), int(metadata["stamp"])
                found.append(Stored(record, metadata["state"], first, stamp))
        return found, shipped

    def put(self, stored: Sequence[Stored]) -> None:
        """Make these the records of their documents, all at once."""
        with self._talking():
            self._documents.upsert(**_record_rows(stored))

    def claim(self, record: DocumentRecord) -> bool:
        """Whether the document's id is free, or claimed by the same file, and now is claimed."""
        now = time.time_ns()
        with self._talking():
            # `add` leaves alone what is there: of all who claim an id, one gets it.
            self._documents.add(**_record_rows([Stored(record, "claimed", now, now)]))
            found: Any = self._documents.get(ids=[record.id], include=["metadatas"])
        (metadata,) = found["metadatas"]
        path = json.loads(metadata["record"])["path"]
        return bool(metadata["state"] == "removed" or path == record.path)

    def put_shipped(self, shipped: str) -> None:
        """Say which shipped corpus was taken in."""
        metadata: Any = {"shipped": shipped, "stamp": time.time_ns()}
        with self._talking():
            self._documents.upsert(
                ids=[_SHIPPED], metadatas=[metadata], embeddings=_no_vectors(1), documents=[""]
            )

    # Marks

    def mark(self, kind: str, owners: Sequence[str]) -> None:
        """Say that the rows of `owners` are to go unless a record names them then.

        `kind` is "begun" for versions being written, "gone" for those being replaced.
        """
        if not owners:
            return
        seconds = _SECONDS_TO_WRITE if kind == "begun" else _SECONDS_TO_READ
        expires = time.time_ns() + seconds * 1_000_000_000
        with self._talking():
            self._documents.upsert(
                ids=[f"@{kind}/{owner}" for owner in owners],
                metadatas=[{"owner": owner, "expires": expires} for owner in owners],
                embeddings=_no_vectors(len(owners)),
                documents=["" for _ in owners],
            )

    def unmark(self, kind: str, owners: Sequence[str]) -> None:
        """Take marks back."""
        if owners:
            with self._talking():
                self._documents.delete(ids=[f"@{kind}/{owner}" for owner in owners])

    def marked(self) -> frozenset[str]:
        """The owners of all marks."""
        return frozenset(str(m["owner"]) for _, m in self._pages({"expires": {"$gt": 0}}))

    def sweep(self, current: frozenset[str]) -> None:
        """Remove the rows and texts whose time has come, but for those of `current` owners."""
        due = list(self._pages({"expires": {"$lt": time.time_ns()}}))
        for key, metadata in due:
            owner = str(metadata["owner"])
            if owner not in current:
                self.vectors.remove([owner])
                with self._talking():
                    self._texts.delete(where={"owner": owner})
            with self._talking():
                self._documents.delete(ids=[key])

    # Texts

    def write_texts(self, documents: Iterable[tuple[str, Document]]) -> None:
        """Keep documents, each with its owner."""
        pieces = iter(_pieces(documents))
        while some := list(islice(pieces, self._most)):
            keys, owners, texts = zip(*some, strict=True)
            with self._talking():
                self._texts.add(
                    ids=list(keys),
                    documents=list(texts),
                    metadatas=[{"owner": owner} for owner in owners],
                    embeddings=_no_vectors(len(some)),
                )

    def read_texts(self, records: Sequence[DocumentRecord]) -> Iterator[Document]:
        """The documents of `records`, in that order.

        Raises:
            StoreUnavailableError: one is not there, or not whole.
        """
        chosen: Any = {"owner": {"$in": [record.owner for record in records]}}
        with self._talking():
            found: Any = self._texts.get(where=chosen, include=["documents"])
        pieces: dict[str, dict[int, str]] = {}
        for key, text in zip(found["ids"], found["documents"], strict=True):
            owner, _, number = key.rpartition("/")
            pieces.setdefault(owner, {})[int(number)] = text
        for record in records:
            parts = pieces.get(record.owner, {})
            try:
                yield _from_text("".join(parts[n] for n in range(len(parts))))
            except (ValueError, KeyError, TypeError) as error:
                raise StoreUnavailableError(
                    f"The text of {record.id!r} on {self.address.url!r} is not whole ({error!r}). "
                    f"Take the document out (`alinea remove {record.id}`) and add it again."
                ) from error

    # Inside

    def _pages(self, where: Any) -> Iterator[tuple[str, Any]]:
        offset = 0
        while True:
            with self._talking():
                page: Any = self._documents.get(
                    where=where, limit=_PAGE, offset=offset, include=["metadatas"]
                )
            yield from zip(page["ids"], page["metadatas"], strict=True)
            offset += _PAGE
            if len(page["ids"]) < _PAGE:
                return

    def _talking(self) -> Any:
        return chroma_errors(f"use {self.address.collection!r} on {self.address.url!r}")


def manifest_of(
    stored: Iterable[Stored], shipped: str, marked: frozenset[str], empty: Manifest
) -> Manifest:
    """The records as a manifest, the documents in the order in which they were first added."""
    ordered = sorted(stored, key=lambda one: (one.first, one.record.id))
    documents = {one.record.id: one.record for one in ordered if one.state == "stored"}
    owners = {record.owner for record in documents.values()}
    removed = [one.record for one in ordered if one.state == "removed"]
    return replace(
        empty,
        documents=documents,
        shipped=shipped,
        removed=tuple(record.id for record in removed if record.origin == "shipped"),
        garbage=tuple(sorted(marked - owners)),
    )


def _pieces(documents: Iterable[tuple[str, Document]]) -> Iterator[tuple[str, str, str]]:
    for owner, document in documents:
        text = _as_text(document)
        for at in range(0, len(text), _PIECE):
            yield f"{owner}/{at // _PIECE}", owner, text[at : at + _PIECE]


def _as_text(document: Document) -> str:
    """As JSON; the texts of paragraphs are known by their offsets."""
    data = document.to_dict()
    for paragraph in data["paragraphs"]:
        del paragraph["text"]
    return json.dumps(data, ensure_ascii=False)


def _from_text(text: str) -> Document:
    data = json.loads(text)
    for paragraph in data["paragraphs"]:
        paragraph["text"] = data["text"][paragraph["start"] : paragraph["end"]]
    return Document.from_dict(data)


def _record_rows(stored: Sequence[Stored]) -> dict[str, Any]:
    return {
        "ids": [one.record.id for one in stored],
        "metadatas": [
            {
                "record": json.dumps(one.record.to_dict(), ensure_ascii=False),
                "state": one.state,
                "first": one.first,
                "stamp": one.stamp,
            }
            for one in stored
        ],
        "embeddings": _no_vectors(len(stored)),
        "documents": [one.record.title for one in stored],
    }


def _no_vectors(count: int) -> Vectors:
    return np.ones((count, 1), dtype=np.float32)


def _client(address: ServerAddress) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(address.url)
    is_safe = parts.scheme == "https"
    try:
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("it is no address such as http://127.0.0.1:8000")
        return chromadb.HttpClient(
            host=parts.hostname,
            port=parts.port or (443 if is_safe else 8000),
            ssl=is_safe,
            headers={"x-chroma-token": address.key} if address.key else None,
            tenant=address.tenant,
            database=address.database,
            settings=Settings(anonymized_telemetry=False),
        )
    except Exception as error:  # Chroma says ValueError, or raises a bare Exception
        raise StoreUnavailableError(
            f"The Chroma server {address.url!r} cannot be used ({error}). Check ALINEA_CHROMA_URL, "
            "that the server runs (`chroma run`), and the key, tenant and database if it has any."
        ) from error


def _close(client: Any) -> None:
    client.close()
    # Chroma leaves the connections themselves open: its own, and those that look up tenants.
    for part in (client, client._admin_client):
        part._server._session.close()


def _require_same(address: ServerAddress, found: Any, built: dict[str, Any]) -> None:
    where = f"The collection {address.collection!r} on {address.url!r}"
    other = "Set ALINEA_CHROMA_COLLECTION to another name"
    if "schema" not in found:
        raise StoreMismatchError(f"{where} is not of Alinéa. {other}.")
    if found["schema"] > SCHEMA:
        raise StoreMismatchError(
            f"{where} has schema {found['schema']}, this version of Alinéa reads up to {SCHEMA}. "
            f"Upgrade Alinéa, or set ALINEA_CHROMA_COLLECTION to another name."
        )
    if found["name"] != built["name"]:
        raise StoreMismatchError(
            f"{where} was built with the embedding model {found['name']!r}, not {built['name']!r}. "
            f"Set ALINEA_EMBEDDING to {found['name']!r}, or ALINEA_CHROMA_COLLECTION to another "
            "name and add the documents there."
        )
    if dict(found) != built:
        raise StoreMismatchError(
            f"{where} was built with other weights of the embedding model {built['name']!r}. "
            f"{other} and add the documents there."
        )
