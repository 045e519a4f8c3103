"""What one process has open of a store: the manifest it last saw, and the indexes it names."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from vectorstore.errors import StoreMismatchError, StoreUnavailableError
from vectorstore.lexical import LexicalIndex
from vectorstore.lock import opening_lock
from vectorstore.manifest import Manifest, manifest_stamp, read_manifest, write_manifest
from vectorstore.vector_index import VectorIndex


class StoreState:
    """The newest manifest, with its Chroma rows and lexical index opened on demand.

    `empty` is the manifest of a store that has none yet, with the embedding model in use.
    Searches share the indexes; these are closed, to be opened anew, only when another
    process has replaced the manifest and no search is under way, because Chroma's client
    never sees what others write and is shared by all who open one folder.
    """

    def __init__(self, home: Path, empty: Manifest) -> None:
        self.manifest = empty
        self._home = home
        self._empty = empty
        self._turn = threading.Condition()
        self._readers = 0
        self._stamp: tuple[int, int] | None = None
        self._vectors: VectorIndex | None = None
        self._lexical: LexicalIndex | None = None

    def refresh(self) -> None:
        """Notice what another process has written since the last look.

        Raises:
            StoreMismatchError: the store is built with another embedding model.
        """
        with self._turn:
            if manifest_stamp(self._home) == self._stamp:
                return
            self._turn.wait_for(lambda: self._readers == 0)
            stamp = manifest_stamp(self._home)
            if stamp == self._stamp:  # another thread noticed while this one waited
                return
            manifest = read_manifest(self._home) or self._empty
            self._require_same_embedding(manifest)
            self.close()
            self.manifest, self._stamp = manifest, stamp

    @contextmanager
    def reading(self) -> Iterator[tuple[Manifest, VectorIndex, LexicalIndex]]:
        """One consistent view of the newest state; it stays open until the block ends."""
        with self._turn:
            self.refresh()
            view = (self.manifest, *self.open())
            self._readers += 1
        try:
            yield view
        finally:
            with self._turn:
                self._readers -= 1
                self._turn.notify_all()

    def open(self) -> tuple[VectorIndex, LexicalIndex]:
        """The indexes of the current generation.

        Raises:
            StoreUnavailableError: they are damaged, or gone: opened anew they would be empty,
                and every search would silently find nothing.
        """
        folder = generation_folder(self._home, self.manifest)
        for index in (folder / "chroma", folder / "lexical"):
            if self.manifest.rows and not index.is_dir():
                raise StoreUnavailableError(
                    f"The store's folder {str(index)!r} is gone. "
                    "Run `alinea rebuild` to make it anew from the stored texts."
                )
        with self._turn:
            if self._vectors is None or self._lexical is None:
                with opening_lock(self._home):
                    alone = partial(opening_lock, self._home)
                    self._vectors = VectorIndex.in_folder(folder / "chroma", alone)
                    with suppress(StoreUnavailableError):  # a search will meet it, and try again
                        self._vectors.load(self._empty.embedding.dimension)
                    self._lexical = LexicalIndex(folder / "lexical")
            return self._vectors, self._lexical

    def save(self, manifest: Manifest) -> None:
        """Make `manifest` the state of the store, for every process."""
        with self._turn:
            if manifest.generation != self.manifest.generation:
                self.close()
            write_manifest(self._home, manifest)
            self.manifest, self._stamp = manifest, manifest_stamp(self._home)

    def reopen(self) -> None:
        """As `close`: they are opened when they are needed."""
        self.close()

    def close(self) -> None:
        """Close the indexes once no search is under way."""
        with self._turn:
            self._turn.wait_for(lambda: self._readers == 0)
            if self._vectors is not None:
                self._vectors.close()
            self._vectors = self._lexical = None

    def _require_same_embedding(self, manifest: Manifest) -> None:
        built, now = manifest.embedding, self._empty.embedding
        if built.name != now.name:
            raise StoreMismatchError(
                f"The store {str(self._home)!r} was built with the embedding model "
                f"{built.name!r}, not {now.name!r}. Set ALINEA_EMBEDDING to {built.name!r}, "
                "or run `alinea rebuild` to index the stored texts anew."
            )
        if built != now:
            raise StoreMismatchError(
                f"The store {str(self._home)!r} was built with other weights of the embedding "
                f"model {now.name!r}. Run `alinea rebuild` to index the stored texts anew."
            )


def generation_folder(home: Path, manifest: Manifest) -> Path:
    """Where the Chroma and tantivy data of the manifest's generation are."""
    return home / "generations" / f"{manifest.generation:04}"
