"""Serving the page: on this machine alone unless told otherwise, and nothing reported home."""

import errno
import ipaddress
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import gradio as gr
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.assistant import Assistant
from qa.errors import AlineaError, UsageError
from qa.users import Users
from qa.web.app import TRANSLATIONS, build
from qa.web.library import LARGEST_UPLOAD_MB

_STYLES = [
    Path(__file__).parent / "style" / name
    for name in ("page.css", "conversation.css", "side.css", "reader.css", "phone.css")
]
# For what needs no answer of the server; runs before the parts' own scripts.
_SCRIPTS = [
    Path(__file__).parent / "script" / name
    for name in ("common.js", "tip.js", "find.js", "history.js", "upload.js")
]
_SYSTEM_FONT = "system-ui"
_AT_ONCE = 8
_WAITING = 64
_SESSIONS = 1000
# Too short to be of one language at a glance; in Chinese, with a country, with a typo.
_FIRST_QUESTIONS = ("humanitarian demining", "法国的人道主义扫雷", "les plateformme de coopération")

# The browser itself refuses whatever is not from here, should an address ever slip through
# into the page. Gradio evaluates its templates, hence 'unsafe-eval'.
_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class _SafeHeaders:
    """Adds `_HEADERS` to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await self.app(scope, receive, send_with_headers)


def serve(
    assistant: Assistant,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    on_ready: Callable[[str], object] = lambda address: None,
) -> None:
    """Serve the chat until Ctrl-C; `on_ready` is called with the address once it is there.

    Raises:
        UsageError: the port is busy, the address is not one of this machine, others could
            reach it and nobody is named who may, or the file of users cannot be read.
    """
    users = assistant.settings.users
    may_enter = Users(users).may_enter if users else None
    _require_free(host, port)
    if may_enter is None and not _is_loopback(host):
        raise UsageError(
            f"On {host!r} others could use the chat, and nothing says who may. Make a file of "
            "users with `alinea password NAME >> users.txt` and set ALINEA_USERS=users.txt, or "
            "listen on 127.0.0.1."
        )
    threading.Thread(target=_warm_up, args=[assistant], daemon=True).start()
    blocks = build(assistant)
    blocks.queue(max_size=_WAITING, default_concurrency_limit=_AT_ONCE)
    blocks.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        inbrowser=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        enable_monitoring=False,
        run_history=False,
        footer_links=[],
        max_file_size=LARGEST_UPLOAD_MB * gr.FileSize.MB,
        auth=cast(Any, may_enter),  # may be a coroutine, though not by its type
        head="".join(f"<script>{path.read_text('utf-8')}</script>" for path in _SCRIPTS),
        state_session_capacity=_SESSIONS,
        app_kwargs={"middleware": [Middleware(_SafeHeaders)], "openapi_url": None},
        i18n=TRANSLATIONS,
        theme=gr.themes.Base(font=[_SYSTEM_FONT], font_mono=["monospace"]),
        css_paths=_STYLES,
    )
    # Gradio's own way to wait prints; Ctrl-C is the ordinary end here, not an error.
    with suppress(KeyboardInterrupt):
        on_ready(str(blocks.local_url))
        threading.Event().wait()
    blocks.close(verbose=False)


def _warm_up(assistant: Assistant) -> None:
    """Load what is loaded on first use, so that the first person need not wait for it."""
    with suppress(AlineaError):
        for question in _FIRST_QUESTIONS:
            assistant.evidence(question)


def _is_loopback(host: str) -> bool:
    """Whether `host`, which can be listened on, is for this machine alone."""
    addresses = {str(found[4][0]) for found in socket.getaddrinfo(host, None)}
    return all(ipaddress.ip_address(a.partition("%")[0]).is_loopback for a in addresses)


def _require_free(host: str, port: int) -> None:
    """Gradio only looks at loopback, and says too little."""
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror:
        raise UsageError(
            f"The address {host!r} is not known. Use 127.0.0.1 for this machine alone, or an "
            "address of this machine (ALINEA_HOST)."
        ) from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(
                f"Port {port} is in use by another program. Choose another one: "
                f"`make chat PORT={port + 1}` or `alinea chat --port {port + 1}`."
            ) from None
        raise UsageError(
            f"The chat cannot listen on {host!r}, port {port}: {error.strerror}. Choose another "
            "address (ALINEA_HOST) or port (`PORT=`)."
        ) from None
