"""The HTTP interface: what can be asked under `/api/`, and how errors are told."""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Query, Request, Security
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import Response

from corpus import Language
from qa import operations
from qa.answer import Event
from qa.api import openai, schemas
from qa.api.desk import Desk
from qa.api.guard import FAILURE, KINDS, Guard, problem, problem_of
from qa.assistant import Assistant
from qa.errors import (
    AlineaError,
    ModelCallError,
    StoreError,
    UnknownDocumentError,
    UnknownParagraphError,
    UsageError,
)
from qa.tokens import Tokens

_STATUS: list[tuple[type[AlineaError], int]] = [
    (UnknownDocumentError, 404),
    (UnknownParagraphError, 404),
    (UsageError, 422),
    (ModelCallError, 502),
    (StoreError, 503),
]
_INTERNAL = {
    502: "The chat model did not answer; the server's log says why.",
    503: "The store cannot be used just now; the server's log says why.",
    500: "Something went wrong here; the server's log says why.",
}
_ERRORS: dict[int | str, dict[str, Any]] = {
    code: {"model": schemas.ErrorReply, "description": text}
    for code, text in {
        400: "The body cannot be read.",
        401: "No token, or none that is known.",
        413: "The request is too large.",
        421: "The server is called by another name than its own.",
        422: "The request cannot be right.",
        500: "Something went wrong here.",
        502: "The chat model failed.",
        503: "Too many are waiting, or the store is in use.",
        504: "It took too long.",
    }.items()
}
_UNKNOWN: dict[int | str, dict[str, Any]] = {
    404: {"model": schemas.ErrorReply, "description": "It is not in the store."}
}


def make_app(
    assistant: Assistant, *, tokens: Tokens | None = None, loopback: bool = False
) -> FastAPI:
    """The application over one assistant; see `Guard` for `tokens` and `loopback`."""
    desk = Desk()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="Alinéa",
        version=version("alinea"),
        summary="Answers in which every sentence names the paragraph it rests on.",
        lifespan=lifespan,
        responses=_ERRORS,
        # `Guard` asks for them; this says so in the OpenAPI document.
        dependencies=[Security(HTTPBearer(auto_error=False))] if tokens else [],
        # Their pages load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
    )
    app.add_middleware(Guard, tokens=tokens, loopback=loopback)
    _tell_errors(app)
    _add_routes(app, assistant, desk)
    openai.add_routes(app, assistant, desk)
    return app


def _add_routes(app: FastAPI, assistant: Assistant, desk: Desk) -> None:
    @app.post(
        "/api/ask",
        response_model=schemas.Answer,
        responses={**_UNKNOWN, 200: {"content": {"text/event-stream": {}}}},
    )
    async def ask(request: Request, asked: schemas.AskRequest) -> Response:
        """The answer to a question, or its events one by one."""
        history = [message.model_dump() for message in asked.history]
        if not asked.stream:
            answer = await desk.do(lambda: assistant.ask(asked.question, history, asked.documents))
            return JSONResponse(answer.to_dict())
        events = desk.each(lambda: assistant.stream(asked.question, history, asked.documents))
        return await streamed(request, events, lambda event: f"data: {_json(event.to_dict())}\n\n")

    @app.post("/api/search", response_model=schemas.Found, responses=_UNKNOWN)
    async def search(asked: schemas.SearchRequest) -> Response:
        """The paragraphs that match best."""
        given = asked.model_dump()
        return JSONResponse(
            {"hits": await desk.do(lambda: list(operations.search(assistant, **given)))}
        )

    @app.get("/api/documents", response_model=schemas.Documents)
    async def documents() -> Response:
        """The documents in the store."""
        found = await desk.do(lambda: list(operations.documents(assistant, files=False)))
        return JSONResponse({"documents": found})

    @app.get("/api/paragraphs", response_model=schemas.Paragraphs, responses=_UNKNOWN)
    async def paragraphs(
        ids: Annotated[
            list[Annotated[str, Query(min_length=1, max_length=300)]],
            Query(
                alias="id",
                min_length=1,
                max_length=schemas.MOST_PARAGRAPHS,
                examples=[["ism/III.4/2"]],
            ),
        ],
        language: Annotated[
            Language | None, Query(description="Of the references; by default the paragraph's.")
        ] = None,
    ) -> Response:
        """Paragraphs by their ids, as citations name them."""
        work = operations.paragraphs
        found = await desk.do(lambda: list(work(assistant, ids=ids, language=language)))
        return JSONResponse({"paragraphs": found})

    @app.get("/api/health", response_model=schemas.Health)
    async def health() -> Response:
        """Whether the process lives."""
        return JSONResponse({"status": "ok"})

    @app.get("/api/ready", response_model=schemas.Health)
    async def ready() -> Response:
        """Whether it can answer: the store is looked into."""
        await desk.do(lambda: assistant.search("paragraphe", k=1))
        return JSONResponse({"status": "ok"})


async def streamed(
    request: Request,
    events: AsyncGenerator[Event, None],
    written: Callable[[Event], str],
    end: str = "",
) -> Response:
    """A reply of server-sent events; what `written` makes of each event, and at last `end`.

    The first two are waited for: what is wrong with a question shows by then, and is an
    ordinary error. What goes wrong later is an event with the error in it.
    """
    begun = [event async for event in _first(events, 2)]

    async def body() -> AsyncIterator[str]:
        async with aclosing(events):
            try:
                for event in begun:
                    yield written(event)
                async for event in events:
                    yield written(event)
            except (AlineaError, HTTPException) as error:
                body = problem_of(*_told(request, error))
                yield f"data: {_json({'type': 'error', **body})}\n\n"
        yield end

    return StreamingResponse(body(), media_type="text/event-stream")


async def _first(events: AsyncIterator[Event], count: int) -> AsyncIterator[Event]:
    for _ in range(count):
        try:
            yield await anext(events)
        except StopAsyncIteration:
            return


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def _tell_errors(app: FastAPI) -> None:
    @app.exception_handler(AlineaError)
    @app.exception_handler(StarletteHTTPException)
    async def told(request: Request, error: Exception) -> Response:
        headers = dict(getattr(error, "headers", None) or {})
        return problem(*_told(request, error), headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part not in ("body", "query"))
        # Not what was sent: it may be a document, or a key in the wrong place.
        message = f"{where or 'The body'}: {first['msg']}."
        return problem(422, KINDS[422], message)


def _told(request: Request, error: Exception) -> tuple[int, str, str]:
    """Status, kind and message; what is wrong on this side is for the log, not for who asks."""
    if isinstance(error, StarletteHTTPException):
        kind = KINDS.get(error.status_code, "InvalidRequest")
        return error.status_code, kind, str(error.detail)
    kind = type(error).__name__
    status = next((code for of_kind, code in _STATUS if isinstance(error, of_kind)), 500)
    if status in _INTERNAL:
        request.scope[FAILURE] = f"{kind}: {error}"
    return status, kind, _INTERNAL.get(status, str(error))
