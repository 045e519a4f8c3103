"""The chat model that the settings name, and its failures as our errors."""

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qa.errors import ModelCallError, ModelSetupError
from qa.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_EXTRAS = {
    "langchain-ollama": "ollama",
    "langchain-anthropic": "anthropic",
    "langchain-mistralai": "mistral",
    "langchain-google-genai": "google",
    "langchain-huggingface": "huggingface",
}
# LangChain names the package in the message only.
_PACKAGE = re.compile(r"pip install (?:-U )?[`'\"]?(?P<name>[\w-]+)")
# Providers whose LangChain class takes these arguments; others keep their defaults.
_TAKES_TIMEOUT = ("openai", "anthropic", "mistralai", "azure_openai")
_SHORTEST_KEY = 8
_NO_KEY = "none"  # local servers want some key, and ignore it


def make_chat_model(settings: Settings) -> "BaseChatModel":
    """The chat model `settings.llm` names, through LangChain's `init_chat_model`.

    A name without provider goes to the OpenAI-compatible server at `llm_base_url`.

    Raises:
        ModelSetupError: no such provider, its package is not installed, or it lacks a key.
    """
    from langchain.chat_models import init_chat_model

    name = settings.llm
    if settings.llm_base_url and ":" not in name:
        name = f"openai:{name}"
    try:
        model: BaseChatModel = init_chat_model(name, **_arguments(name.partition(":")[0], settings))
    except ImportError as error:
        named = _PACKAGE.search(str(error))
        package = named["name"] if named else str(error.name).partition(".")[0].replace("_", "-")
        install = f"alinea[{_EXTRAS[package]}]" if package in _EXTRAS else package
        raise ModelSetupError(
            f"The model {settings.llm!r} needs a package that is not installed. "
            f"Run: pip install '{install}'"
        ) from None
    except Exception as error:  # each provider raises its own
        raise ModelSetupError(
            f"The model {settings.llm!r} cannot be set up: {_reason(error, settings)} "
            "Set ALINEA_LLM to provider:model, for example 'ollama:qwen3:4b', and the key "
            "that the provider asks for."
        ) from None
    return model


def _arguments(provider: str, settings: Settings) -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    if provider != "huggingface":  # a local pipeline, which rejects a temperature of 0
        arguments["temperature"] = 0
    if provider in _TAKES_TIMEOUT:
        arguments["timeout"] = settings.llm_timeout
    if settings.llm_base_url:
        arguments["base_url"] = settings.llm_base_url
    if settings.llm_api_key:
        arguments["api_key"] = settings.llm_api_key.get_secret_value()
    elif settings.llm_base_url and provider == "openai":
        arguments["api_key"] = _NO_KEY
    return arguments


def stream_text(model: "BaseChatModel", prompt: str, settings: Settings) -> Iterator[str]:
    """The model's reply to `prompt`, piece by piece.

    Raises:
        ModelCallError: the call failed, was cut off, or gave nothing.
    """
    said = False
    try:
        for chunk in model.stream(prompt):
            said = said or bool(chunk.text.strip())
            yield chunk.text
    except Exception as error:  # each provider raises its own
        raise ModelCallError(
            f"The model {settings.llm!r} failed: {_reason(error, settings)} "
            "Check that its server runs and that the key is right, or unset ALINEA_LLM to get "
            "extractive answers."
        ) from None
    if not said:
        raise ModelCallError(
            f"The model {settings.llm!r} gave an empty answer. Try again, or use another model."
        )


def _reason(error: Exception, settings: Settings) -> str:
    """The first line of a foreign error, without any key."""
    text = f"{type(error).__name__}: {error}".splitlines()[0]
    for secret in _secrets(settings):
        text = text.replace(secret, "***")
    text = text[:300]
    return text if text.endswith(".") else f"{text}."


def _secrets(settings: Settings) -> list[str]:
    """The keys that a provider may repeat in its errors: ours, and those it reads itself."""
    own = [settings.llm_api_key.get_secret_value()] if settings.llm_api_key else []
    theirs = [value for name, value in os.environ.items() if name.endswith(("_KEY", "_TOKEN"))]
    return own + [key for key in theirs if len(key) >= _SHORTEST_KEY]
