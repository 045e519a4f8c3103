"""Paragraphs made ready for the indexes: embedded, cut into tokens, packed.

Of many paragraphs this is done by helpers, processes beside this one, ahead of the writing:
Chroma's embedded client holds Python's lock while it writes, so that threads would only wait.
"""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from corpus import Paragraph
from vectorstore.concepts import Concepts
from vectorstore.embeddings import BUNDLED, BundledEmbedder, Embedder, Vectors
from vectorstore.lexical import LexicalRow, Terms, terms
from vectorstore.rows import pack, row_key
from vectorstore.soft import embedded, tokens_of
from vectorstore.windows import windows

# Small enough for a slow model to show that it gets on.
_BATCH = 64
_QUICK_BATCH = 256
# For helpers: as many as Chroma takes at its best rate in one call.
_LARGE_BATCH = 1000
# A helper takes a second or so to start, in which this many paragraphs are prepared here.
_WORTH_HELPERS = 3000
_MOST_HELPERS = 2
_WHILE_THEY_START = 700
# Batches that a helper has before it, so that it need not wait while Chroma writes.
_AHEAD = 3
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Some paragraphs in columns, each as long as `paragraphs`.

    `vectors` are unit rows, shape (paragraphs, dimension); `packed` and `terms` are what the
    lexical index takes. `windows` are the further vectors of very long paragraphs, by their place
    among `paragraphs`.
    """

    paragraphs: list[Paragraph]
    vectors: Vectors
    packed: list[bytes]
    terms: list[Terms]
    windows: dict[int, Vectors]

    def rows(self, owners: Sequence[str]) -> Iterator[LexicalRow]:
        """The paragraphs for the lexical index, given the owner of each."""
        columns = zip(owners, self.paragraphs, self.terms, self.packed, strict=True)
        for owner, paragraph, found, packed in columns:
            key = row_key(owner, paragraph)
            yield LexicalRow(key, owner, paragraph.document_id, found, packed)


def prepare(
    embedder: Embedder, paragraphs: Sequence[Paragraph], vectors: Vectors | None = None
) -> Prepared:
    """`paragraphs` ready for the indexes; their `vectors` if they are known already."""
    texts = [paragraph.text for paragraph in paragraphs]
    tokens = tokens_of(embedder, texts)
    concepts = Concepts.of_all(texts, [paragraph.language for paragraph in paragraphs])
    if vectors is None and isinstance(embedder, BundledEmbedder):
        # Its vector is the sum of its tokens, which need not be found twice.
        vectors = embedded(embedder, texts, tokens)
        items = [at for at, paragraph in enumerate(paragraphs) if paragraph.lead]
        if items:
            vectors[items] = embedder.embed_documents([introduced(paragraphs[at]) for at in items])
    elif vectors is None:
        vectors = embedder.embed_documents([introduced(paragraph) for paragraph in paragraphs])
    return Prepared(
        list(paragraphs),
        vectors,
        [pack(*cells) for cells in zip(paragraphs, vectors, tokens, concepts, strict=True)],
        [terms(p.text, p.language, _above(p)) for p in paragraphs],
        {at: embedder.embed_documents(cut) for at, t in enumerate(texts) if (cut := windows(t))},
    )


def introduced(paragraph: Paragraph) -> str:
    """Its text, of an item of a list with what introduces it: "lunch: £12" says little alone."""
    return f"{paragraph.lead}\n{paragraph.text}" if paragraph.lead else paragraph.text


def _above(paragraph: Paragraph) -> tuple[str, ...]:
    """What stands above it: the titles and, of an item of a list, what introduces it."""
    lead = [paragraph.lead] if paragraph.lead not in ("", *paragraph.headings[-1:]) else []
    return (paragraph.document_title, *paragraph.headings, *lead)


def prepared(embedder: Embedder, paragraphs: Iterable[Paragraph], total: int) -> Iterator[Prepared]:
    """`paragraphs`, about `total` of them, ready for the indexes, batch by batch in order.

    Only the bundled model is loaded by helpers too: others may need a card, or all the memory.
    """
    waiting = iter(paragraphs)
    helpers = min(_cores() - 1, _MOST_HELPERS)
    is_bundled = embedder.name == BUNDLED
    if is_bundled and total >= _WORTH_HELPERS and helpers > 0:
        yield from _by_helpers(embedder, waiting, helpers)
        return
    while batch := list(islice(waiting, _QUICK_BATCH if is_bundled else _BATCH)):
        yield prepare(embedder, batch)


def _by_helpers(
    embedder: Embedder, paragraphs: Iterator[Paragraph], count: int
) -> Iterator[Prepared]:
    helpers = [_Helper() for _ in range(count)]
    turns: deque[tuple[_Helper, list[Paragraph]]] = deque()

    def send(helper: _Helper) -> None:
        if batch := list(islice(paragraphs, _LARGE_BATCH)):
            helper.send(batch)
            turns.append((helper, batch))

    try:
        first = list(islice(paragraphs, _WHILE_THEY_START))
        for helper in helpers * _AHEAD:
            send(helper)
        yield prepare(embedder, first)
        while turns:
            helper, batch = turns.popleft()
            received = helper.receive() or prepare(embedder, batch)
            send(helper)
            yield received
    finally:
        for helper in helpers:
            helper.close()


class _Helper:
    """A process that prepares what it is sent, in order; one that died gives None."""

    def __init__(self) -> None:
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "vectorstore.helper"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        assert self._process.stdin
        assert self._process.stdout
        self._to, self._from = self._process.stdin, self._process.stdout

    def send(self, batch: list[Paragraph]) -> None:
        with suppress(OSError):
            pickle.dump(batch, self._to)
            self._to.flush()

    def receive(self) -> Prepared | None:
        try:
            received: Prepared = pickle.load(self._from)  # of our own making
        except (EOFError, OSError, pickle.UnpicklingError):
            return None
        return received

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._to, self._from):
            with suppress(OSError):
                pipe.close()


def _cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
