"""The manifest: what a store holds and what it was built with, in one atomic file.

A document is in the store when the manifest says so, and never otherwise: rows in Chroma or
tantivy whose revision the manifest does not name are left-overs of a write that was cut off,
or old versions on their way out, and readers pass them over.
"""

import json
import os
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from corpus import Document, Language
from vectorstore.errors import StoreMismatchError, StoreUnavailableError
from vectorstore.windows import windows

SCHEMA = 1
_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class EmbeddingIdentity:
    """The embedding model a store was built with; `fingerprint` hashes its weights."""

    name: str
    fingerprint: str
    dimension: int


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What the manifest keeps of a document; `revision` names its rows and its stored text.

    `paragraphs` counts the body, `rows` the head block as well, `windows` the further vectors of
    very long paragraphs. `path` and `file_hash` tell
    which file it came from and what that held; empty for documents that came from no file.
    """

    id: str
    revision: int
    title: str
    label: str
    language: Language
    date: str | None
    source: str | None
    origin: str
    content_hash: str
    paragraphs: int
    rows: int
    path: str = ""
    file_hash: str = ""
    windows: int = 0

    @classmethod
    def of(cls, document: Document, revision: int) -> "DocumentRecord":
        """The record of a document that is stored as `revision`."""
        return cls(
            id=document.id,
            revision=revision,
            title=document.title,
            label=document.label,
            language=document.language,
            date=document.date,
            source=document.source,
            origin=document.origin,
            content_hash=document.content_hash,
            paragraphs=len(document.body),
            rows=len(document.paragraphs),
            path=document.path,
            file_hash=document.file_hash,
            windows=sum(len(windows(p.text)) for p in document.paragraphs),
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)

    @property
    def owner(self) -> str:
        """The key that this version's rows carry in Chroma and tantivy."""
        return f"{self.id}@{self.revision}"


@dataclass(frozen=True)
class Manifest:
    """The state of a store. Values are replaced, never changed in place.

    `generation` names the folder with the Chroma and tantivy data; `next_revision` is given
    to the next written document; `pending` and `garbage` are owners whose rows must go: of
    writes begun but not finished, and of replaced or removed versions. `shipped` is the hash
    of the shipped corpus last taken in, `removed` the shipped documents the user removed.
    """

    embedding: EmbeddingIdentity
    analyser: int
    splitter: int
    schema: int = SCHEMA
    generation: int = 1
    next_revision: int = 1
    documents: dict[str, DocumentRecord] = field(default_factory=dict)
    pending: tuple[str, ...] = ()
    garbage: tuple[str, ...] = ()
    shipped: str = ""
    removed: tuple[str, ...] = ()

    @cached_property
    def owners(self) -> frozenset[str]:
        """The owners of all rows that readers may see."""
        return frozenset(record.owner for record in self.documents.values())

    @cached_property
    def rows(self) -> int:
        """How many rows readers may see."""
        return sum(record.rows for record in self.documents.values())

    @cached_property
    def windows(self) -> int:
        """How many further vectors very long paragraphs have."""
        return sum(record.windows for record in self.documents.values())

    def with_documents(self, *records: DocumentRecord, without: str = "") -> "Manifest":
        """A manifest with `records` put in, and the document `without` taken out."""
        documents = {**self.documents, **{record.id: record for record in records}}
        documents.pop(without, None)
        gone = self.owners - {record.owner for record in documents.values()}
        return replace(self, documents=documents, garbage=(*self.garbage, *sorted(gone)))


def read_manifest(home: Path) -> Manifest | None:
    """The manifest of the store in `home`; None where there is no store yet.

    Raises:
        StoreUnavailableError: the file cannot be read or is damaged.
        StoreMismatchError: a newer version of Alinéa wrote it.
    """
    path = home / _NAME
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise StoreUnavailableError(
            f"The store's manifest {str(path)!r} cannot be read ({error}). Restore it from a "
            f"backup, or move the folder {str(home)!r} away and add your documents again."
        ) from error
    return _from_data(data, path)


def _from_data(data: Any, path: Path) -> Manifest:
    try:
        if data["schema"] > SCHEMA:
            raise StoreMismatchError(
                f"The store {str(path.parent)!r} has schema {data['schema']}, this version of "
                f"Alinéa reads up to {SCHEMA}. Upgrade Alinéa, or set ALINEA_HOME elsewhere."
            )
        records = {key: DocumentRecord(**value) for key, value in data["documents"].items()}
        lists = {key: tuple(data[key]) for key in ("pending", "garbage", "removed")}
        embedding = EmbeddingIdentity(**data["embedding"])
        return Manifest(**{**data, **lists, "documents": records, "embedding": embedding})
    except (KeyError, TypeError, AttributeError) as error:
        raise StoreUnavailableError(
            f"{str(path)!r} is not a manifest of Alinéa ({error!r}). "
            "Set ALINEA_HOME to the store's folder, or to an empty one."
        ) from error


def write_manifest(home: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step: after a crash the old or the new one is there, whole."""
    write_atomically(home / _NAME, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))


def manifest_stamp(home: Path) -> tuple[int, int] | None:
    """Changes whenever the manifest was replaced; None where there is none."""
    try:
        status = (home / _NAME).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ino


def write_atomically(path: Path, text: str, *, mode: int = 0o666) -> None:
    """Write `text` to `path` so that no reader ever sees half of it, and survive a power cut.

    `mode` is what others may do with the file, from its first moment, less the process's umask.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    new = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(new, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # a rename is durable on its own, and folders cannot be opened
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
