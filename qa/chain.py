"""One question's way to its answer.

    Request → understand → retrieve → write → Event, Event, …

`understand` completes and classifies the question, `retrieve` finds paragraphs, `write` either
abstains (in code: no model is called), quotes, or lets a chat model write what is then
verified sentence by sentence. `Chain.runnable` is the same three steps as one LangChain
Runnable, which streams, batches and traces like any other.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus import Language
from qa.answer import Answer, Event, Sentence, compose
from qa.citations import Citations
from qa.errors import ModelCallError
from qa.evidence import Evidence
from qa.extractive import write_extract
from qa.follow_ups import Message
from qa.gathering import gather
from qa.model_writer import ModelWriter
from qa.question import Inquiry, understand
from qa.rewriting import rewritten
from qa.settings import EXTRACTIVE, Settings
from qa.shown import shows
from qa.wording import (
    ABSTENTION,
    MODEL_CUT,
    MODEL_FAILED,
    MODEL_REPLACED,
    NO_TIME,
    OTHER_LANGUAGE,
    no_place,
    unanswered,
    unsaid,
)
from vectorstore.reranking import Reranker
from vectorstore.store import Store

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable


_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Request:
    """A question, what was said before it, and the documents to look in (all if empty).

    With `fallback`, the passages themselves are the answer when the chat model fails.
    """

    question: str
    history: Sequence[Message] = ()
    documents: Sequence[str] = ()
    fallback: bool = False


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
        inquiry = understand(request.question, request.history)
        if self._model is not None:
            inquiry = rewritten(inquiry, request.history, self._model, self._settings)
        return request, inquiry

    def _retrieve(self, understood: tuple[Request, Inquiry]) -> tuple[Request, Evidence]:
        request, inquiry = understood
        passages = self._settings.passages
        found = gather(self._store, inquiry, passages, request.documents, self._reranker)
        return request, found

    def _write(self, retrieved: Iterator[tuple[Request, Evidence]]) -> Iterator[Event]:
        for request, evidence in retrieved:
            citations = Citations(evidence.inquiry.language)
            if not evidence.is_enough:
                yield _done(evidence, (), citations, abstained=True)
            elif self._model is None:
                yield from _extract(evidence, citations)
            else:
                writer = ModelWriter(evidence, self._model, self._settings, self._store, citations)
                yield from _modelled(writer, evidence, request, citations)


def _modelled(
    writer: ModelWriter, evidence: Evidence, request: Request, citations: Citations
) -> Iterator[Event]:
    """The model's answer; the passages instead where it cannot be verified, or failed."""
    language = evidence.inquiry.language
    yield Event("status", text="writing")
    written: list[Sentence] = []
    failed = False
    try:
        for sentence in writer.sentences():
            written.append(sentence)
            new = citations.numbered(sentence.citations)
            yield Event("sentence", sentence=sentence, citations=new)
    except ModelCallError as error:
        if not request.fallback:
            raise
        _log.warning("%s", error)
        failed = True
    unsupported = sum(sentence.status == "unsupported" for sentence in written)
    if writer.refused:
        if written:
            yield Event("replace", text=ABSTENTION[language])
        yield _done(evidence, (), citations, abstained=True, writer=writer.name)
    elif failed or not written or unsupported * 2 > len(written):
        notice = (MODEL_FAILED if failed else MODEL_REPLACED)[language]
        yield Event("replace", text=notice)
        fresh = Citations(language)
        yield from _extract(evidence, fresh, notices=(notice,), dropped=writer.dropped)
    else:
        notices = _notices(writer, language)
        yield _done(
            evidence,
            written,
            citations,
            notices=notices,
            dropped=writer.dropped,
            writer=writer.name,
        )


def _notices(writer: ModelWriter, language: Language) -> tuple[str, ...]:
    cut = [MODEL_CUT[language]] if writer.cut else []
    strayed = [OTHER_LANGUAGE[language]] if writer.strayed else []
    return (*cut, *strayed)


def _extract(
    evidence: Evidence,
    citations: Citations,
    *,
    notices: tuple[str, ...] = (),
    dropped: int = 0,
) -> Iterator[Event]:
    sentences = []
    for sentence in write_extract(evidence, citations):
        sentences.append(sentence)
        yield Event("sentence", sentence=sentence, citations=citations.numbered(sentence.citations))
    inquiry = evidence.inquiry
    if inquiry.and_when and not any(shows("time", sentence.text) for sentence in sentences):
        notices = (*notices, NO_TIME[inquiry.language])
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
    if evidence.unsaid and not abstained:
        notices = (*notices, unsaid(evidence.unsaid, inquiry.language))
    if evidence.nowhere and abstained:
        notices = (*notices, no_place(evidence.nowhere, inquiry.language))
    if not abstained:
        notices = (*notices, *(unanswered(one, inquiry.language) for one in evidence.unanswered))
    return Event(
        "done",
        answer=Answer(
            question=inquiry.asked,
            rewritten_question=inquiry.complete,
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
