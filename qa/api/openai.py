"""`/v1/chat/completions` and `/v1/models`, so that clients made for OpenAI's can ask Alinéa.

The last message is the question, the user's and assistant's messages before it the history. System
messages are not obeyed: what may be said is what the documents say. Citations are annotations of
the message, and the whole answer object is in its field `alinea`.
"""

import json
import time
import uuid
from collections.abc import Iterator
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.responses import Response

from qa.answer import Answer, Event, piece
from qa.api import schemas
from qa.api.desk import Desk
from qa.assistant import Assistant
from qa.context import estimated_tokens
from qa.settings import EXTRACTIVE

MODEL = "alinea"
_CREATED = 1_767_225_600  # of the model, which has no age: 2026-01-01
_MARKER = "[{}]"
_CONTENT = Annotated[str, StringConstraints(max_length=schemas.LONGEST_MESSAGE)]


class TextPart(BaseModel):
    """A part of a message; only text is read."""

    type: Literal["text"]
    text: _CONTENT


class ChatMessage(BaseModel):
    """A message, as OpenAI's clients write it; other fields of theirs are passed over."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: (
        _CONTENT | Annotated[list[TextPart], Field(max_length=schemas.MOST_MESSAGES)] | None
    ) = None

    @property
    def text(self) -> str:
        """What it says."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content)
        return self.content or ""


class StreamOptions(BaseModel):
    """Whether the last chunk is to count tokens."""

    model_config = ConfigDict(strict=True)

    include_usage: bool = False


class ChatRequest(BaseModel):
    """A conversation whose last message is the question.

    Other fields of OpenAI's (`temperature`, `tools`, …) are passed over: they mean nothing here.
    """

    model_config = ConfigDict(
        strict=True,
        json_schema_extra={
            "examples": [
                {
                    "model": MODEL,
                    "messages": [{"role": "user", "content": "What is indivisible security?"}],
                }
            ]
        },
    )

    model: str = MODEL
    messages: Annotated[list[ChatMessage], Field(min_length=1, max_length=schemas.MOST_MESSAGES)]
    stream: bool = False
    stream_options: StreamOptions | None = None


class Completion(BaseModel):
    """A whole reply: `choices[0].message` with `content`, `annotations` and `alinea`."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[dict[str, Any]]
    usage: dict[str, int]


class Models(BaseModel):
    """The one model there is."""

    object: Literal["list"]
    data: list[dict[str, Any]]


def add_routes(app: FastAPI, assistant: Assistant, desk: Desk) -> None:
    """Add what OpenAI's clients ask for."""
    # Here, because that module imports this one.
    from qa.api.app import streamed

    unknown: dict[int | str, dict[str, Any]] = {404: {"model": schemas.ErrorReply}}

    @app.get("/v1/models", response_model=Models)
    async def models() -> Response:
        """The one model there is."""
        one = {"id": MODEL, "object": "model", "created": _CREATED, "owned_by": "alinea"}
        return JSONResponse({"object": "list", "data": [one]})

    @app.post(
        "/v1/chat/completions",
        response_model=Completion,
        responses={**unknown, 200: {"content": {"text/event-stream": {}}}},
    )
    async def complete(request: Request, asked: ChatRequest) -> Response:
        """The answer to the last message."""
        if asked.model != MODEL:
            raise HTTPException(404, f"There is no model of that name; the only one is {MODEL!r}.")
        *before, last = asked.messages
        if last.role != "user":
            raise HTTPException(422, "The last message must be the user's: it is the question.")
        history = [
            {"role": message.role, "content": message.text}
            for message in before
            if message.role in ("user", "assistant")
        ]
        reply = _Reply(asked, str(request.base_url))
        if asked.stream:
            events = desk.each(lambda: assistant.stream(last.text, history))
            return await streamed(request, events, reply.chunks, "data: [DONE]\n\n")
        answer = await desk.do(lambda: assistant.ask(last.text, history))
        return JSONResponse(reply.whole(answer))


