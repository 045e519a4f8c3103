"""Serving the page: on this machine alone unless told otherwise, and nothing reported home."""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import gradio as gr
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.assistant import Assistant
from qa.errors import UsageError
from qa.listening import is_loopback, require_free
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
    require_free(host, port)
    blocks, options = _made(assistant, host)
    threading.Thread(target=assistant.warm_up, daemon=True).start()
    blocks.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        inbrowser=False,
        state_session_capacity=_SESSIONS,
        **options,
    )
    # Gradio's own way to wait prints; Ctrl-C is the ordinary end here, not an error.
    with suppress(KeyboardInterrupt):
        on_ready(str(blocks.local_url))
        threading.Event().wait()
    blocks.close(verbose=False)


def mount(app: FastAPI, assistant: Assistant) -> None:
    """Add the chat to `app`, at `/`; raises `UsageError` as `serve` does."""
    settings = assistant.settings
    blocks, options = _made(assistant, settings.host)
    blocks.state_session_capacity = _SESSIONS
    gr.mount_gradio_app(
        app, blocks, "/", server_name=settings.host, server_port=settings.api_port, **options
    )


def _made(assistant: Assistant, host: str) -> tuple[gr.Blocks, dict[str, Any]]:
    """The page, and how it is to be served wherever that is."""
    users = assistant.settings.users
    may_enter = Users(users).may_enter if users else None
    if may_enter is None and not is_loopback(host):
        raise UsageError(
            f"On {host!r} others could use the chat, and nothing says who may. Make a file of "
            "users with `alinea password NAME >> users.txt` and set ALINEA_USERS=users.txt, or "
            "listen on 127.0.0.1."
        )
    blocks = build(assistant)
    blocks.queue(max_size=_WAITING, default_concurrency_limit=_AT_ONCE)
    return blocks, {
        "ssr_mode": False,
        "mcp_server": False,
        "pwa": False,
        "enable_monitoring": False,
        "run_history": False,
        "footer_links": [],
        "max_file_size": LARGEST_UPLOAD_MB * gr.FileSize.MB,
        "auth": cast(Any, may_enter),  # may be a coroutine, though not by its type
        "head": "".join(f"<script>{path.read_text('utf-8')}</script>" for path in _SCRIPTS),
        "app_kwargs": {"middleware": [Middleware(_SafeHeaders)], "openapi_url": None},
        "i18n": TRANSLATIONS,
        "theme": gr.themes.Base(font=[_SYSTEM_FONT], font_mono=["monospace"]),
        "css_paths": _STYLES,
    }
