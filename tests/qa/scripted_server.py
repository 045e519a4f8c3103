"""A real HTTP server on the loopback that speaks OpenAI's chat-completions protocol."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What the server says next.

    A streamed `text` goes out in pieces of `size` characters; `cut` closes the connection
    before the end of the stream, `wait` seconds pass before the first byte, and
    `ignore_stream` answers a streaming request with one JSON body. `usage` goes out with the
    last piece, as servers do that count tokens; `finish` says why the reply ended ("length":
    at the limit of tokens). `first` is what the first request alone gets.
    """

    text: str = ""
    status: int = 200
    error: str = "scripted failure"
    size: int = 7
    cut: bool = False
    wait: float = 0.0
    ignore_stream: bool = False
    usage: dict[str, int] | None = None
    finish: str = "stop"
    first: "Reply | None" = None


@dataclass
class ScriptedServer:
    """`script` sets the reply; `requests` are the bodies received, `keys` the API keys."""

    url: str = ""
    reply: Reply = field(default_factory=Reply)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    # Held back after the first piece of a stream until set; see `hold`.
    gate: threading.Event = field(default_factory=threading.Event)
    at_once: int = 0
    most_at_once: int = 0

    def script(self, reply: Reply | str) -> None:
        self.reply = Reply(reply) if isinstance(reply, str) else reply
        self.requests.clear()
        self.keys.clear()
        self.most_at_once = 0
        self.gate.set()

    def hold(self) -> None:
        """Send nothing after the first 200 characters until `gate.set()`."""
        self.gate.clear()

    @property
    def prompt(self) -> str:
        """The text of the last request's messages, the system's first."""
        return "\n".join(str(message["content"]) for message in self.requests[-1]["messages"])

    @property
    def asked(self) -> str:
        """The text of the last request's last message."""
        return str(self.requests[-1]["messages"][-1]["content"])


@contextmanager
def running_server() -> Iterator[ScriptedServer]:
    state = ScriptedServer()
    state.gate.set()
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(state))
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    try:
        yield state
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def _handler(state: ScriptedServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            pass

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.requests.append(body)
            state.keys.append(self.headers.get("Authorization", "").removeprefix("Bearer "))
            reply = state.reply
            if reply.first and len(state.requests) == 1:
                reply = reply.first
            state.at_once += 1
            state.most_at_once = max(state.most_at_once, state.at_once)
            time.sleep(reply.wait)
            state.at_once -= 1
            try:
                if self.path != "/v1/chat/completions":
                    self._send_json(404, {"error": {"message": f"no {self.path}"}})
                elif reply.status != 200:
                    self._send_json(reply.status, {"error": {"message": reply.error}})
                elif body.get("stream") and not reply.ignore_stream:
                    self._stream(reply)
                else:
                    self._send_json(200, _completion(reply.text))
            except OSError:
                self.close_connection = True  # the client has given up

        def _send_json(self, status: int, data: dict[str, Any]) -> None:
            body = json.dumps(data).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("retry-after-ms", "1")  # the client's retries need not be slow
            self.end_headers()
            self.wfile.write(body)

        def _stream(self, reply: Reply) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for start in range(0, len(reply.text), reply.size):
                if start >= 200:
                    state.gate.wait(5)
                self._event(_chunk({"content": reply.text[start : start + reply.size]}))
            if reply.cut:
                self.close_connection = True
                return
            self._event(_chunk({}, finish=reply.finish))
            if reply.usage:
                self._event({**_chunk({}), "choices": [], "usage": reply.usage})
            self._chunk(b"data: [DONE]\n\n")
            self.wfile.write(b"0\r\n\r\n")

        def _event(self, data: dict[str, Any]) -> None:
            self._chunk(b"data: " + json.dumps(data).encode() + b"\n\n")

        def _chunk(self, data: bytes) -> None:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()

    return Handler


def _chunk(delta: dict[str, str], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
    return {"object": "chat.completion.chunk", **_common(), "choices": [choice]}


def _completion(text: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {"object": "chat.completion", **_common(), "choices": [choice]}


def _common() -> dict[str, Any]:
    return {"id": "chatcmpl-1", "created": 1_700_000_000, "model": "test"}
