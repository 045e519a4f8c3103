"""Files and folders → documents in the store, with a report of what became of each."""

import glob
import hashlib
import os
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from corpus import SPLITTER_VERSION, Document, Note, read_document, slug
from corpus.errors import DocumentError
from corpus.loaders import SUPPORTED, checked
from qa.errors import UsageError
from vectorstore.manifest import DocumentRecord
from vectorstore.store import Store

IngestStatus = Literal["added", "replaced", "unchanged", "skipped", "failed"]
_HASH_DIGITS = 6
_CHUNK = 1 << 20
_MOST_LABELS = 4
# Stored together: this many paragraphs, or what can be read in this many seconds.
_TOGETHER = 20_000
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of one file.

    `languages` are those of the paragraphs, the commonest first; `paragraphs` counts the body;
    `numbering` shows the printed numbers that were found, one of each depth, and `numbered` how
    many paragraphs have one; `pages` is 0 for formats without pages. `skipped` says what was
    passed over and why, `error` why nothing was added.
    """

    path: str
    status: IngestStatus
    document_id: str = ""
    title: str = ""
    language: str = ""
    languages: tuple[str, ...] = ()
    paragraphs: int = 0
    numbered: int = 0
    numbering: tuple[str, ...] = ()
    pages: int = 0
    notes: tuple[Note, ...] = ()
    skipped: str = ""
    seconds: float = 0.0
    error: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        data = {name: getattr(self, name) for name in self.__slots__}
        return {**data, "notes": [{**n.to_dict(), "text": str(n)} for n in self.notes]}


@dataclass(frozen=True, slots=True)
class Shard:
    """One machine's part of the files: each `count`-th, beginning with the `number`-th."""

    number: int = 1
    count: int = 1

    @classmethod
    def parse(cls, text: str) -> "Shard":
        """The shard written as "2/8".

        Raises:
            UsageError: it is not one.
        """
        found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
        number, count = map(int, found.groups()) if found else (0, 0)
        if not 1 <= number <= count:
            raise UsageError(
                f"{text!r} is no part of the files. Give the second of eight parts as 2/8."
            )
        return cls(number, count)

    def has(self, place: int) -> bool:
        """Whether the file at `place`, counted from 0, is of this part."""
        return place % self.count == self.number - 1


WHOLE = Shard()


def ingest(
    store: Store, paths: Iterable[str | Path], shard: Shard = WHOLE
) -> Iterator[IngestReport]:
    """Take in files, folders and patterns ("reports/**/*.pdf"), with a report on each in turn.

    Files that are read quickly are stored together, which is many times faster than one by one;
    a report says that its file is stored. Of several machines that read the same files, each
    takes its `shard`.

    Raises:
        StoreLockedError: another process is writing.
    """
    batch = _Batch(store)
    seen: set[str] = set()
    for found in expand(paths):
        if isinstance(found, IngestReport):
            batch.files.append((found, None))
        elif (full := _full(found)) not in seen:
            seen.add(full)
            if shard.has(len(seen) - 1):
                batch.read(found, full)
        if batch.is_due:
            yield from batch.store()
            batch = _Batch(store)
    yield from batch.store()


def expand(paths: Iterable[str | Path]) -> Iterator[Path | IngestReport]:
    """The files that `paths` stand for, in the order of their names.

    Of a folder, those that a loader reads, at any depth; hidden ones and links to folders are
    passed over. What is skipped, or matches nothing, is a report.
    """
    for path in map(str, paths):
        if os.path.isdir(path):
            yield from _in_folder(path)
        elif glob.has_magic(path) and not os.path.exists(path):
            found = sorted(f for f in glob.glob(path, recursive=True) if os.path.isfile(f))
            yield from map(Path, found)
            if not found:
                yield IngestReport(
                    path, "failed", error=f"No file matches {path!r}. Check the pattern."
                )
        else:
            yield Path(path)


def _in_folder(folder: str) -> Iterator[Path | IngestReport]:
    found: list[str] = []
    others: Counter[str] = Counter()
    for inner, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            ending = os.path.splitext(name)[1].lower()
            if name.startswith("."):
                continue
            if ending in SUPPORTED:
                found.append(os.path.join(inner, name))
            else:
                others[ending or "no ending"] += 1
    yield from map(Path, found)
    if others:
        endings = ", ".join(ending for ending, _ in others.most_common(_MOST_LABELS))
        count = sum(others.values())
        said = f"{count} {'file' if count == 1 else 'files'} that no loader reads ({endings})"
        yield IngestReport(folder, "skipped", skipped=said)
    elif not found:
        yield IngestReport(
            folder,
            "failed",
            error=f"{folder!r} holds no document. Supported: {', '.join(SUPPORTED)}.",
        )