class _Reply:
    """One reply, whole or in chunks."""

    def __init__(self, asked: ChatRequest, base_url: str) -> None:
        self._asked = asked
        self._base_url = base_url
        self._id = f"chatcmpl-{uuid.uuid4().hex}"
        self._created = int(time.time())
        self._sentences = 0

    def whole(self, answer: Answer) -> dict[str, Any]:
        message = {
            "role": "assistant",
            "content": content_of(answer),
            "refusal": None,
            "annotations": self._annotations(answer),
            "alinea": answer.to_dict(),
        }
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return self._object("chat.completion", [choice], usage=self._usage(answer))

    def chunks(self, event: Event) -> str:
        """The server-sent events for one of ours; several, or none."""
        return "".join(f"data: {json.dumps(c, ensure_ascii=False)}\n\n" for c in self._each(event))

    def _each(self, event: Event) -> Iterator[dict[str, Any]]:
        if event.type == "sentence" and event.sentence:
            yield self._chunk({"content": piece(self._sentences, event.sentence)})
            self._sentences += 1
        elif event.type == "replace" and self._sentences:
            # What was sent cannot be taken back; what follows is set apart.
            yield self._chunk({"content": f"\n\n{event.text}\n\n"})
            self._sentences = 0
        elif event.type == "done" and event.answer:
            answer = event.answer
            body = "" if answer.sentences else answer.text
            yield self._chunk({"content": body + _tail(answer)})
            last = {"annotations": self._annotations(answer), "alinea": answer.to_dict()}
            yield self._chunk(last, "stop")
            options = self._asked.stream_options
            if options and options.include_usage:
                yield self._object("chat.completion.chunk", [], usage=self._usage(answer))
        elif event.type == "status" and event.text == "searching":
            yield self._chunk({"role": "assistant", "content": ""})

    def _chunk(self, delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return self._object("chat.completion.chunk", [choice])

    def _object(self, kind: str, choices: list[Any], **more: Any) -> dict[str, Any]:
        head = {"id": self._id, "object": kind, "created": self._created, "model": MODEL}
        return {**head, "choices": choices, **more}

    def _usage(self, answer: Answer) -> dict[str, int]:
        """Tokens, estimated: the answer may have been written without a model."""
        asked = round(sum(estimated_tokens(m.text) for m in self._asked.messages))
        said = round(estimated_tokens(content_of(answer)))
        return {
            "prompt_tokens": asked,
            "completion_tokens": said,
            "total_tokens": asked + said,
        }

    def _annotations(self, answer: Answer) -> list[dict[str, Any]]:
        """One for each marker: where it stands in the content, and the paragraph it is for."""
        cited = {citation.number: citation for citation in answer.citations}
        found = []
        at = 0
        for index, sentence in enumerate(answer.sentences):
            at += len(piece(index, sentence))
            markers = [(number, _MARKER.format(number)) for number in sentence.citations]
            start = at - len(" ".join(marker for _, marker in markers))
            for number, marker in markers:
                url = f"{self._base_url}api/paragraphs?id={quote(cited[number].paragraph_id)}"
                place = {
                    "start_index": start,
                    "end_index": start + len(marker),
                    "url": url,
                    "title": cited[number].reference,
                }
                found.append({"type": "url_citation", "url_citation": place})
                start += len(marker) + 1
        return found


def content_of(answer: Answer) -> str:
    """The answer as one text for a client that shows nothing else."""
    return answer.text + _tail(answer)


def _tail(answer: Answer) -> str:
    """What a reader of the text alone would miss: notices, and what a model's markers stand for."""
    lines = list(answer.notices)
    if answer.writer != EXTRACTIVE:
        lines += [f"[{citation.number}] {citation.reference}" for citation in answer.citations]
    return "".join(f"\n\n{line}" for line in lines)
