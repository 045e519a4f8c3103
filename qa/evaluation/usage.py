"""The tokens that a chat model reports for the calls made in a block."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from qa.settings import EXTRACTIVE, Settings

if TYPE_CHECKING:
    from contextvars import ContextVar

    from langchain_core.callbacks import UsageMetadataCallbackHandler


@dataclass(slots=True)
class Tokens:
    """Tokens read and written; zero where nothing was reported."""

    read: int = 0
    written: int = 0


def counted(settings: Settings) -> AbstractContextManager[Tokens]:
    """Counts the tokens of the model calls that this thread makes in the `with` block."""
    return nullcontext(Tokens()) if settings.llm == EXTRACTIVE else _counted()


@contextmanager
def _counted() -> Iterator[Tokens]:
    from langchain_core.callbacks import UsageMetadataCallbackHandler

    tokens, handler = Tokens(), UsageMetadataCallbackHandler()
    reset = _handler().set(handler)
    try:
        yield tokens
    finally:
        _handler().reset(reset)
        used = handler.usage_metadata.values()
        tokens.read = sum(one["input_tokens"] for one in used)
        tokens.written = sum(one["output_tokens"] for one in used)


@cache
def _handler() -> "ContextVar[UsageMetadataCallbackHandler | None]":
    # Once: LangChain's own `get_usage_metadata_callback` registers another one at each use.
    from contextvars import ContextVar

    from langchain_core.tracers.context import register_configure_hook

    variable: ContextVar[UsageMetadataCallbackHandler | None] = ContextVar(
        "alinea_usage", default=None
    )
    register_configure_hook(variable, inheritable=True)
    return variable