def _full(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # a NUL in the name: there is no such file
        return str(path)


class _Batch:
    """Files that were read, to be stored together: a report each, and what is to be stored."""

    def __init__(self, store: Store) -> None:
        self.files: list[tuple[IngestReport, Document | None]] = []
        self._store = store
        self._paragraphs = 0
        self._begun = time.monotonic()
        self._known = _Known(store.documents())

    @property
    def is_due(self) -> bool:
        """Whether it is time to store what was read."""
        late = time.monotonic() - self._begun > _PATIENCE
        return late or self._paragraphs >= _TOGETHER

    def read(self, path: Path, full: str) -> None:
        """Read the file at `path`, which is `full` in full."""
        started = time.monotonic()
        try:
            checked(path)
            file_hash = _hash_of(path)
            before = self._known.record(full, path)
            if before and before.file_hash == file_hash:
                # The same bytes, read by the same splitter, give the same paragraphs.
                document = self._store.document(before.id)
                report = _report(path, "unchanged", document, _since(started))
                self.files.append((report, None))
                return
            document_id = before.id if before else self._known.free_id(full, path)
            read = read_document(path, document_id)
            document = replace(read, path=full, file_hash=file_hash)
            report = _report(path, "replaced" if before else "added", document, _since(started))
            self.files.append((report, document))
            self._known.ids.add(document_id)
            self._paragraphs += len(document.paragraphs)
        except DocumentError as error:
            report = IngestReport(str(path), "failed", error=str(error), seconds=_since(started))
            self.files.append((report, None))

    def store(self) -> Iterator[IngestReport]:
        """Store what was read, and give the reports: each with its share of the time."""
        started = time.monotonic()
        if any(document for _, document in self.files):
            with self._store.exclusive():
                self._settle_ids()
                self._store.add([document for _, document in self.files if document])
        each = (time.monotonic() - started) / max(1, self._paragraphs)
        for report, document in self.files:
            share = each * len(document.paragraphs) if document else 0.0
            yield replace(report, seconds=round(report.seconds + share, 3))

    def _settle_ids(self) -> None:
        """Other processes may have stored documents since these were read."""
        known = _Known(self._store.documents())
        for at, (report, document) in enumerate(self.files):
            if document is None:
                continue
            before = known.record(document.path, Path(report.path))
            document_id = before.id if before else self._claimed(known, document, report)
            known.ids.add(document_id)
            if document_id != document.id:
                document = document.renamed(document_id)
            status: IngestStatus = "replaced" if before else "added"
            self.files[at] = (replace(report, status=status, document_id=document_id), document)

    def _claimed(self, known: "_Known", document: Document, report: IngestReport) -> str:
        free = known.free_id(document.path, Path(report.path))
        if not self._store.claim(free, document.path):  # another machine was faster
            known.ids.add(free)
            free = known.free_id(document.path, Path(report.path))
        return free


class _Known:
    """The documents of the store, by the files that they came from."""

    def __init__(self, records: Iterable[DocumentRecord]) -> None:
        records = list(records)
        self.ids = {record.id for record in records}
        self._by_path = {record.path: record for record in records if record.path}
        # Stores of older versions know the name of a file alone.
        self._by_name = {(r.id, r.origin): r for r in records if not r.path}

    def record(self, full: str, path: Path) -> DocumentRecord | None:
        """The document that came from this file."""
        if record := self._by_path.get(full):
            return record
        return self._by_name.pop((slug(path.stem), path.name), None)

    def free_id(self, full: str, path: Path) -> str:
        """The slug of the name; with hex digits of the path where another document has that."""
        named = slug(path.stem)
        if named not in self.ids:
            return named
        digits = hashlib.sha256(full.encode("utf-8", "replace")).hexdigest()[:_HASH_DIGITS]
        return f"{named}-{digits}"


def _hash_of(path: Path) -> str:
    """SHA-256 over the file and the version of the splitter.

    Raises:
        DocumentError: the file cannot be read.
    """
    digest = hashlib.sha256(str(SPLITTER_VERSION).encode())
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise DocumentError(
            f"{str(path)!r} cannot be opened: {error.strerror}. Check its permissions."
        ) from error
    return digest.hexdigest()


def _since(started: float) -> float:
    return round(time.monotonic() - started, 3)


def _report(path: Path, status: IngestStatus, document: Document, seconds: float) -> IngestReport:
    body = document.body
    labelled = [p.locator.path for p in body if p.locator.path]
    deepest: dict[int, str] = {}
    for labels in labelled:
        for depth, label in enumerate(labels):
            deepest.setdefault(depth, label)
    languages = Counter(paragraph.language for paragraph in body)
    return IngestReport(
        path=str(path),
        status=status,
        document_id=document.id,
        title=document.title,
        language=document.language,
        languages=tuple(language for language, _ in languages.most_common()),
        paragraphs=len(body),
        numbered=len(labelled),
        numbering=tuple(deepest[depth] for depth in sorted(deepest)[:_MOST_LABELS]),
        pages=len(document.pages),
        notes=document.notes,
        seconds=seconds,
    )
