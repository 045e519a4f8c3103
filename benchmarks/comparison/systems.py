"""The three that are compared, each as somebody would set it up who follows its documentation."""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from benchmarks.comparison.cold import minilm
from corpus import Document
from vectorstore.embeddings import load_embedder
from vectorstore.folder_store import FolderStore
from vectorstore.search import search

# As in LangChain's own tutorials.
_CHUNK, _OVERLAP = 1000, 200
_FILE_BATCH = 5000  # Chroma takes no more at once


class System(Protocol):
    """Takes documents in, and ranks their paragraphs for a question."""

    def fill(self, documents: Sequence[Document]) -> None:
        """Take the documents in."""

    def ranked(self, question: str, k: int) -> list[str]:
        """The ids of the best paragraphs: all of which the best `k` results are about."""

    def close(self) -> None:
        """Let go of everything."""


class Alinea:
    """This project, with its bundled model."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="alinea-")
        self._store = FolderStore(Path(self._folder.name), load_embedder("bundled"))

    def fill(self, documents: Sequence[Document]) -> None:
        """Into Chroma and tantivy."""
        self._store.add(documents)

    def ranked(self, question: str, k: int) -> list[str]:
        """Paragraphs, head blocks left out."""
        hits = search(self._store, question, k=k + 3)
        return [hit.paragraph.id for hit in hits if not hit.paragraph.is_head][:k]

    def close(self) -> None:
        """Remove the store."""
        self._store.close()
        self._folder.cleanup()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands in its document."""

    id: str
    start: int
    end: int


def stands_for(places: Sequence[Place], start: int, end: int) -> list[str]:
    """The paragraphs that fill half of a chunk, or of which half is in it; the longest first."""
    shared = []
    for place in places:
        common = min(place.end, end) - max(place.start, start)
        if common > 0 and 2 * common >= min(place.end - place.start, end - start):
            shared.append((common, place.id))
    return [name for _, name in sorted(shared, reverse=True)]


class Recipe:
    """RecursiveCharacterTextSplitter, all-MiniLM-L6-v2, Chroma and `create_retrieval_chain`.

    The chain's second step gives back what was retrieved: no model writes here. A chunk stands
    for the paragraphs that fill half of it, or of which half is in it.
    """

    def __init__(self) -> None:
        from langchain_chroma import Chroma
        from langchain_classic.chains import create_retrieval_chain
        from langchain_core.runnables import RunnableLambda
        from langchain_huggingface import HuggingFaceEmbeddings
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        self._stack = ExitStack()
        folder = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="recipe-"))
        self._splitter = RecursiveCharacterTextSplitter(
            chunk_size=_CHUNK, chunk_overlap=_OVERLAP, add_start_index=True
        )
        self._store = Chroma(
            embedding_function=HuggingFaceEmbeddings(model_name=minilm()), persist_directory=folder
        )
        self._chain = create_retrieval_chain(
            self._store.as_retriever(search_kwargs={"k": 5}), RunnableLambda(lambda found: "")
        )
        self._places: dict[str, list[Place]] = {}

    def fill(self, documents: Sequence[Document]) -> None:
        """In chunks."""
        from langchain_core.documents import Document as Text

        texts = [Text(d.text, metadata={"document": d.id}) for d in documents]
        chunks = self._splitter.split_documents(texts)
        for start in range(0, len(chunks), _FILE_BATCH):
            self._store.add_documents(chunks[start : start + _FILE_BATCH])
        for document in documents:
            body = [p for p in document.paragraphs if not p.is_head]
            self._places[document.id] = [Place(p.id, p.start, p.end) for p in body]

    def ranked(self, question: str, k: int) -> list[str]:
        """The paragraphs of the best five chunks; there may be more than `k`."""
        found: dict[str, None] = {}
        for chunk in self._chain.invoke({"input": question})["context"]:
            start = chunk.metadata["start_index"]
            places = self._places[chunk.metadata["document"]]
            found |= dict.fromkeys(stands_for(places, start, start + len(chunk.page_content)))
        return list(found)

    def close(self) -> None:
        """Remove the store."""
        self._stack.close()


class Bm25:
    """bm25s with its defaults; Chinese is cut into words, without which it would find nothing."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._index: Any = None

    def fill(self, documents: Sequence[Document]) -> None:
        """All at once: the index cannot grow."""
        import bm25s

        body = [p for document in documents for p in document.paragraphs if not p.is_head]
        self._ids = [p.id for p in body]
        self._index = bm25s.BM25()
        texts = [_cut(p.text) for p in body]
        self._index.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), False)

    def ranked(self, question: str, k: int) -> list[str]:
        """Paragraphs with a word of the question."""
        import bm25s

        asked = bm25s.tokenize([_cut(question)], stopwords=None, show_progress=False)
        most = min(k, len(self._ids))
        rows, scores = self._index.retrieve(asked, k=most, show_progress=False)
        return [self._ids[i] for i, s in zip(rows[0], scores[0], strict=True) if s > 0]

    def close(self) -> None:
        """Nothing is kept."""


def _cut(text: str) -> str:
    from vectorstore.analysis import has_chinese, surface_words

    return " ".join(surface_words(text)) if has_chinese(text) else text


SYSTEMS: dict[str, type[Alinea | Recipe | Bm25]] = {
    "Alinéa": Alinea,
    "LangChain recipe": Recipe,
    "BM25": Bm25,
}
