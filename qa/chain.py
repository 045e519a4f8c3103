"""One question's way to its answer.

    Request → understand → retrieve → write → Event, Event, …

`understand` completes and classifies the question, `retrieve` finds paragraphs, `write` either
abstains (in code: no model is called), quotes, or lets a chat model write what is then
verified sentence by sentence. `Chain.runnable` is the same three steps as one LangChain
Runnable, which streams, batches and traces like any other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answer import Answer, Event, Sentence, compose
from qa.citations import Citations
from qa.evidence import Evidence, gather
from qa.extractive import write_extract
from qa.model_writer import ModelWriter
from qa.question import Inquiry, Message, understand
from qa.settings import EXTRACTIVE, Settings
from qa.verification import Verifier
from qa.wording import ABSTENTION, MODEL_REPLACED
from vectorstore.reranking import Reranker
from vectorstore.store import Store

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable


@dataclass(frozen=True, slots=True)
class Request:
    """A question, what was said before it, and the documents to look in (all if empty)."""

    question: str
    history: Sequence[Message] = ()
    documents: Sequence[str] = ()


class Chain:
    """The steps over one store; without a `model` answers are extractive."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        model: "BaseChatModel | None",
        reranker: Reranker | None = None,
    ) -> None:
        self._store = store
        self._settings = settings
        self._model = model
        self._reranker = reranker

    def stream(self, request: Request) -> Iterator[Event]:
        """The events of one answer."""
        return self._write(iter([self._retrieve(self._understand(request))]))

    def runnable(self) -> "Runnable[Request, Event]":
        """The chain as a LangChain Runnable: `runnable().stream(request)` gives the events."""
        # Here, because importing it takes longer than an answer.
        from langchain_core.runnables import RunnableGenerator, RunnableLambda

        return (
            RunnableLambda(self._understand).with_config(run_name="understand")
            | RunnableLambda(self._retrieve).with_config(run_name="retrieve")
            | RunnableGenerator(self._write).with_config(run_name="write")
        ).with_config(run_name="alinea")

    def _understand(self, request: Request) -> tuple[Request, Inquiry]:
        return request, understand(request.question, request.history)

    def _retrieve(self, understood: tuple[Request, Inquiry]) -> Evidence:
        request, inquiry = understood
        passages = self._settings.passages
        return gather(self._store, inquiry, passages, request.documents, self._reranker)

    def _write(self, found: Iterator[Evidence]) -> Iterator[Event]:
        for evidence in found:
            yield from _events(evidence, self._store, self._settings, self._model)


def _events(
    evidence: Evidence, store: Store, settings: Settings, model: "BaseChatModel | None"
) -> Iterator[Event]:
    if not evidence.is_enough:
        yield _done(evidence, (), Citations(evidence.inquiry.language), abstained=True)
        return
    citations = Citations(evidence.inquiry.language)
    if model is None:
        yield from _extract(evidence, store, citations)
        return
    yield Event("status", text="writing")
    writer = ModelWriter(evidence, model, settings, Verifier(store), citations)
    written: list[Sentence] = []
    for sentence in writer.sentences():
        written.append(sentence)
        yield Event("sentence", sentence=sentence, citations=citations.numbered(sentence.citations))
    if writer.refused:
        if written:
            yield Event("replace", text=ABSTENTION[evidence.inquiry.language])
        yield _done(evidence, (), citations, abstained=True, writer=settings.llm)
    elif not written or sum(s.status == "unsupported" for s in written) * 2 > len(written):
        notice = MODEL_REPLACED[evidence.inquiry.language]
        yield Event("replace", text=notice)
        fresh = Citations(evidence.inquiry.language)
        yield from _extract(evidence, store, fresh, notices=(notice,), dropped=writer.dropped)
    else:
        yield _done(evidence, written, citations, dropped=writer.dropped, writer=settings.llm)


def _extract(
    evidence: Evidence,
    store: Store,
    citations: Citations,
    *,
    notices: tuple[str, ...] = (),
    dropped: int = 0,
) -> Iterator[Event]:
    sentences = []
    for sentence in write_extract(evidence, store, citations):
        sentences.append(sentence)
        yield Event("sentence", sentence=sentence, citations=citations.numbered(sentence.citations))
    yield _done(evidence, sentences, citations, notices=notices, dropped=dropped)


def _done(
    evidence: Evidence,
    sentences: Sequence[Sentence],
    citations: Citations,
    *,
    abstained: bool = False,
    notices: tuple[str, ...] = (),
    dropped: int = 0,
    writer: str = EXTRACTIVE,
) -> Event:
    inquiry = evidence.inquiry
    return Event(
        "done",
        answer=Answer(
            question=inquiry.asked,
            rewritten_question=inquiry.text,
            language=inquiry.language,
            text=ABSTENTION[inquiry.language] if abstained else compose(sentences),
            sentences=tuple(sentences),
            citations=() if abstained else citations.all(),
            abstained=abstained,
            closest=evidence.closest,
            notices=notices,
            dropped_citations=dropped,
            writer=writer,
        ),
    )
