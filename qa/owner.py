"""One store, several terminals: the process that keeps a store open works for the others.

While `alinea chat` runs, `alinea ask` in another terminal is carried out by it: nothing is
loaded twice, and only one process writes. The file `owner.json` in the store's folder, which only
its owner can read, names a loopback address and the token to show there; the lock beside it is
the operating system's, so that a dead process owns nothing.

The protocol: POST /<operation> with a JSON object of arguments; the reply is a line of JSON for
each result, `{"item": …}`, and at last `{"end": true}` or `{"error": <class>, "message": …}`.
"""

import hashlib
import hmac
import json
import logging
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from qa import errors
from qa.operations import OPERATIONS, Data
from qa.settings import Settings
from vectorstore.manifest import write_atomically

if TYPE_CHECKING:
    from qa.assistant import Assistant

logger = logging.getLogger(__name__)
_LOCK, _FILE = "owner.lock", "owner.json"
_LOOPBACK = "127.0.0.1"
_LARGEST_REQUEST = 1_000_000
_SECONDS_TO_CONNECT = 2.0
_POLL = 0.05  # seconds until it notices that it is to end
# Settings that say where, and not what, is answered; a key is nobody's business.
_ELSEWHERE = {
    "home",
    "host",
    "port",
    "api_port",
    "users",
    "tokens",
    "llm_api_key",
    "llm_timeout",
    "chroma_key",
}


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that keeps a store open, where it listens and what it wants to be shown.

    `settings` is a hash of the settings that its answers depend on.
    """

    pid: int
    port: int
    token: str
    settings: str

    def carry_out(self, operation: str, **arguments: Any) -> Iterator[Data]:
        """The results of an operation, done by that process, one by one.

        Raises:
            AlineaError: whatever the operation raised there.
            StoreUnavailableError: that process has stopped, and who knows how far it came.
        """
        connection = HTTPConnection(_LOOPBACK, self.port, timeout=_SECONDS_TO_CONNECT)
        body = json.dumps(arguments).encode()
        try:
            connection.connect()
            connection.sock.settimeout(None)  # a model may think, a folder may be large
            connection.request("POST", f"/{operation}", body, {"Authorization": self.token})
            with connection.getresponse() as response:
                yield from _items(response)
        except (OSError, HTTPException) as error:
            raise errors.StoreUnavailableError(
                f"Process {self.pid}, which keeps the store open, has stopped while it carried "
                "this out. Give the command again."
            ) from error
        finally:
            connection.close()


def _items(response: HTTPResponse) -> Iterator[Data]:
    while (line := response.readline()).endswith(b"\n"):
        said = json.loads(line)
        if "end" in said:
            return
        if "error" in said:
            raise getattr(errors, said["error"])(said["message"])
        yield said["item"]
    raise HTTPException("cut off")


def find_owner(settings: Settings) -> Owner | None:
    """The process that keeps the store of `settings` open and would answer as they say, if any."""
    try:
        owner = Owner(**json.loads((settings.home / _FILE).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    if owner.settings != _hash_of(settings) or not _is_held(settings.home):
        return None
    return owner


def _is_held(home: Path) -> bool:
    lock = FileLock(home / _LOCK)
    try:
        with lock.acquire(timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False


@contextmanager
def owning(assistant: "Assistant") -> Iterator[None]:
    """Work for the other terminals until the block ends, unless another process already does."""
    home = assistant.settings.home
    lock = FileLock(home / _LOCK)
    try:
        lock.acquire(timeout=1)
    except Timeout:
        yield
        return
    token = secrets.token_urlsafe(32)
    server = _Server((_LOOPBACK, 0), _Door)
    server.assistant, server.token = assistant, token
    threading.Thread(target=server.serve_forever, args=[_POLL], daemon=True).start()
    owner = Owner(os.getpid(), server.server_port, token, _hash_of(assistant.settings))
    path = home / _FILE
    try:
        write_atomically(path, json.dumps(asdict(owner)), mode=0o600)
        yield
    finally:
        server.is_closing = True
        path.unlink(missing_ok=True)
        server.shutdown()
        server.server_close()
        lock.release()


def _hash_of(settings: Settings) -> str:
    said = settings.model_dump(mode="json", exclude=_ELSEWHERE)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


class _Server(ThreadingHTTPServer):
    # What was begun is finished; of a long work, the file it is at.
    daemon_threads = False
    is_closing = False
    assistant: "Assistant"
    token: str

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that breaks off is no news; whatever else goes wrong is told by `_Door`."""
        logger.debug("a connection broke off", exc_info=True)


class _Door(BaseHTTPRequestHandler):
    """Lets in who has the token, and does what they ask."""

    server: _Server
    timeout = 10.0  # to send a request; not to wait for the answer

    def do_POST(self) -> None:
        shown = self.headers.get("Authorization", "")
        if not hmac.compare_digest(shown.encode(), self.server.token.encode()):
            self.send_error(401)
            return
        operation = OPERATIONS.get(self.path.removeprefix("/"))
        length = int(self.headers.get("Content-Length", 0))
        if operation is None or length > _LARGEST_REQUEST:
            self.send_error(400)
            return
        arguments = json.loads(self.rfile.read(length))
        self.send_response(200)
        self.end_headers()
        with suppress(ConnectionError):  # whoever asked has gone
            try:
                for item in operation(self.server.assistant, **arguments):
                    self._say({"item": item})
                    if self.server.is_closing:
                        return
            except errors.AlineaError as error:
                self._say({"error": type(error).__name__, "message": str(error)})
            except ConnectionError:
                raise
            except Exception:
                logger.exception("%s failed for another process", self.path)
                message = f"Process {os.getpid()} could not carry this out; its log says why."
                self._say({"error": "AlineaError", "message": message})
            else:
                self._say({"end": True})

    def _say(self, line: Data) -> None:
        self.wfile.write(json.dumps(line).encode() + b"\n")
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        """Not a word: questions are nobody's business."""
