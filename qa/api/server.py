"""Running the application until it is told to stop, and then only after the last answer."""

import asyncio
import logging
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from fastapi import FastAPI

from qa.errors import UsageError
from qa.listening import is_loopback, require_free

_SECONDS_TO_FINISH = 30


def require_guarded(host: str, has_tokens: bool) -> None:
    """Make sure that nobody listens to the network without tokens; raises `UsageError`."""
    if not has_tokens and not is_loopback(host):
        raise UsageError(
            f"On {host!r} others could ask, and nothing says who may. Make a file of tokens with "
            "`alinea token NAME >> tokens.txt` and set ALINEA_TOKENS=tokens.txt, or listen on "
            "127.0.0.1."
        )


def serve(
    app: FastAPI,
    host: str,
    port: int,
    *,
    on_ready: Callable[[str], object] = lambda address: None,
) -> None:
    """Serve `app` until SIGINT or SIGTERM; what was begun by then is finished first.

    `on_ready` is called with the address once it is there.

    Raises:
        UsageError: the port is busy, or the address is not one of this machine.
    """
    import uvicorn

    require_free(host, port)
    _log_to_standard_error()
    config = uvicorn.Config(
        app,
        host,
        port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )
    server = uvicorn.Server(config)

    async def run() -> None:
        running = asyncio.create_task(server.serve())
        while not server.started and not running.done():
            await asyncio.sleep(0.01)
        if server.started:
            on_ready(f"http://{f'[{host}]' if ':' in host else host}:{port}")
        await running

    # uvicorn gives the signal on when it is done; SIGTERM would end the process there and then.
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(run())
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _log_to_standard_error() -> None:
    """A line of JSON for each request; see `guard`."""
    logger = logging.getLogger("alinea.http")
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
