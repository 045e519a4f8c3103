"""The assistant: everything the outside does with Alinéa goes through it."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from corpus import SPLITTER_VERSION, Document, Language, Paragraph, shipped_documents
from corpus.reading import SHIPPED_FOLDER
from qa.answer import Answer, Event
from qa.chain import Chain, Request
from qa.errors import AlineaError
from qa.evidence import Evidence
from qa.follow_ups import Message
from qa.gathering import gather
from qa.ingestion import WHOLE, IngestReport, Shard, ingest
from qa.llm import make_chat_model
from qa.question import understand
from qa.settings import EXTRACTIVE, Settings, load_settings
from qa.verification import Verdict, Verifier
from vectorstore.embeddings import Embedder, load_embedder
from vectorstore.folder_store import FolderStore
from vectorstore.manifest import DocumentRecord
from vectorstore.progress import Progress
from vectorstore.reranking import load_reranker
from vectorstore.search import Hit
from vectorstore.store import Store
from vectorstore.verify import Check, verify

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

# Too short to be of one language at a glance; in Chinese, with a country, with a typo and an
# acronym.
_FIRST_QUESTIONS = (
    "humanitarian demining",
    "法国的人道主义扫雷",
    "les plateformme de coopération et l'ONU",
)


class Assistant:
    """Answers questions from the documents of a store.

        with Assistant() as assistant:
            answer = assistant.ask("Combien de personnes la Chine formera-t-elle ?")

    The shipped documents are taken in on first use. Keyword arguments override settings:
    `Assistant(home="/tmp/store", llm="ollama:qwen3:4b")`. One assistant may be used from
    several threads. `rebuild` indexes the stored texts anew first. Whenever paragraphs are
    indexed, `progress` is called with how many are done and how many there are.

    Raises:
        SettingsError, StoreError, EmbeddingError, RerankerError, ModelSetupError: it cannot
            be made.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        rebuild: bool = False,
        progress: Progress | None = None,
        **overrides: Any,
    ) -> None:
        self.settings = settings or load_settings(**overrides)
        model = None if self.settings.llm == EXTRACTIVE else make_chat_model(self.settings)
        self._reranker = load_reranker(self.settings.reranker)
        embedder = load_embedder(self.settings.embedding)
        self._store = _open(self.settings, embedder, rebuild, progress)
        self._verifier = Verifier()
        self._chain = Chain(self._store, self.settings, model, self._reranker)
        self._take_in_shipped_documents()

    def __enter__(self) -> "Assistant":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    # Asking

    def ask(
        self, question: str, history: Sequence[Message] = (), documents: Sequence[str] = ()
    ) -> Answer:
        """The whole answer.

        `history` is a list of `{"role", "content"}` messages, oldest first; `documents` are
        the ids of the only documents to look in.

        Raises:
            QuestionError, UnknownDocumentError, ModelCallError, and EmbeddingError or
            RerankerError if such a model fails.
        """
        for event in self.stream(question, history, documents):
            if event.answer:
                return event.answer
        raise AssertionError("a stream always ends with the answer")

    def stream(
        self,
        question: str,
        history: Sequence[Message] = (),
        documents: Sequence[str] = (),
        *,
        fallback: bool = False,
    ) -> Iterator[Event]:
        """The answer as it comes, each sentence verified before it is sent; see `Event`.

        With `fallback`, a chat model that fails raises nothing: the passages themselves are the
        answer, with a notice.
        """
        yield Event("status", text="searching")
        yield from self._chain.stream(Request(question, history, documents, fallback))

    async def aask(
        self, question: str, history: Sequence[Message] = (), documents: Sequence[str] = ()
    ) -> Answer:
        """`ask` without blocking the event loop."""
        return await asyncio.to_thread(self.ask, question, history, documents)

    async def astream(
        self,
        question: str,
        history: Sequence[Message] = (),
        documents: Sequence[str] = (),
        *,
        fallback: bool = False,
    ) -> AsyncIterator[Event]:
        """`stream` without blocking the event loop."""
        events = self.stream(question, history, documents, fallback=fallback)
        while (event := await asyncio.to_thread(next, events, None)) is not None:
            yield event

    def runnable(self) -> "Runnable[Request, Event]":
        """The question-answering chain for use in LangChain; see `qa.chain.Request`."""
        return self._chain.runnable()

    def search(self, query: str, k: int = 10, documents: Sequence[str] = ()) -> list[Hit]:
        """The `k` best paragraphs: first those that an answer would be written from, then the
        next by score."""
        passages = max(k, self.settings.passages)
        found = gather(self._store, understand(query), passages, documents, self._reranker)
        return list(found.hits[:k])

    def evidence(self, question: str, history: Sequence[Message] = ()) -> Evidence:
        """What an answer would be written from, and whether that is enough."""
        inquiry = understand(question, history)
        return gather(self._store, inquiry, self.settings.passages, reranker=self._reranker)

    def check(self, sentence: str, language: Language, paragraph: Paragraph) -> Verdict:
        """Whether `paragraph` supports `sentence`: the test that written sentences go through."""
        return self._verifier.check(sentence, language, paragraph)

    def warm_up(self) -> None:
        """Load what is loaded on first use, so that nobody need wait for it."""
        with suppress(AlineaError):
            for question in _FIRST_QUESTIONS:
                self.evidence(question)

    # Documents

    def documents(self) -> list[DocumentRecord]:
        """The documents in the store."""
        return self._store.documents()

    def document(self, document_id: str) -> Document:
        """A whole document; raises `UnknownDocumentError`."""
        return self._store.document(document_id)

    def paragraph(self, paragraph_id: str) -> Paragraph:
        """A paragraph by its id; raises `UnknownParagraphError`."""
        return self._store.paragraph(paragraph_id)

    def ingest(self, paths: Iterable[str | Path]) -> list[IngestReport]:
        """Add files, folders and patterns such as "reports/**/*.pdf".

        A file that cannot be read is reported and does not stop the others. A file that was
        added before replaces what it was, or is left alone if nothing in it has changed.

        Raises:
            StoreLockedError: another process is writing.
        """
        return list(self.ingest_each(paths))

    def ingest_each(
        self, paths: Iterable[str | Path], shard: Shard = WHOLE
    ) -> Iterator[IngestReport]:
        """As `ingest`, with each report as soon as there is one; only of the files in `shard`."""
        return ingest(self._store, paths, shard)

    def require(self, document_ids: Iterable[str]) -> None:
        """Make sure that the documents are in the store; raises `UnknownDocumentError`."""
        for document_id in document_ids:
            self._store.require(document_id)

    def remove(self, document_id: str) -> DocumentRecord:
        """Take a document out of the store; raises `UnknownDocumentError`."""
        return self._store.remove(document_id)

    def verify(self) -> list[Check]:
        """Whether the store is sound: counts, offsets, hashes, a sample of searches."""
        return verify(self._store)

    def _take_in_shipped_documents(self) -> None:
        version = _shipped_version()
        manifest = self._store.manifest
        if manifest.shipped == version:
            return
        documents = [d for d in shipped_documents() if d.id not in manifest.removed]
        self._store.add(documents, shipped=version)


def _open(
    settings: Settings, embedder: Embedder, rebuild: bool, progress: Progress | None
) -> Store:
    if not settings.chroma_url:
        return FolderStore(settings.home, embedder, rebuild=rebuild, progress=progress)
    from vectorstore.server import ServerAddress
    from vectorstore.server_store import ServerStore

    address = ServerAddress(
        settings.chroma_url,
        settings.chroma_collection,
        settings.chroma_key.get_secret_value() if settings.chroma_key else None,
        settings.chroma_tenant,
        settings.chroma_database,
    )
    store = ServerStore(address, settings.home, embedder, progress=progress)
    if rebuild:
        store.rebuild()
    return store


def _shipped_version() -> str:
    digest = hashlib.sha256(str(SPLITTER_VERSION).encode())
    for path in sorted(SHIPPED_FOLDER.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
