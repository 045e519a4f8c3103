"""What every request passes: may it come in, is it small enough, and a line in the log about it.

The log has no question, no document, no token and no query string: only what was done, how it
ended and how long it took.
"""

import json
import logging
import secrets
import time
import traceback
from typing import Any

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.tokens import Tokens

LARGEST_BODY = 1_000_000
_TOO_LARGE = f"A request may have {LARGEST_BODY:,} bytes."
# What errors are called that have no name in Python.
KINDS = {
    400: "InvalidRequest",
    401: "Unauthorized",
    404: "NotFound",
    405: "MethodNotAllowed",
    413: "TooLarge",
    421: "WrongHost",
    422: "InvalidRequest",
    500: "InternalError",
    503: "Busy",
    504: "TimedOut",
}
_log = logging.getLogger("alinea.http")
# Where in a request's scope stands what went wrong on this side.
FAILURE = "alinea.failure"
_GUARDED = ("/api/", "/v1/", "/openapi.json")
_OPEN = ("/api/health", "/api/ready")
# A page from elsewhere can have its own name lead to this machine; it cannot have these.
_LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
_HEADERS = [
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
]


def problem(
    status: int, kind: str, message: str, headers: dict[str, str] | None = None
) -> Response:
    """A reply that is not a success."""
    return JSONResponse(problem_of(status, kind, message), status, headers)


def problem_of(status: int, kind: str, message: str) -> dict[str, Any]:
    """The one form of all that is not a success (see `schemas.ErrorReply`)."""
    return {"error": {"type": kind, "message": message, "code": status}}


class Guard:
    """Stands before `/api/` and `/v1/`; `tokens` are those let in, None lets everybody in.

    Without tokens the server is for this machine alone: `loopback` then makes sure that whoever
    asks calls it by a name of this machine, and is no web page from elsewhere.
    """

    def __init__(self, app: ASGIApp, tokens: Tokens | None, loopback: bool) -> None:
        self._app = app
        self._tokens = tokens
        self._loopback = loopback

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request pass, or answer it."""
        if scope["type"] != "http" or not scope["path"].startswith(_GUARDED):
            await self._app(scope, receive, send)
            return
        visit = _Visit(scope, receive, send)
        refusal = self._refusal(scope, visit)
        try:
            if refusal:
                await refusal(scope, receive, visit.send)
            else:
                await self._app(scope, visit.receive, visit.send)
        except Exception as error:
            # Not the message: it may be made of the question or of a document.
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{frame.filename}:{frame.lineno}"
            scope[FAILURE] = f"{type(error).__name__} at {place}"
            await visit.answer(problem(500, KINDS[500], "Something went wrong here."))
        finally:
            visit.log()

    def _refusal(self, scope: Scope, visit: "_Visit") -> ASGIApp | None:
        headers = Headers(scope=scope)
        is_ours = _without_port(headers.get("host", "")) in _LOOPBACK_HOSTS
        if self._loopback and not self._tokens and not is_ours:
            return problem(421, KINDS[421], "This server goes by localhost or 127.0.0.1.")
        if self._tokens and scope["path"] not in _OPEN:
            scheme, _, token = headers.get("authorization", "").partition(" ")
            visit.name = self._tokens.name_of(token.strip()) if scheme.lower() == "bearer" else None
            if visit.name is None:
                message = "Show a token: 'Authorization: Bearer …' (see `alinea token`)."
                return problem(401, KINDS[401], message, {"WWW-Authenticate": "Bearer"})
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > LARGEST_BODY:
            return _too_large()
        return None


def _too_large() -> Response:
    return problem(413, KINDS[413], _TOO_LARGE)


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name.lower() if colon and port.isdigit() else host.lower()


class _Visit:
    """One request on its way through."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._begun = time.perf_counter()
        self._received = 0
        self._status = 0
        self._id = secrets.token_hex(8)
        self.name: str | None = None

    async def receive(self) -> Message:
        message = await self._receive()
        self._received += len(message.get("body", b""))
        if self._received > LARGEST_BODY:
            raise HTTPException(413, _TOO_LARGE)
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            own = [*_HEADERS, (b"x-request-id", self._id.encode())]
            message = {**message, "headers": [*message["headers"], *own]}
        await self._send(message)

    async def answer(self, response: ASGIApp) -> None:
        """Send `response`, unless another one has begun."""
        if not self._status:
            await response(self._scope, self._receive, self.send)

    def log(self) -> None:
        # Not the path as it was written: anything may stand there.
        route = getattr(self._scope.get("route"), "path", None)
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "request": self._id,
            "method": self._scope["method"] if route else None,
            "route": route,
            "status": self._status,
            "ms": round((time.perf_counter() - self._begun) * 1000, 1),
            "token": self.name,
        }
        failure = self._scope.get(FAILURE)
        if failure:
            line["failure"] = failure
        _log.log(logging.ERROR if failure else logging.INFO, json.dumps(line))
