"""Rows, another embedding model, and another process that writes to the same store."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import Language, Paragraph
from corpus.references import Locator
from vectorstore.concepts import Concepts
from vectorstore.lexical import LexicalRow, terms
from vectorstore.rows import pack
from vectorstore.soft import NO_TOKENS

# Does what its standard input says, one JSON line a step, and answers each with one line.
PROGRAM = """
import json, sys
from pathlib import Path
import chromadb, tantivy
from corpus import parse_document
from vectorstore.concepts import Concepts
from vectorstore.embeddings import load_embedder
from vectorstore.lock import writer_lock
from vectorstore.folder_store import FolderStore

home = Path(sys.argv[1])
embedder = load_embedder("bundled")
embedder.fingerprint
store = None

def say(answer):
    print(json.dumps(answer), flush=True)

def documents(texts):
    return [parse_document(t, document_id=i, name=i, origin=i) for i, t in texts.items()]

say("ready")
for line in sys.stdin:
    step = json.loads(line)
    store = store or FolderStore(home, embedder, wait=step.get("wait", 10))
    match step["do"]:
        case "add":
            store.add(documents(step["texts"]))
        case "add for ever":
            for version in range(step["first"], sys.maxsize):
                store.add(documents({
                    name: text.replace("VERSION", f"version{version}")
                    for name, text in step["texts"].items()
                }))
                say(version)
        case "remove":
            store.remove(step["id"])
        case "rebuild":
            store.rebuild()
        case "read":
            with store.reading() as (_, vectors, lexical):
                assert vectors.count() == lexical.count() == 0
        case "lock":
            with writer_lock(home, 0):
                say("locked")
                sys.stdin.readline()
    say("done")
"""


def lexical_row(
    key: str, document_id: str, text: str, language: Language = "fr", context: Sequence[str] = ()
) -> LexicalRow:
    """A row of the first version of a document, without a vector."""
    place = Locator("running", (), 1)
    paragraph = Paragraph(
        document_id, "", "", place, text, 0, len(text), language, tuple(context), 0
    )
    packed = pack(paragraph, np.zeros(2, np.float32), NO_TOKENS, Concepts.of("", "en"))
    return LexicalRow(key, f"{document_id}@1", document_id, terms(text, language, context), packed)


@dataclass(frozen=True)
class HashEmbedder:
    """Vectors from the hashes of words: another model, for tests, without token vectors."""

    name: str = "hash"
    fingerprint: str = "1"
    dimension: int = 16

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[hashlib.sha256(word.encode()).digest()[0] % self.dimension] += 1
            row /= np.linalg.norm(row) or 1
        return rows

    embed_documents = embed_queries


class OtherProcess:
    """A real second Python process on the same store."""

    def __init__(self, home: Path) -> None:
        self._popen = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    @property
    def pid(self) -> int:
        return self._popen.pid

    def tell(self, do: str, **step: Any) -> None:
        assert self._popen.stdin is not None
        self._popen.stdin.write(json.dumps({"do": do, **step}) + "\n")
        self._popen.stdin.flush()

    def hear(self) -> Any:
        """Its next answer; None when it has died."""
        assert self._popen.stdout is not None
        line = self._popen.stdout.readline()
        return json.loads(line) if line.endswith("\n") else None

    def do(self, do: str, **step: Any) -> None:
        self.tell(do, **step)
        assert self.hear() == "done"

    def kill(self) -> None:
        self._popen.kill()
        self._popen.wait()

    def close(self) -> None:
        self.kill()
        for pipe in (self._popen.stdin, self._popen.stdout):
            assert pipe is not None
            pipe.close()
